// A panic that nobody recovers: assertion missing.
package main

import "io"

type r struct{}

func (*r) Read([]byte) (int, error) { return 0, nil }

func main() {
	var x any = r{}
	_ = x.(io.Reader)
}
