package time

import "errors"

// A Location is a zone: a name, and the offset from UTC at each moment.
type Location struct {
	name string
	// fixed: one offset and abbreviation for all time. Otherwise the natives know the zone by its number.
	fixed  bool
	offset int
	abbrev string
	handle int
	// The stretch of constant offset that was asked for last is not cached: lookups are natives.
}

// The beginning and the end of time.
const (
	alpha = -1 << 63
	omega = 1<<63 - 1
)

var utcLoc = Location{name: "UTC", fixed: true, abbrev: "UTC", handle: -2} // -2: moment.rs knows it by that
var localLoc = Location{name: "Local", handle: -1}

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

// Local is the system's zone ($TZ, /etc/localtime).
var Local *Location = &localLoc

// openZone: the number of a zone of the tz database, -1 for the local one; false where there is none.
func openZone(name string) (handle int, ok bool)

// zoneAt: what a zone's clocks show at a moment, and from when to when they do.
func zoneAt(handle int, unix int64) (abbrev string, offset int, dst bool, start, end int64)

// zoneNamed: the offset of which a zone says name at a moment of its clocks, or else the first that it has ever called so.
func zoneNamed(handle int, name string, clock int64) (offset int, ok bool)

func (l *Location) get() *Location {
	if l == nil {
		return &utcLoc
	}
	return l
}

func (l *Location) String() string { return l.get().name }

func (l *Location) lookup(unix int64) (abbrev string, offset int, start, end int64) {
	l = l.get()
	if l.fixed {
		return l.abbrev, l.offset, alpha, omega
	}
	abbrev, offset, _, start, end = zoneAt(l.handle, unix)
	return
}

func (l *Location) at(unix int64) (abbrev string, offset int) {
	abbrev, offset, _, _ = l.lookup(unix)
	return
}

func (l *Location) isDST(unix int64) bool {
	l = l.get()
	if l.fixed {
		return false
	}
	_, _, dst, _, _ := zoneAt(l.handle, unix)
	return dst
}

// FixedZone is a zone with one name and offset (seconds east of UTC).
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, fixed: true, offset: offset, abbrev: name}
}

// LoadLocation is the zone of the given name in the tz database: "Europe/Berlin"; "" and "UTC" are UTC, "Local" is Local.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	if bad(name) {
		return nil, errors.New("time: invalid location name")
	}
	handle, ok := openZone(name)
	if !ok {
		return nil, errors.New("unknown time zone " + name)
	}
	return &Location{name: name, handle: handle}, nil
}

// parseZone: the number of the zone that a file of the tz database describes.
func parseZone(data []byte) (handle int, ok bool)

// LoadLocationFromTZData is the zone that a file of the tz database describes, under the given name.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	handle, ok := parseZone(data)
	if !ok {
		return nil, errors.New("malformed time zone information")
	}
	return &Location{name: name, handle: handle}, nil
}

func bad(name string) bool {
	if name[0] == '/' || name[0] == '\\' {
		return true
	}
	for i := range len(name) {
		if i > 0 && name[i-1:i+1] == ".." {
			return true
		}
	}
	return false
}
