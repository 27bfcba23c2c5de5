package strings

// A Builder puts a string together piece by piece. Its zero value is empty; it must not be copied once used.
type Builder struct {
	self *Builder // to notice copies
	buf  []byte
}

// check is called where b.self is not b.
func (b *Builder) check() {
	if b.self == nil {
		b.self = b
	} else if b.self != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String gives what has been put together.
func (b *Builder) String() string { return view(b.buf) }

// Len is the number of bytes so far.
func (b *Builder) Len() int { return len(b.buf) }

// Cap is the capacity of the memory behind the Builder.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset empties the Builder.
func (b *Builder) Reset() {
	b.self = nil
	b.buf = nil
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		grown := append([]byte(nil), make([]byte, 2*cap(b.buf)+n)...)[:len(b.buf)]
		copy(grown, b.buf)
		b.buf = grown
	}
}

func tryBuilderWrite(b *Builder, p []byte) (int, error)
func tryBuilderWriteByte(b *Builder, c byte) error
func tryBuilderWriteRune(b *Builder, r rune) (int, error)
func tryBuilderWriteString(b *Builder, s string) (int, error)
func tryBuilderString(b *Builder) string
func tryBuilderLen(b *Builder) int

// Write appends p.
func (b *Builder) Write(p []byte) (int, error) {
	if b.self != b {
		b.check()
	}
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c.
func (b *Builder) WriteByte(c byte) error {
	if b.self != b {
		b.check()
	}
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends the UTF-8 encoding of r and returns its length.
func (b *Builder) WriteRune(r rune) (int, error) {
	if b.self != b {
		b.check()
	}
	if uint32(r) < 0x80 {
		b.buf = append(b.buf, byte(r))
		return 1, nil
	}
	n := len(b.buf)
	b.buf = append(b.buf, string(r)...)
	return len(b.buf) - n, nil
}

// WriteString appends s.
func (b *Builder) WriteString(s string) (int, error) {
	if b.self != b {
		b.check()
	}
	b.buf = append(b.buf, s...)
	return len(s), nil
}
