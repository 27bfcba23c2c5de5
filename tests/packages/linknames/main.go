// Functions of Go's runtime, sync and reflect that programs ask for by name.
package main

import (
	"fmt"
	"linknames/room"
	"reflect"
	"sort"
	"strings"
	"sync"
	"unsafe"
)

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

//go:linkname fastrandn runtime.fastrandn
func fastrandn(n uint32) uint32

//go:linkname fastrand64 runtime.fastrand64
func fastrand64() uint64

//go:linkname cheaprandn runtime.cheaprandn
func cheaprandn(n uint32) uint32

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname cputicks runtime.cputicks
func cputicks() int64

//go:linkname memhash runtime.memhash
func memhash(p unsafe.Pointer, seed, n uintptr) uintptr

//go:linkname strhash runtime.strhash
func strhash(p unsafe.Pointer, seed uintptr) uintptr

//go:linkname stringHash runtime.stringHash
func stringHash(s string, seed uintptr) uintptr

//go:linkname memmove runtime.memmove
func memmove(to, from unsafe.Pointer, n uintptr)

//go:linkname memequal runtime.memequal
func memequal(a, b unsafe.Pointer, n uintptr) bool

//go:linkname clearMemory runtime.memclrNoHeapPointers
func clearMemory(p unsafe.Pointer, n uintptr)

//go:linkname noescape runtime.noescape
func noescape(p unsafe.Pointer) unsafe.Pointer

//go:linkname cmpstring runtime.cmpstring
func cmpstring(a, b string) int

//go:linkname procyield runtime.procyield
func procyield(n uint32)

//go:linkname goyield runtime.goyield
func goyield()

//go:linkname semacquire sync.runtime_Semacquire
func semacquire(s *uint32)

//go:linkname semrelease sync.runtime_Semrelease
func semrelease(s *uint32, handoff bool, skip int)

//go:linkname doSpin sync.runtime_doSpin
func doSpin()

//go:linkname newObject reflect.unsafe_New
func newObject(t unsafe.Pointer) unsafe.Pointer

//go:linkname newArray reflect.unsafe_NewArray
func newArray(t unsafe.Pointer, n int) unsafe.Pointer

//go:linkname typedmemmove reflect.typedmemmove
func typedmemmove(t, to, from unsafe.Pointer)

type slice struct {
	at       unsafe.Pointer
	len, cap int
}

//go:linkname typedslicecopy reflect.typedslicecopy
func typedslicecopy(t unsafe.Pointer, to, from slice) int

//go:linkname makemap reflect.makemap
func makemap(t unsafe.Pointer, room int) unsafe.Pointer

//go:linkname mapassign reflect.mapassign
func mapassign(t, m, key, element unsafe.Pointer)

//go:linkname mapaccess reflect.mapaccess
func mapaccess(t, m, key unsafe.Pointer) unsafe.Pointer

//go:linkname maplen reflect.maplen
func maplen(m unsafe.Pointer) int

type place struct {
	key, element unsafe.Pointer
	rest         [14]uintptr
	more         [6]unsafe.Pointer
}

//go:linkname mapiterinit reflect.mapiterinit
func mapiterinit(t, m unsafe.Pointer, at *place)

//go:linkname mapiternext reflect.mapiternext
func mapiternext(at *place)

//go:linkname ifaceE2I reflect.ifaceE2I
func ifaceE2I(t unsafe.Pointer, from any, to unsafe.Pointer)

func descriptor(t reflect.Type) unsafe.Pointer {
	return (*[2]unsafe.Pointer)(unsafe.Pointer(&t))[1]
}

func main() {
	_, _ = fastrand(), fastrand64()
	fmt.Println(fastrandn(10) < 10, cheaprandn(1) == 0, nanotime() > 0, cputicks() != 0)
	a, b := []byte("hello world"), []byte("hello world")
	x, y := "hello world", strings.Repeat("hello world", 1)
	fmt.Println(memhash(unsafe.Pointer(&a[0]), 1, 11) == memhash(unsafe.Pointer(&b[0]), 1, 11), memhash(unsafe.Pointer(&a[0]), 1, 11) == memhash(unsafe.Pointer(&a[0]), 2, 11),
		strhash(unsafe.Pointer(&x), 3) == strhash(unsafe.Pointer(&y), 3), stringHash(x, 3) == strhash(unsafe.Pointer(&y), 3), memequal(unsafe.Pointer(&a[0]), unsafe.Pointer(&b[0]), 11))
	memmove(unsafe.Pointer(&a[2]), unsafe.Pointer(&a[0]), 9)
	clearMemory(noescape(unsafe.Pointer(&b[3])), 2)
	fmt.Printf("%q %q %d %d %d\n", a, b, cmpstring("a", "b"), cmpstring("b", "a"), cmpstring(x, y))
	procyield(10)
	goyield()
	doSpin()

	var sema uint32
	var wg sync.WaitGroup
	order := make(chan int, 3)
	for i := range 3 {
		wg.Go(func() {
			semacquire(&sema)
			order <- i
		})
	}
	for range 3 {
		semrelease(&sema, false, 0)
	}
	wg.Wait()
	fmt.Println(len(order), sema)

	type entry struct {
		name string
		next *entry
	}
	t := descriptor(reflect.TypeFor[entry]())
	e := (*entry)(newObject(t))
	*e = entry{"e", &entry{name: "f"}}
	list := unsafe.Slice((*entry)(newArray(t, 3)), 3)
	typedmemmove(t, unsafe.Pointer(&list[1]), unsafe.Pointer(e))
	fmt.Println(list[1].next.name, list[0], *(*int)(newObject(descriptor(reflect.TypeOf(1)))))
	n := typedslicecopy(t, slice{unsafe.Pointer(&list[0]), 2, 3}, slice{unsafe.Pointer(&list[1]), 2, 2})
	fmt.Println(n, list[0].name, list[1].name == "")

	mt := reflect.TypeFor[map[string]int]()
	m := makemap(descriptor(mt), 4)
	for i, k := range []string{"one", "two", "three"} {
		mapassign(descriptor(mt), m, unsafe.Pointer(&k), unsafe.Pointer(&i))
	}
	key, none := "three", "four"
	fmt.Println(maplen(m), *(*int)(mapaccess(descriptor(mt), m, unsafe.Pointer(&key))), mapaccess(descriptor(mt), m, unsafe.Pointer(&none)) == nil, *(*map[string]int)(unsafe.Pointer(&m)))
	var at place
	var all []string
	for mapiterinit(descriptor(mt), m, &at); at.key != nil; mapiternext(&at) {
		all = append(all, fmt.Sprint(*(*string)(at.key), *(*int)(at.element)))
	}
	sort.Strings(all)
	fmt.Println(all)
	var s fmt.Stringer
	ifaceE2I(descriptor(reflect.TypeFor[fmt.Stringer]()), reflect.ValueOf(key).Kind(), unsafe.Pointer(&s))
	fmt.Println(s, room.Of(3))
}
