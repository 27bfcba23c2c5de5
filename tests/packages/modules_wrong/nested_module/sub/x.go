package sub

func X() {}
