package main
func main() {
	s := "Ã©ÿÃ"
	if s { ÿÿ
	}
