package p

const ()

var a = [][]int{[]int{1}, []int{2}}
var b = map[T]*T{T{1}: &T{2}}
var c = s[1:len(s)]
var d = s[1:len(t)]

func f() {
	for x, _ := range y {
	}
	for _ = range y {
	}
	for _, _ = range y {
	}
}
