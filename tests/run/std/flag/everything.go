// Package flag: every kind of flag, in sets of one's own and in the command line's; what is printed, what fails.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/big"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string { return strings.Join(*l, "+") }
func (l *list) Set(s string) error {
	if s == "bad" {
		return errors.New("no such element")
	}
	*l = append(*l, s)
	return nil
}
func (l *list) Get() any { return []string(*l) }

type quiet bool

func (q *quiet) String() string   { return fmt.Sprint(bool(*q)) }
func (q *quiet) Set(string) error { *q = !*q; return nil }
func (q *quiet) IsBoolFlag() bool { return true }

func all(handling flag.ErrorHandling) (*flag.FlagSet, func()) {
	f := flag.NewFlagSet("tool", handling)
	f.SetOutput(os.Stdout)
	var (
		b  bool
		d  time.Duration
		fl float64
		i  int
		i6 int64
		s  string
		u  uint
		u6 uint64
		t  big.Int
		l  list
		q  quiet
	)
	f.BoolVar(&b, "b", false, "a `switch` of nothing")
	f.DurationVar(&d, "d", time.Second, "how long")
	f.Float64Var(&fl, "f", 1.5, "")
	f.IntVar(&i, "i", -3, "first line\nsecond line")
	f.Int64Var(&i6, "i64", 1<<40, "wide")
	f.StringVar(&s, "s", "text", "a `name` of a thing")
	f.UintVar(&u, "u", 0, "zero default")
	f.Uint64Var(&u6, "u64", 1<<63, "widest")
	f.TextVar(&t, "t", big.NewInt(77), "big `number`")
	f.Var(&l, "l", "list")
	f.Var(&q, "quiet", "toggles")
	f.Func("call", "calls `with`", func(s string) error {
		fmt.Println("  called with", s)
		if s == "" {
			return errors.New("empty")
		}
		return nil
	})
	f.BoolFunc("now", "calls without", func(s string) error { fmt.Println("  now", s); return nil })
	return f, func() { fmt.Println(" ", b, d, fl, i, i6, s, u, u6, &t, l, q) }
}

func sets() {
	for _, arguments := range []string{"", "-b -d=3m -f 2e3 -i 0x10 --i64 -7 -s=-x -u 5 -u64=9 -t 123 -l a -l b -quiet -call it -now rest -b", "-b=false -- -i 3", "-", "-b x", "-i", "-i x", "-i 99999999999999999999",
		"-u -1", "-f x", "-d 5", "-b=maybe", "-l bad", "-call=", "-now=x", "-unknown", "--", "---b", "-=x", "-h", "-help", "-u64 18446744073709551616", "-f 1e999"} {
		f, show := all(flag.ContinueOnError)
		f.Usage = func() { fmt.Println("  (usage)") }
		err := f.Parse(strings.Fields(arguments))
		fmt.Printf("%q: %v help=%t\n", arguments, err, errors.Is(err, flag.ErrHelp))
		fmt.Println(" ", f.Parsed(), f.NArg(), f.NFlag(), f.Args(), f.Arg(0), f.Arg(7) == "", f.Arg(-1) == "")
		show()
	}
	f, show := all(flag.ContinueOnError)
	fmt.Println(f.Name(), f.ErrorHandling(), f.Output() == os.Stdout)
	f.PrintDefaults()
	fmt.Println(f.Parse([]string{"-bad"}))
	fmt.Println(f.Set("i", "5"), f.Set("i", "x"), f.Set("none", "1"))
	f.Visit(func(fl *flag.Flag) { fmt.Print(fl.Name, "=", fl.Value, " ") })
	f.VisitAll(func(fl *flag.Flag) {
		name, usage := flag.UnquoteUsage(fl)
		getter, ok := fl.Value.(flag.Getter)
		fmt.Printf("[%s %q %q %q %t", fl.Name, fl.DefValue, name, usage, ok)
		if ok {
			fmt.Printf(" %v", getter.Get())
		}
		fmt.Print("]")
	})
	fmt.Println()
	found := f.Lookup("s")
	fmt.Println(found.Name, found.Usage, found.DefValue, found.Value.String(), f.Lookup("nothing"))
	var value flag.Value = found.Value
	fmt.Println(value.Set("directly"), value)
	show()
	f.Init("renamed", flag.PanicOnError)
	fmt.Println(f.Name(), f.ErrorHandling() == flag.PanicOnError, flag.ExitOnError)
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		f.Parse([]string{"-i", "x"})
	}()
	for _, wrong := range []func(){
		func() { f.Int("i", 1, "again") },
		func() { f.Int("-i", 1, "") },
		func() { f.Int("a=b", 1, "") },
	} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			wrong()
		}()
	}
	g := flag.NewFlagSet("", flag.ContinueOnError)
	g.SetOutput(io.Discard)
	bp, dp, fp, ip, i6, sp, up, u6 := g.Bool("b", true, ""), g.Duration("d", 1, ""), g.Float64("f", 0, ""), g.Int("i", 1, ""), g.Int64("i64", 2, ""), g.String("s", "", ""), g.Uint("u", 3, ""), g.Uint64("u64", 4, "")
	fmt.Println(g.Parse([]string{"-b=0", "-d", "1h", "-f", "0.5", "-i=0b11", "-i64=017", "-s", "", "-u=1_0", "-u64", "0xff"}))
	fmt.Println(*bp, *dp, *fp, *ip, *i6, *sp, *up, *u6)
	fmt.Println(g.Parse([]string{"-zzz"}), g.NArg())
	g.SetOutput(os.Stdout)
	g.PrintDefaults()
	g.Usage = nil
	fmt.Println(g.Parse([]string{"-h"}))
	var zero flag.FlagSet
	fmt.Println(zero.Parsed(), zero.Lookup("x"), zero.NFlag(), zero.Output() == os.Stderr)
}

func commandLine() {
	flag.CommandLine = flag.NewFlagSet("program", flag.ContinueOnError)
	flag.CommandLine.SetOutput(os.Stdout)
	b, d, f, i := flag.Bool("b", false, "b"), flag.Duration("d", 0, "d"), flag.Float64("f", 0, "f"), flag.Int("i", 0, "i")
	i6, s, u, u6 := flag.Int64("i64", 0, "i64"), flag.String("s", "", "s"), flag.Uint("u", 0, "u"), flag.Uint64("u64", 0, "u64")
	var (
		bv  bool
		dv  time.Duration
		fv  float64
		iv  int
		i6v int64
		sv  string
		uv  uint
		u6v uint64
		tv  big.Int
		lv  list
	)
	flag.BoolVar(&bv, "bv", true, "bv")
	flag.DurationVar(&dv, "dv", 5, "dv")
	flag.Float64Var(&fv, "fv", 5, "fv")
	flag.IntVar(&iv, "iv", 5, "iv")
	flag.Int64Var(&i6v, "i64v", 5, "i64v")
	flag.StringVar(&sv, "sv", "five", "sv")
	flag.UintVar(&uv, "uv", 5, "uv")
	flag.Uint64Var(&u6v, "u64v", 5, "u64v")
	flag.TextVar(&tv, "tv", &tv, "tv")
	flag.Var(&lv, "lv", "lv")
	flag.Func("fn", "fn", func(s string) error { return errors.New("refused " + s) })
	flag.BoolFunc("bfn", "bfn", func(s string) error { fmt.Println("bfn", s); return nil })
	flag.Usage = func() { fmt.Println("own usage"); flag.PrintDefaults() }
	fmt.Println(flag.Parsed())
	os.Args = []string{"program", "-b", "-d=1s", "-f=1", "-i=1", "-i64=1", "-s=1", "-u=1", "-u64=1", "-bv=f", "-dv=2s", "-fv=2", "-iv=2", "-i64v=2", "-sv=2", "-uv=2", "-u64v=2", "-tv=2", "-lv=2", "-bfn", "left", "over"}
	flag.Parse()
	fmt.Println(*b, *d, *f, *i, *i6, *s, *u, *u6, bv, dv, fv, iv, i6v, sv, uv, u6v, &tv, lv)
	fmt.Println(flag.Parsed(), flag.NArg(), flag.NFlag(), flag.Args(), flag.Arg(1), flag.Arg(2))
	flag.Visit(func(f *flag.Flag) { fmt.Print(f.Name, " ") })
	count := 0
	flag.VisitAll(func(*flag.Flag) { count++ })
	fmt.Println(count, flag.Lookup("iv").Value, flag.Set("iv", "88"), iv, flag.Set("fn", "x"))
	fmt.Println(flag.CommandLine.Parse([]string{"-fn", "x"}))
	flag.Usage()
}

func main() {
	sets()
	commandLine()
}
