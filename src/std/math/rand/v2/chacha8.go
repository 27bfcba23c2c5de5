package rand

import "errors"

// block fills out with 32 numbers made from the seed and the counter.
func block(seed *[4]uint64, out *[32]uint64, counter uint32)

// A ChaCha8 is a cryptographically strong generator; every 16 blocks it takes a new key from its own output.
type ChaCha8 struct {
	buf     [32]uint64
	seed    [4]uint64
	next, n uint32 // buf[next:n] has not been given out
	counter uint32

	// The last readLen bytes of readBuf are left over from Read.
	readBuf [8]byte
	readLen int
}

const (
	perBlock  = 4  // the counter's step
	lastBlock = 12 // its last value before a new key
	keyWords  = 4  // what the last block keeps back for it
)

func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.seed {
		c.seed[i] = littleWord(seed[8*i:])
	}
	c.fill(0)
	c.readLen = 0
	c.readBuf = [8]byte{}
}

// fill makes the block of a counter and gives out nothing of it yet.
func (c *ChaCha8) fill(counter uint32) {
	c.counter = counter
	block(&c.seed, &c.buf, counter)
	c.next, c.n = 0, 32
	if counter == lastBlock {
		c.n -= keyWords
	}
}

func (c *ChaCha8) Uint64() uint64 {
	if c.next >= c.n {
		counter := c.counter + perBlock
		if c.counter == lastBlock {
			copy(c.seed[:], c.buf[32-keyWords:])
			counter = 0
		}
		c.fill(counter)
	}
	x := c.buf[c.next]
	c.next++
	return x
}

// Read fills p; it never fails.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	if c.readLen > 0 {
		n = copy(p, c.readBuf[8-c.readLen:])
		c.readLen -= n
		p = p[n:]
	}
	for len(p) > 0 {
		x := c.Uint64()
		for i := range c.readBuf {
			c.readBuf[i] = byte(x >> (8 * i))
		}
		m := copy(p, c.readBuf[:])
		p = p[m:]
		n += m
		c.readLen = 8 - m
	}
	return
}

func (c *ChaCha8) AppendBinary(b []byte) ([]byte, error) {
	if c.readLen > 0 {
		b = append(b, "readbuf:"...)
		b = append(b, uint8(c.readLen))
		b = append(b, c.readBuf[8-c.readLen:]...)
	}
	b = append(b, "chacha8:"...)
	b = appendWord(b, uint64(c.counter/perBlock*32+c.next))
	for _, word := range c.seed {
		for i := range 8 {
			b = append(b, byte(word>>(8*i)))
		}
	}
	return b, nil
}

func (c *ChaCha8) MarshalBinary() ([]byte, error) { return c.AppendBinary(make([]byte, 0, 64)) }

func (c *ChaCha8) UnmarshalBinary(data []byte) error {
	if len(data) >= 8 && string(data[:8]) == "readbuf:" {
		data = data[8:]
		if len(data) == 0 || len(data) < 1+int(data[0]) || data[0] > 8 {
			return errors.New("invalid ChaCha8 Read buffer encoding")
		}
		n := int(data[0])
		c.readLen = copy(c.readBuf[8-n:], data[1:1+n])
		data = data[1+n:]
	}
	const most = (lastBlock/perBlock+1)*32 - keyWords
	if len(data) != 48 || string(data[:8]) != "chacha8:" || word(data[8:]) > most {
		return errors.New("invalid ChaCha8 encoding")
	}
	used := uint32(word(data[8:]))
	for i := range c.seed {
		c.seed[i] = littleWord(data[16+8*i:])
	}
	c.fill(used / 32 * perBlock)
	c.next = used % 32
	return nil
}

func littleWord(b []byte) uint64 {
	x := uint64(0)
	for i := range 8 {
		x |= uint64(b[i]) << (8 * i)
	}
	return x
}
