// What gc has written into the export data of a package its importers know, but may not name; the rest is not there.
package main

import "example/util"

func main() {
	_ = util.Small
	_ = util.recovered
	_ = util.counterStart
	_ = util.step
	_ = util.theHidden
	var _ util.embedder
	var _ util.third
	_ = util.fourth
	var _ util.typed
}
