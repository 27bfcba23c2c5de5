package main

import (
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Many connections at once, each in conversation; then closes and deadlines while goroutines wait.
func main() {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var accepted sync.WaitGroup
	for range 4 {
		accepted.Add(1)
		go func() {
			defer accepted.Done()
			for {
				c, err := ln.Accept()
				if err != nil {
					return
				}
				go func() {
					defer c.Close()
					io.Copy(c, c)
				}()
			}
		}()
	}
	const conns, rounds = 200, 50
	var wg sync.WaitGroup
	var total atomic.Int64
	for i := range conns {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c, err := net.Dial("tcp", ln.Addr().String())
			if err != nil {
				fmt.Println(err)
				return
			}
			defer c.Close()
			message := fmt.Appendf(nil, "message of %d", i)
			buf := make([]byte, len(message))
			for range rounds {
				if _, err := c.Write(message); err != nil {
					fmt.Println(err)
					return
				}
				if _, err := io.ReadFull(c, buf); err != nil {
					fmt.Println(err)
					return
				}
				if string(buf) != string(message) {
					fmt.Println("garbled")
					return
				}
				total.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(total.Load())

	// A big write against a slow reader.
	c, _ := net.Dial("tcp", ln.Addr().String())
	big := make([]byte, 4<<20)
	for i := range big {
		big[i] = byte(i * 7)
	}
	go c.Write(big)
	back := make([]byte, len(big))
	time.Sleep(20 * time.Millisecond)
	n, err := io.ReadFull(c, back)
	fmt.Println(n, err, string(back) == string(big))

	// Three readers wait on one connection; closing wakes all.
	var readers sync.WaitGroup
	for range 3 {
		readers.Add(1)
		go func() {
			defer readers.Done()
			_, err := c.Read(make([]byte, 1))
			if err == nil {
				fmt.Println("read something")
			}
		}()
	}
	time.Sleep(10 * time.Millisecond)
	c.Close()
	readers.Wait()
	fmt.Println("readers woken")

	// A deadline that is moved again and again does not fire.
	c, _ = net.Dial("tcp", ln.Addr().String())
	done := make(chan error)
	go func() {
		_, err := c.Read(make([]byte, 1))
		done <- err
	}()
	for range 20 {
		c.SetReadDeadline(time.Now().Add(10 * time.Second))
		time.Sleep(5 * time.Millisecond)
	}
	select {
	case <-done:
		fmt.Println("fired")
	default:
		fmt.Println("not fired")
	}
	c.SetReadDeadline(time.Now().Add(-time.Second))
	fmt.Println((<-done).(net.Error).Timeout())

	// A write that nobody reads ends by its deadline.
	quiet, _ := net.Listen("tcp", "127.0.0.1:0")
	c, _ = net.Dial("tcp", quiet.Addr().String())
	c.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	for err = nil; err == nil; {
		_, err = c.Write(big)
	}
	fmt.Println(err.(net.Error).Timeout())
	quiet.Close()
	ln.Close()
	accepted.Wait()
	fmt.Println("done")
}
