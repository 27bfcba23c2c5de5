package main

import (
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	n := fs.Int("n", 5, "the `count` of things")
	s := fs.String("s", "def", "a string")
	b := fs.Bool("b", false, "a bool\nin two lines")
	d := fs.Duration("d", time.Second, "how long")
	f := fs.Float64("f", 0, "a float")
	fmt.Println(fs.Parse([]string{"-n", "7", "--s=x y", "-b", "-d", "2m", "rest", "-n"}), *n, *s, *b, *d, *f, fs.Args(), fs.NArg(), fs.NFlag())
	fmt.Println(fs.Parse([]string{"-n", "x"}))
	fmt.Println(fs.Parse([]string{"-zzz"}))
	fmt.Println(fs.Parse([]string{"-h"}))
	fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println()
}
