package main

var Main int
