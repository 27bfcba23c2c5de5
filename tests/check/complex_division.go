// Complex constants divided by what is zero, or so small that its square is.
package p

const (
	tiny  = 1e-400000000
	least = 1e-600000000

	a1 = 1i / tiny // ERROR@12 `invalid operation: division by zero`
	a2 = 1 / tiny
	a3 = (1 + 1i) / (tiny + tiny*1i) // ERROR@18 `invalid operation: division by zero`
	a4 = (1 + 1i) / (tiny + 1i)
	a5 = 1 / (tiny * 1i) // ERROR@11 `invalid operation: division by zero`
	a6 = 1 / (0i + tiny) // ERROR@11 `invalid operation: division by zero`
	a7 = 1i / (1 + tiny*1i)
	a8 = 1i / (least * 1i) // ERROR@12 `invalid operation: division by zero`
	a9 = tiny * 1i / (least * 1i) // ERROR@19 `invalid operation: division by zero`
	b1 = 1 / (tiny * tiny) // ERROR@11 `invalid operation: division by zero`
	b2 = 1i / (tiny * tiny) // ERROR@12 `invalid operation: division by zero`
	b3 = 1i * tiny * tiny
	b4 = 1.0 / least
	b5 = 1e400000000 * 1e400000000 // ERROR@19 `constant result is not representable`
	b6 = 1i * 1e400000000 * 1e400000000 // ERROR@24 `constant result is not representable`
	b7 = (1i * 1e400000000) * (1i * 1e400000000) // ERROR@26 `constant result is not representable`
	b8 = 1i / 1e400000000 // ERROR@10 `constant result is not representable`
	b9 = 1 / (1i * 1e400000000) // ERROR@9 `constant result is not representable`
	c1 = (tiny * 1i) * (tiny * 1i)
	c2 = -1i / -tiny // ERROR@13 `invalid operation: division by zero`
	c3 = 'a' / (tiny * 1i) // ERROR@13 `invalid operation: division by zero`
	c4 = 1.5 / (tiny + 0i) // ERROR@13 `invalid operation: division by zero`
	c5 = complex(1, 2) / complex(tiny, 0) // ERROR@23 `invalid operation: division by zero`
	c6 = complex(1, 2) / complex(0, tiny) // ERROR@23 `invalid operation: division by zero`
	c7 = real(1i / tiny) // ERROR@17 `invalid operation: division by zero`
)

const d1 complex128 = 1i / tiny // ERROR@28 `invalid operation: division by zero`
const d2 = complex128(1i) / complex128(tiny) // ERROR@29 `invalid operation: division by zero`
const d3 = complex64(1i) / tiny // ERROR@28 `invalid operation: division by zero`
const d4 = complex64(1i) / complex64(1e-30)
const d5 = complex128(1i) / complex128(1e-170)
const d6 = complex128(1i) / 1e-323 // ERROR@12 `complex128\(1i\) / 1e-323 \(constant \(0 \+ 1\.01201e\+323i\) of type complex128\) overflows complex128`
const d7 = complex64(1i) / 1e-45i // ERROR@12 `complex64\(1i\) / 1e-45i \(constant \(7\.13624e\+44 \+ 0i\) of type complex64\) overflows complex64`

var v1 = d1 / tiny // ERROR@15 `invalid operation: division by zero`
var z complex128
var v2 = z / tiny
var v3 = z / (tiny * 1i)
var v4 = 1i / tiny // ERROR@15 `invalid operation: division by zero`
var v5 = z / (1i / tiny) // ERROR@20 `invalid operation: division by zero`
var w float64
var v6 = w / tiny
var v7 = w / (tiny * 1i) // ERROR@14 `\(tiny \* 1i\) \(untyped complex constant \(0 \+ 1e-400000000i\)\) overflows float64`
var v8 = w / 0i

func f() {
	z /= tiny
	z /= tiny * 1i
	w /= tiny
	z = 1i / tiny // ERROR@11 `invalid operation: division by zero`
	z = (1 + 0i) / tiny // ERROR@17 `invalid operation: division by zero`
	if 1i/tiny == 0 { // ERROR@8 `invalid operation: division by zero`
	}
	switch z {
	case 1i / tiny: // ERROR@12 `invalid operation: division by zero`
	}
	_ = [1 / (tiny * 1i)]int{} // ERROR@11 `invalid operation: division by zero`
}
const edge_t = 1e-323228496
const edge_u = 1e-323228497
const edge_s = 1e-323228400
const m_a0 = 1i/edge_s
const m_a = 1i/edge_t
const m_b = 1i/edge_u // ERROR@16 `invalid operation: division by zero`
const m_c = 1i/(edge_t+edge_t*1i)
const m_d = 1i/(edge_t-edge_t*1i)
const m_e = 0x1p-1073741824
const m_e1 = 1i/0x1p-1073741824
const m_e2 = 1i/0x1p-1073741825 // ERROR@17 `invalid operation: division by zero`
const m_e3 = 1i/0x1p-1073741823
const m_e4 = 1i/0x1.8p-1073741825
const m_e5 = 1i/0x1.7p-1073741825
