// A comment.

// +build linux,!windows darwin

package main

var _ = add("plus")
