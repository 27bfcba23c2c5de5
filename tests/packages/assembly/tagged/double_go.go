//go:build purego || !amd64

package tagged

func Double(x int64) int64 { return 2 * x }
