//go:build ignore

package lines

import "x/y"

func x() { this is no Go
