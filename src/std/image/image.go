// Package image has pictures in memory, of many kinds, and reads them in the formats whose packages are imported.
package image

import "image/color"

// Config is an image's color model and size.
type Config struct {
	ColorModel    color.Model
	Width, Height int
}

// An Image is a rectangle of colors.
type Image interface {
	ColorModel() color.Model
	Bounds() Rectangle
	At(x, y int) color.Color
}

// A RGBA64Image gives its colors without allocating.
type RGBA64Image interface {
	RGBA64At(x, y int) color.RGBA64
	Image
}

// A PalettedImage has the colors of a palette.
type PalettedImage interface {
	ColorIndexAt(x, y int) uint8
	Image
}

// pixels allocates the pixels of a new image.
func pixels(size int, r Rectangle, name string) []uint8 {
	n := product(size, r.Dx(), r.Dy())
	if n < 0 {
		panic("image: New" + name + " Rectangle has huge or negative dimensions")
	}
	return make([]uint8, n)
}

// opaque reports whether bytes of each pixel are all 0xff.
func opaque(pix []uint8, stride int, r Rectangle, size, from, to int) bool {
	if r.Empty() {
		return true
	}
	for y := range r.Dy() {
		row := pix[y*stride:][:r.Dx()*size]
		for ; len(row) > 0; row = row[size:] {
			for _, v := range row[from:to] {
				if v != 0xff {
					return false
				}
			}
		}
	}
	return true
}

func of(c color.Color) color.RGBA64 {
	r, g, b, a := c.RGBA()
	return color.RGBA64{uint16(r), uint16(g), uint16(b), uint16(a)}
}

func pair(b []uint8) uint16 { return uint16(b[0])<<8 | uint16(b[1]) }

func setPair(b []uint8, v uint16) { b[0], b[1] = uint8(v>>8), uint8(v) }

// An RGBA is an image with 8 bits for each part, multiplied by alpha.
type RGBA struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewRGBA makes an image.
func NewRGBA(r Rectangle) *RGBA { return &RGBA{pixels(4, r, "RGBA"), 4 * r.Dx(), r} }

func (p *RGBA) ColorModel() color.Model { return color.RGBAModel }
func (p *RGBA) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *RGBA) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*4 }

func (p *RGBA) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+4 : i+4]
}

func (p *RGBA) At(x, y int) color.Color { return p.RGBAAt(x, y) }

func (p *RGBA) RGBAAt(x, y int) color.RGBA {
	s := p.at(x, y)
	if s == nil {
		return color.RGBA{}
	}
	return color.RGBA{s[0], s[1], s[2], s[3]}
}

func (p *RGBA) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetRGBA(x, y, color.RGBAModel.Convert(c).(color.RGBA))
	}
}

func (p *RGBA) SetRGBA(x, y int, c color.RGBA) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	s[0], s[1], s[2], s[3] = c.R, c.G, c.B, c.A
}

func (p *RGBA) RGBA64At(x, y int) color.RGBA64 { return of(p.RGBAAt(x, y)) }

func (p *RGBA) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *RGBA) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &RGBA{}
	}
	return &RGBA{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *RGBA) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 4, 3, 4) }

// An RGBA64 is an image with 16 bits for each part, high byte first, multiplied by alpha.
type RGBA64 struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewRGBA64 makes an image.
func NewRGBA64(r Rectangle) *RGBA64 { return &RGBA64{pixels(8, r, "RGBA64"), 8 * r.Dx(), r} }

func (p *RGBA64) ColorModel() color.Model { return color.RGBA64Model }
func (p *RGBA64) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *RGBA64) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*8 }

func (p *RGBA64) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+8 : i+8]
}

func (p *RGBA64) At(x, y int) color.Color { return p.RGBA64At(x, y) }

func (p *RGBA64) RGBA64At(x, y int) color.RGBA64 {
	s := p.at(x, y)
	if s == nil {
		return color.RGBA64{}
	}
	return color.RGBA64{pair(s), pair(s[2:]), pair(s[4:]), pair(s[6:])}
}

func (p *RGBA64) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetRGBA64(x, y, color.RGBA64Model.Convert(c).(color.RGBA64))
	}
}

func (p *RGBA64) SetRGBA64(x, y int, c color.RGBA64) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	setPair(s, c.R)
	setPair(s[2:], c.G)
	setPair(s[4:], c.B)
	setPair(s[6:], c.A)
}

// SubImage is the part of the image in r; its pixels are shared.
func (p *RGBA64) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &RGBA64{}
	}
	return &RGBA64{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *RGBA64) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 8, 6, 8) }

// An NRGBA is an image with 8 bits for each part, not multiplied by alpha.
type NRGBA struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewNRGBA makes an image.
func NewNRGBA(r Rectangle) *NRGBA { return &NRGBA{pixels(4, r, "NRGBA"), 4 * r.Dx(), r} }

func (p *NRGBA) ColorModel() color.Model { return color.NRGBAModel }
func (p *NRGBA) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *NRGBA) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*4 }

func (p *NRGBA) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+4 : i+4]
}

func (p *NRGBA) At(x, y int) color.Color { return p.NRGBAAt(x, y) }

func (p *NRGBA) NRGBAAt(x, y int) color.NRGBA {
	s := p.at(x, y)
	if s == nil {
		return color.NRGBA{}
	}
	return color.NRGBA{s[0], s[1], s[2], s[3]}
}

func (p *NRGBA) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetNRGBA(x, y, color.NRGBAModel.Convert(c).(color.NRGBA))
	}
}

func (p *NRGBA) SetNRGBA(x, y int, c color.NRGBA) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	s[0], s[1], s[2], s[3] = c.R, c.G, c.B, c.A
}

func (p *NRGBA) RGBA64At(x, y int) color.RGBA64 { return of(p.NRGBAAt(x, y)) }

func (p *NRGBA) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *NRGBA) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &NRGBA{}
	}
	return &NRGBA{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *NRGBA) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 4, 3, 4) }

// An NRGBA64 is an image with 16 bits for each part, not multiplied by alpha.
type NRGBA64 struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewNRGBA64 makes an image.
func NewNRGBA64(r Rectangle) *NRGBA64 { return &NRGBA64{pixels(8, r, "NRGBA64"), 8 * r.Dx(), r} }

func (p *NRGBA64) ColorModel() color.Model { return color.NRGBA64Model }
func (p *NRGBA64) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *NRGBA64) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*8 }

func (p *NRGBA64) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+8 : i+8]
}

func (p *NRGBA64) At(x, y int) color.Color { return p.NRGBA64At(x, y) }

func (p *NRGBA64) NRGBA64At(x, y int) color.NRGBA64 {
	s := p.at(x, y)
	if s == nil {
		return color.NRGBA64{}
	}
	return color.NRGBA64{pair(s), pair(s[2:]), pair(s[4:]), pair(s[6:])}
}

func (p *NRGBA64) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetNRGBA64(x, y, color.NRGBA64Model.Convert(c).(color.NRGBA64))
	}
}

func (p *NRGBA64) SetNRGBA64(x, y int, c color.NRGBA64) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	setPair(s, c.R)
	setPair(s[2:], c.G)
	setPair(s[4:], c.B)
	setPair(s[6:], c.A)
}

func (p *NRGBA64) RGBA64At(x, y int) color.RGBA64 { return of(p.NRGBA64At(x, y)) }

func (p *NRGBA64) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *NRGBA64) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &NRGBA64{}
	}
	return &NRGBA64{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *NRGBA64) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 8, 6, 8) }

// An Alpha is an image of opacity.
type Alpha struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewAlpha makes an image.
func NewAlpha(r Rectangle) *Alpha { return &Alpha{pixels(1, r, "Alpha"), r.Dx(), r} }

func (p *Alpha) ColorModel() color.Model { return color.AlphaModel }
func (p *Alpha) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *Alpha) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*1 }

func (p *Alpha) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+1 : i+1]
}

func (p *Alpha) At(x, y int) color.Color { return p.AlphaAt(x, y) }

func (p *Alpha) AlphaAt(x, y int) color.Alpha {
	s := p.at(x, y)
	if s == nil {
		return color.Alpha{}
	}
	return color.Alpha{s[0]}
}

func (p *Alpha) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetAlpha(x, y, color.AlphaModel.Convert(c).(color.Alpha))
	}
}

func (p *Alpha) SetAlpha(x, y int, c color.Alpha) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	s[0] = c.A
}

func (p *Alpha) RGBA64At(x, y int) color.RGBA64 { return of(p.AlphaAt(x, y)) }

func (p *Alpha) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *Alpha) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &Alpha{}
	}
	return &Alpha{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *Alpha) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 1, 0, 1) }

// An Alpha16 is an image of opacity in 16 bits.
type Alpha16 struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewAlpha16 makes an image.
func NewAlpha16(r Rectangle) *Alpha16 { return &Alpha16{pixels(2, r, "Alpha16"), 2 * r.Dx(), r} }

func (p *Alpha16) ColorModel() color.Model { return color.Alpha16Model }
func (p *Alpha16) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *Alpha16) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*2 }

func (p *Alpha16) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+2 : i+2]
}

func (p *Alpha16) At(x, y int) color.Color { return p.Alpha16At(x, y) }

func (p *Alpha16) Alpha16At(x, y int) color.Alpha16 {
	s := p.at(x, y)
	if s == nil {
		return color.Alpha16{}
	}
	return color.Alpha16{pair(s)}
}

func (p *Alpha16) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetAlpha16(x, y, color.Alpha16Model.Convert(c).(color.Alpha16))
	}
}

func (p *Alpha16) SetAlpha16(x, y int, c color.Alpha16) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	setPair(s, c.A)
}

func (p *Alpha16) RGBA64At(x, y int) color.RGBA64 { return of(p.Alpha16At(x, y)) }

func (p *Alpha16) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *Alpha16) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &Alpha16{}
	}
	return &Alpha16{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *Alpha16) Opaque() bool { return opaque(p.Pix, p.Stride, p.Rect, 2, 0, 2) }

// A Gray is an image of brightness.
type Gray struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewGray makes an image.
func NewGray(r Rectangle) *Gray { return &Gray{pixels(1, r, "Gray"), r.Dx(), r} }

func (p *Gray) ColorModel() color.Model { return color.GrayModel }
func (p *Gray) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *Gray) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*1 }

func (p *Gray) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+1 : i+1]
}

func (p *Gray) At(x, y int) color.Color { return p.GrayAt(x, y) }

func (p *Gray) GrayAt(x, y int) color.Gray {
	s := p.at(x, y)
	if s == nil {
		return color.Gray{}
	}
	return color.Gray{s[0]}
}

func (p *Gray) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetGray(x, y, color.GrayModel.Convert(c).(color.Gray))
	}
}

func (p *Gray) SetGray(x, y int, c color.Gray) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	s[0] = c.Y
}

func (p *Gray) RGBA64At(x, y int) color.RGBA64 { return of(p.GrayAt(x, y)) }

func (p *Gray) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *Gray) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &Gray{}
	}
	return &Gray{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *Gray) Opaque() bool { return true }

// A Gray16 is an image of brightness in 16 bits.
type Gray16 struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewGray16 makes an image.
func NewGray16(r Rectangle) *Gray16 { return &Gray16{pixels(2, r, "Gray16"), 2 * r.Dx(), r} }

func (p *Gray16) ColorModel() color.Model { return color.Gray16Model }
func (p *Gray16) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *Gray16) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*2 }

func (p *Gray16) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+2 : i+2]
}

func (p *Gray16) At(x, y int) color.Color { return p.Gray16At(x, y) }

func (p *Gray16) Gray16At(x, y int) color.Gray16 {
	s := p.at(x, y)
	if s == nil {
		return color.Gray16{}
	}
	return color.Gray16{pair(s)}
}

func (p *Gray16) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetGray16(x, y, color.Gray16Model.Convert(c).(color.Gray16))
	}
}

func (p *Gray16) SetGray16(x, y int, c color.Gray16) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	setPair(s, c.Y)
}

func (p *Gray16) RGBA64At(x, y int) color.RGBA64 { return of(p.Gray16At(x, y)) }

func (p *Gray16) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *Gray16) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &Gray16{}
	}
	return &Gray16{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *Gray16) Opaque() bool { return true }

// A CMYK is an image of four inks.
type CMYK struct {
	Pix    []uint8
	Stride int // bytes from a line to the next
	Rect   Rectangle
}

// NewCMYK makes an image.
func NewCMYK(r Rectangle) *CMYK { return &CMYK{pixels(4, r, "CMYK"), 4 * r.Dx(), r} }

func (p *CMYK) ColorModel() color.Model { return color.CMYKModel }
func (p *CMYK) Bounds() Rectangle { return p.Rect }

// PixOffset is where a pixel begins in Pix.
func (p *CMYK) PixOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.Stride + (x-p.Rect.Min.X)*4 }

func (p *CMYK) at(x, y int) []uint8 {
	if !(Point{x, y}).In(p.Rect) {
		return nil
	}
	i := p.PixOffset(x, y)
	return p.Pix[i : i+4 : i+4]
}

func (p *CMYK) At(x, y int) color.Color { return p.CMYKAt(x, y) }

func (p *CMYK) CMYKAt(x, y int) color.CMYK {
	s := p.at(x, y)
	if s == nil {
		return color.CMYK{}
	}
	return color.CMYK{s[0], s[1], s[2], s[3]}
}

func (p *CMYK) Set(x, y int, c color.Color) {
	if (Point{x, y}).In(p.Rect) {
		p.SetCMYK(x, y, color.CMYKModel.Convert(c).(color.CMYK))
	}
}

func (p *CMYK) SetCMYK(x, y int, c color.CMYK) {
	s := p.at(x, y)
	if s == nil {
		return
	}
	s[0], s[1], s[2], s[3] = c.C, c.M, c.Y, c.K
}

func (p *CMYK) RGBA64At(x, y int) color.RGBA64 { return of(p.CMYKAt(x, y)) }

func (p *CMYK) SetRGBA64(x, y int, c color.RGBA64) { p.Set(x, y, c) }

// SubImage is the part of the image in r; its pixels are shared.
func (p *CMYK) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &CMYK{}
	}
	return &CMYK{p.Pix[p.PixOffset(r.Min.X, r.Min.Y):], p.Stride, r}
}

// Opaque reports whether nothing shines through.
func (p *CMYK) Opaque() bool { return true }
