package main

func main() { // ÿ þ
	/* ÿ
	ÿ */ x := 1
	y := 'ÿ' + 'ÿþ'
	z := `ÿ
ÿÀ€í €`
}
