// +build windows
package main

var _ = add("plus without a blank line is a comment")
