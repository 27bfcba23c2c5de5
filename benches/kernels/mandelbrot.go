package main

func main() {
	const n = 1500
	inside := 0
	for y := 0; y < n; y++ {
		for x := 0; x < n; x++ {
			cr, ci := 2*float64(x)/n-1.5, 2*float64(y)/n-1
			zr, zi, tr, ti := 0.0, 0.0, 0.0, 0.0
			i := 0
			for ; i < 50 && tr+ti <= 4; i++ {
				zi = 2*zr*zi + ci
				zr = tr - ti + cr
				tr = zr * zr
				ti = zi * zi
			}
			if i == 50 {
				inside++
			}
		}
	}
	println(inside)
}
