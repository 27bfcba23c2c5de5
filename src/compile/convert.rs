//! Conversions `T(x)`.

use gorun_grammar::ast::{Expr, ExprKind, NodeId};

use super::buffers::{TEXT_BUFFER, Text};
use super::expr::arith::{is_integer, is_unsigned, narrow};
use super::function::{FnBuilder, Reg};
use super::place::{Place, unparen};
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Detail, Kind, TypeRef};
use crate::types::constant::Const;
use crate::types::info::Mode;

fn is_float(k: Kind) -> bool {
    matches!(k, Kind::Float32 | Kind::Float64)
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// `id`: the conversion itself.
    pub fn conversion(&mut self, id: NodeId, x: &'a Expr, to: TypeRef, dest: Dest) -> Val {
        if self.is_nil(x) {
            let r = self.dest(dest, to);
            self.zero(r, to);
            return Val::new(r);
        }
        let from = self.type_of(x);
        if let Some(c) = self.const_of(x) {
            // In generic code a conversion of a constant is not one itself.
            let number = |k: Kind| (Kind::Int..=Kind::Complex128).contains(&k);
            if to.kind == from.kind || number(from.kind) && number(to.kind) {
                return self.constant(c, to, dest);
            }
        }
        if to.kind == Kind::Interface {
            return self.expr_as(x, to, dest);
        }
        if from.kind == to.kind || self.same_form(from, to) {
            return self.expr(x, dest);
        }
        let v = self.expr(x, Dest::Any);
        let text = self.plan.texts.get(&(self.site, id)).copied();
        if let (Some(Text::Room), Kind::String, Kind::Slice) = (text, from.kind, to.kind) {
            let r = self.dest(dest, to);
            let op = match to.elem.size {
                1 => Op::BytesFromStr,
                _ => Op::RunesFromStr,
            };
            self.emit(op, r, v.reg, TEXT_BUFFER);
            return Val::new(r);
        }
        let slice = self.convert(v, from, to, dest);
        if let (Some(Text::Shared), Kind::String) = (text, from.kind) {
            self.mov_slots(slice.reg + 2, slice.reg + 1, 1);
        }
        if let (Kind::Slice, Some(Const::Str(_))) = (to.kind, self.const_of(x)) {
            // Of a constant gc makes an array of just its length.
            self.mov_slots(slice.reg + 2, slice.reg + 1, 1);
        }
        slice
    }

    /// The bytes that `e` makes a string of, if it is `string(bytes)`: where the string is only looked at, at once, they are as good as a copy.
    fn bytes_of_string(&mut self, e: &'a Expr) -> Option<&'a Expr> {
        let ExprKind::Call { fun, args, .. } = &unparen(e).kind else {
            return None;
        };
        let ([x], Some(Mode::TypeExpr)) = (&args[..], self.mode(unparen(fun))) else {
            return None;
        };
        if self.is_nil(x) || self.const_of(x).is_some() {
            return None;
        }
        let from = self.type_of(x);
        (self.type_of(e).kind == Kind::String && from.kind == Kind::Slice && from.elem.size == 1)
            .then_some(x)
    }

    /// A string that the next instruction looks at and does not keep.
    pub fn glance(&mut self, e: &'a Expr) -> Reg {
        // A slice begins as a string does: address and length.
        let e = self.bytes_of_string(e).unwrap_or(e);
        self.expr(e, Dest::Any).reg
    }

    /// The place of a map's element that is only read.
    pub fn map_to_read(&mut self, e: &'a Expr) -> Option<Place> {
        let ExprKind::Index { x, indices, .. } = &unparen(e).kind else {
            return None;
        };
        let ty = self.type_of(x);
        let Detail::Map { key, .. } = &ty.detail else {
            return None;
        };
        if key.kind != Kind::String {
            return None;
        }
        let bytes = self.bytes_of_string(&indices[0])?;
        let map = self.expr(x, Dest::Stable).reg;
        let key = self.expr(bytes, Dest::Stable).reg;
        Some(Place::Map { map, key, ty })
    }

    fn same_form(&self, from: TypeRef, to: TypeRef) -> bool {
        let pointer = |k| matches!(k, Kind::Pointer | Kind::UnsafePointer | Kind::Uintptr);
        pointer(from.kind) && pointer(to.kind)
    }

    /// `v` of one type as one of another; neither is an interface.
    pub fn convert(&mut self, v: Val, from: TypeRef, to: TypeRef, dest: Dest) -> Val {
        let (f, t) = (from.kind, to.kind);
        if f == t || self.same_form(from, to) {
            return self.place_value(v, to, dest);
        }
        let a = v.reg;
        if is_integer(f) && is_integer(t) {
            let keeps = to.size == 8
                || to.size > from.size && (is_unsigned(f) || !is_unsigned(t))
                || to.size == from.size && is_unsigned(f) == is_unsigned(t);
            match narrow(t) {
                Some(op) if !keeps => {
                    let r = self.dest(dest, to);
                    self.emit(op, r, a, 0);
                    return Val::new(r);
                }
                _ => return self.place_value(v, to, dest),
            }
        }
        if is_integer(f) && is_float(t) {
            let r = self.dest(dest, to);
            let wide = is_unsigned(f) && from.size == 8;
            let op = match (t, wide) {
                (Kind::Float64, false) => Op::I64ToF64,
                (Kind::Float64, true) => Op::U64ToF64,
                (_, false) => Op::I64ToF32,
                (_, true) => Op::U64ToF32,
            };
            self.emit(op, r, a, 0);
            return Val::new(r);
        }
        if is_float(f) && is_integer(t) {
            let r = self.dest(dest, to);
            let double = f == Kind::Float64;
            let op = match (is_unsigned(t), to.size) {
                (true, 8) if double => Op::F64ToU64,
                (true, 8) => Op::F32ToU64,
                (true, 4) | (_, 8) if double => Op::F64ToI64,
                (true, 4) | (_, 8) => Op::F32ToI64,
                _ if double => Op::F64ToI32,
                _ => Op::F32ToI32,
            };
            self.emit(op, r, a, 0);
            if let Some(op) = narrow(t)
                && t != Kind::Int32
            {
                self.emit(op, r, r, 0);
            }
            return Val::new(r);
        }
        if is_float(f) && is_float(t) {
            let r = self.dest(dest, to);
            self.emit(
                if t == Kind::Float64 {
                    Op::F32ToF64
                } else {
                    Op::F64ToF32
                },
                r,
                a,
                0,
            );
            return Val::new(r);
        }
        let two = |b: &mut Self, op: Op| -> Reg {
            let r = b.dest(dest, to);
            b.emit(op, r, a, 0);
            r
        };
        match (f, t) {
            (Kind::Complex64, Kind::Complex128) | (Kind::Complex128, Kind::Complex64) => {
                let op = if t == Kind::Complex128 {
                    Op::F32ToF64
                } else {
                    Op::F64ToF32
                };
                let r = self.temp(to);
                self.emit(op, r, a, 0);
                self.emit(op, r + 1, a + 1, 0);
                self.place_value(Val::new(r), to, dest)
            }
            (k, Kind::String) if is_integer(k) => {
                let a = if is_unsigned(k) && from.size == 8 {
                    // Numbers beyond every rune are all the same to the conversion.
                    let r = self.scalar();
                    self.emit(Op::ShrU64K, r, a, 63);
                    let (big, done) = (self.label(), self.label());
                    self.jump_if(Op::JneI64K, r, 0, big);
                    self.emit(Op::Mov, r, a, 0);
                    self.jump(done);
                    self.bind(big);
                    self.load_int(r, -1);
                    self.bind(done);
                    r
                } else {
                    a
                };
                let r = self.dest(dest, to);
                self.emit(Op::StrFromRune, r, a, 0);
                Val::new(r)
            }
            (Kind::Slice, Kind::String) if from.elem.size == 1 => {
                Val::new(two(self, Op::StrFromBytes))
            }
            (Kind::Slice, Kind::String) => Val::new(two(self, Op::StrFromRunes)),
            (Kind::String, Kind::Slice) if to.elem.size == 1 => {
                Val::new(two(self, Op::BytesFromStr))
            }
            (Kind::String, Kind::Slice) => Val::new(two(self, Op::RunesFromStr)),
            (Kind::Slice, Kind::Pointer) => {
                let Detail::Array { len, .. } = to.elem.detail else {
                    return v;
                };
                let r = self.dest(dest, to);
                self.emit(Op::SliceToArr, r, a, 0);
                self.ext(len as u64);
                Val::new(r)
            }
            (Kind::Slice, Kind::Array) => {
                let Detail::Array { len, .. } = to.detail else {
                    return v;
                };
                let p = self.pointer();
                self.emit(Op::SliceToArr, p, a, 0);
                self.ext(len as u64);
                if len == 0 {
                    let r = self.dest(dest, to);
                    self.zero(r, to);
                    return Val::fresh(r);
                }
                self.place_value(Val::new(p), to, dest)
            }
            _ => self.place_value(v, to, dest),
        }
    }
}
