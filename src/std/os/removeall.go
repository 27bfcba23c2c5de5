package os

import "syscall"

// Natives on names below an open directory; none follows a symbolic link.
func openAt(dir int, name string, flags int, perm uint32) (fd, errno int)
func callAt(what int, dir int, name string, to int, other string, a, b int) (errno int)

// What callAt does.
const (
	atMkdir = iota
	atUnlink
	atRmdir
	atRename
	atLink
	atSymlink
	atChown
	atChmod
)

// RemoveAll removes a file or directory with all that is in it, if there is one. It goes on where something cannot be removed, and
// gives the first error.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if path[len(path)-1] == '.' && (len(path) == 1 || path[len(path)-2] == '/') {
		return &PathError{"RemoveAll", path, syscall.EINVAL}
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	parent, last := splitLast(path)
	dir, errno := open(parent, O_RDONLY, 0)
	if errno != 0 {
		if err := failed("open", parent, errno); !IsNotExist(err) {
			return err
		}
		return nil
	}
	defer closeFile(dir)
	if wrong := removeAllFrom(dir, last); wrong != nil {
		wrong.Path = parent + "/" + wrong.Path
		return wrong
	}
	return nil
}

const directoryOnly = 0x10000

// splitLast takes a path apart in front of its last name.
func splitLast(path string) (parent, last string) {
	for len(path) > 1 && path[0] == '/' && path[1] == '/' {
		path = path[1:]
	}
	end := len(path) - 1
	for end > 0 && path[end] == '/' {
		end--
	}
	path = path[:end+1]
	at := end
	for at >= 0 && path[at] != '/' {
		at--
	}
	switch {
	case at < 0:
		return ".", path
	case at == 0:
		return "/", path[1:]
	}
	last = path[at+1:]
	for at > 1 && path[at-1] == '/' {
		at--
	}
	return path[:at], last
}

// removeAllFrom removes a name below an open directory, with all that is in it. Paths stay short however deep it goes, and nobody can
// put a link into the way.
func removeAllFrom(dir int, name string) *PathError {
	unlink := callAt(atUnlink, dir, name, 0, "", 0, 0)
	switch syscall.Errno(unlink) {
	case 0, syscall.ENOENT:
		return nil
	case syscall.EISDIR, syscall.EPERM, syscall.EACCES:
	default:
		return &PathError{"unlinkat", name, syscall.Errno(unlink)}
	}
	var first *PathError
	inner, errno := openAt(dir, name, O_RDONLY|directoryOnly, 0)
	switch syscall.Errno(errno) {
	case 0:
		names, _, errno := readNames(fdPath(inner))
		if errno != 0 {
			closeFile(inner)
			return &PathError{"readdirnames", name, syscall.Errno(errno)}
		}
		for _, below := range names {
			if wrong := removeAllFrom(inner, below); wrong != nil && first == nil {
				wrong.Path = name + "/" + wrong.Path
				first = wrong
			}
		}
		closeFile(inner)
	case syscall.ENOENT:
		return nil
	case syscall.ENOTDIR, syscall.ELOOP:
		return &PathError{"unlinkat", name, syscall.Errno(unlink)}
	default:
		first = &PathError{"openfdat", name, syscall.Errno(errno)}
	}
	errno = callAt(atRmdir, dir, name, 0, "", 0, 0)
	if errno == 0 || syscall.Errno(errno) == syscall.ENOENT {
		return nil
	}
	if first == nil {
		first = &PathError{"unlinkat", name, syscall.Errno(errno)}
	}
	return first
}
