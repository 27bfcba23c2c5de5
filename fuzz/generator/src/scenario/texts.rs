//! strings, strconv, unicode, fmt: many calls on random texts.

use crate::generator::Gen;
use crate::ty::Ty;

impl Gen {
    /// Numbers out of texts that may be none.
    pub fn parsing(&mut self) {
        self.section_of(|g| {
            let mut texts = Vec::new();
            for _ in 0..g.rng.within(3, 8) {
                let known = *g.rng.pick(&[
                    "0", "-0", "+7", "0x1F", "0b101", "0o17", "1_000", "_1", "99999999999999999999", "-128", "255", "1e3",
                    "1.5e-7", ".5", "5.", "inf", "-Infinity", "nan", "0x1p-2", "1e400", "-1e-400", "", " 1", "true", "T", "FALSE",
                    "1e", "0x", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1.7976931348623157e308",
                    "2.2250738585072011e-308", "4.9e-324", "16777217", "0.1", "123456789.123456789", "1__0", "0_7",
                ]);
                texts.push(format!("\"{known}\""));
            }
            let (base, bits) = (*g.rng.pick(&[0, 2, 8, 10, 16, 36]), *g.rng.pick(&[0, 8, 16, 32, 64]));
            g.line(format!("for _, s := range []string{{{}}} {{", texts.join(", ")));
            g.text_lines(&format!(
                "a, e1 := strconv.ParseInt(s, {base}, {bits})
                b, e2 := strconv.ParseUint(s, {base}, {bits})
                c, e3 := strconv.ParseFloat(s, 64)
                d, e4 := strconv.ParseFloat(s, 32)
                f, e5 := strconv.ParseBool(s)
                h, e6 := strconv.Atoi(s)
                fmt.Println(a, e1, b, e2, c, e3, d, e4, f, e5, h, e6)
                var n int
                var w string
                k, e7 := fmt.Sscan(s, &n, &w)
                fmt.Println(n, w, k, e7, errors.Is(e1, strconv.ErrRange), errors.Is(e3, strconv.ErrSyntax))
                }}"
            ));
            let quoted: Vec<String> = (0..3).map(|_| g.string_literal()).collect();
            g.line(format!("for _, s := range []string{{{}}} {{", quoted.join(", ")));
            g.text_lines(
                "q := strconv.Quote(s)
                u, e := strconv.Unquote(q)
                fmt.Println(q, strconv.QuoteToASCII(s), u == s, e, strconv.CanBackquote(s))
                for i, r := range s {
                    fmt.Print(i, strconv.QuoteRune(r), utf8.RuneLen(r), unicode.IsLetter(r), unicode.IsUpper(r), unicode.IsSpace(r), unicode.IsDigit(r), unicode.IsPunct(r), string(unicode.ToUpper(r)), \" \")
                }
                r, n := utf8.DecodeRuneInString(s)
                l, m := utf8.DecodeLastRuneInString(s)
                fmt.Println(r, n, l, m, utf8.ValidString(s), utf8.RuneCountInString(s), []rune(s), []byte(s))
                }",
            );
        });
    }

    pub fn string_calls(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(3, 8) {
                let (s, t, u) = (g.expr(&Ty::Str, 1).text, g.string_literal(), g.string_literal());
                let n = g.rng.below(5);
                let call = match g.rng.below(30) {
                    0 => format!("strings.Split({s}, {t})"),
                    1 => format!("strings.SplitN({s}, {t}, {n} - 1)"),
                    2 => format!("strings.SplitAfter({s}, {t})"),
                    3 => format!("strings.Fields({s})"),
                    4 => format!("strings.FieldsFunc({s}, func(r rune) bool {{ return r == 'a' || r > 127 }})"),
                    5 => format!("strings.Map(func(r rune) rune {{\nif r == 'a' {{\nreturn -1\n}}\nreturn r + {n}\n}}, {s})"),
                    6 => format!("strings.IndexFunc({s}, unicode.IsUpper)"),
                    7 => format!("strings.LastIndexAny({s}, {t})"),
                    8 => format!("strings.IndexRune({s}, 'é')"),
                    9 => format!("strings.IndexByte({s}, 'l')"),
                    10 => format!("strings.TrimFunc({s}, unicode.IsLetter)"),
                    11 => format!("strings.ReplaceAll({s}, {t}, {u})"),
                    12 => format!("strings.NewReplacer({t}, \"1\", {u}, \"2\", \"l\", \"\").Replace({s})"),
                    13 => format!("strings.ToValidUTF8({s}, \"?\")"),
                    14 => format!("strings.ContainsFunc({s}, unicode.IsDigit)"),
                    15 => format!("strings.Title({s})"),
                    16 => format!("strings.Count({s}, \"\")"),
                    17 => format!("bytes.Contains([]byte({s}), []byte({t}))"),
                    18 => format!("string(bytes.ToUpper([]byte({s})))"),
                    19 => format!("bytes.Fields([]byte({s}))"),
                    20 => format!("bytes.Compare([]byte({s}), []byte({t}))"),
                    21 => format!("bytes.TrimSpace([]byte({s}))"),
                    22 => format!("slices.Collect(strings.Lines({s}))"),
                    23 => format!("slices.Collect(strings.FieldsSeq({s}))"),
                    24 => format!("strings.Compare({s}, {t})"),
                    25 => format!("strings.ToUpperSpecial(unicode.TurkishCase, {s})"),
                    26 => format!("strings.EqualFold({s}, {t})"),
                    27 => format!("append([]byte(nil), {s}...)"),
                    28 => format!("strings.Index({s}, {t})"),
                    _ => format!("[]rune({s})"),
                };
                let tag = g.name("s");
                g.line(format!("fmt.Printf(\"{tag} %q\\n\", fmt.Sprint({call}))"));
            }
            let (s, t) = (g.expr(&Ty::Str, 1).text, g.string_literal());
            g.text_lines(&format!(
                "before, after, found := strings.Cut({s}, {t})
                fmt.Printf(\"%q %q %v\\n\", before, after, found)
                rest, had := strings.CutPrefix({s}, {t})
                fmt.Printf(\"%q %v\\n\", rest, had)
                var b strings.Builder
                b.WriteString({t})
                b.WriteByte('x')
                b.WriteRune('é')
                fmt.Fprintf(&b, \"%d\", b.Len())
                fmt.Println(b.String(), b.Len())"
            ));
        });
    }

    /// Directives with all flags on values of many types, and bad ones.
    pub fn formatted(&mut self) {
        self.section_of(|g| {
            for _ in 0..g.rng.within(3, 10) {
                let tag = g.name("f");
                let (verb, value) = g.verb_and_value(2);
                let (other, second) = g.verb_and_value(1);
                let extra = g.rng.below(12);
                let (w, p) = (g.rng.below(16), g.rng.below(6));
                let line = match g.rng.below(9) {
                    0 => format!("fmt.Printf(\"{tag} %*d|%-*d|%.*f\\n\", {w}, {extra}, {w}, {p}, {p}, {w}.5)"),
                    1 => format!("fmt.Printf(\"{tag} %[2]v %[1]v %v\\n\", {value}, {second})"),
                    2 => format!("fmt.Printf(\"{tag} %[3]*.[2]*[1]f|%[5]d\\n\", {extra}.125, {p}, {w})"),
                    3 => format!("fmt.Printf(\"{tag} {verb} {other}\\n\", {value})"),
                    4 => format!("fmt.Printf(\"{tag} {verb}\\n\", {value}, {second})"),
                    5 => format!("fmt.Printf(\"{tag} %!%%|%z|{other}|%\\n\", {second}, {second})"),
                    6 => format!("fmt.Println(fmt.Sprint({value}, {second}, \"a\", {extra}, {w}, \"b\"))"),
                    7 => format!("fmt.Println(\"{tag}\", fmt.Sprintln({value}, {second}), string(fmt.Appendf(nil, \"{verb}\", {value})))"),
                    _ => format!("fmt.Printf(\"{tag} {verb}|{other}\\n\", {value}, {second})"),
                };
                g.line(line);
            }
        });
    }
}
