package main

import (
	"bytes"
	"crypto/cipher"
	"crypto/dsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"errors"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"io"
	"log"
	"math/big"
	"os"
	"regexp"
)

type told struct{}

func (told) String() string {
	fmt.Println("String called")
	return "told"
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("no random bytes") }

// An own is a cipher with modes of its own.
type own struct{ cipher.Block }

type (
	ownMode   struct{ cipher.BlockMode }
	ownStream struct{ cipher.Stream }
	ownAEAD   struct{ cipher.AEAD }
)

func (own) BlockSize() int                             { return 16 }
func (own) NewCBCEncrypter(iv []byte) cipher.BlockMode { return ownMode{} }
func (own) NewCBCDecrypter(iv []byte) cipher.BlockMode { return &ownMode{} }
func (own) NewCTR(iv []byte) cipher.Stream             { return ownStream{} }
func (own) NewGCM(nonce, tag int) (cipher.AEAD, error) {
	return ownAEAD{}, fmt.Errorf("%d %d", nonce, tag)
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

// What Go's own tests of its library found.
func main() {
	for _, p := range []string{"[[:\xff:]]", "[[:^\xff:]]", "[[:a\xffb:]]", "[[:\xff", "[\xff:]]", "[[:alpha:\xff]]", "[[:foo:]\xff]", "a\xff[[:b:]]", "[[:alpha:]z-\xff:]]"} {
		_, err := regexp.Compile(p)
		_, posix := regexp.CompilePOSIX(p)
		fmt.Printf("%q %q %q\n", p, fmt.Sprint(err), fmt.Sprint(posix))
	}

	l := log.New(io.Discard, "", 0)
	l.Print(told{})
	l.Println(told{})
	l.Printf("%v", told{})
	try("Panic", func() { l.Panic(told{}) })
	l.SetOutput(&bytes.Buffer{})
	l.Print(told{})
	l.SetOutput(io.Discard)
	l.Print(told{})
	log.SetOutput(io.Discard)
	log.Print(told{})
	log.Println(told{})
	log.Printf("%v", told{})
	fmt.Printf("%T\n", io.Discard)

	zero := new(big.Int)
	for _, c := range []elliptic.Curve{elliptic.P224(), elliptic.P256(), elliptic.P384(), elliptic.P521()} {
		fmt.Println(len(elliptic.Marshal(c, zero, zero)), len(elliptic.MarshalCompressed(c, zero, zero)))
		try("Marshal", func() { elliptic.Marshal(c, big.NewInt(1), big.NewInt(1)) })
		x, y := elliptic.Unmarshal(c, []byte{0})
		fmt.Println(x, y, c.IsOnCurve(zero, zero))
	}

	iv := make([]byte, 16)
	fmt.Printf("%T %T %T\n", cipher.NewCBCEncrypter(own{}, iv), cipher.NewCBCDecrypter(own{}, iv), cipher.NewCTR(own{}, iv[1:]))
	for _, sizes := range [][2]int{{12, 16}, {8, 16}, {12, 13}, {0, 16}, {12, 8}} {
		var a cipher.AEAD
		var err error
		if sizes[0] == 12 {
			a, err = cipher.NewGCMWithTagSize(own{}, sizes[1])
		} else {
			a, err = cipher.NewGCMWithNonceSize(own{}, sizes[0])
		}
		fmt.Printf("%T %v\n", a, err)
	}

	for _, setting := range []string{"", "cryptocustomrand=1"} {
		os.Setenv("GODEBUG", setting)
		p, err := rand.Prime(failing{}, 64)
		fmt.Println(p != nil, err)
		var priv dsa.PrivateKey
		priv.P, priv.Q, priv.G = big.NewInt(0), big.NewInt(0), big.NewInt(0)
		fmt.Sscan("11512997104371110993", priv.P)
		priv.P.SetString("18446744073709551557", 10)
		priv.Q, priv.G, priv.X = big.NewInt(251), big.NewInt(4), big.NewInt(7)
		_, _, err = dsa.Sign(failing{}, &priv, []byte{1})
		fmt.Println(err)
	}

	os.Setenv("GODEBUG", "rsa1024min=0")
	for _, bits := range []int{-1, 0, 31, 20, 40, 100} {
		for primes := range 6 {
			if bits < 0 && primes > 2 || primes == 2 && bits >= 32 {
				continue
			}
			_, err := rsa.GenerateMultiPrimeKey(rand.Reader, primes, bits)
			fmt.Println(bits, primes, err)
		}
	}

	typ := &ast.FuncType{}
	var b bytes.Buffer
	err := printer.Fprint(&b, token.NewFileSet(), &ast.File{Name: ast.NewIdent("p"), Decls: []ast.Decl{
		&ast.FuncDecl{Name: ast.NewIdent("f"), Type: typ},
		&ast.FuncDecl{Name: ast.NewIdent("g"), Type: typ, Body: &ast.BlockStmt{}},
		&ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{&ast.TypeSpec{Name: ast.NewIdent("F"), Type: typ}}},
	}})
	fmt.Printf("%s%v\n", b.String(), err)
}
