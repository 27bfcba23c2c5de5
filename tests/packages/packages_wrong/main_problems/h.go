package main

type T int
func (T) main() {}
func (T) init() {}

func main() { init := 1; main := 2; _ = main + init }
