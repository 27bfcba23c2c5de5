package p

type T int

// Types may stand in parentheses.
func c((T), (*T), *(T)) (x, y (T)) { return 0, 0 }

func (T) d((T)) ((T), (T)) { return 0, 0 }

var _ = func((T), T) (T) { return "" } // ERROR@35 `cannot use "" \(untyped string constant\) as T value in return statement`
