package zip

import (
	"bufio"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"strings"
)

var le = binary.LittleEndian

// A Writer writes an archive, one file after the other.
type Writer struct {
	out         *bufio.Writer
	count       counter // of what went to out
	entries     []*entry
	last        *fileWriter
	closed      bool
	compressors map[uint16]Compressor
	comment     string
}

// entry is a file that has been begun.
type entry struct {
	*FileHeader
	offset uint64
	raw    bool // the caller has compressed it, and knows sizes and checksum
}

// counter counts what passes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// NewWriter returns a Writer of an archive to w.
func NewWriter(w io.Writer) *Writer {
	out := bufio.NewWriter(w)
	return &Writer{out: out, count: counter{w: out}}
}

// SetOffset tells where in the file the archive begins, as when it is appended to a program. It must be called before anything is written.
func (w *Writer) SetOffset(n int64) {
	if w.count.n != 0 {
		panic("zip: SetOffset called after data was written")
	}
	w.count.n = n
}

// Flush writes what is buffered. There is no need to call it: Close does.
func (w *Writer) Flush() error {
	return w.out.Flush()
}

// SetComment sets the archive's comment. It must be called before Close.
func (w *Writer) SetComment(comment string) error {
	if len(comment) > max16 {
		return errors.New("zip: Writer.Comment too long")
	}
	w.comment = comment
	return nil
}

// RegisterCompressor makes a method known to this Writer, before the registered ones.
func (w *Writer) RegisterCompressor(method uint16, comp Compressor) {
	if w.compressors == nil {
		w.compressors = map[uint16]Compressor{}
	}
	w.compressors[method] = comp
}

// Create begins a file, compressed by Deflate, and returns where its data is to be written to before the next one or Close.
func (w *Writer) Create(name string) (io.Writer, error) {
	return w.CreateHeader(&FileHeader{Name: name, Method: Deflate})
}

// CreateHeader begins a file. The Writer keeps fh and changes it: it must not be used for another file.
// Sizes and checksum in fh are set by the Writer.
func (w *Writer) CreateHeader(fh *FileHeader) (io.Writer, error) {
	if err := w.next(fh); err != nil {
		return nil, err
	}
	nameOK, nameTells := encoding(fh.Name)
	commentOK, commentTells := encoding(fh.Comment)
	if fh.NonUTF8 {
		fh.Flags &^= flagUTF8
	} else if nameOK && commentOK && (nameTells || commentTells) {
		fh.Flags |= flagUTF8
	}
	fh.CreatorVersion = fh.CreatorVersion&0xff00 | version20
	fh.ReaderVersion = version20
	if !fh.Modified.IsZero() {
		fh.ModifiedDate, fh.ModifiedTime = toDOS(fh.Modified)
		fh.Extra = le.AppendUint16(fh.Extra, extraTime)
		fh.Extra = append(fh.Extra, 5, 0, 1)
		fh.Extra = le.AppendUint32(fh.Extra, uint32(fh.Modified.Unix()))
	}
	e := &entry{FileHeader: fh, offset: uint64(w.count.n)}
	if fh.isDir() {
		fh.Method = Store
		fh.Flags &^= flagTail
		fh.CompressedSize, fh.CompressedSize64 = 0, 0
		fh.UncompressedSize, fh.UncompressedSize64 = 0, 0
		return w.begin(e, nil)
	}
	fh.Flags |= flagTail
	comp := w.compressors[fh.Method]
	if comp == nil {
		known, ok := compressors.Load(fh.Method)
		if !ok {
			return nil, ErrAlgorithm
		}
		comp = known.(Compressor)
	}
	fw := &fileWriter{entry: e, out: &w.count, packed: counter{w: &w.count}, sum: crc32.NewIEEE()}
	var err error
	if fw.comp, err = comp(&fw.packed); err != nil {
		return nil, err
	}
	fw.plain.w = fw.comp
	return w.begin(e, fw)
}

// CreateRaw begins a file whose data is compressed already: fh tells the sizes and the checksum.
func (w *Writer) CreateRaw(fh *FileHeader) (io.Writer, error) {
	if err := w.next(fh); err != nil {
		return nil, err
	}
	fh.CompressedSize = uint32(min(fh.CompressedSize64, max32))
	fh.UncompressedSize = uint32(min(fh.UncompressedSize64, max32))
	e := &entry{FileHeader: fh, offset: uint64(w.count.n), raw: true}
	if strings.HasSuffix(fh.Name, "/") {
		return w.begin(e, nil)
	}
	return w.begin(e, &fileWriter{entry: e, out: &w.count})
}

// Copy copies a file of another archive as it is, without decompressing it.
func (w *Writer) Copy(f *File) error {
	r, err := f.OpenRaw()
	if err != nil {
		return err
	}
	fh := f.FileHeader
	fw, err := w.CreateRaw(&fh)
	if err != nil {
		return err
	}
	_, err = io.Copy(fw, r)
	return err
}

// AddFS adds all directories and files of fsys under their paths.
func (w *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !d.IsDir() && !info.Mode().IsRegular() {
			return errors.New("zip: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info)
		if err != nil {
			return err
		}
		h.Name, h.Method = name, Deflate
		if d.IsDir() {
			h.Name += "/"
		}
		fw, err := w.CreateHeader(h)
		if err != nil || d.IsDir() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(fw, f)
		return err
	})
}

// next ends the file before.
func (w *Writer) next(fh *FileHeader) error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
	}
	if n := len(w.entries); n > 0 && w.entries[n-1].FileHeader == fh {
		return errors.New("archive/zip: invalid duplicate FileHeader")
	}
	return nil
}

// begin writes the header before the data; a nil fw stands for a directory.
func (w *Writer) begin(e *entry, fw *fileWriter) (io.Writer, error) {
	w.entries = append(w.entries, e)
	if err := e.writeLocal(&w.count); err != nil {
		return nil, err
	}
	w.last = fw
	if fw == nil {
		return dirWriter{}, nil
	}
	return fw, nil
}

func (e *entry) writeLocal(w io.Writer) error {
	if len(e.Name) > max16 {
		return errors.New("zip: FileHeader.Name too long")
	}
	if len(e.Extra) > max16 {
		return errors.New("zip: FileHeader.Extra too long")
	}
	version := e.ReaderVersion
	var crc, packed, plain uint32
	var big []byte
	if e.raw && !e.hasTail() {
		crc, packed, plain = e.CRC32, uint32(e.CompressedSize64), uint32(e.UncompressedSize64)
		if e.CompressedSize64 > max32 || e.UncompressedSize64 > max32 {
			version = max(version, version45)
			packed, plain = max32, max32
			big = le.AppendUint16(le.AppendUint16(nil, extraZip64), 16)
			big = le.AppendUint64(le.AppendUint64(big, e.UncompressedSize64), e.CompressedSize64)
		}
	}
	b := make([]byte, 0, localLen+len(e.Name)+len(e.Extra)+len(big))
	b = le.AppendUint32(b, localSignature)
	for _, x := range []uint16{version, e.Flags, e.Method, e.ModifiedTime, e.ModifiedDate} {
		b = le.AppendUint16(b, x)
	}
	for _, x := range []uint32{crc, packed, plain} {
		b = le.AppendUint32(b, x)
	}
	b = le.AppendUint16(b, uint16(len(e.Name)))
	b = le.AppendUint16(b, uint16(len(e.Extra)+len(big)))
	b = append(b, e.Name...)
	b = append(b, e.Extra...)
	_, err := w.Write(append(b, big...))
	return err
}

// appendEntry appends what the directory at the end says of the file.
func (e *entry) appendEntry(b []byte) []byte {
	version := e.ReaderVersion
	if e.isBig() {
		version = max(version, version45)
		var fields []byte
		for _, x := range []uint64{e.UncompressedSize64, e.CompressedSize64, e.offset} {
			if x >= max32 {
				fields = le.AppendUint64(fields, x)
			}
		}
		e.Extra = le.AppendUint16(le.AppendUint16(e.Extra, extraZip64), uint16(len(fields)))
		e.Extra = append(e.Extra, fields...)
	}
	b = le.AppendUint32(b, entrySignature)
	for _, x := range []uint16{e.CreatorVersion, version, e.Flags, e.Method, e.ModifiedTime, e.ModifiedDate} {
		b = le.AppendUint16(b, x)
	}
	for _, x := range []uint64{uint64(e.CRC32), e.CompressedSize64, e.UncompressedSize64} {
		b = le.AppendUint32(b, uint32(min(x, max32)))
	}
	for _, n := range []int{len(e.Name), len(e.Extra), len(e.Comment), 0, 0} {
		b = le.AppendUint16(b, uint16(n))
	}
	b = le.AppendUint32(b, e.ExternalAttrs)
	b = le.AppendUint32(b, uint32(min(e.offset, max32)))
	b = append(b, e.Name...)
	b = append(b, e.Extra...)
	return append(b, e.Comment...)
}

func (e *entry) isBig() bool {
	return e.CompressedSize64 >= max32 || e.UncompressedSize64 >= max32 || e.offset >= max32
}

// Close writes the directory of the archive. It does not close the writer below.
func (w *Writer) Close() error {
	if w.last != nil && !w.last.closed {
		if err := w.last.close(); err != nil {
			return err
		}
		w.last = nil
	}
	if w.closed {
		return errors.New("zip: writer closed twice")
	}
	w.closed = true
	offset := uint64(w.count.n)
	big := false
	for _, e := range w.entries {
		big = big || e.isBig()
		if _, err := w.count.Write(e.appendEntry(nil)); err != nil {
			return err
		}
	}
	end := uint64(w.count.n)
	size, records := end-offset, uint64(len(w.entries))
	var b []byte
	if big || records >= max16 || size >= max32 || offset >= max32 {
		b = le.AppendUint32(b, end64Signature)
		b = le.AppendUint64(b, end64Len-12)
		b = le.AppendUint16(le.AppendUint16(b, version45), version45)
		for _, x := range []uint64{0, records, records, size, offset} { // the first: both numbers of disks
			b = le.AppendUint64(b, x)
		}
		b = le.AppendUint64(b, loc64Signature) // and the number of a disk
		b = le.AppendUint64(b, end)
		b = le.AppendUint32(b, 1)
	}
	b = le.AppendUint64(b, endSignature) // and the numbers of disks
	b = le.AppendUint16(b, uint16(min(records, max16)))
	b = le.AppendUint16(b, uint16(min(records, max16)))
	b = le.AppendUint32(b, uint32(min(size, max32)))
	b = le.AppendUint32(b, uint32(min(offset, max32)))
	b = le.AppendUint16(b, uint16(len(w.comment)))
	if _, err := w.count.Write(append(b, w.comment...)); err != nil {
		return err
	}
	return w.out.Flush()
}

type dirWriter struct{}

func (dirWriter) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return 0, errors.New("zip: write to directory")
}

// fileWriter takes the data of one file.
type fileWriter struct {
	*entry
	out    *counter
	plain  counter // before compression
	packed counter // after it
	comp   io.WriteCloser
	sum    hash.Hash32
	closed bool
}

func (w *fileWriter) Write(p []byte) (int, error) {
	if w.closed {
		return 0, errors.New("zip: write to closed file")
	}
	if w.raw {
		return w.out.Write(p)
	}
	w.sum.Write(p)
	return w.plain.Write(p)
}

// close ends the data and writes sizes and checksum behind it.
func (w *fileWriter) close() error {
	if w.closed {
		return errors.New("zip: file closed twice")
	}
	w.closed = true
	h := w.FileHeader
	if !w.raw {
		if err := w.comp.Close(); err != nil {
			return err
		}
		h.CRC32 = w.sum.Sum32()
		h.CompressedSize64, h.UncompressedSize64 = uint64(w.packed.n), uint64(w.plain.n)
		h.CompressedSize, h.UncompressedSize = uint32(w.packed.n), uint32(w.plain.n)
		if w.tooLong() {
			h.CompressedSize, h.UncompressedSize = max32, max32
			h.ReaderVersion = version45
		}
	}
	if !h.hasTail() {
		return nil
	}
	b := le.AppendUint32(le.AppendUint32(nil, tailSignature), h.CRC32)
	if w.tooLong() {
		b = le.AppendUint64(le.AppendUint64(b, h.CompressedSize64), h.UncompressedSize64)
	} else {
		b = le.AppendUint32(le.AppendUint32(b, h.CompressedSize), h.UncompressedSize)
	}
	_, err := w.out.Write(b)
	return err
}

func (w *fileWriter) tooLong() bool {
	return w.CompressedSize64 > max32 || w.UncompressedSize64 > max32
}
