package main

import "fm\x74"
import `os`

func main() { fmt.Println(len(os.Args)) }
