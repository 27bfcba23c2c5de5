//! Expression switches.

use gorun_grammar::ast::{BinaryOp, Expr, Stmt, StmtKind, SwitchStmt};

use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::compile::expr::arith::is_integer;
use crate::compile::function::{FnBuilder, Label, Reg};
use crate::compile::value::Dest;

/// From so many constant cases on a jump table is worth its setup.
const TABLE_CASES: usize = 5;

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn switch_stmt(&mut self, s: &'a SwitchStmt) {
        let label = self.pending_label.take();
        let locals = self.mark_locals();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        self.pending_label = label;
        let end = self.label();
        let clauses: Vec<Label> = s.clauses.iter().map(|_| self.label()).collect();
        let default = s
            .clauses
            .iter()
            .position(|c| c.default)
            .map_or(end, |i| clauses[i]);
        match &s.tag {
            None => {
                for (c, &to) in s.clauses.iter().zip(&clauses) {
                    for v in &c.values {
                        let t = self.type_of(v);
                        if t.kind == Kind::Interface {
                            let mark = self.mark();
                            let yes = self.int_temp(1);
                            let bool_type = self.basic(crate::types::Basic::Bool);
                            self.case(yes, bool_type, v, to);
                            self.release(mark);
                        } else {
                            self.cond_jump(v, true, to);
                        }
                    }
                }
                self.jump(default);
            }
            Some(tag) => {
                let t = self.type_of(tag);
                let v = self.expr(tag, Dest::Stable).reg;
                // The body of a case may run again after a goto, but the tag is looked at only here.
                if !self.switch_table(s, t, v, &clauses, default) {
                    for (c, &to) in s.clauses.iter().zip(&clauses) {
                        for e in &c.values {
                            let mark = self.mark();
                            self.case(v, t, e, to);
                            self.release(mark);
                        }
                    }
                    self.jump(default);
                }
            }
        }
        self.open_target(end, None);
        let n = s.clauses.len();
        for (i, c) in s.clauses.iter().enumerate() {
            self.bind(clauses[i]);
            self.stmts(&c.body);
            if !falls_through(&c.body) && i + 1 < n && !self.ends_with_jump(&c.body) {
                self.jump(end);
            }
        }
        self.close_target();
        self.bind(end);
        self.release_locals(locals);
    }

    /// Jumps to `to` if the case `e` equals the tag in `v`.
    fn case(&mut self, v: Reg, t: TypeRef, e: &'a Expr, to: Label) {
        self.at(e.pos);
        if self.is_nil(e) {
            return self.jump_if(Op::JeqI64K, v, 0, to);
        }
        let et = self.type_of(e);
        if is_integer(t.kind) {
            if let Some(k) = self.const_i16(e) {
                return self.jump_if(Op::JeqI64K, v, k as u16, to);
            }
            let x = self.expr(e, Dest::Any).reg;
            return self.jump_if(Op::JeqI64, v, x, to);
        }
        let ok = self.scalar();
        if (t.kind == Kind::Interface) != (et.kind == Kind::Interface) {
            let x = self.expr(e, Dest::Any).reg;
            let (iface, value, vt) = if t.kind == Kind::Interface {
                (v, x, et)
            } else {
                (x, v, t)
            };
            self.emit(Op::EqIfaceValue, ok, iface, value);
            self.ext_type(vt);
        } else {
            let x = self.expr_as(e, t, Dest::Any).reg;
            self.compare(BinaryOp::Eq, t, v, x, ok);
        }
        self.jump_on(Op::Jt, ok, to);
    }

    fn switch_table(
        &mut self,
        s: &'a SwitchStmt,
        t: TypeRef,
        v: Reg,
        clauses: &[Label],
        default: Label,
    ) -> bool {
        if !is_integer(t.kind) {
            return false;
        }
        let mut cases = Vec::new();
        for (c, &to) in s.clauses.iter().zip(clauses) {
            for e in &c.values {
                match self.const_int(e) {
                    Some(k) => cases.push((k, to)),
                    None => return false,
                }
            }
        }
        let (Some(&(low, _)), Some(&(high, _))) = (
            cases.iter().min_by_key(|c| c.0),
            cases.iter().max_by_key(|c| c.0),
        ) else {
            return false;
        };
        let span = high as i128 - low as i128 + 1;
        if cases.len() < TABLE_CASES || span > cases.len() as i128 * 4 + 16 {
            return false;
        }
        let mut targets = vec![default; span as usize];
        // The first of equal cases counts.
        for &(k, to) in cases.iter().rev() {
            targets[(k - low) as usize] = to;
        }
        self.switch(v, low, targets, default);
        true
    }
}

/// Whether the last statement, empty ones aside, is a fallthrough, labeled or not.
fn falls_through(body: &[Stmt]) -> bool {
    let last = body
        .iter()
        .rev()
        .find(|s| !matches!(s.kind, StmtKind::Empty));
    let mut kind = last.map(|s| &s.kind);
    while let Some(StmtKind::Labeled { stmt, .. }) = kind {
        kind = Some(&stmt.kind);
    }
    matches!(kind, Some(StmtKind::Fallthrough))
}
