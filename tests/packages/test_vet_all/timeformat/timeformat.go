package timeformat

import (
	"fmt"
	"time"
)

const layout = "2006-02-01 15:04"

type text string

func f(t time.Time, p *time.Time) {
	fmt.Println(t.Format("2006-02-01"))
	fmt.Println(p.Format(`x 2006-02-01`))
	time.Parse(layout, "x")
	time.Parse("2006-01-02", "x")
	time.Parse(layout[:3], "x")
	time.ParseInLocation(layout, "", nil)
	t.Format("a" + "2006-02-01")
	g := t.Format
	g("2006-02-01")
	t.AppendFormat(nil, "2006-02-01")
	time.Time.Format(t, layout)
}
