// What gc has written into the export data of a package its importers know, but may not name; the rest is not there.
package main

import "example/util"

func main() {
	_ = util.Small
	_ = util.insideBig
	_ = util.unused
	_ = util.limit
	var _ util.state
	_ = util.idle
	_ = util.busy
	_ = util.names
	_ = util.inGeneric
	var _ util.node[int]
}
