// Package zip reads and writes ZIP archives. Archives split over several disks are not supported.
//
// Sizes exist twice in a FileHeader: the fields of 64 bits are always right, those of 32 bits are all ones where the number does not fit.
package zip

import (
	"compress/flate"
	"errors"
	"io"
	"io/fs"
	"path"
	"sync"
	"time"
	"unicode/utf8"
)

// Methods of compression that are known from the start.
const (
	Store   uint16 = 0
	Deflate uint16 = 8
)

var (
	ErrFormat       = errors.New("zip: not a valid zip file")
	ErrAlgorithm    = errors.New("zip: unsupported compression algorithm")
	ErrChecksum     = errors.New("zip: checksum error")
	ErrInsecurePath = errors.New("zip: insecure file path")
)

// The records of the format: signatures, lengths without what varies.
const (
	localSignature  = 0x04034b50
	entrySignature  = 0x02014b50
	endSignature    = 0x06054b50
	loc64Signature  = 0x07064b50
	end64Signature  = 0x06064b50
	tailSignature   = 0x08074b50 // of the sizes behind the data
	localLen        = 30
	entryLen        = 46
	endLen          = 22
	tailLen         = 16
	loc64Len        = 20
	end64Len        = 56
	version20       = 20
	version45       = 45 // with fields of 64 bits
	max16           = 1<<16 - 1
	max32           = 1<<32 - 1
	flagTail        = 0x8 // sizes and checksum come behind the data
	flagUTF8        = 0x800
	extraZip64      = 0x0001
	extraNTFS       = 0x000a
	extraUnix       = 0x000d
	extraTime       = 0x5455
	extraInfoZip    = 0x5855
	madeOnFAT       = 0
	madeOnUnix      = 3
	madeOnNTFS      = 11
	madeOnVFAT      = 14
	madeOnMac       = 19
	dosDir          = 0x10
	dosReadOnly     = 0x01
	unixTypeMask    = 0xf000
	unixSetuid      = 0x800
	unixSetgid      = 0x400
	unixSticky      = 0x200
	unixRegularFile = 0x8000
)

// unixTypes are the kinds of files that Unix tells apart, beside Go's bits for them.
var unixTypes = []struct {
	unix uint32
	mode fs.FileMode
}{
	{0x4000, fs.ModeDir},
	{0xa000, fs.ModeSymlink},
	{0x1000, fs.ModeNamedPipe},
	{0xc000, fs.ModeSocket},
	{0x6000, fs.ModeDevice},
	{0x2000, fs.ModeDevice | fs.ModeCharDevice},
}

// FileHeader describes a file in an archive.
type FileHeader struct {
	// Name is a relative path with forward slashes; one at its end makes it a directory, which has no data.
	Name string

	// Comment is free text of less than 64 KiB.
	Comment string

	// NonUTF8 says that Name and Comment are in some other encoding than UTF-8.
	NonUTF8 bool

	CreatorVersion uint16
	ReaderVersion  uint16
	Flags          uint16

	// Method is how the data is compressed.
	Method uint16

	// Modified is when the file was modified: the extended time where the archive has one, else that of MS-DOS, as if it were UTC.
	Modified time.Time

	// ModifiedTime is the time in the way of MS-DOS.
	//
	// Deprecated: Use Modified.
	ModifiedTime uint16

	// ModifiedDate is the date in the way of MS-DOS.
	//
	// Deprecated: Use Modified.
	ModifiedDate uint16

	// CRC32 is the checksum of the data before compression.
	CRC32 uint32

	// CompressedSize is the size in the archive, all ones where it does not fit.
	//
	// Deprecated: Use CompressedSize64.
	CompressedSize uint32

	// UncompressedSize is the size of the file, all ones where it does not fit.
	//
	// Deprecated: Use UncompressedSize64.
	UncompressedSize uint32

	CompressedSize64   uint64
	UncompressedSize64 uint64

	// Extra holds further fields, each after a tag and a size.
	Extra []byte

	// ExternalAttrs holds the mode, in the way of the system that CreatorVersion names.
	ExternalAttrs uint32
}

func (h *FileHeader) hasTail() bool {
	return h.Flags&flagTail != 0
}

func (h *FileHeader) isDir() bool {
	return len(h.Name) > 0 && h.Name[len(h.Name)-1] == '/'
}

// FileInfo returns the header as an fs.FileInfo.
func (h *FileHeader) FileInfo() fs.FileInfo {
	return headerInfo{h}
}

// FileInfoHeader makes a header of fi. Name is only the last element of a path, and the method is Store: set both as is needed.
func FileInfoHeader(fi fs.FileInfo) (*FileHeader, error) {
	h := &FileHeader{Name: fi.Name(), UncompressedSize64: uint64(fi.Size())}
	h.UncompressedSize = uint32(min(h.UncompressedSize64, max32))
	h.SetModTime(fi.ModTime())
	h.SetMode(fi.Mode())
	return h, nil
}

// headerInfo is a header as both fs.FileInfo and fs.DirEntry.
type headerInfo struct {
	h *FileHeader
}

func (i headerInfo) Name() string               { return path.Base(i.h.Name) }
func (i headerInfo) IsDir() bool                { return i.Mode().IsDir() }
func (i headerInfo) Mode() fs.FileMode          { return i.h.Mode() }
func (i headerInfo) Type() fs.FileMode          { return i.h.Mode().Type() }
func (i headerInfo) Sys() any                   { return i.h }
func (i headerInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i headerInfo) String() string             { return fs.FormatFileInfo(i) }

func (i headerInfo) Size() int64 {
	if i.h.UncompressedSize64 != 0 {
		return int64(i.h.UncompressedSize64)
	}
	return int64(i.h.UncompressedSize)
}

func (i headerInfo) ModTime() time.Time {
	if i.h.Modified.IsZero() {
		return i.h.ModTime()
	}
	return i.h.Modified.UTC()
}

func fromDOS(date, clock uint16) time.Time {
	return time.Date(1980+int(date>>9), time.Month(date>>5&15), int(date&31), int(clock>>11), int(clock>>5&63), int(clock&31)*2, 0, time.UTC)
}

func toDOS(t time.Time) (date, clock uint16) {
	date = uint16((t.Year()-1980)<<9 + int(t.Month())<<5 + t.Day())
	clock = uint16(t.Hour()<<11 + t.Minute()<<5 + t.Second()/2)
	return date, clock
}

// ModTime returns the time in ModifiedDate and ModifiedTime.
//
// Deprecated: Use Modified.
func (h *FileHeader) ModTime() time.Time {
	return fromDOS(h.ModifiedDate, h.ModifiedTime)
}

// SetModTime sets all fields of the time, in UTC.
//
// Deprecated: Use Modified.
func (h *FileHeader) SetModTime(t time.Time) {
	h.Modified = t.UTC()
	h.ModifiedDate, h.ModifiedTime = toDOS(h.Modified)
}

// Mode returns the permissions and the kind of the file.
func (h *FileHeader) Mode() (mode fs.FileMode) {
	switch h.CreatorVersion >> 8 {
	case madeOnUnix, madeOnMac:
		mode = fromUnix(h.ExternalAttrs >> 16)
	case madeOnNTFS, madeOnVFAT, madeOnFAT:
		mode = 0666
		if h.ExternalAttrs&dosDir != 0 {
			mode = fs.ModeDir | 0777
		}
		if h.ExternalAttrs&dosReadOnly != 0 {
			mode &^= 0222
		}
	}
	if h.isDir() {
		mode |= fs.ModeDir
	}
	return mode
}

// SetMode sets ExternalAttrs as Unix does, with MS-DOS's bits beside.
func (h *FileHeader) SetMode(mode fs.FileMode) {
	h.CreatorVersion = h.CreatorVersion&0xff | madeOnUnix<<8
	h.ExternalAttrs = toUnix(mode) << 16
	if mode&fs.ModeDir != 0 {
		h.ExternalAttrs |= dosDir
	}
	if mode&0200 == 0 {
		h.ExternalAttrs |= dosReadOnly
	}
}

func toUnix(mode fs.FileMode) uint32 {
	bits := uint32(unixRegularFile)
	for _, t := range unixTypes {
		if mode&fs.ModeType == t.mode {
			bits = t.unix
		}
	}
	if mode&fs.ModeSetuid != 0 {
		bits |= unixSetuid
	}
	if mode&fs.ModeSetgid != 0 {
		bits |= unixSetgid
	}
	if mode&fs.ModeSticky != 0 {
		bits |= unixSticky
	}
	return bits | uint32(mode.Perm())
}

func fromUnix(bits uint32) fs.FileMode {
	mode := fs.FileMode(bits) & fs.ModePerm
	for _, t := range unixTypes {
		if bits&unixTypeMask == t.unix {
			mode |= t.mode
		}
	}
	if bits&unixSetuid != 0 {
		mode |= fs.ModeSetuid
	}
	if bits&unixSetgid != 0 {
		mode |= fs.ModeSetgid
	}
	if bits&unixSticky != 0 {
		mode |= fs.ModeSticky
	}
	return mode
}

// encoding reports whether s is UTF-8, and whether it has to be said: whether CP-437 or Shift-JIS would read it otherwise.
func encoding(s string) (valid, telling bool) {
	for i, r := range s {
		if r >= 0x20 && r <= 0x7d && r != '\\' {
			continue
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				return false, false
			}
		}
		telling = true
	}
	return true, telling
}

// A Compressor returns a writer that compresses what it gets to w. Its Close writes what is pending. Several goroutines may call it.
type Compressor func(w io.Writer) (io.WriteCloser, error)

// A Decompressor returns a reader of what is compressed in r. Several goroutines may call it.
type Decompressor func(r io.Reader) io.ReadCloser

var (
	compressors   sync.Map // uint16 to Compressor
	decompressors sync.Map // uint16 to Decompressor
)

// RegisterCompressor makes a method known to all writers. It panics if the method is known already.
func RegisterCompressor(method uint16, comp Compressor) {
	if _, known := compressors.LoadOrStore(method, comp); known {
		panic("compressor already registered")
	}
}

// RegisterDecompressor makes a method known to all readers. It panics if the method is known already.
func RegisterDecompressor(method uint16, dcomp Decompressor) {
	if _, known := decompressors.LoadOrStore(method, dcomp); known {
		panic("decompressor already registered")
	}
}

func init() {
	RegisterCompressor(Store, func(w io.Writer) (io.WriteCloser, error) { return unchanged{w}, nil })
	RegisterCompressor(Deflate, func(w io.Writer) (io.WriteCloser, error) {
		fw, err := flate.NewWriter(w, 5)
		return &deflater{w: fw}, err
	})
	RegisterDecompressor(Store, io.NopCloser)
	RegisterDecompressor(Deflate, func(r io.Reader) io.ReadCloser { return &inflater{r: flate.NewReader(r)} })
}

type unchanged struct {
	io.Writer
}

func (unchanged) Close() error { return nil }

// deflater and inflater refuse to work after Close.
type deflater struct {
	mu sync.Mutex
	w  *flate.Writer
}

func (d *deflater) Write(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.w == nil {
		return 0, errors.New("Write after Close")
	}
	return d.w.Write(p)
}

func (d *deflater) Close() (err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.w != nil {
		err = d.w.Close()
		d.w = nil
	}
	return err
}

type inflater struct {
	mu sync.Mutex
	r  io.ReadCloser
}

func (i *inflater) Read(p []byte) (int, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.r == nil {
		return 0, errors.New("Read after Close")
	}
	return i.r.Read(p)
}

func (i *inflater) Close() (err error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.r != nil {
		err = i.r.Close()
		i.r = nil
	}
	return err
}
