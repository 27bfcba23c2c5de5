package time

// A Duration is a number of nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// The floating-point forms divide whole and rest apart, so that the whole part is exact.
func (d Duration) Seconds() float64 { return parts(d, Second) }
func (d Duration) Minutes() float64 { return parts(d, Minute) }
func (d Duration) Hours() float64   { return parts(d, Hour) }

func parts(d, unit Duration) float64 { return float64(d/unit) + float64(d%unit)/float64(unit) }

// String: "72h3m0.5s", leading zero units left out; below a second "1.5ms".
func (d Duration) String() string

// Truncate rounds toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if uint64(r)+uint64(r) < uint64(m) {
			return d + r
		}
		if d1 := d - m + r; d1 < d {
			return d1
		}
		return minDuration
	}
	if uint64(r)+uint64(r) < uint64(m) {
		return d - r
	}
	if d1 := d + m - r; d1 > d {
		return d1
	}
	return maxDuration
}

// Abs is the absolute value; that of the most negative duration is the largest.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

func unitOf(name string) (uint64, bool) {
	switch name {
	case "ns":
		return uint64(Nanosecond), true
	case "us", "µs", "μs":
		return uint64(Microsecond), true
	case "ms":
		return uint64(Millisecond), true
	case "s":
		return uint64(Second), true
	case "m":
		return uint64(Minute), true
	case "h":
		return uint64(Hour), true
	}
	return 0, false
}

type parseDurationError struct{ text, value string }

func (e *parseDurationError) Error() string { return "time: " + e.text + " " + quote(e.value) }

func tryParseDuration(s string) (Duration, error)

// ParseDuration reads "300ms", "-1.5h", "2h45m".
func ParseDuration(s string) (Duration, error) {
	original := s
	invalid := &parseDurationError{"invalid duration", original}
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, invalid
	}
	var total uint64
	for s != "" {
		if s[0] != '.' && !(s[0] >= '0' && s[0] <= '9') {
			return 0, invalid
		}
		var whole, part uint64
		scale := 1.0
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			if whole > 1<<63/10 {
				return 0, invalid
			}
			whole = whole*10 + uint64(s[n]-'0')
			if whole > 1<<63 {
				return 0, invalid
			}
			n++
		}
		digits := n > 0
		s = s[n:]
		if s != "" && s[0] == '.' {
			s = s[1:]
			n = 0
			full := false
			for n < len(s) && s[n] >= '0' && s[n] <= '9' {
				if !full {
					if next := part*10 + uint64(s[n]-'0'); part > (1<<63-1)/10 || next > 1<<63 {
						full = true
					} else {
						part = next
						scale *= 10
					}
				}
				n++
			}
			digits = digits || n > 0
			s = s[n:]
		}
		if !digits {
			return 0, invalid
		}
		n = 0
		for n < len(s) && s[n] != '.' && !(s[n] >= '0' && s[n] <= '9') {
			n++
		}
		if n == 0 {
			return 0, &parseDurationError{"missing unit in duration", original}
		}
		unit, ok := unitOf(s[:n])
		if !ok {
			return 0, &parseDurationError{"unknown unit " + quote(s[:n]) + " in duration", original}
		}
		s = s[n:]
		if whole > 1<<63/unit {
			return 0, invalid
		}
		whole *= unit
		if part > 0 {
			whole += uint64(float64(part) * (float64(unit) / scale))
			if whole > 1<<63 {
				return 0, invalid
			}
		}
		total += whole
		if total > 1<<63 {
			return 0, invalid
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return 0, invalid
	}
	return Duration(total), nil
}

// quote: as strconv.Quote for what time's errors show, without importing it.
func quote(s string) string {
	const hex = "0123456789abcdef"
	buf := make([]byte, 1, len(s)+2)
	buf[0] = '"'
	for i, c := range s {
		if c >= 0x80 || c < ' ' {
			width := len(string(c))
			if c == 0xFFFD {
				width = 1
				if i+2 < len(s) && s[i:i+3] == "\uFFFD" {
					width = 3
				}
			}
			for j := range width {
				buf = append(buf, '\\', 'x', hex[s[i+j]>>4], hex[s[i+j]&0xF])
			}
			continue
		}
		if c == '"' || c == '\\' {
			buf = append(buf, '\\')
		}
		buf = append(buf, byte(c))
	}
	return string(append(buf, '"'))
}
