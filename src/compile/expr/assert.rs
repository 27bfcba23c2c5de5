//! Type assertions, and the comma-ok forms of assertions, map elements and receives.

use gorun_grammar::ast::{Expr, ExprKind, UnaryOp};

use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::place::{Place, unparen};
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn type_assert(&mut self, x: &'a Expr, ty: &'a Expr, dest: Dest) -> Val {
        let (from, to) = (self.type_of(x), self.type_of(ty));
        let pair = self.expr(x, Dest::Stable).reg;
        let op = if to.kind == Kind::Interface {
            Op::AssertIface
        } else {
            Op::AssertType
        };
        self.emit(op, pair, 0, 0);
        self.ext_type(to);
        self.ext_type(from);
        self.unbox(pair, to, dest)
    }

    /// The value of type `t` in an interface that is known to hold one.
    pub fn unbox(&mut self, pair: Reg, t: TypeRef, dest: Dest) -> Val {
        if t.kind == Kind::Interface {
            return self.place_value(Val::new(pair), t, dest);
        }
        if t.direct {
            return self.place_value(Val::new(pair + 1), t, dest);
        }
        if t.in_memory {
            return self.place_value(Val::new(pair + 1), t, dest);
        }
        if t.leaves.is_empty() {
            return Val::new(self.dest(dest, t));
        }
        self.load(pair + 1, 0, t, dest)
    }

    /// Sets `ok` to whether the interface holds a `t`.
    pub fn type_test(&mut self, ok: Reg, pair: Reg, t: TypeRef) {
        let op = if t.kind == Kind::Interface {
            Op::IsIface
        } else {
            Op::IsType
        };
        self.emit(op, ok, pair, 0);
        self.ext_type(t);
    }

    /// `v, ok` of a type assertion, a map element or a receive, in temporaries, with the value's type.
    pub fn comma_ok(&mut self, e: &'a Expr) -> (Val, TypeRef, Reg) {
        let e = unparen(e);
        let outer = self.at(e.pos);
        let result = match &e.kind {
            ExprKind::TypeAssert {
                x, ty: Some(ty), ..
            } => {
                let to = self.type_of(ty);
                let pair = self.expr(x, Dest::Stable).reg;
                let ok = self.scalar();
                self.type_test(ok, pair, to);
                let r = self.temp(to);
                let (no, done) = (self.label(), self.label());
                self.jump_on(Op::Jf, ok, no);
                let v = self.unbox(pair, to, Dest::To(r));
                self.jump(done);
                self.bind(no);
                self.zero(r, to);
                self.bind(done);
                (v, to, ok)
            }
            ExprKind::Index { .. } => match self.map_to_read(e).unwrap_or_else(|| self.place(e)) {
                Place::Map { map, key, ty } => {
                    let r = self.temp(ty.elem);
                    let ok = self.scalar();
                    self.emit(Op::MapGetOk, r, map, key);
                    self.ext_type(ty);
                    self.ext16([ok, 0, 0, 0]);
                    (Val::new(r), ty.elem, ok)
                }
                p => (self.load_place(p, Dest::Stable), p.ty(), 0),
            },
            ExprKind::Unary {
                op: UnaryOp::Recv,
                x,
            } => {
                let t = self.type_of(x);
                let ch = self.expr(x, Dest::Stable).reg;
                let r = self.temp(t.elem);
                let ok = self.scalar();
                let to = if t.elem.slots() == 0 { NO_REG } else { r };
                self.emit(Op::Recv, to, ch, ok);
                self.ext_type(t);
                (Val::fresh(r), t.elem, ok)
            }
            _ => (Val::new(0), TypeRef::NULL, 0),
        };
        self.at(outer);
        result
    }

    /// The values of an expression with several: a call, or a comma-ok form (with a bool). They may stand in
    /// outgoing slots.
    pub fn multi(&mut self, e: &'a Expr) -> Vec<(Val, TypeRef)> {
        let e = unparen(e);
        if let ExprKind::Call {
            fun,
            args,
            ellipsis,
            ..
        } = &e.kind
        {
            let outer = self.at(e.pos);
            let types = self.call_statement(e, fun, args, ellipsis.is_some());
            self.at(outer);
            let mut at = 1;
            return types
                .into_iter()
                .map(|t| {
                    let v = Val::fresh(self.out(at));
                    at += t.slots();
                    (v, t)
                })
                .collect();
        }
        let (v, t, ok) = self.comma_ok(e);
        let b = self.basic(crate::types::Basic::Bool);
        vec![(v, t), (Val::new(ok), b)]
    }
}
