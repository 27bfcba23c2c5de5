// What gc has written into the export data of a package its importers know, but may not name; the rest is not there.
package main

import "example/util"

func main() {
	_ = util.Small
	_ = util.newNode[int]
	var _ util.option
	var _ util.config
	_ = util.touched
	var _ util.local
	var _ util.asserted
	var _ util.switched
	var _ util.made
	var _ util.converted
}
