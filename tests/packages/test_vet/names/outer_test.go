package names_test

import (
	"fmt"

	"example.com/vetted/names"
)

func ExampleKnown_Missing() { fmt.Println("%d") }

func ExampleKnown_Method() { names.Known{}.Method() }

func ExampleNothing() {}
