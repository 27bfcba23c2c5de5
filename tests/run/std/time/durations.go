// Durations, months, weekdays: texts, rounding, parsing, overflow.
package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	durations := []time.Duration{0, 1, -1, 999, 1500, 1100 * time.Microsecond, -2500 * time.Millisecond, time.Second, 59*time.Second + 999999999, 90 * time.Minute,
		25*time.Hour + 3*time.Second, math.MaxInt64, math.MinInt64}
	for _, d := range durations {
		fmt.Println(d, d.String(), d.Nanoseconds(), d.Microseconds(), d.Milliseconds(), d.Seconds(), d.Minutes(), d.Hours(), d.Abs())
		for _, m := range []time.Duration{0, -5, 1, 7, time.Millisecond, time.Second, time.Hour, math.MaxInt64} {
			fmt.Print(d.Round(m), " ", d.Truncate(m), "; ")
		}
		fmt.Println()
	}
	for _, text := range []string{"", "0", "+0", "1", "1s", "-1.5h", "+.5m", "1h2m3s4ms5us6ns", "1µs", "1μs", "3.", ".s", "1.2.3s", "1x", "1h ", " 1h", "9223372036854775807ns", "-9223372036854775808ns",
		"9223372036854775808ns", "2562048h", "0.9223372036854775807h", "1e3s", "--1s", "0.000000000001s", "1s1"} {
		d, err := time.ParseDuration(text)
		fmt.Println(d, err)
	}
	months := []time.Month{time.January, time.February, time.March, time.April, time.May, time.June, time.July, time.August, time.September, time.October, time.November, time.December, 0, 13, -1}
	for _, m := range months {
		fmt.Print(m, " ", m.String(), " ", int(m), "; ")
	}
	fmt.Println()
	days := []time.Weekday{time.Sunday, time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, 7, -1}
	for _, d := range days {
		fmt.Print(d, " ", d.String(), " ", int(d), "; ")
	}
	fmt.Println()
	fmt.Printf("%v %d %q %x %s %T\n", time.Second, time.Second, time.Minute, time.Millisecond, time.Microsecond, time.Nanosecond)
}
