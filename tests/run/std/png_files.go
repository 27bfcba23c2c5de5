// image/png: files of every kind of pixel, written and read; what is wrong with a file.
package main

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/png"
	"testing/iotest"
)

var seed uint32 = 3

func rnd() byte {
	seed = seed*1664525 + 1013904223
	return byte(seed >> 16)
}

func hash(m image.Image) string {
	h := md5.New()
	b := m.Bounds()
	fmt.Fprintf(h, "%T %v", m, b)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			fmt.Fprint(h, m.At(x, y))
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

func chunk(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func ihdr(w, h int, depth, kind, interlaced byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(w))
	b = binary.BigEndian.AppendUint32(b, uint32(h))
	return chunk("IHDR", append(b, depth, kind, 0, 0, interlaced))
}

// idat is random pixels, with every filter.
func idat(w, h, bits int, interlaced bool) []byte {
	var raw bytes.Buffer
	lines := func(w, h int) {
		for range h {
			if w == 0 {
				return
			}
			raw.WriteByte(rnd() % 5)
			for range (w*bits + 7) / 8 {
				raw.WriteByte(rnd())
			}
		}
	}
	if interlaced {
		for _, p := range [][4]int{{0, 8, 0, 8}, {4, 8, 0, 8}, {0, 4, 4, 8}, {2, 4, 0, 4}, {0, 2, 2, 4}, {1, 2, 0, 2}, {0, 1, 1, 2}} {
			lines((w-p[0]+p[1]-1)/p[1], (h-p[2]+p[3]-1)/p[3])
		}
	} else {
		lines(w, h)
	}
	// One stored block: the same bytes whatever compresses.
	n := uint16(raw.Len())
	b := binary.LittleEndian.AppendUint16([]byte{0x78, 1, 1}, n)
	b = append(binary.LittleEndian.AppendUint16(b, ^n), raw.Bytes()...)
	b = binary.BigEndian.AppendUint32(b, adler32.Checksum(raw.Bytes()))
	return append(chunk("IDAT", b[:len(b)/2]), chunk("IDAT", b[len(b)/2:])...)
}

const magic = "\x89PNG\r\n\x1a\n"

func file(parts ...[]byte) []byte { return append([]byte(magic), bytes.Join(parts, nil)...) }

func read(name string, b []byte) {
	m, err := png.Decode(iotest.HalfReader(bytes.NewReader(b)))
	c, err2 := png.DecodeConfig(bytes.NewReader(b))
	fmt.Print(name, ": ", err, " config ", err2)
	if err == nil {
		fmt.Printf(" %T %s", m, hash(m))
	}
	if err2 == nil {
		p, ok := c.ColorModel.(color.Palette)
		fmt.Print(" ", c.Width, c.Height, len(p), ok, fmt.Sprintf(" %x", md5.Sum([]byte(fmt.Sprint(c.ColorModel == color.GrayModel, c.ColorModel == color.NRGBAModel, c.ColorModel == color.RGBAModel, c.ColorModel == color.NRGBA64Model, c.ColorModel == color.RGBA64Model, p))))[:9])
	}
	fmt.Println()
	var fe png.FormatError
	var ue png.UnsupportedError
	if err != nil {
		fmt.Println("  ", errors.As(err, &fe), errors.As(err, &ue))
	}
}

type pool struct{ b *png.EncoderBuffer }

func (p *pool) Get() *png.EncoderBuffer  { return p.b }
func (p *pool) Put(b *png.EncoderBuffer) { p.b = b }

func main() {
	plte := func(n int) []byte {
		var b []byte
		for range 3 * n {
			b = append(b, rnd())
		}
		return chunk("PLTE", b)
	}
	end := chunk("IEND", nil)
	kinds := []struct{ kind, depth, channels int }{{0, 1, 1}, {0, 2, 1}, {0, 4, 1}, {0, 8, 1}, {0, 16, 1}, {2, 8, 3}, {2, 16, 3}, {3, 1, 1}, {3, 2, 1}, {3, 4, 1}, {3, 8, 1}, {4, 8, 2}, {4, 16, 2}, {6, 8, 4}, {6, 16, 4}}
	for _, k := range kinds {
		for _, size := range [][2]int{{13, 9}, {1, 1}, {3, 2}} {
			for _, interlaced := range []bool{false, true} {
				for _, trns := range []bool{false, true} {
					parts := [][]byte{ihdr(size[0], size[1], byte(k.depth), byte(k.kind), map[bool]byte{true: 1}[interlaced])}
					if k.kind == 3 {
						parts = append(parts, plte(1<<k.depth))
					}
					if trns {
						switch k.kind {
						case 0:
							parts = append(parts, chunk("tRNS", []byte{0, 1}))
						case 2:
							parts = append(parts, chunk("tRNS", []byte{0, 1, 0, 2, 0, 3}))
						case 3:
							parts = append(parts, chunk("tRNS", []byte{9, 8}))
						default:
							continue
						}
					}
					parts = append(parts, chunk("tEXt", []byte("hello")), idat(size[0], size[1], k.channels*k.depth, interlaced), end)
					read(fmt.Sprint(k, size, interlaced, trns), file(parts...))
				}
			}
		}
	}
	data := idat(4, 4, 8, false)
	good := file(ihdr(4, 4, 8, 0, 0), data, end)
	for i := 0; i < len(good); i += 5 {
		read(fmt.Sprint("cut ", i), good[:i])
		bad := bytes.Clone(good)
		bad[i] ^= 0x10
		_, err := png.Decode(bytes.NewReader(bad))
		fmt.Println("bad", i, err != nil)
	}
	read("no header", file(data, end))
	read("two headers", file(ihdr(4, 4, 8, 0, 0), ihdr(4, 4, 8, 0, 0), data, end))
	read("order", file(ihdr(4, 4, 8, 2, 0), data, plte(3), end))
	read("no data", file(ihdr(4, 4, 8, 0, 0), end))
	read("no palette", file(ihdr(4, 4, 8, 3, 0), data, end))
	read("palette gray", file(ihdr(4, 4, 8, 0, 0), plte(3), data, end))
	read("palette length", file(ihdr(4, 4, 8, 3, 0), chunk("PLTE", []byte{1, 2}), data, end))
	read("palette long", file(ihdr(4, 4, 1, 3, 0), plte(3), data, end))
	read("palette empty", file(ihdr(4, 4, 1, 3, 0), plte(0), data, end))
	read("beyond palette", file(ihdr(4, 4, 8, 3, 0), plte(3), data, end))
	read("trns gray alpha", file(ihdr(4, 4, 8, 4, 0), chunk("tRNS", []byte{1, 2}), data, end))
	read("trns length", file(ihdr(4, 4, 8, 0, 0), chunk("tRNS", []byte{1, 2, 3}), data, end))
	read("trns first", file(ihdr(4, 4, 8, 3, 0), chunk("tRNS", []byte{1}), plte(3), data, end))
	read("too much", file(ihdr(4, 3, 8, 0, 0), data, end))
	read("too little", file(ihdr(4, 5, 8, 0, 0), data, end))
	read("depth", file(ihdr(4, 4, 3, 0, 0), data, end))
	read("kind", file(ihdr(4, 4, 8, 5, 0), data, end))
	read("interlace", file(ihdr(4, 4, 8, 0, 2), data, end))
	read("size", file(ihdr(0, 4, 8, 0, 0), data, end))
	read("huge", file(ihdr(1<<31-1, 1<<31-1, 16, 6, 0), data, end))
	read("iend", file(ihdr(4, 4, 8, 0, 0), data, chunk("IEND", []byte{1})))
	read("header length", file(chunk("IHDR", make([]byte, 12)), data, end))
	read("compression", file(chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 1, 0, 0}), data, end))
	read("filter method", file(chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 1, 0}), data, end))
	read("none", nil)
	read("other", []byte("GIF89a  "))

	r := image.Rect(-3, 2, 14, 11)
	web := color.Palette(palette.WebSafe)
	clear := append(color.Palette{color.NRGBA{1, 2, 3, 4}}, web[:9]...)
	p := &pool{}
	for i, m := range []interface {
		image.Image
		Set(x, y int, c color.Color)
	}{image.NewRGBA(r), image.NewRGBA64(r), image.NewNRGBA(r), image.NewNRGBA64(r), image.NewAlpha(r), image.NewAlpha16(r), image.NewGray(r), image.NewGray16(r), image.NewCMYK(r), image.NewPaletted(r, web), image.NewPaletted(r, clear),
		image.NewPaletted(r, web[:2]), image.NewPaletted(r, web[:4]), image.NewPaletted(r, web[:16])} {
		for _, opaque := range []bool{true, false} {
			for y := r.Min.Y; y < r.Max.Y; y++ {
				for x := r.Min.X; x < r.Max.X; x++ {
					a := byte(0xff)
					if !opaque {
						a = rnd()
					}
					m.Set(x, y, color.NRGBA{rnd(), byte(x * 9), byte(y), a})
				}
			}
			for _, level := range []png.CompressionLevel{png.DefaultCompression, png.NoCompression, png.BestSpeed, png.BestCompression, 7} {
				var b bytes.Buffer
				err := (&png.Encoder{CompressionLevel: level, BufferPool: p}).Encode(&b, m)
				back, name, err2 := image.Decode(&b)
				fmt.Printf("%d %v %d %v %v %s %T %s\n", i, opaque, level, err, err2, name, back, hash(back))
			}
		}
	}
	var b bytes.Buffer
	fmt.Println(png.Encode(&b, image.NewYCbCr(image.Rect(0, 0, 3, 3), image.YCbCrSubsampleRatio420)), png.Encode(&b, image.NewGray(image.ZR)), png.Encode(&b, image.NewPaletted(image.Rect(0, 0, 1, 1), make(color.Palette, 257))))
	fmt.Println(png.FormatError("x"), png.UnsupportedError("y"))
}
