//! Assignments.

use gorun_grammar::ast::{BinaryOp, Expr, Pos};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef, WordClass};
use crate::compile::expr::arith::{is_integer, is_word, to_memory};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};
use crate::types::info::SelectionKind;

/// Registers of variables that an assignment sets.
struct Assigned(Vec<(Reg, Reg)>);

impl Assigned {
    fn hits(&self, r: Reg, slots: usize) -> bool {
        self.0
            .iter()
            .any(|&(from, to)| r < to && from < r + slots as Reg)
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Evaluates what nobody wants. Of a field only the pointer that leads to it is looked at, as in gc: that is the address
    /// which a fault reports.
    fn look_at(&mut self, e: &'a Expr) {
        let field = self.info.selections.get(&unparen(e).id);
        if field.is_some_and(|s| s.kind == SelectionKind::Field)
            && self.computed_ahead(unparen(e)).is_none()
            && let Place::Mem {
                base, nil: true, ..
            } = self.place(e)
        {
            self.emit(Op::NilCheck, base, 0, 0);
            return;
        }
        self.expr(e, Dest::Any);
    }

    pub fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr], pos: Pos) {
        if let ([l], [r]) = (lhs, rhs) {
            let p = self.place(l);
            match p {
                Place::Blank => self.look_at(r),
                Place::Reg { reg, t, .. } => self.expr_into(r, t, reg),
                p => {
                    let v = self.expr_as(r, p.ty(), Dest::Any);
                    self.at_index(l, pos);
                    self.store_place(p, v);
                }
            }
            return;
        }
        if lhs.len() != rhs.len() && self.left_waits(lhs) {
            let values: Vec<(Val, TypeRef)> = self
                .multi(&rhs[0])
                .into_iter()
                .map(|(v, t)| (self.own(v, t, Dest::Stable), t))
                .collect();
            let lhs: Vec<&Expr> = lhs.iter().collect();
            self.at(pos);
            return self.assign_values(&lhs, &values);
        }
        let places: Vec<Place> = lhs.iter().map(|e| self.place(e)).collect();
        if lhs.len() != rhs.len() {
            let values = self.multi(&rhs[0]);
            let assigned = self.assigned(&places);
            let places: Vec<Place> = places
                .into_iter()
                .map(|p| self.settle(p, &assigned))
                .collect();
            for (p, (v, from)) in places.into_iter().zip(values) {
                if !matches!(p, Place::Blank) {
                    let v = self.convert_value(v, from, p.ty(), Dest::Any);
                    self.store_place(p, v);
                }
            }
            return;
        }
        let assigned = self.assigned(&places);
        let places: Vec<Place> = places
            .into_iter()
            .map(|p| self.settle(p, &assigned))
            .collect();
        // As gc does: what goes to memory first is read last, if nothing but the panics tells.
        let first_is_late =
            !matches!(places[0], Place::Blank | Place::Reg { .. }) && !self.calls_any(rhs);
        let mut values = vec![None; rhs.len()];
        let late = usize::from(first_is_late);
        for i in (late..rhs.len()).chain(0..late) {
            let (p, e) = (&places[i], &rhs[i]);
            let t = match p {
                Place::Blank => self.type_of(e),
                p => p.ty(),
            };
            let mut v = self.expr_as(e, t, Dest::Stable);
            if t.in_memory {
                v = self.own(v, t, Dest::Stable);
            } else if assigned.hits(v.reg, t.slots()) {
                let r = self.temp(t);
                self.mov_slots(r, v.reg, t.slots());
                v = Val::new(r);
            }
            values[i] = Some(v);
        }
        for ((p, v), l) in places
            .into_iter()
            .zip(values.into_iter().flatten())
            .zip(lhs)
        {
            self.at_index(l, pos);
            self.store_place(p, v);
        }
    }

    /// Assigns values that have been computed to left sides that have not.
    pub fn assign_values(&mut self, lhs: &[&'a Expr], values: &[(Val, TypeRef)]) {
        let places: Vec<Place> = lhs.iter().map(|e| self.place(e)).collect();
        let assigned = self.assigned(&places);
        let places: Vec<Place> = places
            .into_iter()
            .map(|p| self.settle(p, &assigned))
            .collect();
        for (p, &(v, from)) in places.into_iter().zip(values) {
            if !matches!(p, Place::Blank) {
                let v = self.convert_value(v, from, p.ty(), Dest::Any);
                self.store_place(p, v);
            }
        }
    }

    fn assigned(&self, places: &[Place]) -> Assigned {
        Assigned(
            places
                .iter()
                .filter_map(|p| match *p {
                    Place::Reg { reg, t, .. } => Some((reg, reg + t.slots() as Reg)),
                    _ => None,
                })
                .collect(),
        )
    }

    /// Operands of a place that are variables set by the same assignment, out of its way.
    fn settle(&mut self, p: Place, assigned: &Assigned) -> Place {
        let mut keep = |r: Reg, classes: &[WordClass]| {
            if !assigned.hits(r, classes.len()) {
                return r;
            }
            let to = self.temp_of(classes);
            self.mov_slots(to, r, classes.len());
            to
        };
        use WordClass::{Pointer, Scalar};
        match p {
            Place::Mem {
                base,
                off,
                t,
                fresh,
                nil,
            } => Place::Mem {
                base: keep(base, &[Pointer]),
                off,
                t,
                fresh,
                nil,
            },
            Place::Slice { slice, index, t } => Place::Slice {
                slice: keep(slice, &[Pointer, Scalar, Scalar]),
                index: keep(index, &[Scalar]),
                t,
            },
            Place::Nested {
                slice,
                outer,
                index,
                t,
            } => Place::Nested {
                slice: keep(slice, &[Pointer, Scalar, Scalar]),
                outer: keep(outer, &[Scalar]),
                index: keep(index, &[Scalar]),
                t,
            },
            Place::Array {
                base,
                off,
                index,
                len,
                t,
            } => Place::Array {
                base: keep(base, &[Pointer]),
                off,
                index: keep(index, &[Scalar]),
                len,
                t,
            },
            Place::Map { map, key, ty } => {
                let crate::bytecode::rtype::Detail::Map { key: kt, .. } = ty.detail else {
                    return p;
                };
                let classes = crate::compile::function::classes(kt);
                Place::Map {
                    map: keep(map, &[Pointer]),
                    key: keep(key, &classes),
                    ty,
                }
            }
            p => p,
        }
    }

    pub fn inc_dec(&mut self, x: &'a Expr, inc: bool, pos: Pos) {
        let p = self.place(x);
        let t = p.ty();
        let op = if inc { BinaryOp::Add } else { BinaryOp::Sub };
        self.at_index(x, pos);
        if is_integer(t.kind) {
            if self.update_by_constant(p, t, op, 1) {
                return;
            }
            return self.update(p, t, op, |b, a, r| b.arith_immediate(op, t, a, 1, r));
        }
        let one = self
            .constant(
                &crate::types::constant::Const::Int(1.into()),
                t,
                Dest::Stable,
            )
            .reg;
        self.update(p, t, op, |b, a, r| b.arith(op, t, a, one, r));
    }

    /// `p += k` and `p -= k` in one instruction, where there is one.
    fn update_by_constant(&mut self, p: Place, t: TypeRef, op: BinaryOp, k: i16) -> bool {
        let k = match op {
            BinaryOp::Add => k,
            BinaryOp::Sub => -k,
            _ => return false,
        };
        if !is_word(t.kind) {
            return false;
        }
        match p {
            Place::Mem { base, off, .. } if off <= u16::MAX as u32 => {
                self.emit(Op::AddToI64K, base, k as u16, off as u16);
            }
            Place::Slice { slice, index, .. } => {
                self.emit(Op::AddIdxI64K, slice, index, k as u16);
            }
            Place::Global { off, .. } => self.emit_wide(Op::AddToGK, k as u16, off),
            _ => return false,
        }
        true
    }

    pub fn assign_op(&mut self, x: &'a Expr, op: BinaryOp, y: &'a Expr, pos: Pos) {
        let p = self.place(x);
        let t = p.ty();
        if op.is_shift() {
            let count = self.shift_count(y);
            self.at_index(x, pos);
            return self.update(p, t, op, |b, a, r| b.shift(op, t, a, count, r));
        }
        if is_integer(t.kind)
            && let Some(k) = self.const_i16(y)
            && self.has_immediate(op, t, k)
        {
            self.at_index(x, pos);
            if self.update_by_constant(p, t, op, k) {
                return;
            }
            return self.update(p, t, op, |b, a, r| b.arith_immediate(op, t, a, k, r));
        }
        let y = self.expr_as(y, t, Dest::Any).reg;
        self.at_index(x, pos);
        match (p, to_memory(op, t.kind)) {
            (Place::Mem { base, off, .. }, Some(op)) if off <= u16::MAX as u32 => {
                return self.emit(op, base, y, off as u16);
            }
            (Place::Global { off, .. }, Some(Op::AddToI64)) => {
                return self.emit_wide(Op::AddToG, y, off);
            }
            (Place::Slice { slice, index, .. }, Some(Op::AddToF64)) => {
                return self.emit(Op::AddIdxF64, slice, index, y);
            }
            (Place::Slice { slice, index, .. }, Some(Op::AddToI64)) => {
                return self.emit(Op::AddIdxI64, slice, index, y);
            }
            _ => {}
        }
        self.update(p, t, op, |b, a, r| b.arith(op, t, a, y, r));
    }

    /// `p = f(p)`, the place computed once. `f` gets the register of the old value and that of the new.
    fn update(&mut self, p: Place, t: TypeRef, op: BinaryOp, f: impl FnOnce(&mut Self, Reg, Reg)) {
        let complex = matches!(t.kind, Kind::Complex64 | Kind::Complex128);
        match p {
            Place::Reg { reg, .. } if complex => {
                let r = self.temp(t);
                f(self, reg, r);
                self.mov_slots(reg, r, 2);
            }
            Place::Reg { reg, .. } => f(self, reg, reg),
            Place::Map { map, key, ty } if !matches!(op, BinaryOp::Div | BinaryOp::Rem) => {
                let a = self.pointer();
                self.emit(Op::MapAddr, a, map, key);
                self.ext_type(ty);
                let old = self.load(a, 0, t, Dest::Stable).reg;
                let r = if complex { self.temp(t) } else { old };
                f(self, old, r);
                self.store(a, 0, Val::new(r), t);
            }
            p => {
                let p = match p {
                    Place::Slice { t: e, .. } | Place::Array { t: e, .. } if e.slots() > 1 => {
                        let base = self.place_address(p);
                        Place::Mem {
                            base,
                            off: 0,
                            t,
                            fresh: false,
                            nil: false,
                        }
                    }
                    Place::Global { off, .. } if t.size != 8 => {
                        let base = self.place_address(Place::Global { off, t });
                        Place::Mem {
                            base,
                            off: 0,
                            t,
                            fresh: false,
                            nil: false,
                        }
                    }
                    p => p,
                };
                let old = self.temp(t);
                self.load_place(p, Dest::To(old));
                let r = if complex { self.temp(t) } else { old };
                f(self, old, r);
                self.store_place(p, Val::new(r));
            }
        }
    }
}
