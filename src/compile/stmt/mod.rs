//! Statements, a file for each kind that needs one.

pub mod assign;
pub mod branch;
pub mod decl;
pub mod defer;
pub mod loops;
pub mod range;
pub mod range_func;
pub mod select;
pub mod switch;
pub mod type_switch;

use gorun_grammar::ast::{Block, Stmt, StmtKind};

use super::function::FnBuilder;
use super::value::Dest;
use crate::bytecode::isa::Op;

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }

    /// Statements in a scope of their own.
    pub fn stmts(&mut self, list: &'a [Stmt]) {
        let locals = self.mark_locals();
        self.note_names();
        for s in list {
            self.stmt(s);
        }
        self.release_locals(locals);
    }

    pub fn stmt(&mut self, s: &'a Stmt) {
        let mark = self.mark();
        self.at(s.pos);
        if !self.plan.moves.is_empty() {
            self.leave_buffers(s.pos);
        }
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(e) if self.entry && self.show_value(e) => {}
            StmtKind::Expr(e) => self.discard(e),
            StmtKind::Decl(d) => self.local_decl(d),
            StmtKind::Send { ch, arrow, value } => {
                let t = self.type_of(ch);
                self.ordered(&[ch, value], |b| {
                    let c = b.expr(ch, Dest::Stable).reg;
                    let v = b.expr_as(value, t.elem, Dest::Stable).reg;
                    b.at(*arrow);
                    b.emit(Op::Send, c, v, 0);
                    b.ext_type(t);
                });
            }
            StmtKind::IncDec { x, inc, op_pos } => {
                self.ordered(&[x], |b| b.inc_dec(x, *inc, *op_pos))
            }
            StmtKind::Assign {
                lhs,
                op,
                rhs,
                op_pos,
            } => match op {
                Some(op) => {
                    let (x, y) = (&lhs[0], &rhs[0]);
                    let roots = if self.is_name(x) { &[y][..] } else { &[x, y] };
                    self.ordered(roots, |b| b.assign_op(x, *op, y, *op_pos));
                }
                None => {
                    let mut roots: Vec<_> = lhs.iter().filter(|e| !self.is_name(e)).collect();
                    roots.extend(self.roots_of(rhs, lhs.len()));
                    self.ordered(&roots, |b| b.assign(lhs, rhs, *op_pos));
                }
            },
            StmtKind::Define { lhs, rhs, .. } => {
                let roots = self.roots_of(rhs, lhs.len());
                self.ordered(&roots, |b| b.define(lhs, rhs));
            }
            StmtKind::Go(e) => self.go_stmt(e),
            StmtKind::Defer(e) => self.defer_stmt(e),
            StmtKind::Return(list) => {
                let roots = if self.is_multi(list) {
                    self.parts(&list[0])
                } else {
                    list.iter().collect()
                };
                self.ordered(&roots, |b| b.return_stmt(list));
            }
            StmtKind::Break(l) => self.break_stmt(l.as_ref().map(|l| &l.name)),
            StmtKind::Continue(l) => self.continue_stmt(l.as_ref().map(|l| &l.name)),
            StmtKind::Goto(l) => self.goto_stmt(&l.name),
            StmtKind::Fallthrough => {}
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(s) => {
                let locals = self.mark_locals();
                if let Some(init) = &s.init {
                    self.stmt(init);
                }
                match &s.els {
                    Some(e) => {
                        let (els, end) = (self.label(), self.label());
                        self.cond_jump(&s.cond, false, els);
                        self.block(&s.then);
                        if !self.ends_with_jump(&s.then.stmts) {
                            self.jump(end);
                        }
                        self.bind(els);
                        self.stmt(e);
                        self.bind(end);
                    }
                    None => match self.only_jumps(&s.then) {
                        Some(to) => self.cond_jump(&s.cond, true, to),
                        None => {
                            let end = self.label();
                            self.cond_jump(&s.cond, false, end);
                            self.block(&s.then);
                            self.bind(end);
                        }
                    },
                }
                self.release_locals(locals);
            }
            StmtKind::Switch(s) => self.switch_stmt(s),
            StmtKind::TypeSwitch(s) => self.type_switch(s),
            StmtKind::Select(s) => self.select_stmt(s),
            StmtKind::For(s) => self.for_stmt(s),
            StmtKind::Range(s) => self.range_stmt(s),
            StmtKind::Labeled { label, stmt } => {
                let l = self.goto_label(&label.name);
                self.bind(l);
                self.pending_label = Some(label.name.clone());
                self.stmt(stmt);
                self.pending_label = None;
            }
        }
        if self.entry {
            self.publish_variables();
        }
        self.release(mark);
        self.note_names();
    }

    /// Whether control certainly does not fall out of the end of the list.
    pub fn ends_with_jump(&self, list: &[Stmt]) -> bool {
        matches!(
            list.last().map(|s| &s.kind),
            Some(
                StmtKind::Return(_)
                    | StmtKind::Break(_)
                    | StmtKind::Continue(_)
                    | StmtKind::Goto(_)
            )
        )
    }
}
