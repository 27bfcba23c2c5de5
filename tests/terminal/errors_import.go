// $ run errors_import.go
package main

import (
	"fmtt"
	"encoding/jsn"
)

func main() {
	fmtt.Println(jsn.Marshal(1))
}
