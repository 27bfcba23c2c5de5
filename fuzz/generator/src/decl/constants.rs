//! Constant declarations: iota, typed and untyped, exact arithmetic far beyond 64 bits.

use crate::generator::Gen;
use crate::ty::{INTS, Int, Ty};

/// What an untyped constant expression is worth; everything stays within a hundred bits.
struct Exact {
    text: String,
    value: i128,
}

impl Gen {
    pub fn constant_group(&mut self) {
        let mut lines = vec!["const (".to_string()];
        match self.rng.below(4) {
            0 => self.iota_group(&mut lines),
            1 => self.typed_iota(&mut lines),
            _ => self.exact_group(&mut lines),
        }
        lines.push(")".into());
        self.declarations.push(lines.join("\n"));
    }

    fn iota_group(&mut self, lines: &mut Vec<String>) {
        let form = *self.rng.pick(&[
            "iota",
            "iota * 3",
            "1 << iota",
            "-iota",
            "iota % 2",
            "(iota + 1) * (iota - 1)",
            "1 << (10 * iota)",
        ]);
        let tag = self.name("C");
        lines.push(format!("{tag} = {form}"));
        let mut shown = vec![tag];
        for n in 0..self.rng.within(1, 4) {
            if n == 1 && self.rng.chance(30) {
                lines.push("_".into());
                continue;
            }
            let name = self.name("C");
            lines.push(name.clone());
            shown.push(name);
        }
        if self.rng.chance(30) {
            let (a, b) = (self.name("C"), self.name("C"));
            lines.push(format!("{a}, {b} = iota, iota + 10"));
            shown.extend([a, b]);
        }
        self.show_constants(&shown);
    }

    fn typed_iota(&mut self, lines: &mut Vec<String>) {
        let int = *self.rng.pick(&INTS);
        let first = self.name("C");
        lines.push(format!("{first} {} = iota + 1", int.name));
        let mut shown = vec![first];
        for _ in 0..self.rng.within(1, 3) {
            let name = self.name("C");
            lines.push(name.clone());
            shown.push(name);
        }
        for name in &shown {
            self.constants.push((name.clone(), Ty::Int(int)));
        }
        self.show_constants(&shown);
    }

    fn exact_group(&mut self, lines: &mut Vec<String>) {
        let mut known: Vec<Exact> = Vec::new();
        for _ in 0..self.rng.within(2, 5) {
            let e = self.exact(&known, 3);
            let name = self.name("C");
            lines.push(format!("{name} = {}", e.text));
            known.push(Exact {
                text: name,
                value: e.value,
            });
        }
        let mut shown = Vec::new();
        for e in &known {
            if i64::try_from(e.value).is_ok() {
                shown.push(e.text.clone());
            } else {
                shown.push(format!("{} >> 70", e.text));
                shown.push(format!("float64({})", e.text));
            }
            // Typed ones, where they fit.
            for int in INTS {
                if fits(e.value, int) && self.rng.chance(12) {
                    self.constants
                        .push((format!("{}({})", int.name, e.text), Ty::Int(int)));
                }
            }
        }
        self.show_constants(&shown);
    }

    fn exact(&mut self, known: &[Exact], depth: usize) -> Exact {
        if depth == 0 || self.rng.chance(20) {
            if !known.is_empty() && self.rng.chance(50) {
                let e = self.rng.pick(known);
                return Exact {
                    text: e.text.clone(),
                    value: e.value,
                };
            }
            let value = match self.rng.below(4) {
                0 => 1i128 << self.rng.below(90),
                1 => i128::from(self.rng.next()),
                _ => self.rng.below(1000) as i128,
            };
            let text = if self.rng.chance(20) {
                format!("0x{value:X}")
            } else {
                value.to_string()
            };
            return Exact { text, value };
        }
        let a = self.exact(known, depth - 1);
        let b = self.exact(known, depth - 1);
        let few = self.rng.below(60) as u32;
        let (text, value) = match self.rng.below(12) {
            0 | 1 => (
                format!("({} + {})", a.text, b.text),
                a.value.checked_add(b.value),
            ),
            2 => (
                format!("({} - {})", a.text, b.text),
                a.value.checked_sub(b.value),
            ),
            3 => (
                format!("({} * {})", a.text, b.text),
                a.value.checked_mul(b.value),
            ),
            4 if b.value != 0 => (
                format!("({} / {})", a.text, b.text),
                a.value.checked_div(b.value),
            ),
            5 if b.value != 0 => (
                format!("({} % {})", a.text, b.text),
                a.value.checked_rem(b.value),
            ),
            6 => (
                format!("({} << {few})", a.text),
                a.value.checked_mul(1i128 << few),
            ),
            7 => (format!("({} >> {few})", a.text), Some(a.value >> few)),
            8 => (
                format!("({} & {})", a.text, b.text),
                Some(a.value & b.value),
            ),
            9 => (
                format!("({} | {})", a.text, b.text),
                Some(a.value | b.value),
            ),
            10 => (
                format!("({} ^ {})", a.text, b.text),
                Some(a.value ^ b.value),
            ),
            _ => (
                format!("({} &^ {})", a.text, b.text),
                Some(a.value & !b.value),
            ),
        };
        match value {
            Some(value) if value.unsigned_abs() < 1 << 100 => Exact { text, value },
            _ => a,
        }
    }

    fn show_constants(&mut self, names: &[String]) {
        if names.is_empty() {
            return;
        }
        let section = self.name("constants");
        self.declarations.push(format!(
            "func {section}() {{\nfmt.Println({})\n}}",
            names.join(", ")
        ));
        self.sections.push(section);
    }
}

fn fits(value: i128, int: Int) -> bool {
    let (low, high) = if int.signed {
        (-(1i128 << (int.bits - 1)), (1i128 << (int.bits - 1)) - 1)
    } else {
        (0, (1i128 << int.bits) - 1)
    };
    (low..=high).contains(&value)
}
