package main

import (
	"fmt"
	"net"
	"reflect"
	"strings"
	"syscall"
)

func links() {
	rib, err := syscall.NetlinkRIB(syscall.RTM_GETLINK, syscall.AF_UNSPEC)
	if err != nil {
		fmt.Println(err)
		return
	}
	list, err := syscall.ParseNetlinkMessage(rib)
	fmt.Println(err)
	for i := range list {
		m := &list[i]
		if m.Header.Type != syscall.RTM_NEWLINK {
			continue
		}
		attrs, err := syscall.ParseNetlinkRouteAttr(m)
		if err != nil {
			fmt.Println(err)
		}
		for _, a := range attrs {
			if a.Attr.Type == syscall.IFLA_IFNAME && strings.HasPrefix(string(a.Value), "lo") {
				fmt.Printf("%q\n", a.Value)
			}
		}
	}
	ifi, err := net.InterfaceByName("lo")
	fmt.Println(ifi.Name, err)
}

func broken() {
	for _, b := range [][]byte{nil, make([]byte, 15), make([]byte, 16), {17, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9}, {17, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0}, {16, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}} {
		list, err := syscall.ParseNetlinkMessage(b)
		fmt.Printf("%+v %v\n", list, err)
	}
	for _, m := range []syscall.NetlinkMessage{
		{Header: syscall.NlMsghdr{Type: 1}},
		{Header: syscall.NlMsghdr{Type: syscall.RTM_NEWADDR}, Data: []byte{0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0}},
		{Header: syscall.NlMsghdr{Type: syscall.RTM_NEWADDR}, Data: []byte{0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 7, 0}},
		{Header: syscall.NlMsghdr{Type: syscall.RTM_NEWADDR}, Data: []byte{0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 7, 0, 1, 2, 3, 4, 5, 0, 1, 0, 9, 0, 0, 0}},
		{Header: syscall.NlMsghdr{Type: syscall.RTM_DELROUTE}, Data: []byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 7, 0}},
	} {
		list, err := syscall.ParseNetlinkRouteAttr(&m)
		fmt.Printf("%+v %v\n", list, err)
	}
}

func words() {
	holds := func(v any) bool { return reflect.ValueOf(&v).Elem().InterfaceData()[1] == 0 }
	var p *int
	type one struct{ p *byte }
	type two struct{ p, q *byte }
	fmt.Println(holds(p), holds([1]*byte{}), holds([0]*byte{}), holds(one{}), holds(two{}), holds([1]one{}), holds([1]int{}))
	fmt.Println(holds(reflect.Zero(reflect.ArrayOf(1, reflect.PointerTo(reflect.TypeOf(int8(0))))).Interface()))
	fmt.Println(holds(reflect.Zero(reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(p)}})).Interface()))
}

func main() {
	links()
	broken()
	words()
}
