// Package palette has two palettes that are much used.
package palette

import "image/color"

// Plan9 is the palette of Plan 9: four shades of each of 64 mixtures.
var Plan9 = func() []color.Color {
	p := make([]color.Color, 256)
	for r := range 4 {
		for v := range 4 {
			for g := range 4 {
				for b := range 4 {
					at := 64*r + 16*v + (v-r+4*g+b)&15
					most := max(r, g, b)
					shade := func(part int) uint8 { return uint8(part * 17 * (4*most + v) / max(most, 1)) }
					if most == 0 {
						p[at] = color.RGBA{uint8(17 * v), uint8(17 * v), uint8(17 * v), 0xff}
						continue
					}
					p[at] = color.RGBA{shade(r), shade(g), shade(b), 0xff}
				}
			}
		}
	}
	return p
}()

// WebSafe is the palette of old browsers: six shades of red, green and blue.
var WebSafe = func() []color.Color {
	var p []color.Color
	for i := range 216 {
		shade := func(i int) uint8 { return uint8(i % 6 * 0x33) }
		p = append(p, color.RGBA{shade(i / 36), shade(i / 6), shade(i), 0xff})
	}
	return p
}()
