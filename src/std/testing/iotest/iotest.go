// Package iotest has readers and writers that behave badly, to test others with.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

type writeFunc func(p []byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }

// OneByteReader reads a byte at a time.
func OneByteReader(r io.Reader) io.Reader {
	return readFunc(func(p []byte) (int, error) {
		if len(p) == 0 {
			return 0, nil
		}
		return r.Read(p[:1])
	})
}

// HalfReader reads half of what it is asked for.
func HalfReader(r io.Reader) io.Reader {
	return readFunc(func(p []byte) (int, error) { return r.Read(p[:(len(p)+1)/2]) })
}

// DataErrReader gives the error together with the last bytes.
func DataErrReader(r io.Reader) io.Reader {
	buf := make([]byte, 1024)
	var unread []byte
	return readFunc(func(p []byte) (n int, err error) {
		for {
			if len(unread) == 0 {
				m, failed := r.Read(buf)
				unread, err = buf[:m], failed
			}
			if n > 0 || err != nil {
				return n, err
			}
			n = copy(p, unread)
			unread = unread[n:]
		}
	})
}

// ErrTimeout is what TimeoutReader gives.
var ErrTimeout = errors.New("timeout")

// TimeoutReader gives ErrTimeout the second time that it is read.
func TimeoutReader(r io.Reader) io.Reader {
	reads := 0
	return readFunc(func(p []byte) (int, error) {
		if reads++; reads == 2 {
			return 0, ErrTimeout
		}
		return r.Read(p)
	})
}

// ErrReader gives nothing but the error.
func ErrReader(err error) io.Reader { return readFunc(func([]byte) (int, error) { return 0, err }) }

// TruncateWriter drops all behind n bytes without a word.
func TruncateWriter(w io.Writer, n int64) io.Writer {
	return writeFunc(func(p []byte) (int, error) {
		if n <= 0 {
			return len(p), nil
		}
		m, err := w.Write(p[:min(int64(len(p)), n)])
		n -= int64(m)
		if err == nil {
			m = len(p)
		}
		return m, err
	})
}

func logged(prefix string, p []byte, err error) {
	if err != nil {
		log.Printf("%s %x: %v", prefix, p, err)
		return
	}
	log.Printf("%s %x", prefix, p)
}

// NewWriteLogger logs what is written, in hexadecimal.
func NewWriteLogger(prefix string, w io.Writer) io.Writer {
	return writeFunc(func(p []byte) (n int, err error) {
		n, err = w.Write(p)
		logged(prefix, p[:n], err)
		return n, err
	})
}

// NewReadLogger logs what is read, in hexadecimal.
func NewReadLogger(prefix string, r io.Reader) io.Reader {
	return readFunc(func(p []byte) (n int, err error) {
		n, err = r.Read(p)
		logged(prefix, p[:n], err)
		return n, err
	})
}

// pieces reads one, two or three bytes at a time.
func pieces(r io.Reader) io.Reader {
	size, at := 0, 0
	return readFunc(func(p []byte) (int, error) {
		if len(p) == 0 {
			return 0, nil
		}
		size = size%3 + 1
		n, err := r.Read(p[:min(size, len(p))])
		if err != nil && err != io.EOF {
			err = fmt.Errorf("Read(%d bytes at offset %d): %v", n, at, err)
		}
		at += n
		return n, err
	})
}

// TestReader reads all of r, in small pieces and, where it can be done, from other places, and says where it is not content.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		if n, err := r.Read(nil); n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(pieces(r))
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	if n, err := r.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if s, ok := r.(io.ReadSeeker); ok {
		if err := testSeek(s, content); err != nil {
			return err
		}
	}
	if a, ok := r.(io.ReaderAt); ok {
		return testReadAt(a, content)
	}
	return nil
}

func testSeek(r io.ReadSeeker, content []byte) error {
	size := len(content)
	middle := size - size/3
	third := -size / 3
	seek := func(where string, offset, whence, want int) error {
		if got, err := r.Seek(int64(offset), whence); got != int64(want) || err != nil {
			return fmt.Errorf("Seek(%s = %d, %v, want %d, nil", where, got, err, want)
		}
		return nil
	}
	if err := seek("0, 1) from EOF", 0, 1, size); err != nil {
		return err
	}
	if middle > 0 {
		if err := seek("-1, 1) from EOF", -1, 1, size-1); err != nil {
			return err
		}
		if err := seek(fmt.Sprintf("%d, 1) from %d", third, size-1), third, 1, middle-1); err != nil {
			return err
		}
		if err := seek(fmt.Sprintf("+1, 1) from %d", middle-1), 1, 1, middle); err != nil {
			return err
		}
	}
	if err := seek(fmt.Sprintf("0, 1) from %d", middle), 0, 1, middle); err != nil {
		return err
	}
	readFrom := func(r io.Reader, at int) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("ReadAll from offset %d: %v", at, err)
		}
		if !bytes.Equal(data, content[at:]) {
			return fmt.Errorf("ReadAll from offset %d = %q\n\twant %q", at, data, content[at:])
		}
		return nil
	}
	if err := readFrom(pieces(r), middle); err != nil {
		return err
	}
	if err := seek(fmt.Sprintf("%d, 0) from EOF", middle/2), middle/2, 0, middle/2); err != nil {
		return err
	}
	if err := seek(fmt.Sprintf("%d, 2) from %d", third, middle/2), third, 2, middle); err != nil {
		return err
	}
	if err := readFrom(pieces(r), middle); err != nil {
		return err
	}
	if err := seek(fmt.Sprintf("%d, 0) from EOF", middle/2), middle/2, 0, middle/2); err != nil {
		return err
	}
	return readFrom(r, middle/2)
}

func testReadAt(r io.ReaderAt, content []byte) error {
	size := len(content)
	data := bytes.Repeat([]byte{0xfe}, size+1)[:size]
	if n, err := r.ReadAt(data, 0); n != size || err != nil && err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, nil or EOF", size, n, err, size)
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, data, content)
	}
	if n, err := r.ReadAt(make([]byte, 1), int64(size)); n != 0 || err != io.EOF {
		return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 0, EOF", size, n, err)
	}
	data = bytes.Repeat([]byte{0xfe}, size+1)
	if n, err := r.ReadAt(data, 0); n != size || err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", size+1, n, err, size)
	}
	if !bytes.Equal(data[:size], content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, data[:size], content)
	}
	for i := range content {
		b := []byte{0xfe}
		n, err := r.ReadAt(b, int64(i))
		last := i == size-1
		if n != 1 || err != nil && !(last && err == io.EOF) {
			want := "nil"
			if last {
				want = "nil or EOF"
			}
			return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 1, %s", i, n, err, want)
		}
		if b[0] != content[i] {
			return fmt.Errorf("ReadAt(1, %d) = %q want %q", i, b, content[i:i+1])
		}
	}
	return nil
}
