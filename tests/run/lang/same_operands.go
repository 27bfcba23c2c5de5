package main

import "fmt"

// What has just been computed is not computed again, unless something may have changed it or another way leads here.

func pair(i, j int) (int, int) { return i + j, i + j }

func change(p *int) int {
	*p += 10
	return *p
}

func main() {
	i, j := 3, 4
	fmt.Println((i+j)*(i+j), (i+j)*(i+j+1), (i-j)*(i-j), (i*j)-(i*j)/5, (i+j)*((i+j)*(i+j)))
	fmt.Println(pair(i, j))
	k := i + j
	fmt.Println(k)
	k, l := (i+j)*2, (i+j)*3
	fmt.Println(k, l)
	n := 0
	if i < j && i+j > 6 {
		n = (i + j) * (i + j)
	}
	fmt.Println(n)
	fmt.Println((i+j)*change(&i), (i+j)*(i+j))
	fmt.Println((i+j)+func() int { j++; return i + j }()*(i+j), i+j)
	x := uint8(200)
	y := uint8(100)
	fmt.Println((x+y)*(x+y), int(x+y)*int(x+y))
	for i := range 3 {
		j := (i + n) * (i + n)
		i = (i + n) - (i+n)*2
		fmt.Println(i, j)
	}
	a := []int{1, 2, 3, 4, 5, 6, 7, 8}
	p, q := 2, 3
	a[p+q] += (p + q) * (p + q)
	a[p+q], a[p-q+1] = a[p-q+1]+(p+q), (p+q)*(p+q)
	fmt.Println(a)
}
