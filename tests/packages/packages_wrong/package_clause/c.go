package

func main() { }
