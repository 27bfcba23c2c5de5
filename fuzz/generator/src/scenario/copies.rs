//! Values are copied: variables, elements, fields, map entries, what interfaces, channels and closures hold. One type,
//! many places for it, a random walk of copies and changes, and a look at all of them.

use crate::generator::Gen;

impl Gen {
    pub fn copies(&mut self) {
        let (big, inner) = (self.name("Big"), self.name("Part"));
        let (a, b) = (self.basic_type(), self.basic_type());
        let (at, bt) = (self.text(&a), self.text(&b));
        let n = self.rng.within(1, 5);
        let more = *self
            .rng
            .pick(&["", "w [2][2]int8", "f, g, h int", "u struct{ x, y string }"]);
        self.declare_text(&format!("type {inner} struct {{\np {at}\nq [{n}]{bt}\n}}"));
        let embedded = self.rng.chance(40);
        let part = if embedded {
            inner.clone()
        } else {
            format!("in {inner}")
        };
        let field = if embedded { inner.as_str() } else { "in" };
        self.declare_text(&format!(
            "type {big} struct {{\nid int\n{part}\ntwo [2]{inner}\n{more}\n}}"
        ));
        let touch = self.name("touch");
        let (x, y) = (self.literal(&a, 0).text, self.literal(&b, 0).text);
        self.declare_text(&format!(
            "func {touch}(v {big}, n int) {big} {{
                v.id += n
                v.{field}.p = {x}
                v.two[n&1].q[0] = {y}
                return v
            }}"
        ));
        let global = self.name("held");
        self.declare_text(&format!("var {global} {big}"));
        self.declare_text(&format!(
            "func (v {big}) changed(n int) {big} {{\nv.id = n\nv.two[1] = v.{field}\nreturn v\n}}"
        ));
        self.declare_text(&format!(
            "func (v *{big}) change(n int) *{big} {{\nv.id ^= n\nv.two[0] = v.two[1]\nreturn v\n}}"
        ));
        self.section_of(|g| {
            g.text_lines(&format!(
                "var x, y {big}
                x.id, y.id = 1, 2
                arr := [3]{big}{{{{id: 3}}, x}}
                sl := []{big}{{x, y, {{id: 4}}}}
                m := map[int]{big}{{0: y}}
                ch := make(chan {big}, 4)
                box := any(x)
                p := &y
                grid := [2][2]{big}{{{{x}}, {{y, x}}}}
                wrap := struct {{
                    n int
                    v {big}
                }}{{1, y}}
                get := func() {big} {{ return x }}
                set := func(v {big}) {{ x = v }}
                _, _ = get, set
                i, j := 0, 1
                _, _ = i, j"
            ));
            // Places that can be assigned to, and others.
            let places = [
                "x", "y", "arr[i]", "arr[2]", "sl[j]", "sl[0]", "*p", "grid[i][j]", "grid[1][0]", "wrap.v",
            ];
            let mut places: Vec<String> = places.iter().map(|p| p.to_string()).collect();
            places.push(global.clone());
            let mut values = places.clone();
            values.extend(
                ["m[0]", "get()", "m[7]", "sl[1:][0]", "arr[:][1]", "(&arr)[2]", "x.changed(5)", "p.changed(j)"]
                    .map(String::from),
            );
            values.push(format!("box.({big})"));
            values.push(format!("{touch}(x, 3)"));
            values.push(format!("{touch}(arr[1], i)"));
            values.push("*ptr(x)".to_string());
            values.push(format!("{big}{{id: 9, {field}: x.{field}, two: arr[1].two}}"));
            for _ in 0..g.rng.within(8, 24) {
                let to = g.rng.pick(&places).clone();
                let from = g.rng.pick(&values).clone();
                let (other, source) = (g.rng.pick(&places).clone(), g.rng.pick(&values).clone());
                let k = g.rng.below(50);
                let to_field = if to == "*p" { "p".into() } else { to.clone() };
                let (x, y) = (g.literal(&a, 0).text, g.literal(&b, 0).text);
                let line = match g.rng.below(26) {
                    0..=4 => format!("{to} = {from}"),
                    5 => format!("{to}, {other} = {other}, {to}"),
                    6 => format!("{to}, {other} = {from}, {source}"),
                    7 => format!("m[{}] = {from}", k % 3),
                    8 => format!("box = {from}"),
                    9 => format!("if len(ch) < 4 {{\nch <- {from}\n}}"),
                    10 => format!("if len(ch) > 0 {{\n{to} = <-ch\n}}"),
                    11 => format!("{to_field}.id += {k}"),
                    12 => format!("{to_field}.{field}.p = {x}"),
                    13 => format!("{to_field}.two[i].q[0] = {y}"),
                    14 => format!("{to_field}.two[1], {to_field}.two[0] = {to_field}.two[0], {to_field}.{field}"),
                    15 => format!("set({from})"),
                    16 => format!("i, j = j, {}", k % 2),
                    17 => format!("p = &{}", if to == "*p" { "x" } else { &to }),
                    18 => format!("for n, v := range arr {{\narr[2-n].id += v.id\nv.id = 100\nif n == {} {{\nx = v\n}}\n}}", k % 3),
                    19 => format!("for n, v := range &arr {{\narr[2-n].{field}.p = v.{field}.p\narr[2-n].id = v.id + {k}\n}}"),
                    20 => format!("for n := range sl {{\nv := sl[n]\nv.id = {k}\nsl[n].two[0] = v.two[1]\n}}"),
                    21 => format!("sl = append(sl[:2:2], {from})"),
                    22 => format!("copy(sl, arr[{}:])", k % 3),
                    23 => format!("defer func(v {big}) {{ fmt.Println(\"deferred\", v.id, v.two) }}({from})"),
                    24 => format!("{to_field}.change({k}).id++"),
                    _ => format!("func() {{\ndefer func(old {big}) {{ {to} = old }}({to})\n{to} = {from}\nfmt.Println({to_field}.id)\n}}()"),
                };
                g.text_lines(&line);
                if g.rng.chance(20) {
                    let tag = g.name("k");
                    let e = g.rng.pick(&values).clone();
                    g.line(format!("fmt.Println(\"{tag}\", {e}, {to} == {e}, {to_field}.{field} == {to_field}.two[1])"));
                }
            }
            g.line(format!("fmt.Println(x, y, arr, sl, m, box, *p, grid, wrap, {global}, len(ch))"));
            g.line("for len(ch) > 0 {\nfmt.Println(<-ch)\n}");
        });
    }

    /// Assignments of several values whose places and operands depend on each other.
    pub fn shuffles(&mut self) {
        self.section_of(|g| {
            let ty = g.basic_type();
            let text = g.text(&ty);
            let v: Vec<String> = (0..5).map(|_| g.literal(&ty, 0).text).collect();
            g.text_lines(&format!(
                "type node struct {{
                    next *node
                    v {text}
                    n int
                }}
                a := []{text}{{{}, {}, {}}}
                b := [3]{text}{{{}, {}}}
                m := map[int]{text}{{}}
                i, j, k := 0, 1, 2
                l := &node{{v: a[0]}}
                l.next = &node{{v: a[1], n: 1}}
                l.next.next = l",
                v[0], v[1], v[2], v[3], v[4]
            ));
            let ints = ["i", "j", "k", "l.n", "l.next.n"];
            let places = [
                "a[i]",
                "a[j]",
                "b[k]",
                "b[i]",
                "m[i]",
                "m[k]",
                "l.v",
                "l.next.v",
                "a[l.n%3]",
                "m[l.next.n]",
                "b[a2i%3]",
            ];
            g.line("a2i := 1\n_ = a2i");
            for _ in 0..g.rng.within(5, 15) {
                let n = g.rng.within(2, 4);
                let mut left = Vec::new();
                let mut right = Vec::new();
                for _ in 0..n {
                    match g.rng.below(8) {
                        0 | 1 => {
                            left.push(g.rng.pick(&ints).to_string());
                            let e = g.rng.pick(&ints).to_string();
                            let op = *g.rng.pick(&["+1", "*2", "+i", "", ""]);
                            right.push(format!("({e}{op})&1"));
                        }
                        2 => {
                            left.push("l".into());
                            right.push(g.rng.pick(&["l.next", "l", "l.next.next"]).to_string());
                        }
                        3 => {
                            left.push(g.rng.pick(&["l.next", "l.next.next"]).to_string());
                            right.push("l".into());
                        }
                        _ => {
                            left.push(g.rng.pick(&places).to_string());
                            right.push(g.rng.pick(&places).to_string());
                        }
                    }
                }
                g.line(format!("{} = {}", left.join(", "), right.join(", ")));
                g.line("fmt.Println(a, b, m, i, j, k, l.v, l.n, l.next == l, l.next.v)");
            }
        });
    }
}
