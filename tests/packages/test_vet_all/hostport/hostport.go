package hostport

import (
	"fmt"
	"net"
	"time"
)

const form = "%s:%d"

var addr0 = fmt.Sprintf("%s:%s", "h", "1")

func f(host string, port int) {
	net.Dial("tcp", fmt.Sprintf("%s:%d", host, port))
	addr := fmt.Sprintf("%s:%d", host, port)
	net.Dial("tcp", addr)
	net.DialTimeout("tcp", addr, time.Second)
	net.DialTimeout("tcp", fmt.Sprintf("%s:%d", host, 1), time.Second)
	var d net.Dialer
	d.Dial("tcp", fmt.Sprintf("%s:%d", host, 1))
	var addr2 = fmt.Sprintf(form, host, port)
	d.Dial("tcp", addr2)
	net.Dial("tcp", fmt.Sprintf("%v:%d", host, port))
	net.Dial("tcp", fmt.Sprintf("[%s]:%d", host, port))
	net.Dial("tcp", addr0)
	net.Listen("tcp", fmt.Sprintf("%s:%d", host, port))
	a, b := fmt.Sprintf("%s:%d", host, port), 1
	net.Dial("tcp", a)
	_ = b
}
