package b_test

import ("m/b"; "testing")

func TestB(t *testing.T) { b.B() }
func TestC(t *testing.B) { b.B() }
func TestD() { b.B() }
func Testd() { b.B() }
func TestE[T any](t *testing.T) { b.B() }
