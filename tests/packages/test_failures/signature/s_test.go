package signature

func TestX() {}
