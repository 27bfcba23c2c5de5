package big

import "math/bits"

// A Word is a digit of a number: 64 bits.
type Word uint

// A nat is a magnitude: words, the lowest first, no zero at the end. Nats are never changed once made, so they can be shared.
type nat []Word

const wordBits = 64

func natAdd(x, y nat) nat
func natSub(x, y nat) nat
func natMul(x, y nat) nat
func natDiv(x, y nat) (q, r nat)
func natShl(x nat, n uint) nat
func natShr(x nat, n uint) nat
func natPow(x, y nat) nat
func natModPow(x, y, m nat) nat
func natSqrt(x nat) nat
func natMulRange(a, b uint64) nat
func natGCD(x, y nat) nat
func extendedGCD(a, b nat) (g nat, neg bool, x nat)
func bitwise(op int, xneg bool, x nat, yneg bool, y nat) (neg bool, z nat)
func natText(x nat, base int) string
func natParse(s string, base int, fraction bool) (z nat, actual, behind, used, wrong int)
func natFromBytes(b []byte) nat
func natPrime(x nat, n int) bool
func quotient(a, b nat, shift int, single bool) (f float64, compared int)
func roundNat(m nat, sticky, neg bool, prec uint, mode int) (z nat, shift, compared int)
func decimal(m nat, exp int) (digits string, point int)
func shortest(m nat, exp int, prec uint) (digits string, point int)

var natOne = nat{1}

func natOf(x uint64) nat {
	if x == 0 {
		return nil
	}
	return nat{Word(x)}
}

func (x nat) norm() nat {
	for len(x) > 0 && x[len(x)-1] == 0 {
		x = x[:len(x)-1]
	}
	return x
}

func (x nat) bitLen() int {
	if len(x) == 0 {
		return 0
	}
	return (len(x)-1)*wordBits + bits.Len(uint(x[len(x)-1]))
}

func (x nat) trailingZeros() uint {
	for i, w := range x {
		if w != 0 {
			return uint(i*wordBits + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

func (x nat) cmp(y nat) int {
	if len(x) != len(y) {
		if len(x) < len(y) {
			return -1
		}
		return 1
	}
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			if x[i] < y[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (x nat) low() uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

func (x nat) odd() bool { return len(x) > 0 && x[0]&1 == 1 }

// bit is bit i.
func (x nat) bit(i uint) uint {
	if w := i / wordBits; w < uint(len(x)) {
		return uint(x[w]>>(i%wordBits)) & 1
	}
	return 0
}
