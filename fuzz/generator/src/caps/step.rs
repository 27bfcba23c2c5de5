//! Statements.

use super::elem::{BYTE, ELEMS, INT, STRING};
use super::{Maker, Var};

impl Maker {
    pub fn step(&mut self) -> String {
        self.fuel -= 1;
        let Some(v) = self.any_var() else {
            return self.declaration();
        };
        match self.rng.below(44) {
            0..=4 => self.declaration(),
            5..=11 => self.append_to(&v),
            12 | 13 => self.appending_loop(&v),
            14 => self.look(&v.name),
            15 => self.escape(&v),
            16 => self.reslice(&v),
            17 => {
                let source = self.source(v.elem);
                format!("{} = {source}\n", v.name)
            }
            18..=20 => self.closure(&v),
            21 => {
                let body = self.block(3);
                format!("if k[{}] > 1 {{\n{body}}}\n", self.rng.below(4))
            }
            22 => {
                let (a, b) = (self.block(3), self.block(3));
                format!(
                    "if len({}) > {} {{\n{a}}} else {{\n{b}}}\n",
                    v.name,
                    self.rng.below(6)
                )
            }
            23 => self.switch(&v),
            24 | 25 => self.looped(),
            26 => self.idiom(&v),
            27 => self.in_struct(),
            28 => self.in_map(&v),
            29 => self.deferred(&v),
            30 => self.nested(&v),
            31 => self.library_step(&v),
            32..=34 => self.passed(&v),
            35 | 36 => self.range_over_function(&v),
            37 => self.type_switch(&v),
            38 => self.channel(&v),
            39 => self.returning(),
            40 => self.array(),
            41 => self.called_literal(&v),
            42 => self.pointer(&v),
            _ => self.jump(&v),
        }
    }

    fn declaration(&mut self) -> String {
        let e = self.elem();
        let s = self.name("s");
        let t = self.ty(e);
        let text = match self.rng.below(10) {
            0 | 1 => format!("var {s} []{t}\n"),
            2 => {
                let source = self.source(e);
                format!("var {s} = {source}\n")
            }
            3 => {
                let source = self.source(e);
                format!("var {s} []{t} = {source}\n")
            }
            _ => {
                let source = self.source(e);
                format!("{s} := {source}\n")
            }
        };
        self.declare(&s, e);
        text
    }

    fn append_to(&mut self, v: &Var) -> String {
        let (s, e) = (&v.name, v.elem);
        match self.rng.below(12) {
            0 => format!("{s} = append({s}, {})\n", self.values(e, 9)),
            // In a loop it would double, and double again.
            1 if self.loops == 0 && self.helpers == 0 => {
                let source = self.source(e);
                format!("{s} = append({s}, {source}...)\n")
            }
            2 => {
                let text = format!("{s} = append({s}, {})\n", self.values(e, 2));
                text + &self.look(s)
            }
            3 => match self.var(e, false) {
                Some(t) => format!("{s} = append({t}, {})\n", self.values(e, 2)),
                None => String::new(),
            },
            4 => {
                let other = self.name("s");
                let text = format!("{other} := append({s}, {})\n", self.values(e, 2));
                self.declare(&other, e);
                text
            }
            5 => format!("{s} = append({s})\n"),
            6 if e == BYTE => {
                let text = self.text();
                format!("{s} = append({s}, {text}...)\n")
            }
            _ => format!("{s} = append({s}, {})\n", self.values(e, 2)),
        }
    }

    /// A loop's head, and the index in it.
    fn head(&mut self) -> (String, String) {
        let i = self.name("i");
        let n = self.rng.within(1, 9);
        let head = match self.rng.below(5) {
            0 => format!("for {i} := 0; {i} < {n}; {i}++"),
            1 => format!("for {i} := range {n}"),
            2 => format!("for {i} := range k[{n}]"),
            3 => format!("for {i} := range k[:{n}]"),
            _ => format!("for {i}, {i}v := range words {{\n_ = {i}v"),
        };
        (head, i)
    }
    fn open(head: &str) -> String {
        match head.contains('{') {
            true => format!("{head}\n"),
            false => format!("{head} {{\n"),
        }
    }
    fn appending_loop(&mut self, v: &Var) -> String {
        let (head, i) = self.head();
        self.index.push(i.clone());
        let (s, value) = (&v.name, self.value(v.elem));
        self.index.pop();
        let mut body = format!("_ = {i}\n{s} = append({s}, {value})\n");
        if self.rng.chance(20) {
            body.push_str(&self.look(s));
        }
        format!("{}{body}}}\n", Self::open(&head))
    }
    fn looped(&mut self) -> String {
        let (head, i) = self.head();
        self.index.push(i.clone());
        self.loops += 1;
        let body = self.block(4);
        self.loops -= 1;
        self.index.pop();
        format!("{}_ = {i}\n{body}}}\n", Self::open(&head))
    }

    fn escape(&mut self, v: &Var) -> String {
        let s = &v.name;
        match self.rng.below(8) {
            0 => format!("sink = {s}\n"),
            1 => format!("sink = &{s}\n"),
            2 => format!("sink = {s}[:len({s}):len({s})]\n"),
            3 => format!("fmt.Fprint(io.Discard, {s})\n"),
            4 => format!("sink = func() int {{ return len({s}) }}\n"),
            5 => format!("go func() {{ _ = len({s}) }}()\n"),
            6 => {
                let t = self.ty(v.elem);
                format!("sink = struct{{ a []{t} }}{{{s}}}\n")
            }
            _ => {
                let g = self.global("g");
                self.declarations
                    .push(format!("var {g} []{}", self.ty(v.elem)));
                format!("{g} = {s}\n")
            }
        }
    }

    fn reslice(&mut self, v: &Var) -> String {
        let s = &v.name;
        match self.rng.below(8) {
            0 => format!("{s} = {s}[:0]\n"),
            1 => format!("if len({s}) > 0 {{\n{s} = {s}[1:]\n}}\n"),
            2 => format!("if len({s}) > 0 {{\n{s} = {s}[:len({s})-1]\n}}\n"),
            3 => format!("if len({s}) > 2 {{\n{s} = {s}[1:2:2]\n}}\n"),
            4 => format!("{s} = {s}[:len({s}):len({s})]\n"),
            5 => format!("{s} = {s}[:cap({s})]\n"),
            6 => format!("{s} = {s}[len({s}):]\n"),
            _ => {
                let other = self.name("s");
                let text = format!("{other} := {s}[:len({s})/2]\n");
                self.declare(&other, v.elem);
                text
            }
        }
    }

    fn idiom(&mut self, v: &Var) -> String {
        let (s, e, t) = (&v.name, v.elem, self.ty(v.elem));
        let value = self.value(e);
        let i = self.name("i");
        match self.rng.below(9) {
            0 => format!(
                "if {i} := k[1]; len({s}) > {i} {{\n{s} = append({s}[:{i}], {s}[{i}+1:]...)\n}}\n"
            ),
            1 => format!(
                "if {i} := k[1]; len({s}) > {i} {{\n{s} = append({s}[:{i}], append([]{t}{{{value}}}, {s}[{i}:]...)...)\n}}\n"
            ),
            2 => {
                let other = self.name("s");
                let text = format!(
                    "{other} := {s}[:0]\nfor {i}, x := range {s} {{\nif {i}%2 == 0 {{\n{other} = append({other}, x)\n}}\n}}\n"
                );
                self.declare(&other, e);
                text
            }
            3 => format!("for len({s}) > 2 {{\n{s} = {s}[1:]\n}}\n{s} = append({s}, {value})\n"),
            4 => format!("{s} = append([]{t}{{{value}}}, {s}...)\n"),
            5 => {
                let other = self.name("s");
                let text =
                    format!("{other} := make([]{t}, len({s}), cap({s})+1)\ncopy({other}, {s})\n");
                self.declare(&other, e);
                text
            }
            6 => {
                let other = self.name("s");
                let text = format!(
                    "{other} := make([]{t}, 0, len({s}))\nfor _, x := range {s} {{\n{other} = append({other}, x)\n}}\n"
                );
                self.declare(&other, e);
                text
            }
            7 => {
                let other = self.name("s");
                let text = format!(
                    "var {other} []{t}\nfor _, x := range {s} {{\n{other} = append({other}, x)\n}}\n"
                );
                self.declare(&other, e);
                text
            }
            _ => {
                let (a, b) = (self.name("s"), self.name("s"));
                let text = format!(
                    "var {a}, {b} []{t}\nfor {i}, x := range {s} {{\nif {i}%2 == 0 {{\n{a} = append({a}, x)\n}} else {{\n{b} = append({b}, x)\n}}\n}}\n"
                );
                self.declare(&a, e);
                self.declare(&b, e);
                text
            }
        }
    }

    fn switch(&mut self, v: &Var) -> String {
        let n = self.rng.below(3);
        let mut text = match self.rng.chance(50) {
            true => format!("switch k[{n}] {{\n"),
            false => format!("switch len({}) {{\n", v.name),
        };
        for c in 0..self.rng.within(1, 3) {
            let body = self.block(2);
            text.push_str(&format!("case {c}:\n{body}"));
        }
        let body = self.block(2);
        text + &format!("default:\n{body}}}\n")
    }

    /// A struct with a slice in it: as a variable, a pointer, the result of a function.
    fn in_struct(&mut self) -> String {
        let e = self.elem();
        let (b, t) = (self.name("b"), self.ty(e));
        let mut text = match self.rng.below(4) {
            0 => format!("var {b} struct{{ items []{t}; n int }}\n"),
            1 => {
                let source = self.source(e);
                format!("{b} := struct{{ items []{t}; n int }}{{items: {source}}}\n")
            }
            2 => {
                let source = self.source(e);
                format!("{b} := &struct{{ items []{t} }}{{{source}}}\n")
            }
            _ => format!("{b} := new(struct{{ n int; items []{t} }})\n"),
        };
        let field = format!("{b}.items");
        for _ in 0..self.rng.within(1, 4) {
            match self.rng.below(4) {
                0 => text.push_str(&self.look(&field)),
                1 => {
                    let v = Var {
                        name: field.clone(),
                        elem: e,
                        open: true,
                    };
                    text.push_str(&self.appending_loop(&v));
                }
                2 if self.rng.chance(30) => text.push_str(&format!("sink = {b}\n")),
                _ => text.push_str(&format!(
                    "{field} = append({field}, {})\n",
                    self.values(e, 3)
                )),
            }
        }
        if self.rng.chance(40) {
            let s = self.name("s");
            text.push_str(&format!("{s} := {field}\n"));
            self.declare(&s, e);
        }
        text + &self.look(&field)
    }

    fn in_map(&mut self, v: &Var) -> String {
        let (m, t) = (self.name("m"), self.ty(v.elem));
        let mut text = match self.rng.chance(50) {
            true => format!("{m} := map[int][]{t}{{}}\n"),
            false => format!("{m} := map[int][]{t}{{1: {}}}\n", v.name),
        };
        let (head, i) = self.head();
        self.index.push(i.clone());
        let value = self.value(v.elem);
        self.index.pop();
        text.push_str(&format!(
            "{}{m}[{i}%2] = append({m}[{i}%2], {value})\n}}\n",
            Self::open(&head)
        ));
        text + &self.look(&format!("{m}[0]")) + &self.look(&format!("{m}[1]"))
    }

    fn deferred(&mut self, v: &Var) -> String {
        let s = &v.name;
        let seed = self.seed;
        self.tags += 1;
        let tag = self.tags;
        match self.rng.below(6) {
            0 => format!("defer func() {{\nw({seed}, {tag}, len({s}), cap({s}))\n}}()\n"),
            1 => format!("defer w({seed}, {tag}, len({s}), cap({s}))\n"),
            2 => {
                let t = self.ty(v.elem);
                format!("defer func(p []{t}) {{\nw({seed}, {tag}, len(p), cap(p))\n}}({s})\n")
            }
            3 => {
                let value = self.value(v.elem);
                format!(
                    "defer func() {{\n{s} = append({s}, {value})\nw({seed}, {tag}, len({s}), cap({s}))\n}}()\n"
                )
            }
            4 => {
                let (done, value) = (self.name("done"), self.value(v.elem));
                format!(
                    "{done} := make(chan bool)\ngo func() {{\n{s} = append({s}, {value})\nclose({done})\n}}()\n<-{done}\n"
                )
            }
            _ => {
                let (wg, value) = (self.name("wg"), self.value(v.elem));
                format!(
                    "var {wg} sync.WaitGroup\n{wg}.Go(func() {{\n{s} = append({s}, {value})\n}})\n{wg}.Wait()\n"
                )
            }
        }
    }

    /// Slices in slices and arrays.
    fn nested(&mut self, v: &Var) -> String {
        let (n, t, s) = (self.name("n"), self.ty(v.elem), &v.name);
        let value = self.value(v.elem);
        match self.rng.below(4) {
            0 => {
                let text = format!(
                    "var {n} [][]{t}\n{n} = append({n}, {s})\n{n} = append({n}, []{t}{{{value}}})\n{n}[0] = append({n}[0], {value})\n"
                );
                text + &self.look(&n) + &self.look(&format!("{n}[0]"))
            }
            1 => {
                let text = format!(
                    "{n} := make([][]{t}, 3)\nfor i := range 7 {{\n{n}[i%3] = append({n}[i%3], {value})\n}}\n"
                );
                text + &self.look(&format!("{n}[0]"))
            }
            2 => {
                let text = format!(
                    "var {n} [2][]{t}\n{n}[0] = append({n}[0], {value})\n{n}[1] = {s}\n{n}[k[1]] = append({n}[k[1]], {value})\n"
                );
                text + &self.look(&format!("{n}[0]")) + &self.look(&format!("{n}[1]"))
            }
            _ => {
                let text = format!(
                    "{n} := [][]{t}{{{s}, {{{value}}}, nil}}\nfor i := range {n} {{\n{n}[i] = append({n}[i], {value})\n}}\n"
                );
                text + &self.look(&format!("{n}[1]")) + &self.look(&format!("{n}[2]"))
            }
        }
    }

    fn library_step(&mut self, v: &Var) -> String {
        let (s, t) = (&v.name, self.ty(v.elem));
        match self.rng.below(9) {
            0 => format!("slices.Reverse({s})\n"),
            1 => {
                let g = self.small_number(9);
                format!("{s} = slices.Grow({s}, {g})\n")
            }
            2 => format!("{s} = slices.Clip({s})\n"),
            3 => format!("clear({s})\n"),
            4 => format!("sort.Slice({s}, func(i, j int) bool {{ return i < j }})\n"),
            5 => self.builder(),
            6 => {
                let other = self.name("s");
                let text = format!("{other} := append([]{t}(nil), {s}[:min(2, len({s}))]...)\n");
                self.declare(&other, v.elem);
                text
            }
            7 if ELEMS[v.elem].ordered => format!("slices.Sort({s})\n"),
            _ => {
                let source = self.library(v.elem);
                format!("{s} = {source}\n")
            }
        }
    }

    /// Builders, buffers, readers and writers, and their capacities.
    fn builder(&mut self) -> String {
        let b = self.name("b");
        let (text, seed) = (self.text(), self.seed);
        self.tags += 1;
        let tag = self.tags;
        match self.rng.below(9) {
            0 => format!(
                "var {b} strings.Builder\n{b}.WriteString({text})\n{b}.WriteByte('x')\n{b}.WriteRune('ä')\nw({seed}, {tag}, {b}.Len(), {b}.Cap())\n"
            ),
            1 => format!(
                "var {b} strings.Builder\n{b}.Grow(k[5])\nfor i := range k[9] {{\n{b}.WriteByte(byte(i))\n}}\nw({seed}, {tag}, {b}.Len(), {b}.Cap())\n"
            ),
            2 => format!(
                "var {b} bytes.Buffer\n{b}.WriteString({text})\n{b}.WriteByte('x')\nw({seed}, {tag}, {b}.Len(), {b}.Cap())\n"
            ),
            3 => format!(
                "{b} := bytes.NewBuffer(make([]byte, 0, 3))\nfmt.Fprintf({b}, \"%s-%d\", {text}, k[3])\nw({seed}, {tag}, {b}.Len(), {b}.Cap())\n"
            ),
            4 => format!(
                "{b}, _ := io.ReadAll(strings.NewReader({text}))\nw({seed}, {tag}, len({b}), cap({b}))\n"
            ),
            5 => format!(
                "{b} := bufio.NewScanner(strings.NewReader({text}))\n{b}.Split(bufio.ScanWords)\nvar {b}w []string\nfor {b}.Scan() {{\n{b}w = append({b}w, {b}.Text())\n}}\nw({seed}, {tag}, len({b}w), cap({b}w))\n"
            ),
            6 => format!(
                "{b} := bytes.NewBufferString({text})\n{b}.Grow(k[9])\n{b}b := append({b}.Bytes(), 'x')\nw({seed}, {tag}, len({b}b), cap({b}b))\n"
            ),
            7 => format!(
                "var {b} []int\n_ = json.Unmarshal([]byte(\"[1,2,3,4,5]\"), &{b})\nw({seed}, {tag}, len({b}), cap({b}))\n"
            ),
            _ => format!(
                "{b} := bufio.NewReader(strings.NewReader({text} + \"\\nb\"))\n{b}l, _ := {b}.ReadBytes('\\n')\nw({seed}, {tag}, len({b}l), cap({b}l))\n"
            ),
        }
    }

    fn type_switch(&mut self, v: &Var) -> String {
        let (s, t) = (&v.name, self.ty(v.elem));
        let value = self.value(v.elem);
        let x = self.name("x");
        let look = self.look(&x);
        match self.rng.below(3) {
            0 => format!(
                "switch {x} := any({s}).(type) {{\ncase []{t}:\n{x} = append({x}, {value})\n{look}case nil:\n}}\n"
            ),
            1 => format!(
                "if {x}, ok := any({s}).([]{t}); ok {{\n{x} = append({x}, {value})\n{look}}}\n"
            ),
            _ => {
                let a = self.name("a");
                format!(
                    "var {a} any = append({s}, {value})\nswitch {x} := {a}.(type) {{\ncase int:\n_ = {x}\ncase []{t}:\n{look}}}\n"
                )
            }
        }
    }

    fn channel(&mut self, v: &Var) -> String {
        let (c, s, t) = (self.name("c"), &v.name, self.ty(v.elem));
        let (value, r) = (self.value(v.elem), self.name("r"));
        let text = match self.rng.below(3) {
            0 => format!(
                "{c} := make(chan []{t}, 1)\n{c} <- {s}\n{r} := <-{c}\n{r} = append({r}, {value})\n"
            ),
            1 => format!(
                "{c} := make(chan []{t}, 1)\n{c} <- append({s}, {value})\nvar {r} []{t}\nselect {{\ncase {r} = <-{c}:\ndefault:\n}}\n"
            ),
            _ => format!(
                "{c} := make(chan {t}, 9)\nfor range 5 {{\n{c} <- {value}\n}}\nclose({c})\nvar {r} []{t}\nfor x := range {c} {{\n{r} = append({r}, x)\n}}\n"
            ),
        };
        self.declare(&r, v.elem);
        text
    }

    fn returning(&mut self) -> String {
        let Some(r) = self.returns.clone() else {
            return String::new();
        };
        format!("if k[{}] == 5 {{\nreturn {r}\n}}\n", self.rng.within(1, 6))
    }

    fn array(&mut self) -> String {
        let e = self.elem();
        let (a, t) = (self.name("a"), self.ty(e));
        let s = self.name("s");
        let text = match self.rng.below(3) {
            0 => format!("var {a} [4]{t}\n{s} := {a}[:{}]\n", self.rng.below(5)),
            1 => format!(
                "{a} := [...]{t}{{2: {}}}\n{s} := {a}[1:2]\n",
                self.listed(e)
            ),
            _ => format!("var {a} [3]{t}\n{s} := {a}[:0:{}]\n", self.rng.below(4)),
        };
        self.declare(&s, e);
        text
    }

    fn pointer(&mut self, v: &Var) -> String {
        let (p, s) = (self.name("p"), &v.name);
        let text = format!(
            "{p} := &{s}\n*{p} = append(*{p}, {})\n",
            self.values(v.elem, 2)
        );
        text + &self.look(s)
    }

    fn jump(&mut self, v: &Var) -> String {
        let (l, s) = (self.name("again"), &v.name);
        let value = self.value(v.elem);
        let n = self.rng.within(1, 5);
        match self.rng.below(3) {
            0 if self.loops == 0 => {
                let i = self.name("i");
                format!(
                    "{{\n{i} := 0\n{l}:\n{s} = append({s}, {value})\n{i}++\nif {i} < {n} {{\ngoto {l}\n}}\n}}\n"
                )
            }
            1 => format!(
                "{l}:\nfor i := range 3 {{\nfor j := range 3 {{\nif i*j == {n} {{\nbreak {l}\n}}\n{s} = append({s}, {value})\n}}\n}}\n"
            ),
            _ => format!(
                "{l}:\nfor range 3 {{\nfor j := range 4 {{\n{s} = append({s}, {value})\nif j == {n} {{\ncontinue {l}\n}}\n}}\n}}\n"
            ),
        }
    }

    /// What a package's variable begins with.
    pub fn package_variable(&mut self) -> String {
        let e = *self.rng.pick(&[INT, BYTE, STRING]);
        let t = self.ty(e);
        let g = self.global("v");
        let outer = (
            std::mem::take(&mut self.scope),
            self.fuel,
            self.returns.clone(),
        );
        let source = match self.rng.below(3) {
            0 => self.source(e),
            _ => {
                self.fuel = self.rng.within(2, 5) as i32;
                let r = self.name("r");
                self.declare(&r, e);
                self.returns = Some(r.clone());
                let body = self.block(5);
                format!("func() []{t} {{\nvar {r} []{t}\n{body}return {r}\n}}()")
            }
        };
        (self.scope, self.fuel, self.returns) = outer;
        self.declarations.push(format!("var {g} = {source}"));
        let look = self.look(&g);
        if self.rng.chance(50) {
            return format!("{g} = append({g}, {})\n{look}", self.value(e));
        }
        look
    }
}
