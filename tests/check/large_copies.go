// Ranging over an array by value copies it to the frame: gc's back end says so of the function, where all else is in order.
package p

import "fmt"

var big [1 << 30]byte

func global() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	for i, x := range big {
		fmt.Println(i, x)
	}
}

func pointed() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	a := new([1 << 30]byte)
	for _, x := range *a {
		fmt.Println(x)
	}
}

func pointer() {
	a := new([1 << 30]byte)
	for i, x := range a {
		fmt.Println(i, x)
	}
}

func indices() {
	for i := range big {
		fmt.Println(i)
	}
	for i, _ := range big {
		fmt.Println(i)
	}
	for range big {
		fmt.Println()
	}
}

func assigned() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var y byte
	for _, y = range big {
		fmt.Println(y)
	}
}

func half() {
	var a [1 << 29]byte
	for i, x := range a {
		fmt.Println(i, x)
	}
	for i, x := range a {
		fmt.Println(x, i)
	}
}

func both() { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
	var a [1 << 28]int32
	for i, x := range a {
		fmt.Println(i, x)
	}
}

func passed(a [1 << 28]int32) { // ERROR@6 `stack frame too large \(>1GB\): 1024 MB locals \+ 1024 MB args`
	for i, x := range a {
		fmt.Println(i, x)
	}
}

var kept func()

func inside() {
	kept = func() { // ERROR@9 `stack frame too large \(>1GB\): 1024 MB locals \+ 0 MB args`
		for i, x := range big {
			fmt.Println(i, x)
		}
	}
}

func first() {
	for i, x := range big {
		fmt.Println(i, x)
		break
	}
}
