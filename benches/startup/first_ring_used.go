// Start-up: a program that mentions something of every package of the first ring (shared/design/stdlib.md), a server and a client of HTTP among it.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"container/heap"
	"container/list"
	"container/ring"
	"context"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"embed"
	"encoding"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"hash/adler32"
	"hash/crc32"
	"hash/fnv"
	"hash/maphash"
	"html"
	htmltemplate "html/template"
	"io"
	"io/fs"
	"io/ioutil"
	"iter"
	"log"
	"log/slog"
	"maps"
	"math"
	"math/big"
	"math/bits"
	"math/cmplx"
	mathrand "math/rand"
	randv2 "math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"text/tabwriter"
	"text/template"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
	"unique"
	"unsafe"
	"weak"
)

var (
	_ = bufio.NewReader
	_ = bytes.Equal
	_ = cmp.Compare[int]
	_ = gzip.NewReader
	_ = heap.Init
	_ = list.New
	_ = ring.New
	_ = context.Background
	_ = hmac.New
	_ = md5.New
	_ = rand.Read
	_ = sha1.New
	_ = sha256.New
	_ = sha512.New
	_ embed.FS
	_ encoding.TextMarshaler
	_ = base64.StdEncoding
	_ = binary.LittleEndian
	_ = csv.NewReader
	_ = hex.EncodeToString
	_ = json.Marshal
	_ = errors.New
	_ = flag.Parse
	_ = fmt.Println
	_ = adler32.New
	_ = crc32.NewIEEE
	_ = fnv.New32
	_ maphash.Hash
	_ = html.EscapeString
	_ = htmltemplate.New
	_ = io.Copy
	_ fs.FS
	_ = ioutil.ReadAll
	_ iter.Seq[int]
	_ = log.Println
	_ = slog.Info
	_ = maps.Keys[map[int]int]
	_ = math.Sqrt
	_ = big.NewInt
	_ = bits.Len
	_ = cmplx.Sqrt
	_ = mathrand.Int
	_ = randv2.Int
	_ = net.Dial
	_ = http.ListenAndServe
	_ = httptest.NewServer
	_ = url.Parse
	_ = os.Exit
	_ = exec.Command
	_ = signal.Notify
	_ = path.Join
	_ = filepath.Join
	_ = reflect.TypeOf
	_ = regexp.MustCompile
	_ = runtime.GC
	_ = debug.FreeOSMemory
	_ = slices.Sort[[]int]
	_ = sort.Ints
	_ = strconv.Itoa
	_ = strings.Index
	_ sync.Mutex
	_ atomic.Int64
	_ testing.T
	_ = synctest.Test
	_ = tabwriter.NewWriter
	_ = template.New
	_ = time.Now
	_ = unicode.IsLetter
	_ = utf16.Encode
	_ = utf8.RuneLen
	_ unique.Handle[int]
	_ = unsafe.Sizeof(0)
	_ weak.Pointer[int]
)

func main() {}
