package http

import (
	"errors"
	"fmt"
	"internal/godebug"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A FileSystem opens files by paths that begin with a slash.
type FileSystem interface {
	Open(name string) (File, error)
}

// A File is what FileSystems open.
type File interface {
	io.Closer
	io.Reader
	io.Seeker
	Readdir(count int) ([]fs.FileInfo, error)
	Stat() (fs.FileInfo, error)
}

// A Dir is the tree below a directory.
type Dir string

var errUnsafePath = errors.New("http: invalid or unsafe file path")

func (d Dir) Open(name string) (File, error) {
	p := path.Clean("/" + name)[1:]
	if strings.IndexByte(p, 0) >= 0 {
		return nil, errUnsafePath
	}
	root := string(d)
	if root == "" {
		root = "."
	}
	full := filepath.Join(root, p)
	f, err := os.Open(full)
	if err != nil {
		return nil, asNotExist(err, full, os.Stat)
	}
	return f, nil
}

// asNotExist takes a path that goes through a file for one that does not exist.
func asNotExist(err error, name string, stat func(string) (fs.FileInfo, error)) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return err
	}
	parts := strings.Split(name, "/")
	for i := range parts {
		if parts[i] == "" {
			continue
		}
		info, statErr := stat(strings.Join(parts[:i+1], "/"))
		if statErr != nil {
			return err
		}
		if !info.IsDir() {
			return fs.ErrNotExist
		}
	}
	return err
}

// FS makes a FileSystem of an fs.FS, whose files have to be seekers.
func FS(fsys fs.FS) FileSystem { return ioFS{fsys} }

type ioFS struct {
	fsys fs.FS
}

func (f ioFS) Open(name string) (File, error) {
	if name == "/" {
		name = "."
	} else {
		name = strings.TrimPrefix(name, "/")
	}
	file, err := f.fsys.Open(name)
	if err != nil {
		return nil, asNotExist(err, name, func(p string) (fs.FileInfo, error) { return fs.Stat(f.fsys, p) })
	}
	return ioFile{file}, nil
}

type ioFile struct {
	file fs.File
}

func (f ioFile) Close() error               { return f.file.Close() }
func (f ioFile) Read(b []byte) (int, error) { return f.file.Read(b) }
func (f ioFile) Stat() (fs.FileInfo, error) { return f.file.Stat() }

func (f ioFile) Seek(offset int64, whence int) (int64, error) {
	s, ok := f.file.(io.Seeker)
	if !ok {
		return 0, errors.New("io.File missing Seek method")
	}
	return s.Seek(offset, whence)
}

func (f ioFile) ReadDir(count int) ([]fs.DirEntry, error) {
	d, ok := f.file.(fs.ReadDirFile)
	if !ok {
		return nil, errors.New("io.File directory missing ReadDir method")
	}
	return d.ReadDir(count)
}

func (f ioFile) Readdir(count int) ([]fs.FileInfo, error) {
	entries, err := f.ReadDir(count)
	var list []fs.FileInfo
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return list, err
		}
		list = append(list, info)
	}
	return list, err
}

// FileServer serves a tree of files; index.html stands for its directory.
func FileServer(root FileSystem) Handler { return &fileHandler{root} }

func FileServerFS(root fs.FS) Handler { return FileServer(FS(root)) }

type fileHandler struct {
	root FileSystem
}

func (f *fileHandler) ServeHTTP(w ResponseWriter, r *Request) {
	p := r.URL.Path
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
		r.URL.Path = p
	}
	serveFile(w, r, f.root, path.Clean(p), true)
}

// hasDotDot says whether a path has .. as an element.
func hasDotDot(p string) bool {
	if !strings.Contains(p, "..") {
		return false
	}
	return slices.Contains(strings.FieldsFunc(p, func(r rune) bool { return r == '/' || r == '\\' }), "..")
}

// ServeFile serves one file or directory of the system.
func ServeFile(w ResponseWriter, r *Request, name string) {
	if hasDotDot(r.URL.Path) {
		// The name may have been made of it.
		serveError(w, "invalid URL path", StatusBadRequest)
		return
	}
	dir, file := filepath.Split(name)
	serveFile(w, r, Dir(dir), file, false)
}

func ServeFileFS(w ResponseWriter, r *Request, fsys fs.FS, name string) {
	if hasDotDot(r.URL.Path) {
		serveError(w, "invalid URL path", StatusBadRequest)
		return
	}
	serveFile(w, r, FS(fsys), name, false)
}

var keepHeaders = godebug.New("httpservecontentkeepheaders")

// serveError is Error without the headers that spoke of the content.
func serveError(w ResponseWriter, text string, code int) {
	h := w.Header()
	if keepHeaders.Value() != "1" {
		for _, key := range []string{"Cache-Control", "Content-Encoding", "Etag", "Last-Modified"} {
			delete(h, key)
		}
	}
	Error(w, text, code)
}

func fileError(w ResponseWriter, err error) {
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, errUnsafePath):
		serveError(w, "404 page not found", StatusNotFound)
	case errors.Is(err, fs.ErrPermission):
		serveError(w, "403 Forbidden", StatusForbidden)
	default:
		serveError(w, "500 Internal Server Error", StatusInternalServerError)
	}
}

// redirectTo sends the client to a path relative to where it is.
func redirectTo(w ResponseWriter, r *Request, to string) {
	if p := r.URL.EscapedPath(); strings.Contains(p, "%2f") || strings.Contains(p, "%2F") {
		NotFound(w, r)
		return
	}
	if q := r.URL.RawQuery; q != "" {
		to += "?" + q
	}
	w.Header().Set("Location", to)
	w.WriteHeader(StatusMovedPermanently)
}

const indexPage = "/index.html"

func serveFile(w ResponseWriter, r *Request, root FileSystem, name string, redirect bool) {
	at := r.URL.Path
	if strings.HasSuffix(at, indexPage) {
		redirectTo(w, r, "./")
		return
	}
	f, err := root.Open(name)
	if err != nil {
		fileError(w, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		fileError(w, err)
		return
	}
	slash := strings.HasSuffix(at, "/")
	if redirect && slash && !info.IsDir() {
		base := path.Base(at)
		if base == "/" || base == "." {
			serveError(w, "http: attempting to traverse a non-directory", StatusInternalServerError)
			return
		}
		redirectTo(w, r, "../"+base)
		return
	}
	if info.IsDir() {
		if !slash {
			redirectTo(w, r, path.Base(at)+"/")
			return
		}
		if index, err := root.Open(strings.TrimSuffix(name, "/") + indexPage); err == nil {
			defer index.Close()
			if indexInfo, err := index.Stat(); err == nil {
				f, info = index, indexInfo
			}
		}
	}
	if info.IsDir() {
		if modifiedSince(r, info.ModTime()) == no {
			notModified(w)
			return
		}
		setLastModified(w, info.ModTime())
		listDir(w, r, f)
		return
	}
	serveContent(w, r, info.Name(), info.ModTime(), func() (int64, error) { return info.Size(), nil }, f)
}

func listDir(w ResponseWriter, r *Request, f File) {
	type entry struct {
		name string
		dir  bool
	}
	var list []entry
	var err error
	if d, ok := f.(fs.ReadDirFile); ok {
		var found []fs.DirEntry
		found, err = d.ReadDir(-1)
		for _, e := range found {
			list = append(list, entry{e.Name(), e.IsDir()})
		}
	} else {
		var found []fs.FileInfo
		found, err = f.Readdir(-1)
		for _, e := range found {
			list = append(list, entry{e.Name(), e.IsDir()})
		}
	}
	if err != nil {
		if s, ok := r.Context().Value(ServerContextKey).(*Server); ok {
			s.logf("http: error reading directory: %v", err)
		} else {
			(&Server{}).logf("http: error reading directory: %v", err)
		}
		Error(w, "Error reading directory", StatusInternalServerError)
		return
	}
	slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n")
	for _, e := range list {
		name := e.name
		if e.dir {
			name += "/"
		}
		// As a URL, so that no name is taken for more than a path.
		link := url.URL{Path: name}
		fmt.Fprintf(w, "<a href=\"%s\">%s</a>\n", link.String(), htmlEscaper.Replace(name))
	}
	fmt.Fprint(w, "</pre>\n")
}

func setLastModified(w ResponseWriter, t time.Time) {
	if isKnown(t) {
		w.Header().Set("Last-Modified", t.UTC().Format(TimeFormat))
	}
}

// isKnown says whether a time of modification is one: some file systems have none.
func isKnown(t time.Time) bool { return !t.IsZero() && !t.Equal(time.Unix(0, 0)) }
