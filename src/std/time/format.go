package time

// Layouts for Format and Parse. They all show the reference moment: Mon Jan 2 15:04:05 MST 2006.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// An element of a layout. The numbers are known to layout.rs.
type element int

const (
	none element = iota
	longMonth
	shortMonth
	numMonth
	zeroMonth
	longWeekday
	shortWeekday
	day
	underDay
	zeroDay
	underYearDay
	zeroYearDay
	hour24
	hour12
	zeroHour12
	minute
	zeroMinute
	second
	zeroSecond
	longYear
	shortYear
	upperPM
	lowerPM
	zoneName
	isoZone             // Z0700
	isoZoneSeconds      // Z070000
	isoZoneShort        // Z07
	isoZoneColon        // Z07:00
	isoZoneColonSeconds // Z07:00:00
	numZone             // -0700
	numZoneSeconds      // -070000
	numZoneShort        // -07
	numZoneColon        // -07:00
	numZoneColonSeconds // -07:00:00
	fraction0           // .000
	fraction9           // .999
)

// nextElement: where a layout's first element begins, how long it is and which it is; none, at the end.
func nextElement(layout string) (at, length int, elem element)

// next cuts a layout at its first element. digits counts those of a fraction of a second.
func next(layout string) (prefix string, elem element, digits int, text, suffix string) {
	at, length, elem := nextElement(layout)
	return layout[:at], elem, length - 1, layout[at : at+length], layout[at+length:]
}

func lower(c byte) bool   { return 'a' <= c && c <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// appendInt appends x in decimal, with zeros up to width.
func appendInt(b []byte, x int, width int) []byte {
	u := uint(x)
	if x < 0 {
		b = append(b, '-')
		u = uint(-x)
	}
	var buf [20]byte
	at := len(buf)
	for u >= 10 {
		at--
		buf[at] = byte('0' + u%10)
		u /= 10
	}
	at--
	buf[at] = byte('0' + u)
	for n := len(buf) - at; n < width; n++ {
		b = append(b, '0')
	}
	return append(b, buf[at:]...)
}

// Format shows the moment as the layout shows the reference moment.
func (t Time) Format(layout string) string

func (t Time) AppendFormat(b []byte, layout string) []byte

// weekdayOf: year 1 began on a Monday.
func weekdayOf(days int64) Weekday { return Weekday(days + 1 - floorDiv(days+1, 7)*7) }

// String: "2006-01-02 15:04:05.999999999 -0700 MST", and the monotonic reading as m=±seconds.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&hasMonotonic == 0 {
		return s
	}
	m := uint64(t.ext)
	sign := byte('+')
	if t.ext < 0 {
		sign = '-'
		m = -m
	}
	b := append([]byte(s), " m="...)
	b = append(b, sign)
	b = appendInt(b, int(m/1e9), 0)
	b = append(b, '.')
	return string(appendInt(b, int(m%1e9), 9))
}
