// image/jpeg: files byte for byte, pixels bit for bit, progressive and odd files built by hand, what is refused.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
)

func noise(i int) uint8 {
	x := uint32(i)*2654435761 + 12345
	x ^= x >> 15
	return uint8(x * 2246822519 >> 24)
}

func rgba(r image.Rectangle) *image.RGBA {
	m := image.NewRGBA(r)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			m.Set(x, y, color.RGBA{uint8(x*5 + y), uint8(y * 7), noise(x*31 + y), 255})
		}
	}
	return m
}

func pixels(m image.Image) string {
	h := sha256.New()
	switch m := m.(type) {
	case *image.YCbCr:
		for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
			for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
				c := m.YCbCrAt(x, y)
				h.Write([]byte{c.Y, c.Cb, c.Cr})
			}
		}
		return fmt.Sprintf("%v %v %x", m.Rect, m.SubsampleRatio, h.Sum(nil)[:8])
	case *image.Gray:
		for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
			h.Write(m.Pix[y*m.Stride:][:m.Rect.Dx()])
		}
		return fmt.Sprintf("gray %v %x", m.Rect, h.Sum(nil)[:8])
	case *image.CMYK:
		h.Write(m.Pix)
		return fmt.Sprintf("cmyk %v %x", m.Rect, h.Sum(nil)[:8])
	case *image.RGBA:
		h.Write(m.Pix)
		return fmt.Sprintf("rgba %v %x", m.Rect, h.Sum(nil)[:8])
	}
	return fmt.Sprintf("%T", m)
}

func model(m color.Model) string {
	for name, known := range map[string]color.Model{"gray": color.GrayModel, "ycbcr": color.YCbCrModel, "rgba": color.RGBAModel, "cmyk": color.CMYKModel} {
		if m == known {
			return name
		}
	}
	return "none"
}

func decode(b []byte) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(b))
	fmt.Print("  ", model(c.ColorModel), c.Width, c.Height, " ", err, "; ")
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		fmt.Printf("%v (%T)\n", err, err)
		return
	}
	fmt.Println(pixels(m))
}

func encode(name string, m image.Image, o *jpeg.Options) []byte {
	var buf bytes.Buffer
	err := jpeg.Encode(&buf, m, o)
	fmt.Printf("%s: %d %x %v\n", name, buf.Len(), sha256.Sum256(buf.Bytes()), err)
	decode(buf.Bytes())
	return buf.Bytes()
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func written() {
	big := rgba(image.Rect(0, 0, 61, 47))
	for _, q := range []int{-5, 1, 10, 49, 50, 75, 90, 100, 1000} {
		encode(fmt.Sprint("quality ", q), big, &jpeg.Options{Quality: q})
	}
	encode("default", big, nil)
	encode("moved", rgba(image.Rect(-7, 3, 20, 20)), nil)
	encode("one", rgba(image.Rect(0, 0, 1, 1)), nil)
	encode("empty", rgba(image.Rect(0, 0, 0, 0)), nil)
	gray := image.NewGray(image.Rect(2, 3, 43, 29))
	draw.Draw(gray, gray.Rect, big, image.Pt(2, 3), draw.Src)
	encode("gray", gray, &jpeg.Options{Quality: 85})
	for ratio := image.YCbCrSubsampleRatio444; ratio <= image.YCbCrSubsampleRatio410; ratio++ {
		m := image.NewYCbCr(image.Rect(0, 0, 33, 21), ratio)
		for i := range m.Y {
			m.Y[i] = uint8(i * 3)
		}
		for i := range m.Cb {
			m.Cb[i], m.Cr[i] = uint8(i), noise(i)
		}
		encode(ratio.String(), m, nil)
	}
	nrgba := image.NewNRGBA(image.Rect(0, 0, 20, 20))
	for i := range nrgba.Pix {
		nrgba.Pix[i] = noise(i)
	}
	encode("nrgba", nrgba, nil)
	cmyk := image.NewCMYK(image.Rect(0, 0, 20, 20))
	for i := range cmyk.Pix {
		cmyk.Pix[i] = noise(i * 7)
	}
	encode("cmyk", cmyk, nil)
	fmt.Println(jpeg.Encode(io.Discard, image.NewUniform(color.White), nil))
	fmt.Println(jpeg.Encode(full{}, big, nil))
	m, kind, err := image.Decode(bytes.NewReader(encode("registered", big, nil)))
	fmt.Println(m.Bounds(), kind, err, jpeg.DefaultQuality)
}

// A file built by hand: tables that are all of codes of eight bits, so that any bytes are data.
func segment(mark byte, data ...byte) []byte {
	n := len(data) + 2
	return append([]byte{0xff, mark, byte(n >> 8), byte(n)}, data...)
}

func tables(ids ...byte) []byte {
	var b []byte
	for _, id := range ids {
		values := []byte{id}
		values = append(values, make([]byte, 16)...)
		values[8] = 200
		for i := range 200 {
			x := i * 5
			if id < 0x10 {
				x = i % 9
			} else if x&15 > 9 {
				x &= 0xf3
			}
			values = append(values, byte(x))
		}
		b = append(b, segment(0xc4, values...)...)
	}
	return b
}

func quant() []byte {
	b := []byte{0}
	for i := range 64 {
		b = append(b, byte(1+i/4))
	}
	b = append(b, 0x11)
	for i := range 64 {
		b = append(b, byte(i/60), byte(3+i))
	}
	return segment(0xdb, b...)
}

func data(n, seed int) []byte {
	var b []byte
	for i := range n {
		x := noise(i + seed*1000)
		if x >= 200 {
			x -= 100
		}
		b = append(b, x)
	}
	return b
}

func frame(mark byte, w, h int, comps ...byte) []byte {
	return segment(mark, append([]byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), byte(len(comps) / 3)}, comps...)...)
}

func cat(parts ...[]byte) []byte {
	b := []byte{0xff, 0xd8}
	for _, p := range parts {
		b = append(b, p...)
	}
	return append(b, 0xff, 0xd9)
}

func byHand() {
	huff := tables(0x00, 0x10, 0x01, 0x11)
	try := func(name string, parts ...[]byte) {
		fmt.Println(name)
		decode(cat(append([][]byte{quant(), huff}, parts...)...))
	}
	scan1 := segment(0xda, 1, 1, 0, 0, 63, 0)
	scan3 := segment(0xda, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0)
	scan4 := segment(0xda, 4, 1, 0x00, 2, 0x11, 3, 0x11, 4, 0, 0, 63, 0)
	jfif := segment(0xe0, []byte("JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")...)
	adobe := func(transform byte) []byte {
		return segment(0xee, append([]byte("Adobe\x00d\x00\x00\x00\x00"), transform)...)
	}
	try("gray", frame(0xc0, 20, 12, 1, 0x22, 0), scan1, data(3000, 1))
	for _, hv := range [][3]byte{{0x11, 0x11, 0x11}, {0x21, 0x11, 0x11}, {0x12, 0x11, 0x11}, {0x22, 0x11, 0x11}, {0x41, 0x11, 0x11}, {0x42, 0x11, 0x11}, {0x22, 0x21, 0x11}, {0x11, 0x22, 0x11}, {0x21, 0x12, 0x11}, {0x14, 0x11, 0x11}, {0x44, 0x11, 0x11},
		{0x31, 0x11, 0x11}, {0x01, 0x11, 0x11}, {0x15, 0x11, 0x11}, {0x22, 0x22, 0x22}, {0x42, 0x41, 0x21}} {
		try(fmt.Sprintf("%x", hv), frame(0xc0, 37, 29, 1, hv[0], 0, 2, hv[1], 1, 3, hv[2], 1), scan3, data(40000, 2))
	}
	try("extended", frame(0xc1, 20, 12, 1, 0x11, 1), scan1, data(3000, 1))
	try("rgb by name", frame(0xc0, 9, 9, 'R', 0x11, 0, 'G', 0x11, 0, 'B', 0x11, 0), segment(0xda, 3, 'R', 0, 'G', 0, 'B', 0, 0, 63, 0), data(9000, 3))
	try("rgb by adobe", adobe(0), frame(0xc0, 20, 9, 1, 0x21, 0, 2, 0x11, 0, 3, 0x11, 0), scan3, data(9000, 3))
	try("jfif", jfif, frame(0xc0, 9, 9, 'R', 0x11, 0, 'G', 0x11, 0, 'B', 0x11, 0), segment(0xda, 3, 'R', 0, 'G', 0, 'B', 0, 0, 63, 0), data(9000, 3))
	try("four", frame(0xc0, 9, 9, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0), scan4, data(9000, 4))
	for t := range byte(3) {
		try("cmyk", adobe(t), frame(0xc0, 9, 19, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0), scan4, data(9000, 4))
		try("cmyk halved", adobe(t), frame(0xc0, 19, 21, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x22, 0), scan4, data(40000, 4))
	}
	try("cmyk odd", adobe(0), frame(0xc0, 9, 9, 1, 0x21, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x21, 0), scan4)
	try("cmyk odd", adobe(0), frame(0xc0, 9, 9, 1, 0x22, 0, 2, 0x22, 0, 3, 0x11, 0, 4, 0x22, 0), scan4)
	try("cmyk odd", adobe(0), frame(0xc0, 9, 9, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0), scan4)
	// Progressive: means, coefficients, and more bits of both.
	pro := [][]byte{frame(0xc2, 30, 22, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1), segment(0xda, 3, 1, 0, 2, 0x10, 3, 0x10, 0, 0, 1), data(400, 5)}
	try("progressive means", pro...)
	pro = append(pro, segment(0xda, 1, 1, 0, 1, 5, 2), data(900, 6), segment(0xda, 1, 2, 0x01, 1, 63, 1), data(1900, 7))
	try("progressive coefficients", pro...)
	pro = append(pro, segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0x10), data(100, 8))
	try("progressive refined means", pro...)
	ones := make([]byte, 17+2)
	ones[0], ones[1], ones[17], ones[18] = 0x13, 0, 0x01, 0x20
	ones[2] = 2
	pro = append(pro, segment(0xc4, ones...), segment(0xda, 1, 1, 3, 1, 5, 0x21), data(1900, 9))
	try("progressive refined", pro...)
	for _, s := range [][]byte{{1, 1, 0, 0, 5, 0}, {1, 1, 0, 5, 4, 0}, {1, 1, 0, 1, 64, 0}, {2, 1, 0, 2, 0, 1, 5, 0}, {1, 1, 0, 1, 5, 0x31}, {1, 1, 0x40, 0, 0, 0}, {1, 1, 0x04, 0, 0, 0}, {1, 1, 0x02, 1, 5, 0}} {
		try("bad scan", frame(0xc2, 30, 22, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1), segment(0xda, s...), data(100, 1))
	}
	// Restarts.
	rst := func(parts ...[]byte) [][]byte {
		return append([][]byte{segment(0xdd, 0, 1), frame(0xc0, 24, 8, 1, 0x11, 0), scan1}, parts...)
	}
	short := []byte{0, 0x33, 0x33}
	try("restarts", rst(data(300, 1), []byte{0xff, 0xd0}, data(300, 2), []byte{0xff, 0xd1}, data(300, 3))...)
	try("restart late", rst(short, data(30, 1), []byte{0xff, 0xff, 0xd0}, data(300, 2), []byte{0xff, 0, 1, 0xff, 0xd1}, data(300, 3))...)
	try("restart wrong", rst(data(300, 1), []byte{0xff, 0xd3}, data(300, 2))...)
	try("restart none", rst(data(3000, 1))...)
	for _, bad := range [][]byte{
		segment(0xdb, 5), segment(0xdb, 0x20), segment(0xdb, 0, 1), segment(0xdb, 0), segment(0xdd, 1), segment(0xdd, 1, 2, 3), segment(0xc4, 1), segment(0xc4, append([]byte{0x20}, make([]byte, 16)...)...), segment(0xc4, append([]byte{0x02}, make([]byte, 16)...)...),
		segment(0xc4, append([]byte{0x00}, make([]byte, 16)...)...), segment(0xc4, append([]byte{0x00, 255, 255}, make([]byte, 300)...)...), segment(0xc4, append([]byte{0x00, 20}, make([]byte, 16)...)...),
		segment(0xe1, 1, 2, 3), segment(0xe0, 1, 2, 3), segment(0xee, 1, 2, 3), segment(0xfe, 1), segment(0x01, 1), segment(0xf0, 1), segment(0xc8, 1), {0xff, 0xe1, 0, 1}, {0xff, 0xe1, 0}, {1, 2, 3}, {0xff, 0xff, 0xff, 0xe1, 0, 2}, {0xff, 0}, {0xff, 0xff, 0, 0, 1}, {0xff, 0xff, 0, 0, 2},
		{0xff, 0xd1}, {0xff}, frame(0xc0, 1, 1, 1, 0x11, 0, 1, 0x11, 0, 2, 0x11, 0), frame(0xc0, 1, 1, 1, 0x11, 4), segment(0xc0, 8, 0, 1, 0, 1, 2, 1, 0x11, 0), segment(0xc0, 12, 0, 1, 0, 1, 1, 1, 0x11, 0), segment(0xc0, 8), segment(0xc0, 8, 0, 1, 0, 1, 2, 1, 0x11, 0, 2, 0x11, 0),
		append(frame(0xc0, 1, 1, 1, 0x11, 0), frame(0xc0, 1, 1, 1, 0x11, 0)...), frame(0xc0, 0, 0, 1, 0x11, 0), append(frame(0xc0, 0, 5, 1, 0x11, 0), scan1...), scan1,
		append(frame(0xc0, 1, 1, 1, 0x11, 0), segment(0xda, 1, 1)...), append(frame(0xc0, 1, 1, 1, 0x11, 0), segment(0xda, 2, 1, 0, 0, 63, 0)...), append(frame(0xc0, 1, 1, 1, 0x11, 0), segment(0xda, 1, 9, 0, 0, 63, 0)...),
		append(frame(0xc0, 1, 1, 1, 0x11, 0), segment(0xda, 1, 1, 0x20, 0, 63, 0)...), append(frame(0xc0, 1, 1, 1, 0x11, 0), segment(0xda, 1, 1, 0x02, 0, 63, 0)...), append(frame(0xc1, 1, 1, 1, 0x11, 0), segment(0xda, 1, 1, 0x22, 0, 63, 0)...),
		append(frame(0xc0, 1, 1, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0), segment(0xda, 3, 1, 0, 1, 0, 2, 0, 0, 63, 0)...),
	} {
		try(fmt.Sprintf("bad %x", bad[:min(len(bad), 30)]), bad)
	}
	decode(nil)
	decode([]byte{0xff, 0xd8})
	decode([]byte("no picture"))
}

func damaged() {
	var buf bytes.Buffer
	jpeg.Encode(&buf, rgba(image.Rect(0, 0, 20, 18)), &jpeg.Options{Quality: 30})
	good := buf.Bytes()
	h := sha256.New()
	for i := range good {
		for _, b := range []byte{0, 0x7f, 0xff, 0xd0} {
			bad := bytes.Clone(good)
			bad[i] = b
			if i > 150 && i < 170 && b == 0xff {
				continue
			}
			m, err := jpeg.Decode(struct{ io.Reader }{bytes.NewReader(bad)})
			fmt.Fprintln(h, i, b, err)
			if err == nil && m.Bounds().Dx() < 1000 && m.Bounds().Dy() < 1000 {
				fmt.Fprintln(h, pixels(m))
			}
		}
		_, err := jpeg.Decode(bytes.NewReader(good[:i]))
		fmt.Fprintln(h, i, err)
	}
	fmt.Printf("%x\n", h.Sum(nil))
}

func main() {
	written()
	byHand()
	damaged()
	var r jpeg.Reader = bytes.NewReader(nil)
	_ = r
	fmt.Println(jpeg.FormatError("f"), jpeg.UnsupportedError("u"))
}
