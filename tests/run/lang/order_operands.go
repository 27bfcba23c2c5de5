// gc’s order of evaluation: what becomes an interface, kinds of operands.
package main

import "fmt"

type S struct{ a, b int }
type B struct{ a [3]int }

func pp(a *S, b int)        { fmt.Println(*a, b) }
func sv(a S, b int)         { fmt.Println(a, b) }
func an(a any, b int)       { fmt.Println(a, b) }
func an2(a any, b any)      { fmt.Println(a, b) }
func sl(a []int, b int)     { fmt.Println(a, b) }
func ma(a map[int]int, b int) { fmt.Println(a, b) }
func fn(a func() int, b int) { fmt.Println(a(), b) }
func pi(a *int, b int)      { fmt.Println(*a, b) }

func (s S) m() int { return s.a }

func main() {
	x := 1
	f := func() int { x++; return x }
	pp(&S{x, 0}, f())
	pp(&S{x, f()}, f())
	sv(S{x, f()}, f())
	an(S{x, f()}, f())
	an(&S{x, f()}, f())
	an2(&S{x, f()}, f())
	an2(S{x, 0}, f())
	an2([2]int{x, f()}, f())
	an2([]int{x, f()}, f())
	an(x, f())
	an(B{[3]int{x, f()}}, f())
	sl([]int{x, f()}, f())
	sl([]int{x, 5}, f())
	ma(map[int]int{x: x}, f())
	fn(func() int { return x }, f())
	fn(S{x, 1}.m, f())
	s := S{1, 2}
	g := func() int { s.a++; return s.a }
	fn(s.m, g())
	an(s, g())
	an(&s, g())
	an(s.a, g())
	an(s == S{1, 2}, g())
	an(s.a == 3, g())
	an(any(x) == any(1), f())
	pi(&[]int{x}[0], f())
	pi(new(int), f())
	pi(new(x), f())
	str := "a"
	h := func() int { str += "b"; return len(str) }
	an(str, h())
	an([]byte(str), h())
	an(str+"c", h())
	an(str[:1], h())
	an(str[len(str)-1:], h())
	an(len(str), h())
	an(string([]byte(str)), h())
	an([]rune(str), h())
	an(error(nil), h())
	an(fmt.Sprint(x, f()), f())
	var i any = x
	k := func() int { i = x; x++; return x }
	an(i, k())
	an(i.(int), k())
	an(i.(int)+1, k())
	arr := [3]int{1, 2, 3}
	ka := func() int { arr[0]++; return arr[0] }
	an(arr, ka())
	an(arr[0], ka())
	an(arr[:], ka())
	an(&arr, ka())
	an([1]int{arr[0]}, ka())
	an([3]int{}, ka())
	an2(fmt.Sprint(arr), ka())
	c := 1.5
	kc := func() int { c *= 2; return int(c) }
	an(c, kc())
	an(int(c), kc())
	an(-c, kc())
	an(complex(c, 1), kc())
	an(max(c, 1), kc())
	an(c > 2, kc())
	an(c > 2 && c < 100, kc())
	var e error = fmt.Errorf("1")
	ke := func() int { e = fmt.Errorf("2"); return 0 }
	an(e, ke())
	e = fmt.Errorf("1")
	an(e.Error(), ke())
	m := map[string]int{"a": 1}
	km := func() int { m["a"]++; return m["a"] }
	an(m["a"], km())
	an(m["a"]+1, km())
	an(len(m), km())
	v, ok := m["a"], km()
	fmt.Println(v, ok)
	t := []int{1}
	kt := func() int { t = append(t, 1); return len(t) }
	an(t, kt())
	an(len(t), kt())
	an(t[0], kt())
	an(append(t, 9), kt())
	an(t[len(t)-1], kt())
	var p *S = &S{1, 2}
	kp := func() int { p = &S{p.a + 1, 0}; return p.a }
	an(p.a, kp())
	an(*p, kp())
	an(p.m(), kp())
	fn(p.m, kp())
}
