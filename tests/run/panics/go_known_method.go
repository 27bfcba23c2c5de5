// gc knows what the interface holds, and inlines the method in the wrapper of the go statement.
package main

type doer interface{ do(x int) }

type thing struct{ a, b int }

func (t *thing) do(x int) { panic("thing") }

func main() {
	var d doer = &thing{1, 2}
	defer func() {
		recover()
		go d.do(4)
		select {}
	}()
	defer d.do(3)
}
