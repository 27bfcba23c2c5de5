package main

var _ = add("underscore")
