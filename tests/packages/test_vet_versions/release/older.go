//go:build go1.21

package m

import "cmp"

var _ = cmp.Or[int]
