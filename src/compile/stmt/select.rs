//! select statements.

use gorun_grammar::ast::{Expr, ExprKind, SelectStmt, Stmt, StmtKind, UnaryOp};

use crate::bytecode::isa::Op;
use crate::bytecode::program::{NO_REG, SelectCase, SelectTable};
use crate::bytecode::rtype::TypeRef;
use crate::compile::function::{FnBuilder, Label, Reg};
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};
use crate::types::Basic;

/// The operand of the receive that a communication clause consists of.
fn received(s: &Stmt) -> Option<&Expr> {
    let e = match &s.kind {
        StmtKind::Expr(e) => e,
        StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => rhs.first()?,
        _ => return None,
    };
    match &unparen(e).kind {
        ExprKind::Unary {
            op: UnaryOp::Recv,
            x,
        } => Some(x),
        _ => None,
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn select_stmt(&mut self, s: &'a SelectStmt) {
        let end = self.label();
        let pos = self.here();
        let mut cases = Vec::new();
        let mut has_default = false;
        // Of the one communication there is: where it stands, and its channel's type.
        let mut only = None;
        // For each clause: its number, and where a received value and ok are.
        let mut clauses: Vec<(i16, Reg, Reg, TypeRef)> = Vec::new();
        for c in &s.clauses {
            self.at(c.pos);
            let Some(comm) = &c.comm else {
                has_default = true;
                clauses.push((-1, NO_REG, NO_REG, TypeRef::NULL));
                continue;
            };
            let index = cases.len() as i16;
            only = (index == 0).then_some((comm.pos, None));
            if let StmtKind::Send { ch, value, .. } = &comm.kind {
                let t = self.type_of(ch);
                let c = self.ordered(&[ch], |b| b.expr(ch, Dest::Stable).reg);
                let v = self.ordered(&[value], |b| b.expr_as(value, t.elem, Dest::Stable).reg);
                only = only.map(|(pos, _)| (pos, Some((t, v))));
                let v = if t.elem.slots() == 0 { NO_REG } else { v };
                cases.push(SelectCase {
                    send: true,
                    chan: c,
                    value: v,
                    ok: NO_REG,
                    elem: t.elem,
                });
                clauses.push((index, NO_REG, NO_REG, t.elem));
                continue;
            }
            let Some(x) = received(comm) else { continue };
            let t = self.type_of(x);
            let ch = self.ordered(&[x], |b| b.expr(x, Dest::Stable).reg);
            only = only.map(|(pos, _)| (pos, Some((t, NO_REG))));
            let (value, ok) = match &comm.kind {
                StmtKind::Assign { lhs, .. } | StmtKind::Define { lhs, .. } => {
                    let blank = |e: &Expr| matches!(&e.kind, ExprKind::Ident(n) if n == "_");
                    let v = if blank(&lhs[0]) || t.elem.slots() == 0 {
                        NO_REG
                    } else {
                        self.temp(t.elem)
                    };
                    let ok = if lhs.len() > 1 && !blank(&lhs[1]) {
                        self.scalar()
                    } else {
                        NO_REG
                    };
                    (v, ok)
                }
                _ => (NO_REG, NO_REG),
            };
            cases.push(SelectCase {
                send: false,
                chan: ch,
                value,
                ok,
                elem: t.elem,
            });
            clauses.push((index, value, ok, t.elem));
        }
        let chosen = self.scalar();
        // gc makes a plain communication of one that stands alone, or one that does not wait: its place is where it stands.
        self.at(only.map_or(pos, |(at, _)| at));
        match (&cases[..], only) {
            ([case], Some((_, Some((t, sent))))) if !has_default => {
                match case.send {
                    true => self.emit(Op::Send, case.chan, sent, 0),
                    false => self.emit(Op::Recv, case.value, case.chan, case.ok),
                };
                self.ext_type(t);
            }
            _ => self.select(chosen, SelectTable { cases, has_default }),
        }
        let labels: Vec<Label> = s.clauses.iter().map(|_| self.label()).collect();
        let n = clauses.len();
        for (i, (c, &to)) in clauses.iter().zip(&labels).enumerate() {
            if i + 1 < n {
                self.jump_if(Op::JeqI64K, chosen, c.0 as u16, to);
            } else {
                self.jump(to);
            }
        }
        self.open_target(end, None);
        let bool_type = self.basic(Basic::Bool);
        for (i, c) in s.clauses.iter().enumerate() {
            self.bind(labels[i]);
            let locals = self.mark_locals();
            let (_, value, ok, elem) = clauses[i];
            if let Some(comm) = &c.comm {
                match &comm.kind {
                    StmtKind::Define { lhs, .. } => {
                        let values = [(value, elem), (ok, bool_type)];
                        for (e, (r, t)) in lhs.iter().zip(values) {
                            self.range_variable(
                                Some(e),
                                self.info.defs.contains_key(&e.id),
                                Val::fresh(r),
                                t,
                            );
                        }
                    }
                    StmtKind::Assign { lhs, .. } => {
                        let values = [(value, elem), (ok, bool_type)];
                        for (e, (r, t)) in lhs.iter().zip(values) {
                            self.range_variable(Some(e), false, Val::fresh(r), t);
                        }
                    }
                    _ => {}
                }
            }
            self.stmts(&c.body);
            self.release_locals(locals);
            if i + 1 < n {
                self.jump(end);
            }
        }
        self.close_target();
        self.bind(end);
    }
}
