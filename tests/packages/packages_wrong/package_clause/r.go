package main
import "a\x4"
