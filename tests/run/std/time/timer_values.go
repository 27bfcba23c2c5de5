// What timers send is the time on the wall's clock, too.
package main

import (
	"fmt"
	"time"
)

func near(what string, got time.Time) {
	// Without the monotonic reading.
	apart := got.Round(0).Sub(time.Now().Round(0)).Abs()
	now := time.Now()
	fmt.Println(what, apart < time.Hour, !got.After(now), got.Location() == now.Location())
}

func main() {
	timer := time.NewTimer(time.Millisecond)
	near("timer", <-timer.C)
	near("after", <-time.After(time.Microsecond))
	ticker := time.NewTicker(time.Millisecond)
	near("ticker", <-ticker.C)
	var now time.Time
	select {
	case now = <-ticker.C:
		now = now.UTC()
	}
	fmt.Println("again", time.Since(now) < time.Hour, now.Round(0).Before(time.Now().Round(0).Add(time.Minute)))
	ticker.Stop()
}
