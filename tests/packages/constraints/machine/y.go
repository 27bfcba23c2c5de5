//go:build amd64.v2 || arm64.v9.0

package main

func init() { println("for better ones") }
