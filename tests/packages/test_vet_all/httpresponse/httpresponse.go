package httpresponse

import (
	"log"
	"net/http"
)

func f() {
	res, err := http.Get("http://a")
	defer res.Body.Close()
	if err != nil {
		log.Fatal(err)
	}
}

func g(c *http.Client, d http.Client, req *http.Request) {
	{
		res, err := c.Do(req)
		defer res.Body.Close()
		_ = err
	}
	if true {
		res, _ := d.Head("x")
		defer res.Body.Close()
	}
	switch {
	case true:
		res, _ := d.Head("x")
		defer res.Body.Close()
	}
	func() {
		var res *http.Response
		res, _ = http.Post("x", "y", nil)
		defer res.Body.Close()
	}()
	res, err := check(http.Get("x"))
	defer res.Body.Close()
	_ = err
	r2, err := http.Get("http://a")
	if err != nil {
	}
	defer r2.Body.Close()
	r3, err := http.Get("http://a")
	defer res.Body.Close()
	_ = r3
}

func check(r *http.Response, err error) (*http.Response, error) { return r, err }
