package main

//line :50
var x int = "a"

/*line q.go:5:10*/var y int = "b"; var z int = /*line r.y:9*/"c"

func main() {
}
