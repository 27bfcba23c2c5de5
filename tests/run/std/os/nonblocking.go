package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"
	"time"
)

// Descriptors that do not wait, made into files: reads wait with the poller, and have deadlines.
func main() {
	var p [2]int
	if err := syscall.Pipe2(p[:], syscall.O_NONBLOCK|syscall.O_CLOEXEC); err != nil {
		fmt.Println(err)
		return
	}
	r, w := os.NewFile(uintptr(p[0]), "reader"), os.NewFile(uintptr(p[1]), "writer")
	b := make([]byte, 10)
	fmt.Println(r.SetReadDeadline(time.Now().Add(time.Millisecond)))
	_, err := r.Read(b)
	fmt.Println(err, errors.Is(err, os.ErrDeadlineExceeded))
	fmt.Println(r.SetReadDeadline(time.Time{}))
	go func() {
		time.Sleep(5 * time.Millisecond)
		w.WriteString("late")
	}()
	n, err := r.Read(b)
	fmt.Println(string(b[:n]), err)

	// More than fits.
	closed := make(chan error, 1)
	go func() {
		w.Write(make([]byte, 1<<20))
		closed <- w.Close()
	}()
	all, err := io.Copy(io.Discard, r)
	fmt.Println(all, err, <-closed)

	closing := make(chan error)
	syscall.Pipe2(p[:], syscall.O_NONBLOCK)
	r = os.NewFile(uintptr(p[0]), "reader")
	go func() {
		_, err := r.Read(b)
		closing <- err
	}()
	time.Sleep(5 * time.Millisecond)
	fmt.Println(r.Close(), <-closing)
	_, err = syscall.Write(p[1], []byte("x"))
	fmt.Println(err == syscall.EPIPE || err == nil)
	fmt.Println(r.Close())

	// One that waits, one that cannot be polled, two files of one descriptor.
	syscall.Pipe(p[:])
	r = os.NewFile(uintptr(p[0]), "waits")
	fmt.Println(r.SetReadDeadline(time.Now()))
	f, err := os.Open("/dev/null")
	syscall.SetNonblock(int(f.Fd()), true)
	null := os.NewFile(f.Fd(), "null")
	n, err = null.Read(b)
	fmt.Println(n, err, null.SetDeadline(time.Now()))
	syscall.Pipe2(p[:], syscall.O_NONBLOCK)
	one, two := os.NewFile(uintptr(p[0]), "one"), os.NewFile(uintptr(p[0]), "two")
	syscall.Write(p[1], []byte("ab"))
	n, err = one.Read(b[:1])
	fmt.Println(string(b[:n]), err)
	n, err = two.Read(b[:1])
	fmt.Println(string(b[:n]), err)
	fmt.Println(one.Fd() == uintptr(p[0]), one.Close())

	l, _ := net.Listen("tcp", "127.0.0.1:0")
	go func() {
		c, _ := l.Accept()
		time.Sleep(5 * time.Millisecond)
		c.Write([]byte("over TCP"))
		c.Close()
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		fmt.Println(err)
		return
	}
	file, err := c.(*net.TCPConn).File()
	c.Close()
	text, readErr := io.ReadAll(file)
	fmt.Println(string(text), err, readErr)
}
