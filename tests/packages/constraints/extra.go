//go:build extra

package main

var _ = add("extra")
