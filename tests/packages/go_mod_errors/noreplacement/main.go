package main

import _ "a.b/c"

func main() {}
