//go:build   linux&&(amd64||arm64)

// Package p has comments
// everywhere:
// - one
// - two
//   more of two
//
// A Heading That Looks Like One
//
// The text below it ``quoted''.
//    code
//    more code
//
// See [link].
//
// [other]: https://example.org
// [link]: https://example.com
package p
import ( "os"; "fmt" // printing
 b "bytes"
 "fmt"

 /* left */ "strings"
 "errors"
)
/*
   * stars
   * here
 */
type T struct { // behind the brace
a int // a
 bcd string `tag:"x"` /* b */

 // above
 e,f, g map[string]int
 *os.File
}
const ( A = iota // first
 Long int = 2 // second

 B
)
// f does what it does.
//go:noinline
func f( a int/* one */,b /* two */ string ) ( int,error ) { // starts
 // lone
 switch /* tag */ a {
 // before the case
 case 1 : fmt.Println( b ) // one
  // at the end of one
 default: /* nothing */
 }
 L: for i:=0 ; i<a ; i++ { if i==2 { continue L } ; /* x */ }
 _ = []string { /* empty */ }
 return a ,nil /* last */ }
// the end
