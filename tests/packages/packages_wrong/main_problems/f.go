package main

func init(x int) {}
func init() int { return 1 }
var init = 1
type init int
const init = 2

func main() { init() }
