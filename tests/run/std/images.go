// image, image/color, image/color/palette, image/draw.
package main

import (
	"crypto/md5"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"strings"
)

// plain hides what an image can do besides.
type plain struct{ image.Image }

type plainTo struct{ m draw.Image }

func (p plainTo) ColorModel() color.Model     { return p.m.ColorModel() }
func (p plainTo) Bounds() image.Rectangle     { return p.m.Bounds() }
func (p plainTo) At(x, y int) color.Color     { return p.m.At(x, y) }
func (p plainTo) Set(x, y int, c color.Color) { p.m.Set(x, y, c) }

var seed uint32 = 7

func rnd() uint32 {
	seed = seed*1664525 + 1013904223
	return seed >> 8
}

func hash(m image.Image) string {
	h := md5.New()
	b := m.Bounds()
	for y := b.Min.Y - 1; y <= b.Max.Y; y++ {
		for x := b.Min.X - 1; x <= b.Max.X; x++ {
			if b.Empty() {
				continue
			}
			if p, ok := m.(*image.Paletted); ok && len(p.Palette) == 0 {
				continue
			}
			r, g, bl, a := m.At(x, y).RGBA()
			fmt.Fprint(h, r, g, bl, a, m.At(x, y))
			if q, ok := m.(image.RGBA64Image); ok {
				fmt.Fprint(h, q.RGBA64At(x, y))
			}
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))[:12]
}

func all(r image.Rectangle) []draw.Image {
	p := color.Palette(palette.WebSafe[10:90])
	p = append(p, color.NRGBA{10, 20, 30, 40}, color.Transparent)
	return []draw.Image{image.NewRGBA(r), image.NewRGBA64(r), image.NewNRGBA(r), image.NewNRGBA64(r), image.NewAlpha(r), image.NewAlpha16(r), image.NewGray(r), image.NewGray16(r), image.NewCMYK(r), image.NewPaletted(r, p)}
}

func fill(m draw.Image) {
	b := m.Bounds()
	for y := b.Min.Y - 1; y <= b.Max.Y; y++ {
		for x := b.Min.X - 1; x <= b.Max.X; x++ {
			a := uint8(rnd())
			if rnd()%3 == 0 {
				a = 0xff
			}
			m.Set(x, y, color.NRGBA{uint8(rnd()), uint8(rnd()), uint8(rnd()), a})
		}
	}
}

func main() {
	h := md5.New()
	fmt.Fprint(h, palette.Plan9, palette.WebSafe)
	fmt.Printf("%x %d %d\n", h.Sum(nil), len(palette.Plan9), len(palette.WebSafe))
	models := []color.Model{color.RGBAModel, color.RGBA64Model, color.NRGBAModel, color.NRGBA64Model, color.AlphaModel, color.Alpha16Model, color.GrayModel, color.Gray16Model, color.CMYKModel, color.YCbCrModel, color.NYCbCrAModel,
		color.Palette(palette.Plan9), color.ModelFunc(func(c color.Color) color.Color { return color.White })}
	h = md5.New()
	for range 60 {
		v := rnd()
		c8 := func() uint8 { return uint8(rnd()) }
		c16 := func() uint16 { return uint16(rnd()) }
		for _, c := range []color.Color{color.NRGBA{c8(), c8(), c8(), c8()}, color.RGBA{uint8(v) / 2, uint8(v) / 3, uint8(v) / 4, uint8(v)}, color.NRGBA64{c16(), c16(), c16(), c16()}, color.Gray{c8()}, color.Gray16{c16()}, color.Alpha{c8()}, color.Alpha16{c16()},
			color.CMYK{c8(), c8(), c8(), c8()}, color.YCbCr{c8(), c8(), c8()}, color.NYCbCrA{color.YCbCr{c8(), c8(), c8()}, c8()}, color.RGBA64{uint16(v) / 2, uint16(v), 0, uint16(v)}} {
			fmt.Fprint(h, c)
			for _, m := range models {
				to := m.Convert(c)
				r, g, b, a := to.RGBA()
				fmt.Fprint(h, to, r, g, b, a)
			}
		}
		y, cb, cr := color.RGBToYCbCr(c8(), c8(), c8())
		r, g, b := color.YCbCrToRGB(c8(), c8(), c8())
		c, m, ye, k := color.RGBToCMYK(c8(), c8(), c8())
		r2, g2, b2 := color.CMYKToRGB(c8(), c8(), c8(), c8())
		fmt.Fprint(h, y, cb, cr, r, g, b, c, m, ye, k, r2, g2, b2)
	}
	fmt.Printf("%x\n", h.Sum(nil))
	fmt.Println(color.Palette{}.Convert(color.Black), color.Palette{}.Index(color.White), color.Black, color.White, color.Transparent, color.Opaque)

	a, b := image.Rect(5, 1, -3, 7), image.Rect(0, 0, 4, 4)
	e := image.Rectangle{image.Pt(3, 3), image.Pt(1, 1)}
	fmt.Println(a, b, e, e.Canon(), a.Intersect(b), a.Union(b), a.Overlaps(b), b.In(a), e.In(a), a.Inset(2), a.Inset(4), a.Add(image.Pt(1, 2)), a.Sub(image.Pt(1, 2)), a.Size(), a.Dx(), a.Dy(), e.Empty(), e.Eq(image.ZR), a.Eq(b),
		b.Intersect(image.Rect(9, 9, 10, 10)), e.Union(b), b.Union(e), a.At(0, 2), a.At(9, 9), a.RGBA64At(0, 2), a.RGBA64At(9, 9), a.Bounds(), a.ColorModel() == color.Alpha16Model, e.Overlaps(b))
	p := image.Pt(-7, 9)
	fmt.Println(p, p.Add(image.Pt(1, 1)), p.Sub(image.Pt(1, 1)), p.Mul(3), p.Div(2), p.In(a), p.Mod(b), p.Eq(image.ZP), p.Eq(p))

	r := image.Rect(-2, -1, 9, 6)
	for i, m := range all(r) {
		fill(m)
		sub := m.(interface{ SubImage(image.Rectangle) image.Image }).SubImage(image.Rect(0, 0, 20, 3))
		none := m.(interface{ SubImage(image.Rectangle) image.Image }).SubImage(image.Rect(30, 0, 40, 3))
		op := func(m image.Image) bool { return m.(interface{ Opaque() bool }).Opaque() }
		m.(draw.RGBA64Image).SetRGBA64(1, 1, color.RGBA64{0x1234, 0x2345, 0x3456, 0xfedc})
		fmt.Printf("%d %T %s %v %v %v %v %s %v %v %v %d\n", i, m, hash(m), m.Bounds(), m.At(1, 1), m.At(100, 1), sub.Bounds(), hash(sub), none.Bounds(), op(m), op(none), m.(interface{ PixOffset(x, y int) int }).PixOffset(3, 2))
	}
	for _, ratio := range []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410, 9} {
		y, n := image.NewYCbCr(image.Rect(1, 3, 12, 8), ratio), image.NewNYCbCrA(image.Rect(1, 3, 12, 8), ratio)
		for _, plane := range [][]uint8{y.Y, y.Cb, y.Cr, n.Y, n.Cb, n.Cr, n.A} {
			for i := range plane {
				plane[i] = uint8(rnd())
			}
		}
		ys, ns := y.SubImage(image.Rect(4, 4, 9, 9)).(*image.YCbCr), n.SubImage(image.Rect(4, 4, 9, 9)).(*image.NYCbCrA)
		fmt.Println(ratio, len(y.Y), len(y.Cb), len(y.Cr), y.YStride, y.CStride, n.AStride, len(n.A), hash(y), hash(n), hash(ys), hash(ns), y.YOffset(5, 5), y.COffset(5, 5), n.AOffset(5, 5), y.Opaque(), n.Opaque(), y.SubImage(image.ZR).Bounds(), n.SubImage(image.ZR).Bounds())
	}
	u := image.NewUniform(color.NRGBA{1, 2, 3, 4})
	r1, g1, b1, a1 := u.RGBA()
	fmt.Println(u.At(5, 5), u.Bounds(), u.Opaque(), u.Convert(color.White), u.RGBA64At(1, 1), u.ColorModel() == color.Model(u), r1, g1, b1, a1, image.Black.C, image.White.Opaque(), image.Transparent.Opaque(), image.Opaque.C)
	pal := image.NewPaletted(image.Rect(0, 0, 2, 2), palette.WebSafe)
	pal.SetColorIndex(1, 1, 7)
	pal.SetColorIndex(9, 1, 7)
	fmt.Println(pal.ColorIndexAt(1, 1), pal.ColorIndexAt(9, 9), pal.Opaque(), image.NewPaletted(image.Rect(0, 0, 1, 1), nil).At(0, 0))
	for _, f := range []func(){func() { image.NewRGBA(image.Rectangle{image.Pt(3, 3), image.Pt(1, 1)}) }, func() { image.NewGray16(image.Rect(0, 0, 1<<40, 1<<40)) }, func() { image.NewYCbCr(image.Rect(0, 0, 1<<40, 1<<40), 0) }, func() { image.NewNYCbCrA(image.Rect(0, 0, 1<<40, 1<<40), 0) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	_, _, err := image.Decode(strings.NewReader("nothing"))
	_, _, err2 := image.DecodeConfig(strings.NewReader(""))
	image.RegisterFormat("mine", "ab?d", nil, nil)
	_, name, err3 := image.Decode(strings.NewReader("abcd"))
	fmt.Println(err, err2, name, err3)

	// Everything on everything, a sixth of all combinations.
	srcs := []image.Image{image.NewUniform(color.NRGBA{200, 100, 50, 128}), image.NewUniform(color.RGBA{1, 2, 3, 255}), image.Rect(0, 0, 5, 5)}
	for _, m := range all(image.Rect(-1, 0, 8, 7)) {
		fill(m)
		srcs = append(srcs, m)
	}
	yc := image.NewYCbCr(image.Rect(0, 0, 7, 9), image.YCbCrSubsampleRatio420)
	for _, plane := range [][]uint8{yc.Y, yc.Cb, yc.Cr} {
		for i := range plane {
			plane[i] = uint8(rnd())
		}
	}
	srcs = append(srcs, yc, plain{srcs[5]})
	alpha := image.NewAlpha(image.Rect(0, 0, 9, 9))
	fill(alpha)
	masks := []image.Image{nil, alpha, image.NewUniform(color.Alpha16{0x8001}), image.Transparent, plain{alpha}, srcs[4], image.Rect(1, 1, 4, 4)}
	for di := range len(all(r)) + 1 {
		h := md5.New()
		for si, s := range srcs {
			for mi, mask := range masks {
				for oi, op := range []draw.Op{draw.Over, draw.Src} {
					if (di+si+mi+3*oi)%6 != 0 {
						continue
					}
					var d draw.Image
					if di == len(all(r)) {
						d = plainTo{image.NewNRGBA(r)}
					} else {
						d = all(r)[di]
					}
					fill(d)
					draw.DrawMask(d, image.Rect(-4, 1, 7, 30), s, image.Pt(-3, 2), mask, image.Pt(1, 0), op)
					fmt.Fprint(h, hash(d))
				}
			}
			d := all(r)[di%len(all(r))]
			draw.FloydSteinberg.Draw(d, r, s, image.Pt(0, 1))
			draw.Src.Draw(d, image.Rect(0, 0, 2, 2), s, image.ZP)
			fmt.Fprint(h, hash(d))
		}
		fmt.Printf("%d %x\n", di, h.Sum(nil))
	}
	for _, by := range []image.Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {2, 1}, {-2, -1}} {
		for _, m := range all(r) {
			fill(m)
			draw.Draw(m, r, m, r.Min.Add(by), draw.Src)
			x := hash(m)
			draw.Draw(m, r, m, r.Min.Sub(by), draw.Over)
			fmt.Print(x, " ", hash(m), " ")
		}
		fmt.Println()
	}
	var q draw.Quantizer
	var d draw.Drawer = draw.Over
	fmt.Println(q, d, draw.Src)
}
