package lib

type T struct{ a, foo int }

func (T) m() {}

type I interface{ x() }
