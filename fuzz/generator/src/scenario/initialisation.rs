//! Package variables that need each other, declared in any order. What runs before main only takes notes: many programs
//! share one binary under the real Go.

use crate::generator::Gen;

impl Gen {
    pub fn initialisation_order(&mut self) {
        let notes = self.name("notes");
        let note = self.name("note");
        let base = self.name("w");
        self.declare_text(&format!("var {notes} []string"));
        self.declare_text(&format!(
            "func {note}(name string, v int) int {{
                {notes} = append({notes}, fmt.Sprint(name, \"=\", v))
                return v
            }}"
        ));
        let n = self.rng.within(3, 8);
        let mut declarations = Vec::new();
        for i in 0..n {
            // Only earlier numbers are used, so there is no cycle; the order of declarations is random.
            let name = format!("{base}_{i}");
            let mut e = self.rng.below(10).to_string();
            for _ in 0..self.rng.below(3) {
                if i == 0 {
                    break;
                }
                let j = self.rng.below(i);
                let used = match self.rng.below(5) {
                    0 => {
                        let f = self.name("use");
                        declarations.push(format!("func {f}() int {{ return {base}_{j} * 2 }}"));
                        format!("{f}()")
                    }
                    1 => format!("func() int {{ return {base}_{j} + 1 }}()"),
                    2 => {
                        let f = self.name("use");
                        declarations.push(format!(
                            "type T{f} struct{{}}\nfunc (T{f}) get() int {{ return {base}_{j} - 1 }}"
                        ));
                        format!("(T{f}{{}}).get()")
                    }
                    _ => format!("{base}_{j}"),
                };
                let op = *self.rng.pick(&["+", "*", "-"]);
                e = format!("{e} {op} {used}");
            }
            let declaration = match self.rng.below(4) {
                0 => {
                    let other = self.name("other");
                    let f = self.name("two");
                    declarations.push(format!(
                        "func {f}(v int) (int, string) {{ return {note}(\"{name}\", v), \"two\" }}"
                    ));
                    format!("var {name}, {other} = {f}({e})\nvar _ = {other}")
                }
                _ => format!("var {name} = {note}(\"{name}\", {e})"),
            };
            declarations.push(declaration);
        }
        self.rng.shuffle(&mut declarations);
        for _ in 0..self.rng.below(3) {
            let i = self.rng.below(n);
            declarations.push(format!(
                "func init() {{\n{base}_{i} += {note}(\"init{i}\", {base}_{i})\n}}"
            ));
        }
        self.declarations.extend(declarations);
        self.section_of(|g| g.line(format!("fmt.Println({notes})")));
    }
}
