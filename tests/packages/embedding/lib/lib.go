package lib

import _ "embed"
import "embed"

//go:embed lib.txt
var Text string

//go:embed *.go lib.txt
var Files embed.FS
