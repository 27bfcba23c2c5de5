//! Constants: the checker has folded them; here they become register values and images of memory.

use gorun_grammar::ast::{Expr, ExprKind, UnaryOp};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

use super::CheckedPackage;
use super::function::FnBuilder;
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::types::Types;
use crate::types::constant::Const;
use crate::types::info::Mode;
use crate::types::object::Builtin;
use crate::types::{ObjectKind, Type};

/// The nearest f64 of a rational: by exact division of scaled integers, rounding half to even.
pub fn to_f64(r: &BigRational) -> f64 {
    round_to(r, 53, -1074, 1023)
}
pub fn to_f32(r: &BigRational) -> f32 {
    round_to(r, 24, -149, 127) as f32
}

/// `r` rounded to `bits` bits of mantissa, the exponent of the lowest bit not below `min_exp`.
fn round_to(r: &BigRational, bits: i64, min_exp: i64, max_exp: i64) -> f64 {
    use num_bigint::Sign;
    if r.numer().is_zero() {
        return 0.0;
    }
    let negative = r.numer().sign() == Sign::Minus;
    let n = r.numer().magnitude();
    let d = r.denom().magnitude();
    // 2^e <= n/d < 2^(e+2)
    let e = n.bits() as i64 - d.bits() as i64 - 1;
    let mut exp = (e - bits).max(min_exp);
    let mantissa = loop {
        let (num, den) = if exp < 0 {
            (n << (-exp) as u64, d.clone())
        } else {
            (n.clone(), d << exp as u64)
        };
        let q = &num / &den;
        if q.bits() as i64 > bits {
            exp += 1;
            continue;
        }
        let rest = (num - &q * &den) << 1u32;
        let up = rest > den || rest == den && q.bit(0);
        let q = if up { q + 1u32 } else { q };
        if q.bits() as i64 > bits {
            exp += 1;
            break q >> 1u32;
        }
        break q;
    };
    let m = mantissa.to_u64().unwrap_or(0);
    let top = 63 - m.leading_zeros() as i64 + exp;
    let v = if m == 0 {
        0.0
    } else if top > max_exp {
        f64::INFINITY
    } else {
        // Two steps, so that no power underflows before the product does.
        let half = exp / 2;
        m as f64 * 2f64.powi(half as i32) * 2f64.powi((exp - half) as i32)
    };
    if negative { -v } else { v }
}

fn rational(c: &Const) -> BigRational {
    match c {
        Const::Int(i) => BigRational::from_integer(i.clone()),
        Const::Float(r) | Const::Complex(r, _) => r.clone(),
        _ => BigRational::from_integer(BigInt::zero()),
    }
}
fn integer(c: &Const) -> BigInt {
    match c {
        Const::Int(i) => i.clone(),
        Const::Float(r) | Const::Complex(r, _) => r.to_integer(),
        _ => BigInt::zero(),
    }
}
/// The low 64 bits.
fn word(i: &BigInt) -> u64 {
    i.to_i64()
        .map(|x| x as u64)
        .or_else(|| i.to_u64())
        .unwrap_or_else(|| {
            let m = i.magnitude().iter_u64_digits().next().unwrap_or(0);
            if i.sign() == num_bigint::Sign::Minus {
                m.wrapping_neg()
            } else {
                m
            }
        })
}

/// The slots of a constant of a type that is not a string.
fn slots(c: &Const, kind: Kind) -> Vec<u64> {
    match kind {
        Kind::Bool => vec![matches!(c, Const::Bool(true)) as u64],
        Kind::Float64 => vec![to_f64(&rational(c)).to_bits()],
        Kind::Float32 => vec![to_f32(&rational(c)).to_bits() as u64],
        Kind::Complex128 | Kind::Complex64 => {
            let (re, im) = match c {
                Const::Complex(re, im) => (re.clone(), im.clone()),
                c => (rational(c), BigRational::from_integer(BigInt::zero())),
            };
            if kind == Kind::Complex128 {
                vec![to_f64(&re).to_bits(), to_f64(&im).to_bits()]
            } else {
                vec![to_f32(&re).to_bits() as u64, to_f32(&im).to_bits() as u64]
            }
        }
        Kind::Int8 => vec![word(&integer(c)) as i8 as u64],
        Kind::Int16 => vec![word(&integer(c)) as i16 as u64],
        Kind::Int32 => vec![word(&integer(c)) as i32 as u64],
        Kind::Uint8 => vec![word(&integer(c)) as u8 as u64],
        Kind::Uint16 => vec![word(&integer(c)) as u16 as u64],
        Kind::Uint32 => vec![word(&integer(c)) as u32 as u64],
        _ => vec![word(&integer(c))],
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn const_of(&self, e: &Expr) -> Option<&'a Const> {
        self.fact(e.id).and_then(|tv| tv.value.as_ref())
    }
    /// A constant integer.
    pub fn const_int(&self, e: &Expr) -> Option<i64> {
        match self.const_of(e)? {
            Const::Int(i) => i.to_i64(),
            Const::Float(r) if r.is_integer() => r.to_integer().to_i64(),
            Const::Complex(r, i) if r.is_integer() && i.is_zero() => r.to_integer().to_i64(),
            _ => None,
        }
    }
    /// A constant that fits the immediate of an instruction.
    pub fn const_i16(&mut self, e: &Expr) -> Option<i16> {
        self.const_of(e)?;
        let t = self.type_of(e);
        if !(Kind::Int..=Kind::Uintptr).contains(&t.kind) {
            return None;
        }
        i16::try_from(self.const_int(e)?).ok()
    }

    pub fn constant(&mut self, c: &Const, t: TypeRef, dest: Dest) -> Val {
        match t.kind {
            Kind::String => {
                let bytes: &[u8] = match c {
                    Const::Str(s) => s,
                    _ => b"",
                };
                let r = self.dest(dest, t);
                self.string_to(r, bytes);
                Val::new(r)
            }
            Kind::Interface => {
                // Only in generic code that the checker has let through with the constant's default type.
                let default = self.default_type(c);
                let v = self.constant(c, default, Dest::Stable);
                self.box_in_interface(v, default, t, dest)
            }
            kind => {
                let words = slots(c, kind);
                if let ([word], Dest::Any | Dest::Stable) = (&words[..], dest)
                    && let Some(r) = self.hoisted(*word)
                {
                    return Val::new(r);
                }
                let r = self.dest(dest, t);
                for (i, &w) in words.iter().enumerate() {
                    self.load_int(r + i as u16, w as i64);
                }
                Val::new(r)
            }
        }
    }
    pub fn string_to(&mut self, r: u16, bytes: &[u8]) {
        if bytes.is_empty() {
            self.emit(Op::ZeroN, r, 2, 0);
            return;
        }
        let id = self.p.string(bytes);
        self.emit_wide(Op::Str, r, id);
    }
    fn default_type(&mut self, c: &Const) -> TypeRef {
        use crate::types::Basic;
        self.basic(match c {
            Const::Bool(_) => Basic::Bool,
            Const::Str(_) => Basic::String,
            Const::Float(_) => Basic::Float64,
            Const::Complex(..) => Basic::Complex128,
            _ => Basic::Int,
        })
    }

    /// The memory form of `e` if it is made of constants without pointers.
    pub fn image(&mut self, e: &'a Expr, t: TypeRef, out: &mut [u8]) -> bool {
        if let Some(c) = self.const_of(e) {
            if t.has_pointers() || t.kind == Kind::Interface || t.in_memory {
                return false;
            }
            for (l, w) in t.leaves.iter().zip(slots(c, t.kind)) {
                let n = match l.width {
                    crate::bytecode::rtype::Width::U8 | crate::bytecode::rtype::Width::I8 => 1,
                    crate::bytecode::rtype::Width::U16 | crate::bytecode::rtype::Width::I16 => 2,
                    crate::bytecode::rtype::Width::U32 | crate::bytecode::rtype::Width::I32 => 4,
                    crate::bytecode::rtype::Width::W64 => 8,
                };
                out[l.offset as usize..l.offset as usize + n]
                    .copy_from_slice(&w.to_le_bytes()[..n]);
            }
            return true;
        }
        let ExprKind::Composite { elems, .. } = &unparen(e).kind else {
            return false;
        };
        match &t.detail {
            Detail::Struct { .. } if !t.has_pointers() => {
                elems
                    .iter()
                    .enumerate()
                    .all(|(i, el)| match self.element_field(el, i, t) {
                        Some(f) if f.blank => self.image(&el.value, f.ty, &mut vec![0; f.ty.size]),
                        Some(f) => {
                            self.image(&el.value, f.ty, &mut out[f.offset..f.offset + f.ty.size])
                        }
                        None => false,
                    })
            }
            Detail::Array { len, .. } if !t.has_pointers() => {
                let (elem, len) = (t.elem, *len);
                let mut at = 0usize;
                elems.iter().all(|el| {
                    if let Some(k) = &el.key {
                        match self.const_int(k) {
                            Some(k) => at = k as usize,
                            None => return false,
                        }
                    }
                    let ok = at < len
                        && self.image(
                            &el.value,
                            elem,
                            &mut out[at * elem.size..(at + 1) * elem.size],
                        );
                    at += 1;
                    ok
                })
            }
            _ => false,
        }
    }
}

/// Whether evaluating `e` has no effect that anyone could see, so that an initialiser nobody needs can be left
/// out. `errors.New` counts: libraries declare most of their errors with it.
pub fn is_pure(p: &CheckedPackage, types: &Types, e: &Expr) -> bool {
    let pure = |x: &Expr| is_pure(p, types, x);
    if p.info
        .types
        .get(&e.id)
        .is_some_and(|tv| tv.value.is_some() || tv.mode == Mode::TypeExpr)
    {
        return true;
    }
    match &e.kind {
        ExprKind::Ident(_) | ExprKind::Lit { .. } | ExprKind::Func { .. } => true,
        ExprKind::Paren(x) => pure(x),
        ExprKind::Selector { .. } => !p.info.selections.contains_key(&e.id),
        ExprKind::Composite { elems, .. } => {
            let map =
                p.info.types.get(&e.id).is_some_and(|tv| {
                    matches!(types.get(types.underlying(tv.ty)), Type::Map { .. })
                });
            elems
                .iter()
                .all(|el| (!map || el.key.as_ref().is_none_or(pure)) && pure(&el.value))
        }
        ExprKind::Unary { op, x } => match op {
            UnaryOp::Addr => {
                matches!(unparen(x).kind, ExprKind::Composite { .. }) && pure(x)
                    || matches!(unparen(x).kind, ExprKind::Ident(_))
            }
            UnaryOp::Recv => false,
            _ => pure(x),
        },
        ExprKind::Call { fun, args, .. } => {
            let fun = unparen(fun);
            match p.info.types.get(&fun.id).map(|tv| tv.mode) {
                Some(Mode::TypeExpr) => args.iter().all(pure),
                Some(Mode::Builtin) => {
                    let builtin = match &fun.kind {
                        ExprKind::Ident(_) => p.info.uses.get(&fun.id),
                        _ => None,
                    };
                    matches!(
                        builtin.map(|&o| &types.object(o).kind),
                        Some(ObjectKind::Builtin(Builtin::Make | Builtin::New))
                    ) && args.iter().all(pure)
                }
                _ => match &fun.kind {
                    ExprKind::Selector { sel, .. } => p.info.uses.get(&sel.id).is_some_and(|&o| {
                        let o = types.object(o);
                        o.name == "New" && types.package(o.pkg).path == "errors"
                    }),
                    _ => false,
                },
            }
        }
        _ => false,
    }
}
