// Quotation marks from a text processor are taken into names, which then are nobody's: that is said once.
package p

import "strings"

var a = “hello” // ERROR `invalid character U\+201C '“' in identifier` `invalid character U\+201D '”' in identifier`

var b = ‘x’ // ERROR `invalid character U\+2018 '‘' in identifier` `invalid character U\+2019 '’' in identifier`

var c = strings.ToUpper(“hello”) // ERROR `invalid character U\+201C '“' in identifier` `invalid character U\+201D '”' in identifier`

var e = x№ // ERROR@10 `invalid character U\+2116 '№' in identifier`

var f = strings.To№Upper // ERROR@19 `invalid character U\+2116 '№' in identifier`

func g() string {
	“hello” := "hello" // ERROR `invalid character U\+201C '“' in identifier` `invalid character U\+201D '”' in identifier`
	return “hello” + missing // ERROR `invalid character U\+201C '“' in identifier` `invalid character U\+201D '”' in identifier` `undefined: missing`
}

type T struct{ a№ int } // ERROR@17 `invalid character U\+2116 '№' in identifier`

func (t T) h() int { return t.a№ + t.b№ } // ERROR `invalid character U\+2116 '№' in identifier` `t\.b№ undefined \(type T has no field or method b№\)`
