// Instants: made, taken apart, compared, formatted, encoded and read back.
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

var layouts = []struct{ name, layout string }{
	{"Layout", time.Layout}, {"ANSIC", time.ANSIC}, {"UnixDate", time.UnixDate}, {"RubyDate", time.RubyDate}, {"RFC822", time.RFC822}, {"RFC822Z", time.RFC822Z}, {"RFC850", time.RFC850},
	{"RFC1123", time.RFC1123}, {"RFC1123Z", time.RFC1123Z}, {"RFC3339", time.RFC3339}, {"RFC3339Nano", time.RFC3339Nano}, {"Kitchen", time.Kitchen}, {"Stamp", time.Stamp},
	{"StampMilli", time.StampMilli}, {"StampMicro", time.StampMicro}, {"StampNano", time.StampNano}, {"DateTime", time.DateTime}, {"DateOnly", time.DateOnly}, {"TimeOnly", time.TimeOnly},
}

func instants() []time.Time {
	east := time.FixedZone("EAST", 5*3600+30*60)
	west := time.FixedZone("", -3*3600-7)
	return []time.Time{
		{}, time.Unix(0, 0).UTC(), time.Date(2026, time.November, 26, 4, 5, 6, 7008009, time.UTC), time.Date(2024, 2, 29, 23, 59, 59, 999999999, east),
		time.Date(1969, 13, 32, 25, 61, 61, -1, west), time.Date(-44, 3, 15, 12, 0, 0, 0, time.UTC), time.Date(12345, 6, 7, 8, 9, 10, 0, east), time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("ODD", 90)),
	}
}

func parts() {
	for _, t := range instants() {
		year, month, day := t.Date()
		hour, minute, second := t.Clock()
		isoYear, week := t.ISOWeek()
		zone, offset := t.Zone()
		start, end := t.ZoneBounds()
		fmt.Println(t, year, month, day, hour, minute, second, isoYear, week, zone, offset, start.IsZero(), end.IsZero())
		fmt.Println(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.YearDay(), t.Weekday(), t.IsZero(), t.IsDST(), t.Location().String())
		fmt.Println(t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), t.GoString(), t.String() == fmt.Sprint(t))
		for _, l := range layouts {
			text := t.Format(l.layout)
			back, err := time.Parse(l.layout, text)
			fmt.Println(" ", l.name, text, back.Equal(t), err)
		}
		fmt.Println(string(t.AppendFormat([]byte("> "), "Mon Monday Jan January 1 01 2 02 _2 002 __2 3 03 15 PM pm 4 04 5 05 .000 ,999 06 2006 -07 Z07:00 -07:00:00 MST junk")))
	}
}

func comparing() {
	list := instants()
	for i, t := range list {
		for _, u := range list[i:] {
			fmt.Print(t.Before(u), t.After(u), t.Equal(u), t.Compare(u), t.Sub(u), " ")
		}
		fmt.Println()
	}
	t := list[3]
	fmt.Println(t.Add(-time.Nanosecond), t.AddDate(1, 0, 0), t.AddDate(0, -1, -30), t.Round(time.Hour), t.Truncate(time.Hour), t.Truncate(0))
	fmt.Println(t.UTC(), t.In(time.FixedZone("Z", 1)), t.UTC().Equal(t), t.UTC() == t)
	fmt.Println(time.UnixMilli(-1).UTC(), time.UnixMicro(1234567).UTC(), time.Unix(1, -1).UTC(), time.Unix(-1, 2e9).UTC())
	local := t.Local()
	fmt.Println(local.Equal(t), local.Location() == time.Local, time.Local.String(), time.UTC, (*time.Location)(nil).String())
	func() {
		defer func() { fmt.Println(recover()) }()
		t.In(nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		time.Date(2000, 1, 1, 0, 0, 0, 0, nil)
	}()
}

func zones() {
	berlin, err := time.LoadLocation("Europe/Berlin")
	fmt.Println(berlin, err)
	for _, name := range []string{"", "UTC", "Local", "Nowhere/City", "../etc/passwd", "/abs", "Europe\\Berlin", "America/New_York"} {
		l, err := time.LoadLocation(name)
		fmt.Println(l, err)
	}
	summer := time.Date(2026, 7, 1, 12, 0, 0, 0, berlin)
	start, end := summer.ZoneBounds()
	fmt.Println(summer, summer.IsDST(), start, end)
	fmt.Println(time.Date(2026, 3, 29, 2, 30, 0, 0, berlin), time.Date(2026, 10, 25, 2, 30, 0, 0, berlin), time.Date(2080, 7, 1, 0, 0, 0, 0, berlin), time.Date(1900, 1, 1, 0, 0, 0, 0, berlin))
	t, err := time.ParseInLocation(time.DateTime, "2026-07-01 08:00:00", berlin)
	fmt.Println(t, err)
	t, err = time.ParseInLocation("2006-01-02 15:04 MST", "2026-01-01 08:00 CEST", berlin)
	fmt.Println(t, err)
	t, err = time.ParseInLocation("2006-01-02 15:04 MST", "2026-01-01 08:00 PST", berlin)
	fmt.Println(t, err)
	t, err = time.ParseInLocation(time.RFC3339, "2026-01-01T08:00:00+01:00", berlin)
	fmt.Println(t, err, t.Location())
	_, err = time.ParseInLocation(time.DateOnly, "x", berlin)
	fmt.Println(err)
	odd, err := time.LoadLocationFromTZData("Odd", []byte("not data"))
	fmt.Println(odd, err)
}

func failures() {
	for _, c := range [][2]string{{time.RFC3339, "2026-13-01T00:00:00Z"}, {time.RFC3339, "2026-02-30T00:00:00Z"}, {time.RFC3339, "2026-02-01T24:00:00Z"}, {time.RFC3339, "2026-02-01 00:00:00Z"}, {time.RFC3339, "2026-02-01T00:00:00"},
		{time.RFC3339, "2026-02-01T00:00:00Zx"}, {time.Kitchen, "13:00PM"}, {time.Kitchen, "3:04XM"}, {time.ANSIC, "Foo Jan  1 00:00:00 2026"}, {time.DateOnly, ""}, {"2006-002", "2025-366"}, {"2006-01-02 002", "2026-03-01 061"},
		{"02 002", "01 400"}, {"15:04:05.000", "01:02:03.04"}, {"5.99", "3.1234"}, {"2006", "20x6"}, {"MST", "abc"}, {"-0700", "+2500"}, {"Jan", "Jux"}, {"\"2006\"", "\"2026"}, {"Z07:00", "+0100"}} {
		t, err := time.Parse(c[0], c[1])
		fmt.Println(t, err)
		var parse *time.ParseError
		if errors.As(err, &parse) {
			fmt.Printf("  %q %q %q %q %q %t\n", parse.Layout, parse.Value, parse.LayoutElem, parse.ValueElem, parse.Message, parse.Error() == err.Error())
		}
	}
}

func encoding() {
	for _, t := range instants() {
		data, err := t.MarshalBinary()
		fmt.Printf("%x %v ", data, err)
		more, err := t.AppendBinary([]byte{0xee})
		fmt.Println(len(more), err)
		var back time.Time
		if data != nil {
			err = back.UnmarshalBinary(data)
			fmt.Println(back.Equal(t), err, back)
		}
		text, err := t.MarshalText()
		fmt.Println(string(text), err)
		text, err = t.AppendText([]byte("at "))
		fmt.Println(string(text), err)
		quoted, err := t.MarshalJSON()
		fmt.Println(string(quoted), err)
		if err == nil {
			fmt.Println(back.UnmarshalJSON(quoted), back.Equal(t))
			fmt.Println(back.UnmarshalText(quoted[1:len(quoted)-1]), back.Equal(t))
		}
		gobbed, err := t.GobEncode()
		fmt.Println(len(gobbed), err, back.GobDecode(gobbed))
		whole, err := json.Marshal(map[string]time.Time{"t": t})
		fmt.Println(string(whole), err)
		var stream bytes.Buffer
		fmt.Println(gob.NewEncoder(&stream).Encode(t))
	}
	var t time.Time
	for _, data := range []string{"", "\x03", "\x01short", "\x02123456789012345", "\x01123456789012345"} {
		fmt.Println(t.UnmarshalBinary([]byte(data)), t.GobDecode([]byte(data)))
	}
	for _, data := range []string{"", "null", "5", `"2026-01-01T00:00:00Z"`, `"2026-01-01T00:00:00,5Z"`, `"2026-01-01T1:00:00Z"`, `"2026-01-01T00:00:00+24:00"`, `"x`} {
		fmt.Println(t.UnmarshalJSON([]byte(data)), t.UnmarshalText([]byte(data)), t)
	}
}

func main() {
	parts()
	comparing()
	zones()
	failures()
	encoding()
}
