//go:build go1.23

package m

import "strings"

var _ = strings.Lines
