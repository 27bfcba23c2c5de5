package tar

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// A Writer writes an archive: WriteHeader begins an entry, whose data is then written to the Writer.
type Writer struct {
	w    io.Writer
	pad  int64 // zeros that are due after the entry's data
	left int64 // of the entry's data
	blk  block
	err  error
}

// NewWriter returns a Writer of an archive to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: w}
}

// Flush ends the entry: all of its data must have been written. There is no need to call it.
func (tw *Writer) Flush() error {
	if tw.err != nil {
		return tw.err
	}
	if tw.left > 0 {
		return fmt.Errorf("archive/tar: missed writing %d bytes", tw.left)
	}
	if _, tw.err = tw.w.Write(make([]byte, tw.pad)); tw.err != nil {
		return tw.err
	}
	tw.pad = 0
	return nil
}

// WriteHeader begins an entry of hdr.Size bytes. It ends the one before.
func (tw *Writer) WriteHeader(hdr *Header) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	h := *hdr
	if h.Typeflag == TypeRegA {
		h.Typeflag = TypeReg
		if strings.HasSuffix(h.Name, "/") {
			h.Typeflag = TypeDir
		}
	}
	if h.Format == FormatUnknown {
		h.ModTime = h.ModTime.Round(time.Second)
		h.AccessTime, h.ChangeTime = time.Time{}, time.Time{}
	}
	allowed, records, err := h.choose()
	switch {
	case allowed.has(FormatUSTAR):
		tw.err = tw.writeUSTAR(&h)
	case allowed.has(FormatPAX):
		tw.err = tw.writePAX(&h, records)
	case allowed.has(FormatGNU):
		tw.err = tw.writeGNU(&h)
	default:
		return err // the header cannot be written; others can
	}
	return tw.err
}

func (tw *Writer) writeUSTAR(h *Header) error {
	prefix, name, ok := splitName(h.Name)
	if ok {
		h.Name = name
	}
	var f formatter
	tw.fill(h, f.string, f.octal)
	f.string(tw.blk.at(fieldPrefix), prefix)
	tw.blk.finish(FormatUSTAR)
	if f.err != nil {
		return f.err
	}
	return tw.writeBlock(h.Size, h.Typeflag)
}

func (tw *Writer) writePAX(h *Header, records map[string]string) error {
	global := h.Typeflag == TypeXGlobalHeader
	if len(records) > 0 || global {
		var text strings.Builder
		for _, key := range slices.Sorted(maps.Keys(records)) {
			record, err := formatPAXRecord(key, records[key])
			if err != nil {
				return err
			}
			text.WriteString(record)
		}
		if text.Len() > maxSpecial {
			return ErrFieldTooLong
		}
		dir, file := path.Split(h.Name)
		name := path.Join(dir, "PaxHeaders.0", file)
		kind := byte(TypeXHeader)
		if global {
			kind = TypeXGlobalHeader
			if name = h.Name; name == "" {
				name = "GlobalHead.0.0"
			}
		}
		if err := tw.writeSpecial(name, text.String(), kind, FormatPAX); err != nil || global {
			return err
		}
	}
	var f formatter // what does not fit is in the records
	tw.fill(h, func(b []byte, s string) { f.string(b, toASCII(s)) }, f.octal)
	tw.blk.finish(FormatPAX)
	return tw.writeBlock(h.Size, h.Typeflag)
}

func (tw *Writer) writeGNU(h *Header) error {
	for _, long := range []struct {
		name string
		kind byte
	}{{h.Name, TypeGNULongName}, {h.Linkname, TypeGNULongLink}} {
		if len(long.name) > nameSize {
			if err := tw.writeSpecial("././@LongLink", long.name+"\x00", long.kind, FormatGNU); err != nil {
				return err
			}
		}
	}
	var f formatter // long names have been written
	tw.fill(h, f.string, f.numeric)
	if !h.AccessTime.IsZero() {
		f.numeric(tw.blk.at(gnuAccessTime), h.AccessTime.Unix())
	}
	if !h.ChangeTime.IsZero() {
		f.numeric(tw.blk.at(gnuChangeTime), h.ChangeTime.Unix())
	}
	tw.blk.finish(FormatGNU)
	return tw.writeBlock(h.Size, h.Typeflag)
}

// fill sets the fields that all formats have.
func (tw *Writer) fill(h *Header, text func(b []byte, s string), number func(b []byte, x int64)) {
	b := &tw.blk
	*b = block{}
	modified := h.ModTime
	if modified.IsZero() {
		modified = time.Unix(0, 0)
	}
	b[fieldType.from] = h.Typeflag
	text(b.at(fieldName), h.Name)
	text(b.at(fieldLinkname), h.Linkname)
	number(b.at(fieldMode), h.Mode)
	number(b.at(fieldUid), int64(h.Uid))
	number(b.at(fieldGid), int64(h.Gid))
	number(b.at(fieldSize), h.Size)
	number(b.at(fieldModTime), modified.Unix())
	text(b.at(fieldUname), h.Uname)
	text(b.at(fieldGname), h.Gname)
	number(b.at(fieldDevmajor), h.Devmajor)
	number(b.at(fieldDevminor), h.Devminor)
}

// writeSpecial writes an entry that says something of the next one.
func (tw *Writer) writeSpecial(name, text string, kind byte, format Format) error {
	b := &tw.blk
	*b = block{}
	name = toASCII(name)
	name = strings.TrimRight(name[:min(len(name), nameSize)], "/")
	var f formatter
	b[fieldType.from] = kind
	f.string(b.at(fieldName), name)
	for _, zero := range []span{fieldMode, fieldUid, fieldGid, fieldModTime} {
		f.octal(b.at(zero), 0)
	}
	f.octal(b.at(fieldSize), int64(len(text)))
	b.finish(format)
	if f.err != nil {
		return f.err
	}
	if err := tw.writeBlock(int64(len(text)), kind); err != nil {
		return err
	}
	_, err := io.WriteString(tw, text)
	return err
}

// writeBlock writes the header and expects its data.
func (tw *Writer) writeBlock(size int64, kind byte) error {
	if err := tw.Flush(); err != nil {
		return err
	}
	if _, err := tw.w.Write(tw.blk[:]); err != nil {
		return err
	}
	if hasNoData(kind) {
		size = 0
	}
	tw.left, tw.pad = size, padding(size)
	return nil
}

// Write writes data of the entry. More than its header has announced is ErrWriteTooLong.
func (tw *Writer) Write(b []byte) (n int, err error) {
	if tw.err != nil {
		return 0, tw.err
	}
	tooLong := int64(len(b)) > tw.left
	b = b[:min(int64(len(b)), tw.left)]
	if len(b) > 0 {
		n, err = tw.w.Write(b)
		tw.left -= int64(n)
	}
	if err != nil {
		tw.err = err
	} else if tooLong {
		err = ErrWriteTooLong
	}
	return n, err
}

// Close ends the archive. It does not close the writer below.
func (tw *Writer) Close() error {
	if tw.err == ErrWriteAfterClose {
		return nil
	}
	if tw.err != nil {
		return tw.err
	}
	err := tw.Flush()
	for i := 0; i < 2 && err == nil; i++ {
		_, err = tw.w.Write(make([]byte, blockSize))
	}
	tw.err = ErrWriteAfterClose
	return err
}

// AddFS adds all directories, files and symbolic links of fsys under their paths.
func (tw *Writer) AddFS(fsys fs.FS) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		link := ""
		switch kind := d.Type(); {
		case kind == fs.ModeSymlink:
			if link, err = fs.ReadLink(fsys, name); err != nil {
				return err
			}
		case !kind.IsRegular() && kind != fs.ModeDir:
			return errors.New("tar: cannot add non-regular file")
		}
		h, err := FileInfoHeader(info, link)
		if err != nil {
			return err
		}
		h.Name = name
		if d.IsDir() {
			h.Name += "/"
		}
		if err := tw.WriteHeader(h); err != nil || !d.Type().IsRegular() {
			return err
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(tw, f)
		return err
	})
}

// splitName divides a name too long for its field at a slash.
func splitName(name string) (prefix, rest string, ok bool) {
	n := len(name)
	if n <= nameSize || !isASCII(name) {
		return "", "", false
	}
	if n > prefixSize+1 {
		n = prefixSize + 1
	} else if name[n-1] == '/' {
		n--
	}
	i := strings.LastIndexByte(name[:n], '/')
	if left := len(name) - i - 1; i <= 0 || i > prefixSize || left == 0 || left > nameSize {
		return "", "", false
	}
	return name[:i], name[i+1:], true
}
