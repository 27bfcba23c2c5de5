package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

type item struct {
	ID   int
	Name string
	Tags []string
	Sub  map[string]float64
}

func main() {
	var items []item
	for i := range 4_000 {
		items = append(items, item{i, fmt.Sprint("item", i), []string{"a", "b", fmt.Sprint(i)}, map[string]float64{"x": float64(i), "y": 2}})
	}
	total := 0
	for range 4 {
		text, _ := json.Marshal(items)
		var back []item
		if err := json.NewDecoder(bytes.NewReader(text)).Decode(&back); err != nil {
			panic(err)
		}
		total += len(text) + len(back)
	}
	println(total)
}
