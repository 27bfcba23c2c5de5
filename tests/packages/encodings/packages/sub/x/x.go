package x
func X() { "ÿ" }

