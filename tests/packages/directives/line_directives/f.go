//line foo.y:1
package main

func main() {
	undefined1()
//line f.go:200
	undefined2()
//line foo.y:5
	undefined3()
}
