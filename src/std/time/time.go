// Package time: moments, durations, calendars, zones, clocks.
package time

import (
	"errors"
	"unsafe"
)

// A Time is a moment with nanosecond precision, shown in a zone. From Now it also carries a monotonic reading,
// which comparisons and differences use.
//
// wall holds, from the top: a bit saying that there is a monotonic reading, then (with the bit) 33 bits of seconds
// since 1885, then 30 bits of nanoseconds. ext holds the monotonic reading or, without the bit, the seconds since year 1.
type Time struct {
	wall uint64
	ext  int64
	loc  *Location
}

const (
	hasMonotonic = 1 << 63
	nsecMask     = 1<<30 - 1
	nsecShift    = 30

	secondsPerMinute = 60
	secondsPerHour   = 60 * secondsPerMinute
	secondsPerDay    = 24 * secondsPerHour
	daysPer400Years  = 365*400 + 97

	// Seconds from year 1 to 1970 and to 1885.
	unixToInternal = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay
	wallToInternal = (1884*365 + 1884/4 - 1884/100 + 1884/400) * secondsPerDay
	minWall        = wallToInternal
)

// now: seconds since 1970, nanoseconds, monotonic nanoseconds since the program began (at least 1).
func now() (sec int64, nsec int32, mono int64)

// Now is the present moment.
func Now() Time {
	sec, nsec, mono := now()
	if mono == 0 {
		// In a bubble of testing/synctest.
		return Time{uint64(nsec), sec + unixToInternal, Local}
	}
	sec += unixToInternal - minWall
	if uint64(sec)>>33 != 0 {
		return Time{uint64(nsec), sec + minWall, Local}
	}
	return Time{hasMonotonic | uint64(sec)<<nsecShift | uint64(nsec), mono, Local}
}

func (t *Time) nsec() int32 { return int32(t.wall & nsecMask) }

// sec: seconds since year 1.
func (t *Time) sec() int64 {
	if t.wall&hasMonotonic != 0 {
		return wallToInternal + int64(t.wall<<1>>(nsecShift+1))
	}
	return t.ext
}

func (t *Time) unixSec() int64 { return t.sec() - unixToInternal }

func (t *Time) addSec(d int64) {
	if t.wall&hasMonotonic != 0 {
		sec := int64(t.wall << 1 >> (nsecShift + 1))
		if sum := sec + d; 0 <= sum && sum <= 1<<33-1 {
			t.wall = t.wall&nsecMask | uint64(sum)<<nsecShift | hasMonotonic
			return
		}
		t.stripMono()
	}
	sum := t.ext + d
	switch {
	case (sum > t.ext) == (d > 0):
		t.ext = sum
	case d > 0:
		t.ext = 1<<63 - 1
	default:
		t.ext = -(1<<63 - 1)
	}
}

func (t *Time) setLoc(loc *Location) {
	if loc == &utcLoc {
		loc = nil
	}
	t.stripMono()
	t.loc = loc
}

func (t *Time) stripMono() {
	if t.wall&hasMonotonic != 0 {
		t.ext = t.sec()
		t.wall &= nsecMask
	}
}

func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

func (t Time) Compare(u Time) int
func (t Time) After(u Time) bool
func (t Time) Before(u Time) bool

// Equal compares moments, whatever their zones.
func (t Time) Equal(u Time) bool

func (t Time) Add(d Duration) Time

// Sub is t-u, held at the largest and smallest Duration.
func (t Time) Sub(u Time) Duration

func Since(t Time) Duration { return Now().Sub(t) }
func Until(t Time) Duration { return t.Sub(Now()) }

func tryTimeAddDate(t Time, years int, months int, days int) Time

// AddDate adds years, months and days, and normalises the result.
func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec()), t.Location())
}

// abs: days since 1 January of year 1, and the second of the day, as calendar and clock in t's zone show them.
func (t Time) abs() (days int64, second int)

func (t *Time) zone() (name string, offset int) {
	if t.loc == nil {
		return "UTC", 0
	}
	return t.loc.at(t.unixSec())
}

// civil: the proleptic Gregorian date of a day counted from 1 January of year 1.
func civil(days int64) (year int, month Month, day, yday int)

// daysBefore: days from 1 January of year 1 to 1 January of a year.
func daysBefore(year int64) int64 {
	y := year - 1
	return y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

var beforeMonth = [...]int32{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int) int {
	if m == February && isLeap(year) {
		return 29
	}
	return int(beforeMonth[m] - beforeMonth[m-1])
}

func (t Time) Date() (year int, month Month, day int)
func (t Time) Year() int
func (t Time) Month() Month
func (t Time) Day() int

func (t Time) YearDay() int {
	days, _ := t.abs()
	_, _, _, yday := civil(days)
	return yday + 1
}

func (t Time) Weekday() Weekday {
	days, _ := t.abs()
	return weekdayOf(days)
}

// ISOWeek: weeks begin on Monday; week 1 holds the year's first Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := t.abs()
	monday := days - floorDiv(days, 7)*7
	year, _, _, yday := civil(days - monday + 3)
	return year, yday/7 + 1
}

func (t Time) Clock() (hour, min, sec int)
func (t Time) Hour() int
func (t Time) Minute() int
func (t Time) Second() int

func (t Time) Nanosecond() int { return int(t.nsec()) }

// Date is the moment that a clock in loc shows so; values out of range are carried over.
func tryDate(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time

func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = carry(year, m, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	days := daysBefore(int64(year)) + int64(beforeMonth[m]) + int64(day) - 1
	if m >= 2 && isLeap(year) {
		days++
	}
	unix := days*secondsPerDay + int64(hour*3600+min*60+sec) - unixToInternal
	if loc != &utcLoc {
		// The offset depends on the moment that is looked for: guess, and look again on the other side of a change.
		_, offset, start, end := loc.lookup(unix)
		if offset != 0 {
			utc := unix - int64(offset)
			if utc < start || utc >= end {
				_, offset, _, _ = loc.lookup(utc)
			}
			unix -= int64(offset)
		}
	}
	t := unixTime(unix, int32(nsec))
	t.setLoc(loc)
	return t
}

// carry moves what lo has beyond 0..base into hi.
func carry(hi, lo, base int) (int, int) {
	q := int(floorDiv(int64(lo), int64(base)))
	return hi + q, lo - q*base
}

func unixTime(sec int64, nsec int32) Time { return Time{uint64(nsec), sec + unixToInternal, Local} }

func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := floorDiv(nsec, 1e9)
		sec += n
		nsec -= n * 1e9
	}
	return unixTime(sec, int32(nsec))
}

func UnixMilli(msec int64) Time { return Unix(floorDiv(msec, 1e3), (msec-floorDiv(msec, 1e3)*1e3)*1e6) }
func UnixMicro(usec int64) Time { return Unix(floorDiv(usec, 1e6), (usec-floorDiv(usec, 1e6)*1e6)*1e3) }

func (t Time) Unix() int64      { return t.unixSec() }
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + int64(t.nsec())/1e6 }
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + int64(t.nsec())/1e3 }
func (t Time) UnixNano() int64  { return t.unixSec()*1e9 + int64(t.nsec()) }

func (t Time) UTC() Time {
	t.setLoc(&utcLoc)
	return t
}

func (t Time) Local() Time {
	t.setLoc(Local)
	return t
}

func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

func (t Time) Zone() (name string, offset int) { return t.zone() }

func (t Time) ZoneBounds() (start, end Time) {
	if t.loc == nil {
		return
	}
	_, _, from, to := t.loc.lookup(t.unixSec())
	if from != alpha {
		start = unixTime(from, 0)
		start.setLoc(t.loc)
	}
	if to != omega {
		end = unixTime(to, 0)
		end.setLoc(t.loc)
	}
	return
}

func (t Time) IsDST() bool { return t.loc != nil && t.loc.isDST(t.unixSec()) }

// Truncate rounds down to a multiple of d since the zero time, and drops the monotonic reading.
func (t Time) Truncate(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	return t.Add(-t.modulo(d))
}

// Round rounds to the nearest multiple of d since the zero time, halves up.
func (t Time) Round(d Duration) Time {
	t.stripMono()
	if d <= 0 {
		return t
	}
	r := t.modulo(d)
	if uint64(r)+uint64(r) < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// modulo: how far t is past a multiple of d since the zero time.
func (t Time) modulo(d Duration) Duration {
	sec, nsec := t.sec(), int64(t.nsec())
	if d%Second == 0 {
		n := int64(d / Second)
		return Duration(sec-floorDiv(sec, n)*n)*Second + Duration(nsec)
	}
	// sec*1e9+nsec mod d, bit by bit: the product does not fit.
	m := uint64(d)
	negative := sec < 0
	if negative {
		sec, nsec = -sec, -nsec
	}
	r := uint64(0)
	base := uint64(1e9) % m
	for bit := 62; bit >= 0; bit-- {
		r = (r + r) % m
		if sec>>bit&1 != 0 {
			r = (r + base) % m
		}
	}
	rest := (int64(r) + nsec%int64(m)) % int64(m)
	if negative {
		rest = -rest
	}
	if rest < 0 {
		rest += int64(m)
	}
	return Duration(rest)
}

func (t Time) GoString() string {
	buf := []byte("time.Date(")
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	buf = appendInt(buf, year, 0)
	buf = append(buf, ", time."...)
	if January <= month && month <= December {
		buf = append(buf, month.String()...)
	}
	for _, n := range [...]int{day, hour, min, sec, t.Nanosecond()} {
		buf = append(buf, ", "...)
		buf = appendInt(buf, n, 0)
	}
	buf = append(buf, ", "...)
	switch loc := t.Location(); loc {
	case UTC:
		buf = append(buf, "time.UTC"...)
	case Local:
		buf = append(buf, "time.Local"...)
	default:
		buf = append(buf, "time.Location("...)
		buf = append(buf, quote(loc.name)...)
		buf = append(buf, ')')
	}
	return string(append(buf, ')'))
}

func (t Time) MarshalText() ([]byte, error) { return t.appendStrict(nil, "Time.MarshalText: ") }

func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendStrict(b, "Time.AppendText: ") }

func (t Time) appendStrict(b []byte, who string) ([]byte, error) {
	if err := t.strict(); err != nil {
		return nil, errors.New(who + err.Error())
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

func (t Time) strict() error {
	if y := t.Year(); y < 0 || y >= 10000 {
		return errors.New("year outside of range [0,9999]")
	}
	if _, offset := t.zone(); offset <= -24*3600 || offset >= 24*3600 {
		return errors.New("timezone hour outside of range [0,23]")
	}
	return nil
}

func (t *Time) UnmarshalText(data []byte) error {
	// The text is copied only where an error keeps it.
	if got, err := Parse(RFC3339, unsafe.String(unsafe.SliceData(data), len(data))); err == nil {
		*t = got
		return nil
	}
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}

func (t Time) MarshalJSON() ([]byte, error) {
	if err := t.strict(); err != nil {
		return nil, errors.New("Time.MarshalJSON: " + err.Error())
	}
	b := append([]byte{}, '"')
	return append(t.AppendFormat(b, RFC3339Nano), '"'), nil
}

func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}

const binaryVersion = 1

func (t Time) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

func (t Time) AppendBinary(b []byte) ([]byte, error) {
	minutes, seconds := int16(-1), int8(0)
	version := byte(binaryVersion)
	if t.Location() != UTC {
		_, offset := t.zone()
		if offset%60 != 0 {
			version = 2
			seconds = int8(offset % 60)
		}
		offset /= 60
		if offset < -32768 || offset == -1 || offset > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
		minutes = int16(offset)
	}
	b = append(b, version)
	sec, nsec := t.sec(), t.nsec()
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == 2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	want := 15
	if data[0] == 2 {
		want = 16
	} else if data[0] != binaryVersion {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var sec int64
	for _, b := range data[1:9] {
		sec = sec<<8 | int64(b)
	}
	var nsec int32
	for _, b := range data[9:13] {
		nsec = nsec<<8 | int32(b)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if want == 16 {
		offset += int(int8(data[15]))
	}
	*t = Time{uint64(nsec), sec, nil}
	if offset == -60 {
		t.setLoc(&utcLoc)
	} else if _, local := Local.at(t.unixSec()); local == offset {
		t.setLoc(Local)
	} else {
		t.setLoc(FixedZone("", offset))
	}
	return nil
}

func (t Time) GobEncode() ([]byte, error)   { return t.MarshalBinary() }
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }

// A Month is 1 for January.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return badName("Month", uint64(m))
}

// A Weekday is 0 for Sunday.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return badName("Weekday", uint64(d))
}

// badName shows what is no month or weekday; negative numbers too are shown without a sign.
func badName(kind string, n uint64) string {
	digits := ""
	if n > 1<<63-1 {
		digits = string(appendInt(nil, int(n/10), 0))
		n %= 10
	}
	return "%!" + kind + "(" + digits + string(appendInt(nil, int(n), 0)) + ")"
}
