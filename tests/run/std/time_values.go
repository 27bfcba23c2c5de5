package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.February, 29, 13, 4, 5, 678901234, time.UTC)
	for _, l := range []string{time.RFC3339Nano, time.RFC1123Z, time.Kitchen, time.ANSIC, time.StampMicro, time.DateTime, "Mon 2 Jan 06 __2 002 .000 pm"} {
		fmt.Println(t.Format(l))
	}
	fmt.Println(t, t.Weekday(), t.YearDay(), t.Unix(), t.UnixNano(), t.Truncate(time.Hour), t.Round(time.Minute))
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.AddDate(1, 0, 0), t.Add(36*time.Hour).Sub(t), t.Before(t.Add(1)), t.Equal(t.In(time.FixedZone("X", 3600))))
	fmt.Println(t.In(time.FixedZone("X", 3600)), t.Month(), t.Hour(), t.Nanosecond(), time.Time{}.IsZero(), time.Time{})
	fmt.Printf("%v %s %d %T %+v\n", 90*time.Minute, 1500*time.Millisecond, time.Second, time.Nanosecond, time.Duration(0))
	for _, s := range []string{"2023-10-05T14:30:00Z", "2023-10-05T14:30:00.123+02:00", "bad", "2023-13-05T14:30:00Z"} {
		p, err := time.Parse(time.RFC3339, s)
		fmt.Println(p, err)
	}
	d, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(d, err, d.Hours(), d.Round(time.Second), d.Truncate(time.Minute))
	_, err = time.ParseDuration("3 apples")
	fmt.Println(err)
	ny, err := time.LoadLocation("America/New_York")
	fmt.Println(t.In(ny), err, time.Date(2024, 3, 10, 2, 30, 0, 0, ny))
	_, err = time.LoadLocation("No/Where")
	fmt.Println(err)
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	e := time.Since(start)
	fmt.Println(e >= 3*time.Millisecond, e < 3*time.Second, time.Until(start) < 0, start.Location())
	fmt.Println(time.Unix(1700000000, 0).UTC(), time.UnixMilli(1700000000123).UTC(), time.March, time.Saturday, time.Month(13))
	timer := time.NewTimer(time.Millisecond)
	<-timer.C
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	fmt.Println(<-done, timer.Stop(), timer.Reset(time.Hour))
}
