//! Conditions: comparisons and `&&`, `||`, `!` as jumps.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

use super::arith::{is_integer, is_unsigned};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::function::{FnBuilder, Label, Reg};
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};
use crate::types::constant::Const;

/// A comparison whose operands have been computed.
#[derive(Clone, Copy)]
enum Test {
    /// Signed order (or equality of words).
    Int(BinaryOp, Reg, Reg),
    Unsigned(BinaryOp, Reg, Reg),
    Imm(BinaryOp, Reg, i16),
    Float(BinaryOp, Reg, Reg),
    Bool(Reg),
}

fn negate(op: BinaryOp) -> BinaryOp {
    use BinaryOp::*;
    match op {
        Eq => Ne,
        Ne => Eq,
        Lt => Ge,
        Ge => Lt,
        Gt => Le,
        _ => Gt,
    }
}
/// The same test with the operands exchanged.
fn mirror(op: BinaryOp) -> BinaryOp {
    use BinaryOp::*;
    match op {
        Lt => Gt,
        Gt => Lt,
        Le => Ge,
        Ge => Le,
        op => op,
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// `&&` and `||` as a value.
    pub fn logic_value(&mut self, e: &'a Expr, dest: Dest) -> Val {
        let b = self.basic(crate::types::Basic::Bool);
        let r = match dest {
            Dest::To(r) if r < crate::compile::function::OUT => r,
            _ => self.temp(b),
        };
        let (no, done) = (self.label(), self.label());
        self.cond_jump(e, false, no);
        self.load_int(r, 1);
        self.jump(done);
        self.bind(no);
        self.load_int(r, 0);
        self.bind(done);
        self.place_value(Val::new(r), b, dest)
    }

    /// Jumps to `label` if `e` is `want`, else goes on.
    pub fn cond_jump(&mut self, e: &'a Expr, want: bool, label: Label) {
        let e = unparen(e);
        let outer = self.at(e.pos);
        let mark = self.mark();
        match &e.kind {
            _ if self.const_of(e).is_some() => {
                if matches!(self.const_of(e), Some(Const::Bool(b)) if *b == want) {
                    self.jump(label);
                }
            }
            ExprKind::Unary {
                op: UnaryOp::Not,
                x,
            } => self.cond_jump(x, !want, label),
            ExprKind::Binary {
                op: BinaryOp::LAnd,
                x,
                y,
                ..
            } => self.both(x, y, want, label),
            ExprKind::Binary {
                op: BinaryOp::LOr,
                x,
                y,
                ..
            } => self.either(x, y, want, label),
            _ => {
                self.ordered_apart(&[e], |b| {
                    let test = b.test(e);
                    b.jump_test(test, want, label);
                });
            }
        }
        self.release(mark);
        self.at(outer);
    }
    fn both(&mut self, x: &'a Expr, y: &'a Expr, want: bool, label: Label) {
        if want {
            let skip = self.label();
            self.cond_jump(x, false, skip);
            self.cond_jump(y, true, label);
            self.bind(skip);
        } else {
            self.cond_jump(x, false, label);
            self.cond_jump(y, false, label);
        }
    }
    fn either(&mut self, x: &'a Expr, y: &'a Expr, want: bool, label: Label) {
        if want {
            self.cond_jump(x, true, label);
            self.cond_jump(y, true, label);
        } else {
            let skip = self.label();
            self.cond_jump(x, true, skip);
            self.cond_jump(y, false, label);
            self.bind(skip);
        }
    }

    /// Jumps back to `label` if `e` is true.
    pub fn cond_loop(&mut self, e: &'a Expr, label: Label) {
        let e = unparen(e);
        let outer = self.at(e.pos);
        let mark = self.mark();
        match &e.kind {
            ExprKind::Binary {
                op: BinaryOp::LAnd,
                x,
                y,
                ..
            } => {
                let skip = self.label();
                self.cond_jump(x, false, skip);
                self.cond_loop(y, label);
                self.bind(skip);
            }
            ExprKind::Binary {
                op: BinaryOp::LOr,
                x,
                y,
                ..
            } => {
                self.cond_loop(x, label);
                self.cond_loop(y, label);
            }
            _ if self.const_of(e).is_some() => {
                if matches!(self.const_of(e), Some(Const::Bool(true))) {
                    self.jump_on(Op::Loop, 0, label);
                }
            }
            _ => {
                let test = self.test(e);
                let test = self.settled(test);
                self.loop_test(test, label);
            }
        }
        self.release(mark);
        self.at(outer);
    }

    /// Computes the operands of a condition that is neither `&&` nor `||`.
    fn test(&mut self, e: &'a Expr) -> Test {
        if let ExprKind::Binary { op, x, y, .. } = &e.kind
            && op.is_comparison()
        {
            if let Some(v) = self.nil_comparison(x, y) {
                return Test::Imm(*op, v, 0);
            }
            let (tx, ty) = (self.type_of(x), self.type_of(y));
            let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
            if is_integer(tx.kind) && is_integer(ty.kind) {
                if let Some(k) = self.const_i16(y)
                    && self.immediate_fits(tx, equality, k)
                {
                    let a = self.expr(x, Dest::Any).reg;
                    return Test::Imm(*op, a, k);
                }
                if let Some(k) = self.const_i16(x)
                    && self.immediate_fits(tx, equality, k)
                {
                    let b = self.expr(y, Dest::Any).reg;
                    return Test::Imm(mirror(*op), b, k);
                }
                let (a, b) = self.operands(x, y);
                // Narrow unsigned numbers are not negative as 64 bits.
                return if is_unsigned(tx.kind) && tx.size == 8 && !equality {
                    Test::Unsigned(*op, a, b)
                } else {
                    Test::Int(*op, a, b)
                };
            }
            match tx.kind {
                Kind::Float64 if ty.kind == tx.kind => {
                    let (a, b) = self.operands(x, y);
                    return Test::Float(*op, a, b);
                }
                Kind::Bool | Kind::Pointer | Kind::Chan | Kind::UnsafePointer
                    if ty.kind == tx.kind =>
                {
                    let (a, b) = self.operands(x, y);
                    return Test::Int(*op, a, b);
                }
                _ => {}
            }
        }
        Test::Bool(self.expr(e, Dest::Any).reg)
    }
    fn immediate_fits(&self, t: TypeRef, equality: bool, k: i16) -> bool {
        // Against 64-bit unsigned numbers only equality is the same as signed.
        (!is_unsigned(t.kind) || t.size < 8 || equality) && (!is_unsigned(t.kind) || k >= 0)
    }

    fn jump_test(&mut self, test: Test, want: bool, label: Label) {
        use BinaryOp::*;
        let flip = |op| if want { op } else { negate(op) };
        match test {
            Test::Bool(r) => self.jump_on(if want { Op::Jt } else { Op::Jf }, r, label),
            Test::Imm(op, a, k) => {
                let op = match flip(op) {
                    Eq => Op::JeqI64K,
                    Ne => Op::JneI64K,
                    Lt => Op::JltI64K,
                    Le => Op::JleI64K,
                    Gt => Op::JgtI64K,
                    _ => Op::JgeI64K,
                };
                self.jump_if(op, a, k as u16, label);
            }
            Test::Int(op, a, b) => match flip(op) {
                Eq => self.jump_if(Op::JeqI64, a, b, label),
                Ne => self.jump_if(Op::JneI64, a, b, label),
                Lt => self.jump_if(Op::JltI64, a, b, label),
                Le => self.jump_if(Op::JleI64, a, b, label),
                Gt => self.jump_if(Op::JltI64, b, a, label),
                _ => self.jump_if(Op::JleI64, b, a, label),
            },
            Test::Unsigned(op, a, b) => match flip(op) {
                Eq => self.jump_if(Op::JeqI64, a, b, label),
                Ne => self.jump_if(Op::JneI64, a, b, label),
                Lt => self.jump_if(Op::JltU64, a, b, label),
                Le => self.jump_if(Op::JleU64, a, b, label),
                Gt => self.jump_if(Op::JltU64, b, a, label),
                _ => self.jump_if(Op::JleU64, b, a, label),
            },
            // The negation of an order on floats is true of NaN.
            Test::Float(op, a, b) => {
                let (op, a, b) = match (op, want) {
                    (Eq, true) | (Ne, false) => (Op::JeqF64, a, b),
                    (Ne, true) | (Eq, false) => (Op::JneF64, a, b),
                    (Lt, true) => (Op::JltF64, a, b),
                    (Le, true) => (Op::JleF64, a, b),
                    (Gt, true) => (Op::JltF64, b, a),
                    (_, true) => (Op::JleF64, b, a),
                    (Lt, false) => (Op::JnltF64, a, b),
                    (Le, false) => (Op::JnleF64, a, b),
                    (Gt, false) => (Op::JnltF64, b, a),
                    (_, false) => (Op::JnleF64, b, a),
                };
                self.jump_if(op, a, b, label);
            }
        }
    }

    /// A loop instruction is a safepoint and may run again after a stop: its operands must be in the frame.
    fn settled(&mut self, test: Test) -> Test {
        let mut keep = |r: Reg| {
            if r < crate::compile::function::OUT {
                return r;
            }
            let to = self.scalar();
            self.emit(Op::Mov, to, r, 0);
            to
        };
        match test {
            Test::Int(op, a, b) => Test::Int(op, keep(a), keep(b)),
            Test::Unsigned(op, a, b) => Test::Unsigned(op, keep(a), keep(b)),
            Test::Imm(op, a, k) => Test::Imm(op, keep(a), k),
            Test::Float(op, a, b) => Test::Float(op, keep(a), keep(b)),
            Test::Bool(r) => Test::Bool(keep(r)),
        }
    }

    fn loop_test(&mut self, test: Test, label: Label) {
        use BinaryOp::*;
        let (op, a, b) = match test {
            Test::Imm(op, a, k) => {
                let k = k as u16;
                match op {
                    Lt => (Op::LoopLtI64K, a, k),
                    Le => (Op::LoopLeI64K, a, k),
                    Gt => (Op::LoopGtI64K, a, k),
                    Ge => (Op::LoopGeI64K, a, k),
                    Ne => (Op::LoopNeI64K, a, k),
                    _ => return self.loop_by_jump(test, label),
                }
            }
            Test::Int(Lt, a, b) => (Op::LoopLtI64, a, b),
            Test::Int(Le, a, b) => (Op::LoopLeI64, a, b),
            Test::Int(Gt, a, b) => (Op::LoopLtI64, b, a),
            Test::Int(Ge, a, b) => (Op::LoopLeI64, b, a),
            Test::Int(Ne, a, b) => (Op::LoopNeI64, a, b),
            Test::Float(Lt, a, b) => (Op::LoopLtF64, a, b),
            Test::Float(Gt, a, b) => (Op::LoopLtF64, b, a),
            Test::Bool(r) => return self.jump_on(Op::LoopT, r, label),
            test => return self.loop_by_jump(test, label),
        };
        self.jump_if(op, a, b, label);
    }
    fn loop_by_jump(&mut self, test: Test, label: Label) {
        let skip = self.label();
        self.jump_test(test, false, skip);
        self.jump_on(Op::Loop, 0, label);
        self.bind(skip);
    }
}
