package main

func matrix(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
		for j := range rows[i] {
			rows[i][j] = float64(i*j%7) / 3
		}
	}
	return rows
}

func main() {
	s := 0.0
	for round := range 12 {
		m := matrix(400 + round*20)
		s += m[round][round*3]
	}
	println(int(s * 1000))
}
