package main

func main() {
	defer func() {
//line re.go:5
		panic("in defer")
	}()
//line st.go:77
	var m map[string]int
	m["a"] = 1
}
