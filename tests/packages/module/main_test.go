package main

import "testing"

func TestX(t *testing.T) { t.Fatal("not part of the program") }
