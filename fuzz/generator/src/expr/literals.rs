//! Literals: a value of any type out of nothing.

use crate::generator::{Expr, Gen};
use crate::ty::{Constraint, Field, Int, Ty};

/// Texts that serve as keys.
const KEY_WORDS: [&str; 7] = ["", "a", "b\\x00", "ключ", "k k", "z\\\"", "\\xff"];

impl Gen {
    /// A value of the type; aggregates get members up to `depth` levels.
    pub fn literal(&mut self, ty: &Ty, depth: usize) -> Expr {
        if self.nesting > 10 {
            return Expr::value(format!("(*new({}))", self.text(ty)));
        }
        self.nesting += 1;
        let e = self.some_literal(ty, depth);
        self.nesting -= 1;
        e
    }

    fn some_literal(&mut self, ty: &Ty, depth: usize) -> Expr {
        let name = self.text(ty);
        let bare = matches!(ty, Ty::Bool | Ty::Str);
        let text = match self.types.under(ty) {
            Ty::Bool => self.rng.pick(&["true", "false"]).to_string(),
            Ty::Str => self.string_literal(),
            Ty::Int(int) => {
                let wanted = ty.clone();
                if self.rng.chance(8)
                    && let Some((c, _)) = self.constants.iter().rev().find(|(_, t)| *t == wanted)
                {
                    return Expr::constant(c.clone());
                }
                let value = self.int_literal(int);
                return Expr::constant(format!("{name}({value})"));
            }
            Ty::Float(bits) => return self.float_literal(&name, bits),
            Ty::Complex(_) => {
                let (a, b) = (self.float_text(), self.float_text());
                return Expr::constant(format!("{name}(complex({a}, {b}))"));
            }
            Ty::Any => return Expr::value(self.any_literal(depth)),
            Ty::Error => {
                let text = match self.rng.below(5) {
                    0 => "error(nil)".to_string(),
                    1 => format!(
                        "fmt.Errorf(\"wrap %w\", errors.New({}))",
                        self.string_literal()
                    ),
                    _ => format!("errors.New({})", self.string_literal()),
                };
                return Expr::value(text);
            }
            Ty::Interface(_) => return Expr::value(self.interface_literal(ty, depth)),
            Ty::Struct(fields) => {
                if depth == 0 {
                    return Expr::value(format!("({name}{{}})"));
                }
                let keyed = self.rng.chance(75) || fields.iter().any(|f| f.name == "_");
                let mut parts = Vec::new();
                for field in &fields {
                    if field.name == "_" || (keyed && self.rng.chance(15)) {
                        continue;
                    }
                    let e = self.member(&field.ty, depth - 1);
                    parts.push(if keyed {
                        format!("{}: {e}", field.name)
                    } else {
                        e
                    });
                }
                return Expr::value(format!("({name}{{{}}})", parts.join(", ")));
            }
            Ty::Array(n, of) => {
                let n = if depth == 0 { 0 } else { self.rng.below(n + 1) };
                let mut parts = Vec::new();
                let mut at = 0;
                while at < n {
                    let e = self.member(&of, depth.saturating_sub(1));
                    let keyed = self.rng.chance(20);
                    if keyed {
                        at = self.rng.within(at, n - 1);
                        parts.push(format!("{at}: {e}"));
                    } else {
                        parts.push(e);
                    }
                    at += 1;
                }
                return Expr::value(format!("({name}{{{}}})", parts.join(", ")));
            }
            Ty::Slice(of) => {
                if depth == 0 {
                    let text = if self.rng.chance(50) {
                        format!("({name}{{}})")
                    } else {
                        format!("{name}(nil)")
                    };
                    return Expr::value(text);
                }
                let n = self.rng.below(5);
                let parts: Vec<String> = (0..n).map(|_| self.member(&of, depth - 1)).collect();
                return Expr::value(format!("({name}{{{}}})", parts.join(", ")));
            }
            Ty::Map(key, of) => {
                if depth == 0 && self.rng.chance(30) {
                    return Expr::value(format!("make({name})"));
                }
                let mut parts = Vec::new();
                for n in 0..self.rng.below(4).min(self.key_count(&key)) {
                    let k = self.key_literal(&key, n);
                    let e = self.member(&of, depth.saturating_sub(1));
                    parts.push(format!("{k}: {e}"));
                }
                return Expr::value(format!("({name}{{{}}})", parts.join(", ")));
            }
            Ty::Ptr(of) => {
                if self.rng.chance(15) {
                    return Expr::value(format!("({name})(nil)"));
                }
                let e = self.literal(&of, depth.saturating_sub(1));
                let inner = self.text(&of);
                return Expr::value(match self.types.under(&of) {
                    Ty::Struct(_) | Ty::Array(..) if e.text.starts_with('(') => {
                        format!("(&{})", e.text)
                    }
                    _ => format!("ptr[{inner}]({})", e.text),
                });
            }
            Ty::Chan(_) => return Expr::value(format!("make({name}, 2)")),
            Ty::Func(params, results) => {
                if results.len() != 1 {
                    return Expr::value(format!("({name})(nil)"));
                }
                let text = self.closure_of(&params, &[], &results[0], depth.min(1));
                return Expr::value(text);
            }
            Ty::Param(p) => {
                let constraint = self.types.params[p].1;
                let text = match constraint {
                    Constraint::Integer | Constraint::Number => {
                        format!("{name}({})", self.rng.below(100))
                    }
                    _ => format!("(*new({name}))"),
                };
                return Expr::value(text);
            }
            Ty::Named(..) => unreachable!("an underlying type has no name"),
        };
        Expr::constant(if bare {
            text
        } else {
            format!("{name}({text})")
        })
    }

    fn member(&mut self, ty: &Ty, depth: usize) -> String {
        if self.rng.chance(25)
            && let Some(found) = self.read_path(ty)
        {
            return found;
        }
        self.literal(ty, depth).text
    }

    /// How many different keys [`Gen::key_literal`] has for the type. No literal may get more: which of two entries with
    /// one key stays, gc does not decide by their order.
    pub fn key_count(&self, ty: &Ty) -> usize {
        match self.types.under(ty) {
            Ty::Bool => 2,
            Ty::Str => KEY_WORDS.len(),
            Ty::Int(_) | Ty::Float(_) | Ty::Complex(_) | Ty::Any => 40,
            Ty::Array(_, of) => self.key_count(&of),
            Ty::Struct(fields) => self.key_field(&fields).map_or(1, |f| self.key_count(&f.ty)),
            Ty::Param(p) => match self.types.params[p].1 {
                Constraint::Integer | Constraint::Number => 40,
                _ => 1,
            },
            _ => 1,
        }
    }

    /// The field by which literal keys of a struct differ.
    fn key_field<'a>(&self, fields: &'a [Field]) -> Option<&'a Field> {
        let mut best: Option<(usize, &Field)> = None;
        for field in fields {
            if field.name == "_" || (field.embedded && matches!(field.ty, Ty::Ptr(_))) {
                continue;
            }
            let count = self.key_count(&field.ty);
            if best.is_none_or(|(most, _)| count > most) {
                best = Some((count, field));
            }
        }
        best.map(|(_, field)| field)
    }

    /// The `n`th key of a literal: different numbers below [`Gen::key_count`] give different keys.
    pub fn key_literal(&mut self, ty: &Ty, n: usize) -> String {
        let name = self.text(ty);
        match self.types.under(ty) {
            Ty::Bool => format!("{name}({})", n % 2 == 1),
            Ty::Int(_) => format!("{name}({})", n * 3),
            Ty::Float(_) | Ty::Complex(_) => format!("{name}({n}.5)"),
            Ty::Str => {
                let word = KEY_WORDS[n % KEY_WORDS.len()];
                if *ty == Ty::Str {
                    format!("\"{word}\"")
                } else {
                    format!("{name}(\"{word}\")")
                }
            }
            Ty::Array(_, of) => {
                let e = self.key_literal(&of, n);
                format!("({name}{{{e}}})")
            }
            Ty::Struct(fields) => match self.key_field(&fields) {
                Some(f) => {
                    let e = self.key_literal(&f.ty, n);
                    format!("({name}{{{}: {e}}})", f.name)
                }
                None => format!("({name}{{}})"),
            },
            // Of one type: fmt sorts others by where their types lie in memory.
            Ty::Any => format!("any({n})"),
            Ty::Param(p)
                if matches!(
                    self.types.params[p].1,
                    Constraint::Integer | Constraint::Number
                ) =>
            {
                format!("{name}({n})")
            }
            _ => self.literal(ty, 1).text,
        }
    }

    fn any_literal(&mut self, depth: usize) -> String {
        if self.rng.chance(10) {
            return "any(nil)".into();
        }
        let ty = if depth == 0 || self.rng.chance(50) {
            self.basic_type()
        } else {
            let found = self.any_type(1);
            if self.types.flat(&found) && self.types.printable(&found) {
                found
            } else {
                self.basic_type()
            }
        };
        let e = self.literal(&ty, depth.min(1));
        format!("any({})", e.text)
    }

    fn interface_literal(&mut self, ty: &Ty, depth: usize) -> String {
        let name = self.text(ty);
        let found = self
            .implementers
            .iter()
            .find(|(of, _)| of == ty)
            .map(|(_, by)| by.clone())
            .unwrap_or_default();
        if found.is_empty() || self.rng.chance(6) {
            return format!("{name}(nil)");
        }
        let by = self.rng.pick(&found).clone();
        let e = match &by {
            Ty::Ptr(of) => {
                let e = self.literal(of, depth.min(1));
                let of = self.text(of);
                format!("ptr[{of}]({})", e.text)
            }
            _ => self.literal(&by, depth.min(1)).text,
        };
        format!("{name}({e})")
    }

    pub fn int_literal(&mut self, int: Int) -> String {
        let mask = if int.bits == 64 {
            u64::MAX
        } else {
            (1 << int.bits) - 1
        };
        let value: i128 = match self.rng.below(12) {
            0 => 0,
            1 => 1,
            2 if int.signed => -1,
            3 => i128::from(mask >> u32::from(int.signed)),
            4 if int.signed => -i128::from(mask >> 1) - 1,
            5 => 1 << self.rng.below(int.bits as usize - 1),
            6 => i128::from(self.rng.next() & (mask >> u32::from(int.signed))),
            7 if int.signed => -i128::from(self.rng.next() & (mask >> 1)),
            _ => self.rng.below(20) as i128,
        };
        let sign = if value < 0 { "-" } else { "" };
        let size = value.unsigned_abs();
        match self.rng.below(14) {
            0 => format!("{sign}0x{size:x}"),
            1 => format!("{sign}0b{size:b}"),
            2 => format!("{sign}0o{size:o}"),
            3 if size > 9999 => {
                let digits = size.to_string();
                let (a, b) = digits.split_at(digits.len() - 3);
                format!("{sign}{a}_{b}")
            }
            4 if (32..126).contains(&size) && size != 39 && size != 92 => {
                format!("{sign}'{}'", size as u8 as char)
            }
            5 => format!("{sign}{size}.0"),
            _ => format!("{sign}{size}"),
        }
    }

    /// An untyped floating-point constant that fits a float32.
    pub fn float_text(&mut self) -> String {
        let sign = if self.rng.chance(25) { "-" } else { "" };
        let text = match self.rng.below(14) {
            0 => "0.0".into(),
            1 => "1.0".into(),
            2 => "0.5".into(),
            3 => "1e10".into(),
            4 => "1.5e-7".into(),
            5 => "0x1.8p-3".into(),
            6 => "3.4028234e38".into(),
            7 => "1e-45".into(),
            8 => "16777217.0".into(),
            9 => format!("{}.{}", self.rng.below(1000), self.rng.below(1000)),
            10 => format!("{}e{}", self.rng.below(1000), self.rng.below(30)),
            11 => format!("{}e-{}", self.rng.below(1000), self.rng.below(30)),
            _ => format!("{}.25", self.rng.below(10)),
        };
        format!("{sign}{text}")
    }

    fn float_literal(&mut self, name: &str, bits: u32) -> Expr {
        match self.rng.below(16) {
            0 => Expr::value(format!("{name}(math.Inf(1))")),
            1 => Expr::value(format!("{name}(math.Inf(-1))")),
            2 => Expr::value(format!("{name}(math.NaN())")),
            3 => Expr::value(format!("{name}(math.Copysign(0, -1))")),
            4 if bits == 64 => Expr::constant(format!("{name}(math.MaxFloat64)")),
            5 if bits == 64 => Expr::constant(format!("{name}(5e-324)")),
            _ => Expr::constant(format!("{name}({})", self.float_text())),
        }
    }

    pub fn string_literal(&mut self) -> String {
        let words = [
            "\"\"",
            "\"a\"",
            "\"hello\"",
            "\"Hello, World\"",
            "\"žluťoučký\"",
            "\"日本語\"",
            "\"\\xff\\xfe\"",
            "\"a\\x00b\"",
            "`raw\\n`",
            "\"tab\\tnew\\nline\"",
            "\"😀x\"",
            "\"\\u00e9\\U0001F600\"",
            "\"quote\\\"d\"",
            "\"  pad \"",
            "\"1234\"",
            "\"-17\"",
            "\"3.25e2\"",
            "\"a,b,,c\"",
            "\"\\xe6\\x97\"",
            "\"ǅ ß İ\"",
        ];
        if self.rng.chance(80) {
            return self.rng.pick(&words).to_string();
        }
        let n = self.rng.below(12);
        let text: String = (0..n)
            .map(|_| {
                *self
                    .rng
                    .pick(&['a', 'b', 'X', '0', ' ', 'é', '-', 'z', '.', '%'])
            })
            .collect();
        format!("\"{text}\"")
    }
}
