package main

var _ = add("s390x by name")
