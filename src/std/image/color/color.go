// Package color has colors of several kinds, and turns them into each other.
package color

// A Color gives its parts from 0 to 0xffff, multiplied by alpha.
type Color interface {
	RGBA() (r, g, b, a uint32)
}

// RGBA is a color of 8 bits for each part, multiplied by alpha.
type RGBA struct{ R, G, B, A uint8 }

func (c RGBA) RGBA() (r, g, b, a uint32) {
	return uint32(c.R) * 0x101, uint32(c.G) * 0x101, uint32(c.B) * 0x101, uint32(c.A) * 0x101
}

// RGBA64 is a color of 16 bits for each part, multiplied by alpha.
type RGBA64 struct{ R, G, B, A uint16 }

func (c RGBA64) RGBA() (r, g, b, a uint32) {
	return uint32(c.R), uint32(c.G), uint32(c.B), uint32(c.A)
}

// NRGBA is a color of 8 bits for each part, not multiplied by alpha.
type NRGBA struct{ R, G, B, A uint8 }

func (c NRGBA) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	times := func(v uint8) uint32 { return uint32(v) * 0x101 * a / 0xff }
	return times(c.R), times(c.G), times(c.B), a * 0x101
}

// NRGBA64 is a color of 16 bits for each part, not multiplied by alpha.
type NRGBA64 struct{ R, G, B, A uint16 }

func (c NRGBA64) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	times := func(v uint16) uint32 { return uint32(v) * a / 0xffff }
	return times(c.R), times(c.G), times(c.B), a
}

// Alpha is 8 bits of opacity.
type Alpha struct{ A uint8 }

func (c Alpha) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A) * 0x101
	return a, a, a, a
}

// Alpha16 is 16 bits of opacity.
type Alpha16 struct{ A uint16 }

func (c Alpha16) RGBA() (r, g, b, a uint32) {
	a = uint32(c.A)
	return a, a, a, a
}

// Gray is 8 bits of brightness.
type Gray struct{ Y uint8 }

func (c Gray) RGBA() (r, g, b, a uint32) {
	y := uint32(c.Y) * 0x101
	return y, y, y, 0xffff
}

// Gray16 is 16 bits of brightness.
type Gray16 struct{ Y uint16 }

func (c Gray16) RGBA() (r, g, b, a uint32) {
	y := uint32(c.Y)
	return y, y, y, 0xffff
}

// A Model turns colors into those that it has.
type Model interface {
	Convert(c Color) Color
}

type model struct{ f func(Color) Color }

func (m *model) Convert(c Color) Color { return m.f(c) }

// ModelFunc makes a Model of a function.
func ModelFunc(f func(Color) Color) Model { return &model{f} }

// of is a Model for the type C, with a way to make one of a color's parts.
func of[C Color](make func(r, g, b, a uint32) C) Model {
	return ModelFunc(func(c Color) Color {
		if own, ok := c.(C); ok {
			return own
		}
		return make(c.RGBA())
	})
}

// Models of the kinds of color.
var (
	RGBAModel = of(func(r, g, b, a uint32) RGBA {
		return RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
	})
	RGBA64Model = of(func(r, g, b, a uint32) RGBA64 {
		return RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	})
	NRGBAModel = of(func(r, g, b, a uint32) NRGBA {
		r, g, b = divided(r, g, b, a)
		return NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
	})
	NRGBA64Model = of(func(r, g, b, a uint32) NRGBA64 {
		r, g, b = divided(r, g, b, a)
		return NRGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
	})
	AlphaModel   = of(func(_, _, _, a uint32) Alpha { return Alpha{uint8(a >> 8)} })
	Alpha16Model = of(func(_, _, _, a uint32) Alpha16 { return Alpha16{uint16(a)} })
	GrayModel    = of(func(r, g, b, _ uint32) Gray { return Gray{uint8(brightness(r, g, b) >> 24)} })
	Gray16Model  = of(func(r, g, b, _ uint32) Gray16 { return Gray16{uint16(brightness(r, g, b) >> 16)} })
)

// divided undoes the multiplication by alpha.
func divided(r, g, b, a uint32) (uint32, uint32, uint32) {
	switch a {
	case 0xffff:
		return r, g, b
	case 0:
		return 0, 0, 0
	}
	return r * 0xffff / a, g * 0xffff / a, b * 0xffff / a
}

// brightness is that of JFIF, in 32 bits.
func brightness(r, g, b uint32) uint32 { return 19595*r + 38470*g + 7471*b + 1<<15 }

// A Palette is a Model of the colors that are in it.
type Palette []Color

// Convert gives the nearest color, nil if there is none.
func (p Palette) Convert(c Color) Color {
	if len(p) == 0 {
		return nil
	}
	return p[p.Index(c)]
}

// Index gives the place of the nearest color.
func (p Palette) Index(c Color) int {
	r, g, b, a := c.RGBA()
	best, least := 0, uint32(1<<32-1)
	for i, v := range p {
		r2, g2, b2, a2 := v.RGBA()
		if d := square(r, r2) + square(g, g2) + square(b, b2) + square(a, a2); d < least {
			if d == 0 {
				return i
			}
			best, least = i, d
		}
	}
	return best
}

// square is a quarter of the difference's square, so that four of them fit.
func square(x, y uint32) uint32 {
	d := x - y
	return d * d >> 2
}

// Some colors.
var (
	Black       = Gray16{0}
	White       = Gray16{0xffff}
	Transparent = Alpha16{0}
	Opaque      = Alpha16{0xffff}
)
