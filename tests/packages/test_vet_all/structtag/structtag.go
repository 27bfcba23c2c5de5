package structtag

import "encoding/xml"

type A struct {
	A int "hello"
	B int "\tjson:\"b\""
	C int `x:"y"z:"w"`
	D int `x:"y",z:"w"`
	E int `json: "e"`
	F int `:"x"`
	G int `json:"g`
	H int `json:"a\"b" xml:"q"`
	I int `json:"\z"`
	J int "`x"
	K int `json:"k, omitempty"`
	L int `json:"l l"`
	M int `xml:" m"`
	N int `xml:"n o p"`
	O int `xml:"o ,attr"`
	P int `asn1:"p q"`
	Q int `foo:"a b"`
	R int `json:"r" `
	S int ` json:"s"`
	T int `json:""`
	U int "json:\"u\"\n"
	V int `json:"v"	xml:"v"`
	W int "json:\"w\x01\" \x01"
	n int `json:"n"`
	o int `xml:"oo"`
	p int `json:"-"`
	q int `json:",omitempty"`
	r, s int `json:"rs"`
}

type Inner struct {
	X int `json:"x" xml:"x,attr"`
	Y int `json:"y"`
	Inner2
}

type Inner2 struct {
	X int `json:"x"`
	Z int `json:"z"`
}

type inner3 struct {
	Z int `json:"z"`
}

type B struct {
	XMLName xml.Name `xml:"x"`
	X       int      `json:"x" xml:"x"`
	Inner
	Y  int `json:"y"`
	Y2 int `json:"y,omitempty"`
	Z  int `xml:"x"`
	Z2 int `xml:"x,attr"`
	Z3 int `xml:"x,attr,omitempty"`
	*Inner2
	inner3
	Named Inner2 `json:"x"`
	Inner4
}

type Inner4 = struct {
	A int `json:"a"`
	B int `json:"a"`
}

func f() {
	type L struct {
		A, B int `json:"a"`
	}
	var _ struct {
		c int `json:"c"`
	}
}
