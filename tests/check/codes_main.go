package main

// What only a program can get wrong.

var main = 1 // ERROR@5 `cannot declare main - must be func`

func f() {}
