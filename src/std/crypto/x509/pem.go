package x509

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/md5"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"strings"
)

// A PEMCipher encrypts PEM blocks as RFC 1423 has it: not safely.
type PEMCipher int

const (
	PEMCipherDES PEMCipher = 1 + iota
	PEMCipher3DES
	PEMCipherAES128
	PEMCipherAES192
	PEMCipherAES256
)

// A pemMode is how a cipher is named and made; PEMCipher counts them from 1.
type pemMode struct {
	name      string
	new       func([]byte) (cipher.Block, error)
	key, size int
}

var pemModes = []pemMode{
	{"DES-CBC", des.NewCipher, 8, des.BlockSize},
	{"DES-EDE3-CBC", des.NewTripleDESCipher, 24, des.BlockSize},
	{"AES-128-CBC", aes.NewCipher, 16, aes.BlockSize},
	{"AES-192-CBC", aes.NewCipher, 24, aes.BlockSize},
	{"AES-256-CBC", aes.NewCipher, 32, aes.BlockSize},
}

// block is the cipher with the key that a password makes.
func (m *pemMode) block(password, iv []byte) (cipher.Block, error) {
	var key, sum []byte
	for len(key) < m.key {
		h := md5.New()
		h.Write(sum)
		h.Write(password)
		h.Write(iv[:8])
		sum = h.Sum(nil)
		key = append(key, sum...)
	}
	return m.new(key[:m.key])
}

var errMode = errors.New("x509: unknown encryption mode")

// IsEncryptedPEMBlock says whether DecryptPEMBlock is needed.
//
// Deprecated: the encryption is not safe.
func IsEncryptedPEMBlock(b *pem.Block) bool {
	_, ok := b.Headers["DEK-Info"]
	return ok
}

// IncorrectPasswordError is of a text that makes no sense with the password. Not every wrong password is found.
var IncorrectPasswordError = errors.New("x509: decryption password incorrect")

// DecryptPEMBlock gives a block's text.
//
// Deprecated: the encryption is not safe.
func DecryptPEMBlock(b *pem.Block, password []byte) ([]byte, error) {
	info, ok := b.Headers["DEK-Info"]
	if !ok {
		return nil, errors.New("x509: no DEK-Info header in block")
	}
	name, digits, ok := strings.Cut(info, ",")
	if !ok {
		return nil, errors.New("x509: malformed DEK-Info header")
	}
	var mode *pemMode
	for i := range pemModes {
		if pemModes[i].name == name {
			mode = &pemModes[i]
		}
	}
	if mode == nil {
		return nil, errMode
	}
	iv, err := hex.DecodeString(digits)
	if err != nil {
		return nil, err
	}
	if len(iv) != mode.size {
		return nil, errors.New("x509: incorrect IV size")
	}
	block, err := mode.block(password, iv)
	if err != nil {
		return nil, err
	}
	n := len(b.Bytes)
	if n%mode.size != 0 {
		return nil, errors.New("x509: encrypted PEM data is not a multiple of the block size")
	}
	if n == 0 {
		return nil, errors.New("x509: invalid padding")
	}
	text := make([]byte, n)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(text, b.Bytes)
	padding := int(text[n-1])
	if padding == 0 || padding > mode.size || padding > n {
		return nil, IncorrectPasswordError
	}
	for _, c := range text[n-padding:] {
		if int(c) != padding {
			return nil, IncorrectPasswordError
		}
	}
	return text[:n-padding], nil
}

// EncryptPEMBlock makes a block that DecryptPEMBlock reads.
//
// Deprecated: the encryption is not safe.
func EncryptPEMBlock(rand io.Reader, blockType string, data, password []byte, alg PEMCipher) (*pem.Block, error) {
	if alg < PEMCipherDES || PEMCipherAES256 < alg {
		return nil, errMode
	}
	mode := &pemModes[alg-1]
	iv := make([]byte, mode.size)
	if _, err := io.ReadFull(rand, iv); err != nil {
		return nil, errors.New("x509: cannot generate IV: " + err.Error())
	}
	block, err := mode.block(password, iv)
	if err != nil {
		return nil, err
	}
	padding := mode.size - len(data)%mode.size
	text := append(make([]byte, 0, len(data)+padding), data...)
	for range padding {
		text = append(text, byte(padding))
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(text, text)
	return &pem.Block{
		Type:    blockType,
		Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": mode.name + "," + hex.EncodeToString(iv)},
		Bytes:   text,
	}, nil
}
