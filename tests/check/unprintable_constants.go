// Constants are shown as strconv.Quote writes them, expressions as they stand in the text.
package p

var a int = "\u200b" + "a" // ERROR@13 `cannot use "\\u200b" \+ "a" \(untyped string constant "\\u200ba"\) as int value in variable declaration`
var b int = "\ufeff" // ERROR@13 `cannot use "\\ufeff" \(untyped string constant\) as int value in variable declaration`
var c int = "x\u00a0y\U000e0001z\u0085\x7f" // ERROR@13 `cannot use "x\\u00a0y\\U000e0001z\\u0085\\x7f" \(untyped string constant\) as int value in variable declaration`
var d int = "é日本" // ERROR@13 `cannot use "é日本" \(untyped string constant\) as int value in variable declaration`
