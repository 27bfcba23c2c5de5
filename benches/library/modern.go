package main

import (
	"bytes"
	jsonv2 "encoding/json/v2"
	"slices"
	"time"
)

type event struct {
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"`
	Count *int      `json:"count,omitzero"`
	Where struct{ X, Y float64 }
	Notes map[string]int `json:"notes,omitempty"`
	Raw   []byte
}

var events = func() (all []event) {
	for i := range 50 {
		all = append(all, event{
			At: moment.Add(time.Duration(i) * time.Hour), Kind: "kind", Count: &ints[i], Notes: counts, Raw: kilobyte[:20],
		})
	}
	return all
}()
var recorded, _ = jsonv2.Marshal(events)

func init() {
	rows = append(rows,
		row{"json/v2.Marshal", func(n int) {
			for range n {
				b, _ := jsonv2.Marshal(people)
				sink += len(b)
			}
		}},
		row{"json/v2.Marshal one", func(n int) {
			for range n {
				b, _ := jsonv2.Marshal(people[1])
				sink += len(b)
			}
		}},
		row{"json/v2.Marshal any", func(n int) {
			var v any
			jsonv2.Unmarshal(encoded, &v)
			for range n {
				b, _ := jsonv2.Marshal(v)
				sink += len(b)
			}
		}},
		row{"json/v2.Marshal times", func(n int) {
			for range n {
				b, _ := jsonv2.Marshal(events)
				sink += len(b)
			}
		}},
		row{"json/v2.Unmarshal", func(n int) {
			for range n {
				var all []person
				jsonv2.Unmarshal(encoded, &all)
				sink += len(all)
			}
		}},
		row{"json/v2.Unmarshal one", func(n int) {
			for range n {
				var p person
				jsonv2.Unmarshal(short, &p)
				sink += p.Age
			}
		}},
		row{"json/v2.Unmarshal any", func(n int) {
			for range n {
				var v any
				jsonv2.Unmarshal(encoded, &v)
			}
		}},
		row{"json/v2.Unmarshal times", func(n int) {
			for range n {
				var all []event
				jsonv2.Unmarshal(recorded, &all)
				sink += len(all)
			}
		}},
		row{"json/v2.UnmarshalRead", func(n int) {
			for range n {
				var all []person
				jsonv2.UnmarshalRead(bytes.NewReader(encoded), &all)
				sink += len(all)
			}
		}},
		row{"slices.Sort", func(n int) {
			for range n {
				ys := slices.Clone(ints)
				slices.Sort(ys)
				sink += ys[0]
			}
		}},
		row{"slices.SortFunc (callback)", func(n int) {
			for range n {
				ys := slices.Clone(ints[:1000])
				slices.SortFunc(ys, func(a, b int) int { return a - b })
				sink += ys[0]
			}
		}},
		row{"slices.Contains", func(n int) {
			for range n {
				if slices.Contains(ints, -1) {
					sink++
				}
			}
		}},
		row{"slices.BinarySearch", func(n int) {
			for range n {
				at, _ := slices.BinarySearch(ints, 1000)
				sink += at
			}
		}},
	)
}
