package main

import (
	"encoding/xml"
	"fmt"
	"strings"
)

type Address struct {
	City, State string
}
type Person struct {
	XMLName xml.Name `xml:"person"`
	Id      int      `xml:"id,attr"`
	First   string   `xml:"name>first"`
	Last    string   `xml:"name>last"`
	Age     int      `xml:"age"`
	Height  float32  `xml:"height,omitempty"`
	Married bool
	Address
	Emails  []string `xml:"emails>email"`
	Comment string   `xml:",comment"`
	Ptr     *Address `xml:"ptr"`
}

func main() {
	v := &Person{Id: 13, First: "John", Last: "D<o>e", Age: 42, Emails: []string{"a", "b"}, Comment: " c "}
	v.Address = Address{"Hanga Roa", "Easter Island"}
	out, err := xml.MarshalIndent(v, " ", "  ")
	fmt.Println(string(out), err)
	var q Person
	err = xml.Unmarshal(out, &q)
	fmt.Printf("%+v %v\n", q, err)
	d := xml.NewDecoder(strings.NewReader(`<?xml version="1.0"?><a x="1"><!-- c --><b>t&amp;x</b><![CDATA[<raw>]]></a>`))
	for {
		t, err := d.Token()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%T %v\n", t, t)
	}
	fmt.Println(xml.Unmarshal([]byte("<a><b></a>"), &q))
	fmt.Println(xml.Unmarshal([]byte("<person><age>x</age></person>"), &q))
}
