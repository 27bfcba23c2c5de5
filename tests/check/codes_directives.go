package p

// A constraint below the package clause.

//go:build linux // ERROR@3 `misplaced compiler directive`

var x int
