//! What generated programs call. Only what a program names is put into it.

/// Name and text.
pub const HELPERS: &[(&str, &str)] = &[
    ("fuel", "var fuel = 1 << 40"),
    (
        "burn",
        "func burn() {\nfuel--\nif fuel < 0 {\nfmt.Println(\"out of fuel\")\nos.Exit(3)\n}\n}",
    ),
    ("id", "func id[X any](x X) X { return x }"),
    (
        "tr",
        "func tr[X any](n int, x X) X {\nfmt.Println(\"tr\", n, x)\nreturn x\n}",
    ),
    // Inlined, gc would keep slices that pass through it on the stack, with other capacities (decision 006).
    (
        "ptr",
        "//go:noinline\nfunc ptr[X any](x X) *X { return &x }",
    ),
    (
        "pick",
        "func pick[X any](c bool, a, b X) X {\nif c {\nreturn a\n}\nreturn b\n}",
    ),
    (
        "clip",
        "func clip[S ~string](s S) S {\nif len(s) > 48 {\nreturn s[:24] + s[len(s)-20:]\n}\nreturn s\n}",
    ),
    (
        "few",
        "func few[S ~[]X, X any](s S) S {\nn := min(len(s), 6)\nreturn s[:n:n]\n}",
    ),
    (
        "part",
        "func part[S ~[]X, X any](s S, a, b int) S {\na = min(a, len(s))\nreturn s[a:max(a, min(b, len(s)))]\n}",
    ),
    (
        "cut",
        "func cut[S ~string](s S, a, b int) S {\na = min(a, len(s))\nreturn s[a:max(a, min(b, len(s)))]\n}",
    ),
    (
        "at",
        "func at(s string, n int) byte {\nif n < len(s) {\nreturn s[n]\n}\nreturn 0\n}",
    ),
    (
        "nth",
        "func nth[X any](s []X, n int) (x X) {\nif len(s) > 0 {\nx = s[n%len(s)]\n}\nreturn\n}",
    ),
    (
        "has",
        "func has[K comparable, V any](m map[K]V, k K) bool {\n_, ok := m[k]\nreturn ok\n}",
    ),
    (
        "is",
        "func is[X any](x any) bool {\n_, ok := x.(X)\nreturn ok\n}",
    ),
    (
        "sorted",
        "func sorted[S ~[]X, X cmp.Ordered](s S) S {\nt := slices.Clone(s)\nslices.Sort(t)\nreturn t\n}",
    ),
    (
        "trunc",
        "func trunc(f float64) int64 {\nif f > -1e15 && f < 1e15 {\nreturn int64(f)\n}\nreturn -1\n}",
    ),
    (
        "show",
        "func show(tag string, r any) {\nif e, ok := r.(error); ok {\nfmt.Println(tag, \"error\", e)\nreturn\n}\nfmt.Printf(\"%s %T %v\\n\", tag, r, r)\n}",
    ),
    (
        "protect",
        "func protect(tag string, f func()) {\nfuel = 3000\ndefer func() {\nif r := recover(); r != nil {\nshow(tag, r)\n}\n}()\nfmt.Println(\"==\", tag)\nf()\n}",
    ),
    (
        "upto",
        "func upto(n int) iter.Seq[int] {\nreturn func(yield func(int) bool) {\nfor i := range n {\nif !yield(i) {\nreturn\n}\n}\n}\n}",
    ),
    (
        "noisy",
        "func noisy(n int) iter.Seq[int] {\nreturn func(yield func(int) bool) {\ndefer fmt.Println(\"noisy ends\", n)\nfor i := range n {\nfmt.Println(\"noisy\", i)\nif !yield(i * i) {\nfmt.Println(\"noisy stops\", i)\nreturn\n}\n}\n}\n}",
    ),
    (
        "Integer",
        "type Integer interface {\n~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr\n}",
    ),
    (
        "Number",
        "type Number interface {\nInteger | ~float32 | ~float64\n}",
    ),
];

/// Import paths by the name under which programs use them.
pub const PACKAGES: &[&str] = &[
    "bytes",
    "cmp",
    "errors",
    "fmt",
    "iter",
    "maps",
    "math",
    "math/bits",
    "math/cmplx",
    "os",
    "runtime",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "time",
    "unicode/utf8",
    "unsafe",
    "context",
    "unicode",
    "container/heap",
    "container/list",
];
