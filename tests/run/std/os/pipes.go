// Pipes of package os: deadlines, what a close does to who waits, readers and writers that are gone, copies of standard output.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"
)

func pair() (r, w *os.File) {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	return r, w
}

func deadlines() {
	r, w := pair()
	fmt.Println(r.SetReadDeadline(time.Now().Add(20 * time.Millisecond)))
	n, err := r.Read(make([]byte, 4))
	fmt.Println(n, err, errors.Is(err, os.ErrDeadlineExceeded), os.IsTimeout(err))
	var path *fs.PathError
	fmt.Println(errors.As(err, &path), path.Op, path.Path)
	fmt.Println(r.SetDeadline(time.Time{}))
	w.Write([]byte("now"))
	text := make([]byte, 8)
	n, err = r.Read(text)
	fmt.Println(string(text[:n]), err)
	w.SetWriteDeadline(time.Now().Add(30 * time.Millisecond))
	n, err = w.Write(make([]byte, 1<<20))
	fmt.Println(n > 0 && n < 1<<20, errors.Is(err, os.ErrDeadlineExceeded))
	fmt.Println(r.Close(), w.Close())
	fmt.Println(r.Close(), r.SetDeadline(time.Now()))
}

func closing() {
	r, w := pair()
	ended := make(chan error)
	go func() {
		_, err := r.Read(make([]byte, 1))
		ended <- err
	}()
	time.Sleep(5 * time.Millisecond)
	r.Close()
	err := <-ended
	fmt.Println(err, errors.Is(err, os.ErrClosed))
	_, err = w.Write([]byte("x"))
	fmt.Println(err, errors.Is(err, syscall.EPIPE))
	w.Close()

	r, w = pair()
	go func() {
		_, err := w.Write(make([]byte, 1<<20))
		ended <- err
	}()
	time.Sleep(5 * time.Millisecond)
	r.Close()
	fmt.Println(<-ended)
	w.Close()

	r, w = pair()
	go func() {
		w.WriteString("the end")
		w.Close()
	}()
	text, err := io.ReadAll(r)
	fmt.Println(string(text), err)
	n, err := r.Read(make([]byte, 1))
	fmt.Println(n, err)
}

func large() {
	r, w := pair()
	go func() {
		for i := range 100 {
			fmt.Fprintln(w, strings.Repeat(fmt.Sprint(i%10), 20_000))
		}
		w.Close()
	}()
	text, err := io.ReadAll(r)
	fmt.Println(len(text), err)
}

// captured is what f prints.
func captured(f func()) string {
	r, w := pair()
	old := os.Stdout
	os.Stdout = w
	text := make(chan string)
	go func() {
		all, _ := io.ReadAll(r)
		text <- string(all)
	}()
	f()
	w.Close()
	os.Stdout = old
	return <-text
}

func others() {
	fmt.Printf("%q\n", captured(func() { fmt.Println("to a pipe"); fmt.Fprint(os.Stdout, "twice") }))
	r, w := pair()
	cmd := exec.Command("cat")
	cmd.Stdin = r
	out, err := cmd.StdoutPipe()
	fmt.Println(err, cmd.Start())
	r.Close()
	w.WriteString("through cat")
	w.Close()
	text, err := io.ReadAll(out)
	fmt.Println(string(text), err, cmd.Wait())

	// A descriptor that was given away is an ordinary one.
	r, w = pair()
	fmt.Println(r.Fd() > 2, r.SetReadDeadline(time.Now()))
	// Its own w: there is another one before it writes.
	go func(w *os.File) {
		time.Sleep(5 * time.Millisecond)
		w.WriteString("waited")
		w.Close()
	}(w)
	text, err = io.ReadAll(r)
	fmt.Println(string(text), err)

	r, w = pair()
	raw, err := r.SyscallConn()
	go w.WriteString("raw")
	buffer, n := make([]byte, 8), 0
	rerr := raw.Read(func(fd uintptr) bool {
		n, err = syscall.Read(int(fd), buffer)
		return err != syscall.EAGAIN
	})
	fmt.Println(string(buffer[:n]), err, rerr)
	info, err := r.Stat()
	fmt.Println(info.Mode()&os.ModeNamedPipe != 0, err)
	_, err = r.Seek(0, io.SeekStart)
	fmt.Println(err)
}

func main() {
	deadlines()
	closing()
	large()
	others()
}
