// What was missing of the first ring: debug's build information and crash output, zones from data, a generic method.
package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"time"
)

func main() {
	bi := &debug.BuildInfo{GoVersion: "go1.27", Path: "p", Main: debug.Module{Path: "m", Version: "v1"},
		Deps:     []*debug.Module{{Path: "d", Version: "v2", Sum: "h1:x"}, {Path: "e", Version: "v3", Replace: &debug.Module{Path: "f", Version: "v4", Sum: "h1:y"}}},
		Settings: []debug.BuildSetting{{"a", "b"}, {"c d", "e\"f"}, {"", ""}, {"k", "x=y"}}}
	fmt.Print(bi)
	parsed, err := debug.ParseBuildInfo(bi.String())
	fmt.Println(parsed, err)
	for _, s := range []string{"", "path\tx", "mod\ta\n", "path\tx\ndep\ta\tb\tc\td\n", "=>\ta\tb\tc\n", "=>\ta\tb\n", "build\t\n", "build\t=x\n", "build\t\"a\n", "build\t\"a\"\n", "build\t\"a\"x\n",
		"build\ta\n", "build\ta b=c\n", "build\ta=\"b\n", "build\ta=b c\n", "build\t`a`=`b c`\n", "nonsense\tx\nnothing\n", "dep\ta\tb\n=>\tc\td\te\n=>\tc\td\te\n"} {
		p, err := debug.ParseBuildInfo(s)
		fmt.Printf("%q %v", s, err)
		if err == nil {
			fmt.Printf(" %q", p.String())
		}
		fmt.Println()
	}

	r := rand.New(rand.NewPCG(1, 2))
	fmt.Println(r.N(10), r.N(int8(100)), r.N(time.Minute), r.N(uint64(1<<63)))
	func() {
		defer func() { fmt.Println(recover()) }()
		r.N(0)
	}()

	_, err = time.LoadLocationFromTZData("x", []byte("TZif"))
	fmt.Println(err)
	_, err = time.LoadLocationFromTZData("x", nil)
	fmt.Println(err)
	data := zone
	loc, err := time.LoadLocationFromTZData("My/Zone", []byte(data))
	fmt.Println(loc, err)
	for _, u := range []int64{-1 << 33, 0, 1e9, 1.7e9, 2e9} {
		t := time.Unix(u, 0).In(loc)
		fmt.Println(t, t.IsDST())
	}
	fmt.Println(time.Date(2020, 3, 1, 12, 0, 0, 0, loc).UTC())

	name := os.TempDir() + fmt.Sprint("/crash", os.Getpid())
	defer os.Remove(name)
	f, _ := os.Create(name)
	fmt.Println(debug.SetCrashOutput(f, debug.CrashOptions{}), debug.SetCrashOutput(nil, debug.CrashOptions{}))
	f.Close()
	fmt.Println(debug.SetCrashOutput(f, debug.CrashOptions{}))
}

// Two changes: +1:00 MEZ until 2001, then +2:00 SOZ.
const zone = "TZif2\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x08" +
	"\x3a\x4f\xc7\x80" + "\x01" + "\x00\x00\x0e\x10\x00\x00" + "\x00\x00\x1c\x20\x00\x04" + "MEZ\x00SOZ\x00" +
	"TZif2\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00" + "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x08" +
	"\x00\x00\x00\x00\x3a\x4f\xc7\x80" + "\x01" + "\x00\x00\x0e\x10\x00\x00" + "\x00\x00\x1c\x20\x00\x04" + "MEZ\x00SOZ\x00" + "\nSOZ-2\n"
