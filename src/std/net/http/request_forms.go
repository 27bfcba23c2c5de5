package http

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/url"
)

// formLimit is how much of a body ParseForm reads.
const formLimit = 10 << 20

func postForm(r *Request) (url.Values, error) {
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	typ := r.Header.Get("Content-Type")
	if typ == "" {
		// RFC 7231, 3.1.1.5.
		typ = "application/octet-stream"
	}
	typ, _, err := mime.ParseMediaType(typ)
	if typ != "application/x-www-form-urlencoded" {
		return nil, err
	}
	limit := int64(1<<63 - 1)
	var from io.Reader = r.Body
	if _, ok := r.Body.(*maxBytesReader); !ok {
		limit = formLimit
		from = io.LimitReader(r.Body, limit+1)
	}
	data, readErr := io.ReadAll(from)
	if readErr != nil {
		if err == nil {
			err = readErr
		}
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, errors.New("http: POST too large")
	}
	values, parseErr := url.ParseQuery(string(data))
	if err == nil {
		err = parseErr
	}
	return values, err
}

// ParseForm fills Form and, for POST, PUT and PATCH, PostForm.
func (r *Request) ParseForm() error {
	var err error
	if r.PostForm == nil {
		if r.Method == MethodPost || r.Method == MethodPut || r.Method == MethodPatch {
			r.PostForm, err = postForm(r)
		}
		if r.PostForm == nil {
			r.PostForm = make(url.Values)
		}
	}
	if r.Form != nil {
		return err
	}
	r.Form = make(url.Values)
	for k, v := range r.PostForm {
		r.Form[k] = append(r.Form[k], v...)
	}
	if r.URL != nil {
		query, queryErr := url.ParseQuery(r.URL.RawQuery)
		if err == nil {
			err = queryErr
		}
		for k, v := range query {
			r.Form[k] = append(r.Form[k], v...)
		}
	}
	return err
}

// The memory that FormValue and its like give to files.
const defaultMaxMemory = 32 << 20

// ParseMultipartForm reads forms with files; what does not fit into maxMemory bytes goes to the disk.
func (r *Request) ParseMultipartForm(maxMemory int64) error {
	if r.partsRead {
		return errors.New("http: multipart handled by MultipartReader")
	}
	var formErr error
	if r.Form == nil {
		formErr = r.ParseForm()
	}
	if r.MultipartForm != nil {
		return nil
	}
	parts, err := r.multipartReader(false)
	if err != nil {
		return err
	}
	form, err := parts.ReadForm(maxMemory)
	if err != nil {
		return err
	}
	if r.PostForm == nil {
		r.PostForm = make(url.Values)
	}
	for k, v := range form.Value {
		r.Form[k] = append(r.Form[k], v...)
		r.PostForm[k] = append(r.PostForm[k], v...)
	}
	r.MultipartForm = form
	return formErr
}

// MultipartReader is for reading the parts one after the other.
func (r *Request) MultipartReader() (*multipart.Reader, error) {
	if r.partsRead {
		return nil, errors.New("http: MultipartReader called twice")
	}
	if r.MultipartForm != nil {
		return nil, errors.New("http: multipart handled by ParseMultipartForm")
	}
	r.partsRead = true
	return r.multipartReader(true)
}

func (r *Request) multipartReader(mixed bool) (*multipart.Reader, error) {
	v := r.Header.Get("Content-Type")
	if v == "" {
		return nil, ErrNotMultipart
	}
	if r.Body == nil {
		return nil, errors.New("missing form body")
	}
	typ, params, err := mime.ParseMediaType(v)
	if err != nil || typ != "multipart/form-data" && !(mixed && typ == "multipart/mixed") {
		return nil, ErrNotMultipart
	}
	boundary, ok := params["boundary"]
	if !ok {
		return nil, ErrMissingBoundary
	}
	return multipart.NewReader(r.Body, boundary), nil
}

// FormValue is the first value of a key of the form, body before query.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.Form.Get(key)
}

func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseMultipartForm(defaultMaxMemory)
	}
	return r.PostForm.Get(key)
}

// FormFile is the first file of a key.
func (r *Request) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	if r.partsRead {
		return nil, nil, errors.New("http: multipart handled by MultipartReader")
	}
	if r.MultipartForm == nil {
		if err := r.ParseMultipartForm(defaultMaxMemory); err != nil {
			return nil, nil, err
		}
	}
	if r.MultipartForm != nil {
		if files := r.MultipartForm.File[key]; len(files) > 0 {
			f, err := files[0].Open()
			return f, files[0], err
		}
	}
	return nil, nil, ErrMissingFile
}

// MaxBytesReader ends a body with an error after n bytes, and the connection with it.
func MaxBytesReader(w ResponseWriter, r io.ReadCloser, n int64) io.ReadCloser {
	if n < 0 {
		n = 0
	}
	return &maxBytesReader{w: w, r: r, limit: n, left: n}
}

// A MaxBytesError says that a body was longer than it may be.
type MaxBytesError struct {
	Limit int64
}

func (e *MaxBytesError) Error() string { return "http: request body too large" }

type maxBytesReader struct {
	w           ResponseWriter
	r           io.ReadCloser
	limit, left int64
	err         error
}

func (l *maxBytesReader) Read(p []byte) (n int, err error) {
	if l.err != nil {
		return 0, l.err
	}
	if len(p) == 0 {
		return 0, nil
	}
	// One byte more than allowed shows whether there is more.
	if int64(len(p))-1 > l.left {
		p = p[:l.left+1]
	}
	n, err = l.r.Read(p)
	if int64(n) <= l.left {
		l.left -= int64(n)
		l.err = err
		return n, err
	}
	n = int(l.left)
	l.left = 0
	if t, ok := l.w.(interface{ requestTooLarge() }); ok {
		t.requestTooLarge()
	}
	l.err = &MaxBytesError{l.limit}
	return n, l.err
}

func (l *maxBytesReader) Close() error { return l.r.Close() }

// MaxBytesHandler limits the bodies that h gets.
func MaxBytesHandler(h Handler, n int64) Handler {
	return HandlerFunc(func(w ResponseWriter, r *Request) {
		c := *r
		c.Body = MaxBytesReader(w, r.Body, n)
		h.ServeHTTP(w, &c)
	})
}
