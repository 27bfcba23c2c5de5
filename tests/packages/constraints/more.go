//go:build extra && more

package main

var _ = add("more")
