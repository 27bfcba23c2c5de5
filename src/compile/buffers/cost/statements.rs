//! What statements cost.

use gorun_grammar::ast::{Decl, Expr, ExprKind, Stmt, StmtKind};

use super::loops::LEAVE_FAR;
use super::{BUDGET, Cost};
use crate::compile::place::unparen;
use crate::types::Type;

impl<'a> Cost<'_, 'a> {
    pub(super) fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            if self.impossible || self.sum > 10 * BUDGET {
                return;
            }
            self.stmt(s);
        }
    }
    pub(super) fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }
    /// The place assigned to. A new variable is declared as well: the declaration, and the name in it.
    pub(super) fn place(&mut self, e: &'a Expr) {
        if self.info.defs.contains_key(&e.id) {
            self.sum += 3;
        } else if matches!(&unparen(e).kind, ExprKind::Ident(n) if n == "_") {
            self.sum += 1;
        } else {
            self.expr(e);
        }
    }
    pub(super) fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        self.sum += 1;
        for l in lhs {
            self.place(l);
        }
        for (i, r) in rhs.iter().enumerate() {
            match lhs.get(i) {
                Some(l) if lhs.len() == rhs.len() => {
                    let to = self.type_of(l);
                    self.converted(r, to);
                }
                _ => self.expr(r),
            }
        }
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => self.expr(e),
            StmtKind::Go(_) | StmtKind::Defer(_) => self.impossible = true,
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let new = |n: &gorun_grammar::ast::Ident| if n.is_blank() { 1 } else { 3 };
                    if spec.values.is_empty() {
                        self.sum += spec.names.iter().map(|n| new(n) + 1).sum::<i32>();
                        continue;
                    }
                    self.sum += 1 + spec.names.iter().map(new).sum::<i32>();
                    for (i, v) in spec.values.iter().enumerate() {
                        let obj = spec.names.get(i).and_then(|n| self.info.defs.get(&n.id));
                        let t = obj.and_then(|&o| self.p.types.object(o).ty);
                        match t {
                            Some(t) if spec.values.len() == spec.names.len() => {
                                self.converted(v, t);
                            }
                            _ => self.expr(v),
                        }
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.sum += 1;
                self.expr(ch);
                match *self.under(self.type_of(ch)) {
                    Type::Chan { elem, .. } => self.converted(value, elem),
                    _ => self.expr(value),
                }
            }
            StmtKind::IncDec { x, .. } => {
                self.sum += 2;
                self.expr(x);
            }
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.assign(lhs, rhs);
            }
            StmtKind::Return(list) if self.in_body.is_some() => {
                // The results are assigned, and the function around returns.
                self.sum += LEAVE_FAR + 2 * list.len() as i32;
                self.exprs(list);
            }
            StmtKind::Return(list) => {
                self.sum += 1;
                let results = self.results.clone();
                if list.len() == 1 && results.len() > 1 {
                    // Through variables: each declared, set, and mentioned.
                    self.sum += 1 + 4 * results.len() as i32;
                }
                for (i, e) in list.iter().enumerate() {
                    match results.get(i) {
                        Some(&t) if list.len() == results.len() => self.converted(e, t),
                        _ => self.expr(e),
                    }
                }
            }
            StmtKind::Break(label) => self.jump(label.is_some(), |b| b.breakable),
            StmtKind::Continue(label) => self.jump(label.is_some(), |b| b.loops),
            StmtKind::Goto(_) => self.sum += 1,
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(i) => {
                self.option_stmt(&i.init);
                let value = self.info.types.get(&unparen(&i.cond).id);
                if let Some(crate::types::constant::Const::Bool(b)) =
                    value.and_then(|v| v.value.as_ref())
                {
                    if *b {
                        self.stmts(&i.then.stmts);
                    } else {
                        self.option_stmt(&i.els);
                    }
                    return;
                }
                self.sum += 1;
                self.expr(&i.cond);
                self.stmts(&i.then.stmts);
                self.option_stmt(&i.els);
            }
            StmtKind::Switch(i) => {
                self.sum += 1;
                self.option_stmt(&i.init);
                if let Some(t) = &i.tag {
                    self.expr(t);
                }
                for c in &i.clauses {
                    self.sum += 1;
                    c.values.iter().for_each(|v| self.expr(v));
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::TypeSwitch(i) => {
                self.sum += 2 + i32::from(i.bind.is_some());
                self.option_stmt(&i.init);
                self.expr(&i.x);
                for c in &i.clauses {
                    self.sum += 1 + i32::from(i.bind.is_some());
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::Select(i) => {
                self.sum += 1;
                for c in &i.clauses {
                    self.sum += 1;
                    self.option_stmt(&c.comm);
                    self.within(false, |w| w.stmts(&c.body));
                }
            }
            StmtKind::For(i) => {
                self.sum += 1;
                self.option_stmt(&i.init);
                if let Some(c) = &i.cond {
                    self.expr(c);
                }
                self.option_stmt(&i.post);
                self.within(true, |c| c.stmts(&i.body.stmts));
            }
            StmtKind::Range(r) if self.is_loop(r) => self.loop_over(r),
            StmtKind::Range(r) => {
                self.sum += 1;
                for e in r.key.iter().chain(&r.value) {
                    self.place(e);
                }
                self.expr(&r.x);
                self.within(true, |c| c.stmts(&r.body.stmts));
            }
            StmtKind::Labeled { label, stmt } => {
                self.sum += 1;
                let of_loop = matches!(&stmt.kind, StmtKind::Range(r) if self.is_loop(r));
                self.label = of_loop.then(|| label.name.clone());
                self.stmt(stmt);
            }
            _ => {}
        }
    }
}
