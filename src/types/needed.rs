//! Which local variables' values gc's optimiser keeps: those that reach something beyond other variables that it drops.

use gorun_grammar::ast::{BinaryOp, Decl, Expr, ExprKind, NodeId, Stmt, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::Checker;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::ty::{Type, TypeId};
use crate::format::walk::shared::{Visit, decl, inside_expr, inside_stmt};

/// What gc keeps in registers has no more bytes, and no more fields.
const LARGEST: u64 = 32;
const MOST_FIELDS: usize = 4;

/// The variables that are needed in the functions of a declaration.
pub(super) fn needed(check: &Checker<'_>, of: &Decl) -> FxHashSet<ObjId> {
    let mut uses = Uses {
        check,
        flows: FxHashMap::default(),
        into: None,
        needed: FxHashSet::default(),
    };
    decl(&mut uses, of);
    let mut needed = uses.needed;
    let mut open: Vec<ObjId> = needed.iter().copied().collect();
    while let Some(variable) = open.pop() {
        let from = uses.flows.get(&variable).into_iter().flatten();
        open.extend(from.filter(|&&f| needed.insert(f)));
    }
    needed
}

/// The local variable that is declared or assigned, if it may be dropped. `Some(None)`: nothing keeps what is assigned.
pub(super) fn dropped(check: &Checker<'_>, x: &Expr) -> Option<Option<ObjId>> {
    let ExprKind::Ident(name) = &x.kind else {
        return None;
    };
    if name == "_" {
        return Some(None);
    }
    let obj = object(check, x.id)?;
    let o = check.types.object(obj);
    let local = matches!(o.kind, ObjectKind::Var(VarKind::Local | VarKind::Param));
    (local && in_registers(check, o.ty?)).then_some(Some(obj))
}

fn object(check: &Checker<'_>, id: NodeId) -> Option<ObjId> {
    let info = &check.info;
    info.defs.get(&id).or_else(|| info.uses.get(&id)).copied()
}

fn in_registers(check: &Checker<'_>, ty: TypeId) -> bool {
    let types = &check.types;
    types.size_of(ty).is_some_and(|n| n <= LARGEST)
        && match types.under_ty(ty) {
            Type::Array { elem, len } => *len == 0 || *len == 1 && in_registers(check, *elem),
            Type::Struct(s) => {
                s.fields.len() <= MOST_FIELDS && s.fields.iter().all(|f| in_registers(check, f.ty))
            }
            _ => true,
        }
}

struct Uses<'x, 'a> {
    check: &'x Checker<'a>,
    /// Which variables' values a variable may have.
    flows: FxHashMap<ObjId, Vec<ObjId>>,
    /// What the expression is assigned to that is looked at; `None`: something that is kept.
    into: Option<Option<ObjId>>,
    needed: FxHashSet<ObjId>,
}

impl Uses<'_, '_> {
    fn assigned(&mut self, lhs: &Expr, rhs: &Expr) {
        match dropped(self.check, lhs) {
            Some(to) if self.is_plain(rhs) => {
                self.into = Some(to);
                self.expr(rhs);
                self.into = None;
            }
            Some(_) => self.expr(rhs),
            None => {
                self.expr(lhs);
                self.expr(rhs);
            }
        }
    }

    /// Whether nothing happens but that the value is computed.
    fn is_plain(&self, x: &Expr) -> bool {
        match &x.kind {
            ExprKind::Ident(_) | ExprKind::Lit { .. } => true,
            ExprKind::Paren(x) | ExprKind::Selector { x, .. } => self.is_plain(x),
            ExprKind::Binary { op, x, y, .. } => {
                let jumps = matches!(
                    op,
                    BinaryOp::Div | BinaryOp::Rem | BinaryOp::LAnd | BinaryOp::LOr
                );
                !jumps && self.is_plain(x) && self.is_plain(y)
            }
            ExprKind::Call { fun, args, .. } => {
                let facts = self.check.info.types.get(&fun.id);
                facts.is_some_and(|t| t.mode == Mode::TypeExpr)
                    && args.iter().all(|a| self.is_plain(a))
            }
            _ => false,
        }
    }
}

impl Visit<'_> for Uses<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        if let (ExprKind::Ident(_), Some(used)) = (&x.kind, object(self.check, x.id)) {
            match self.into {
                None => {
                    self.needed.insert(used);
                }
                Some(None) => {}
                Some(Some(to)) => self.flows.entry(to).or_default().push(used),
            }
        }
        inside_expr(self, x);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Assign {
                op: Some(BinaryOp::Div | BinaryOp::Rem),
                ..
            } => inside_stmt(self, stmt),
            StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. }
                if lhs.len() == rhs.len() =>
            {
                lhs.iter().zip(rhs).for_each(|(l, r)| self.assigned(l, r));
            }
            StmtKind::IncDec { x, .. } if dropped(self.check, x).is_some() => {}
            StmtKind::Range(s) => {
                for x in [&s.key, &s.value].into_iter().flatten() {
                    if dropped(self.check, x).is_none() {
                        self.expr(x);
                    }
                }
                self.expr(&s.x);
                s.body.stmts.iter().for_each(|s| self.stmt(s));
            }
            _ => inside_stmt(self, stmt),
        }
    }
}
