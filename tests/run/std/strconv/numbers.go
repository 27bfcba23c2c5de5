// Package strconv on numbers: parsing with every error, formatting in every base and verb.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func integers() {
	for _, text := range []string{"", "0", "-0", "+5", "-", "1_000", "0x_ff", "0b12", "0o17", "017", "0x7fffffffffffffff",
		"9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "zz", "Zz", " 1", "1 ", "１", "0x", "_1", "1_"} {
		for _, base := range []int{0, 10, 36} {
			n, err := strconv.ParseInt(text, base, 64)
			u, uerr := strconv.ParseUint(text, base, 64)
			fmt.Printf("%q base %d: %d %v | %d %v\n", text, base, n, err, u, uerr)
		}
	}
	for _, bits := range []int{0, 1, 7, 8, 16, 32, 63, 64, 65, -1} {
		n, err := strconv.ParseInt("-300", 10, bits)
		u, uerr := strconv.ParseUint("70000", 10, bits)
		fmt.Println(bits, n, err, u, uerr)
	}
	for _, base := range []int{-1, 1, 2, 37} {
		n, err := strconv.ParseInt("11", base, 0)
		u, uerr := strconv.ParseUint("102", base, 0)
		fmt.Println(base, n, err, u, uerr)
	}
	n, err := strconv.Atoi("x")
	fmt.Println(n, err)
	for _, base := range []int{2, 8, 10, 16, 36} {
		fmt.Println(strconv.FormatInt(math.MinInt64, base), strconv.FormatInt(-1, base), strconv.FormatUint(math.MaxUint64, base),
			string(strconv.AppendInt([]byte("i="), 255, base)), string(strconv.AppendUint([]byte("u="), 35, base)))
	}
	fmt.Println(strconv.Itoa(-42), strconv.IntSize, panicOf(func() { strconv.FormatInt(1, 1) }), panicOf(func() { strconv.FormatUint(1000, 37) }))
}

func floats() {
	for _, text := range []string{"", ".", "1", "-1.5e3", "1e400", "-1e400", "1e-400", "inf", "+Inf", "-infinity", "NaN", "nan(1)", "0x1p4", "0x1.8p", "0x.8p1",
		"0x1", "1_0.5", "1e", "1e+", "1.7976931348623159e308", "4.9e-324", "2.4e-324", "16777217", "3.4028236e38", "0.1", "1e23", "1x"} {
		f, err := strconv.ParseFloat(text, 64)
		g, gerr := strconv.ParseFloat(text, 32)
		fmt.Println(text, f, err, g, gerr)
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1.5, 0.1, 1e21, 123456789, 1e-7, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(-1), math.NaN(), 2.5, 3.5, 0.000012345} {
		for _, verb := range "eEfgGbxX" {
			fmt.Print(strconv.FormatFloat(f, byte(verb), -1, 64), " ", strconv.FormatFloat(f, byte(verb), 3, 32), " ", string(strconv.AppendFloat(nil, f, byte(verb), 0, 64)), "; ")
		}
		fmt.Println()
	}
	fmt.Println(strconv.FormatFloat(1, 'q', 2, 64), panicOf(func() { strconv.FormatFloat(1, 'g', 2, 65) }))
}

func complexes() {
	for _, text := range []string{"", "1", "i", "1i", "1+2i", "(1+2i)", "(1+2i", "-1.5e3-0x1p2i", "1+2", "Inf+NaNi", "+Infi", "1e400+1i", "1+-2i", "1 + 2i", "3+4ii"} {
		z, err := strconv.ParseComplex(text, 128)
		w, werr := strconv.ParseComplex(text, 64)
		fmt.Println(text, z, err, w, werr)
	}
	fmt.Println(strconv.FormatComplex(complex(1.25, -0.1), 'f', 2, 128), strconv.FormatComplex(complex(math.Inf(1), math.NaN()), 'g', -1, 64),
		strconv.FormatComplex(0, 'e', -1, 128), panicOf(func() { strconv.FormatComplex(1, 'g', 1, 32) }))
}

func booleans() {
	for _, text := range []string{"1", "t", "T", "true", "TRUE", "True", "tRUE", "0", "f", "F", "false", "FALSE", "False", "", "yes"} {
		b, err := strconv.ParseBool(text)
		fmt.Print(text, " ", b, " ", err, "; ")
	}
	fmt.Println(strconv.FormatBool(true), strconv.FormatBool(false), string(strconv.AppendBool(strconv.AppendBool(nil, true), false)))
}

func failures() {
	_, err := strconv.ParseInt("12a", 10, 64)
	var number *strconv.NumError
	if errors.As(err, &number) {
		fmt.Printf("%q %q %v\n", number.Func, number.Num, number.Err)
		fmt.Println(number.Error(), number.Unwrap() == strconv.ErrSyntax, errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange))
	}
	_, err = strconv.ParseUint("300", 10, 8)
	fmt.Println(errors.Is(err, strconv.ErrRange), err)
	fmt.Println((&strconv.NumError{Func: "Own", Num: "a\x00\"b", Err: errors.New("why")}).Error())
	fmt.Println(strconv.ErrRange, strconv.ErrSyntax)
}

func panicOf(f func()) (caught any) {
	defer func() { caught = recover() }()
	f()
	return nil
}

func main() {
	integers()
	floats()
	complexes()
	booleans()
	failures()
}
