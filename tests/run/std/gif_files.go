// image/gif: files byte for byte, animations, transparency, interlacing, palettes, what is refused.
package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"io"
)

func paletted(b image.Rectangle, p color.Palette, f func(x, y int) uint8) *image.Paletted {
	m := image.NewPaletted(b, p)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			m.SetColorIndex(x, y, f(x, y))
		}
	}
	return m
}

var four = color.Palette{color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.Gray{100}, color.NRGBA{0, 0, 255, 128}}

func sum(m *image.Paletted) string {
	return fmt.Sprintf("%v %d colors %x", m.Rect, len(m.Palette), sha256.Sum256(append(bytes.Clone(m.Pix), fmt.Sprint(m.Palette)...)))
}

func show(name string, b []byte, err error) {
	if len(b) > 200 {
		fmt.Printf("%s: %d %x %v\n", name, len(b), sha256.Sum256(b), err)
	} else {
		fmt.Printf("%s: %x %v\n", name, b, err)
	}
	decode(b)
}

func decode(b []byte) {
	c, err := gif.DecodeConfig(bytes.NewReader(b))
	p, _ := c.ColorModel.(color.Palette)
	fmt.Println("  config:", c.Width, c.Height, len(p), err)
	m, err := gif.Decode(bytes.NewReader(b))
	if err == nil {
		fmt.Println("  first:", sum(m.(*image.Paletted)))
	} else {
		fmt.Println("  first:", err)
	}
	g, err := gif.DecodeAll(struct{ io.Reader }{bytes.NewReader(b)})
	if err != nil {
		fmt.Println("  all:", err)
		return
	}
	fmt.Println("  all:", len(g.Image), g.Delay, g.LoopCount, g.Disposal, g.BackgroundIndex, g.Config.Width, g.Config.Height)
	for _, m := range g.Image {
		fmt.Println("   ", sum(m))
	}
}

type half struct{}

func (half) Quantize(p color.Palette, m image.Image) color.Palette {
	for i := 0; i < cap(p)/2; i++ {
		p = append(p, color.Gray{uint8(i * 16)})
	}
	return p
}

func single() {
	var buf bytes.Buffer
	enc := func(name string, m image.Image, o *gif.Options) {
		buf.Reset()
		err := gif.Encode(&buf, m, o)
		show(name, buf.Bytes(), err)
	}
	rgba := image.NewRGBA(image.Rect(3, 4, 40, 35))
	for y := 4; y < 35; y++ {
		for x := 3; x < 40; x++ {
			rgba.Set(x, y, color.RGBA{uint8(x * 6), uint8(y * 7), uint8(x * y), 255})
		}
	}
	enc("rgba", rgba, nil)
	enc("16 colors", rgba, &gif.Options{NumColors: 16})
	enc("quantized", rgba, &gif.Options{NumColors: 32, Quantizer: half{}})
	enc("drawn", rgba, &gif.Options{NumColors: 64, Drawer: draw.Src})
	enc("out of range", rgba, &gif.Options{NumColors: 1000})
	enc("four", paletted(image.Rect(0, 0, 5, 3), four, func(x, y int) uint8 { return uint8(x+y) % 4 }), nil)
	enc("moved", paletted(image.Rect(-2, 7, 3, 9), four, func(x, y int) uint8 { return uint8(y) % 4 }), nil)
	enc("one color", paletted(image.Rect(0, 0, 2, 2), four[:1], func(x, y int) uint8 { return 0 }), nil)
	enc("too many", paletted(image.Rect(0, 0, 8, 8), palette.WebSafe, func(x, y int) uint8 { return uint8(x * y) }), &gif.Options{NumColors: 4})
	enc("sub", paletted(image.Rect(0, 0, 9, 9), palette.Plan9, func(x, y int) uint8 { return uint8(x*16 + y) }).SubImage(image.Rect(2, 2, 7, 6)), nil)
	enc("empty", image.NewPaletted(image.Rect(0, 0, 0, 0), four), nil)
	enc("huge", image.NewUniform(color.White), nil)
	enc("uniform model", struct{ image.Image }{paletted(image.Rect(0, 0, 3, 3), four, func(x, y int) uint8 { return uint8(x) })}, nil)
	m, kind, err := image.Decode(bytes.NewReader(buf.Bytes()))
	fmt.Println(m.Bounds(), kind, err)
}

func animated() {
	clear := append(color.Palette{color.RGBA{}}, four...)
	frames := []*image.Paletted{
		paletted(image.Rect(0, 0, 10, 10), four, func(x, y int) uint8 { return uint8(x) % 4 }),
		paletted(image.Rect(2, 2, 6, 5), clear, func(x, y int) uint8 { return uint8(y) % 5 }),
		paletted(image.Rect(0, 0, 10, 10), four[:3], func(x, y int) uint8 { return uint8(x+y) % 3 }),
		paletted(image.Rect(1, 0, 10, 10), palette.Plan9, func(x, y int) uint8 { return uint8(x * y * 3) }),
	}
	for _, g := range []*gif.GIF{
		{Image: frames, Delay: []int{0, 10, 300, 70000}},
		{Image: frames, Delay: []int{0, 0, 0, 0}, LoopCount: 3, Disposal: []byte{0, gif.DisposalNone, gif.DisposalBackground, gif.DisposalPrevious}},
		{Image: frames, Delay: []int{1, 2, 3, 4}, LoopCount: -1, Config: image.Config{ColorModel: four, Width: 20, Height: 12}, BackgroundIndex: 2},
		{Image: frames, Delay: []int{1, 2, 3, 4}, LoopCount: 70000, Config: image.Config{ColorModel: clear, Width: 20, Height: 12}},
		{Image: frames, Delay: []int{1, 2, 3, 4}, Config: image.Config{ColorModel: color.Palette(nil), Width: 10, Height: 10}},
		{},
		{Image: frames, Delay: []int{1}},
		{Image: frames[:1], Delay: []int{1}, Disposal: []byte{1, 2}},
		{Image: frames[:1], Delay: []int{1}, Config: image.Config{ColorModel: color.GrayModel}},
		{Image: frames[:1], Delay: []int{1}, Config: image.Config{Width: 5, Height: 5}},
		{Image: []*image.Paletted{image.NewPaletted(image.Rect(0, 0, 1, 1), nil)}, Delay: []int{1}},
		{Image: []*image.Paletted{image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{nil})}, Delay: []int{1}},
		{Image: []*image.Paletted{image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.RGBA{}, nil})}, Delay: []int{1}},
		{Image: []*image.Paletted{image.NewPaletted(image.Rect(0, 0, 1, 1), make(color.Palette, 300))}, Delay: []int{1}},
		{Image: []*image.Paletted{image.NewPaletted(image.Rect(-1, 0, 1, 1), four)}, Delay: []int{1}},
		{Image: frames[:1], Delay: []int{1}, Config: image.Config{ColorModel: make(color.Palette, 257), Width: 10, Height: 10}},
	} {
		var buf bytes.Buffer
		err := gif.EncodeAll(&buf, g)
		show("animation", buf.Bytes(), err)
	}
	fmt.Println(gif.EncodeAll(full{}, &gif.GIF{Image: frames, Delay: make([]int, 4)}))
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func byHand() {
	head := "GIF89a\x04\x00\x05\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
	pixels := "\x02\x07\x84\x8f\xa9\xcb\xed\x0f\x63\x00"
	frame := "\x2c\x00\x00\x00\x00\x04\x00\x05\x00"
	var buf bytes.Buffer
	gif.Encode(&buf, paletted(image.Rect(0, 0, 4, 5), color.Palette{color.Black, color.White}, func(x, y int) uint8 { return uint8(x*y) % 2 }), nil)
	real := buf.Bytes()
	body := string(real[bytes.IndexByte(real, 0x2c)+10:])
	body = body[:len(body)-1]
	for _, s := range []string{
		head, head + ";", head + "!", head + "!\x00", head + "?", head + "!\xfe\x03abc\x00;", head + "!\xff\x0bNETSCAPE2.0\x03\x01\x05\x00\x00" + frame + "\x00" + body + ";", head + "!\xff\x0bNETSCAPE2.0\x00" + frame + "\x00" + body + ";",
		head + "!\xff\x03abc\x02xy\x01z\x00" + frame + "\x40" + body + ";", head + "!\x01\x0c123456789abcd\x01t\x00" + frame + "\x00" + body + ";", head + "!\x01", head + "!\xff", head + "!\xff\x05ab", head + "!\xfe\x05ab",
		head + "!\xf9\x04\x01\x05\x00\x01\x00" + frame + "\x00" + body + frame + "\x00" + body + ";", head + "!\xf9\x04\x0d\x05\x00\x07\x00" + frame + "\x00" + body + ";", head + "!\xf9\x03\x00\x00\x00\x00\x00", head + "!\xf9\x04\x00\x00\x00\x00\x09", head + "!\xf9\x04",
		head + frame + "\x00" + body, head + frame + "\x00" + pixels + ";", head + frame + "\x00\x01", head + frame + "\x00\x09", head + frame + "\x00", head + frame, head + "\x2c\x00", head + "\x2c\x01\x00\x00\x00\x04\x00\x05\x00\x00" + body, head + "\x2c\x00\x00\x00\x00\x04\x00\x04\x00\x00" + body + ";",
		head + "\x2c\x00\x00\x00\x00\x03\x00\x02\x00\x00" + body + ";", head + frame + "\x80abcdef" + body + ";", head + frame + "\x80abc", "GIF89a\x04\x00\x05\x00\x00\x00\x00" + frame + "\x00" + body + ";", "GIF88a\x04\x00\x05\x00\x00\x00\x00", "GIF87a", "", "GIF89a\x04\x00\x05\x00\x87\x00\x00abc",
	} {
		decode([]byte(s))
	}
	h := sha256.New()
	for i := range real {
		for _, b := range []byte{0, 1, 2, 0x2c, 0x21, 0xff} {
			bad := bytes.Clone(real)
			bad[i] = b
			g, err := gif.DecodeAll(bytes.NewReader(bad))
			fmt.Fprintln(h, i, b, err)
			if err == nil {
				fmt.Fprintln(h, len(g.Image), sum(g.Image[0]))
			}
		}
	}
	fmt.Printf("%x\n", h.Sum(nil))
}

func main() {
	single()
	animated()
	byHand()
}
