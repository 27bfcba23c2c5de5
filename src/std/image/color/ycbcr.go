package color

// clamp8 takes the third byte of a number with 16 bits behind its point, or the nearest that there is.
func clamp8(v int32) uint8 {
	switch {
	case v < 0:
		return 0
	case v >= 1<<24:
		return 0xff
	}
	return uint8(v >> 16)
}

func clamp16(v int32) uint32 {
	switch {
	case v < 0:
		return 0
	case v >= 1<<24:
		return 0xffff
	}
	return uint32(v >> 8)
}

// RGBToYCbCr turns red, green and blue into brightness and two differences, as JFIF has it.
func RGBToYCbCr(r, g, b uint8) (uint8, uint8, uint8) {
	red, green, blue := int32(r), int32(g), int32(b)
	y := (19595*red + 38470*green + 7471*blue + 1<<15) >> 16
	cb := -11056*red - 21712*green + 32768*blue + 257<<15
	cr := 32768*red - 27440*green - 5328*blue + 257<<15
	return uint8(y), clamp8(cb), clamp8(cr)
}

// parts gives red, green and blue with 16 bits behind the point.
func parts(y, cb, cr uint8) (r, g, b int32) {
	bright := int32(y) * 0x10101
	blue, red := int32(cb)-128, int32(cr)-128
	return bright + 91881*red, bright - 22554*blue - 46802*red, bright + 116130*blue
}

// YCbCrToRGB is the way back.
func YCbCrToRGB(y, cb, cr uint8) (uint8, uint8, uint8) {
	r, g, b := parts(y, cb, cr)
	return clamp8(r), clamp8(g), clamp8(b)
}

// YCbCr is brightness and two differences, as in JPEG.
type YCbCr struct{ Y, Cb, Cr uint8 }

func (c YCbCr) RGBA() (uint32, uint32, uint32, uint32) {
	r, g, b := parts(c.Y, c.Cb, c.Cr)
	return clamp16(r), clamp16(g), clamp16(b), 0xffff
}

func makeYCbCr(r, g, b uint32) YCbCr {
	y, cb, cr := RGBToYCbCr(uint8(r>>8), uint8(g>>8), uint8(b>>8))
	return YCbCr{y, cb, cr}
}

// YCbCrModel is the Model of YCbCr.
var YCbCrModel = of(func(r, g, b, _ uint32) YCbCr { return makeYCbCr(r, g, b) })

// NYCbCrA is YCbCr with alpha, which the others are not multiplied by.
type NYCbCrA struct {
	YCbCr
	A uint8
}

func (c NYCbCrA) RGBA() (uint32, uint32, uint32, uint32) {
	r, g, b, _ := c.YCbCr.RGBA()
	a := uint32(c.A) * 0x101
	return r * a / 0xffff, g * a / 0xffff, b * a / 0xffff, a
}

// NYCbCrAModel is the Model of NYCbCrA.
var NYCbCrAModel = ModelFunc(func(c Color) Color {
	switch c := c.(type) {
	case NYCbCrA:
		return c
	case YCbCr:
		return NYCbCrA{c, 0xff}
	}
	r, g, b, a := c.RGBA()
	r, g, b = divided(r, g, b, a)
	return NYCbCrA{makeYCbCr(r, g, b), uint8(a >> 8)}
})

// RGBToCMYK turns red, green and blue into what is printed.
func RGBToCMYK(r, g, b uint8) (uint8, uint8, uint8, uint8) {
	w := uint32(max(r, g, b))
	if w == 0 {
		return 0, 0, 0, 0xff
	}
	ink := func(v uint8) uint8 { return uint8((w - uint32(v)) * 0xff / w) }
	return ink(r), ink(g), ink(b), uint8(0xff - w)
}

// CMYKToRGB is the way back.
func CMYKToRGB(c, m, y, k uint8) (uint8, uint8, uint8) {
	r, g, b, _ := CMYK{c, m, y, k}.RGBA()
	return uint8(r >> 8), uint8(g >> 8), uint8(b >> 8)
}

// CMYK is cyan, magenta, yellow and black, as printers have them.
type CMYK struct{ C, M, Y, K uint8 }

func (c CMYK) RGBA() (uint32, uint32, uint32, uint32) {
	w := 0xffff - uint32(c.K)*0x101
	light := func(ink uint8) uint32 { return (0xffff - uint32(ink)*0x101) * w / 0xffff }
	return light(c.C), light(c.M), light(c.Y), 0xffff
}

// CMYKModel is the Model of CMYK.
var CMYKModel = of(func(r, g, b, _ uint32) CMYK {
	c, m, y, k := RGBToCMYK(uint8(r>>8), uint8(g>>8), uint8(b>>8))
	return CMYK{c, m, y, k}
})
