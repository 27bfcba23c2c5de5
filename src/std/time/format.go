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

// An element of a layout.
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

// What a layout may contain, longer forms before their beginnings.
var forms = [...]struct {
	text string
	elem element
}{
	{"January", longMonth}, {"Jan", shortMonth}, {"Monday", longWeekday}, {"Mon", shortWeekday}, {"MST", zoneName},
	{"002", zeroYearDay}, {"01", zeroMonth}, {"02", zeroDay}, {"03", zeroHour12}, {"04", zeroMinute}, {"05", zeroSecond}, {"06", shortYear},
	{"15", hour24}, {"1", numMonth}, {"2006", longYear}, {"2", day}, {"__2", underYearDay}, {"_2006", none}, {"_2", underDay},
	{"3", hour12}, {"4", minute}, {"5", second}, {"PM", upperPM}, {"pm", lowerPM},
	{"-07:00:00", numZoneColonSeconds}, {"-070000", numZoneSeconds}, {"-07:00", numZoneColon}, {"-0700", numZone}, {"-07", numZoneShort},
	{"Z07:00:00", isoZoneColonSeconds}, {"Z070000", isoZoneSeconds}, {"Z07:00", isoZoneColon}, {"Z0700", isoZone}, {"Z07", isoZoneShort},
}

// next cuts a layout at its first element. digits counts those of a fraction of a second.
func next(layout string) (prefix string, elem element, digits int, text, suffix string) {
	for i := 0; i < len(layout); i++ {
		switch c := layout[i]; c {
		case 'J', 'M', '0', '1', '2', '_', '3', '4', '5', 'P', 'p', '-', 'Z':
			rest := layout[i:]
			for _, f := range forms {
				n := len(f.text)
				if len(rest) < n || rest[:n] != f.text {
					continue
				}
				if f.elem == shortMonth && len(rest) > n && lower(rest[n]) || f.elem == shortWeekday && len(rest) > n && lower(rest[n]) {
					continue
				}
				if f.elem == none {
					// "_2006" is an underscore before a year.
					return layout[:i+1], longYear, 0, "2006", rest[5:]
				}
				return layout[:i], f.elem, 0, f.text, rest[n:]
			}
		case '.', ',':
			if i+1 < len(layout) && (layout[i+1] == '0' || layout[i+1] == '9') {
				digit := layout[i+1]
				j := i + 1
				for j < len(layout) && layout[j] == digit {
					j++
				}
				if j < len(layout) && isDigit(layout[j]) {
					continue
				}
				elem := fraction0
				if digit == '9' {
					elem = fraction9
				}
				return layout[:i], elem, j - (i + 1), layout[i:j], layout[j:]
			}
		}
	}
	return layout, none, 0, "", ""
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
func (t Time) Format(layout string) string {
	return string(t.AppendFormat(make([]byte, 0, len(layout)+10), layout))
}

func (t Time) AppendFormat(b []byte, layout string) []byte {
	name, offset := t.zone()
	days, ofDay := split(t.sec() + int64(offset))
	year, month, dayOfMonth, yday := civil(days)
	hour, min, sec := ofDay/3600, ofDay/60%60, ofDay%60
	for layout != "" {
		prefix, elem, digits, text, suffix := next(layout)
		b = append(b, prefix...)
		layout = suffix
		switch elem {
		case none:
			return b
		case longYear:
			b = appendInt(b, year, 4)
		case shortYear:
			y := year % 100
			if y < 0 {
				y = -y
			}
			b = appendInt(b, y, 2)
		case longMonth:
			b = append(b, month.String()...)
		case shortMonth:
			b = append(b, month.String()[:3]...)
		case numMonth:
			b = appendInt(b, int(month), 0)
		case zeroMonth:
			b = appendInt(b, int(month), 2)
		case longWeekday:
			b = append(b, weekdayOf(days).String()...)
		case shortWeekday:
			b = append(b, weekdayOf(days).String()[:3]...)
		case day:
			b = appendInt(b, dayOfMonth, 0)
		case underDay:
			if dayOfMonth < 10 {
				b = append(b, ' ')
			}
			b = appendInt(b, dayOfMonth, 0)
		case zeroDay:
			b = appendInt(b, dayOfMonth, 2)
		case underYearDay:
			if yday+1 < 100 {
				b = append(b, ' ')
				if yday+1 < 10 {
					b = append(b, ' ')
				}
			}
			b = appendInt(b, yday+1, 0)
		case zeroYearDay:
			b = appendInt(b, yday+1, 3)
		case hour24:
			b = appendInt(b, hour, 2)
		case hour12:
			b = appendInt(b, twelve(hour), 0)
		case zeroHour12:
			b = appendInt(b, twelve(hour), 2)
		case minute:
			b = appendInt(b, min, 0)
		case zeroMinute:
			b = appendInt(b, min, 2)
		case second:
			b = appendInt(b, sec, 0)
		case zeroSecond:
			b = appendInt(b, sec, 2)
		case upperPM:
			b = append(b, half(hour, "AM", "PM")...)
		case lowerPM:
			b = append(b, half(hour, "am", "pm")...)
		case zoneName:
			if name != "" {
				b = append(b, name...)
				break
			}
			b = appendZone(b, offset, numZone)
		case fraction0, fraction9:
			b = appendFraction(b, text[0], int(t.nsec()), digits, elem == fraction9)
		default:
			b = appendZone(b, offset, elem)
		}
	}
	return b
}

// weekdayOf: year 1 began on a Monday.
func weekdayOf(days int64) Weekday { return Weekday(days + 1 - floorDiv(days+1, 7)*7) }

func twelve(hour int) int {
	if hour %= 12; hour == 0 {
		return 12
	}
	return hour
}

func half(hour int, am, pm string) string {
	if hour >= 12 {
		return pm
	}
	return am
}

func appendZone(b []byte, offset int, elem element) []byte {
	if offset == 0 && elem >= isoZone && elem <= isoZoneColonSeconds {
		return append(b, 'Z')
	}
	minutes, abs := offset/60, offset
	if minutes < 0 {
		b = append(b, '-')
		minutes = -minutes
		abs = -abs
	} else {
		b = append(b, '+')
	}
	b = appendInt(b, minutes/60, 2)
	colon := elem == isoZoneColon || elem == isoZoneColonSeconds || elem == numZoneColon || elem == numZoneColonSeconds
	if colon {
		b = append(b, ':')
	}
	if elem != numZoneShort && elem != isoZoneShort {
		b = appendInt(b, minutes%60, 2)
	}
	switch elem {
	case isoZoneColonSeconds, numZoneColonSeconds:
		b = append(b, ':')
		b = appendInt(b, abs%60, 2)
	case isoZoneSeconds, numZoneSeconds:
		b = appendInt(b, abs%60, 2)
	}
	return b
}

func appendFraction(b []byte, point byte, nsec, digits int, trim bool) []byte {
	var buf [9]byte
	for i := 8; i >= 0; i-- {
		buf[i] = byte('0' + nsec%10)
		nsec /= 10
	}
	if digits > 9 {
		digits = 9
	}
	if trim {
		for digits > 0 && buf[digits-1] == '0' {
			digits--
		}
		if digits == 0 {
			return b
		}
	}
	return append(append(b, point), buf[:digits]...)
}

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
