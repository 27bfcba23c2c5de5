package multipart

import (
	"bytes"
	"errors"
	"internal/godebug"
	"io"
	"math"
	"net/textproto"
	"os"
	"strconv"
)

// A Form is a form with files.
type Form struct {
	Value map[string][]string
	File  map[string][]*FileHeader
}

// RemoveAll removes the files that were put on the disk.
func (f *Form) RemoveAll() error {
	var first error
	for _, files := range f.File {
		for _, file := range files {
			if file.path != "" {
				if err := os.Remove(file.path); err != nil && !errors.Is(err, os.ErrNotExist) && first == nil {
					first = err
				}
			}
		}
	}
	return first
}

// A FileHeader describes a file of a form.
type FileHeader struct {
	Filename string
	Header   textproto.MIMEHeader
	Size     int64

	content []byte
	path    string // on the disk, if it was too big for memory
}

// A File is an open file of a form.
type File interface {
	io.Reader
	io.ReaderAt
	io.Seeker
	io.Closer
}

type inMemory struct {
	*io.SectionReader
}

func (inMemory) Close() error { return nil }

func (fh *FileHeader) Open() (File, error) {
	if fh.path == "" {
		return inMemory{io.NewSectionReader(bytes.NewReader(fh.content), 0, int64(len(fh.content)))}, nil
	}
	f, err := os.Open(fh.path)
	if err != nil {
		return nil, err
	}
	return f, nil
}

var partsSetting = godebug.New("multipartmaxparts")

func maxParts() int {
	if n, err := strconv.Atoi(partsSetting.Value()); err == nil && n >= 0 {
		return n
	}
	return 1000
}

// What an entry of a map and a file's header take beside their texts.
const (
	mapEntry   = 200
	fileHeader = 100
)

func headerSize(h textproto.MIMEHeader) (size int64) {
	size = 400
	for key, list := range h {
		size += int64(len(key)) + mapEntry
		for _, v := range list {
			size += int64(len(v))
		}
	}
	return size
}

// ReadForm reads all parts. Files share maxMemory bytes, other fields get 10 MB more.
func (r *Reader) ReadForm(maxMemory int64) (*Form, error) { return r.readForm(maxMemory) }

func (r *Reader) readForm(maxMemory int64) (_ *Form, err error) {
	form := &Form{make(map[string][]string), make(map[string][]*FileHeader)}
	defer func() {
		if err != nil {
			form.RemoveAll()
		}
	}()
	files := min(max(maxMemory, 0), math.MaxInt64-1)
	// Headers, names and what is no file have so much, together with the files that stay in memory.
	values := max(maxMemory, 0) + 10<<20
	if values <= 0 {
		values = math.MaxInt64
	}
	parts, headers := maxParts(), maxHeaders()
	for {
		p, err := r.next(false, values, headers)
		if err == io.EOF {
			return form, nil
		}
		if err != nil {
			return nil, err
		}
		if parts--; parts < 0 {
			return nil, ErrMessageTooLarge
		}
		name := p.FormName()
		if name == "" {
			continue
		}
		// What the maps need counts too.
		if values -= int64(len(name)) + mapEntry; values < 0 {
			return nil, ErrMessageTooLarge
		}
		var b bytes.Buffer
		filename := p.FileName()
		if filename == "" {
			n, err := io.CopyN(&b, p, min(values, math.MaxInt64-1)+1)
			if err != nil && err != io.EOF {
				return nil, err
			}
			if values -= n; values < 0 {
				return nil, ErrMessageTooLarge
			}
			form.Value[name] = append(form.Value[name], b.String())
			continue
		}
		if values -= headerSize(p.Header) + mapEntry + fileHeader; values < 0 {
			return nil, ErrMessageTooLarge
		}
		for _, list := range p.Header {
			headers -= int64(len(list))
		}
		fh := &FileHeader{Filename: filename, Header: p.Header}
		n, err := io.CopyN(&b, p, files+1)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if n > files {
			if fh.Size, fh.path, err = toDisk(io.MultiReader(&b, p)); err != nil {
				return nil, err
			}
		} else {
			files -= n
			values -= n
			fh.content = b.Bytes()
			fh.Size = n
		}
		form.File[name] = append(form.File[name], fh)
	}
}

func toDisk(r io.Reader) (size int64, path string, err error) {
	f, err := os.CreateTemp("", "multipart-")
	if err != nil {
		return 0, "", err
	}
	size, err = io.Copy(f, r)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		os.Remove(f.Name())
		return 0, "", err
	}
	return size, f.Name(), nil
}
