// Package regexp: what works on bytes and indices, its text form.
package main

import (
	"encoding/json"
	"fmt"
	"regexp"
)

func main() {
	re := regexp.MustCompile(`(?P<key>\w+)=(\w*)`)
	text := "a=1, bb=, =x, ä=2 c=3"
	fmt.Println(re.Match([]byte(text)), re.Match(nil), re.FindSubmatchIndex([]byte(text)), re.FindSubmatchIndex([]byte("none")) == nil)
	fmt.Println(re.FindAllSubmatchIndex([]byte(text), -1), re.FindAllSubmatchIndex([]byte(text), 1), re.FindAllSubmatchIndex([]byte("-"), -1) == nil, re.FindAllSubmatchIndex([]byte(text), 0) == nil)
	fmt.Printf("%q %q\n", re.ReplaceAllLiteral([]byte(text), []byte("$1")), re.ReplaceAllLiteral([]byte("none"), nil))
	out, err := re.AppendText([]byte("re: "))
	fmt.Println(string(out), err)
	whole, err := json.Marshal(map[string]*regexp.Regexp{"re": re})
	fmt.Println(string(whole), err)
	var back struct{ Re *regexp.Regexp }
	fmt.Println(json.Unmarshal([]byte(`{"re":"x+$"}`), &back), back.Re, json.Unmarshal([]byte(`{"re":"x("}`), &back))
	empty := regexp.MustCompile("x*")
	fmt.Println(empty.FindAllSubmatchIndex([]byte("axxb"), -1), string(empty.ReplaceAllLiteral([]byte("axxb"), []byte("-"))))
}
