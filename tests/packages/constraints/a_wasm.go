package main

var _ = add("wasm by name")
