package sub

const Name = "too old"

func Loops() int { return -1 }
