package syscall

import "unsafe"

// SocketDisableIPv6 makes Socket refuse IPv6.
var SocketDisableIPv6 bool

// A Sockaddr is the address of a socket: a SockaddrInet4, SockaddrInet6, SockaddrUnix, SockaddrNetlink or SockaddrLinklayer.
type Sockaddr interface {
	// encode gives the address as the system has it, and its size.
	encode() (raw *RawSockaddrAny, size uintptr, err error)
}

type SockaddrInet4 struct {
	Port int
	Addr [4]byte
}

type SockaddrInet6 struct {
	Port   int
	ZoneId uint32
	Addr   [16]byte
}

type SockaddrUnix struct {
	Name string
}

type SockaddrNetlink struct {
	Family uint16
	Pad    uint16
	Pid    uint32
	Groups uint32
}

type SockaddrLinklayer struct {
	Protocol uint16
	Ifindex  int
	Hatype   uint16
	Pkttype  uint8
	Halen    uint8
	Addr     [8]byte
}

// swapped has the two bytes in the other order: the network's.
func swapped(port uint16) uint16 { return port<<8 | port>>8 }

func (sa *SockaddrInet4) encode() (*RawSockaddrAny, uintptr, error) {
	if sa.Port < 0 || sa.Port > 0xFFFF {
		return nil, 0, EINVAL
	}
	raw := new(RawSockaddrAny)
	*(*RawSockaddrInet4)(unsafe.Pointer(raw)) = RawSockaddrInet4{Family: AF_INET, Port: swapped(uint16(sa.Port)), Addr: sa.Addr}
	return raw, SizeofSockaddrInet4, nil
}

func (sa *SockaddrInet6) encode() (*RawSockaddrAny, uintptr, error) {
	if sa.Port < 0 || sa.Port > 0xFFFF {
		return nil, 0, EINVAL
	}
	raw := new(RawSockaddrAny)
	*(*RawSockaddrInet6)(unsafe.Pointer(raw)) = RawSockaddrInet6{Family: AF_INET6, Port: swapped(uint16(sa.Port)), Scope_id: sa.ZoneId, Addr: sa.Addr}
	return raw, SizeofSockaddrInet6, nil
}

func (sa *SockaddrUnix) encode() (*RawSockaddrAny, uintptr, error) {
	raw := new(RawSockaddrAny)
	unix := (*RawSockaddrUnix)(unsafe.Pointer(raw))
	if len(sa.Name) > len(unix.Path) || len(sa.Name) == len(unix.Path) && sa.Name[0] != '@' {
		return nil, 0, EINVAL
	}
	unix.Family = AF_UNIX
	for i := 0; i < len(sa.Name); i++ {
		unix.Path[i] = int8(sa.Name[i])
	}
	size := uintptr(2)
	if len(sa.Name) > 0 {
		size += uintptr(len(sa.Name)) + 1
	}
	// A name of the abstract kind begins with a zero, and is not ended by one.
	if unix.Path[0] == '@' || unix.Path[0] == 0 && size > 3 {
		unix.Path[0] = 0
		size--
	}
	return raw, size, nil
}

func (sa *SockaddrNetlink) encode() (*RawSockaddrAny, uintptr, error) {
	raw := new(RawSockaddrAny)
	*(*RawSockaddrNetlink)(unsafe.Pointer(raw)) = RawSockaddrNetlink{Family: AF_NETLINK, Pad: sa.Pad, Pid: sa.Pid, Groups: sa.Groups}
	return raw, SizeofSockaddrNetlink, nil
}

func (sa *SockaddrLinklayer) encode() (*RawSockaddrAny, uintptr, error) {
	if sa.Ifindex < 0 || sa.Ifindex > 0x7FFFFFFF {
		return nil, 0, EINVAL
	}
	raw := new(RawSockaddrAny)
	*(*RawSockaddrLinklayer)(unsafe.Pointer(raw)) = RawSockaddrLinklayer{
		Family: AF_PACKET, Protocol: sa.Protocol, Ifindex: int32(sa.Ifindex), Hatype: sa.Hatype, Pkttype: sa.Pkttype, Halen: sa.Halen, Addr: sa.Addr,
	}
	return raw, SizeofSockaddrLinklayer, nil
}

// decode is the address that the system wrote, size bytes of it.
func decode(raw *RawSockaddrAny, size uint32) (Sockaddr, error) {
	if size == 0 {
		return nil, nil
	}
	switch raw.Addr.Family {
	case AF_INET:
		in := (*RawSockaddrInet4)(unsafe.Pointer(raw))
		return &SockaddrInet4{Port: int(swapped(in.Port)), Addr: in.Addr}, nil
	case AF_INET6:
		in := (*RawSockaddrInet6)(unsafe.Pointer(raw))
		return &SockaddrInet6{Port: int(swapped(in.Port)), ZoneId: in.Scope_id, Addr: in.Addr}, nil
	case AF_UNIX:
		unix := (*RawSockaddrUnix)(unsafe.Pointer(raw))
		name := make([]byte, 0, len(unix.Path))
		abstract := size > 2 && unix.Path[0] == 0
		for i := 0; i < len(unix.Path) && 2+i < int(size); i++ {
			c := byte(unix.Path[i])
			switch {
			case abstract && i == 0:
				c = '@'
			case c == 0 && !abstract:
				return &SockaddrUnix{Name: string(name)}, nil
			}
			name = append(name, c)
		}
		return &SockaddrUnix{Name: string(name)}, nil
	case AF_NETLINK:
		n := (*RawSockaddrNetlink)(unsafe.Pointer(raw))
		return &SockaddrNetlink{Family: n.Family, Pad: n.Pad, Pid: n.Pid, Groups: n.Groups}, nil
	case AF_PACKET:
		l := (*RawSockaddrLinklayer)(unsafe.Pointer(raw))
		return &SockaddrLinklayer{l.Protocol, int(l.Ifindex), l.Hatype, l.Pkttype, l.Halen, l.Addr}, nil
	}
	return nil, EAFNOSUPPORT
}

func Socket(domain, typ, proto int) (fd int, err error) {
	if domain == AF_INET6 && SocketDisableIPv6 {
		return -1, EAFNOSUPPORT
	}
	return number(SYS_SOCKET, uintptr(domain), uintptr(typ), uintptr(proto))
}

func Socketpair(domain, typ, proto int) (fd [2]int, err error) {
	var ends [2]int32
	_, _, e := RawSyscall6(SYS_SOCKETPAIR, uintptr(domain), uintptr(typ), uintptr(proto), uintptr(unsafe.Pointer(&ends)), 0, 0)
	if e != 0 {
		return fd, e
	}
	return [2]int{int(ends[0]), int(ends[1])}, nil
}

func Bind(fd int, sa Sockaddr) (err error) {
	raw, size, err := sa.encode()
	if err != nil {
		return err
	}
	return only(SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(raw)), size)
}

func Connect(fd int, sa Sockaddr) (err error) {
	raw, size, err := sa.encode()
	if err != nil {
		return err
	}
	return only(SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(raw)), size)
}

func Listen(s int, n int) (err error)     { return only(SYS_LISTEN, uintptr(s), uintptr(n), 0) }
func Shutdown(fd int, how int) (err error) { return only(SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0) }

func Accept(fd int) (nfd int, sa Sockaddr, err error) { return Accept4(fd, 0) }

func Accept4(fd int, flags int) (nfd int, sa Sockaddr, err error) {
	var raw RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	n, _, e := Syscall6(SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)), uintptr(flags), 0, 0)
	if e != 0 {
		return -1, nil, e
	}
	if sa, err = decode(&raw, size); err != nil {
		Close(int(n))
		return 0, nil, err
	}
	return int(n), sa, nil
}

func nameOf(trap uintptr, fd int) (Sockaddr, error) {
	var raw RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	if err := only(trap, uintptr(fd), uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size))); err != nil {
		return nil, err
	}
	return decode(&raw, size)
}

func Getsockname(fd int) (sa Sockaddr, err error) { return nameOf(SYS_GETSOCKNAME, fd) }
func Getpeername(fd int) (sa Sockaddr, err error) { return nameOf(SYS_GETPEERNAME, fd) }

func Recvfrom(fd int, p []byte, flags int) (n int, from Sockaddr, err error) {
	var raw RawSockaddrAny
	size := uint32(SizeofSockaddrAny)
	r, _, e := Syscall6(SYS_RECVFROM, uintptr(fd), uintptr(bytesAt(p)), uintptr(len(p)), uintptr(flags), uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if e != 0 {
		return -1, nil, e
	}
	if raw.Addr.Family != AF_UNSPEC {
		from, err = decode(&raw, size)
	}
	return int(r), from, err
}

func Sendto(fd int, p []byte, flags int, to Sockaddr) (err error) {
	raw, size, err := to.encode()
	if err != nil {
		return err
	}
	_, _, e := Syscall6(SYS_SENDTO, uintptr(fd), uintptr(bytesAt(p)), uintptr(len(p)), uintptr(flags), uintptr(unsafe.Pointer(raw)), size)
	return asErr(e)
}

// message prepares what sendmsg and recvmsg take. One byte at least goes with control data.
func message(p, oob []byte, raw *RawSockaddrAny, size uint32) *Msghdr {
	m := &Msghdr{Name: (*byte)(unsafe.Pointer(raw)), Namelen: size}
	if raw == nil {
		m.Name = nil
	}
	part := &Iovec{}
	if len(p) > 0 {
		part.Base, part.Len = &p[0], uint64(len(p))
	} else if len(oob) > 0 {
		part.Base, part.Len = new(byte), 1
	}
	m.Iov, m.Iovlen = part, 1
	if len(oob) > 0 {
		m.Control, m.Controllen = &oob[0], uint64(len(oob))
	}
	return m
}

func Recvmsg(fd int, p, oob []byte, flags int) (n, oobn int, recvflags int, from Sockaddr, err error) {
	var raw RawSockaddrAny
	m := message(p, oob, &raw, SizeofSockaddrAny)
	r, _, e := Syscall(SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(m)), uintptr(flags))
	if e != 0 {
		return -1, 0, 0, nil, e
	}
	if raw.Addr.Family != AF_UNSPEC {
		from, err = decode(&raw, m.Namelen)
	}
	return int(r), int(m.Controllen), int(m.Flags), from, err
}

func Sendmsg(fd int, p, oob []byte, to Sockaddr, flags int) (err error) {
	_, err = SendmsgN(fd, p, oob, to, flags)
	return err
}

func SendmsgN(fd int, p, oob []byte, to Sockaddr, flags int) (n int, err error) {
	var raw *RawSockaddrAny
	var size uintptr
	if to != nil {
		if raw, size, err = to.encode(); err != nil {
			return 0, err
		}
	}
	m := message(p, oob, raw, uint32(size))
	r, _, e := Syscall(SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(m)), uintptr(flags))
	if e != 0 {
		return 0, e
	}
	if len(oob) > 0 && len(p) == 0 {
		return 0, nil
	}
	return int(r), nil
}

// getsockopt and setsockopt are also asked for by //go:linkname (golang.org/x/net/internal/socket). size is the room there is, and then what is used of it.
func getsockopt(fd, level, opt int, value unsafe.Pointer, size *uint32) error {
	_, _, e := Syscall6(SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), uintptr(value), uintptr(unsafe.Pointer(size)), 0)
	return asErr(e)
}

func getOption(fd, level, opt int, value unsafe.Pointer, size uintptr) error {
	n := uint32(size)
	return getsockopt(fd, level, opt, value, &n)
}

func setsockopt(fd, level, opt int, value unsafe.Pointer, size uintptr) error {
	_, _, e := Syscall6(SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(opt), uintptr(value), size, 0)
	return asErr(e)
}

func GetsockoptInt(fd, level, opt int) (value int, err error) {
	var n int32
	err = getOption(fd, level, opt, unsafe.Pointer(&n), 4)
	return int(n), err
}

func GetsockoptInet4Addr(fd, level, opt int) (value [4]byte, err error) {
	err = getOption(fd, level, opt, unsafe.Pointer(&value), 4)
	return value, err
}

func GetsockoptIPMreq(fd, level, opt int) (*IPMreq, error) {
	value := new(IPMreq)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func GetsockoptIPMreqn(fd, level, opt int) (*IPMreqn, error) {
	value := new(IPMreqn)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func GetsockoptIPv6Mreq(fd, level, opt int) (*IPv6Mreq, error) {
	value := new(IPv6Mreq)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func GetsockoptIPv6MTUInfo(fd, level, opt int) (*IPv6MTUInfo, error) {
	value := new(IPv6MTUInfo)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func GetsockoptICMPv6Filter(fd, level, opt int) (*ICMPv6Filter, error) {
	value := new(ICMPv6Filter)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func GetsockoptUcred(fd, level, opt int) (*Ucred, error) {
	value := new(Ucred)
	return value, getOption(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

func SetsockoptByte(fd, level, opt int, value byte) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(&value), 1)
}

func SetsockoptInt(fd, level, opt int, value int) (err error) {
	n := int32(value)
	return setsockopt(fd, level, opt, unsafe.Pointer(&n), 4)
}

func SetsockoptInet4Addr(fd, level, opt int, value [4]byte) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(&value), 4)
}

func SetsockoptTimeval(fd, level, opt int, tv *Timeval) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(tv), unsafe.Sizeof(*tv))
}

func SetsockoptLinger(fd, level, opt int, l *Linger) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(l), unsafe.Sizeof(*l))
}

func SetsockoptIPMreq(fd, level, opt int, mreq *IPMreq) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(mreq), unsafe.Sizeof(*mreq))
}

func SetsockoptIPMreqn(fd, level, opt int, mreq *IPMreqn) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(mreq), unsafe.Sizeof(*mreq))
}

func SetsockoptIPv6Mreq(fd, level, opt int, mreq *IPv6Mreq) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(mreq), unsafe.Sizeof(*mreq))
}

func SetsockoptICMPv6Filter(fd, level, opt int, filter *ICMPv6Filter) error {
	return setsockopt(fd, level, opt, unsafe.Pointer(filter), unsafe.Sizeof(*filter))
}

func SetsockoptString(fd, level, opt int, s string) (err error) {
	b := []byte(s)
	return setsockopt(fd, level, opt, bytesAt(b), uintptr(len(b)))
}

func BindToDevice(fd int, device string) (err error) {
	return SetsockoptString(fd, SOL_SOCKET, SO_BINDTODEVICE, device)
}

// Control messages: a header, data, and what fills up to the next multiple of eight.

const controlHeader = (SizeofCmsghdr + 7) &^ 7

func CmsgLen(datalen int) int   { return controlHeader + datalen }
func CmsgSpace(datalen int) int { return controlHeader + (datalen+7)&^7 }

func (cmsg *Cmsghdr) SetLen(length int) { cmsg.Len = uint64(length) }
func (msghdr *Msghdr) SetControllen(length int) { msghdr.Controllen = uint64(length) }
func (iov *Iovec) SetLen(length int) { iov.Len = uint64(length) }

// A SocketControlMessage is what goes beside the data of a socket.
type SocketControlMessage struct {
	Header Cmsghdr
	Data   []byte
}

func ParseSocketControlMessage(b []byte) ([]SocketControlMessage, error) {
	var list []SocketControlMessage
	for len(b) >= controlHeader {
		header := (*Cmsghdr)(unsafe.Pointer(&b[0]))
		if header.Len < SizeofCmsghdr || header.Len > uint64(len(b)) {
			return nil, EINVAL
		}
		list = append(list, SocketControlMessage{Header: *header, Data: b[controlHeader:int(header.Len)]})
		b = b[min(CmsgSpace(int(header.Len)-controlHeader), len(b)):]
	}
	return list, nil
}

func control(kind int32, data []byte) []byte {
	b := make([]byte, CmsgSpace(len(data)))
	*(*Cmsghdr)(unsafe.Pointer(&b[0])) = Cmsghdr{Len: uint64(CmsgLen(len(data))), Level: SOL_SOCKET, Type: kind}
	copy(b[controlHeader:], data)
	return b
}

// UnixRights sends descriptors.
func UnixRights(fds ...int) []byte {
	data := make([]byte, 4*len(fds))
	for i, fd := range fds {
		*(*int32)(unsafe.Pointer(&data[4*i])) = int32(fd)
	}
	return control(SCM_RIGHTS, data)
}

func ParseUnixRights(m *SocketControlMessage) ([]int, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_RIGHTS {
		return nil, EINVAL
	}
	fds := make([]int, len(m.Data)/4)
	for i := range fds {
		fds[i] = int(*(*int32)(unsafe.Pointer(&m.Data[4*i])))
	}
	return fds, nil
}

// UnixCredentials sends who one is.
func UnixCredentials(ucred *Ucred) []byte {
	return control(SCM_CREDENTIALS, unsafe.Slice((*byte)(unsafe.Pointer(ucred)), SizeofUcred))
}

func ParseUnixCredentials(m *SocketControlMessage) (*Ucred, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_CREDENTIALS || len(m.Data) < SizeofUcred {
		return nil, EINVAL
	}
	ucred := *(*Ucred)(unsafe.Pointer(&m.Data[0]))
	return &ucred, nil
}
