package main
import ("a";#
