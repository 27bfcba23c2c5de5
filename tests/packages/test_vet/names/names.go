package names

type Known struct{ Field int }

func (Known) Method() {}

func Function() {}
