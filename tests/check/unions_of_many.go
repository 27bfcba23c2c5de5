// Unions with more than a hundred terms, those of the interfaces among them included. One that is refused counts for nothing in others.
package p

type ints interface {
	[0]int | [1]int | [2]int | [3]int | [4]int | [5]int | [6]int | [7]int | [8]int | [9]int | [10]int | [11]int | [12]int | [13]int | [14]int | [15]int | [16]int | [17]int | [18]int | [19]int | [20]int | [21]int | [22]int | [23]int | [24]int | [25]int | [26]int | [27]int | [28]int | [29]int | [30]int | [31]int | [32]int | [33]int | [34]int | [35]int | [36]int | [37]int | [38]int | [39]int | [40]int | [41]int | [42]int | [43]int | [44]int | [45]int | [46]int | [47]int | [48]int | [49]int | [50]int | [51]int | [52]int | [53]int | [54]int | [55]int | [56]int | [57]int | [58]int | [59]int
}
type texts interface {
	[0]string | [1]string | [2]string | [3]string | [4]string | [5]string | [6]string | [7]string | [8]string | [9]string | [10]string | [11]string | [12]string | [13]string | [14]string | [15]string | [16]string | [17]string | [18]string | [19]string | [20]string | [21]string | [22]string | [23]string | [24]string | [25]string | [26]string | [27]string | [28]string | [29]string | [30]string | [31]string | [32]string | [33]string | [34]string | [35]string | [36]string | [37]string | [38]string | [39]string | [40]string | [41]string | [42]string | [43]string | [44]string | [45]string | [46]string | [47]string | [48]string | [49]string | [50]string | [51]string | [52]string | [53]string | [54]string | [55]string | [56]string | [57]string | [58]string | [59]string
}
type both interface { ints | texts } // ERROR@23 `cannot handle more than 100 union terms \(implementation limitation\)`
type more interface { both | bool }
type around interface { more }
type twice interface { ints | ints }
type again interface { ints | twice | bool }
type narrowed interface { ints | texts; bool } // ERROR@27 `cannot handle more than 100 union terms \(implementation limitation\)`
type wrong interface { around | bool | error } // ERROR@40 `cannot use error in union \(error contains methods\)`

func f[T both](T) {}
func g[T ints | texts](T) {} // ERROR@10 `cannot handle more than 100 union terms \(implementation limitation\)`
func h[T ints | ints]() { f[T](*new(T)); f(1) }

type places interface { int | func() | func() | ~func(error) } // ERROR@44 `overlapping terms func\(\) and func\(\)`
