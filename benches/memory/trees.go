package main

type tree struct {
	left, right *tree
	key, value  int
}

func (t *tree) put(key, value int) *tree {
	if t == nil {
		return &tree{key: key, value: value}
	}
	switch {
	case key < t.key:
		t.left = t.left.put(key, value)
	case key > t.key:
		t.right = t.right.put(key, value)
	default:
		t.value = value
	}
	return t
}

func main() {
	var root *tree
	x := uint32(3)
	for i := range 100_000 {
		x = x*1664525 + 1013904223
		root = root.put(int(x>>6), i)
	}
	any := map[int]*tree{}
	var walk func(t *tree)
	walk = func(t *tree) {
		if t == nil {
			return
		}
		walk(t.left)
		any[t.key] = t
		walk(t.right)
	}
	walk(root)
	println(len(any))
}
