package main

import "math"

func a(i, j int) float64 { return 1 / float64((i+j)*(i+j+1)/2+i+1) }

func times(v, u []float64) {
	for i := range v {
		sum := 0.0
		for j := range u {
			sum += a(i, j) * u[j]
		}
		v[i] = sum
	}
}

func timesTransposed(v, u []float64) {
	for i := range v {
		sum := 0.0
		for j := range u {
			sum += a(j, i) * u[j]
		}
		v[i] = sum
	}
}

func main() {
	const n = 1500
	u, v, t := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for range 10 {
		times(t, u)
		timesTransposed(v, t)
		times(t, v)
		timesTransposed(u, t)
	}
	vBv, vv := 0.0, 0.0
	for i := range v {
		vBv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	println(int(math.Sqrt(vBv/vv) * 1e9))
}
