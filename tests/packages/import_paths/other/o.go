package other

func hidden() string { return "found" }
