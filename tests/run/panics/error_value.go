// An error of several lines.
package main

import "errors"

func main() {
	panic(errors.Join(errors.New("one"), errors.New("two")))
}
