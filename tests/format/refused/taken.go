package p

func f() {
  for ; ; x := 1 {}
  for i := 0; i < 3; j := 1 { g( i ) }
	switch main() := x.(type) {
case int: }
}
