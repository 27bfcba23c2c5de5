// Package math/big: the text forms, scanning and formatting of its three kinds of numbers.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
)

func main() {
	var i big.Int
	fmt.Println(i.Set(big.NewInt(7)), i.SetInt64(math.MinInt64), i.SetUint64(math.MaxUint64), i.Set(&i))
	text, err := i.AppendText([]byte("n="))
	fmt.Println(string(text), err)
	data, err := i.MarshalJSON()
	fmt.Println(string(data), err, i.UnmarshalJSON([]byte("-12")), &i, i.UnmarshalJSON([]byte("null")), &i, new(big.Int).UnmarshalJSON([]byte("1.5")), new(big.Int).UnmarshalJSON([]byte(`"x"`)))
	whole, err := json.Marshal(map[string]*big.Int{"a": big.NewInt(5), "nil": nil})
	fmt.Println(string(whole), err)
	for _, c := range [][2]string{{"255 rest", "%d"}, {"ff", "%x"}, {"-0b101", "%v"}, {"377", "%o"}, {"x", "%d"}, {"12", "%q"}, {"1_000", "%v"}} {
		n := new(big.Int)
		var scanner fmt.Scanner = n
		count, err := fmt.Sscanf(c[0], c[1], scanner)
		fmt.Print(count, err, "; ")
		if err == nil {
			fmt.Print(n)
		}
	}
	fmt.Println()
	var formatter fmt.Formatter = big.NewInt(-255)
	for _, format := range []string{"%d", "%x", "%X", "%#x", "%o", "%O", "%b", "%#b", "%10d|", "%-10d|", "%+d", "% d", "%010d", "%.5d", "%8.5d|", "%s", "%v", "%q", "%e", "%T"} {
		fmt.Printf(format+" ", formatter)
	}
	fmt.Printf("%d %s %v\n", (*big.Int)(nil), (*big.Int)(nil), big.Int{})

	f := big.NewFloat(1234.5678)
	text, err = f.AppendText(nil)
	fmt.Println(string(text), err, f.String(), string(f.Append([]byte("f="), 'e', 3)), string(f.Append(nil, 'p', 0)), string(f.Append(nil, 'b', 0)), string(f.Append(nil, 'x', 5)))
	formatter = f
	for _, format := range []string{"%g", "%.3e", "%f", "%.2f", "%10.1f|", "%-10.1f|", "%+g", "%010.2f", "%G", "%b", "%x", "%v", "%s", "%d"} {
		fmt.Printf(format+" ", formatter)
	}
	fmt.Println(new(big.Float).SetInf(true), new(big.Float).Neg(new(big.Float)))
	for _, c := range [][2]string{{"1.5e3", "%g"}, {"0x1p-2", "%v"}, {"-Inf", "%f"}, {"x", "%g"}, {"3", "%d"}} {
		n := new(big.Float)
		var scanner fmt.Scanner = n
		count, err := fmt.Sscanf(c[0], c[1], scanner)
		fmt.Print(count, err, "; ")
		if err == nil {
			fmt.Print(n)
		}
	}
	fmt.Println()
	for _, mode := range []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf, 9} {
		fmt.Print(mode.String(), " ")
	}
	fmt.Println()
	func() {
		defer func() {
			why := recover()
			err, _ := why.(error)
			var nan big.ErrNaN
			fmt.Println(errors.As(err, &nan), nan.Error())
		}()
		new(big.Float).Sub(new(big.Float).SetInf(false), new(big.Float).SetInf(false))
	}()

	var r big.Rat
	fmt.Println(r.Set(big.NewRat(3, 6)), r.SetFrac64(-4, -8), r.SetFrac64(6, -4), r.String())
	text, err = r.AppendText([]byte("r="))
	fmt.Println(string(text), err)
	func() {
		defer func() { fmt.Println(recover()) }()
		r.SetFrac64(1, 0)
	}()
	for _, c := range [][2]string{{"3/4", "%v"}, {"1.25", "%g"}, {"-2", "%e"}, {"1/0", "%v"}, {"x", "%v"}, {"1", "%d"}} {
		n := new(big.Rat)
		var scanner fmt.Scanner = n
		count, err := fmt.Sscanf(c[0], c[1], scanner)
		fmt.Print(count, err, "; ")
		if err == nil {
			fmt.Print(n)
		}
	}
	fmt.Println()
}
