// The text ends in a header, and the operand behind its operator is no text at all.
package p

func f(n int, list []string) {
	for i, s := range list { // ERROR@6 `declared and not used: i`
		if k := n + s; k == 08 + /* the rest // ERROR `invalid operation: n \+ s \(mismatched types int and string\)` `invalid digit '8' in octal literal` `comment not terminated`
