//! Numeric expressions. An operation on constants alone would be the compiler's to check: one operand is always held.

use crate::generator::{Expr, Gen};
use crate::ty::{BYTE, GO_INT, INTS, Int, Ty};

impl Gen {
    pub fn basic_number(&mut self) -> Ty {
        if self.rng.chance(25) {
            Ty::Float(*self.rng.pick(&[32, 64]))
        } else {
            Ty::Int(*self.rng.pick(&INTS))
        }
    }

    pub fn integer(&mut self, ty: &Ty, int: Int, depth: usize) -> Expr {
        let name = self.text(ty);
        let text = match self.rng.below(34) {
            0..=9 => {
                let op = *self
                    .rng
                    .pick(&["+", "-", "*", "+", "-", "*", "&", "|", "^", "&^"]);
                let (a, b) = self.two(ty, depth);
                format!("({a} {op} {b})")
            }
            10..=12 => {
                let op = *self.rng.pick(&["/", "%"]);
                let (a, b) = (self.expr(ty, depth).held(), self.expr(ty, depth));
                if self.rng.chance(self.mode.risk) {
                    format!("({a} {op} {})", b.held())
                } else if self.rng.chance(30) {
                    let by = self.rng.within(1, 100);
                    format!("({a} {op} {by})")
                } else {
                    format!("({a} {op} ({} | 1))", b.text)
                }
            }
            13..=16 => {
                let op = *self.rng.pick(&["<<", ">>"]);
                let a = self.expr(ty, depth).held();
                let count = self.shift_count(depth);
                format!("({a} {op} {count})")
            }
            17 => {
                // The untyped constant takes its type from the place.
                let count = Ty::Int(*self.rng.pick(&INTS));
                let count = self.expr(&count, depth).held();
                let a = self.expr(ty, depth).held();
                format!("({a} ^ (1 << uint8({count})))")
            }
            18 | 19 => {
                let op = *self.rng.pick(&["-", "^", "+"]);
                format!("({op}{})", self.expr(ty, depth).held())
            }
            20..=23 => {
                let from = self.basic_number();
                let e = self.expr(&from, depth).held();
                if matches!(from, Ty::Float(_)) {
                    format!("{name}(trunc(float64({e})))")
                } else {
                    format!("{name}({e})")
                }
            }
            24 => {
                let s = self.expr(&Ty::Str, depth).held();
                format!("{name}(len({s}))")
            }
            25 => match self.pick_var(|g, v| {
                matches!(
                    g.types.under(&v.ty),
                    Ty::Slice(_) | Ty::Map(..) | Ty::Array(..)
                )
            }) {
                Some(v) => {
                    let call = match self.types.under(&v.ty) {
                        Ty::Slice(_) => *self.rng.pick(&["len", "cap"]),
                        _ => "len",
                    };
                    let text = format!("{name}({call}({}))", v.name);
                    // The length of an array variable is a constant.
                    let constant = matches!(self.types.under(&v.ty), Ty::Array(..));
                    return Expr { text, constant };
                }
                None => return self.leaf(ty),
            },
            26 | 27 => {
                let call = *self.rng.pick(&["min", "max"]);
                let (a, b) = self.two(ty, depth);
                if self.rng.chance(30) {
                    let c = self.expr(ty, depth).text;
                    format!("{call}({a}, {b}, {c})")
                } else {
                    format!("{call}({a}, {b})")
                }
            }
            28 if *ty == BYTE => {
                let s = self.expr(&Ty::Str, depth).held();
                format!("at({s}, {})", self.rng.below(4))
            }
            28 | 29 => self.bit_function(&name, depth),
            30 => {
                let s = self.expr(&Ty::Str, depth).held();
                let t = self.expr(&Ty::Str, depth).text;
                let call = *self.rng.pick(&[
                    "strings.Index",
                    "strings.LastIndex",
                    "strings.Count",
                    "strings.Compare",
                    "strings.IndexAny",
                ]);
                format!("{name}({call}({s}, {t}))")
            }
            31 => {
                let of = self.basic_type();
                let call = *self.rng.pick(&["slices.Index", "cmp.Compare"]);
                if call == "cmp.Compare" && self.types.ordered(&of) {
                    let (a, b) = self.two(&of, depth);
                    format!("{name}({call}({a}, {b}))")
                } else {
                    let list = Ty::Slice(Box::new(of.clone()));
                    let (a, b) = (self.expr(&list, depth).text, self.expr(&of, depth).text);
                    format!("{name}(slices.Index({a}, {b}))")
                }
            }
            32 if int.bits < 64 => {
                let from = Ty::Complex(128);
                let e = self.expr(&from, depth).held();
                let part = *self.rng.pick(&["real", "imag"]);
                format!("{name}(trunc({part}({e})))")
            }
            _ => return self.literal(ty, 1),
        };
        Expr::value(text)
    }

    /// Two operands of which one at least is no constant.
    fn two(&mut self, ty: &Ty, depth: usize) -> (String, String) {
        let a = self.expr(ty, depth);
        let b = self.expr(ty, depth);
        if a.constant && b.constant {
            (a.held(), b.text)
        } else {
            (a.text, b.text)
        }
    }

    fn shift_count(&mut self, depth: usize) -> String {
        let ty = Ty::Int(*self.rng.pick(&INTS));
        let e = self.expr(&ty, depth).held();
        match self.rng.below(10) {
            0 | 1 => format!("{}", self.rng.below(70)),
            2..=6 => format!("({e} & {})", *self.rng.pick(&[7, 15, 31, 63, 65, 127])),
            _ if self.rng.chance(self.mode.risk * 4) => e,
            _ => format!("uint8({e})"),
        }
    }

    fn bit_function(&mut self, name: &str, depth: usize) -> String {
        let (call, bits) = *self.rng.pick(&[
            ("LeadingZeros64", 64),
            ("LeadingZeros8", 8),
            ("TrailingZeros32", 32),
            ("TrailingZeros16", 16),
            ("OnesCount64", 64),
            ("OnesCount16", 16),
            ("Len32", 32),
            ("Len64", 64),
            ("Reverse8", 8),
            ("Reverse32", 32),
            ("ReverseBytes64", 64),
            ("ReverseBytes16", 16),
        ]);
        let of = Ty::Int(
            *INTS[5..]
                .iter()
                .find(|i| i.bits == bits && i.name != "uint")
                .unwrap(),
        );
        let e = self.expr(&of, depth).text;
        format!("{name}(bits.{call}({e}))")
    }

    pub fn float(&mut self, ty: &Ty, bits: u32, depth: usize) -> Expr {
        let name = self.text(ty);
        let text = match self.rng.below(24) {
            0..=9 => {
                let op = *self.rng.pick(&["+", "-", "*", "/"]);
                let (a, b) = self.two(ty, depth);
                format!("({a} {op} {b})")
            }
            10 => format!("(-{})", self.expr(ty, depth).held()),
            11..=13 => {
                let from = self.basic_number();
                format!("{name}({})", self.expr(&from, depth).held())
            }
            14 => {
                let part = *self.rng.pick(&["real", "imag"]);
                let from = Ty::Complex(if bits == 32 { 64 } else { 128 });
                let e = self.expr(&from, depth).held();
                format!("{name}({part}({e}))")
            }
            15 | 16 => {
                let call = *self.rng.pick(&["min", "max"]);
                let (a, b) = self.two(ty, depth);
                format!("{call}({a}, {b})")
            }
            17..=19 => {
                let call = *self.rng.pick(&[
                    "Sqrt",
                    "Floor",
                    "Ceil",
                    "Trunc",
                    "Abs",
                    "Round",
                    "RoundToEven",
                    "Cbrt",
                ]);
                let e = self.expr(&Ty::Float(64), depth).text;
                format!("{name}(math.{call}({e}))")
            }
            20 => {
                let call = *self
                    .rng
                    .pick(&["Mod", "Max", "Min", "Hypot", "Copysign", "Dim"]);
                let (a, b) = self.two(&Ty::Float(64), depth);
                format!("{name}(math.{call}({a}, {b}))")
            }
            21 => {
                let call = *self
                    .rng
                    .pick(&["Exp", "Log", "Sin", "Cos", "Atan", "Log2", "Tanh"]);
                let e = self.expr(&Ty::Float(64), depth).text;
                format!("{name}(math.{call}({e}))")
            }
            _ => return self.literal(ty, 1),
        };
        Expr::value(text)
    }

    pub fn complex(&mut self, ty: &Ty, bits: u32, depth: usize) -> Expr {
        let name = self.text(ty);
        let part = Ty::Float(bits / 2);
        let text = match self.rng.below(12) {
            0..=4 => {
                let op = *self.rng.pick(&["+", "-", "*", "/"]);
                let (a, b) = self.two(ty, depth);
                format!("({a} {op} {b})")
            }
            5..=7 => {
                let (a, b) = self.two(&part, depth);
                let (a, b) = (Expr::value(a), Expr::value(b));
                format!("{name}(complex({}, {}))", a.text, b.text)
            }
            8 => format!("(-{})", self.expr(ty, depth).held()),
            9 => {
                let from = Ty::Complex(*self.rng.pick(&[64, 128]));
                format!("{name}({})", self.expr(&from, depth).held())
            }
            10 => {
                let from = Ty::Complex(128);
                format!("{name}(cmplx.Conj({}))", self.expr(&from, depth).text)
            }
            _ => return self.literal(ty, 1),
        };
        Expr::value(text)
    }

    /// A small index expression of type int, never negative.
    pub fn small_index(&mut self, below: usize, depth: usize) -> String {
        if self.rng.chance(50) || depth == 0 {
            return self.rng.below(below).to_string();
        }
        let ty = Ty::Int(*self.rng.pick(&INTS[5..11]));
        let ty = if self.rng.chance(40) { GO_INT } else { ty };
        let e = self.expr(&ty, depth - 1).held();
        if ty == GO_INT {
            format!("(({e} & 127) % {below})")
        } else {
            format!("({e} % {below})")
        }
    }
}
