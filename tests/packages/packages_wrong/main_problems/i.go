package main

import main "fmt"
import init "fmt"

func f() { main.Println() }
