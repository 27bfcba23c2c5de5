package broken

func B() int { return "x" }
