package image

import "image/color"

// YCbCrSubsampleRatio says how many pixels share the differences.
type YCbCrSubsampleRatio int

const (
	YCbCrSubsampleRatio444 YCbCrSubsampleRatio = iota
	YCbCrSubsampleRatio422
	YCbCrSubsampleRatio420
	YCbCrSubsampleRatio440
	YCbCrSubsampleRatio411
	YCbCrSubsampleRatio410
)

func (s YCbCrSubsampleRatio) String() string {
	names := [...]string{"444", "422", "420", "440", "411", "410"}
	if s < 0 || int(s) >= len(names) {
		return "YCbCrSubsampleRatioUnknown"
	}
	return "YCbCrSubsampleRatio" + names[s]
}

// shared is how many pixels beside and below each other share the differences.
func (s YCbCrSubsampleRatio) shared() (across, down int) {
	switch s {
	case YCbCrSubsampleRatio422:
		return 2, 1
	case YCbCrSubsampleRatio420:
		return 2, 2
	case YCbCrSubsampleRatio440:
		return 1, 2
	case YCbCrSubsampleRatio411:
		return 4, 1
	case YCbCrSubsampleRatio410:
		return 4, 2
	}
	return 1, 1
}

// YCbCr is an image of brightness, and of differences that neighbours may share.
type YCbCr struct {
	Y, Cb, Cr      []uint8
	YStride        int
	CStride        int
	SubsampleRatio YCbCrSubsampleRatio
	Rect           Rectangle
}

// sizes are those of the brightness and of the differences, and of all of them and more planes of the first size.
func sizes(r Rectangle, ratio YCbCrSubsampleRatio, planes int, name string) (w, h, cw, ch int) {
	across, down := ratio.shared()
	w, h = r.Dx(), r.Dy()
	cw = (r.Max.X+across-1)/across - r.Min.X/across
	ch = (r.Max.Y+down-1)/down - r.Min.Y/down
	all, both := product(planes, w, h), product(2, cw, ch)
	if all < 0 || both < 0 || all+both < 0 {
		panic("image: New" + name)
	}
	return w, h, cw, ch
}

// NewYCbCr makes an image.
func NewYCbCr(r Rectangle, subsampleRatio YCbCrSubsampleRatio) *YCbCr {
	w, h, cw, ch := sizes(r, subsampleRatio, 1, "YCbCr Rectangle has huge or negative dimensions")
	y, c := w*h, cw*ch
	b := make([]byte, y+2*c)
	return &YCbCr{b[:y:y], b[y : y+c : y+c], b[y+c:], w, cw, subsampleRatio, r}
}

func (p *YCbCr) ColorModel() color.Model            { return color.YCbCrModel }
func (p *YCbCr) Bounds() Rectangle                  { return p.Rect }
func (p *YCbCr) At(x, y int) color.Color            { return p.YCbCrAt(x, y) }
func (p *YCbCr) RGBA64At(x, y int) color.RGBA64     { return of(p.YCbCrAt(x, y)) }

func (p *YCbCr) YCbCrAt(x, y int) color.YCbCr {
	if !(Point{x, y}).In(p.Rect) {
		return color.YCbCr{}
	}
	c := p.COffset(x, y)
	return color.YCbCr{p.Y[p.YOffset(x, y)], p.Cb[c], p.Cr[c]}
}

// YOffset is where a pixel's brightness is in Y.
func (p *YCbCr) YOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.YStride + x - p.Rect.Min.X }

// COffset is where a pixel's differences are in Cb and Cr.
func (p *YCbCr) COffset(x, y int) int {
	across, down := p.SubsampleRatio.shared()
	return (y/down-p.Rect.Min.Y/down)*p.CStride + x/across - p.Rect.Min.X/across
}

// SubImage is the part of the image in r; its pixels are shared.
func (p *YCbCr) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &YCbCr{SubsampleRatio: p.SubsampleRatio}
	}
	y, c := p.YOffset(r.Min.X, r.Min.Y), p.COffset(r.Min.X, r.Min.Y)
	return &YCbCr{p.Y[y:], p.Cb[c:], p.Cr[c:], p.YStride, p.CStride, p.SubsampleRatio, r}
}

func (p *YCbCr) Opaque() bool { return true }

// NYCbCrA is YCbCr with alpha, which the others are not multiplied by.
type NYCbCrA struct {
	YCbCr
	A       []uint8
	AStride int
}

// NewNYCbCrA makes an image.
func NewNYCbCrA(r Rectangle, subsampleRatio YCbCrSubsampleRatio) *NYCbCrA {
	w, h, _, _ := sizes(r, subsampleRatio, 2, "NYCbCrA Rectangle has huge or negative dimension")
	return &NYCbCrA{*NewYCbCr(r, subsampleRatio), make([]byte, w*h), w}
}

func (p *NYCbCrA) ColorModel() color.Model        { return color.NYCbCrAModel }
func (p *NYCbCrA) At(x, y int) color.Color        { return p.NYCbCrAAt(x, y) }
func (p *NYCbCrA) RGBA64At(x, y int) color.RGBA64 { return of(p.NYCbCrAAt(x, y)) }

func (p *NYCbCrA) NYCbCrAAt(x, y int) color.NYCbCrA {
	if !(Point{x, y}).In(p.Rect) {
		return color.NYCbCrA{}
	}
	return color.NYCbCrA{p.YCbCrAt(x, y), p.A[p.AOffset(x, y)]}
}

// AOffset is where a pixel's alpha is in A.
func (p *NYCbCrA) AOffset(x, y int) int { return (y-p.Rect.Min.Y)*p.AStride + x - p.Rect.Min.X }

// SubImage is the part of the image in r; its pixels are shared.
func (p *NYCbCrA) SubImage(r Rectangle) Image {
	r = r.Intersect(p.Rect)
	if r.Empty() {
		return &NYCbCrA{YCbCr: YCbCr{SubsampleRatio: p.SubsampleRatio}}
	}
	return &NYCbCrA{*p.YCbCr.SubImage(r).(*YCbCr), p.A[p.AOffset(r.Min.X, r.Min.Y):], p.AStride}
}

// Opaque reports whether nothing shines through.
func (p *NYCbCrA) Opaque() bool { return opaque(p.A, p.AStride, p.Rect, 1, 0, 1) }
