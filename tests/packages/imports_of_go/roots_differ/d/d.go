package d
func D() {println("d")}
