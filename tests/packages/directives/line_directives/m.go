package main

func main() {
//line a.y:1
	for {
		defer recover()
//line b.y:5
		break L
	}
	var u uint8 = 256
}
