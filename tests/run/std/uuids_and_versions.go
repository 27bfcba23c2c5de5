// Packages uuid, go/version and structs.
package main

import (
	"fmt"
	"go/version"
	"reflect"
	"slices"
	"structs"
	"time"
	"unsafe"
	"uuid"
)

type laidOut struct {
	_    structs.HostLayout
	A    byte
	B    int32
}

func main() {
	uuids()
	made()
	versions()

	v := laidOut{A: 1, B: 2}
	fmt.Println(v, unsafe.Sizeof(v), unsafe.Offsetof(v.B), reflect.TypeOf(v).Field(0).Type)
}

func uuids() {
	const text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
	for _, s := range []string{
		text, "F81D4FAE-7dec-11d0-A765-00A0C91E6BF6", "{" + text + "}", "urn:uuid:" + text, "f81d4fae7dec11d0a76500a0c91e6bf6",
		"", "-", "{" + text, text + "}", "{}" + text, "URN:uuid:" + text, "urn:uuid:{" + text + "}", "(" + text + ")",
		"f81d4fae+7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4faeg7dec11d0a76500a0c91e6bf", text[1:], text + "0",
		"f81d4fae-7dec-11d0-a76500a0c91e6bf6-", "\xff81d4fae-7dec-11d0-a765-00a0c91e6bf6", "ｆ81d4fae7dec11d0a76500a0c91e6bf",
	} {
		u, err := uuid.Parse(s)
		fmt.Printf("%q %v %v\n", s, u, err)
		before := uuid.Max()
		u = before
		if err := u.UnmarshalText([]byte(s)); (err != nil) != (u == before) {
			fmt.Println("changed in spite of", err)
		}
	}

	u := uuid.MustParse(text)
	marshalled, err := u.MarshalText()
	appended, _ := u.AppendText([]byte("id="))
	fmt.Printf("%s %v %s %x\n", marshalled, err, appended, u[:])
	fmt.Println(u.Compare(u), u.Compare(uuid.Nil()), u.Compare(uuid.Max()), uuid.Nil(), uuid.Max())
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		uuid.MustParse("nothing")
	}()
}

func made() {
	var last uuid.UUID
	for range 1000 {
		u := uuid.NewV7()
		if last.Compare(u) >= 0 || u[6]>>4 != 7 || u[8]>>6 != 2 {
			fmt.Println(last, "before", u)
		}
		last = u
	}
	milli := int64(0)
	for _, b := range last[:6] {
		milli = milli<<8 | int64(b)
	}
	fmt.Println(time.Since(time.UnixMilli(milli)) < time.Minute)

	seen := map[uuid.UUID]bool{}
	for range 1000 {
		u := uuid.New()
		seen[u] = u[6]>>4 == 4 && u[8]>>6 == 2
	}
	fmt.Println(len(seen), seen[uuid.NewV4()])
}

func versions() {
	names := []string{
		"go1", "go1.0", "go1.2.3", "go1.20", "go1.20.0", "go1.20rc1", "go1.21", "go1.21rc2", "go1.21rc10", "go1.21beta1", "go1.21.0", "go1.21.10", "go1.21.9", "go2", "go2.5",
		"go1.22.3-custom", "go1.22-rc", "go1.1000000000000000000000", "go", "1.21", "go01", "go1.", "go1.021", "go1.21.", "go1.21.x", "go1.21rc", "go1.21rc01", "go1.21RC1",
		"go1.21.0rc1", "go1x", "go1.2 ", "", "-go1", "go-1", "go1.21rc1.2", "go1.2.3.4",
	}
	for _, name := range names {
		fmt.Printf("%q %q %v\n", name, version.Lang(name), version.IsValid(name))
	}
	slices.SortStableFunc(names, version.Compare)
	fmt.Printf("%q\n", names)
	for i := range len(names) - 1 {
		fmt.Print(version.Compare(names[i], names[i+1]), version.Compare(names[i+1], names[i]), " ")
	}
	fmt.Println()
}
