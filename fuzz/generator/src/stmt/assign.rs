//! Assignments of all forms.

use crate::generator::Gen;
use crate::ty::Ty;

impl Gen {
    /// `x = e`, `x op= e`, `x++`.
    pub fn assignment(&mut self) {
        let Some(path) = self.write_path(|_, t| !matches!(t, Ty::Func(..))) else {
            return self.variable();
        };
        let (x, ty) = (path.text, path.ty);
        let number = matches!(
            self.types.under(&ty),
            Ty::Int(_) | Ty::Float(_) | Ty::Complex(_)
        );
        if number && self.rng.chance(15) {
            let op = *self.rng.pick(&["++", "--"]);
            return self.line(format!("{x}{op}"));
        }
        if number && self.rng.chance(50) {
            let mut ops = vec!["+=", "-=", "*="];
            if matches!(self.types.under(&ty), Ty::Int(_)) {
                ops.extend(["&=", "|=", "^=", "&^="]);
                if self.rng.chance(25) {
                    let op = *self.rng.pick(&["<<=", ">>="]);
                    let e = self.rng.below(40);
                    return self.line(format!("{x} {op} {e}"));
                }
                if self.rng.chance(20) {
                    let op = *self.rng.pick(&["/=", "%="]);
                    let e = self.expr(&ty, 2).text;
                    return self.line(format!("{x} {op} ({e} | 1)"));
                }
            } else if self.rng.chance(25) {
                let e = self.expr(&ty, 2).held();
                return self.line(format!("{x} /= {e}"));
            }
            let op = *self.rng.pick(&ops);
            let e = self.expr(&ty, 2).text;
            return self.line(format!("{x} {op} {e}"));
        }
        if self.types.under(&ty) == Ty::Str {
            let e = self.expr(&ty, 2).text;
            if self.rng.chance(40) {
                self.line(format!("{x} += {e}"));
                return self.line(format!("{x} = clip({x})"));
            }
            return self.line(format!("{x} = clip({e})"));
        }
        let e = self.expr(&ty, 3).text;
        self.line(format!("{x} = {e}"));
    }

    /// Several at once: swaps, rotations, an index that the same statement changes.
    pub fn tuple_assignment(&mut self) {
        // Which of two operands panics first, the specification leaves open.
        self.under_mode(|m| m.risk = 0, Gen::some_tuple);
    }

    fn some_tuple(&mut self) {
        let Some(first) = self.write_path(|g, t| !g.types.shares(t) && !matches!(t, Ty::Func(..)))
        else {
            return self.variable();
        };
        let ty = first.ty.clone();
        let Some(second) = self.write_path(|_, t| *t == ty) else {
            return self.assignment();
        };
        let (a, b) = (first.text, second.text);
        let clip = self.types.under(&ty) == Ty::Str;
        match self.rng.below(4) {
            0 | 1 => self.line(format!("{a}, {b} = {b}, {a}")),
            2 => {
                let e = self.expr(&ty, 2).text;
                let e = if clip { format!("clip({e})") } else { e };
                self.line(format!("{a}, {b} = {e}, {a}"));
            }
            _ => {
                let (e, f) = (self.expr(&ty, 2).text, self.expr(&ty, 2).text);
                let (e, f) = if clip {
                    (format!("clip({e})"), format!("clip({f})"))
                } else {
                    (e, f)
                };
                self.line(format!("{a}, {b} = {e}, {f}"));
            }
        }
    }

    /// Pointers to variables, fields and elements, and writes through them.
    pub fn pointer_statement(&mut self) {
        let found = self.walk(|_, t| !matches!(t, Ty::Func(..)), true);
        let Some(path) = found.filter(|p| p.addressable) else {
            return self.variable();
        };
        let name = self.name("q");
        self.line(format!("{name} := &{}", path.text));
        let ty = path.ty.clone();
        if self.types.under(&ty) != Ty::Str {
            let e = self.expr(&ty, 2).text;
            self.line(format!("*{name} = {e}"));
        }
        self.line(format!("_ = {name}"));
        let var = self.declare(&name, &Ty::Ptr(Box::new(ty)));
        var.sound = true;
        var.assignable = false;
    }

    /// Calls that print when they are evaluated, in one statement: the specification gives their order.
    pub fn traced(&mut self) {
        let ty = self.basic_type();
        let name = self.text(&ty);
        let mut operands = Vec::new();
        for _ in 0..4 {
            let e = self.under_mode(|m| m.calls = false, |g| g.literal(&ty, 0));
            let n = self.name("");
            operands.push(format!("tr[{name}]({n}, {})", e.text));
        }
        let tag = self.name("p");
        let [a, b, c, d] = [0, 1, 2, 3].map(|n| operands[n].clone());
        let number = matches!(ty, Ty::Int(_) | Ty::Float(_));
        let v = self.name("v");
        match self.rng.below(9) {
            0 if number => self.line(format!("fmt.Println(\"{tag}\", {a} + {b}*({c} - {d}))")),
            1 => self.line(format!(
                "fmt.Println(\"{tag}\", []{name}{{{a}, {b}}}, map[int]{name}{{tr(1, 1): {c}, tr(2, 2): {d}}})"
            )),
            2 => {
                self.line(format!("{v} := map[{name}]{name}{{}}"));
                self.line(format!("{v}[{a}], {v}[{b}] = {c}, {d}"));
                self.line(format!("fmt.Println(\"{tag}\", len({v}))"));
            }
            3 => self.line(format!(
                "fmt.Println(\"{tag}\", {a} == {b} && {c} == {d} || {b} != {d})"
            )),
            4 => {
                self.line(format!("{v} := []{name}{{{a}, {b}, {c}}}"));
                self.line(format!("{v}[tr(1, 0)], {v}[tr(2, 2)] = {v}[tr(3, 1)], {d}"));
                self.line(format!("fmt.Println(\"{tag}\", {v})"));
            }
            5 => {
                self.line(format!("switch {a} {{"));
                self.line(format!("case {b}, {c}:"));
                self.line(format!("fmt.Println(\"{tag}\", 1)"));
                self.line(format!("case {d}:"));
                self.line(format!("fmt.Println(\"{tag}\", 2)"));
                self.line("default:");
                self.line(format!("fmt.Println(\"{tag}\", 3)"));
                self.line("}");
            }
            6 => self.line(format!(
                "fmt.Println(\"{tag}\", func(a, b {name}) [2]{name} {{ return [2]{name}{{tr(1, b), a}} }}({a}, {b}), {c})"
            )),
            7 => {
                self.line(format!("{v} := append([]{name}{{{a}}}, {b}, {c})"));
                self.line(format!("fmt.Println(\"{tag}\", {v}[tr(1, 1):tr(2, 2):tr(3, 3)], {d})"));
            }
            _ => {
                self.line(format!("{v} := struct{{ a, b {name} }}{{b: {a}, a: {b}}}"));
                self.line(format!("{v}.a, {v}.b = {c}, {v}.a"));
                self.line(format!("fmt.Println(\"{tag}\", {v})"));
            }
        }
    }
}
