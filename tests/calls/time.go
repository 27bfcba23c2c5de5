package main

import (
	"math"
	"time"
)

func zone() *time.Location {
	return pick(time.UTC, time.FixedZone("CET", 3600), time.FixedZone("", -9000), time.FixedZone("X", 3661), time.FixedZone("-03", -3*3600), time.FixedZone("GMT+2", 7200), time.FixedZone("LONGNAME", 0), time.FixedZone("ABC", -86399), located[random.IntN(len(located))])
}

// located are places with summer time and with changes of their own.
var located []*time.Location

func moment() time.Time {
	switch random.IntN(12) {
	case 0:
		return time.Time{}.In(zone())
	case 1:
		return time.Date(random.IntN(12000)-1000, time.Month(small()*3), small()*15, small()*10, small()*30, small()*30, random.IntN(2e9)-1e9, zone())
	case 2:
		return time.Unix(integer(), integer()).In(zone())
	case 3, 4:
		return time.Unix(random.Int64N(4e9), random.Int64N(1e9)/1e6*1e6).In(zone())
	}
	return time.Unix(integer()>>(20+random.IntN(20)), int64(random.IntN(1e9))).In(zone())
}

var parts = []string{"2006", "06", "01", "1", "Jan", "January", "02", "2", "_2", "002", "__2", "15", "03", "3", "04", "4", "05", "5", "PM", "pm", "Mon", "Monday",
	"MST", "-0700", "-07:00", "Z07:00", "Z0700", "-07", "Z07", ".000", ".999", ",000", ".000000000", ".999999999", "-07:00:00", "Z07:00:00", "-070000", "Z070000", " ", "T", ":", "-", "/", "x", "é", "05.00", "5,9", "05.999999", "_2006", "__", "_", "Janu", "Mo", "0", "00"}

func layout() string {
	s := ""
	for range 1 + random.IntN(9) {
		s += parts[random.IntN(len(parts))] + pick("", " ", ":", "-", "/", "  ")
	}
	return pick(s, s, s, text(), time.Layout, time.RFC3339, time.RFC3339, time.RFC3339Nano, time.RFC1123, time.RFC1123Z, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.Kitchen, time.RFC850, time.Stamp, time.StampMicro,
		time.DateTime, time.DateOnly, time.TimeOnly, "2006-01-02 15:04:05 -0700 MST", "Jan 2 2006 at 3:04pm (MST)")
}

func span() time.Duration {
	switch random.IntN(5) {
	case 0:
		return time.Duration(integer())
	case 1:
		return pick[time.Duration](0, math.MinInt64, math.MaxInt64, 1, -1, time.Second, time.Hour, time.Millisecond, time.Microsecond)
	}
	return time.Duration(random.Int64N(1e9)-5e8) * pick[time.Duration](1, 1e3, 1e6, 1e9, 60e9)
}

func writtenSpan() string {
	s := pick("", "", "-", "+")
	for range random.IntN(4) {
		s += pick("1", "1.5", ".5", "", "9223372036", "x", "0", "100000", "0.000000001", "9223372036854775808", ".", "1.", "00012", "3.3333333333333333333333", "9007199254740993.5") + pick("s", "ms", "h", "µs", "μs", "us", "ns", "m", "", "d", "S")
	}
	return damaged(pick(s, s, span().String()), "1", "h", ".", "-", " ", "é")
}

func main() {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca", "Asia/Pyongyang"} {
		if l, err := time.LoadLocation(name); err == nil {
			located = append(located, l)
		} else {
			panic(err)
		}
	}
	run([]call{
		{"Format", func() []any {
			t, l := moment(), layout()
			s := t.Format(l)
			p, err := time.Parse(l, s)
			return []any{l, s, p, err, string(t.AppendFormat([]byte("x"), l)), t.String(), t.GoString()}
		}},
		{"Parse", func() []any {
			l := layout()
			s := moment().Format(pick(l, l, layout()))
			s = damaged(s, "", " ", "0", "1", "9", ":", "-", "Z", "+", ".", ",", "é", "AM", "Feb 30", "  ", "-00:00", "+24:00", "UTC")
			p, err := time.ParseInLocation(l, s, zone())
			return []any{l, s, p, err}
		}},
		{"RFC3339", func() []any {
			s := damaged(moment().Format(pick(time.RFC3339, time.RFC3339Nano)), "", " ", "0", "1", "9", ":", "-", "Z", "+", ".", ",", "T", "t", "z", "123456789012")
			p, err := time.Parse(time.RFC3339, s)
			var a, b time.Time
			return []any{s, p, err, a.UnmarshalText([]byte(s)), a, b.UnmarshalJSON([]byte(`"` + s + `"`)), b}
		}},
		{"marshal", func() []any {
			t := moment()
			j, jerr := t.MarshalJSON()
			x, xerr := t.MarshalText()
			b, berr := t.MarshalBinary()
			var u time.Time
			uerr := u.UnmarshalBinary([]byte(damaged(string(b), "\x01", "\x00", "\xff")))
			return []any{t, string(j), jerr, string(x), xerr, b, berr, uerr, u.Equal(t)}
		}},
		{"ParseDuration", func() []any { s := writtenSpan(); d, err := time.ParseDuration(s); return []any{s, d, int64(d), err} }},
		{"Duration", func() []any {
			d, e := span(), span()
			return []any{d, e, d.Round(e), d.Truncate(e), d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), d.Microseconds(), d.Abs(), d.Round(time.Second)}
		}},
		{"parts", func() []any {
			t := moment()
			y, w := t.ISOWeek()
			n, o := t.Zone()
			var from, to time.Time
			if t.Year() < 2037 { // Go gives the bounds of the year beyond the table of its zones' files.
				from, to = t.ZoneBounds()
			}
			return []any{t, y, w, n, o, from, to, t.Weekday(), t.YearDay(), t.Month(), t.IsDST(), t.IsZero(), t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), t.Location(), t.Hour(), t.Nanosecond()}
		}},
		{"arithmetic", func() []any {
			t, u, d := moment(), moment(), span()
			return []any{t, u, d, t.Sub(u), t.Add(d), t.AddDate(small()*pick(1, 100), small()*5, small()*20), t.Before(u), t.After(u), t.Equal(u), t.Compare(u), t.Truncate(d), t.Round(d), t.Truncate(time.Hour), t.Round(24 * time.Hour)}
		}},
		{"Date", func() []any {
			return []any{time.Date(random.IntN(4000), time.Month(small()*7), small()*40, small()*30, small()*100, small()*100, int(integer()), zone()), time.Date(2000+random.IntN(40), time.Month(random.IntN(13)), random.IntN(32), random.IntN(4), random.IntN(60), 0, 0, zone())}
		}},
		{"names", func() []any {
			n := int(integer())
			return []any{n, time.Month(n), time.Weekday(n), time.Month(small()), time.Weekday(small()), time.UnixMilli(integer()).UTC(), time.UnixMicro(integer()).UTC()}
		}},
	})
}
