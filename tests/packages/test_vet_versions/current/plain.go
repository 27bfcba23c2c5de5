package m

import "strings"

var _ = strings.Lines
