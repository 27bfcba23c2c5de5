//go:build !purego

package tagged

func Double(x int64) int64
