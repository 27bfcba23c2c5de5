package c

func X() { var i int; for i := range 10 {} }
