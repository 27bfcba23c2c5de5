// The library has a package of this path too.
package main

import "sort"

func main() { sort.Ints(nil) }
