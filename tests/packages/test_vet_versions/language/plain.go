package m

import "strings"

var _ = strings.Lines

func lines(s string) {
	for line := range strings.SplitSeq(s, "x") {
		_ = line
	}
}
