//go:build amd64 && gc && !noasm

package compiler

func Double(x int64) int64
