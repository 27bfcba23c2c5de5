package main
import 0x
