//! Statements that nothing leads to.

use gorun_grammar::ast::{Block, CaseClause, ExprKind, Name, Pos, Stmt, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::nodes;
use super::pass::Pass;
use crate::types::object::Builtin;

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        nodes::functions(file, &mut |_, body| function(pass, body));
    }
}

fn function(pass: &mut Pass<'_>, body: &Block) {
    let mut ways = Ways::default();
    ways.list(&body.stmts, None);
    let mut walk = Walk {
        pass,
        ways,
        reachable: true,
    };
    walk.list(&body.stmts);
}

/// Where the jumps of a function lead.
#[derive(Default)]
struct Ways {
    labels: FxHashMap<Name, Pos>,
    /// Labels that a `goto` names.
    gone_to: FxHashSet<Name>,
    /// Places of the statements that a `break` leaves.
    left: FxHashSet<Pos>,
}

impl Ways {
    fn list(&mut self, stmts: &[Stmt], around: Option<Pos>) {
        stmts.iter().for_each(|s| self.stmt(s, around));
    }

    /// `around`: the statement that a `break` without a label would leave.
    fn stmt(&mut self, stmt: &Stmt, around: Option<Pos>) {
        let here = Some(stmt.pos);
        match &stmt.kind {
            StmtKind::Block(b) => self.list(&b.stmts, around),
            StmtKind::Goto(label) => {
                self.gone_to.insert(label.name.clone());
            }
            StmtKind::Break(label) => {
                let named = |l: &gorun_grammar::ast::Ident| self.labels.get(&l.name).copied();
                let target = label.as_ref().map_or(around, named);
                self.left.extend(target);
            }
            StmtKind::If(s) => {
                self.list(&s.then.stmts, around);
                s.els.iter().for_each(|e| self.stmt(e, around));
            }
            StmtKind::Labeled { label, stmt } => {
                self.labels.insert(label.name.clone(), stmt.pos);
                self.stmt(stmt, around);
            }
            StmtKind::For(s) => self.list(&s.body.stmts, here),
            StmtKind::Range(s) => self.list(&s.body.stmts, here),
            StmtKind::Select(s) => s.clauses.iter().for_each(|c| self.list(&c.body, here)),
            StmtKind::Switch(s) => s.clauses.iter().for_each(|c| self.list(&c.body, here)),
            StmtKind::TypeSwitch(s) => s.clauses.iter().for_each(|c| self.list(&c.body, here)),
            _ => {}
        }
    }
}

struct Walk<'p, 'a> {
    pass: &'p mut Pass<'a>,
    ways: Ways,
    reachable: bool,
}

impl Walk<'_, '_> {
    fn list(&mut self, stmts: &[Stmt]) {
        stmts.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        if let StmtKind::Labeled { label, .. } = &stmt.kind {
            self.reachable |= self.ways.gone_to.contains(&label.name);
        }
        if !self.reachable && !matches!(stmt.kind, StmtKind::Empty) {
            self.pass.report(stmt.pos, "unreachable code".into());
            // Said once.
            self.reachable = true;
        }
        let left = self.ways.left.contains(&stmt.pos);
        match &stmt.kind {
            StmtKind::Block(b) => self.list(&b.stmts),
            StmtKind::Break(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough
            | StmtKind::Continue(_)
            | StmtKind::Return(_) => self.reachable = false,
            StmtKind::Expr(x) => {
                if let ExprKind::Call { fun, .. } = &x.kind
                    && matches!(fun.kind, ExprKind::Ident(_))
                    && self.pass.builtin(fun) == Some(Builtin::Panic)
                {
                    self.reachable = false;
                }
            }
            StmtKind::For(s) => {
                self.list(&s.body.stmts);
                self.reachable = s.cond.is_some() || left;
            }
            StmtKind::Range(s) => {
                self.list(&s.body.stmts);
                self.reachable = true;
            }
            StmtKind::If(s) => {
                self.list(&s.then.stmts);
                let then = std::mem::replace(&mut self.reachable, true);
                if let Some(other) = &s.els {
                    self.stmt(other);
                    self.reachable |= then;
                }
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::Select(s) => {
                let mut any = left;
                for clause in &s.clauses {
                    self.reachable = true;
                    self.list(&clause.body);
                    any |= self.reachable;
                }
                self.reachable = any;
            }
            StmtKind::Switch(s) => self.clauses(&s.clauses, left),
            StmtKind::TypeSwitch(s) => self.clauses(&s.clauses, left),
            _ => {}
        }
    }

    fn clauses(&mut self, clauses: &[CaseClause], left: bool) {
        let mut any = left || !clauses.iter().any(|c| c.default);
        for clause in clauses {
            self.reachable = true;
            self.list(&clause.body);
            any |= self.reachable;
        }
        self.reachable = any;
    }
}
