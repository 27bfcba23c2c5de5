//go:build !amd64

package machine

func Double(x int64) int64 { return 2 * x }
