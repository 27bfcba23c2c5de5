// Package draw composes images.
package draw

import (
	"image"
	"image/color"
)

// full is the greatest alpha.
const full = 0xffff

// An Image can be drawn on.
type Image interface {
	image.Image
	Set(x, y int, c color.Color)
}

// A RGBA64Image can be drawn on without allocating.
type RGBA64Image interface {
	image.RGBA64Image
	Set(x, y int, c color.Color)
	SetRGBA64(x, y int, c color.RGBA64)
}

// A Quantizer makes a palette for an image: p with colors added.
type Quantizer interface {
	Quantize(p color.Palette, m image.Image) color.Palette
}

// An Op is a way to compose.
type Op int

const (
	Over Op = iota // the source, through the mask, over what is there
	Src            // the source, through the mask, instead of it
)

// Draw is the function Draw with this Op.
func (op Op) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

// A Drawer draws an image on another.
type Drawer interface {
	Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point)
}

// FloydSteinberg draws so that the errors of the colors that there are not are spread over neighbours.
var FloydSteinberg Drawer = floydSteinberg{}

type floydSteinberg struct{}

func (floydSteinberg) Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point) {
	if clip(dst, &r, src, &sp, nil, nil); !r.Empty() {
		quantize(dst, r, src, sp, true)
	}
}

// clip makes r what all images have, and moves the points along.
func clip(dst Image, r *image.Rectangle, src image.Image, sp *image.Point, mask image.Image, mp *image.Point) {
	from := r.Min
	*r = r.Intersect(dst.Bounds()).Intersect(src.Bounds().Add(from.Sub(*sp)))
	if mask != nil {
		*r = r.Intersect(mask.Bounds().Add(from.Sub(*mp)))
	}
	by := r.Min.Sub(from)
	*sp = sp.Add(by)
	if mp != nil {
		*mp = mp.Add(by)
	}
}

// Draw is DrawMask without a mask.
func Draw(dst Image, r image.Rectangle, src image.Image, sp image.Point, op Op) {
	DrawMask(dst, r, src, sp, nil, image.Point{}, op)
}

// DrawMask draws src on the rectangle r of dst, through mask; sp and mp of src and mask come to lie on r.Min.
func DrawMask(dst Image, r image.Rectangle, src image.Image, sp image.Point, mask image.Image, mp image.Point, op Op) {
	clip(dst, &r, src, &sp, mask, &mp)
	if r.Empty() {
		return
	}
	if u, ok := src.(*image.Uniform); ok && mask == nil && op == Over && u.Opaque() {
		op = Src
	}
	backward := (sp.Y < r.Min.Y || sp.Y == r.Min.Y && sp.X < r.Min.X) &&
		(dst == src && r.Overlaps(r.Add(sp.Sub(r.Min))) || op == Over && mayShare(dst, src, mask))
	if op == Src && mask == nil && direct(dst, r, src, sp, backward) {
		return
	}
	to, ok := dst.(RGBA64Image)
	from, ok2 := src.(image.RGBA64Image)
	through, ok3 := mask.(image.RGBA64Image)
	plain := !ok || !ok2 || mask != nil && !ok3
	x0, x1, y0, y1, step := r.Min.X, r.Max.X, r.Min.Y, r.Max.Y, 1
	if backward {
		x0, x1, y0, y1, step = x1-1, x0-1, y1-1, y0-1, -1
	}
	for y := y0; y != y1; y += step {
		sy, my := sp.Y+y-r.Min.Y, mp.Y+y-r.Min.Y
		for x := x0; x != x1; x += step {
			sx, mx := sp.X+x-r.Min.X, mp.X+x-r.Min.X
			if plain {
				pixel(dst, x, y, src, sx, sy, mask, mx, my, op)
				continue
			}
			alpha := uint32(full)
			if mask != nil {
				alpha = uint32(through.RGBA64At(mx, my).A)
			}
			switch {
			case alpha == 0 && op == Over:
			case alpha == 0:
				to.SetRGBA64(x, y, color.RGBA64{})
			case op == Over:
				to.SetRGBA64(x, y, over(to.RGBA64At(x, y), from.RGBA64At(sx, sy), alpha))
			case alpha == full:
				to.SetRGBA64(x, y, from.RGBA64At(sx, sy))
			default:
				to.SetRGBA64(x, y, faded(from.RGBA64At(sx, sy), alpha))
			}
		}
	}
}

// mayShare: both may be parts of one image.
func mayShare(dst Image, src, mask image.Image) bool {
	_, a := dst.(*image.RGBA)
	_, b := src.(*image.RGBA)
	_, c := mask.(*image.Alpha)
	return a && b && (mask == nil || c)
}

// over is a color over another, through alpha.
func over(d, s color.RGBA64, alpha uint32) color.RGBA64 {
	rest := full - uint32(s.A)*alpha/full
	mix := func(d, s uint16) uint16 { return uint16((uint32(d)*rest + uint32(s)*alpha) / full) }
	return color.RGBA64{mix(d.R, s.R), mix(d.G, s.G), mix(d.B, s.B), mix(d.A, s.A)}
}

func faded(s color.RGBA64, alpha uint32) color.RGBA64 {
	fade := func(s uint16) uint16 { return uint16(uint32(s) * alpha / full) }
	return color.RGBA64{fade(s.R), fade(s.G), fade(s.B), fade(s.A)}
}

func as64(c color.Color) color.RGBA64 {
	r, g, b, a := c.RGBA()
	return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
}

// pixel draws one where an image knows nothing of RGBA64.
func pixel(dst Image, x, y int, src image.Image, sx, sy int, mask image.Image, mx, my int, op Op) {
	alpha := uint32(full)
	if mask != nil {
		_, _, _, alpha = mask.At(mx, my).RGBA()
	}
	var out color.RGBA64
	switch {
	case alpha == 0:
		if op != Over {
			dst.Set(x, y, color.Transparent)
		}
		return
	case op == Over:
		out = over(as64(dst.At(x, y)), as64(src.At(sx, sy)), alpha)
	case alpha == full:
		dst.Set(x, y, src.At(sx, sy))
		return
	default:
		out = faded(as64(src.At(sx, sy)), alpha)
	}
	dst.Set(x, y, &out)
}

// direct copies lines as they are, or fills, where that can be done.
func direct(dst Image, r image.Rectangle, src image.Image, sp image.Point, backward bool) bool {
	switch d := dst.(type) {
	case *image.RGBA:
		switch s := src.(type) {
		case *image.RGBA:
			lines(r, sp, 4, d.Pix, d.Stride, d.PixOffset(r.Min.X, r.Min.Y), s.Pix, s.Stride, s.PixOffset(sp.X, sp.Y))
			return true
		case *image.Uniform:
			c := color.RGBAModel.Convert(s.C).(color.RGBA)
			fill(r, d.Pix, d.Stride, d.PixOffset(r.Min.X, r.Min.Y), []uint8{c.R, c.G, c.B, c.A})
			return true
		}
	case *image.NRGBA:
		if s, ok := src.(*image.NRGBA); ok {
			lines(r, sp, 4, d.Pix, d.Stride, d.PixOffset(r.Min.X, r.Min.Y), s.Pix, s.Stride, s.PixOffset(sp.X, sp.Y))
			return true
		}
	case *image.NRGBA64:
		if s, ok := src.(*image.NRGBA64); ok {
			lines(r, sp, 8, d.Pix, d.Stride, d.PixOffset(r.Min.X, r.Min.Y), s.Pix, s.Stride, s.PixOffset(sp.X, sp.Y))
			return true
		}
	case *image.Paletted:
		if s, ok := src.(*image.Uniform); ok {
			fill(r, d.Pix, d.Stride, d.PixOffset(r.Min.X, r.Min.Y), []uint8{uint8(d.Palette.Index(s.C))})
			return true
		}
		if !backward {
			quantize(d, r, src, sp, false)
			return true
		}
	}
	return false
}

func lines(r image.Rectangle, sp image.Point, size int, d []uint8, dStride, dAt int, s []uint8, sStride, sAt int) {
	n := r.Dx() * size
	line := func(y int) { copy(d[dAt+y*dStride:][:n], s[sAt+y*sStride:][:n]) }
	if r.Min.Y <= sp.Y {
		for y := range r.Dy() {
			line(y)
		}
		return
	}
	// They may be of one image: what is still to be read must not be written.
	for y := r.Dy() - 1; y >= 0; y-- {
		line(y)
	}
}

func fill(r image.Rectangle, d []uint8, stride, at int, with []uint8) {
	n := r.Dx() * len(with)
	first := d[at:][:n]
	for done := copy(first, with); done < n; done *= 2 {
		copy(first[done:], first[:done])
	}
	for y := 1; y < r.Dy(); y++ {
		copy(d[at+y*stride:][:n], first)
	}
}

// parts are those of a color, with room for errors.
type parts [4]int32

func partsOf(c color.Color) parts {
	r, g, b, a := c.RGBA()
	return parts{int32(r), int32(g), int32(b), int32(a)}
}

// quantize draws in the colors that dst has; spread: with the errors spread over the pixels right and below.
func quantize(dst Image, r image.Rectangle, src image.Image, sp image.Point, spread bool) {
	var palette []parts
	paletted, _ := dst.(*image.Paletted)
	if paletted != nil {
		for _, c := range paletted.Palette {
			palette = append(palette, partsOf(c))
		}
	}
	w := r.Dx()
	now, next := make([]parts, w+2), make([]parts, w+2)
	for y := range r.Dy() {
		for x := range w {
			want := partsOf(src.At(sp.X+x, sp.Y+y))
			if spread {
				for i := range want {
					want[i] = min(max(want[i]+now[x+1][i]/16, 0), full)
				}
			}
			var got parts
			if paletted != nil {
				best := nearest(palette, want)
				paletted.SetColorIndex(r.Min.X+x, r.Min.Y+y, uint8(best))
				if !spread {
					continue
				}
				got = palette[best]
			} else {
				dst.Set(r.Min.X+x, r.Min.Y+y, &color.RGBA64{uint16(want[0]), uint16(want[1]), uint16(want[2]), uint16(want[3])})
				if !spread {
					continue
				}
				got = partsOf(dst.At(r.Min.X+x, r.Min.Y+y))
			}
			for i := range want {
				off := want[i] - got[i]
				next[x][i] += off * 3
				next[x+1][i] += off * 5
				next[x+2][i] += off
				now[x+2][i] += off * 7
			}
		}
		now, next = next, now
		clear(next)
	}
}

func nearest(palette []parts, c parts) int {
	best, least := 0, uint32(1<<32-1)
	for i, p := range palette {
		var sum uint32
		for j := range p {
			d := uint32(c[j] - p[j])
			sum += d * d >> 2
		}
		if sum < least {
			if best, least = i, sum; sum == 0 {
				break
			}
		}
	}
	return best
}
