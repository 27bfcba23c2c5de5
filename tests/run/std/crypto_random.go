package main

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"strings"
)

func main() {
	a, b := make([]byte, 32), make([]byte, 32)
	n, err := rand.Read(a)
	m, err2 := io.ReadFull(rand.Reader, b)
	fmt.Println(n, err, m, err2, bytes.Equal(a, b))
	t := rand.Text()
	fmt.Println(len(t), strings.Trim(t, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == "", t != rand.Text())
	seen := map[string]bool{}
	for range 200 {
		x, err := rand.Int(rand.Reader, big.NewInt(5))
		if err != nil || x.Sign() < 0 || x.Cmp(big.NewInt(5)) >= 0 {
			fmt.Println("wrong", x, err)
		}
		seen[x.String()] = true
	}
	fmt.Println(len(seen))
	one, err := rand.Int(rand.Reader, big.NewInt(1))
	fmt.Println(one, err)
	_, err = rand.Int(strings.NewReader(""), big.NewInt(1000))
	fmt.Println(err)
	for _, bits := range []int{2, 3, 8, 64, 128} {
		p, err := rand.Prime(rand.Reader, bits)
		fmt.Println(p.BitLen() == bits, p.ProbablyPrime(20), err)
	}
	_, err = rand.Prime(rand.Reader, 1)
	fmt.Println(err)
	func() {
		defer func() { fmt.Println(recover()) }()
		rand.Int(rand.Reader, new(big.Int))
	}()
}
