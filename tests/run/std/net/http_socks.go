package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
)

var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// A proxy that speaks SOCKS, and clients that go through it.
func main() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "hello ", r.URL, " ", r.Host) }))
	defer s.Close()
	l, _ := net.Listen("tcp", "127.0.0.1:0")
	mode := byte(0)
	reply := byte(0)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				in := bufio.NewReader(c)
				head := make([]byte, 2)
				io.ReadFull(in, head)
				methods := make([]byte, head[1])
				io.ReadFull(in, methods)
				fmt.Println("hello", head, methods)
				c.Write([]byte{5, mode})
				if mode == 2 {
					io.ReadFull(in, head)
					name := make([]byte, head[1])
					io.ReadFull(in, name)
					n, _ := in.ReadByte()
					pw := make([]byte, n)
					io.ReadFull(in, pw)
					fmt.Println(string(name), string(pw))
					if string(pw) == "pw" {
						c.Write([]byte{1, 0})
					} else {
						c.Write([]byte{1, 1})
					}
				}
				req := make([]byte, 4)
				if _, err := io.ReadFull(in, req); err != nil {
					return
				}
				host := ""
				switch req[3] {
				case 1:
					ip := make(net.IP, 4)
					io.ReadFull(in, ip)
					host = ip.String()
				case 3:
					n, _ := in.ReadByte()
					b := make([]byte, n)
					io.ReadFull(in, b)
					host = string(b)
				}
				var port [2]byte
				io.ReadFull(in, port[:])
				fmt.Println("connect", req, host)
				c.Write([]byte{5, reply, 0, 1, 1, 2, 3, 4, 5, 6})
				if reply != 0 {
					return
				}
				t, err := net.Dial("tcp", s.Listener.Addr().String())
				if err != nil {
					return
				}
				go io.Copy(t, in)
				io.Copy(c, t)
			}()
		}
	}()
	get := func(proxy, target string) {
		u, _ := url.Parse(proxy)
		c := &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(u)}}
		resp, err := c.Get(target)
		if err != nil {
			fmt.Println(port.ReplaceAllString(err.Error(), "HOST"))
			return
		}
		b, _ := io.ReadAll(resp.Body)
		fmt.Println(resp.Status, port.ReplaceAllString(string(b), "HOST"))
	}
	get("socks5://"+l.Addr().String(), s.URL+"/x")
	get("socks5h://"+l.Addr().String(), "http://some.name/x")
	mode = 2
	get("socks5://u:pw@"+l.Addr().String(), "http://some.name/y")
	get("socks5://u:bad@"+l.Addr().String(), "http://some.name/y")
	mode = 0xff
	get("socks5://u:bad@"+l.Addr().String(), "http://some.name/y")
	mode = 0
	reply = 5
	get("socks5://"+l.Addr().String(), "http://some.name/y")
	reply = 50
	get("socks5://"+l.Addr().String(), "https://some.name/y")
}
