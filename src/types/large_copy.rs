//! What a function copies to its frame while it ranges over an array: gc's back end makes the copy wherever the elements are
//! asked for and come to something, and refuses frames that it makes too large.

use gorun_grammar::ast::{Decl, Expr, ExprKind, Pos, RangeStmt, Stmt, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::Checker;
use super::needed::{dropped, needed};
use super::object::ObjId;
use super::ty::Type;
use crate::format::walk::shared::{Visit, inside_expr, inside_stmt};

impl Checker<'_> {
    /// The bytes copied by each function and literal that copies, under its place in reports.
    pub(super) fn copied_arrays(&self) -> FxHashMap<Pos, u64> {
        let mut copies = Copies {
            check: self,
            now: 0,
            most: 0,
            needed: FxHashSet::default(),
            found: FxHashMap::default(),
        };
        for decl in self.files.iter().flat_map(|f| &f.decls) {
            copies.needed = needed(self, decl);
            match decl {
                Decl::Func(f) => {
                    let Some(body) = f.body.as_ref() else {
                        continue;
                    };
                    let pos = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
                    copies.function(pos, &body.stmts);
                }
                Decl::Var(specs) => specs
                    .iter()
                    .flat_map(|s| &s.values)
                    .for_each(|v| copies.expr(v)),
                _ => {}
            }
        }
        copies.found
    }
}

struct Copies<'x, 'a> {
    check: &'x Checker<'a>,
    /// Held by the loops around.
    now: u64,
    most: u64,
    /// The variables of the declaration that come to something.
    needed: FxHashSet<ObjId>,
    found: FxHashMap<Pos, u64>,
}

impl Copies<'_, '_> {
    fn function(&mut self, pos: Pos, body: &[Stmt]) {
        let around = (
            std::mem::take(&mut self.now),
            std::mem::take(&mut self.most),
        );
        body.iter().for_each(|s| self.stmt(s));
        if self.most > 0 {
            self.found.insert(pos, self.most);
        }
        (self.now, self.most) = around;
    }

    /// The size of what a loop copies.
    fn copied(&self, RangeStmt { x, value, body, .. }: &RangeStmt) -> u64 {
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
        let types = &self.check.types;
        let ty = self.check.info.types.get(&x.id).map(|t| t.ty);
        let is_array = |t| matches!(types.under_ty(t), Type::Array { .. });
        match ty.filter(|&t| wanted && !once && is_array(t) && !types.mentions_tparams(t)) {
            Some(ty) => types.size_of(ty).unwrap_or(0),
            None => 0,
        }
    }
}

impl Visit<'_> for Copies<'_, '_> {
    fn stmt(&mut self, stmt: &Stmt) {
        let size = match &stmt.kind {
            StmtKind::Range(s) => self.copied(s),
            _ => 0,
        };
        self.now = self.now.saturating_add(size);
        self.most = self.most.max(self.now);
        inside_stmt(self, stmt);
        self.now -= size.min(self.now);
    }

    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Func { ty, body } => self.function(ty.pos, &body.stmts),
            _ => inside_expr(self, x),
        }
    }
}
