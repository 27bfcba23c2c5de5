//go:build cgo

package main

var _ = add("cgo")
