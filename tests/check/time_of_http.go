package p

import (
	"net/http"
	"time"
)

// Under net/http is another package of the name time.
var a int = time.Time{} // ERROR@13 `cannot use time\.Time\{\} \(value of struct type "time"\.Time\) as int value in variable declaration`
var b int = http.Client{} // ERROR@13 `cannot use http\.Client\{\} \(value of struct type http\.Client\) as int value in variable declaration`
