package main

import (
	_ "m/chain/a"
	_ "m/chain/b/internal/z"
)

func main() {}
