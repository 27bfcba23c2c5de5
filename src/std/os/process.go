package os

import (
	"errors"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// ErrNoHandle says that there is no handle to a process.
var ErrNoHandle = errors.New("os: process handle unavailable")

// A Process was started by StartProcess or found by FindProcess.
type Process struct {
	Pid int

	mu   sync.RWMutex
	done bool // waited for, or released
}

// ProcAttr says how a process is to be started.
type ProcAttr struct {
	Dir   string
	Env   []string // nil: as this process has it
	Files []*File  // what it has as standard input, output, error, and on
	Sys   *syscall.SysProcAttr
}

// waitProcess gives the usage as a syscall.Rusage has it.
func waitProcess(pid int) (status int, usage []int, errno int)

// openProcess gives a handle to a process.
func openProcess(pid int) (fd, errno int)

// StartProcess starts a program. argv[0] is the name that it is told.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	sys := attr.Sys
	if sys == nil {
		sys = &syscall.SysProcAttr{}
		if attr.Dir != "" {
			if _, err := Stat(attr.Dir); err != nil {
				err.(*PathError).Op = "chdir"
				return nil, err
			}
		}
	}
	env := attr.Env
	if env == nil {
		env = Environ()
	}
	files := make([]uintptr, len(attr.Files))
	for i, f := range attr.Files {
		files[i] = ^uintptr(0)
		if f != nil {
			files[i] = f.Fd()
		}
	}
	pid, _, err := syscall.StartProcess(name, argv, &syscall.ProcAttr{Dir: attr.Dir, Env: env, Files: files, Sys: sys})
	runtime.KeepAlive(attr)
	if err != nil {
		return nil, &PathError{Op: "fork/exec", Path: name, Err: err}
	}
	return &Process{Pid: pid}, nil
}

// FindProcess returns a Process for the pid, whether there is one or not.
func FindProcess(pid int) (*Process, error) { return &Process{Pid: pid}, nil }

// Release gives the process up: it is not waited for.
func (p *Process) Release() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done = true
	p.Pid = -1
	return nil
}

// Kill ends the process at once; it is still to be waited for.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Signal sends a signal.
func (p *Process) Signal(sig Signal) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.Pid == -1 {
		return errors.New("os: process already released")
	}
	if p.Pid == 0 {
		return errors.New("os: process not initialized")
	}
	if p.done {
		return ErrProcessDone
	}
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	err := syscall.Kill(p.Pid, s)
	if err == syscall.ESRCH {
		return ErrProcessDone
	}
	return err
}

// Wait waits for the process, a child of this one, to end.
func (p *Process) Wait() (*ProcessState, error) {
	p.mu.RLock()
	pid, done := p.Pid, p.done
	p.mu.RUnlock()
	if pid == -1 || done {
		return nil, NewSyscallError("wait", syscall.EINVAL)
	}
	status, used, errno := waitProcess(pid)
	if errno != 0 {
		return nil, NewSyscallError("wait", syscall.Errno(errno))
	}
	p.mu.Lock()
	p.done = true
	p.mu.Unlock()
	return &ProcessState{pid, syscall.WaitStatus(status), rusage(used)}, nil
}

func rusage(u []int) *syscall.Rusage {
	return &syscall.Rusage{
		Utime: syscall.Timeval{Sec: int64(u[0]), Usec: int64(u[1])}, Stime: syscall.Timeval{Sec: int64(u[2]), Usec: int64(u[3])},
		Maxrss: int64(u[4]), Ixrss: int64(u[5]), Idrss: int64(u[6]), Isrss: int64(u[7]), Minflt: int64(u[8]), Majflt: int64(u[9]),
		Nswap: int64(u[10]), Inblock: int64(u[11]), Oublock: int64(u[12]), Msgsnd: int64(u[13]), Msgrcv: int64(u[14]),
		Nsignals: int64(u[15]), Nvcsw: int64(u[16]), Nivcsw: int64(u[17]),
	}
}

// WithHandle calls f with a handle to the process, a pidfd, which is valid as long as f runs.
func (p *Process) WithHandle(f func(handle uintptr)) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	switch {
	case p.Pid == -1:
		return errors.New("os: process already released")
	case p.done:
		return ErrProcessDone
	}
	fd, errno := openProcess(p.Pid)
	switch syscall.Errno(errno) {
	case 0:
	case syscall.ESRCH:
		return ErrProcessDone
	default:
		return ErrNoHandle
	}
	defer closeFile(fd)
	f(uintptr(fd))
	return nil
}

// A ProcessState is how a process ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	usage  *syscall.Rusage
}

// Pid is the process's number.
func (p *ProcessState) Pid() int { return p.pid }

// Exited reports whether it ended by itself.
func (p *ProcessState) Exited() bool { return p.status.Exited() }

// Success reports whether it ended with 0.
func (p *ProcessState) Success() bool { return p.status.ExitStatus() == 0 }

// Sys is a syscall.WaitStatus.
func (p *ProcessState) Sys() any { return p.status }

// SysUsage is a *syscall.Rusage.
func (p *ProcessState) SysUsage() any { return p.usage }

func asTime(t syscall.Timeval) time.Duration {
	return time.Duration(t.Sec)*time.Second + time.Duration(t.Usec)*time.Microsecond
}

// UserTime is the processor time of the process itself.
func (p *ProcessState) UserTime() time.Duration { return asTime(p.usage.Utime) }

// SystemTime is the processor time of the system for it.
func (p *ProcessState) SystemTime() time.Duration { return asTime(p.usage.Stime) }

// ExitCode is the code that it ended with, -1 where a signal ended it.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	s := p.status
	text := ""
	switch {
	case s.Exited():
		text = "exit status " + strconv.Itoa(s.ExitStatus())
	case s.Signaled():
		text = "signal: " + s.Signal().String()
	case s.Stopped():
		text = "stop signal: " + s.StopSignal().String()
	case s.Continued():
		text = "continued"
	}
	if s.CoreDump() {
		text += " (core dumped)"
	}
	return text
}
