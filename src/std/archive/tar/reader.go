package tar

import (
	"internal/godebug"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var insecurePath = godebug.New("tarinsecurepath")

// A Reader goes through an archive: Next moves to the next entry, whose data the Reader then reads.
type Reader struct {
	r    io.Reader
	pad  int64 // what follows the entry's data to the end of its block
	data data
	blk  block
	err  error
}

// data is what an entry holds.
type data interface {
	io.Reader
	stored() int64 // bytes in the archive that have not been read
}

// NewReader returns a Reader of the archive in r.
func NewReader(r io.Reader) *Reader {
	return &Reader{r: r, data: &plainData{r: r}}
}

// Next moves to the next entry; what is left of the one before is passed over. At the end the error is io.EOF.
// With GODEBUG=tarinsecurepath=0 a name that leads out of a directory comes with ErrInsecurePath.
func (tr *Reader) Next() (*Header, error) {
	if tr.err != nil {
		return nil, tr.err
	}
	h, err := tr.next()
	tr.err = err
	if err == nil && !filepath.IsLocal(h.Name) && insecurePath.Value() == "0" {
		insecurePath.IncNonDefault()
		err = ErrInsecurePath
	}
	return h, err
}

// next reads headers until that of an entry: those before it say what does not fit into it.
func (tr *Reader) next() (*Header, error) {
	var records map[string]string
	var longName, longLink string
	format := FormatUSTAR | FormatPAX | FormatGNU
	for {
		if err := skip(tr.r, tr.data.stored()); err != nil {
			return nil, err
		}
		if _, err := readFull(tr.r, tr.blk[:tr.pad]); err != nil {
			return nil, err
		}
		tr.pad = 0
		h, err := tr.header()
		if err != nil {
			return nil, err
		}
		if err := tr.begin(h); err != nil {
			return nil, err
		}
		format &= h.Format
		switch h.Typeflag {
		case TypeXHeader, TypeXGlobalHeader:
			format &= FormatPAX
			if records, err = readRecords(tr); err != nil {
				return nil, err
			}
			if h.Typeflag == TypeXGlobalHeader {
				h.merge(records)
				return &Header{Name: h.Name, Typeflag: h.Typeflag, Xattrs: h.Xattrs, PAXRecords: h.PAXRecords, Format: format}, nil
			}
		case TypeGNULongName, TypeGNULongLink:
			format &= FormatGNU
			name, err := readSpecial(tr)
			if err != nil {
				return nil, err
			}
			if h.Typeflag == TypeGNULongName {
				longName = cString(name)
			} else {
				longLink = cString(name)
			}
		default:
			if err := h.merge(records); err != nil {
				return nil, err
			}
			if longName != "" {
				h.Name = longName
			}
			if longLink != "" {
				h.Linkname = longLink
			}
			if h.Typeflag == TypeRegA {
				h.Typeflag = TypeReg
				if strings.HasSuffix(h.Name, "/") {
					h.Typeflag = TypeDir
				}
			}
			// The records may have changed the size.
			if err := tr.begin(h); err != nil {
				return nil, err
			}
			if err := tr.beginSparse(h); err != nil {
				return nil, err
			}
			if format.has(FormatUSTAR) && format.has(FormatPAX) {
				format &= FormatUSTAR
			}
			h.Format = format
			return h, nil
		}
	}
}

// begin sets out to read the data of an entry.
func (tr *Reader) begin(h *Header) error {
	n := h.Size
	if hasNoData(h.Typeflag) {
		n = 0
	}
	if n < 0 {
		return ErrHeader
	}
	tr.pad = padding(n)
	tr.data = &plainData{tr.r, n}
	return nil
}

// header reads a block and what it says. Two blocks of zeros are the end.
func (tr *Reader) header() (*Header, error) {
	b := &tr.blk
	for i := 0; ; i++ {
		if _, err := io.ReadFull(tr.r, b[:]); err != nil {
			return nil, err
		}
		if *b != (block{}) {
			if i > 0 {
				return nil, ErrHeader
			}
			break
		}
		if i > 0 {
			return nil, io.EOF
		}
	}
	format := b.format()
	if format == FormatUnknown {
		return nil, ErrHeader
	}
	var p parser
	h := &Header{
		Typeflag: b[fieldType.from],
		Name:     cString(b.at(fieldName)),
		Linkname: cString(b.at(fieldLinkname)),
		Size:     p.numeric(b.at(fieldSize)),
		Mode:     p.numeric(b.at(fieldMode)),
		Uid:      int(p.numeric(b.at(fieldUid))),
		Gid:      int(p.numeric(b.at(fieldGid))),
		ModTime:  time.Unix(p.numeric(b.at(fieldModTime)), 0),
	}
	if format == formatV7 {
		return h, p.err
	}
	h.Uname, h.Gname = cString(b.at(fieldUname)), cString(b.at(fieldGname))
	h.Devmajor, h.Devminor = p.numeric(b.at(fieldDevmajor)), p.numeric(b.at(fieldDevminor))
	prefix := ""
	switch format {
	case FormatUSTAR | FormatPAX:
		prefix = cString(b.at(fieldPrefix))
		if b.isStrict() {
			h.Format = format
		}
	case formatSTAR:
		prefix = cString(b.at(starPrefix))
		h.AccessTime = time.Unix(p.numeric(b.at(starAccessTime)), 0)
		h.ChangeTime = time.Unix(p.numeric(b.at(starChangeTime)), 0)
	case FormatGNU:
		h.Format = format
		var times parser
		if at := b.at(gnuAccessTime); at[0] != 0 {
			h.AccessTime = time.Unix(times.numeric(at), 0)
		}
		if at := b.at(gnuChangeTime); at[0] != 0 {
			h.ChangeTime = time.Unix(times.numeric(at), 0)
		}
		// Some writers used GNU's magic and a prefix, which lies where GNU has the times.
		if times.err != nil {
			h.AccessTime, h.ChangeTime = time.Time{}, time.Time{}
			if s := cString(b.at(fieldPrefix)); isASCII(s) {
				prefix = s
			}
			h.Format = FormatUnknown
		}
	}
	if prefix != "" {
		h.Name = prefix + "/" + h.Name
	}
	return h, p.err
}

// isStrict reports whether the header is all ASCII, with a zero behind each number, as POSIX demands.
func (b *block) isStrict() bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	for _, s := range []span{fieldSize, fieldMode, fieldUid, fieldGid, fieldModTime, fieldDevmajor, fieldDevminor} {
		if b[s.from+s.size-1] != 0 {
			return false
		}
	}
	return true
}

// merge lets records overrule the header. Empty ones take their key back.
func (h *Header) merge(records map[string]string) (err error) {
	number := func(value string, to *int) {
		var n int64
		n, err = strconv.ParseInt(value, 10, 64)
		*to = int(n)
	}
	for key, value := range records {
		if value == "" {
			continue
		}
		switch key {
		case paxPath:
			h.Name = value
		case paxLinkpath:
			h.Linkname = value
		case paxUname:
			h.Uname = value
		case paxGname:
			h.Gname = value
		case paxUid:
			number(value, &h.Uid)
		case paxGid:
			number(value, &h.Gid)
		case paxAtime:
			h.AccessTime, err = parsePAXTime(value)
		case paxMtime:
			h.ModTime, err = parsePAXTime(value)
		case paxCtime:
			h.ChangeTime, err = parsePAXTime(value)
		case paxSize:
			h.Size, err = strconv.ParseInt(value, 10, 64)
		default:
			if name, ok := strings.CutPrefix(key, paxXattr); ok {
				if h.Xattrs == nil {
					h.Xattrs = map[string]string{}
				}
				h.Xattrs[name] = value
			}
		}
		if err != nil {
			return ErrHeader
		}
	}
	h.PAXRecords = records
	return nil
}

// readRecords reads the records of PAX. Those of the first version of GNU's map of holes come several times, and are joined.
func readRecords(r io.Reader) (map[string]string, error) {
	all, err := readSpecial(r)
	if err != nil {
		return nil, err
	}
	records := map[string]string{}
	var holes []string
	for rest := string(all); rest != ""; {
		var key, value string
		if key, value, rest, err = parsePAXRecord(rest); err != nil {
			return nil, ErrHeader
		}
		switch key {
		case paxSparse + "offset", paxSparse + "numbytes":
			if (key == paxSparse+"offset") != (len(holes)%2 == 0) || strings.Contains(value, ",") {
				return nil, ErrHeader
			}
			holes = append(holes, value)
		default:
			records[key] = value
		}
	}
	if len(holes) > 0 {
		records[paxSparse+"map"] = strings.Join(holes, ",")
	}
	return records, nil
}

func readSpecial(r io.Reader) ([]byte, error) {
	all, err := io.ReadAll(io.LimitReader(r, maxSpecial+1))
	if len(all) > maxSpecial {
		return nil, ErrFieldTooLong
	}
	return all, err
}

// Read reads the data of the entry: zeros where a file has holes, nothing for entries without data.
func (tr *Reader) Read(b []byte) (int, error) {
	if tr.err != nil {
		return 0, tr.err
	}
	n, err := tr.data.Read(b)
	if err != nil && err != io.EOF {
		tr.err = err
	}
	return n, err
}

// plainData is what stands in the archive as it is.
type plainData struct {
	r io.Reader
	n int64
}

func (d *plainData) stored() int64 { return d.n }

func (d *plainData) Read(b []byte) (n int, err error) {
	b = b[:min(int64(len(b)), d.n)]
	if len(b) > 0 {
		n, err = d.r.Read(b)
		d.n -= int64(n)
	}
	if err == io.EOF && d.n > 0 {
		err = io.ErrUnexpectedEOF
	} else if err == nil && d.n == 0 {
		err = io.EOF
	}
	return n, err
}

// readFull reads until b is full. Less than that comes with the reader's own error.
func readFull(r io.Reader, b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var m int
		m, err = r.Read(b[n:])
		n += m
	}
	if n == len(b) && err == io.EOF {
		err = nil
	}
	return n, err
}

// skip passes n bytes over: a file is moved in, but its last byte is read to see whether it is that long.
func skip(r io.Reader, n int64) error {
	var moved int64
	if s, ok := r.(io.Seeker); ok && n > 1 {
		if from, err := s.Seek(0, io.SeekCurrent); from >= 0 && err == nil {
			to, err := s.Seek(n-1, io.SeekCurrent)
			if to < 0 || err != nil {
				return err
			}
			moved = to - from
		}
	}
	read, err := io.CopyN(io.Discard, r, n-moved)
	if err == io.EOF && moved+read < n {
		err = io.ErrUnexpectedEOF
	}
	return err
}
