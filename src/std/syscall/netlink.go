package syscall

import "unsafe"

// Messages to and from the kernel about links, addresses and routes.

// NetlinkRIB asks for all there is of one kind: RTM_GETLINK, RTM_GETADDR or RTM_GETROUTE.
func NetlinkRIB(proto, family int) ([]byte, error) {
	s, err := Socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE)
	if err != nil {
		return nil, err
	}
	defer Close(s)
	kernel := &SockaddrNetlink{Family: AF_NETLINK}
	if err := Bind(s, kernel); err != nil {
		return nil, err
	}
	const seq = 1
	ask := NetlinkRouteRequest{
		Header: NlMsghdr{Len: NLMSG_HDRLEN + SizeofRtGenmsg, Type: uint16(proto), Flags: NLM_F_DUMP | NLM_F_REQUEST, Seq: seq},
		Data:   RtGenmsg{Family: uint8(family)},
	}
	if err := Sendto(s, unsafe.Slice((*byte)(unsafe.Pointer(&ask)), ask.Header.Len), 0, kernel); err != nil {
		return nil, err
	}
	own, err := Getsockname(s)
	if err != nil {
		return nil, err
	}
	me, ok := own.(*SockaddrNetlink)
	if !ok {
		return nil, EINVAL
	}
	var all []byte
	part := make([]byte, Getpagesize())
	for {
		n, _, err := Recvfrom(s, part, 0)
		if err != nil {
			return nil, err
		}
		if n < NLMSG_HDRLEN {
			return nil, EINVAL
		}
		all = append(all, part[:n]...)
		list, err := ParseNetlinkMessage(part[:n])
		if err != nil {
			return nil, err
		}
		for _, m := range list {
			switch {
			case m.Header.Seq != seq || m.Header.Pid != me.Pid || m.Header.Type == NLMSG_ERROR:
				return nil, EINVAL
			case m.Header.Type == NLMSG_DONE:
				return all, nil
			}
		}
	}
}

func aligned(n, to int) int { return (n + to - 1) / to * to }

// ParseNetlinkMessage takes messages apart; their data stay where they are.
func ParseNetlinkMessage(b []byte) ([]NetlinkMessage, error) {
	var list []NetlinkMessage
	for len(b) >= NLMSG_HDRLEN {
		h := (*NlMsghdr)(unsafe.Pointer(&b[0]))
		next := aligned(int(h.Len), NLMSG_ALIGNTO)
		if h.Len < NLMSG_HDRLEN || next > len(b) {
			return nil, EINVAL
		}
		list = append(list, NetlinkMessage{*h, b[NLMSG_HDRLEN:h.Len]})
		b = b[next:]
	}
	return list, nil
}

// ParseNetlinkRouteAttr takes apart what stands behind a message's own structure.
func ParseNetlinkRouteAttr(m *NetlinkMessage) ([]NetlinkRouteAttr, error) {
	b := m.Data
	switch m.Header.Type {
	case RTM_NEWLINK, RTM_DELLINK:
		b = b[SizeofIfInfomsg:]
	case RTM_NEWADDR, RTM_DELADDR:
		b = b[SizeofIfAddrmsg:]
	case RTM_NEWROUTE, RTM_DELROUTE:
		b = b[SizeofRtMsg:]
	default:
		return nil, EINVAL
	}
	var list []NetlinkRouteAttr
	for len(b) >= SizeofRtAttr {
		a := (*RtAttr)(unsafe.Pointer(&b[0]))
		if int(a.Len) < SizeofRtAttr || int(a.Len) > len(b) {
			return nil, EINVAL
		}
		list = append(list, NetlinkRouteAttr{*a, b[SizeofRtAttr:a.Len]})
		b = b[min(len(b), aligned(int(a.Len), RTA_ALIGNTO)):]
	}
	return list, nil
}
