// Package syscall beyond what the library itself needs of it.
package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	fi, _ := os.Stat("/")
	st := fi.Sys().(*syscall.Stat_t)
	fmt.Println(st.Nlink > 1, st.Mode&syscall.S_IFMT == syscall.S_IFDIR)
	fd, err := syscall.Open("/etc/passwd", syscall.O_RDONLY, 0)
	b := make([]byte, 20)
	n, err := syscall.Read(fd, b)
	fmt.Println(n, err, string(b[:n]), syscall.Close(fd), syscall.Close(fd))
	m, err := syscall.Mmap(-1, 0, 4096, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	m[5] = 7
	fmt.Println(len(m), m[5], err); fmt.Println(syscall.Munmap(m))
	var r syscall.Rlimit
	fmt.Println(syscall.Getrlimit(syscall.RLIMIT_NOFILE, &r), r.Cur > 0)
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	go func() { syscall.Write(fds[0], []byte("hello")) }()
	n, err = syscall.Read(fds[1], b)
	fmt.Println(string(b[:n]), err)
	fmt.Println(syscall.Sendmsg(fds[0], []byte("x"), syscall.UnixRights(0, 1), nil, 0))
	oob := make([]byte, 100)
	n, oobn, fl, from, err := syscall.Recvmsg(fds[1], b, oob, 0)
	ms, err := syscall.ParseSocketControlMessage(oob[:oobn])
	rights, err := syscall.ParseUnixRights(&ms[0])
	fmt.Println(n, oobn, fl, from, err, len(rights))
	s, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	fmt.Println(syscall.Bind(s, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}), syscall.Listen(s, 5))
	sa, err := syscall.Getsockname(s)
	fmt.Println(sa.(*syscall.SockaddrInet4).Addr, err)
	fmt.Println(syscall.Getpagesize(), syscall.Getpid() == os.Getpid(), syscall.SYS_WRITE, syscall.EBADFD, syscall.Errno(0), syscall.SIGPROF)
	_, err = syscall.Open("/nope\x00", 0, 0)
	fmt.Println(err)
	d, _ := syscall.Open("/etc", syscall.O_RDONLY, 0)
	buf := make([]byte, 65536)
	n, err = syscall.ReadDirent(d, buf)
	_, c, names := syscall.ParseDirent(buf[:n], -1, nil)
	fmt.Println(c == len(names), c > 10, err)
	for i := range 140 {
		fmt.Println(syscall.Signal(i), syscall.Errno(i))
	}
	for _, v := range []int64{0, 1, -1, 1e9, -1e9 - 1, 1<<62 + 3} {
		fmt.Println(syscall.NsecToTimespec(v), syscall.NsecToTimeval(v))
	}
	fmt.Println(syscall.Exec("/bin/echo", []string{"echo", "done"}, os.Environ()))
}
