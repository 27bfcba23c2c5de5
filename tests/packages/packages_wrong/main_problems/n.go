package main

func (main) x() {}
func main() { main() ; main }
