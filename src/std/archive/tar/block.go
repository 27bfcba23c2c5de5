package tar

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	blockSize  = 512
	nameSize   = 100
	prefixSize = 155
	maxSpecial = 1 << 20 // bytes of records and long names
	maxSparse  = 1 << 20 // entries in a map of holes
)

func padding(n int64) int64 {
	return -n & (blockSize - 1)
}

// block is a header, or 512 bytes of anything.
type block [blockSize]byte

// span is where a field of a header lies.
type span struct {
	from, size int
}

var (
	fieldName     = span{0, nameSize}
	fieldMode     = span{100, 8}
	fieldUid      = span{108, 8}
	fieldGid      = span{116, 8}
	fieldSize     = span{124, 12}
	fieldModTime  = span{136, 12}
	fieldChecksum = span{148, 8}
	fieldType     = span{156, 1}
	fieldLinkname = span{157, nameSize}

	// From POSIX on.
	fieldMagic    = span{257, 6}
	fieldVersion  = span{263, 2}
	fieldUname    = span{265, 32}
	fieldGname    = span{297, 32}
	fieldDevmajor = span{329, 8}
	fieldDevminor = span{337, 8}
	fieldPrefix   = span{345, prefixSize}

	gnuAccessTime = span{345, 12}
	gnuChangeTime = span{357, 12}
	gnuSparse     = span{386, 4*sparseEntrySize + 1}
	gnuRealSize   = span{483, 12}

	starPrefix     = span{345, 131}
	starAccessTime = span{476, 12}
	starChangeTime = span{488, 12}
	starTrailer    = span{508, 4}
)

func (b *block) at(s span) []byte {
	return b[s.from : s.from+s.size]
}

const (
	magicUSTAR = "ustar\x0000"
	magicGNU   = "ustar  \x00"
)

// format tells from magic numbers which format a header has; FormatUnknown if its checksum is wrong.
func (b *block) format() Format {
	var p parser
	sum := p.octal(b.at(fieldChecksum))
	unsigned, signed := b.checksum()
	if p.err != nil || sum != unsigned && sum != signed {
		return FormatUnknown
	}
	magic := string(b[fieldMagic.from : fieldMagic.from+8])
	switch {
	case magic[:6] == magicUSTAR[:6] && string(b.at(starTrailer)) == "tar\x00":
		return formatSTAR
	case magic[:6] == magicUSTAR[:6]:
		return FormatUSTAR | FormatPAX
	case magic == magicGNU:
		return FormatGNU
	}
	return formatV7
}

// finish sets magic and checksum.
func (b *block) finish(format Format) {
	magic := magicUSTAR
	if format == FormatGNU {
		magic = magicGNU
	}
	copy(b[fieldMagic.from:], magic)
	sum, _ := b.checksum()
	field := b.at(fieldChecksum)
	new(formatter).octal(field[:7], sum)
	field[7] = ' '
}

// checksum counts the bytes together, its own field as spaces; some old systems took bytes as signed.
func (b *block) checksum() (unsigned, signed int64) {
	for i, c := range b {
		if i >= fieldChecksum.from && i < fieldChecksum.from+fieldChecksum.size {
			c = ' '
		}
		unsigned += int64(c)
		signed += int64(int8(c))
	}
	return unsigned, signed
}

// parser and formatter keep the first, and the last, error that occurs.
type (
	parser    struct{ err error }
	formatter struct{ err error }
)

func cString(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}

// numeric reads a number in octal digits or, where the highest bit is set, in binary.
func (p *parser) numeric(b []byte) int64 {
	if len(b) == 0 || b[0]&0x80 == 0 {
		return p.octal(b)
	}
	var flip byte // binary is two's complement
	if b[0]&0x40 != 0 {
		flip = 0xff
	}
	var x uint64
	for i, c := range b {
		c ^= flip
		if i == 0 {
			c &= 0x7f
		}
		if x>>56 != 0 {
			p.err = ErrHeader
			return 0
		}
		x = x<<8 | uint64(c)
	}
	if x>>63 != 0 {
		p.err = ErrHeader
		return 0
	}
	if flip != 0 {
		return int64(^x)
	}
	return int64(x)
}

func (p *parser) octal(b []byte) int64 {
	b = bytes.Trim(b, " \x00")
	if len(b) == 0 {
		return 0
	}
	x, err := strconv.ParseUint(cString(b), 8, 64)
	if err != nil {
		p.err = ErrHeader
	}
	return int64(x)
}

func (f *formatter) string(b []byte, s string) {
	if len(s) > len(b) {
		f.err = ErrFieldTooLong
	}
	copy(b, s)
	if len(s) < len(b) {
		b[len(s)] = 0
	}
	// A name that was cut must not look like a directory.
	if len(s) > len(b) && b[len(b)-1] == '/' {
		b[len(strings.TrimRight(s[:len(b)-1], "/"))] = 0
	}
}

func (f *formatter) octal(b []byte, x int64) {
	if !fitsOctal(len(b), x) {
		x = 0
		f.err = ErrFieldTooLong
	}
	s := strconv.FormatInt(x, 8)
	if n := len(b) - 1 - len(s); n > 0 {
		s = strings.Repeat("0", n) + s
	}
	f.string(b, s)
}

// numeric writes in octal what fits so, else in binary.
func (f *formatter) numeric(b []byte, x int64) {
	if fitsOctal(len(b), x) || !fitsBinary(len(b), x) {
		f.octal(b, x)
		return
	}
	for i := len(b) - 1; i >= 0; i-- {
		b[i] = byte(x)
		x >>= 8
	}
	b[0] |= 0x80
}

func fitsOctal(n int, x int64) bool {
	return x >= 0 && (n >= 22 || x < 1<<(uint(n-1)*3))
}

func fitsBinary(n int, x int64) bool {
	bits := uint(n-1) * 8
	return n >= 9 || x >= -1<<bits && x < 1<<bits
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] == 0 {
			return false
		}
	}
	return true
}

// toASCII leaves out what is not ASCII.
func toASCII(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= 0x80 || c == 0 {
			return -1
		}
		return c
	}, s)
}

func hasNUL(s string) bool {
	return strings.IndexByte(s, 0) >= 0
}

// Keys of PAX.
const (
	paxPath     = "path"
	paxLinkpath = "linkpath"
	paxSize     = "size"
	paxUid      = "uid"
	paxGid      = "gid"
	paxUname    = "uname"
	paxGname    = "gname"
	paxMtime    = "mtime"
	paxAtime    = "atime"
	paxCtime    = "ctime"
	paxXattr    = "SCHILY.xattr."
	paxSparse   = "GNU.sparse."
)

// ownKeys are those that fields of a header stand for, and those of POSIX that would be misunderstood.
var ownKeys = map[string]bool{
	paxPath: true, paxLinkpath: true, paxSize: true, paxUid: true, paxGid: true, paxUname: true, paxGname: true,
	paxMtime: true, paxAtime: true, paxCtime: true,
}

// parsePAXTime reads seconds, with a fraction or without. Digits behind the ninth are cut.
func parsePAXTime(s string) (time.Time, error) {
	whole, fraction, _ := strings.Cut(s, ".")
	seconds, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return time.Time{}, ErrHeader
	}
	var nano, unit int64 = 0, 1e8
	for _, c := range []byte(fraction) {
		if c < '0' || c > '9' {
			return time.Time{}, ErrHeader
		}
		nano += int64(c-'0') * unit
		unit /= 10
	}
	if whole[0] == '-' {
		nano = -nano
	}
	return time.Unix(seconds, nano), nil
}

func formatPAXTime(t time.Time) string {
	seconds, nano := t.Unix(), int64(t.Nanosecond())
	if nano == 0 {
		return strconv.FormatInt(seconds, 10)
	}
	sign := ""
	if seconds < 0 {
		sign, seconds, nano = "-", -(seconds + 1), 1e9-nano
	}
	return strings.TrimRight(fmt.Sprintf("%s%d.%09d", sign, seconds, nano), "0")
}

// parsePAXRecord takes the first record, "length key=value\n", from s.
func parsePAXRecord(s string) (key, value, rest string, err error) {
	digits, after, ok := strings.Cut(s, " ")
	n, e := strconv.ParseInt(digits, 10, 0)
	if !ok || e != nil || n < 5 || n > int64(len(s)) {
		return "", "", s, ErrHeader
	}
	n -= int64(len(digits) + 1)
	if n <= 0 || after[n-1] != '\n' {
		return "", "", s, ErrHeader
	}
	key, value, ok = strings.Cut(after[:n-1], "=")
	if !ok || !validPAXRecord(key, value) {
		return "", "", s, ErrHeader
	}
	return key, value, after[n:], nil
}

// formatPAXRecord: the length counts its own digits.
func formatPAXRecord(key, value string) (string, error) {
	if !validPAXRecord(key, value) {
		return "", ErrHeader
	}
	rest := " " + key + "=" + value + "\n"
	n := len(rest)
	for {
		with := len(rest) + len(strconv.Itoa(n))
		if with == n {
			return strconv.Itoa(n) + rest, nil
		}
		n = with
	}
}

func validPAXRecord(key, value string) bool {
	if key == "" || strings.Contains(key, "=") {
		return false
	}
	switch key {
	case paxPath, paxLinkpath, paxUname, paxGname:
		return !hasNUL(value)
	}
	return !hasNUL(key)
}
