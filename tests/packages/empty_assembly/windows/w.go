package windows

func f()
