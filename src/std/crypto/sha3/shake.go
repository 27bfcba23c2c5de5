package sha3

import "slices"

// SumSHAKE128 returns length bytes of SHAKE128's output for data.
func SumSHAKE128(data []byte, length int) []byte { return sumSHAKE(NewSHAKE128(), data, length) }

// SumSHAKE256 returns length bytes of SHAKE256's output for data.
func SumSHAKE256(data []byte, length int) []byte { return sumSHAKE(NewSHAKE256(), data, length) }

func sumSHAKE(s *SHAKE, data []byte, length int) []byte {
	// As Go's, short ones are cut from an array of this size.
	out := make([]byte, max(length, s.s.size))[:length]
	s.s.write(data)
	s.s.read(out)
	return out
}

// SHAKE is a function whose output is as long as one reads; SHAKE256 where it was made by nobody.
type SHAKE struct {
	s    sponge
	name []byte // what cSHAKE begins with
}

func xof(rate, size int) *SHAKE { return &SHAKE{s: sponge{rate: rate, domain: domainSHAKE, size: size}} }

// NewSHAKE128 returns a SHAKE128.
func NewSHAKE128() *SHAKE { return xof(168, 32) }

// NewSHAKE256 returns a SHAKE256.
func NewSHAKE256() *SHAKE { return xof(136, 64) }

// NewCSHAKE128 returns a cSHAKE128: SHAKE128 for the function N, customized by S.
func NewCSHAKE128(N, S []byte) *SHAKE { return NewSHAKE128().custom(N, S) }

// NewCSHAKE256 returns a cSHAKE256: SHAKE256 for the function N, customized by S.
func NewCSHAKE256(N, S []byte) *SHAKE { return NewSHAKE256().custom(N, S) }

func (s *SHAKE) custom(n, by []byte) *SHAKE {
	if len(n) == 0 && len(by) == 0 {
		return s
	}
	s.s.domain = domainCSHAKE
	s.name = append(encode(nil, uint64(len(n))*8), n...)
	s.name = append(encode(s.name, uint64(len(by))*8), by...)
	s.begin()
	return s
}

// encode appends x behind the number of its bytes (left_encode of SP 800-185).
func encode(b []byte, x uint64) []byte {
	n := 1
	for n < 8 && x>>(8*n) != 0 {
		n++
	}
	b = append(b, byte(n))
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(x>>(8*i)))
	}
	return b
}

// begin takes the name in, padded to whole blocks (bytepad of SP 800-185).
func (s *SHAKE) begin() {
	block := append(encode(nil, uint64(s.s.rate)), s.name...)
	for len(block)%s.s.rate != 0 {
		block = append(block, 0)
	}
	s.s.write(block)
}

func (s *SHAKE) sponge() *sponge {
	if s.s.size == 0 {
		*s = *NewSHAKE256()
	}
	return &s.s
}

// Write takes in more of the data; not after a Read.
func (s *SHAKE) Write(p []byte) (n int, err error) { return s.sponge().write(p) }

// Read gives more of the output.
func (s *SHAKE) Read(p []byte) (n int, err error) { return s.sponge().read(p) }

// Reset goes back to the beginning.
func (s *SHAKE) Reset() {
	s.sponge().reset()
	if len(s.name) > 0 {
		s.begin()
	}
}

// BlockSize returns the bytes between two permutations.
func (s *SHAKE) BlockSize() int { return s.sponge().rate }

// MarshalBinary returns the state.
func (s *SHAKE) MarshalBinary() ([]byte, error) {
	return s.AppendBinary(make([]byte, 0, stored+len(s.name)))
}

// AppendBinary appends the state.
func (s *SHAKE) AppendBinary(p []byte) ([]byte, error) {
	return append(s.sponge().store(p), s.name...), nil
}

// UnmarshalBinary goes on from a state.
func (s *SHAKE) UnmarshalBinary(data []byte) error {
	if len(data) < stored {
		s.sponge()
		return errState
	}
	if err := s.sponge().restore(data[:stored]); err != nil {
		return err
	}
	s.name = slices.Clone(data[stored:])
	return nil
}
