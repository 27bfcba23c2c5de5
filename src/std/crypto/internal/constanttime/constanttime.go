// Package constanttime (crypto/internal/constanttime) compares and selects for packages compiled from GOROOT. Go's compiler makes
// instructions without branches of these functions; here they are arithmetic.
package constanttime

// Select gives x where v is not 0, else y.
func Select(v, x, y int) int {
	mask := -(nonzero(uint64(v)))
	return mask&x | ^mask&y
}

// ByteEq gives 1 where x and y are equal, else 0.
func ByteEq(x, y uint8) int { return 1 - nonzero(uint64(x^y)) }

// Eq gives 1 where x and y are equal, else 0.
func Eq(x, y int32) int { return 1 - nonzero(uint64(uint32(x^y))) }

// LessOrEq gives 1 where x <= y, else 0. Both are below 2**63.
func LessOrEq(x, y int) int { return int((uint64(x)-uint64(y)-1)>>63) & 1 }

func nonzero(x uint64) int { return int((x | -x) >> 63) }
