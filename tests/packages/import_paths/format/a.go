package main

import "\u200b"

func main() {}
