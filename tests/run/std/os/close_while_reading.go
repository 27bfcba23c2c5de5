// A file whose descriptor has been asked for is read in the system: who closes it meanwhile does not end the read, but what ends it says so.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	r.Fd()
	entering, done := make(chan bool), make(chan error)
	go func() {
		close(entering)
		_, err := r.Read(make([]byte, 1))
		done <- err
	}()
	<-entering
	time.Sleep(20 * time.Millisecond)
	fmt.Println(r.Close())
	w.Close()
	err = <-done
	fmt.Println(errors.Is(err, io.EOF) || errors.Is(err, os.ErrClosed))
	_, err = r.Read(make([]byte, 1))
	fmt.Println(err)
}
