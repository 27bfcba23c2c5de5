// The bytes and runes of strings: gc gives them 32 elements on the stack where they stay in the function, the string's own
// bytes where nobody changes them, and an array of a size class otherwise.
package main

import "fmt"

type text string
type octets []byte

var kept []byte
var keptRunes []rune

func reversed(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	fmt.Println("reversed", len(r), cap(r))
	return string(r)
}

// Small enough to be a part of the caller.
func bytesOf(s string) []byte { return []byte(s) }
func first(s string) []byte {
	b := []byte(s)
	b[0] = 'x'
	return b
}

//go:noinline
func apart(s string) []byte { return []byte(s) }

//go:noinline
func changed(s string) []byte {
	b := []byte(s)
	b[0] = 'x'
	return b
}

//go:noinline
func look(b []byte) int { return cap(b) }

//go:noinline
func change(b []byte) int {
	b[0]++
	return cap(b)
}

func generic[T ~string, B ~[]byte | ~[]rune](s T) B { return B(s) }

func main() {
	for _, s := range []string{"", "hello", "a line of text that is longer than 32 bytes"} {
		looked := []byte(s)
		appended := []byte(s)
		appended = append(appended, '!')
		runes := []rune(s)
		named := octets(text(s) + "!")
		named[0] = 'y'
		fmt.Println(len(s), cap(looked), cap(appended), cap(runes), cap(named))
		fmt.Println(look([]byte(s)), look([]byte(s+"?")), change([]byte(s+"?")))
		kept = []byte(s)
		fmt.Println(cap(kept), cap(kept[:0:len(kept)]))
		kept = append([]byte(s), s...)
		keptRunes = []rune(s)
		fmt.Println(cap(kept), cap(keptRunes))
		fmt.Println(cap(bytesOf(s)), cap(apart(s)), cap(changed(s+"-")), cap(first(s+"-")))
		fmt.Println(cap(generic[string, []byte](s)), cap(generic[string, []rune](s)), cap(generic[text, octets](text(s))))
		in := map[string][]byte{s: []byte(s)}
		in[s] = append(in[s], 'z')
		fmt.Println(cap(in[s]))
		fmt.Println(reversed(s))
	}
	constant, constants := []byte("hello"), []rune("héllo")
	fmt.Println(cap(constant), cap(constants))
	constants = append(constants, '!')
	fmt.Println(cap(append(constant, '!')), cap(constants))
}
