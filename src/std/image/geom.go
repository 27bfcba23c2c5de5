package image

import (
	"image/color"
	"math/bits"
	"strconv"
)

// A Point is a place: X grows to the right, Y down.
type Point struct{ X, Y int }

// ZP is the zero Point. Deprecated: use image.Point{}.
var ZP Point

// Pt is Point{X, Y}.
func Pt(X, Y int) Point { return Point{X, Y} }

func (p Point) String() string { return "(" + strconv.Itoa(p.X) + "," + strconv.Itoa(p.Y) + ")" }

func (p Point) Add(q Point) Point { return Point{p.X + q.X, p.Y + q.Y} }
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }
func (p Point) Mul(k int) Point   { return Point{p.X * k, p.Y * k} }
func (p Point) Div(k int) Point   { return Point{p.X / k, p.Y / k} }
func (p Point) Eq(q Point) bool   { return p == q }

// In reports whether p lies in r.
func (p Point) In(r Rectangle) bool {
	return r.Min.X <= p.X && p.X < r.Max.X && r.Min.Y <= p.Y && p.Y < r.Max.Y
}

// Mod is the point of r that p is away from by whole widths and heights.
func (p Point) Mod(r Rectangle) Point {
	mod := func(v, n int) int {
		if v %= n; v < 0 {
			v += n
		}
		return v
	}
	p = p.Sub(r.Min)
	return Point{mod(p.X, r.Dx()), mod(p.Y, r.Dy())}.Add(r.Min)
}

// A Rectangle has the points from Min to Max, those of Max not included.
type Rectangle struct{ Min, Max Point }

// ZR is the zero Rectangle. Deprecated: use image.Rectangle{}.
var ZR Rectangle

// Rect is the rectangle between two corners, in whatever order they come.
func Rect(x0, y0, x1, y1 int) Rectangle { return Rectangle{Point{x0, y0}, Point{x1, y1}}.Canon() }

func (r Rectangle) String() string { return r.Min.String() + "-" + r.Max.String() }

func (r Rectangle) Dx() int                 { return r.Max.X - r.Min.X }
func (r Rectangle) Dy() int                 { return r.Max.Y - r.Min.Y }
func (r Rectangle) Size() Point             { return Point{r.Dx(), r.Dy()} }
func (r Rectangle) Add(p Point) Rectangle   { return Rectangle{r.Min.Add(p), r.Max.Add(p)} }
func (r Rectangle) Sub(p Point) Rectangle   { return Rectangle{r.Min.Sub(p), r.Max.Sub(p)} }
func (r Rectangle) Empty() bool             { return r.Min.X >= r.Max.X || r.Min.Y >= r.Max.Y }
func (r Rectangle) Eq(s Rectangle) bool     { return r == s || r.Empty() && s.Empty() }
func (r Rectangle) Bounds() Rectangle       { return r }
func (r Rectangle) ColorModel() color.Model { return color.Alpha16Model }

// Inset is r without n at each side; where that is too much, a line or point in its middle.
func (r Rectangle) Inset(n int) Rectangle {
	inset := func(low, high *int) {
		if *high-*low < 2*n {
			*low = (*low + *high) / 2
			*high = *low
			return
		}
		*low += n
		*high -= n
	}
	inset(&r.Min.X, &r.Max.X)
	inset(&r.Min.Y, &r.Max.Y)
	return r
}

// Intersect is what lies in both, the zero Rectangle if nothing does.
func (r Rectangle) Intersect(s Rectangle) Rectangle {
	r.Min = Point{max(r.Min.X, s.Min.X), max(r.Min.Y, s.Min.Y)}
	r.Max = Point{min(r.Max.X, s.Max.X), min(r.Max.Y, s.Max.Y)}
	if r.Empty() {
		return Rectangle{}
	}
	return r
}

// Union is the smallest rectangle that has both in it.
func (r Rectangle) Union(s Rectangle) Rectangle {
	switch {
	case r.Empty():
		return s
	case s.Empty():
		return r
	}
	return Rectangle{Point{min(r.Min.X, s.Min.X), min(r.Min.Y, s.Min.Y)}, Point{max(r.Max.X, s.Max.X), max(r.Max.Y, s.Max.Y)}}
}

// Overlaps reports whether a point lies in both.
func (r Rectangle) Overlaps(s Rectangle) bool {
	return !r.Empty() && !s.Empty() && r.Min.X < s.Max.X && s.Min.X < r.Max.X && r.Min.Y < s.Max.Y && s.Min.Y < r.Max.Y
}

// In reports whether all points of r lie in s.
func (r Rectangle) In(s Rectangle) bool {
	return r.Empty() || s.Min.X <= r.Min.X && r.Max.X <= s.Max.X && s.Min.Y <= r.Min.Y && r.Max.Y <= s.Max.Y
}

// Canon exchanges what is in the wrong order.
func (r Rectangle) Canon() Rectangle {
	return Rectangle{Point{min(r.Min.X, r.Max.X), min(r.Min.Y, r.Max.Y)}, Point{max(r.Min.X, r.Max.X), max(r.Min.Y, r.Max.Y)}}
}

// At makes a Rectangle an image: opaque inside.
func (r Rectangle) At(x, y int) color.Color {
	if (Point{x, y}).In(r) {
		return color.Opaque
	}
	return color.Transparent
}

func (r Rectangle) RGBA64At(x, y int) color.RGBA64 {
	if (Point{x, y}).In(r) {
		return color.RGBA64{0xffff, 0xffff, 0xffff, 0xffff}
	}
	return color.RGBA64{}
}

// product multiplies; -1: a factor is negative, or it is too much.
func product(factors ...int) int {
	all := uint64(1)
	for _, f := range factors {
		high, low := bits.Mul64(all, uint64(f))
		if f < 0 || high != 0 {
			return -1
		}
		all = low
	}
	return max(int(all), -1)
}
