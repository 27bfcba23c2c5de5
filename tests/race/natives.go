// Memory that the library touches for the program: buffers of files and sockets, reflection, checksums.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net"
	"os"
	"reflect"
	"runtime"
	"time"
)

func apart(first, second func()) {
	done := make(chan bool, 1)
	alive := runtime.NumGoroutine()
	go func() {
		first()
		done <- true
	}()
	for runtime.NumGoroutine() > alive {
		time.Sleep(time.Millisecond)
	}
	second()
	<-done
}

type point struct {
	X, Y int
	Name string
}

func main() {
	file, err := os.Open("natives.go")
	if err != nil {
		panic(err)
	}
	buffer := make([]byte, 16)
	apart(func() { buffer[3]++ }, func() { file.Read(buffer) })
	buffer = make([]byte, 16)
	apart(func() { buffer[3]++ }, func() { file.ReadAt(buffer, 8) })
	buffer = make([]byte, 16)
	apart(func() { file.Read(buffer[:8]) }, func() { buffer[9]++ })
	short, _ := os.Open(os.DevNull)
	buffer = make([]byte, 16)
	apart(func() { buffer[3]++ }, func() { short.Read(buffer) })

	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	buffer = make([]byte, 16)
	apart(func() { buffer[5]++ }, func() { null.Write(buffer) })

	reader, writer, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	buffer = make([]byte, 16)
	apart(func() { buffer[0]++ }, func() { writer.Write(buffer) })
	buffer = make([]byte, 16)
	apart(func() { buffer[1]++ }, func() { reader.Read(buffer) })

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	client, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	server, err := listener.Accept()
	if err != nil {
		panic(err)
	}
	buffer = make([]byte, 16)
	apart(func() { buffer[2]++ }, func() { client.Write(buffer[:4]) })
	buffer = make([]byte, 16)
	apart(func() { buffer[3]++ }, func() { server.Read(buffer) })

	p := &point{Name: "p"}
	v := reflect.ValueOf(p).Elem()
	apart(func() { p.X++ }, func() { v.Field(0).SetInt(5) })
	apart(func() { v.Field(1).SetInt(7) }, func() { p.Y++ })
	apart(func() { p.Name = "q" }, func() { v.Field(2).SetString("r") })
	p = &point{}
	v = reflect.ValueOf(p).Elem()
	apart(func() { v.Set(reflect.ValueOf(point{1, 2, "s"})) }, func() { fmt.Println(p.X) })
	m := map[string]int{"a": 1}
	mv := reflect.ValueOf(m)
	apart(func() { m["b"] = 2 }, func() { mv.SetMapIndex(reflect.ValueOf("c"), reflect.ValueOf(3)) })
	m = map[string]int{"a": 1}
	mv = reflect.ValueOf(m)
	apart(func() { m["b"] = 2 }, func() { fmt.Println(mv.Len()) })
	s := []int{1, 2, 3}
	apart(func() { s[1]++ }, func() { reflect.Copy(reflect.ValueOf(s), reflect.ValueOf([]int{4, 5, 6})) })

	buffer = make([]byte, 16)
	apart(func() { buffer[4]++ }, func() { fmt.Println(crc32.ChecksumIEEE(buffer) != 0) })
	buffer = make([]byte, 16)
	apart(func() { buffer[4]++ }, func() { fmt.Println(len(bytes.Fields(buffer))) })
	buffer = make([]byte, 16)
	apart(func() { buffer[4]++ }, func() { binary.BigEndian.PutUint32(buffer[2:], 7) })
	buffer = make([]byte, 16)
	apart(func() { binary.LittleEndian.PutUint64(buffer[8:], 7) }, func() { fmt.Println(binary.LittleEndian.Uint16(buffer[14:])) })
	buffer = make([]byte, 16)
	apart(func() { buffer[4]++ }, func() { binary.LittleEndian.PutUint32(buffer, 7) })

	// A buffer is handed on and read into again: what was read later tells nothing of who had it.
	buffer = make([]byte, 16)
	parts, end := make(chan string), make(chan bool)
	go func() {
		for {
			n, err := server.Read(buffer)
			if err != nil {
				end <- true
				return
			}
			part := buffer[:n]
			go func() { parts <- string(part) }()
		}
	}()
	for range 2 {
		client.Write([]byte("part"))
		fmt.Println(<-parts)
	}
	client.Close()
	<-end
}
