//! Type parameters whose type sets have something in common: slices, maps, channels, functions, texts, pointers.

use crate::generator::Gen;
use crate::ty::Constraint;

impl Gen {
    pub fn core_types(&mut self) {
        let f = self.name("core");
        self.declare_text(&format!(
            "func {f}Slice[S ~[]E, E comparable](s S, e E) (S, int) {{
                t := make(S, 0, len(s)+1)
                n := 0
                for i, x := range s {{
                    if x == e || i == len(s)-1 {{
                        n += i
                        continue
                    }}
                    t = append(t, s[i])
                }}
                clear(s[:len(s)/2])
                return append(t, s...)[:len(t)], n
            }}"
        ));
        self.declare_text(&format!(
            "func {f}Map[M ~map[K]V, K cmp.Ordered, V any](m M, more ...K) (keys []K) {{
                for k := range m {{
                    keys = append(keys, k)
                }}
                for _, k := range more {{
                    if _, ok := m[k]; !ok {{
                        var zero V
                        m[k] = zero
                    }}
                    delete(m, k)
                }}
                slices.Sort(keys)
                return
            }}"
        ));
        self.declare_text(&format!(
            "func {f}Text[T ~string | ~[]byte](t T) (n int, last byte, head T) {{
                for i := 0; i < len(t); i++ {{
                    n = n*31 + int(t[i])
                    last = t[i]
                }}
                return n, last, t[:len(t)/2]
            }}"
        ));
        self.declare_text(&format!(
            "func {f}Chan[C ~chan E, E any](c C, es ...E) (out []E) {{
                go func() {{
                    defer close(c)
                    for _, e := range es {{
                        c <- e
                    }}
                }}()
                for e := range c {{
                    out = append(out, e)
                }}
                return
            }}"
        ));
        self.declare_text(&format!(
            "func {f}Kind[T any](x T) string {{
                switch y := any(x).(type) {{
                case int, int8, uint16:
                    return fmt.Sprintf(\"some int %v\", y)
                case string:
                    return \"string \" + y
                case []T:
                    return \"never\"
                case interface{{ Len() int }}:
                    return fmt.Sprint(\"len \", y.Len())
                case fmt.Stringer:
                    return y.String()
                case func() T:
                    return fmt.Sprint(y())
                }}
                var p *T = &x
                _, isPointer := any(p).(*int64)
                return fmt.Sprintf(\"%T %v %v\", x, isPointer, *p)
            }}"
        ));
        self.declare_text(&format!(
            "type {f}Num interface {{
                ~int | ~int16 | ~uint8 | ~float32 | ~float64
            }}
            func {f}Sum[T {f}Num](xs ...T) (sum T, mean float64, top T) {{
                for i, x := range xs {{
                    sum += x * T(i+1)
                    top = max(top, x, 1)
                }}
                sum /= 2
                return sum, float64(sum) / float64(len(xs)), top - 1
            }}"
        ));
        self.declare_text(&format!(
            "type {f}Set[T comparable] map[T]struct{{}}
            func (s {f}Set[T]) Add(ts ...T) {f}Set[T] {{
                for _, t := range ts {{
                    s[t] = struct{{}}{{}}
                }}
                return s
            }}
            func (s {f}Set[T]) Len() int {{ return len(s) }}
            func (s {f}Set[T]) Has(t T) bool {{
                _, ok := s[t]
                return ok
            }}"
        ));
        self.declare_text(&format!(
            "type {f}Opt[T any] struct {{
                v T
                ok bool
            }}
            func {f}Some[T any](v T) {f}Opt[T] {{ return {f}Opt[T]{{v, true}} }}
            func (o {f}Opt[T]) Or(d T) T {{
                if o.ok {{
                    return o.v
                }}
                return d
            }}
            type {f}Deep[T any] struct {{
                {f}Opt[{f}Opt[T]]
                kids []{f}Deep[T]
            }}
            func (d *{f}Deep[T]) Sum(f func(T) int) int {{
                n := f(d.Or({f}Opt[T]{{}}).v)
                for i := range d.kids {{
                    n += d.kids[i].Sum(f)
                }}
                return n
            }}"
        ));
        self.section_of(|g| {
            let key = g.type_argument(Constraint::Comparable, 1);
            let ordered = g.type_argument(Constraint::Ordered, 1);
            let any = g.flat_type(1);
            let (kt, ot, at) = (g.text(&key), g.text(&ordered), g.text(&any));
            let k: Vec<String> = (0..4).map(|_| { let e = g.expr(&key, 1); g.typed(&key, e) }).collect();
            let o: Vec<String> = (0..3).map(|n| g.key_literal(&ordered, n)).collect();
            let a: Vec<String> = (0..3).map(|_| { let e = g.expr(&any, 2); g.typed(&any, e) }).collect();
            let word = g.string_literal();
            let num = *g.rng.pick(&["int", "int16", "uint8", "float32", "float64"]);
            let (x, y) = (g.rng.below(100), g.rng.below(100));
            let mut parts = vec![
                format!("type sl []{kt}\nfmt.Println({f}Slice(sl{{{}, {}, {}}}, {}))", k[0], k[1], k[2], k[3]),
                format!("mp := map[{ot}]{at}{{{}: {}, {}: {}}}\nfmt.Println({f}Map(mp, {}, {}), len(mp))", o[0], a[0], o[1], a[1], o[2], o[0]),
                format!("type bs []byte\nfmt.Println({f}Text({word}))\nfmt.Println({f}Text(bs({word})))"),
                format!("fmt.Println({f}Chan(make(chan {at}, {}), {}, {}))", x % 3, a[0], a[2]),
                format!("fmt.Println({f}Kind({}), {f}Kind({}), {f}Kind(int8({})), {f}Kind({f}Set[int]{{}}.Add(1, 1, 2)), {f}Kind(errors.New(\"e\")) != \"\")", a[0], k[0], x % 100),
                format!("fmt.Println({f}Sum[{num}]({x}, {y}, 3))\ntype own {num}\nfmt.Println({f}Sum(own({x}), own({y})))"),
                format!("set := {f}Set[{kt}]{{}}.Add({}, {}, {})\nfmt.Println(set.Len(), set.Has({}), {f}Set[{kt}].Has(set, {}))\nfmt.Printf(\"%T\\n\", set)", k[0], k[1], k[0], k[1], k[2]),
                format!("d := {f}Deep[{at}]{{{f}Some({f}Some({})), []{f}Deep[{at}]{{{{}}, {{{f}Opt: {f}Some({f}Some({}))}}}}}}\nfmt.Println(d.Sum(func(v {at}) int {{ return len(fmt.Sprint(v)) }}), d.ok, d.v.ok, len(d.kids))\nfmt.Printf(\"%T %v\\n\", d, d.kids[1].Or({f}Opt[{at}]{{}}).Or({}))", a[0], a[1], a[2]),
            ];
            g.rng.shuffle(&mut parts);
            let n = g.rng.within(2, 5);
            for part in parts.iter().take(n) {
                g.text_lines(part);
            }
        });
    }
}
