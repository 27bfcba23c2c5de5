// What gc has written into the export data of a package its importers know, but may not name; the rest is not there.
package main

import "example/util"

func main() {
	_ = util.Small
	_ = util.deferred
	_ = util.gone
	_ = util.recursed
	_ = util.marked
	_ = util.initial
	_ = util.inLiteral
	_ = util.message
	_ = util.selected
	_ = util.ranged
}
