// Source files and import declarations: renamed, dot, blank and repeated imports; names are the file's own.
package main

import "fmt"
import (
	. "cmp"

	εσ "errors"
	"math/rand/v2"
	path "path/filepath"
	"strconv"
	again "strings"
	str "strings"
	. "unicode/utf8"
	_ "unsafe"
)

var (
	ordered Ordering = -1
	runes            = RuneCountInString("é世")
)

// A name of a dot import may be the type of a constraint.
type Ordering int

func largest[T Ordered](xs ...T) (m T) {
	for _, x := range xs {
		if Compare(x, m) > 0 {
			m = x
		}
	}
	return
}

// Inside a function, a package's name can be shadowed.
func shadow() string {
	before := fmt.Sprint("package ")
	fmt := "variable"
	{
		str := func(s string) string { return s + "!" }
		fmt = str(fmt)
	}
	type path struct{ rand int }
	return before + fmt + again.Repeat("?", path{2}.rand)
}

func main() {
	fmt.Println(str.ToUpper("renamed"), again.Fields(" twice imported "), ordered, runes, ValidString("\xff"))
	fmt.Println(largest(3, 1, 2), largest("b", "a"), Less(1, 2))
	fmt.Println(εσ.New("a name of other letters"), path.Join("a", "b"), strconv.Itoa(7))
	fmt.Println(rand.N(1), RuneError, shadow())
}
