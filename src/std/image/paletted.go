package image

import "image/color"

// Paletted is an image of places in a palette.
type Paletted struct {
	Pix     []uint8
	Stride  int
	Rect    Rectangle
	Palette color.Palette
}

// NewPaletted makes an image.
func NewPaletted(r Rectangle, p color.Palette) *Paletted {
	return &Paletted{pixels(1, r, "Paletted"), r.Dx(), r, p}
}

func (p *Paletted) ColorModel() color.Model { return p.Palette }
func (p *Paletted) Bounds() Rectangle       { return p.Rect }

// PixOffset is where a pixel is in Pix.
func (p *Paletted) PixOffset(x, y int) int {
	return (y-p.Rect.Min.Y)*p.Stride + x - p.Rect.Min.X
}

func (p *Paletted) At(x, y int) color.Color {
	if len(p.Palette) == 0 {
		return nil
	}
	return p.Palette[p.ColorIndexAt(x, y)]
}

func (p *Paletted) RGBA64At(x, y int) color.RGBA64 {
	if len(p.Palette) == 0 {
		return color.RGBA64{}
	}
	return of(p.Palette[p.ColorIndexAt(x, y)])
}

// ColorIndexAt is the place in the palette; 0 outside.
func (p *Paletted) ColorIndexAt(x, y int) uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return 0
	}
	return p.Pix[p.PixOffset(x, y)]
}

func (p *Paletted) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.Pix[p.PixOffset(x, y)] = uint8(p.Palette.Index(c))
	}
}

func (p *Paletted) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

func (p *Paletted) SetColorIndex(x, y int, index uint8) {
	if (Point{x, y}).In(p.Rect) {
		p.Pix[p.PixOffset(x, y)] = index
	}
}

// SubImage is the part of the image in r; its pixels are shared.
func (p *Paletted) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &Paletted{Palette: p.Palette}
	}
	return &Paletted{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, p.Rect.Intersect(r), p.Palette}
}

// Opaque reports whether no color in use lets anything shine through.
func (p *Paletted) Opaque() bool {
	var used [256]bool
	for y := range p.Rect.Dy() {
		for _, i := range p.Pix[y*p.Stride:][:p.Rect.Dx()] {
			used[i] = true
		}
	}
	for i, c := range p.Palette {
		if _, _, _, a := c.RGBA(); i < 256 && used[i] && a != 0xffff {
			return false
		}
	}
	return true
}

// Uniform is an image without end of one color; it is that color, and its own model.
type Uniform struct{ C color.Color }

// NewUniform makes an image.
func NewUniform(c color.Color) *Uniform { return &Uniform{c} }

// Images of one color.
var (
	Black       = NewUniform(color.Black)
	White       = NewUniform(color.White)
	Transparent = NewUniform(color.Transparent)
	Opaque      = NewUniform(color.Opaque)
)

func (c *Uniform) RGBA() (r, g, b, a uint32)           { return c.C.RGBA() }
func (c *Uniform) ColorModel() color.Model             { return c }
func (c *Uniform) Convert(color.Color) color.Color     { return c.C }
func (c *Uniform) Bounds() Rectangle                   { return Rect(-1e9, -1e9, 1e9, 1e9) }
func (c *Uniform) At(x, y int) color.Color             { return c.C }
func (c *Uniform) RGBA64At(x, y int) color.RGBA64      { return of(c.C) }

// Opaque reports whether nothing shines through.
func (c *Uniform) Opaque() bool {
	_, _, _, a := c.C.RGBA()
	return a == 0xffff
}
