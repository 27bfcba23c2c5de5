//! Comparisons as values.

use gorun_grammar::ast::{BinaryOp, Expr};

use super::arith::{is_integer, is_unsigned};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::{FnBuilder, Reg};
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn comparison(&mut self, op: BinaryOp, x: &'a Expr, y: &'a Expr, dest: Dest) -> Val {
        let b = self.basic(crate::types::Basic::Bool);
        let mark = self.mark();
        if let Some(v) = self.nil_comparison(x, y) {
            let zero = self.int_temp(0);
            self.release(mark);
            let r = self.dest(dest, b);
            self.emit(
                if op == BinaryOp::Eq {
                    Op::EqI64
                } else {
                    Op::NeI64
                },
                r,
                v,
                zero,
            );
            return Val::new(r);
        }
        let (tx, ty) = (self.type_of(x), self.type_of(y));
        if (tx.kind == Kind::Interface) != (ty.kind == Kind::Interface) {
            let first = if self.touches_out(y) {
                Dest::Stable
            } else {
                Dest::Any
            };
            let a = self.expr(x, first).reg;
            let c = self.expr(y, Dest::Any).reg;
            let (iface, value, t) = if tx.kind == Kind::Interface {
                (a, c, ty)
            } else {
                (c, a, tx)
            };
            let r = self.dest(dest, b);
            self.emit(Op::EqIfaceValue, r, iface, value);
            self.ext_type(t);
            if op == BinaryOp::Ne {
                self.emit(Op::BoolNot, r, r, 0);
            }
            return Val::new(r);
        }
        // Whether a signed number, which has its sign in all bits above it, is below zero.
        if op == BinaryOp::Lt
            && is_integer(tx.kind)
            && !is_unsigned(tx.kind)
            && self.const_i16(y) == Some(0)
        {
            let a = self.expr(x, Dest::Any).reg;
            self.release(mark);
            let r = self.dest(dest, b);
            self.emit(Op::ShrU64K, r, a, 63);
            return Val::new(r);
        }
        let (a, c) = self.compared(x, y);
        self.release(mark);
        let r = self.dest(dest, b);
        self.compare(op, tx, a, c, r);
        Val::new(r)
    }

    /// The register that is 0 when the operand that is not `nil` is nil, if the other one is.
    pub fn nil_comparison(&mut self, x: &'a Expr, y: &'a Expr) -> Option<Reg> {
        let e = match (self.is_nil(x), self.is_nil(y)) {
            (_, true) => x,
            (true, false) => y,
            _ => return None,
        };
        Some(self.expr(e, Dest::Any).reg)
    }

    /// `r = a op b` for values of type `t`.
    pub fn compare(&mut self, op: BinaryOp, t: TypeRef, a: Reg, b: Reg, r: Reg) {
        use BinaryOp::*;
        let (op, a, b) = match op {
            Gt => (Lt, b, a),
            Ge => (Le, b, a),
            op => (op, a, b),
        };
        let (eq, ne, lt, le) = match t.kind {
            Kind::Float64 => (Op::EqF64, Op::NeF64, Op::LtF64, Op::LeF64),
            Kind::Float32 => (Op::EqF32, Op::NeF32, Op::LtF32, Op::LeF32),
            Kind::String => {
                let o = match op {
                    Lt => Op::LtStr,
                    Le => Op::LeStr,
                    _ => Op::EqStr,
                };
                self.emit(o, r, a, b);
                if op == Ne {
                    self.emit(Op::BoolNot, r, r, 0);
                }
                return;
            }
            Kind::Interface => {
                self.emit(Op::EqIface, r, a, b);
                if op == Ne {
                    self.emit(Op::BoolNot, r, r, 0);
                }
                return;
            }
            Kind::Complex64 | Kind::Complex128 | Kind::Struct | Kind::Array => {
                self.emit(Op::EqValue, r, a, b);
                self.ext_type(t);
                if op == Ne {
                    self.emit(Op::BoolNot, r, r, 0);
                }
                return;
            }
            k if is_unsigned(k) => (Op::EqI64, Op::NeI64, Op::LtU64, Op::LeU64),
            _ => (Op::EqI64, Op::NeI64, Op::LtI64, Op::LeI64),
        };
        let op = match op {
            Eq => eq,
            Ne => ne,
            Lt => lt,
            _ => le,
        };
        self.emit(op, r, a, b);
    }
}
