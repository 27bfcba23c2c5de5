// +build old
// +build extra

package main

var _ = add("plus old")
