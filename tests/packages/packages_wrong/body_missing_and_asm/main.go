package main

func f()

func (T) m()

type T int

func main() { f() }

