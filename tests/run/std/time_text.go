// Moments and durations as text, and back: layouts, zones, what is out of range; arithmetic at the limits.
package main

import (
	"fmt"
	"hash/fnv"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1000, 1500, 999999, 1e6, 1500000, 1e9, 59e9, 60e9, 61500000000, 3600e9, 3661e9 + 1, -1, -1500, -3600e9, 1<<63 - 1, -1 << 63, 100 * time.Hour, 7 * time.Minute} {
		s := d.String()
		q, err := time.ParseDuration(s)
		fmt.Print(s, " ", q == d, err, "; ")
	}
	fmt.Println()
	for _, s := range []string{"", "0", "+0", "-0", "0s", "1", "1.", ".s", ".5s", "1.5h30m", "1h 2m", "1x", "3000000h", "-1h", "+5m", "1.0000000000000001s", "0.3333333333333333333h", "9223372036854775807ns", "9223372036854775808ns", "-9223372036854775808ns", "1us", "1µs", "1μs", "1m0", "00", "1e3s", "2562047h47m16.854775807s"} {
		d, err := time.ParseDuration(s)
		fmt.Print(s, " ", int64(d), " ", err, "; ")
	}
	fmt.Println()
	layouts := []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, "2006-002 15h", "__2 2006", "_2006", "Jan_2006", "Monday January 2 06", "3:4:5 pm", "Z0700 Z07 Z07:00:00 Z070000 -07 -07:00 -07:00:00 -070000", "15:04:05.000", "15:04:05,999", "15:04:05.0001", "", "x2y1", "Janet Monk Mondays", ".00 .9"}
	zones := []*time.Location{time.UTC, time.FixedZone("CET", 3600), time.FixedZone("", -5*3600-1800-7), time.FixedZone("X", 25*3600)}
	times := []time.Time{{}, time.Unix(0, 0), time.Date(2024, 2, 29, 13, 37, 42, 123456789, time.UTC), time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(12345, 12, 31, 23, 59, 59, 1e8, time.UTC), time.Date(1, 13, 40, 25, 61, 61, -1, time.UTC), time.Date(2023, 7, 9, 0, 5, 0, 1000, time.UTC), time.Unix(1<<62, 0), time.Unix(-1<<62, 0)}
	backs := fnv.New64a()
	for _, t := range times {
		for _, z := range zones {
			t := t.In(z)
			for _, l := range layouts {
				s := t.Format(l)
				back, err := time.Parse(l, s)
				fmt.Print(s, "|")
				backs.Write([]byte(fmt.Sprint(back.UTC().UnixNano(), err)))
			}
			fmt.Println(t, t.Year(), t.YearDay(), t.Weekday(), t.Hour())
			b, err := t.MarshalText()
			fmt.Println(string(b), err)
			b, err = t.MarshalJSON()
			fmt.Println(string(b), err)
			fmt.Println(t.Add(1).Sub(t), t.Sub(times[2]), t.After(times[2]), t.Before(times[2]), t.Equal(t.UTC()), t.Compare(times[2]), t.Add(-1<<63).Format(time.RFC3339Nano), t.Add(1<<63-1).Sub(t))
			fmt.Println(string(t.AppendFormat([]byte("x"), time.Kitchen)))
		}
	}
	fmt.Printf("%x\n", backs.Sum64())
	sum := fnv.New64a()
	for _, l := range layouts {
		for _, s := range []string{"2024-02-29T13:37:42Z", "2024-02-30T13:37:42Z", "2023-02-29 13:37:42", "Mon Jan  2 15:04:05 2006", "mon jAN  2 15:04:05 2006", "3:04PM", "13:04PM", "12:00AM", "2024-13-01T00:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.123456789123Z", "2024-01-01T00:00:00,5Z", "2024-01-01T1:00:00Z", "2024-01-01T00:00:00+00:00", "2024-01-01T00:00:00+01:00", "2024-01-01t00:00:00z", "02 Jan 69 15:04 UTC", "02 Jan 68 15:04 MST", "2024-060 15h", "15:04:05.1234", "x2y1", ""} {
			t, err := time.Parse(l, s)
			sum.Write([]byte(fmt.Sprint(l, s, t, err)))
			if err == nil {
				fmt.Println(l, s, t)
			}
			t, err = time.ParseInLocation(l, s, zones[1])
			sum.Write([]byte(fmt.Sprint(t, err)))
		}
	}
	fmt.Printf("%x\n", sum.Sum64())
	after := time.Time.After
	before := times[2].Before
	fmt.Println(after(times[2], times[1]), before(times[1]))
}
