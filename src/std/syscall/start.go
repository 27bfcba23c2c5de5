package syscall

// ProcAttr says how a process is to be started.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []uintptr // what it has as 0, 1, 2 and on; ^0: nothing there
	Sys   *SysProcAttr
}

// A SysProcIDMap maps numbers of users or groups of a namespace.
type SysProcIDMap struct {
	ContainerID int
	HostID      int
	Size        int
}

// SysProcAttr says what a process is to be given when it is started.
type SysProcAttr struct {
	Chroot                     string // its root
	Credential                 *Credential
	Ptrace                     bool // not supported
	Setsid                     bool // a session of its own
	Setpgid                    bool // the process group Pgid, or one of its own if that is 0
	Setctty                    bool // the terminal Ctty, one of its own descriptors, controls its session
	Noctty                     bool // no terminal does
	Ctty                       int
	Foreground                 bool // its group is that of the terminal Ctty, a descriptor of this process
	Pgid                       int
	Pdeathsig                  Signal  // sent to it when this process dies
	Cloneflags                 uintptr // namespaces of its own; not of processes or users
	Unshareflags               uintptr // the same
	UidMappings                []SysProcIDMap
	GidMappings                []SysProcIDMap
	GidMappingsEnableSetgroups bool
	AmbientCaps                []uintptr
	UseCgroupFD                bool
	CgroupFD                   int
	PidFD                      *int // set to a descriptor of the process
}

// An attrError says which attributes do not go together.
type attrError string

func (e attrError) Error() string { return string(e) }

// Flags of clone that unshare does in the child what they would have done.
const unshareable = 0x00000200 | 0x00000400 | 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x40000000 // fs files newns newcgroup newuts newipc newnet

// words are the numbers of the attributes for startProcess; the groups come last.
func (s *SysProcAttr) words(description, files int) ([]int, error) {
	flags := s.Cloneflags | s.Unshareflags
	if s.Ptrace || flags&^unshareable != 0 || s.UidMappings != nil || s.GidMappings != nil || s.AmbientCaps != nil || s.UseCgroupFD {
		return nil, ENOSYS
	}
	number := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	if s.Setctty && s.Foreground {
		return nil, attrError("both Setctty and Foreground set in SysProcAttr")
	}
	if s.Setctty && s.Ctty >= files {
		return nil, attrError("Setctty set but Ctty not valid in child")
	}
	terminal := -1
	if s.Setctty || s.Foreground {
		terminal = s.Ctty
	}
	words := []int{
		description, number(s.Setsid), number(s.Setpgid || s.Foreground), s.Pgid, number(s.Setctty), number(s.Noctty), number(s.Foreground), terminal,
		int(s.Pdeathsig), int(flags), -1, -1, 0,
	}
	if c := s.Credential; c != nil {
		words[10], words[11], words[12] = int(c.Uid), int(c.Gid), number(!c.NoSetGroups)
		for _, g := range c.Groups {
			words = append(words, int(g))
		}
	}
	return words, nil
}

func startProcess(name string, argv, env []string, dir, root string, files, attributes []int) (pid, errno int)

// openProcess gives a handle to a process.
func openProcess(pid int) (fd, errno int)

func closeFile(fd int) int

// startAgain says how the program itself is started once more, if that is what the name means: by gorun, which is left a descriptor with
// what it is to run, which must be lowest or more; and the script for those who want a file, if there is one.
func startAgain(name string, lowest int) (gorun string, description int, script string, errno int)

// again is the command line of gorun for the program itself.
func again(argv []string, name string, description int, script string) []string {
	if len(argv) == 0 {
		argv = []string{name}
	}
	number := ""
	for n := description; n > 0; n /= 10 {
		number = string(rune('0'+n%10)) + number
	}
	if script != "" {
		number += ":" + script
	}
	return append([]string{argv[0], "again-from", number}, argv[1:]...)
}

// clean takes the parts out of a path that do not matter where there are no links.
func clean(path string) string {
	var parts []string
	for path != "" {
		part, rest := path, ""
		for i := range len(path) {
			if path[i] == '/' {
				part, rest = path[:i], path[i+1:]
				break
			}
		}
		path = rest
		switch {
		case part == "" || part == ".":
		case part == ".." && len(parts) > 0:
			parts = parts[:len(parts)-1]
		default:
			parts = append(parts, part)
		}
	}
	name := ""
	for _, part := range parts {
		name += "/" + part
	}
	return name
}

// StartProcess starts a program; its number. argv[0] is the name that it is told.
func StartProcess(argv0 string, argv []string, attr *ProcAttr) (pid int, handle uintptr, err error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	sys := attr.Sys
	if sys == nil {
		sys = &SysProcAttr{}
	}
	files := make([]int, len(attr.Files))
	for i, f := range attr.Files {
		files[i] = int(f)
	}
	path := argv0
	named := argv0
	if named != "" && named[0] != '/' && attr.Dir != "" && attr.Dir[0] == '/' {
		named = clean(attr.Dir + "/" + named)
	}
	gorun, description, script, errno := startAgain(named, len(files))
	if gorun == "" && errno == 0 && named != argv0 {
		gorun, description, script, errno = startAgain(argv0, len(files))
	}
	if errno != 0 {
		return 0, 0, Errno(errno)
	}
	if gorun != "" {
		path, argv = gorun, again(argv, argv0, description, script)
		defer closeFile(description)
	}
	attributes, err := sys.words(description, len(files))
	if err != nil {
		return 0, 0, err
	}
	pid, errno = startProcess(path, argv, attr.Env, attr.Dir, sys.Chroot, files, attributes)
	if errno != 0 {
		return 0, 0, Errno(errno)
	}
	if sys.PidFD != nil {
		fd, errno := openProcess(pid)
		if errno != 0 {
			fd = -1
		}
		*sys.PidFD = fd
	}
	return pid, 0, nil
}
