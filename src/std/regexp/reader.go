package regexp

import (
	"io"
	"unicode/utf8"
)

// What is known of the first match when some of the text has been read.
const (
	undecided = iota
	matches   // there is one; only told who wants no more
	decided   // what follows makes no difference; Go finds out with the next character
	atOnce    // the same where Go knows at once
)

// advance looks at text from an offset on, at what has been read since the last call of the stream; 0 begins one. It gives the stream's number.
func advance(stream, number uint64, expr string, flags uint32, text string, from, groups int) (uint64, int)

// What was read for a match.
type reading struct {
	text   []byte
	widths []int // what the reader said of each character; nil: as many bytes as it has in text
}

// read reads as far as it takes to decide about the first match, and the characters more that Go has read by then: r may be a connection, or of further use.
// What cannot be read ends the text. Without groups any match will do.
func (re *Regexp) read(r io.RuneReader, groups int) (t reading, verdict int) {
	var stream uint64
	char, width, err := r.ReadRune()
	if err != nil {
		return t, undecided
	}
	for {
		next, nextWidth, err := r.ReadRune()
		before := len(t.text)
		t.append(char, width)
		stream, verdict = advance(stream, re.number(), re.expr, re.flags, view(t.text), before, groups)
		if verdict != undecided || err != nil || width == 0 {
			if verdict == decided && err == nil {
				r.ReadRune()
			}
			return t, verdict
		}
		char, width = next, nextWidth
	}
}

func (t *reading) append(char rune, width int) {
	before := len(t.text)
	if char == utf8.RuneError && width == 1 {
		t.text = append(t.text, 0xFF)
	} else {
		t.text = utf8.AppendRune(t.text, char)
	}
	if t.widths == nil && width != len(t.text)-before {
		t.widths = make([]int, utf8.RuneCount(t.text[:before]), 2*len(t.text))
		for i, at := 0, 0; at < before; i++ {
			_, size := utf8.DecodeRune(t.text[at:])
			t.widths[i] = size
			at += size
		}
	}
	if t.widths != nil {
		t.widths = append(t.widths, width)
	}
}

// firstRead finds in what r gives; where, is counted as r counts.
func (re *Regexp) firstRead(r io.RuneReader, groups int) []int {
	t, _ := re.read(r, groups)
	found := re.first(view(t.text), groups)
	if t.widths == nil {
		return found
	}
	where := make([]int, len(t.text)+1) // by offset in text
	at, sum := 0, 0
	for _, width := range t.widths {
		where[at] = sum
		_, size := utf8.DecodeRune(t.text[at:])
		at += size
		sum += width
	}
	where[at] = sum
	for i, offset := range found {
		if offset >= 0 {
			found[i] = where[offset]
		}
	}
	return found
}
