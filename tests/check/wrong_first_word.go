// Where the first word behind the package clause is none, nothing else is read.
package p

#include "x" // ERROR@1 `invalid character U\+0023 '#'`

import "fmt"

func f() { missing(08, '') }
