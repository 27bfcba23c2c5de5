package tar

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// headerError is why a header cannot be written: reasons, some of them empty.
type headerError []string

func (e headerError) Error() string {
	var reasons []string
	for _, reason := range e {
		if reason != "" {
			reasons = append(reasons, reason)
		}
	}
	if len(reasons) == 0 {
		return "archive/tar: cannot encode header"
	}
	return "archive/tar: cannot encode header: " + strings.Join(reasons, "; and ")
}

// choice finds out which formats can hold a header, and what PAX needs records for.
type choice struct {
	h         *Header
	formats   Format
	records   map[string]string
	why       map[Format]string // the last reason against each format
	onlyPAX   string
	preferPAX bool
}

func (c *choice) refuse(format Format, name string, value any) {
	c.formats &^= format
	verb := "%v"
	if _, ok := value.(string); ok {
		verb = "%q"
	}
	c.why[format] = fmt.Sprintf("%v cannot encode %s="+verb, format, name, value)
}

// inRecord says that only a record can hold a value; without a key PAX has none.
func (c *choice) inRecord(key, name string, value any, text string) {
	if key == "" {
		c.refuse(FormatPAX, name, value)
	} else {
		c.records[key] = text
	}
}

// confirm keeps a record of the caller that says what the field says.
func (c *choice) confirm(key, text string) {
	if given, ok := c.h.PAXRecords[key]; ok && given == text {
		c.records[key] = given
	}
}

func (c *choice) text(s string, field span, name, key string) {
	tooLong := len(s) > field.size
	if hasNUL(s) || tooLong && key != paxPath && key != paxLinkpath {
		c.refuse(FormatGNU, name, s)
	}
	if !isASCII(s) || tooLong {
		if _, _, ok := splitName(s); key != paxPath || !ok {
			c.refuse(FormatUSTAR, name, s)
		}
		c.inRecord(key, name, s, s)
	}
	c.confirm(key, s)
}

func (c *choice) number(n int64, field span, name, key string) {
	text := strconv.FormatInt(n, 10)
	if !fitsBinary(field.size, n) {
		c.refuse(FormatGNU, name, n)
	}
	if !fitsOctal(field.size, n) {
		c.refuse(FormatUSTAR, name, n)
		c.inRecord(key, name, n, text)
	}
	c.confirm(key, text)
}

func (c *choice) time(t time.Time, field span, name, key string) {
	if t.IsZero() {
		return
	}
	if !fitsBinary(field.size, t.Unix()) {
		c.refuse(FormatGNU, name, t)
	}
	fits := key == paxMtime && fitsOctal(field.size, t.Unix())
	if !fits {
		c.refuse(FormatUSTAR, name, t)
	}
	if !fits || t.Nanosecond() != 0 {
		c.preferPAX = true // USTAR would cut
		c.inRecord(key, name, t, formatPAXTime(t))
	}
	c.confirm(key, formatPAXTime(t))
}

// choose returns the formats that can hold the header, the records for PAX, and, if there are none, why.
func (h *Header) choose() (Format, map[string]string, error) {
	c := &choice{h: h, formats: FormatUSTAR | FormatPAX | FormatGNU, records: map[string]string{}, why: map[Format]string{}}
	c.text(h.Name, fieldName, "Name", paxPath)
	c.text(h.Linkname, fieldLinkname, "Linkname", paxLinkpath)
	c.text(h.Uname, fieldUname, "Uname", paxUname)
	c.text(h.Gname, fieldGname, "Gname", paxGname)
	c.number(h.Mode, fieldMode, "Mode", "")
	c.number(int64(h.Uid), fieldUid, "Uid", paxUid)
	c.number(int64(h.Gid), fieldGid, "Gid", paxGid)
	c.number(h.Size, fieldSize, "Size", paxSize)
	c.number(h.Devmajor, fieldDevmajor, "Devmajor", "")
	c.number(h.Devminor, fieldDevminor, "Devminor", "")
	c.time(h.ModTime, fieldModTime, "ModTime", paxMtime)
	c.time(h.AccessTime, gnuAccessTime, "AccessTime", paxAtime)
	c.time(h.ChangeTime, gnuChangeTime, "ChangeTime", paxCtime)

	switch h.Typeflag {
	case TypeReg, TypeChar, TypeBlock, TypeFifo, TypeGNUSparse:
		if strings.HasSuffix(h.Name, "/") {
			return FormatUnknown, nil, headerError{"filename may not have trailing slash"}
		}
	case TypeXHeader, TypeGNULongName, TypeGNULongLink:
		return FormatUnknown, nil, headerError{"cannot manually encode TypeXHeader, TypeGNULongName, or TypeGNULongLink headers"}
	case TypeXGlobalHeader:
		if !reflect.DeepEqual(*h, Header{Name: h.Name, Typeflag: h.Typeflag, Xattrs: h.Xattrs, PAXRecords: h.PAXRecords, Format: h.Format}) {
			return FormatUnknown, nil, headerError{"only PAXRecords should be set for TypeXGlobalHeader"}
		}
		c.only("only PAX supports TypeXGlobalHeader")
	}
	if !hasNoData(h.Typeflag) && h.Size < 0 {
		return FormatUnknown, nil, headerError{"negative size on header-only type"}
	}
	if len(h.Xattrs) > 0 {
		for name, value := range h.Xattrs {
			c.records[paxXattr+name] = value
		}
		c.only("only PAX supports Xattrs")
	}
	if len(h.PAXRecords) > 0 {
		for key, value := range h.PAXRecords {
			if _, ok := c.records[key]; ok {
				continue
			}
			if h.Typeflag == TypeXGlobalHeader || !ownKeys[key] && !strings.HasPrefix(key, paxSparse) {
				c.records[key] = value
			}
		}
		c.only("only PAX supports PAXRecords")
	}
	for key, value := range c.records {
		if !validPAXRecord(key, value) {
			return FormatUnknown, nil, headerError{fmt.Sprintf("invalid PAX record: %q", key+" = "+value)}
		}
	}
	if wanted := h.Format; wanted != FormatUnknown {
		if wanted.has(FormatPAX) && !c.preferPAX {
			wanted |= FormatUSTAR
		}
		c.formats &= wanted
	}
	if c.formats != FormatUnknown {
		return c.formats, c.records, nil
	}
	switch h.Format {
	case FormatUSTAR:
		return FormatUnknown, c.records, headerError{"Format specifies USTAR", c.why[FormatUSTAR], c.onlyPAX}
	case FormatPAX:
		return FormatUnknown, c.records, headerError{"Format specifies PAX", c.why[FormatPAX]}
	case FormatGNU:
		return FormatUnknown, c.records, headerError{"Format specifies GNU", c.why[FormatGNU], c.onlyPAX}
	}
	return FormatUnknown, c.records, headerError{c.why[FormatUSTAR], c.why[FormatPAX], c.why[FormatGNU], c.onlyPAX}
}

func (c *choice) only(reason string) {
	c.onlyPAX = reason
	c.formats &= FormatPAX
}
