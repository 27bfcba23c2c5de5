//go:build gc && !gccgo

package main

var _ = add("gc")
