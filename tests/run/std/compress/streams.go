package main

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

func text(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the quick brown fox jumps over a lazy dog and runs away from it")
	var b bytes.Buffer
	for b.Len() < n {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(' ')
	}
	return b.Bytes()[:n]
}

func noise(n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func flates() {
	for _, data := range [][]byte{nil, []byte("x"), text(1000), text(1 << 20), noise(300000), make([]byte, 700000)} {
		for _, level := range []int{-2, -1, 0, 1, 5, 9} {
			var b bytes.Buffer
			w, err := flate.NewWriter(&b, level)
			if err != nil {
				fmt.Println(err)
				continue
			}
			n, err := w.Write(data)
			if n != len(data) || err != nil {
				fmt.Println(n, err)
			}
			if err := w.Flush(); err != nil {
				fmt.Println(err)
			}
			w.Write(data[:min(len(data), 10)])
			fmt.Print(w.Close(), w.Close(), " ")
			_, err = w.Write([]byte("x"))
			fmt.Print(err, " ")
			b.WriteString("behind")
			r := flate.NewReader(&b)
			got, err := io.ReadAll(r)
			rest, _ := io.ReadAll(&b)
			fmt.Println(len(got), err, bytes.Equal(got[:len(data)], data), string(rest), r.Close())
		}
	}
	_, err := flate.NewWriter(nil, 10)
	fmt.Println(err)
	dict := text(5000)
	var b bytes.Buffer
	w, _ := flate.NewWriterDict(&b, 9, dict)
	w.Write(dict[1000:4000])
	w.Close()
	fmt.Println(b.Len() < 300)
	got, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(b.Bytes()), dict))
	fmt.Println(bytes.Equal(got, dict[1000:4000]), err)
	_, err = io.ReadAll(flate.NewReader(strings.NewReader("\xff\xff\xff")))
	var corrupt flate.CorruptInputError
	fmt.Println(errors.As(err, &corrupt), err)
	_, err = io.ReadAll(flate.NewReaderDict(bytes.NewReader(b.Bytes()[:b.Len()/2]), dict))
	fmt.Println(err)
	fmt.Println(flate.InternalError("x"), (&flate.ReadError{Offset: 1, Err: io.EOF}), (&flate.WriteError{Offset: 2, Err: io.EOF}))
}

type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(1, len(p))]) }

func gzips() {
	var b bytes.Buffer
	data := text(200000)
	for i := range 3 {
		w, _ := gzip.NewWriterLevel(&b, []int{1, 6, 9}[i])
		w.Name, w.Comment, w.Extra = "näme", "comment", []byte("extra")
		w.ModTime = time.Unix(1700000000, 0)
		w.Write(data)
		fmt.Println(w.Close())
	}
	whole := b.Bytes()
	r, err := gzip.NewReader(bytes.NewReader(whole))
	fmt.Println(err, r.Name, r.Comment, string(r.Extra), r.ModTime.Unix(), r.OS)
	got, err := io.ReadAll(r)
	fmt.Println(len(got), err, bytes.Equal(got[:200000], data), r.Close())
	buffered := bufio.NewReader(oneByte{bytes.NewReader(whole)})
	r.Reset(buffered)
	for {
		r.Multistream(false)
		got, err := io.ReadAll(r)
		fmt.Println(len(got), err)
		if err := r.Reset(buffered); err != nil {
			fmt.Println(err)
			break
		}
	}
	for _, broken := range [][]byte{nil, []byte("x"), []byte("not a gzip file at all"), whole[:9], whole[:1000], whole[:40]} {
		r, err := gzip.NewReader(bytes.NewReader(broken))
		if err != nil {
			fmt.Println("header:", err)
			continue
		}
		_, err = io.ReadAll(r)
		fmt.Println(err)
	}
	bad := bytes.Clone(whole)
	bad[len(bad)-1] ^= 1
	r, _ = gzip.NewReader(bytes.NewReader(bad))
	_, err = io.ReadAll(r)
	fmt.Println(err, err == gzip.ErrChecksum)
	w := gzip.NewWriter(io.Discard)
	w.Name = "日本"
	_, err = w.Write([]byte("x"))
	fmt.Println(err)
	_, err = gzip.NewWriterLevel(nil, -3)
	fmt.Println(err)
	w.Reset(&b)
	fmt.Println(w.Flush(), w.Close(), w.Close(), w.Name == "")
}

func zlibs() {
	data := text(100000)
	dict := []byte("the quick brown fox")
	for _, level := range []int{-2, -1, 0, 1, 3, 6, 8, 9} {
		for _, d := range [][]byte{nil, dict} {
			var b bytes.Buffer
			w, err := zlib.NewWriterLevelDict(&b, level, d)
			fmt.Println(err)
			for part := range 10 {
				w.Write(data[part*10000 : (part+1)*10000])
			}
			w.Flush()
			fmt.Printf("%v % x\n", w.Close(), b.Bytes()[:2])
			r, err := zlib.NewReaderDict(&b, d)
			fmt.Println(err)
			got, err := io.ReadAll(r)
			fmt.Println(bytes.Equal(got, data), err, r.Close())
		}
	}
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write(data)
	w.Close()
	_, err := zlib.NewReader(strings.NewReader("xy"))
	fmt.Println(err, err == zlib.ErrHeader)
	bad := bytes.Clone(b.Bytes())
	bad[len(bad)-1] ^= 1
	r, _ := zlib.NewReader(bytes.NewReader(bad))
	_, err = io.ReadAll(r)
	fmt.Println(err, r.Close())
	fmt.Println(r.(zlib.Resetter).Reset(&b, nil))
	got, err := io.ReadAll(r)
	fmt.Println(len(got), err)
	w, _ = zlib.NewWriterLevelDict(&b, 5, dict)
	w.Close()
	_, err = zlib.NewReader(&b)
	fmt.Println(err)
	_, err = zlib.NewReader(strings.NewReader("x"))
	fmt.Println(err)
}

func main() {
	flates()
	gzips()
	zlibs()
}
