package main

import "fmt"
import "fmt"
import fmt2 "fmt"
import . "fmt"
import _ "fmt"
import fmt "os"

func fmt() {}

func main() { }
