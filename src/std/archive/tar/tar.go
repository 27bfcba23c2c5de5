// Package tar reads and writes tape archives, in the formats of GNU and POSIX.
package tar

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os/user"
	"path"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

var (
	ErrHeader          = errors.New("archive/tar: invalid tar header")
	ErrWriteTooLong    = errors.New("archive/tar: write too long")
	ErrFieldTooLong    = errors.New("archive/tar: header field too long")
	ErrWriteAfterClose = errors.New("archive/tar: write after close")
	ErrInsecurePath    = errors.New("archive/tar: insecure file path")

	errMissData      = errors.New("archive/tar: sparse file references non-existent data")
	errUnrefData     = errors.New("archive/tar: sparse file contains unreferenced data")
	errSparseTooLong = errors.New("archive/tar: sparse map too long")
)

// Kinds of entries, the values of Header.Typeflag.
const (
	// A file.
	TypeReg = '0'

	// Deprecated: Use TypeReg.
	TypeRegA = '\x00'

	// These have no data.
	TypeLink    = '1' // hard link
	TypeSymlink = '2'
	TypeChar    = '3' // device of characters
	TypeBlock   = '4' // device of blocks
	TypeDir     = '5'
	TypeFifo    = '6'

	// Reserved.
	TypeCont = '7'

	// Records of PAX for the next file; readers and writers take care of it.
	TypeXHeader = 'x'

	// Records of PAX for all further files. They are handed to the caller, but have no effect.
	TypeXGlobalHeader = 'g'

	// A file with holes, as GNU writes them.
	TypeGNUSparse = 'S'

	// Long names of GNU, for the next file; readers and writers take care of them.
	TypeGNULongName = 'L'
	TypeGNULongLink = 'K'
)

// Format is a set of formats of archives.
type Format int

const (
	// FormatUnknown: nobody can tell.
	FormatUnknown Format = 1 << iota >> 1

	formatV7 // what was before POSIX

	// FormatUSTAR is that of POSIX.1-1988: short names of ASCII, files of less than 8 GiB, whole seconds.
	FormatUSTAR

	// FormatPAX is that of POSIX.1-2001: USTAR, with records of keys and values before a header that cannot say it all.
	FormatPAX

	// FormatGNU is that of GNU before it went over to PAX.
	FormatGNU

	formatSTAR // Schily's, with USTAR's magic

	formatEnd
)

func (f Format) has(other Format) bool { return f&other != 0 }

func (f Format) String() string {
	var names []string
	for i, name := range []string{"V7", "USTAR", "PAX", "GNU", "STAR"} {
		if f&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	switch len(names) {
	case 0:
		return "<unknown>"
	case 1:
		return names[0]
	}
	return "(" + strings.Join(names, " | ") + ")"
}

// Header describes one entry. To be safe for later versions make copies of what Next returned and change these.
type Header struct {
	// Typeflag is the kind of the entry. Zero stands for a file, or for a directory if Name ends in a slash.
	Typeflag byte

	Name     string
	Linkname string // where TypeLink and TypeSymlink lead

	Size  int64 // of the data, holes included
	Mode  int64
	Uid   int
	Gid   int
	Uname string
	Gname string

	// Without a Format, a Writer rounds ModTime to seconds and leaves out the others.
	ModTime    time.Time
	AccessTime time.Time // with PAX or GNU
	ChangeTime time.Time // with PAX or GNU

	Devmajor int64 // of TypeChar and TypeBlock
	Devminor int64

	// Xattrs holds extended attributes: the records of PAX that begin with "SCHILY.xattr.".
	//
	// Deprecated: Use PAXRecords.
	Xattrs map[string]string

	// PAXRecords holds further records. Keys of one's own have the form VENDOR.keyword. What the other fields say goes before them.
	PAXRecords map[string]string

	// Format is what a Reader found out, as far as it could, and what a Writer is to use: the first that will do if it is not given.
	Format Format
}

// FileInfoNames is for FileInfoHeader: a file that knows the names of its owners.
type FileInfoNames interface {
	fs.FileInfo
	// Uname returns the name of the user.
	Uname() (string, error)
	// Gname returns the name of the group.
	Gname() (string, error)
}

// Bits of Header.Mode beyond permissions, as Unix has them.
const (
	modeSetuid = 04000
	modeSetgid = 02000
	modeSticky = 01000
)

// hasNoData reports whether entries of that kind are headers only.
func hasNoData(kind byte) bool {
	return TypeLink <= kind && kind <= TypeFifo
}

// FileInfo returns the header as an fs.FileInfo.
func (h *Header) FileInfo() fs.FileInfo {
	return headerInfo{h}
}

type headerInfo struct {
	h *Header
}

func (i headerInfo) Size() int64        { return i.h.Size }
func (i headerInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i headerInfo) ModTime() time.Time { return i.h.ModTime }
func (i headerInfo) Sys() any           { return i.h }
func (i headerInfo) String() string     { return fs.FormatFileInfo(i) }

func (i headerInfo) Name() string {
	if i.IsDir() {
		return path.Base(path.Clean(i.h.Name))
	}
	return path.Base(i.h.Name)
}

func (i headerInfo) Mode() fs.FileMode {
	mode := fs.FileMode(i.h.Mode).Perm()
	for _, bit := range []struct {
		unix int64
		mode fs.FileMode
	}{{modeSetuid, fs.ModeSetuid}, {modeSetgid, fs.ModeSetgid}, {modeSticky, fs.ModeSticky}} {
		if i.h.Mode&bit.unix != 0 {
			mode |= bit.mode
		}
	}
	switch fs.FileMode(i.h.Mode) &^ 07777 {
	case 0040000:
		mode |= fs.ModeDir
	case 0010000:
		mode |= fs.ModeNamedPipe
	case 0120000:
		mode |= fs.ModeSymlink
	case 0060000:
		mode |= fs.ModeDevice
	case 0020000:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case 0140000:
		mode |= fs.ModeSocket
	}
	switch i.h.Typeflag {
	case TypeSymlink:
		mode |= fs.ModeSymlink
	case TypeChar:
		mode |= fs.ModeDevice | fs.ModeCharDevice
	case TypeBlock:
		mode |= fs.ModeDevice
	case TypeDir:
		mode |= fs.ModeDir
	case TypeFifo:
		mode |= fs.ModeNamedPipe
	}
	return mode
}

// FileInfoHeader makes a header of fi, with link as the target of a symbolic link. Name is only the last element of a path.
// A directory gets a slash at its end. Names of owners are looked up unless fi is a FileInfoNames.
func FileInfoHeader(fi fs.FileInfo, link string) (*Header, error) {
	if fi == nil {
		return nil, errors.New("archive/tar: FileInfo is nil")
	}
	mode := fi.Mode()
	h := &Header{Name: fi.Name(), ModTime: fi.ModTime(), Mode: int64(mode.Perm())}
	switch {
	case mode.IsRegular():
		h.Typeflag = TypeReg
		h.Size = fi.Size()
	case fi.IsDir():
		h.Typeflag = TypeDir
		h.Name += "/"
	case mode&fs.ModeSymlink != 0:
		h.Typeflag = TypeSymlink
		h.Linkname = link
	case mode&fs.ModeCharDevice != 0 && mode&fs.ModeDevice != 0:
		h.Typeflag = TypeChar
	case mode&fs.ModeDevice != 0:
		h.Typeflag = TypeBlock
	case mode&fs.ModeNamedPipe != 0:
		h.Typeflag = TypeFifo
	case mode&fs.ModeSocket != 0:
		return nil, errors.New("archive/tar: sockets not supported")
	default:
		return nil, fmt.Errorf("archive/tar: unknown file mode %v", mode)
	}
	if mode&fs.ModeSetuid != 0 {
		h.Mode |= modeSetuid
	}
	if mode&fs.ModeSetgid != 0 {
		h.Mode |= modeSetgid
	}
	if mode&fs.ModeSticky != 0 {
		h.Mode |= modeSticky
	}
	if of, ok := fi.Sys().(*Header); ok {
		h.Uid, h.Gid, h.Uname, h.Gname = of.Uid, of.Gid, of.Uname, of.Gname
		h.AccessTime, h.ChangeTime = of.AccessTime, of.ChangeTime
		h.Xattrs, h.PAXRecords = maps.Clone(of.Xattrs), maps.Clone(of.PAXRecords)
		if of.Typeflag == TypeLink {
			h.Typeflag, h.Size, h.Linkname = TypeLink, 0, of.Linkname
		}
	}
	named, isNamed := fi.(FileInfoNames)
	if isNamed {
		var err error
		if h.Gname, err = named.Gname(); err != nil {
			return nil, err
		}
		if h.Uname, err = named.Uname(); err != nil {
			return nil, err
		}
	}
	if stat, ok := fi.Sys().(*syscall.Stat_t); ok {
		h.fromStat(stat, !isNamed)
	}
	return h, nil
}

// Names of owners, as the system told them: string by number.
var userNames, groupNames sync.Map

func (h *Header) fromStat(stat *syscall.Stat_t, names bool) {
	h.Uid, h.Gid = int(stat.Uid), int(stat.Gid)
	if names {
		h.Uname = nameOf(&userNames, h.Uid, func(id string) (string, error) {
			u, err := user.LookupId(id)
			if err != nil {
				return "", err
			}
			return u.Username, nil
		})
		h.Gname = nameOf(&groupNames, h.Gid, func(id string) (string, error) {
			g, err := user.LookupGroupId(id)
			if err != nil {
				return "", err
			}
			return g.Name, nil
		})
	}
	h.AccessTime = time.Unix(stat.Atim.Unix())
	h.ChangeTime = time.Unix(stat.Ctim.Unix())
	if h.Typeflag == TypeChar || h.Typeflag == TypeBlock {
		dev := uint64(stat.Rdev)
		h.Devmajor = int64(uint32(dev>>8&0xfff | dev>>32&0xfffff000))
		h.Devminor = int64(uint32(dev&0xff | dev>>12&0xffffff00))
	}
}

func nameOf(known *sync.Map, id int, look func(id string) (string, error)) string {
	if name, ok := known.Load(id); ok {
		return name.(string)
	}
	name, err := look(strconv.Itoa(id))
	if err == nil {
		known.Store(id, name)
	}
	return name
}
