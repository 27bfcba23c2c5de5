//go:build go1.21 && !go1.99

package main

var _ = add("version")
