package zip

import (
	"bufio"
	"errors"
	"hash"
	"hash/crc32"
	"internal/godebug"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

var insecurePath = godebug.New("zipinsecurepath")

// A Reader serves the files of an archive. It is an fs.FS too.
type Reader struct {
	File    []*File
	Comment string

	r             io.ReaderAt
	base          int64 // where the archive begins, what is written before it apart
	decompressors map[uint16]Decompressor
	treeOnce      sync.Once
	tree          tree
}

// A ReadCloser is a Reader of a file that is to be closed.
type ReadCloser struct {
	f *os.File
	Reader
}

// A File is one file of an archive. Its data is reached by Open.
type File struct {
	FileHeader
	zip    *Reader
	r      io.ReaderAt
	offset int64 // of the header before the data
}

// OpenReader opens the archive of that name. With GODEBUG=zipinsecurepath=0 an archive with paths that lead out of a directory
// comes with ErrInsecurePath.
func OpenReader(name string) (*ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	rc := &ReadCloser{f: f}
	if err = rc.init(f, info.Size()); err != nil && err != ErrInsecurePath {
		f.Close()
		return nil, err
	}
	return rc, err
}

// Close closes the file. What is open from it is of no use any more.
func (rc *ReadCloser) Close() error {
	return rc.f.Close()
}

// NewReader reads the archive in r, which has size bytes. As for insecure paths see OpenReader.
func NewReader(r io.ReaderAt, size int64) (*Reader, error) {
	if size < 0 {
		return nil, errors.New("zip: size cannot be negative")
	}
	zr := new(Reader)
	err := zr.init(r, size)
	if err != nil && err != ErrInsecurePath {
		return nil, err
	}
	return zr, err
}

func (z *Reader) init(r io.ReaderAt, size int64) error {
	d, err := findDirectory(r, size)
	if err != nil {
		return err
	}
	z.r, z.base, z.Comment = r, d.base, d.comment
	s := io.NewSectionReader(r, 0, size)
	if _, err := s.Seek(d.base+int64(d.offset), io.SeekStart); err != nil {
		return err
	}
	// The number of records is told modulo 65536 by some writers: all that look like records are taken.
	buf := bufio.NewReader(s)
	for {
		f := &File{zip: z, r: r}
		err = f.readEntry(buf)
		if err == ErrFormat || err == io.ErrUnexpectedEOF {
			break
		}
		if err != nil {
			return err
		}
		f.offset += d.base
		z.File = append(z.File, f)
	}
	if uint16(len(z.File)) != uint16(d.records) {
		return err
	}
	if insecurePath.Value() == "0" {
		for _, f := range z.File {
			if f.Name != "" && (!filepath.IsLocal(f.Name) || strings.Contains(f.Name, `\`)) {
				insecurePath.IncNonDefault()
				return ErrInsecurePath
			}
		}
	}
	return nil
}

// RegisterDecompressor makes a method known to this Reader, before the registered ones.
func (r *Reader) RegisterDecompressor(method uint16, dcomp Decompressor) {
	if r.decompressors == nil {
		r.decompressors = map[uint16]Decompressor{}
	}
	r.decompressors[method] = dcomp
}

// fields takes numbers from the front of a record.
type fields []byte

func (b *fields) skip(n int) fields {
	taken := (*b)[:n]
	*b = (*b)[n:]
	return taken
}

func (b *fields) u16() uint16 { return le.Uint16(b.skip(2)) }
func (b *fields) u32() uint32 { return le.Uint32(b.skip(4)) }
func (b *fields) u64() uint64 { return le.Uint64(b.skip(8)) }

// directory is what the end of an archive says of its directory.
type directory struct {
	records, size, offset uint64
	base                  int64
	comment               string
}

// findDirectory looks for the record at the end of the archive, which a comment may follow.
func findDirectory(r io.ReaderAt, size int64) (*directory, error) {
	var b fields
	var end int64
	for i, n := range []int64{1024, 65 * 1024} {
		n = min(n, size)
		b = make([]byte, n)
		if _, err := r.ReadAt(b, size-n); err != nil && err != io.EOF {
			return nil, err
		}
		if at := findEnd(b); at >= 0 {
			b = b[at:]
			end = size - n + int64(at)
			break
		}
		if i == 1 || n == size {
			return nil, ErrFormat
		}
	}
	b.skip(10) // the signature, disks, records on this disk
	d := &directory{records: uint64(b.u16()), size: uint64(b.u32()), offset: uint64(b.u32())}
	n := int(b.u16())
	if n > len(b) {
		return nil, errors.New("zip: invalid comment length")
	}
	d.comment = string(b[:n])
	if d.records == max16 || d.size == max32 || d.offset == max32 {
		at, err := find64(r, end)
		if err == nil && at >= 0 {
			end = at
			err = d.read64(r, at)
		}
		if err != nil {
			return nil, err
		}
	}
	if int64(d.size) < 0 || int64(d.offset) < 0 {
		return nil, ErrFormat
	}
	d.base = end - int64(d.size) - int64(d.offset)
	if at := d.base + int64(d.offset); at < 0 || at >= size {
		return nil, ErrFormat
	}
	// Something before the archive: its writer may have counted from the beginning of the file all the same.
	if d.base > 0 {
		at := int64(d.offset)
		if new(File).readEntry(io.NewSectionReader(r, at, size-at)) == nil {
			d.base = 0
		}
	}
	return d, nil
}

// findEnd looks from behind for the record at the end of an archive, with its comment whole.
func findEnd(b []byte) int {
	for at := len(b) - endLen; at >= 0; at-- {
		if le.Uint32(b[at:]) == endSignature {
			if comment := int(le.Uint16(b[at+endLen-2:])); at+endLen+comment > len(b) {
				return -1
			}
			return at
		}
	}
	return -1
}

// find64 returns where the longer form of the record at the end is; negative: there is none.
func find64(r io.ReaderAt, end int64) (int64, error) {
	if end < loc64Len {
		return -1, nil
	}
	b := make(fields, loc64Len)
	if _, err := r.ReadAt(b, end-loc64Len); err != nil {
		return -1, err
	}
	signature, disk, at, disks := b.u32(), b.u32(), b.u64(), b.u32()
	if signature != loc64Signature || disk != 0 || disks != 1 {
		return -1, nil
	}
	return int64(at), nil
}

func (d *directory) read64(r io.ReaderAt, at int64) error {
	b := make(fields, end64Len)
	if _, err := r.ReadAt(b, at); err != nil {
		return err
	}
	if b.u32() != end64Signature {
		return ErrFormat
	}
	b.skip(28) // length, versions, disks, records on this disk
	d.records, d.size, d.offset = b.u64(), b.u64(), b.u64()
	return nil
}

// readEntry reads what the directory says of a file.
func (f *File) readEntry(r io.Reader) error {
	b := make(fields, entryLen)
	if _, err := io.ReadFull(r, b); err != nil {
		return err
	}
	if b.u32() != entrySignature {
		return ErrFormat
	}
	for _, field := range []*uint16{&f.CreatorVersion, &f.ReaderVersion, &f.Flags, &f.Method, &f.ModifiedTime, &f.ModifiedDate} {
		*field = b.u16()
	}
	f.CRC32, f.CompressedSize, f.UncompressedSize = b.u32(), b.u32(), b.u32()
	f.CompressedSize64, f.UncompressedSize64 = uint64(f.CompressedSize), uint64(f.UncompressedSize)
	name, extra, comment := int(b.u16()), int(b.u16()), int(b.u16())
	b.skip(4) // disk, attributes of the format's own
	f.ExternalAttrs = b.u32()
	f.offset = int64(b.u32())
	rest := make(fields, name+extra+comment)
	if _, err := io.ReadFull(r, rest); err != nil {
		return err
	}
	f.Name = string(rest.skip(name))
	f.Extra = rest.skip(extra)
	f.Comment = string(rest)

	nameOK, nameTells := encoding(f.Name)
	commentOK, commentTells := encoding(f.Comment)
	if !nameOK || !commentOK {
		f.NonUTF8 = true
	} else if nameTells || commentTells {
		f.NonUTF8 = f.Flags&flagUTF8 == 0
	}

	modified, err := f.readExtra()
	if err != nil {
		return err
	}
	f.Modified = fromDOS(f.ModifiedDate, f.ModifiedTime)
	if modified.IsZero() {
		return nil
	}
	if f.ModifiedTime == 0 && f.ModifiedDate == 0 {
		f.Modified = modified.UTC()
	} else {
		// What the clock of MS-DOS showed tells the zone.
		f.Modified = modified.In(zone(f.Modified.Sub(modified)))
	}
	return nil
}

func zone(offset time.Duration) *time.Location {
	offset = offset.Round(15 * time.Minute)
	if offset < -12*time.Hour || offset > 14*time.Hour {
		offset = 0
	}
	return time.FixedZone("", int(offset/time.Second))
}

// readExtra reads the further fields: numbers of 64 bits, and when the file was modified, the zero time if they do not tell.
func (f *File) readExtra() (modified time.Time, err error) {
	for b := fields(f.Extra); len(b) >= 4; {
		tag, n := b.u16(), int(b.u16())
		if n > len(b) {
			break
		}
		field := b.skip(n)
		switch tag {
		case extraZip64:
			for _, big := range []struct {
				isBig bool
				set   func(x uint64)
			}{
				{f.UncompressedSize == max32, func(x uint64) { f.UncompressedSize64 = x }},
				{f.CompressedSize == max32, func(x uint64) { f.CompressedSize64 = x }},
				{f.offset == max32, func(x uint64) { f.offset = int64(x) }},
			} {
				if !big.isBig {
					continue
				}
				if len(field) < 8 {
					return modified, ErrFormat
				}
				big.set(field.u64())
			}
		case extraNTFS:
			if len(field) < 4 {
				continue
			}
			for field.skip(4); len(field) >= 4; {
				tag, n := field.u16(), int(field.u16())
				if n > len(field) {
					break
				}
				attribute := field.skip(n)
				if tag == 1 && n == 24 {
					const perSecond = 10_000_000
					ticks := int64(attribute.u64()) // since 1601
					since := time.Date(1601, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()
					modified = time.Unix(since+ticks/perSecond, ticks%perSecond*(1e9/perSecond))
				}
			}
		case extraUnix, extraInfoZip:
			if len(field) >= 8 {
				modified = time.Unix(int64(le.Uint32(field[4:])), 0)
			}
		case extraTime:
			if len(field) >= 5 && field[0]&1 != 0 {
				modified = time.Unix(int64(le.Uint32(field[1:])), 0)
			}
		}
	}
	return modified, nil
}

// body returns how far behind the header's beginning the data begins.
func (f *File) body() (int64, error) {
	var b [localLen]byte
	if _, err := f.r.ReadAt(b[:], f.offset); err != nil {
		return 0, err
	}
	if le.Uint32(b[:]) != localSignature {
		return 0, ErrFormat
	}
	return localLen + int64(le.Uint16(b[26:])) + int64(le.Uint16(b[28:])), nil
}

// DataOffset returns where the data of the file, compressed as it is, begins. Most need Open instead.
func (f *File) DataOffset() (offset int64, err error) {
	n, err := f.body()
	if err != nil {
		return 0, err
	}
	return f.offset + n, nil
}

// OpenRaw returns a reader of the data as it stands in the archive.
func (f *File) OpenRaw() (io.Reader, error) {
	n, err := f.body()
	if err != nil {
		return nil, err
	}
	return io.NewSectionReader(f.r, f.offset+n, int64(f.CompressedSize64)), nil
}

// Open returns a reader of the data. Several files can be read at the same time.
func (f *File) Open() (io.ReadCloser, error) {
	n, err := f.body()
	if err != nil {
		return nil, err
	}
	if f.isDir() {
		if f.UncompressedSize64 != 0 {
			return &dirReader{ErrFormat}, nil
		}
		return &dirReader{io.EOF}, nil
	}
	dcomp := f.zip.decompressors[f.Method]
	if dcomp == nil {
		known, ok := decompressors.Load(f.Method)
		if !ok {
			return nil, ErrAlgorithm
		}
		dcomp = known.(Decompressor)
	}
	from, size := f.offset+n, int64(f.CompressedSize64)
	r := &checkingReader{rc: dcomp(io.NewSectionReader(f.r, from, size)), sum: crc32.NewIEEE(), f: f}
	if f.hasTail() {
		r.tail = io.NewSectionReader(f.r, from+size, tailLen)
	}
	return r, nil
}

type dirReader struct {
	err error
}

func (r *dirReader) Read([]byte) (int, error) { return 0, r.err }
func (r *dirReader) Close() error             { return nil }

// checkingReader compares length and checksum at the end of the data.
type checkingReader struct {
	rc   io.ReadCloser
	sum  hash.Hash32
	n    uint64
	f    *File
	tail io.Reader // nil if there are no sizes behind the data
	err  error
}

func (r *checkingReader) Stat() (fs.FileInfo, error) { return headerInfo{&r.f.FileHeader}, nil }
func (r *checkingReader) Close() error               { return r.rc.Close() }

func (r *checkingReader) Read(p []byte) (n int, err error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err = r.rc.Read(p)
	r.sum.Write(p[:n])
	r.n += uint64(n)
	if r.n > r.f.UncompressedSize64 {
		return 0, ErrFormat
	}
	if err == nil {
		return n, nil
	}
	if err == io.EOF {
		if r.n != r.f.UncompressedSize64 {
			return 0, io.ErrUnexpectedEOF
		}
		err = r.atEnd()
	}
	r.err = err
	return n, err
}

func (r *checkingReader) atEnd() error {
	if r.tail != nil {
		if err := r.readTail(); err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return err
		}
	}
	// Some writers do not know the checksum and leave it out.
	if (r.tail != nil || r.f.CRC32 != 0) && r.sum.Sum32() != r.f.CRC32 {
		return ErrChecksum
	}
	return io.EOF
}

// readTail looks at the checksum behind the data, which a signature precedes or not. The sizes may be of 32 or of 64 bits: they are not looked at.
func (r *checkingReader) readTail() error {
	var b [12]byte
	if _, err := io.ReadFull(r.tail, b[:4]); err != nil {
		return err
	}
	from := 0
	if le.Uint32(b[:]) != tailSignature {
		from = 4
	}
	if _, err := io.ReadFull(r.tail, b[from:]); err != nil {
		return err
	}
	if le.Uint32(b[:]) != r.f.CRC32 {
		return ErrChecksum
	}
	return nil
}
