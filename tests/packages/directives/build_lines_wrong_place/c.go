/* x
//go:build foo
*/
//go:build foo &
package main

func main() { }
