// Package exec runs programs.
package exec

import (
	"bytes"
	"context"
	"errors"
	"internal/godebug"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// ErrDot says that a program was found in the current directory only by its mention in PATH.
var ErrDot = errors.New("cannot run executable found relative to current directory")

// ErrNotFound says that no directory of PATH has the program.
var ErrNotFound = errors.New("executable file not found in $PATH")

// ErrWaitDelay says that a program's output was not read to its end in time.
var ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")

// relativeWrong is 0 where programs found by a relative entry of PATH are taken.
var relativeWrong = godebug.New("execerrdot")

// An Error says that a name could not be made a program.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "exec: " + strconv.Quote(e.Name) + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// An ExitError says that a program did not end well.
type ExitError struct {
	*os.ProcessState
	Stderr []byte // its beginning and end, where Output ran the program and nothing else took it
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

func executable(file string) int

// isSelf reports whether the name is the running program's, which may be no file.
func isSelf(name string) bool

func findExecutable(file string) error {
	if isSelf(file) {
		return nil
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return syscall.EISDIR
	}
	if errno := executable(file); errno == 0 {
		return nil
	} else if info.Mode()&0111 != 0 && errno != int(syscall.EACCES) {
		return syscall.Errno(errno)
	}
	return os.ErrPermission
}

// LookPath finds a program in the directories of PATH; a name with a slash is taken as it is.
func LookPath(file string) (string, error) {
	if file == "" || file == "." || file == ".." {
		return "", &Error{file, ErrNotFound}
	}
	if strings.Contains(file, "/") {
		if err := findExecutable(file); err != nil {
			return "", &Error{file, err}
		}
		return file, nil
	}
	if isSelf(file) {
		return os.Executable()
	}
	for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
		if dir == "" {
			dir = "."
		}
		path := filepath.Join(dir, file)
		if findExecutable(path) != nil {
			continue
		}
		if !filepath.IsAbs(path) && relativeWrong.Value() != "0" {
			return path, &Error{file, ErrDot}
		}
		return path, nil
	}
	return "", &Error{file, ErrNotFound}
}

// A Cmd is a program to be run once, or one that is running or has run.
type Cmd struct {
	Path string
	Args []string
	Env  []string // nil: as this process has it; of entries for one name the last counts
	Dir  string

	Stdin  io.Reader // nil: nothing
	Stdout io.Writer // nil: thrown away; a file is given to the program itself
	Stderr io.Writer

	ExtraFiles  []*os.File // 3 and on
	SysProcAttr *syscall.SysProcAttr

	Process      *os.Process
	ProcessState *os.ProcessState
	Err          error // of LookPath; Start gives it

	Cancel    func() error  // what to do when the context ends; kills, unless set otherwise
	WaitDelay time.Duration // how long after that, or after its end, the program's output is waited for; 0: for ever

	ctx      context.Context
	inChild  []io.Closer // closed when the program has started
	inParent []io.Closer // closed when it has ended
	copies   []func() error
	results  chan error // one for each copy
	canceled chan error // what the watcher of the context did
	watchEnd chan struct{}

	startCalled int32

	// Old golang.org/x/sys/execabs sets it by its name through reflect; it comes before Err.
	lookPathErr error
}

// A failure is an error with what was being done.
type failure struct {
	doing string
	err   error
}

func (f failure) Error() string { return f.doing + ": " + f.err.Error() }

func (f failure) Unwrap() error { return f.err }

// Command returns a Cmd that runs the program with the arguments.
func Command(name string, arg ...string) *Cmd {
	c := &Cmd{Path: name, Args: append([]string{name}, arg...)}
	if filepath.Base(name) == name {
		path, err := LookPath(name)
		if path != "" {
			c.Path = path
		}
		c.Err = err
	}
	return c
}

// CommandContext is Command with a context whose end kills the program.
func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	c := Command(name, arg...)
	c.ctx = ctx
	c.Cancel = func() error { return c.Process.Kill() }
	return c
}

// String is the command for people to read.
func (c *Cmd) String() string {
	if c.Err != nil || c.lookPathErr != nil {
		return strings.Join(c.Args, " ")
	}
	return strings.Join(append([]string{c.Path}, c.Args[min(1, len(c.Args)):]...), " ")
}

// Environ is the environment that the program will have.
func (c *Cmd) Environ() []string {
	env, _ := c.environ()
	return env
}

func (c *Cmd) environ() ([]string, error) {
	env := c.Env
	if env == nil {
		env = os.Environ()
		if c.Dir != "" {
			if dir, err := filepath.Abs(c.Dir); err == nil {
				env = append(env, "PWD="+dir)
			}
		}
	}
	// The last entry for a name counts.
	var kept []string
	var err error
	seen := map[string]bool{}
	for _, entry := range slices.Backward(env) {
		if strings.IndexByte(entry, 0) >= 0 {
			err = errors.New("exec: environment variable contains NUL")
			continue
		}
		i := strings.IndexByte(entry, '=')
		if i == 0 {
			i = strings.IndexByte(entry[1:], '=') + 1
		}
		if i <= 0 {
			if entry != "" {
				kept = append(kept, entry)
			}
			continue
		}
		if !seen[entry[:i]] {
			seen[entry[:i]] = true
			kept = append(kept, entry)
		}
	}
	slices.Reverse(kept)
	return kept, err
}

// Run runs the program to its end.
func (c *Cmd) Run() error {
	if err := c.Start(); err != nil {
		return err
	}
	return c.Wait()
}

// null opens nothing, to read from or write to.
func (c *Cmd) null(flag int) (*os.File, error) {
	f, err := os.OpenFile(os.DevNull, flag, 0)
	if err == nil {
		c.inChild = append(c.inChild, f)
	}
	return f, err
}

func (c *Cmd) stdin() (*os.File, error) {
	if c.Stdin == nil {
		return c.null(os.O_RDONLY)
	}
	if f, ok := c.Stdin.(*os.File); ok {
		return f, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.inChild = append(c.inChild, r)
	c.inParent = append(c.inParent, w)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(w, c.Stdin)
		if errors.Is(err, syscall.EPIPE) {
			// The program need not read it all.
			err = nil
		}
		if closed := w.Close(); err == nil {
			err = closed
		}
		return err
	})
	return r, nil
}

func (c *Cmd) stderr(stdout *os.File) (*os.File, error) {
	if c.Stderr != nil && same(c.Stderr, c.Stdout) {
		return stdout, nil
	}
	return c.writer(c.Stderr)
}

// same reports whether two writers are one. Types that cannot be compared differ.
func same(a, b any) bool {
	defer func() { _ = recover() }()
	return a == b
}

func (c *Cmd) writer(to io.Writer) (*os.File, error) {
	if to == nil {
		return c.null(os.O_WRONLY)
	}
	if f, ok := to.(*os.File); ok {
		return f, nil
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.inChild = append(c.inChild, w)
	c.inParent = append(c.inParent, r)
	c.copies = append(c.copies, func() error {
		_, err := io.Copy(to, r)
		r.Close()
		return err
	})
	return w, nil
}

func closeAll(closers []io.Closer) {
	for _, c := range closers {
		c.Close()
	}
}

// Start starts the program; Wait is to be called afterwards.
func (c *Cmd) Start() error { return c.start() }

func (c *Cmd) start() (err error) {
	// Also where the first call failed.
	if atomic.SwapInt32(&c.startCalled, 1) != 0 {
		return errors.New("exec: already started")
	}
	if c.Path == "" && c.Err == nil && c.lookPathErr == nil {
		c.Err = errors.New("exec: no command")
	}
	defer func() {
		closeAll(c.inChild)
		c.inChild = nil
		if err != nil {
			closeAll(c.inParent)
			c.inParent = nil
		}
	}()
	if c.lookPathErr != nil {
		return c.lookPathErr
	}
	if c.Err != nil {
		return c.Err
	}
	if c.Cancel != nil && c.ctx == nil {
		return errors.New("exec: command with a non-nil Cancel was not created with CommandContext")
	}
	if c.ctx != nil && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	stdin, err := c.stdin()
	if err != nil {
		return err
	}
	stdout, err := c.writer(c.Stdout)
	if err != nil {
		return err
	}
	stderr, err := c.stderr(stdout)
	if err != nil {
		return err
	}
	env, err := c.environ()
	if err != nil {
		return err
	}
	args := c.Args
	if len(args) == 0 {
		args = []string{c.Path}
	}
	c.Process, err = os.StartProcess(c.Path, args, &os.ProcAttr{
		Dir:   c.Dir,
		Env:   env,
		Files: append([]*os.File{stdin, stdout, stderr}, c.ExtraFiles...),
		Sys:   c.SysProcAttr,
	})
	if err != nil {
		return err
	}
	if len(c.copies) > 0 {
		c.results = make(chan error, len(c.copies))
		for _, copy := range c.copies {
			go func() { c.results <- copy() }()
		}
		c.copies = nil
	}
	if c.ctx != nil && c.ctx.Done() != nil && (c.Cancel != nil || c.WaitDelay != 0) {
		c.canceled = make(chan error, 1)
		c.watchEnd = make(chan struct{})
		go c.watch()
	}
	return nil
}

// watch ends the program when the context ends.
func (c *Cmd) watch() {
	select {
	case <-c.watchEnd:
		c.canceled <- nil
		return
	case <-c.ctx.Done():
	}
	var err error
	if c.Cancel != nil {
		switch failed := c.Cancel(); {
		case failed == nil:
			err = c.ctx.Err()
		case errors.Is(failed, os.ErrProcessDone):
		default:
			err = failure{"exec: canceling Cmd", failed}
		}
	}
	if c.WaitDelay != 0 {
		timer := time.NewTimer(c.WaitDelay)
		select {
		case <-c.watchEnd:
			timer.Stop()
		case <-timer.C:
			switch failed := c.Process.Kill(); {
			case failed == nil && err == nil:
				err = ErrWaitDelay
			case failed != nil && !errors.Is(failed, os.ErrProcessDone):
				err = failure{"exec: killing Cmd", failed}
			}
		}
	}
	c.canceled <- err
}

// Wait waits for the program to end and for its input and output to be copied. Anything but exit status 0 is an ExitError.
func (c *Cmd) Wait() error {
	if c.Process == nil {
		return errors.New("exec: not started")
	}
	if c.ProcessState != nil {
		return errors.New("exec: Wait was already called")
	}
	state, err := c.Process.Wait()
	if err == nil && !state.Success() {
		err = &ExitError{ProcessState: state}
	}
	c.ProcessState = state
	if c.canceled != nil {
		close(c.watchEnd)
		if interrupted := <-c.canceled; err == nil {
			err = interrupted
		}
	}
	if copied := c.awaitCopies(); err == nil {
		err = copied
	}
	closeAll(c.inParent)
	c.inParent = nil
	return err
}

func (c *Cmd) awaitCopies() (first error) {
	if c.results == nil {
		return nil
	}
	var expired <-chan time.Time
	if c.WaitDelay != 0 {
		timer := time.NewTimer(c.WaitDelay)
		defer timer.Stop()
		expired = timer.C
	}
	for range cap(c.results) {
		select {
		case err := <-c.results:
			if first == nil {
				first = err
			}
		case <-expired:
			closeAll(c.inParent)
			if first == nil {
				first = ErrWaitDelay
			}
			return first
		}
	}
	return first
}

// Output runs the program and returns what it wrote to its standard output.
func (c *Cmd) Output() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	var stdout bytes.Buffer
	c.Stdout = &stdout
	var ends *edges
	if c.Stderr == nil {
		ends = &edges{most: 32 << 10}
		c.Stderr = ends
	}
	err := c.Run()
	if exit, ok := err.(*ExitError); ok && ends != nil {
		exit.Stderr = ends.bytes()
	}
	return c.wrote(&stdout), err
}

// CombinedOutput runs the program and returns all that it wrote.
func (c *Cmd) CombinedOutput() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	var b bytes.Buffer
	c.Stdout = &b
	c.Stderr = &b
	err := c.Run()
	return c.wrote(&b), err
}

// wrote is what a program that has run wrote: not nil, even if it is nothing.
func (c *Cmd) wrote(b *bytes.Buffer) []byte {
	if c.Process != nil && b.Len() == 0 {
		return []byte{}
	}
	return b.Bytes()
}

// edges keeps the beginning and the end of what is written to it.
type edges struct {
	most    int
	first   []byte
	last    []byte
	skipped int64
}

func (e *edges) Write(p []byte) (n int, err error) {
	n = len(p)
	k := min(e.most-len(e.first), len(p))
	e.first = append(e.first, p[:k]...)
	e.last = append(e.last, p[k:]...)
	if over := len(e.last) - e.most; over > 0 {
		e.skipped += int64(over)
		e.last = append([]byte(nil), e.last[over:]...)
	}
	return n, nil
}

func (e *edges) bytes() []byte {
	if e.skipped == 0 {
		return append(e.first, e.last...)
	}
	middle := "\n... omitting " + strconv.FormatInt(e.skipped, 10) + " bytes ...\n"
	return append(append(e.first, middle...), e.last...)
}

// onceWriter is closed once, by the program's user or by Wait.
type onceWriter struct {
	*os.File
	once sync.Once
	err  error
}

func (w *onceWriter) Close() error {
	w.once.Do(func() { w.err = w.File.Close() })
	return w.err
}

// StdinPipe returns what the program will read from.
func (c *Cmd) StdinPipe() (io.WriteCloser, error) {
	if c.Stdin != nil {
		return nil, errors.New("exec: Stdin already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StdinPipe after process started")
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	c.Stdin = r
	c.inChild = append(c.inChild, r)
	pipe := &onceWriter{File: w}
	c.inParent = append(c.inParent, pipe)
	return pipe, nil
}

// StdoutPipe returns what the program will write to. All of it is to be read before Wait is called.
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StdoutPipe after process started")
	}
	r, w, err := c.outPipe()
	if err != nil {
		return nil, err
	}
	c.Stdout = w
	return r, nil
}

// StderrPipe is StdoutPipe for the standard error.
func (c *Cmd) StderrPipe() (io.ReadCloser, error) {
	if c.Stderr != nil {
		return nil, errors.New("exec: Stderr already set")
	}
	if c.Process != nil {
		return nil, errors.New("exec: StderrPipe after process started")
	}
	r, w, err := c.outPipe()
	if err != nil {
		return nil, err
	}
	c.Stderr = w
	return r, nil
}

func (c *Cmd) outPipe() (r, w *os.File, err error) {
	r, w, err = os.Pipe()
	if err == nil {
		c.inChild = append(c.inChild, w)
		c.inParent = append(c.inParent, r)
	}
	return r, w, err
}
