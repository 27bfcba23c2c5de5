package "main"

func main() { }
