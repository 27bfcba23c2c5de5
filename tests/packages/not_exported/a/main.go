// What gc has written into the export data of a package its importers know, but may not name; the rest is not there.
package main

import "example/util"

func main() {
	_ = util.Small
	var _ util.hidden
	var _ util.impl
	var _ util.inner
	_ = util.doing
	_ = util.helper
	_ = util.deep
	_ = util.deeper
	_ = util.deepest
	_ = util.bigHelper
}
