// Package mail reads messages and addresses of mail, after RFC 5322 and RFC 6532.
//
// Addresses with routes and spaces across lines, both of old, are not understood; a line "From " at the beginning, as mailboxes have it, is.
package mail

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strings"
	"time"
)

// ErrHeaderNotPresent is the error for a header that a message lacks.
var ErrHeaderNotPresent = errors.New("mail: header not in message")

// A Message is a mail: its headers, and the rest, which is read from where the message was.
type Message struct {
	Header Header
	Body   io.Reader
}

// ReadMessage reads the headers of a message from r, and leaves the rest to Body.
func ReadMessage(r io.Reader) (msg *Message, err error) {
	tp := textproto.NewReader(bufio.NewReader(r))
	h, err := readHeader(tp)
	if err != nil && (err != io.EOF || len(h) == 0) {
		return nil, err
	}
	return &Message{h, tp.R}, nil
}

func readHeader(tp *textproto.Reader) (Header, error) {
	h := Header{}
	if first, err := tp.R.Peek(1); err == nil && (first[0] == ' ' || first[0] == '\t') {
		line, err := tp.ReadLine()
		if err == nil {
			err = fmt.Errorf("malformed initial line: %q", line)
		}
		return h, err
	}
	for {
		line, err := tp.ReadContinuedLine()
		if line == "" {
			return h, err
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return h, fmt.Errorf("malformed header line: %q", line)
		}
		key := textproto.CanonicalMIMEHeaderKey(name)
		if key == "" {
			continue
		}
		h[key] = append(h[key], strings.TrimLeft(value, " \t"))
		if err != nil {
			return h, err
		}
	}
}

// A Header is the headers of a message: values by canonical name.
type Header map[string][]string

// Get returns the first value of that name, in whichever case; an empty string if there is none.
func (h Header) Get(key string) string {
	return textproto.MIMEHeader(h).Get(key)
}

// Date reads the header Date.
func (h Header) Date() (time.Time, error) {
	date := h.Get("Date")
	if date == "" {
		return time.Time{}, ErrHeaderNotPresent
	}
	return ParseDate(date)
}

// AddressList reads the header of that name as a list of addresses.
func (h Header) AddressList(key string) ([]*Address, error) {
	list := h.Get(key)
	if list == "" {
		return nil, ErrHeaderNotPresent
	}
	return ParseAddressList(list)
}

// ParseDate reads a date of RFC 5322: with the day of the week or without, years of two digits, zones by name, a comment at the end.
func ParseDate(date string) (time.Time, error) {
	date = strings.ReplaceAll(date, "\r\n", "")
	if strings.Contains(date, "\r") {
		return time.Time{}, errors.New("mail: header has a CR without LF")
	}
	p := parser{s: date}
	p.skipSpace()
	// The date ends with its zone: a sign and four digits, or a name that ends in T and is not the T of a Tuesday or Thursday.
	end := -1
	if i := strings.IndexAny(p.s, "+-"); i >= 0 && len(p.s) >= i+5 {
		end = i + 5
	} else {
		i := strings.IndexByte(p.s, 'T')
		if i == 0 {
			if i = strings.IndexByte(p.s[1:], 'T'); i >= 0 {
				i++
			}
		}
		if i >= 0 && len(p.s) >= i+5 {
			end = i + 1
		}
	}
	if end >= 0 {
		date, p.s = p.s[:end], p.s[end:]
	}
	if !p.skipComments() {
		return time.Time{}, errComment
	}
	for _, day := range []string{"", "Mon, "} {
		for _, rest := range []string{"2 Jan 2006", "2 Jan 06", "02 Jan 2006", "02 Jan 06"} {
			for _, clock := range []string{" 15:04:05 ", " 15:04 "} {
				for _, zone := range []string{"-0700", "MST", "UT"} {
					if t, err := time.Parse(day+rest+clock+zone, date); err == nil {
						return t, nil
					}
				}
			}
		}
	}
	return time.Time{}, errors.New("mail: header could not be parsed")
}
