package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

func main() {
	encs := map[string]*base64.Encoding{"std": base64.StdEncoding, "url": base64.URLEncoding, "rawstd": base64.RawStdEncoding,
		"rawurl": base64.RawURLEncoding, "strict": base64.StdEncoding.Strict(), "dash": base64.StdEncoding.WithPadding('-'), "rawstrict": base64.RawStdEncoding.Strict()}
	names := []string{"std", "url", "rawstd", "rawurl", "strict", "dash", "rawstrict"}
	data := make([]byte, 70)
	for i := range data {
		data[i] = byte(i*37 + 200)
	}
	for _, name := range names {
		e := encs[name]
		for n := 0; n < 9; n++ {
			s := e.EncodeToString(data[:n])
			back, err := e.DecodeString(s)
			fmt.Println(name, n, s, e.EncodedLen(n), e.DecodedLen(len(s)), bytes.Equal(back, data[:n]), err)
		}
		for _, bad := range []string{"", "A", "AA", "AAA", "AAAA", "A===", "AA=", "AA==", "AAA=", "AAA==", "AAAA=", "AA==AA", "!AAA", "AA!A", "AAA!", "AA=A", "AAAAA", "AAAA\n", "AA\n==\r\n", "A\nA\nA\nA", "AB==", "AAB=", "AA-A", "AA__", "AA-", "AA--", "=", "\n", "AAAA====", "AA==\nx", "AA=\n=", "AA=\n"} {
			b, err := e.DecodeString(bad)
			fmt.Printf("%s %q: %v %v %T\n", name, bad, b, err, err)
		}
	}
	fmt.Println(string(base64.StdEncoding.AppendEncode([]byte("x:"), []byte("hello"))))
	b, err := base64.StdEncoding.AppendDecode([]byte("x:"), []byte("aGVsbG8="))
	fmt.Println(string(b), err)
	dst := make([]byte, 8)
	base64.StdEncoding.Encode(dst, []byte("hello"))
	fmt.Println(string(dst))
	n, err := base64.StdEncoding.Decode(dst, []byte("aGVsbG8="))
	fmt.Println(n, string(dst[:n]), err)

	var out strings.Builder
	w := base64.NewEncoder(base64.StdEncoding, &out)
	for i := 0; i < len(data); i += 7 {
		n, err := w.Write(data[i:min(i+7, len(data))])
		if err != nil {
			fmt.Println(n, err)
		}
	}
	fmt.Println(w.Close(), out.String())
	got, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(out.String()[:40]+"\r\n"+out.String()[40:])))
	fmt.Println(bytes.Equal(got, data), err)
	for _, s := range []string{"aGVsbG8", "aGVs!G8=", "aGVsbG8=", "aG", ""} {
		got, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(s)))
		fmt.Println(string(got), err)
		got, err = io.ReadAll(base64.NewDecoder(base64.RawStdEncoding, strings.NewReader(s)))
		fmt.Println(string(got), err)
	}
	for _, f := range []func(){
		func() { base64.NewEncoding("abc") },
		func() { base64.NewEncoding(strings.Repeat("a", 64)) },
		func() { base64.NewEncoding("\nBCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") },
		func() { base64.StdEncoding.WithPadding('A') },
		func() { base64.StdEncoding.WithPadding('\n') },
		func() { base64.StdEncoding.WithPadding(300) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
}
