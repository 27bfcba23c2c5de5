// Package pem reads and writes the armour of keys and certificates: base64 between BEGIN and END lines.
package pem

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
)

// A Block is what stands between a BEGIN and an END line.
type Block struct {
	Type    string            // of both lines: "RSA PRIVATE KEY"
	Headers map[string]string // may be empty
	Bytes   []byte
}

const (
	begin  = "-----BEGIN "
	end    = "\n-----END "
	dashes = "-----"
	width  = 64
)

// line cuts off the first line, without the white space at its end.
func line(data []byte) (first, rest []byte) {
	first, rest, _ = bytes.Cut(data, []byte{'\n'})
	return bytes.TrimRight(first, " \t\r"), rest
}

// Decode finds the next block; rest is what follows it. Without a block it is all of data.
func Decode(data []byte) (p *Block, rest []byte) {
	for rest = data; ; {
		stop := bytes.Index(rest, []byte(end))
		if stop < 0 {
			return nil, data
		}
		// The last BEGIN before it: others have no END.
		start := bytes.LastIndex(rest[:stop], []byte(begin))
		if start >= 0 && (start == 0 || rest[start-1] == '\n') {
			block, after, ended := parse(rest[start+len(begin):], stop-start-len(begin))
			if block != nil {
				return block, after
			}
			if ended {
				return nil, data
			}
		}
		rest = rest[stop+len(end):]
	}
}

// parse reads a block from behind its "BEGIN " on; stop is where its END begins (the newline before it). ended: the text is over,
// no further block can come.
func parse(text []byte, stop int) (p *Block, rest []byte, ended bool) {
	whole := len(text)
	kind, body := line(text)
	kind, ok := bytes.CutSuffix(kind, []byte(dashes))
	if !ok {
		return nil, nil, false
	}
	p = &Block{Headers: map[string]string{}, Type: string(kind)}
	for {
		if len(body) == 0 {
			return nil, nil, true
		}
		header, next := line(body)
		key, value, ok := bytes.Cut(header, []byte{':'})
		if !ok {
			break
		}
		p.Headers[string(bytes.TrimSpace(key))] = string(bytes.TrimSpace(value))
		body = next
	}
	// Where END begins in body: before it, by one, if there is nothing between the two lines.
	stop -= whole - len(body)
	if len(p.Headers) > 0 && stop < 0 {
		return nil, nil, false
	}
	if stop+len(end) > len(body) {
		return nil, nil, false
	}
	trailer, ok := bytes.CutPrefix(body[stop+len(end):], kind)
	if !ok {
		return nil, nil, false
	}
	if trailer, ok = bytes.CutPrefix(trailer, []byte(dashes)); !ok {
		return nil, nil, false
	}
	if tail, _ := line(trailer); len(tail) != 0 {
		return nil, nil, false
	}
	p.Bytes = []byte{}
	if stop > 0 {
		encoded := body[:stop]
		if bytes.ContainsAny(encoded, " \t") {
			encoded = bytes.Map(func(r rune) rune {
				if r == ' ' || r == '\t' {
					return -1
				}
				return r
			}, encoded)
		}
		p.Bytes = make([]byte, base64.StdEncoding.DecodedLen(len(encoded)))
		n, err := base64.StdEncoding.Decode(p.Bytes, encoded)
		if err != nil {
			return nil, nil, false
		}
		p.Bytes = p.Bytes[:n]
	}
	_, rest = line(trailer)
	return p, rest, false
}

// Encode writes b.
func Encode(out io.Writer, b *Block) error {
	for key := range b.Headers {
		if strings.Contains(key, ":") {
			return errors.New("pem: cannot encode a header key that contains a colon")
		}
	}
	var text bytes.Buffer
	text.WriteString(begin + b.Type + dashes + "\n")
	if len(b.Headers) > 0 {
		// This one first, by RFC 1421.
		const first = "Proc-Type"
		keys := slices.Sorted(maps.Keys(b.Headers))
		if i := slices.Index(keys, first); i >= 0 {
			keys = slices.Insert(slices.Delete(keys, i, i+1), 0, first)
		}
		for _, key := range keys {
			text.WriteString(key + ": " + b.Headers[key] + "\n")
		}
		text.WriteByte('\n')
	}
	encoded := base64.StdEncoding.EncodeToString(b.Bytes)
	for len(encoded) > 0 {
		n := min(width, len(encoded))
		text.WriteString(encoded[:n])
		text.WriteByte('\n')
		encoded = encoded[n:]
	}
	text.WriteString(end[1:] + b.Type + dashes + "\n")
	_, err := out.Write(text.Bytes())
	return err
}

// EncodeToMemory is Encode; nil if b cannot be encoded.
func EncodeToMemory(b *Block) []byte {
	var buf bytes.Buffer
	if Encode(&buf, b) != nil {
		return nil
	}
	return buf.Bytes()
}
