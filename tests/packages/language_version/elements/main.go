package main

func first[S ~[]E, E interface{}](s S) E { return s[0] }

func main() {}
