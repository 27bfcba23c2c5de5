//! Sections for seeds from [`crate::program::ORDER`] on: expressions and assignments with effects everywhere, so that the order in which gc
//! evaluates them shows (decision 008): receivers, operands behind pointers, indexes, keys, several targets, deferred
//! calls, ranges over what the body changes.

use crate::generator::Gen;

/// What the expressions are made of. Whatever is called says so, and changes what others may be reading.
const STAGE: &str = "
type inner interface {
    At(k int) int
    With(k int) inner
}
type box struct {
    n int
    a [4]int
    s []int
    p *box
    f func(int) int
    i inner
}
type shell struct {
    inner
    *box
    k int
}
type cell[T any] struct {
    v T
    n int
}
func (b box) At(k int) int {
    fmt.Println(\"At\", b.n, k)
    return b.n + k
}
func (b box) With(k int) inner {
    fmt.Println(\"With\", b.n, k)
    b.n += k
    return b
}
func (b *box) Add(k int) int {
    fmt.Println(\"Add\", b.n, k)
    b.n += k
    return b.n
}
func (b *box) Self() *box {
    fmt.Println(\"Self\", b.n)
    b.n++
    return b
}
func (b box) Twice() (int, int) {
    fmt.Println(\"Twice\", b.n)
    return b.n, b.n * 2
}
func (c cell[T]) Get(k int) int {
    fmt.Println(\"Get\", c.v, c.n, k)
    return c.n + k
}
func (c *cell[T]) Put(v T) *cell[T] {
    fmt.Println(\"Put\", c.v, v)
    c.v = v
    c.n++
    return c
}
var (
    gx int
    ga [4]int
    gs []int
    gm map[string]int
    gb [4]box
    gp *box
    gi inner
    gc cell[int]
    gh shell
    nobody *box
    nothing map[string]int
)
func reset() {
    gx = 1
    ga = [4]int{1, 2, 3, 4}
    gs = []int{5, 6, 7, 8}
    gm = map[string]int{\"a\": 1, \"b\": 2}
    for i := range gb {
        gb[i] = box{n: i * 10, a: [4]int{i, i + 1, i + 2, i + 3}, s: []int{i, 1, 2, 3}, f: func(k int) int { return step(k + i) }, i: box{n: i}}
        gb[i].p = &gb[(i+1)&3]
    }
    gp = &gb[1]
    gi = gb[2]
    gc = cell[int]{v: 3, n: 4}
    gh = shell{inner: gb[3], box: &gb[0], k: 7}
}
func step(k int) int {
    fmt.Println(\"step\", k)
    gx += k
    gs[k&3]++
    ga[(k+1)&3] += 10
    gp.n += 100
    gp.a[k&3]++
    return k & 3
}
func move(k int) *box {
    fmt.Println(\"move\", k)
    gp = &gb[k&3]
    gs = append([]int(nil), gs...)
    gi = gb[(k+2)&3]
    gh.inner = gb[(k+1)&3]
    gh.box = gp.p
    gc = cell[int]{v: k, n: gc.n + 1}
    return gp
}
func name(k int) string {
    fmt.Println(\"name\", k)
    gm[\"a\"] += k
    return string(rune('a' + k&3))
}
func two(a, b int) (int, int) {
    fmt.Println(\"two\", a, b)
    gx++
    return b, a
}
func sum(list ...int) (t int) {
    for _, v := range list {
        t = t*3 + v
    }
    fmt.Println(\"sum\", list, t)
    return t
}
func feed(k int) chan int {
    fmt.Println(\"feed\", k)
    c := make(chan int, 2)
    c <- k
    return c
}
func seq(n int) iter.Seq[int] {
    fmt.Println(\"seq\", n)
    return func(yield func(int) bool) {
        defer fmt.Println(\"seq ends\")
        for i := range n & 7 {
            if !yield(i + gx&3) {
                return
            }
        }
    }
}
func dump() {
    fmt.Println(\"=\", gx, ga, gs, gm, gp.n, gp.a, gi.At(0), gc, gh.k, gh.box.n)
    for i := range gb {
        fmt.Print(gb[i].n, gb[i].a, gb[i].s, \" \")
    }
    fmt.Println()
}
func try(tag int, f func()) {
    reset()
    defer func() {
        r := recover()
        show(fmt.Sprint(\"end \", tag), r)
        dump()
    }()
    f()
}
";

impl Gen {
    pub fn orders(&mut self) {
        self.declare_text(STAGE);
        self.section_of(|g| {
            for tag in 0..g.rng.within(6, 14) {
                g.line(format!("try({tag}, func() {{"));
                g.line("x, y := 1, 2");
                g.line("l := box{n: 3, s: []int{1, 2, 3, 4}}");
                g.line("q := &l");
                g.line("fs := [2]func(int) int{step, gp.At}");
                g.line("_, _ = q, fs");
                if g.rng.chance(40) {
                    g.line("inc := func() int { fmt.Println(\"inc\"); x++; l.n += 5; return x }");
                    g.line("y += inc()");
                }
                for _ in 0..g.rng.within(1, 3) {
                    let depth = *g.rng.pick(&[2, 2, 2, 3]);
                    g.ordered_statement(depth);
                }
                g.line("fmt.Println(x, y, l.n, l.a, q.n)");
                g.line("})");
            }
        });
    }

    /// An index of four.
    fn ordered_index(&mut self, depth: usize) -> String {
        match self.rng.below(4) {
            0 => self.rng.below(4).to_string(),
            1 => format!("step({})", self.rng.below(4)),
            _ => format!("({})&3", self.ordered(depth)),
        }
    }

    fn ordered_key(&mut self, depth: usize) -> String {
        match self.rng.below(3) {
            0 => "\"a\"".into(),
            1 => "\"z\"".into(),
            _ => format!("name({})", self.ordered(depth)),
        }
    }

    /// A pointer to a box.
    fn ordered_pointer(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.rng.below(10) {
            0 | 1 => "gp".into(),
            2 => "q".into(),
            3 => "gp.p".into(),
            4 => "gh.box".into(),
            5 => "gp.Self()".into(),
            6 => format!("move({})", self.ordered(d)),
            7 => format!("&gb[{}]", self.ordered_index(d)),
            8 => format!("move({}).p.Self()", self.rng.below(4)),
            _ => format!("(&box{{n: {}, s: []int{{4, 3, 2, 1}}}})", self.ordered(d)),
        }
    }

    /// Something whose methods are called.
    fn ordered_receiver(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.rng.below(11) {
            0 => "gi".into(),
            1 => "gh.inner".into(),
            2 => "gh.box".into(),
            3 => "l".into(),
            4 => format!("gb[{}]", self.ordered_index(d)),
            5 => "gp.i".into(),
            6 => format!("gi.With({})", self.ordered(d)),
            7 => "(*gp)".into(),
            8 => "gi.(box)".into(),
            9 => format!(
                "(box{{n: {}, a: [4]int{{{}, 1}}}})",
                self.ordered(d),
                self.ordered(d)
            ),
            _ => {
                let p = self.ordered_pointer(d);
                match p.starts_with('&') {
                    true => format!("({p})"),
                    false => p,
                }
            }
        }
    }

    fn ordered_field(&mut self, depth: usize) -> String {
        let p = self.ordered_pointer(depth);
        match p.starts_with('&') {
            true => format!("({p})"),
            false => p,
        }
    }

    /// An int.
    fn ordered(&mut self, depth: usize) -> String {
        let k = self.rng.below(5);
        if depth == 0 {
            return match self.rng.below(8) {
                0 => k.to_string(),
                1 => "x".into(),
                2 => "y".into(),
                3 => "gx".into(),
                4 => format!("ga[{}]", k & 3),
                5 => "gp.n".into(),
                6 => "l.n".into(),
                _ => format!("step({k})"),
            };
        }
        let d = depth - 1;
        match self.rng.below(30) {
            0 => format!("step({})", self.ordered(d)),
            1..=3 => format!("{}.At({})", self.ordered_receiver(d), self.ordered(d)),
            4 => format!("{}.Add({})", self.ordered_field(d), self.ordered(d)),
            5 => format!("gs[{}]", self.ordered_index(d)),
            6 => format!("ga[{}]", self.ordered_index(d)),
            7 => format!("gm[{}]", self.ordered_key(d)),
            8 => format!("{}.n", self.ordered_field(d)),
            9 => format!("{}.a[{}]", self.ordered_field(d), self.ordered_index(d)),
            10 => format!("{}.s[{}]", self.ordered_field(d), self.ordered_index(d)),
            11 => format!("gb[{}].a[{}]", self.ordered_index(d), self.ordered_index(d)),
            12 => format!("({} + {})", self.ordered(d), self.ordered(d)),
            13 => format!(
                "({} - {}*{})",
                self.ordered(d),
                self.ordered(d),
                self.ordered(d)
            ),
            14 => format!("fs[({})&1]({})", self.ordered(d), self.ordered(d)),
            15 => format!("gp.f({})", self.ordered(d)),
            16 => format!("<-feed({})", self.ordered(d)),
            17 => format!("box.At(*{}, {})", self.ordered_field(d), self.ordered(d)),
            18 => format!(
                "(*box).Add({}, {})",
                self.ordered_pointer(d),
                self.ordered(d)
            ),
            19 => format!(
                "([4]int{{{}, {}, 2, x}})[{}]",
                self.ordered(d),
                self.ordered(d),
                self.ordered_index(d)
            ),
            20 => format!(
                "([]int{{{}, {}, 2, gx}})[{}]",
                self.ordered(d),
                self.ordered(d),
                self.ordered_index(d)
            ),
            21 => format!("func() int {{ gx += {k}; return {} }}()", self.ordered(d)),
            22 => format!("gc.Put({}).Get({})", self.ordered(d), self.ordered(d)),
            23 => format!("gc.Get({})", self.ordered(d)),
            24 => format!(
                "sum({}, {}, {})",
                self.ordered(d),
                self.ordered(d),
                self.ordered(d)
            ),
            25 => format!("sum(two({}, {}))", self.ordered(d), self.ordered(d)),
            26 => format!("min({}, {})", self.ordered(d), self.ordered(d)),
            27 => format!("len(gs[{}:])", self.ordered_index(d)),
            28 => format!("tr({k}, {})", self.ordered(d)),
            _ => format!("{}/({}&3+1)", self.ordered(d), self.ordered(d)),
        }
    }

    fn ordered_condition(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.rng.below(6) {
            0 => format!(
                "{} < {} && {} > {}",
                self.ordered(d),
                self.ordered(d),
                self.ordered(d),
                self.ordered(d)
            ),
            1 => format!(
                "{} < {} || {} != x",
                self.ordered(d),
                self.ordered(d),
                self.ordered(d)
            ),
            2 => format!("{}.p == {}", self.ordered_field(d), self.ordered_pointer(d)),
            3 => format!("any({}) == any({})", self.ordered(d), self.ordered(d)),
            _ => format!("{} < {}", self.ordered(d), self.ordered(d)),
        }
    }

    /// Something that can be assigned to.
    fn ordered_target(&mut self, depth: usize) -> String {
        let d = depth.saturating_sub(1);
        match self.rng.below(16) {
            0 => "x".into(),
            1 => "y".into(),
            2 => "gx".into(),
            3 => format!("gs[{}]", self.ordered_index(d)),
            4 => format!("ga[{}]", self.ordered_index(d)),
            5 => format!("gm[{}]", self.ordered_key(d)),
            6 | 7 => format!("{}.n", self.ordered_field(d)),
            8 => format!("{}.a[{}]", self.ordered_field(d), self.ordered_index(d)),
            9 => format!("{}.s[{}]", self.ordered_field(d), self.ordered_index(d)),
            10 => format!("gb[{}].n", self.ordered_index(d)),
            11 => format!("gb[{}].a[{}]", self.ordered_index(d), self.ordered_index(d)),
            12 => "l.n".into(),
            13 => format!("l.a[{}]", self.ordered_index(d)),
            14 => "_".into(),
            _ => match self.rng.below(16) {
                0 => format!("nothing[{}]", self.ordered_key(d)),
                1 => "nobody.n".into(),
                2 => format!("nobody.a[{}]", self.ordered_index(d)),
                3 => format!("gs[{}+3]", self.ordered_index(d)),
                _ => "*(&gp.n)".into(),
            },
        }
    }

    fn ordered_list(&mut self, n: usize, depth: usize) -> String {
        let list: Vec<String> = (0..n).map(|_| self.ordered(depth)).collect();
        list.join(", ")
    }

    fn ordered_statement(&mut self, depth: usize) {
        let d = depth.saturating_sub(1);
        match self.rng.below(25) {
            0 | 1 => {
                let list = self.ordered_list(3, depth);
                self.line(format!("fmt.Println({list})"));
            }
            2..=5 => {
                let n = self.rng.within(2, 3);
                let targets: Vec<String> = (0..n).map(|_| self.ordered_target(depth)).collect();
                let values = self.ordered_list(n, d);
                self.line(format!("{} = {values}", targets.join(", ")));
            }
            6 => {
                let (t, v) = (self.ordered_target(depth), self.ordered(depth));
                self.line(format!("{t} = {v}"));
            }
            7 | 8 => {
                let t = self.ordered_target(depth);
                let v = self.ordered(depth);
                let op = *self.rng.pick(&["+=", "-=", "*=", "|="]);
                let t = if t == "_" { "gx".into() } else { t };
                self.line(format!("{t} {op} {v}"));
            }
            9 => {
                let t = self.ordered_target(depth);
                let t = if t == "_" { "gx".into() } else { t };
                self.line(format!("{t}++"));
            }
            10 => {
                let (a, b) = (self.ordered_target(d), self.ordered_target(d));
                let call = match self.rng.below(2) {
                    0 => format!("two({})", self.ordered_list(2, d)),
                    _ => format!("{}.Twice()", self.ordered_field(d)),
                };
                self.line(format!("{a}, {b} = {call}"));
            }
            11 => {
                let (i, v) = (self.ordered_index(d), self.ordered(d));
                let order =
                    *self
                        .rng
                        .pick(&["gp, gp.n", "gp, gp.p.n", "q, q.n", "gp, gp.a[gp.n&3]"]);
                self.line(format!("{order} = &gb[{i}], {v}"));
            }
            12 => {
                let k = self.ordered_key(d);
                let t = self.ordered_target(d);
                self.line("{");
                self.line("var ok bool");
                self.line(format!("{t}, ok = gm[{k}]"));
                self.line("fmt.Println(ok)");
                self.line("}");
            }
            13 => {
                let list = self.ordered_list(2, d);
                let to = self.ordered_index(d);
                let text = match self.rng.below(4) {
                    0 => format!("gs = append(gs, {list})"),
                    1 => format!("gs = append(gs[:{to}], {list})\ngs = append(gs, 1, 2, 3, 4)"),
                    2 => format!("gp.s = append(gp.s[:{to}:4], gs...)"),
                    _ => format!("fmt.Println(copy(gs[{to}:], gp.Self().s))"),
                };
                self.text_lines(&text);
            }
            14 => {
                let (a, b) = (self.ordered_list(2, d), self.ordered(d));
                let c = self.ordered_target(d);
                self.text_lines(&format!(
                    "func() {{
                        v, w := func() (r, t int) {{
                            defer func() {{
                                r += t
                                t = {b}
                            }}()
                            return {a}
                        }}()
                        {c} = v - w
                        fmt.Println(v, w)
                    }}()"
                ));
            }
            15 => {
                self.line("func() {");
                for _ in 0..self.rng.within(1, 3) {
                    let (r, v) = (self.ordered_receiver(d), self.ordered(d));
                    let text = match self.rng.below(6) {
                        0 | 1 => format!("defer {r}.At({v})"),
                        2 => format!("defer fmt.Println({v}, {r}.At(1))"),
                        3 => format!(
                            "defer func(k int) {{ gx += k; fmt.Println(\"k\", k, gx) }}({v})"
                        ),
                        4 => format!("{{\nm := {r}.At\nmove(2)\ndefer fmt.Println(m({v}))\n}}"),
                        _ => format!("defer gc.Put({v}).Get(gx)"),
                    };
                    self.text_lines(&text);
                }
                self.ordered_statement(d);
                self.line("}()");
            }
            16 | 17 => {
                let over = *self.rng.pick(&[
                    "i, v := range gs",
                    "i, v := range ga",
                    "i, v := range &ga",
                    "i, v := range gp.a",
                    "i, v := range gp.s",
                    "i, v := range gp.Self().a",
                    "i, v := range move(2).s",
                    "i, v := range [4]int{gx, x, step(1), y}",
                ]);
                self.line(format!("for {over} {{"));
                let v = self.ordered(0);
                self.line(format!("ga[(i+1)&3] += {v}"));
                self.line("gs[(i+1)&3] += 7");
                self.line("gp.a[(i+1)&3] += 9");
                self.line("fmt.Println(i, v)");
                self.ordered_flow(d);
                self.line("}");
            }
            18 => {
                self.line("for i, b := range gb {");
                self.line("gb[(i+1)&3].n++");
                let t = self.ordered_target(d);
                self.line(format!("{t} = b.n + i"));
                self.line("fmt.Println(i, b.n, b.a)");
                self.line("}");
            }
            19 => {
                let v = self.ordered(d);
                self.line(format!("for v := range seq({v}) {{"));
                self.line("fmt.Println(\"v\", v)");
                self.ordered_flow(d);
                self.line("}");
            }
            20 => {
                let (i, v) = (self.ordered(d), self.ordered(d));
                let cases = [self.ordered(d), self.ordered(0), self.ordered(d)];
                self.line(format!("switch w := {i}; {v} & 3 {{"));
                self.line(format!(
                    "case {} & 3 + w&0, {} & 3 + w&0:",
                    cases[0], cases[1]
                ));
                self.line("fmt.Println(\"first\", w)");
                if self.rng.chance(50) {
                    self.line("fallthrough");
                }
                self.line(format!("case {} & 3 + w&0:", cases[2]));
                self.ordered_statement(0);
                self.line("default:");
                self.line("fmt.Println(\"default\", w)");
                self.line("}");
            }
            21 => {
                let (c, v, e) = (self.ordered(d), self.ordered(d), self.ordered(d));
                let t = self.ordered_target(d);
                self.text_lines(&format!(
                    "for i := range 3 {{
                        select {{
                        case {t} = <-feed({c}):
                            if i == 1 {{
                                continue
                            }}
                            fmt.Println(\"received\", i)
                        case (chan int)(nil) <- {v}:
                        }}
                        select {{
                        case make(chan int, 1) <- {e}:
                            fmt.Println(\"sent\")
                        }}
                    }}"
                ));
            }
            22 => {
                let (a, b) = (self.ordered(d), self.ordered_condition(depth));
                let (e, f) = (self.ordered(d), self.ordered_condition(d));
                self.line(format!("if v := {a}; {b} {{"));
                self.line("fmt.Println(\"then\", v)");
                self.line(format!("}} else if w := {e}; {f} {{"));
                self.line("fmt.Println(\"else if\", v, w)");
                self.line("}");
            }
            23 => {
                let p = self.ordered_field(d);
                let text = match self.rng.below(5) {
                    0 => format!(
                        "{{\nb := *{p}\ngp.n = -1\nfmt.Println(b.n, b.At({}))\n}}",
                        self.ordered(d)
                    ),
                    1 => format!("*{p}, l = l, *{}", self.ordered_field(d)),
                    2 => format!(
                        "gb[{}], gb[{}] = gb[{}], *{p}",
                        self.ordered_index(d),
                        self.ordered_index(d),
                        self.ordered_index(d)
                    ),
                    3 => format!(
                        "{{\nc := [2]box{{*{p}, {{n: {}}}}}\nfmt.Println(c[0].n, c[1].n)\n}}",
                        self.ordered(d)
                    ),
                    _ => format!("l, x = *{p}, {}", self.ordered(d)),
                };
                self.text_lines(&text);
            }
            _ => {
                let (a, b, c) = (self.ordered(d), self.ordered(d), self.ordered_key(d));
                self.line(format!("fmt.Println(map[string]int{{{c}: {a}, \"q\": {b}}}, struct{{ a, b int }}{{{b}, {a}}}, gx)"));
            }
        }
    }

    /// How a loop's body may end.
    fn ordered_flow(&mut self, depth: usize) {
        let c = self.ordered_condition(depth.min(1));
        match self.rng.below(4) {
            0 => self.text_lines(&format!("if {c} {{\nbreak\n}}")),
            1 => self.text_lines(&format!("if {c} {{\ncontinue\n}}\nx++")),
            2 => self.text_lines(&format!("if {c} {{\nreturn\n}}")),
            _ => self.ordered_statement(0),
        }
    }
}
