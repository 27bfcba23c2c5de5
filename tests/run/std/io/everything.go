// Package io: each function and type with readers and writers that give little, nothing, too much, or fail.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type bytewise struct{ r io.Reader }

func (b bytewise) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return b.r.Read(p[:1])
}

type lying struct{}

func (lying) Write(p []byte) (int, error) { return len(p) + 5, nil }

type shortening struct{ io.Writer }

func (s shortening) Write(p []byte) (int, error) { return s.Writer.Write(p[:len(p)/2]) }

type failing struct{ after string }

func (f *failing) Read(p []byte) (int, error) {
	n := copy(p, f.after)
	f.after = f.after[n:]
	if n > 0 {
		return n, nil
	}
	return 0, errors.New("read failed")
}

type memory struct{ data [24]byte }

func (m *memory) WriteAt(p []byte, at int64) (int, error) {
	if at < 0 || at >= int64(len(m.data)) {
		return 0, errors.New("outside")
	}
	n := copy(m.data[at:], p)
	if n < len(p) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

// everything implements all of the package's interfaces and tells which method ran.
type everything struct{ log []string }

func (e *everything) note(what string)            { e.log = append(e.log, what) }
func (e *everything) Read(p []byte) (int, error)  { e.note("Read"); return 0, io.EOF }
func (e *everything) Write(p []byte) (int, error) { e.note("Write"); return len(p), nil }
func (e *everything) Close() error                { e.note("Close"); return nil }
func (e *everything) Seek(offset int64, whence int) (int64, error) {
	e.note("Seek")
	return offset, nil
}
func (e *everything) ReadAt(p []byte, off int64) (int, error)  { e.note("ReadAt"); return len(p), nil }
func (e *everything) WriteAt(p []byte, off int64) (int, error) { e.note("WriteAt"); return len(p), nil }
func (e *everything) ReadFrom(r io.Reader) (int64, error)      { e.note("ReadFrom"); return 1, nil }
func (e *everything) WriteTo(w io.Writer) (int64, error)       { e.note("WriteTo"); return 2, nil }
func (e *everything) ReadByte() (byte, error)                  { e.note("ReadByte"); return 'b', nil }
func (e *everything) UnreadByte() error                        { e.note("UnreadByte"); return nil }
func (e *everything) WriteByte(c byte) error                   { e.note("WriteByte"); return nil }
func (e *everything) ReadRune() (rune, int, error)             { e.note("ReadRune"); return 'r', 1, nil }
func (e *everything) UnreadRune() error                        { e.note("UnreadRune"); return nil }
func (e *everything) WriteString(s string) (int, error)        { e.note("WriteString"); return len(s), nil }

func interfaces() {
	e := &everything{}
	var (
		byteReader  io.ByteReader      = e
		byteScanner io.ByteScanner     = e
		byteWriter  io.ByteWriter      = e
		runeReader  io.RuneReader      = e
		runeScanner io.RuneScanner     = e
		text        io.StringWriter    = e
		from        io.ReaderFrom      = e
		to          io.WriterTo        = e
		readerAt    io.ReaderAt        = e
		writerAt    io.WriterAt        = e
		seeker      io.Seeker          = e
		closer      io.Closer          = e
		all         io.ReadWriteCloser = e
		seekWrite   io.WriteSeeker     = e
		seekRead    io.ReadSeekCloser  = e
		seekBoth    io.ReadWriteSeeker = e
		readWrite   io.ReadWriter      = e
		readClose   io.ReadCloser      = e
		writeClose  io.WriteCloser     = e
		readSeek    io.ReadSeeker      = e
	)
	b, _ := byteReader.ReadByte()
	byteScanner.UnreadByte()
	byteWriter.WriteByte(b)
	r, _, _ := runeReader.ReadRune()
	runeScanner.UnreadRune()
	text.WriteString(string(r))
	from.ReadFrom(nil)
	to.WriteTo(nil)
	readerAt.ReadAt(nil, 0)
	writerAt.WriteAt(nil, 0)
	seeker.Seek(0, io.SeekCurrent)
	closer.Close()
	all.Read(nil)
	seekWrite.Write(nil)
	seekRead.Close()
	seekBoth.Seek(0, io.SeekStart)
	readWrite.Write(nil)
	readClose.Close()
	writeClose.Write(nil)
	readSeek.Read(nil)
	fmt.Println(e.log)

	e.log = nil
	fmt.Println(io.Copy(e, strings.NewReader("x")))
	fmt.Println(io.Copy(e, bytewise{strings.NewReader("x")}))
	fmt.Println(io.Copy(io.Discard, e))
	fmt.Println(io.WriteString(e, "text"))
	fmt.Println(io.CopyBuffer(struct{ io.Writer }{e}, struct{ io.Reader }{strings.NewReader("abc")}, make([]byte, 2)))
	fmt.Println(e.log)
	_, both := io.NopCloser(e).(io.WriterTo)
	_, plain := io.NopCloser(bytewise{}).(io.WriterTo)
	fmt.Println(both, plain, io.NopCloser(e).Close())
}

func copies() {
	var out bytes.Buffer
	fmt.Println(io.CopyN(&out, strings.NewReader("0123456789"), 4))
	fmt.Println(io.CopyN(&out, strings.NewReader("01"), 4))
	fmt.Println(io.CopyN(&out, strings.NewReader("01"), 0))
	fmt.Println(io.CopyN(&out, &failing{"abc"}, 5))
	fmt.Println(out.String())
	fmt.Println(io.Copy(lying{}, bytewise{strings.NewReader("ab")}))
	fmt.Println(io.Copy(shortening{&out}, strings.NewReader("abcd")))
	fmt.Println(io.Copy(shortening{&out}, bytewise{strings.NewReader("abcd")}))
	func() {
		defer func() { fmt.Println(recover()) }()
		io.CopyBuffer(struct{ io.Writer }{&out}, bytewise{}, []byte{})
	}()
	buffer := make([]byte, 4)
	n, err := io.ReadFull(strings.NewReader("abc"), buffer)
	fmt.Println(n, err, err == io.ErrUnexpectedEOF)
	n, err = io.ReadFull(strings.NewReader(""), buffer)
	fmt.Println(n, err)
	n, err = io.ReadFull(bytewise{strings.NewReader("abcdef")}, buffer)
	fmt.Println(n, err, string(buffer))
	n, err = io.ReadFull(&failing{"ab"}, buffer)
	fmt.Println(n, err)
	n, err = io.ReadAtLeast(bytewise{strings.NewReader("abc")}, buffer, 2)
	fmt.Println(n, err)
	n, err = io.ReadAtLeast(strings.NewReader("abc"), buffer, 5)
	fmt.Println(n, err, err == io.ErrShortBuffer)
	n, err = io.ReadAtLeast(strings.NewReader("a"), buffer, 0)
	fmt.Println(n, err)
	all, err := io.ReadAll(&failing{"some"})
	fmt.Println(string(all), err)
	all, err = io.ReadAll(io.MultiReader())
	fmt.Println(all, all == nil, err)
	fmt.Println(io.ErrNoProgress, io.ErrClosedPipe, io.ErrShortWrite)
}

func pieces() {
	limited := &io.LimitedReader{R: strings.NewReader("abcdef"), N: 3}
	all, err := io.ReadAll(limited)
	fmt.Println(string(all), err, limited.N, limited.R != nil)
	n, err := limited.Read(make([]byte, 1))
	fmt.Println(n, err)
	all, _ = io.ReadAll(io.LimitReader(strings.NewReader("abc"), -1))
	fmt.Println(len(all))

	var section *io.SectionReader = io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	all, err = io.ReadAll(section)
	fmt.Println(string(all), err, section.Size())
	for _, seek := range [][2]int64{{1, io.SeekStart}, {2, io.SeekCurrent}, {-1, io.SeekEnd}, {-9, io.SeekEnd}, {0, 7}, {99, io.SeekStart}} {
		at, err := section.Seek(seek[0], int(seek[1]))
		part := make([]byte, 3)
		n, rerr := section.Read(part)
		fmt.Println(at, err, n, rerr, string(part[:n]))
	}
	for _, at := range []int64{0, 3, 5, -1} {
		part := make([]byte, 3)
		n, err := section.ReadAt(part, at)
		fmt.Println(n, err, string(part[:n]))
	}
	outer, offset, size := section.Outer()
	fmt.Println(outer.(*strings.Reader).Len(), offset, size)
	fmt.Println(io.NewSectionReader(strings.NewReader("x"), 1<<62, 1<<62).Size() > 0)

	m := &memory{}
	var w *io.OffsetWriter = io.NewOffsetWriter(m, 4)
	n, err = w.Write([]byte("abc"))
	fmt.Println(n, err)
	n, err = w.WriteAt([]byte("XY"), 10)
	fmt.Println(n, err)
	n, err = w.WriteAt([]byte("XY"), -1)
	fmt.Println(n, err)
	for _, seek := range [][2]int64{{1, io.SeekStart}, {2, io.SeekCurrent}, {0, io.SeekEnd}, {-9, io.SeekStart}} {
		at, err := w.Seek(seek[0], int(seek[1]))
		fmt.Println(at, err)
	}
	n, err = w.Write([]byte("0123456789012345678901234567890"))
	fmt.Println(n, err)
	fmt.Printf("%q\n", m.data)

	many := io.MultiReader(strings.NewReader("one "), bytewise{strings.NewReader("")}, strings.NewReader("two"))
	var left, right bytes.Buffer
	copied, err := io.Copy(io.MultiWriter(&left, &right), io.TeeReader(many, os.Stdout))
	fmt.Println("", copied, err, left.String() == right.String())
	n, err = io.MultiWriter(&left, shortening{io.Discard}, &right).Write([]byte("ab"))
	fmt.Println(n, err, left.Len(), right.Len())
	n, err = io.WriteString(io.MultiWriter(), "nobody")
	fmt.Println(n, err)
	tee := io.TeeReader(strings.NewReader("abc"), shortening{&left})
	n, err = tee.Read(make([]byte, 3))
	fmt.Println(n, err)
}

func pipes() {
	var r *io.PipeReader
	var w *io.PipeWriter
	r, w = io.Pipe()
	wrote := make(chan string, 1)
	go func() {
		n, err := w.Write([]byte("through the pipe"))
		wrote <- fmt.Sprintln("wrote", n, err)
		w.CloseWithError(errors.New("no more"))
	}()
	part := make([]byte, 7)
	for {
		n, err := r.Read(part)
		if err != nil {
			fmt.Println(n, err)
			break
		}
		fmt.Printf("%q ", part[:n])
	}
	fmt.Print(<-wrote)
	n, err := w.Write([]byte("x"))
	fmt.Println(n, err)
	r, w = io.Pipe()
	fmt.Println(r.CloseWithError(errors.New("reader left")), r.CloseWithError(nil))
	n, err = w.Write([]byte("x"))
	fmt.Println(n, err, w.Close())
	r, w = io.Pipe()
	r.Close()
	n, err = w.Write([]byte("x"))
	fmt.Println(n, err)
	n, err = r.Read(part)
	fmt.Println(n, err)
	r, w = io.Pipe()
	w.Close()
	n, err = r.Read(part)
	fmt.Println(n, err)
}

func main() {
	interfaces()
	copies()
	pieces()
	pipes()
}
