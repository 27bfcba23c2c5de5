//! Unary operations.

use gorun_grammar::ast::{Expr, ExprKind, UnaryOp};

use super::arith::{is_unsigned, narrow};
use crate::bytecode::isa::Op;
use crate::bytecode::program::NO_REG;
use crate::bytecode::rtype::Kind;
use crate::compile::function::FnBuilder;
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn unary(&mut self, e: &'a Expr, op: UnaryOp, x: &'a Expr, dest: Dest) -> Val {
        match op {
            UnaryOp::Plus | UnaryOp::Tilde => self.expr(x, dest),
            UnaryOp::Neg => {
                let t = self.type_of(e);
                let v = self.expr(x, Dest::Any).reg;
                match t.kind {
                    Kind::Float64 => {
                        let r = self.dest(dest, t);
                        self.emit(Op::NegF64, r, v, 0);
                        Val::new(r)
                    }
                    Kind::Float32 => {
                        let r = self.dest(dest, t);
                        self.emit(Op::NegF32, r, v, 0);
                        Val::new(r)
                    }
                    Kind::Complex64 | Kind::Complex128 => {
                        let op = if t.kind == Kind::Complex128 {
                            Op::NegF64
                        } else {
                            Op::NegF32
                        };
                        let r = self.temp(t);
                        self.emit(op, r, v, 0);
                        self.emit(op, r + 1, v + 1, 0);
                        self.place_value(Val::new(r), t, dest)
                    }
                    kind => {
                        let r = self.dest(dest, t);
                        self.emit(Op::NegI64, r, v, 0);
                        if let Some(op) = narrow(kind) {
                            self.emit(op, r, r, 0);
                        }
                        Val::new(r)
                    }
                }
            }
            UnaryOp::Xor => {
                let t = self.type_of(e);
                let v = self.expr(x, Dest::Any).reg;
                let r = self.dest(dest, t);
                self.emit(Op::Not, r, v, 0);
                if is_unsigned(t.kind)
                    && let Some(op) = narrow(t.kind)
                {
                    self.emit(op, r, r, 0);
                }
                Val::new(r)
            }
            UnaryOp::Not => {
                let t = self.type_of(e);
                let v = self.expr(x, Dest::Any).reg;
                let r = self.dest(dest, t);
                self.emit(Op::BoolNot, r, v, 0);
                Val::new(r)
            }
            UnaryOp::Addr => self.address_of(x, dest),
            UnaryOp::Recv => {
                let t = self.type_of(x);
                let ch = self.expr(x, Dest::Stable).reg;
                // A goroutine may wait here: the value goes to a register of the frame.
                let r = match dest {
                    Dest::To(r) if r < crate::compile::function::OUT => r,
                    _ => self.temp(t.elem),
                };
                let to = if t.elem.slots() == 0 { NO_REG } else { r };
                self.emit(Op::Recv, to, ch, NO_REG);
                self.ext_type(t);
                self.place_value(Val::fresh(r), t.elem, dest)
            }
        }
    }

    /// `&x`
    fn address_of(&mut self, x: &'a Expr, dest: Dest) -> Val {
        let pointer = self.basic(crate::types::Basic::UnsafePointer);
        let x = unparen(x);
        if matches!(x.kind, ExprKind::Composite { .. }) {
            let t = self.type_of(x);
            let r = self.pointer();
            self.emit(Op::New, r, 0, 0);
            self.ext_type(t);
            self.expr_to_memory(x, t, r, 0);
            return self.place_value(Val::new(r), pointer, dest);
        }
        let p = self.place(x);
        if let crate::compile::place::Place::Mem { base, off, .. } = p
            && off != 0
        {
            let r = self.dest(dest, pointer);
            self.address_to(r, base, off);
            return Val::new(r);
        }
        let r = self.place_address(p);
        self.place_value(Val::new(r), pointer, dest)
    }
}
