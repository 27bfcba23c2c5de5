package main

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

var own = flag.String("own", "default", "a flag of the tests")

func TestMain(m *testing.M) {
	flag.Parse()
	fmt.Println("before", *own, flag.Args())
	code := m.Run()
	fmt.Println("after", code)
	if *own == "exit" {
		os.Exit(7)
	}
}

func TestMainFunc(t *testing.T) { answer(); t.Logf("%T", thing{}) }
