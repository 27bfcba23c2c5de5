// Package tabwriter aligns columns: a text is cells that end with tabs, and cells of adjacent lines that stand below each
// other make a column.
package tabwriter

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// Flags of a Writer.
const (
	FilterHTML          uint = 1 << iota // tags have no width, entities the width of one character
	StripEscape                          // escape characters are left out
	AlignRight                           // cells are padded on the left
	DiscardEmptyColumns                  // columns of nothing but \v take no room
	TabIndent                            // empty cells at the beginning of a line are padded with tabs
	Debug                                // columns are separated by |, and flushes shown
)

// Escape stands around text that is passed on as it is.
const Escape = '\xff'

type cell struct {
	size  int // in bytes
	width int // in characters
	htab  bool
}

// A Writer writes its input to another writer, aligned.
type Writer struct {
	output   io.Writer
	minwidth int
	tabwidth int
	padding  int
	padbytes [8]byte
	flags    uint

	buf     []byte // text without tabs and line ends
	pos     int    // up to where the width of the cell is known
	cell    cell   // the one that is being written
	endChar byte   // what ends the escaped text, 0 outside of it
	lines   [][]cell
	widths  []int
	err     error
}

// NewWriter returns a Writer; see Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init sets a Writer up: cells are at least minwidth wide, padding included; padchar fills them, a tab as wide as tabwidth.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	b.output = output
	b.minwidth, b.tabwidth, b.padding = minwidth, tabwidth, padding
	for i := range b.padbytes {
		b.padbytes[i] = padchar
	}
	if padchar == '\t' {
		// Tabs can only stand behind.
		flags &^= AlignRight
	}
	b.flags = flags
	b.reset()
	return b
}

func (b *Writer) reset() {
	b.buf = b.buf[:0]
	b.pos = 0
	b.cell = cell{}
	b.endChar = 0
	b.lines = append(b.lines[:0], nil)
	b.widths = b.widths[:0]
}

func (b *Writer) has(flag uint) bool { return b.flags&flag != 0 }

var lineEnd, bar = []byte{'\n'}, []byte{'|'}

func (b *Writer) write(p []byte) {
	if b.err != nil || len(p) == 0 {
		return
	}
	n, err := b.output.Write(p)
	if err == nil && n != len(p) {
		err = io.ErrShortWrite
	}
	b.err = err
}

func (b *Writer) fill(with []byte, n int) {
	if n > 0 && n <= len(with) {
		b.write(with[:n])
	} else if n > 0 {
		b.write(bytes.Repeat(with[:1], n))
	}
}

func (b *Writer) pad(width, cell int, tabs bool) {
	if b.padbytes[0] != '\t' && !tabs {
		b.fill(b.padbytes[:], cell-width)
		return
	}
	if b.tabwidth == 0 {
		return
	}
	// Cells are whole tabs wide.
	cell = (cell + b.tabwidth - 1) / b.tabwidth * b.tabwidth
	if cell < width {
		panic("internal error")
	}
	b.fill([]byte{'\t'}, (cell-width+b.tabwidth-1)/b.tabwidth)
}

// writeLines writes lines whose columns all have their widths; at is where their text begins.
func (b *Writer) writeLines(at, from, to int) int {
	for i := from; i < to; i++ {
		line := b.lines[i]
		tabs := b.has(TabIndent)
		if b.flags == 0 && b.padbytes[0] != '\t' {
			at = b.writeCells(at, line)
			line = nil
		}
		for j, c := range line {
			if j > 0 && b.has(Debug) {
				b.write(bar)
			}
			text := b.buf[at : at+c.size]
			at += c.size
			inColumn := j < len(b.widths)
			switch {
			case c.size == 0:
				if inColumn {
					b.pad(c.width, b.widths[j], tabs)
				}
				continue
			case b.has(AlignRight):
				if inColumn {
					b.pad(c.width, b.widths[j], false)
				}
				b.write(text)
			default:
				b.write(text)
				if inColumn {
					b.pad(c.width, b.widths[j], false)
				}
			}
			tabs = false
		}
		if i+1 == len(b.lines) {
			// The last line has no end yet, but perhaps part of a cell.
			b.write(b.buf[at : at+b.cell.size])
			at += b.cell.size
		} else {
			b.write(lineEnd)
		}
	}
	return at
}

// writeCells writes a line's cells as writeLines does where there are no flags and padding is not tabs.
func (b *Writer) writeCells(at int, line []cell) int {
	widths := b.widths
	for j, c := range line {
		if c.size > 0 {
			b.write(b.buf[at : at+c.size])
			at += c.size
		}
		if j < len(widths) {
			b.fill(b.padbytes[:], widths[j]-c.width)
		}
	}
	return at
}

// format finds the width of the next column for each block of lines that have it, and writes the lines.
func (b *Writer) format(at, from, to int) int {
	column := len(b.widths)
	for this := from; this < to; this++ {
		if column >= len(b.lines[this])-1 {
			continue
		}
		// A block begins here.
		at = b.writeLines(at, from, this)
		from = this
		width := b.minwidth
		discard := true
		for ; this < to && column < len(b.lines[this])-1; this++ {
			c := b.lines[this][column]
			width = max(width, c.width+b.padding)
			if c.width > 0 || c.htab {
				discard = false
			}
		}
		if discard && b.has(DiscardEmptyColumns) {
			width = 0
		}
		b.widths = append(b.widths, width)
		at = b.format(at, from, this)
		b.widths = b.widths[:len(b.widths)-1]
		from = this
	}
	return b.writeLines(at, from, to)
}

func (b *Writer) append(text []byte) {
	b.buf = append(b.buf, text...)
	b.cell.size += len(text)
}

func (b *Writer) measure() {
	b.cell.width += utf8.RuneCount(b.buf[b.pos:])
	b.pos = len(b.buf)
}

func (b *Writer) startEscape(c byte) {
	switch c {
	case Escape:
		b.endChar = Escape
	case '<':
		b.endChar = '>'
	case '&':
		b.endChar = ';'
	}
}

func (b *Writer) endEscape() {
	switch b.endChar {
	case Escape:
		b.measure()
		if !b.has(StripEscape) {
			b.cell.width -= 2
		}
	case ';':
		b.cell.width++
	}
	b.pos = len(b.buf)
	b.endChar = 0
}

// endCell ends the cell: how many its line has.
func (b *Writer) endCell(htab bool) int {
	b.cell.htab = htab
	line := &b.lines[len(b.lines)-1]
	*line = append(*line, b.cell)
	b.cell = cell{}
	return len(*line)
}

// told makes a panic of the output one that says what was being done.
func (b *Writer) told(what string) {
	if r := recover(); r != nil {
		if what == "Flush" {
			b.reset()
		}
		panic(fmt.Sprintf("tabwriter: panic during %s (%v)", what, r))
	}
}

func (b *Writer) flush() {
	if b.cell.size > 0 {
		if b.endChar != 0 {
			b.endEscape()
		}
		b.endCell(false)
	}
	b.format(0, 0, len(b.lines))
	b.reset()
}

// Flush writes what is left; open escapes end.
func (b *Writer) Flush() error {
	defer b.told("Flush")
	b.flush()
	err := b.err
	b.err = nil
	return err
}

// special finds the first byte that may end a cell or begin what is escaped; the length where there is none.
func special(text []byte) int

// Write takes in text; only errors of the output are returned.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.told("Write")
	for i := 0; i < len(buf); i++ {
		if b.endChar != 0 {
			at := bytes.IndexByte(buf[i:], b.endChar)
			if at < 0 {
				break
			}
			i += at
			end := i + 1
			if b.endChar == Escape && b.has(StripEscape) {
				end = i
			}
			b.append(buf[n:end])
			n = i + 1
			b.endEscape()
			continue
		}
		if i += special(buf[i:]); i == len(buf) {
			break
		}
		switch c := buf[i]; c {
		case '\t', '\v', '\n', '\f':
			// append, measure and endCell at once.
			pos := b.pos
			b.buf = append(b.buf, buf[n:i]...)
			b.pos = len(b.buf)
			line := &b.lines[len(b.lines)-1]
			*line = append(*line, cell{b.cell.size + i - n, b.cell.width + utf8.RuneCount(b.buf[pos:]), c == '\t'})
			b.cell = cell{}
			n = i + 1
			cells := len(*line)
			if c != '\n' && c != '\f' {
				break
			}
			b.lines = append(b.lines, nil)
			if c == '\f' || cells == 1 {
				// A line of one cell ends all columns, so what stands before is known.
				b.flush()
				if c == '\f' && b.has(Debug) {
					b.write([]byte("---\n"))
				}
			}
		case Escape:
			b.append(buf[n:i])
			b.measure()
			n = i
			if b.has(StripEscape) {
				n++
			}
			b.startEscape(c)
		case '<', '&':
			if b.has(FilterHTML) {
				b.append(buf[n:i])
				b.measure()
				n = i
				b.startEscape(c)
			}
		}
		if b.err != nil {
			err = b.err
			b.err = nil
			return n, err
		}
	}
	b.append(buf[n:])
	return len(buf), nil
}
