//! Unary operators, address-of and receive included.

use gorun_grammar::ast::{ChanDir, Expr, ExprKind, Pos, UnaryOp};

use super::checker::Checker;
use super::codes::Code;
use super::expr_string::unparen;
use super::operand::{OpMode, Operand};
use super::reason::Reason;
use super::ty::{Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn unary(&mut self, x: &mut Operand<'a>, e: &'a Expr, op: UnaryOp, inner: &'a Expr) {
        // The parser of gc drops parentheses behind `&`.
        let inner = match op {
            UnaryOp::Addr => unparen(inner),
            _ => inner,
        };
        self.expr(None, x, inner);
        if !x.is_valid() {
            return;
        }
        let mut op = op;
        match op {
            UnaryOp::Addr => {
                // A composite literal may be addressed although it is no variable.
                let literal = matches!(unparen(inner).kind, ExprKind::Composite { .. });
                if !literal && x.mode != OpMode::Variable {
                    let text = format!(
                        "invalid operation: cannot take address of {}",
                        self.operand_str(x)
                    );
                    self.errorf(x.pos(), Code::UnaddressableOperand, text);
                    x.invalidate();
                    return;
                }
                let ty = self.types.intern(Type::Pointer(x.ty));
                x.set_value(ty);
                return;
            }
            UnaryOp::Recv => {
                match self.chan_elem(x.pos(), x, true) {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = OpMode::CommaOk;
                        x.ty = elem;
                        x.val = None;
                        self.env.has_call_or_recv = true;
                    }
                    _ => x.invalidate(),
                }
                return;
            }
            UnaryOp::Tilde => {
                let text = "cannot use ~ outside of interface or type constraint";
                if !self.types.all_integer(x.ty) {
                    self.errorf(e.pos, Code::UndefinedOp, text);
                    x.invalidate();
                    return;
                }
                self.errorf(
                    e.pos,
                    Code::UndefinedOp,
                    format!("{text} (use ^ for bitwise complement)"),
                );
                op = UnaryOp::Xor;
            }
            UnaryOp::Plus | UnaryOp::Neg | UnaryOp::Not | UnaryOp::Xor => {}
        }

        let defined = match op {
            UnaryOp::Xor => self.types.all_integer(x.ty),
            UnaryOp::Not => self.types.all_boolean(x.ty),
            _ => self.types.all_numeric(x.ty),
        };
        if !defined {
            let text = format!(
                "invalid operation: operator {} not defined on {}",
                op.as_str(),
                self.operand_str(x)
            );
            self.errorf(x.pos(), Code::UndefinedOp, text);
            x.invalidate();
            return;
        }

        if x.is_constant() {
            let val = x.constant();
            if val.is_unknown() {
                return;
            }
            let bits = self.types.is_unsigned(x.ty).then(|| self.int_bits(x.ty));
            x.val = Some(val.unary(op, bits));
            x.expr = e.into();
            self.overflow(x, e.pos);
            return;
        }
        x.mode = OpMode::Value;
    }

    /// The element type for a receive from (or a send to) the channel `x`; reports when there is none.
    pub(super) fn chan_elem(&mut self, pos: Pos, x: &Operand<'a>, recv: bool) -> Option<TypeId> {
        let types = &*self.types;
        let found = types.common_under_if(x.ty, |t, u| {
            let (Some(t), Some(u)) = (t, u) else {
                return Err(Reason::Plain("no specific channel type"));
            };
            match types.get(u) {
                Type::Chan {
                    dir: ChanDir::Send, ..
                } if recv => Err(Reason::Before("send-only channel", t)),
                Type::Chan {
                    dir: ChanDir::Recv, ..
                } if !recv => Err(Reason::Before("receive-only channel", t)),
                Type::Chan { .. } => Ok(()),
                _ => Err(Reason::Before("non-channel", t)),
            }
        });
        let cause = match found {
            Ok(u) => match self.types.get(u) {
                Type::Chan { elem, .. } => return Some(*elem),
                _ => return None,
            },
            Err(reason) => reason.message(self),
        };
        let (verb, code) = if recv {
            ("receive from", Code::InvalidReceive)
        } else {
            ("send to", Code::InvalidSend)
        };
        let text = if self.types.is_tparam(x.ty) {
            format!(
                "invalid operation: cannot {verb} {}: {cause}",
                self.operand_str(x)
            )
        } else {
            format!(
                "invalid operation: cannot {verb} {cause} {}",
                self.operand_str(x)
            )
        };
        self.errorf(pos, code, text);
        None
    }
}
