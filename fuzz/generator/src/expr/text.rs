//! Strings. Concatenations are clipped inside loops and functions, so that nothing doubles without end.

use crate::generator::{Expr, Gen};
use crate::ty::{BYTE, GO_INT, INTS, RUNE, Ty};

impl Gen {
    pub fn string(&mut self, ty: &Ty, depth: usize) -> Expr {
        let name = self.text(ty);
        let text = match self.rng.below(26) {
            0..=5 => {
                let (a, b) = (self.expr(ty, depth).held(), self.expr(ty, depth).text);
                if self.mode.loops > 0 || self.mode.function > 0 || self.mode.pure {
                    format!("clip({a} + {b})")
                } else {
                    format!("({a} + {b})")
                }
            }
            6..=8 => {
                let s = self.expr(ty, depth);
                // A string that is written once: what is sliced must be what is measured.
                let s = format!("{name}({})", s.held());
                match self.rng.below(5) {
                    0 => format!("cut({s}, {}, {})", self.rng.below(4), self.rng.below(8)),
                    1 if self.rng.chance(self.mode.risk * 4) => {
                        format!("{s}[{}:]", self.rng.below(4))
                    }
                    2 => format!("{s}[:0]"),
                    3 => format!("{s}[0:]"),
                    _ => format!("cut({s}, {}, 100)", self.rng.below(3)),
                }
            }
            9 => {
                let e = self.expr(&RUNE, depth).held();
                format!("{name}(rune({e}))")
            }
            10 => {
                let s = self.expr(&Ty::Str, depth).text;
                let list = *self.rng.pick(&["[]rune", "[]byte"]);
                format!("{name}({list}({s}))")
            }
            11 => {
                let of = self.rng.pick(&[BYTE, RUNE]).clone();
                let e = self.expr(&Ty::Slice(Box::new(of)), depth).text;
                format!("{name}({e})")
            }
            12 => {
                let e = self.expr(&GO_INT, depth).text;
                format!("{name}(strconv.Itoa({e}))")
            }
            13 => {
                let ty = Ty::Int(*self.rng.pick(&INTS));
                let e = self.expr(&ty, depth).held();
                let base = *self.rng.pick(&[2, 8, 10, 16, 36, 7]);
                format!("{name}(strconv.FormatInt(int64({e}), {base}))")
            }
            14 => {
                let s = self.expr(&Ty::Str, depth).text;
                let call = *self.rng.pick(&["Quote", "QuoteToASCII"]);
                format!("{name}(clip(strconv.{call}({s})))")
            }
            15 => {
                let e = self.expr(&Ty::Float(64), depth).text;
                let verb = *self.rng.pick(&['g', 'e', 'f', 'G', 'x', 'b']);
                let precision = *self.rng.pick(&[-1, 0, 1, 3, 10]);
                format!("{name}(clip(strconv.FormatFloat({e}, '{verb}', {precision}, 64)))")
            }
            16 | 17 => {
                let s = self.expr(&Ty::Str, depth).text;
                let call = *self
                    .rng
                    .pick(&["ToUpper", "ToLower", "TrimSpace", "ToTitle"]);
                format!("{name}(strings.{call}({s}))")
            }
            18 | 19 => {
                let (s, t) = (self.expr(&Ty::Str, depth).text, self.string_literal());
                let call =
                    *self
                        .rng
                        .pick(&["Trim", "TrimLeft", "TrimRight", "TrimPrefix", "TrimSuffix"]);
                format!("{name}(strings.{call}({s}, {t}))")
            }
            20 => {
                let s = self.expr(&Ty::Str, depth).text;
                let (a, b) = (self.string_literal(), self.string_literal());
                format!(
                    "{name}(clip(strings.Replace({s}, {a}, {b}, {})))",
                    *self.rng.pick(&[-1, 0, 1, 2])
                )
            }
            21 => {
                let list = Ty::Slice(Box::new(Ty::Str));
                let (e, sep) = (self.expr(&list, depth).text, self.string_literal());
                format!("{name}(clip(strings.Join({e}, {sep})))")
            }
            22 => {
                let s = self.expr(&Ty::Str, depth).text;
                format!("{name}(clip(strings.Repeat({s}, {})))", self.rng.below(4))
            }
            23 => {
                let (a, b) = (self.expr(ty, depth).held(), self.expr(ty, depth).text);
                let call = *self.rng.pick(&["min", "max"]);
                format!("{call}({a}, {b})")
            }
            24 => {
                let (verb, value) = self.verb_and_value(depth.min(1));
                format!("{name}(clip(fmt.Sprintf(\"{verb}\", {value})))")
            }
            _ => return self.literal(ty, 1),
        };
        Expr::value(text)
    }
}
