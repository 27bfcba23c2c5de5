package time

import "errors"

// A ParseError says what did not fit where.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")

// Parse reads a moment in the given layout; without a zone it is UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

func tryParse(layout, value string) (Time, error)

// ParseInLocation: without a zone the value is in loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

// number reads one or two digits (exactly two if fixed).
func number(s string, fixed bool) (int, string, error) {
	if len(s) == 0 || !isDigit(s[0]) {
		return 0, s, errBad
	}
	if len(s) < 2 || !isDigit(s[1]) {
		if fixed {
			return 0, s, errBad
		}
		return int(s[0] - '0'), s[1:], nil
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
}

func number3(s string, fixed bool) (int, string, error) {
	n, i := 0, 0
	for i < 3 && i < len(s) && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || fixed && i != 3 {
		return 0, s, errBad
	}
	return n, s[i:], nil
}

// name finds which of the names (or their first n bytes) s begins with, letter case aside.
func name(names []string, n int, s string) (int, string, error) {
	for i, full := range names {
		if n > 0 {
			full = full[:n]
		}
		if len(s) >= len(full) && same(s[:len(full)], full) {
			return i, s[len(full):], nil
		}
	}
	return -1, s, errBad
}

func same(a, b string) bool {
	for i := range len(a) {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || !lower(a[i]|0x20)) {
			return false
		}
	}
	return true
}

// skip cuts the literal prefix off value; a blank in the prefix stands for any number of blanks.
func skip(value, prefix string) (string, error) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, errBad
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for value != "" && value[0] == ' ' {
				value = value[1:]
			}
			continue
		}
		if value == "" || value[0] != prefix[0] {
			return value, errBad
		}
		prefix, value = prefix[1:], value[1:]
	}
	return value, nil
}

// nanoseconds reads a point and digits.
func nanoseconds(s string) (int, error) {
	if s[0] != '.' && s[0] != ',' {
		return 0, errBad
	}
	s = s[1:min(len(s), 10)]
	scale := 1
	for range 9 - len(s) {
		scale *= 10
	}
	negative := s != "" && s[0] == '-'
	if s != "" && (negative || s[0] == '+') {
		s = s[1:]
	}
	n := 0
	for _, c := range []byte(s) {
		if !isDigit(c) {
			return 0, errBad
		}
		n = n*10 + int(c-'0')
	}
	if negative && n > 0 {
		return 0, errors.New("fractional second")
	}
	return n * scale, nil
}

func parse(layout, value string, missing, local *Location) (Time, error) {
	wholeLayout, wholeValue := layout, value
	fail := func(elem, at, message string) (Time, error) {
		return Time{}, &ParseError{wholeLayout, wholeValue, elem, at, message}
	}
	var (
		year, hour, min, sec, nsec int
		month, dayOfMonth, yday    = -1, -1, -1
		pm, am, outOfRange         bool
		rangeOf                    string
		zone                       *Location
		offset                     = -1
		abbrev                     string
		hasName                    bool
	)
	for {
		prefix, elem, digits, text, suffix := next(layout)
		rest, err := skip(value, prefix)
		if err != nil {
			return fail(prefix, rest, "")
		}
		value = rest
		if elem == none {
			if value != "" {
				return fail("", value, ": extra text: "+quote(value))
			}
			break
		}
		layout = suffix
		hold := value
		checked := func(n, low, high int, what string) int {
			if err == nil && (n < low || n > high) && rangeOf == "" {
				rangeOf = what
				outOfRange = true
			}
			return n
		}
		switch elem {
		case shortYear:
			if len(value) < 2 || !isDigit(value[1]) || !isDigit(value[0]) && value[0] != '+' && value[0] != '-' {
				err = errBad
				break
			}
			// As Go has it, a sign and one digit will do.
			switch low := int(value[1] - '0'); value[0] {
			case '+':
				year = low
			case '-':
				year = -low
			default:
				year = int(value[0]-'0')*10 + low
			}
			value = value[2:]
			if year >= 69 {
				year += 1900
			} else {
				year += 2000
			}
		case longYear:
			if len(value) < 4 || !isDigit(value[0]) {
				err = errBad
				break
			}
			year = 0
			for i := range 4 {
				if !isDigit(value[i]) {
					err = errBad
				}
				year = year*10 + int(value[i]-'0')
			}
			value = value[4:]
		case shortMonth:
			month, value, err = name(monthNames[:], 3, value)
			month++
		case longMonth:
			month, value, err = name(monthNames[:], 0, value)
			month++
		case numMonth, zeroMonth:
			month, value, err = number(value, elem == zeroMonth)
			checked(month, 1, 12, "month")
		case shortWeekday:
			_, value, err = name(dayNames[:], 3, value)
		case longWeekday:
			_, value, err = name(dayNames[:], 0, value)
		case day, underDay, zeroDay:
			if elem == underDay && value != "" && value[0] == ' ' {
				value = value[1:]
			}
			dayOfMonth, value, err = number(value, elem == zeroDay)
		case underYearDay, zeroYearDay:
			for range 2 {
				if elem == underYearDay && value != "" && value[0] == ' ' {
					value = value[1:]
				}
			}
			yday, value, err = number3(value, elem == zeroYearDay)
		case hour24:
			hour, value, err = number(value, false)
			checked(hour, 0, 23, "hour")
		case hour12, zeroHour12:
			hour, value, err = number(value, elem == zeroHour12)
			checked(hour, 0, 12, "hour")
		case minute, zeroMinute:
			min, value, err = number(value, elem == zeroMinute)
			checked(min, 0, 59, "minute")
		case second, zeroSecond:
			sec, value, err = number(value, elem == zeroSecond)
			checked(sec, 0, 59, "second")
			if err != nil || rangeOf == "second" {
				break
			}
			// A fraction may follow although the layout has none.
			if len(value) >= 2 && (value[0] == '.' || value[0] == ',') && isDigit(value[1]) {
				if _, following, _, _, _ := next(layout); following == fraction0 || following == fraction9 {
					break
				}
				n := 2
				for n < len(value) && isDigit(value[n]) {
					n++
				}
				nsec, err = nanoseconds(value[:n])
				value = value[n:]
			}
		case upperPM, lowerPM:
			if len(value) < 2 {
				err = errBad
				break
			}
			p := value[:2]
			value = value[2:]
			switch {
			case p == "PM" && elem == upperPM, p == "pm" && elem == lowerPM:
				pm = true
			case p == "AM" && elem == upperPM, p == "am" && elem == lowerPM:
				am = true
			default:
				err = errBad
			}
		case zoneName:
			if len(value) >= 3 && value[:3] == "UTC" {
				zone = UTC
				value = value[3:]
				break
			}
			n, ok := abbreviation(value)
			if !ok {
				err = errBad
				break
			}
			abbrev, value, hasName = value[:n], value[n:], true
		case fraction0:
			if len(value) < 1+digits {
				err = errBad
				break
			}
			nsec, err = nanoseconds(value[:1+digits])
			value = value[1+digits:]
		case fraction9:
			if len(value) < 2 || value[0] != '.' && value[0] != ',' || !isDigit(value[1]) {
				break
			}
			n := 1
			for n < len(value) && isDigit(value[n]) {
				n++
			}
			nsec, err = nanoseconds(value[:n])
			value = value[n:]
		default:
			if elem >= isoZone && elem <= isoZoneColonSeconds && value != "" && value[0] == 'Z' {
				value = value[1:]
				zone = UTC
				break
			}
			offset, value, err = zoneOffset(value, elem)
		}
		if err != nil && err != errBad {
			rangeOf = err.Error()
			outOfRange = true
		}
		if outOfRange {
			return fail(text, value, ": "+rangeOf+" out of range")
		}
		if err != nil {
			return fail(text, hold, "")
		}
	}
	if pm && hour < 12 {
		hour += 12
	} else if am && hour == 12 {
		hour = 0
	}
	if yday >= 0 {
		if yday < 1 || yday > 365 && (yday > 366 || !isLeap(year)) {
			return fail("", value, ": day-of-year out of range")
		}
		_, m, d, _ := civil(daysBefore(int64(year)) + int64(yday) - 1)
		if month >= 0 && month != int(m) {
			return fail("", value, ": day-of-year does not match month")
		}
		if dayOfMonth >= 0 && dayOfMonth != d {
			return fail("", value, ": day-of-year does not match day")
		}
		month, dayOfMonth = int(m), d
	} else {
		if month < 0 {
			month = 1
		}
		if dayOfMonth < 0 {
			dayOfMonth = 1
		}
	}
	if dayOfMonth < 1 || dayOfMonth > daysIn(Month(month), year) {
		return fail("", value, ": day out of range")
	}
	if zone != nil {
		return Date(year, Month(month), dayOfMonth, hour, min, sec, nsec, zone), nil
	}
	utc := Date(year, Month(month), dayOfMonth, hour, min, sec, nsec, UTC)
	if offset != -1 {
		utc.addSec(-int64(offset))
		shown, there := local.at(utc.unixSec())
		if there == offset && (!hasName || shown == abbrev) {
			utc.setLoc(local)
			return utc, nil
		}
		utc.setLoc(FixedZone(abbrev, offset))
		return utc, nil
	}
	if hasName {
		if at, ok := local.byName(abbrev, utc.unixSec()); ok {
			utc.addSec(-int64(at))
			utc.setLoc(local)
			return utc, nil
		}
		at := 0
		if len(abbrev) > 3 && abbrev[:3] == "GMT" {
			sign := 1
			if abbrev[3] == '-' {
				sign = -1
			}
			for _, c := range abbrev[4:] {
				at = at*10 + int(c-'0')
			}
			at *= 3600 * sign
		}
		// As in Go, the clock is read as UTC although the offset is known.
		utc.setLoc(FixedZone(abbrev, at))
		return utc, nil
	}
	return Date(year, Month(month), dayOfMonth, hour, min, sec, nsec, missing), nil
}

// byName: the offset that the zone calls by this abbreviation at a moment of its clocks, or at any other time.
func (l *Location) byName(abbrev string, clock int64) (int, bool) {
	l = l.get()
	if l.fixed {
		return l.offset, l.abbrev == abbrev
	}
	return zoneNamed(l.handle, abbrev, clock)
}

func zoneOffset(value string, elem element) (int, string, error) {
	colon := elem == isoZoneColon || elem == isoZoneColonSeconds || elem == numZoneColon || elem == numZoneColonSeconds
	short := elem == isoZoneShort || elem == numZoneShort
	seconds := elem == isoZoneSeconds || elem == numZoneSeconds || elem == isoZoneColonSeconds || elem == numZoneColonSeconds
	width := 5
	switch {
	case short:
		width = 3
	case seconds && colon:
		width = 9
	case seconds:
		width = 7
	case colon:
		width = 6
	}
	if len(value) < width || colon && value[3] != ':' || colon && seconds && value[6] != ':' {
		return 0, value, errBad
	}
	// Numbers out of range are noticed before a sign that is none.
	signed := value[0] == '+' || value[0] == '-'
	sign := 1
	if value[0] == '-' {
		sign = -1
	}
	rest := value[1:]
	total := 0
	pieces := 2
	if short {
		pieces = 1
	} else if seconds {
		pieces = 3
	}
	outOfRange := ""
	for i, unit := range [...]int{3600, 60, 1} {
		if i == pieces {
			break
		}
		if i > 0 && colon {
			rest = rest[1:]
		}
		n, after, err := number(rest, true)
		if err != nil && outOfRange != "" {
			break
		}
		if err != nil {
			return 0, value, errBad
		}
		if i == 0 && n > 24 || i > 0 && n > 60 {
			outOfRange = [...]string{"time zone offset hour", "time zone offset minute", "time zone offset second"}[i]
		}
		rest = after
		total += n * unit
	}
	if outOfRange != "" {
		return 0, rest, errors.New(outOfRange)
	}
	if !signed {
		return 0, value, errBad
	}
	return sign * total, rest, nil
}

// abbreviation: the length of a zone's name such as CEST, MST, WITA, GMT+3, +05 at the front of a value.
func abbreviation(value string) (int, bool) {
	if len(value) < 3 {
		return 0, false
	}
	if len(value) >= 4 && (value[:4] == "ChST" || value[:4] == "MeST") {
		return 4, true
	}
	if value[:3] == "GMT" {
		return 3 + signedHour(value[3:]), true
	}
	if value[0] == '+' || value[0] == '-' {
		n := signedHour(value)
		return n, n > 0
	}
	upper := 0
	for upper < 6 && upper < len(value) && 'A' <= value[upper] && value[upper] <= 'Z' {
		upper++
	}
	switch upper {
	case 3:
		return 3, true
	case 4:
		if value[3] == 'T' || value[:4] == "WITA" {
			return 4, true
		}
	case 5:
		if value[4] == 'T' {
			return 5, true
		}
	}
	return 0, false
}

// signedHour: the length of "+3", "-10" where the hour is at most 23.
func signedHour(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, i := 0, 1
	for i < len(s) && isDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
		if n > 23 {
			return 0
		}
	}
	if i == 1 {
		return 0
	}
	return i
}
