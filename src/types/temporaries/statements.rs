//! What statements hold: loops and variables to the end of their blocks, everything else only to their own end.

use gorun_grammar::ast::{CaseClause, Decl, Expr, ExprKind, Pos, RangeStmt, Stmt, StmtKind};

use super::{Temporaries, Use, unparen};
use crate::format::walk::shared::{Visit, inside_stmt};
use crate::types::needed::dropped;
use crate::types::object::{ObjectKind, VarKind};
use crate::types::ty::{Type, TypeId};

impl<'a> Temporaries<'_, 'a> {
    /// Statements of a block: what its variables hold, they hold to its end.
    fn list(&mut self, stmts: &'a [Stmt]) {
        let around = self.frame.around;
        stmts.iter().for_each(|s| self.stmt(s));
        self.frame.around = around;
    }

    fn clauses(&mut self, clauses: &'a [CaseClause]) {
        for clause in clauses {
            clause.values.iter().for_each(|v| self.value(v, Use::Other));
            self.list(&clause.body);
        }
    }

    /// A call that `go` or `defer` makes: by a function of its own, unless there is nothing to pass.
    pub(super) fn put_off(&mut self, pos: Pos, x: &'a Expr) {
        let ExprKind::Call { fun, args, .. } = &unparen(x).kind else {
            return;
        };
        self.passed(fun, args, Use::Other);
        if let Some(bytes) = self.passed_on(fun).filter(|&n| n > 0) {
            self.found.entry(pos).or_default().callee = bytes;
        }
    }

    fn assigned(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        lhs.iter().for_each(|l| match &l.kind {
            ExprKind::Ident(_) => {}
            _ => self.value(l, Use::Stored),
        });
        if let ([l], [r]) = (lhs, rhs) {
            let how = self.how(l, r);
            self.value(r, how);
            let indexed = |x: &'a Expr| match &unparen(x).kind {
                ExprKind::Index { x, .. } => Some(x),
                _ => None,
            };
            if let (Some(l), Some(from)) = (indexed(l), indexed(r))
                && self.is_map(l)
                && self.is_map(from)
            {
                let bytes = self.size_of(r);
                self.hold(bytes);
            }
            return;
        }
        if lhs.len() != rhs.len() {
            let Some(r) = rhs.first() else { return };
            self.value(r, Use::Other);
            if let ExprKind::Index { .. } = unparen(r).kind {
                let bytes = self.size_of(unparen(r));
                self.hold(bytes);
            }
            return;
        }
        // What lies in memory is read before assignments that may change it.
        let mut changed = false;
        for (l, r) in lhs.iter().zip(rhs) {
            self.value(r, Use::Stored);
            let copied = !matches!(
                unparen(r).kind,
                ExprKind::Call { .. } | ExprKind::Composite { .. } | ExprKind::TypeAssert { .. }
            );
            if changed && copied {
                let bytes = self.size_of(r);
                self.hold(bytes);
            }
            changed |= self.is_in_memory(l);
        }
    }

    /// Whether assigning to a place changes memory: small local variables are none.
    fn is_in_memory(&mut self, x: &Expr) -> bool {
        let info = &self.check.info;
        let object = info.uses.get(&x.id).or_else(|| info.defs.get(&x.id));
        let object = object.map(|&o| self.check.types.object(o));
        match (&x.kind, object) {
            (ExprKind::Paren(x), _) => self.is_in_memory(x),
            (ExprKind::Ident(name), _) if name == "_" => false,
            (ExprKind::Ident(_), Some(o)) => {
                let local = matches!(o.kind, ObjectKind::Var(VarKind::Local | VarKind::Param));
                let ty = o.ty;
                !local || ty.is_some_and(|t| self.size(t) > 0)
            }
            _ => true,
        }
    }

    fn how(&mut self, l: &Expr, r: &Expr) -> Use {
        match &l.kind {
            ExprKind::Ident(name) if name == "_" => Use::Dropped,
            ExprKind::Ident(_) => {
                let obj = {
                    let info = &self.check.info;
                    info.defs
                        .get(&l.id)
                        .or_else(|| info.uses.get(&l.id))
                        .copied()
                };
                let ty = obj.and_then(|o| self.check.types.object(o).ty);
                let from = self.check.info.types.get(&r.id).map(|t| t.ty);
                match (ty, from) {
                    (Some(to), Some(from)) if self.is_boxed(to, from) => Use::Other,
                    _ => Use::Assigned,
                }
            }
            _ => {
                let to = self.check.info.types.get(&l.id).map(|t| t.ty);
                let from = self.check.info.types.get(&r.id).map(|t| t.ty);
                match (to, from) {
                    (Some(to), Some(from)) if self.is_boxed(to, from) => Use::Other,
                    _ => Use::Stored,
                }
            }
        }
    }

    pub(super) fn is_boxed(&self, to: TypeId, from: TypeId) -> bool {
        let is_interface = |t| matches!(self.check.types.under_ty(t), Type::Interface(_));
        is_interface(to) && !is_interface(from)
    }

    /// The size of what a loop copies.
    fn copied(&mut self, RangeStmt { x, value, body, .. }: &RangeStmt) -> u64 {
        let wanted = value
            .as_ref()
            .is_some_and(|v| match dropped(self.check, v) {
                Some(variable) => variable.is_some_and(|v| self.needed.contains(&v)),
                None => true,
            });
        // A loop that runs once is none to the optimiser, which then needs no copy.
        let once = matches!(
            body.stmts.last().map(|s| &s.kind),
            Some(StmtKind::Break(_) | StmtKind::Return(_) | StmtKind::Goto(_))
        );
        match self.type_of(x).filter(|_| wanted && !once) {
            Some(ty) if matches!(self.check.types.under_ty(ty), Type::Array { .. }) => {
                self.size(ty)
            }
            _ => 0,
        }
    }

    fn range(&mut self, s: &'a RangeStmt) {
        let size = self.copied(s);
        self.value(&s.x, Use::Ranged);
        let size = size.saturating_add(self.frame.here);
        self.end_of_statement();
        self.frame.around = self.frame.around.saturating_add(size);
        self.frame.most = self.frame.most.max(self.frame.around);
        s.body.stmts.iter().for_each(|s| self.stmt(s));
        self.frame.around -= size.min(self.frame.around);
    }

    fn end_of_statement(&mut self) {
        let here = std::mem::take(&mut self.frame.here);
        let all = self.frame.around.saturating_add(here);
        self.frame.most = self.frame.most.max(all);
    }
}

impl<'a> Visit<'a> for Temporaries<'_, 'a> {
    fn expr(&mut self, x: &'a Expr) {
        self.value(x, Use::Other);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        let before = std::mem::take(&mut self.frame.here);
        let around = self.frame.around;
        match &stmt.kind {
            StmtKind::Range(s) => self.range(s),
            StmtKind::Expr(x) => self.value(x, Use::Dropped),
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
                self.assigned(lhs, rhs);
            }
            StmtKind::Return(values) => values.iter().for_each(|v| self.value(v, Use::Stored)),
            StmtKind::Go(x) | StmtKind::Defer(x) => self.put_off(stmt.pos, x),
            StmtKind::Block(b) => self.list(&b.stmts),
            StmtKind::If(s) => {
                s.init.iter().for_each(|s| self.stmt(s));
                self.value(&s.cond, Use::Other);
                self.list(&s.then.stmts);
                s.els.iter().for_each(|s| self.stmt(s));
            }
            StmtKind::Switch(s) => {
                s.init.iter().for_each(|s| self.stmt(s));
                if let Some(tag) = &s.tag {
                    self.value(tag, Use::Other);
                    let bytes = self.size_of(tag);
                    self.hold(bytes);
                }
                self.clauses(&s.clauses);
            }
            StmtKind::TypeSwitch(s) => {
                s.init.iter().for_each(|s| self.stmt(s));
                self.value(&s.x, Use::Other);
                self.clauses(&s.clauses);
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let typed = spec.ty.as_ref().and_then(|t| self.type_of(t));
                    let how = |t: &mut Self, v: &Expr| {
                        let from = t.type_of(v);
                        match (typed, from) {
                            (Some(to), Some(from)) if t.is_boxed(to, from) => Use::Other,
                            _ if spec.names.len() == 1 => Use::Assigned,
                            _ => Use::Stored,
                        }
                    };
                    for v in &spec.values {
                        let how = how(self, v);
                        self.value(v, how);
                    }
                }
            }
            _ => inside_stmt(self, stmt),
        }
        self.end_of_statement();
        if !matches!(stmt.kind, StmtKind::Define { .. } | StmtKind::Decl(_)) {
            self.frame.around = around;
        }
        self.frame.here = before;
    }
}
