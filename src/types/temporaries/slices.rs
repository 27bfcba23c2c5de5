//! Slice literals whose elements gc puts on the stack, however many they are: those that nothing keeps. Only what is plain to see
//! counts: a literal that is indexed, ranged over or copied where it stands, or through a variable of which nothing else is done.

use gorun_grammar::ast::{Decl, Expr, ExprKind, NodeId, Stmt, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::unparen;
use crate::format::walk::shared::{Visit, decl, inside_expr, inside_stmt};
use crate::types::checker::Checker;
use crate::types::constant::Const;
use crate::types::info::Mode;
use crate::types::object::{Builtin, ObjId, ObjectKind, VarKind};
use crate::types::ty::Type;

/// How long the elements are on the stack.
#[derive(Clone, Copy)]
pub(super) enum Stay {
    Statement,
    /// To the end of the block of the variable that has the slice.
    Block,
}

pub(super) fn that_stay(check: &Checker<'_>, of: &Decl) -> FxHashMap<NodeId, Stay> {
    let mut uses = Uses {
        check,
        kept: FxHashSet::default(),
        held: Vec::new(),
        stays: FxHashMap::default(),
    };
    decl(&mut uses, of);
    let Uses {
        kept,
        held,
        mut stays,
        ..
    } = uses;
    let in_variables = held.into_iter().filter(|(v, _)| !kept.contains(v));
    stays.extend(in_variables.map(|(_, literal)| (literal, Stay::Block)));
    stays
}

/// How many elements a literal has.
pub(super) fn len(check: &Checker<'_>, x: &Expr) -> u64 {
    let ExprKind::Composite { elems, .. } = &x.kind else {
        return 0;
    };
    let (mut next, mut most) = (0u64, 0u64);
    for e in elems {
        if let Some(key) = &e.key
            && let Some(Const::Int(n)) =
                check.info.types.get(&key.id).and_then(|t| t.value.as_ref())
        {
            next = n.to_string().parse().unwrap_or(0);
        }
        next += 1;
        most = most.max(next);
    }
    most
}

struct Uses<'x, 'a> {
    check: &'x Checker<'a>,
    /// Variables of whose slices more is done than to look at elements.
    kept: FxHashSet<ObjId>,
    held: Vec<(ObjId, NodeId)>,
    stays: FxHashMap<NodeId, Stay>,
}

impl Uses<'_, '_> {
    fn local(&self, x: &Expr) -> Option<ObjId> {
        let ExprKind::Ident(_) = &x.kind else {
            return None;
        };
        let info = &self.check.info;
        let obj = *info.defs.get(&x.id).or_else(|| info.uses.get(&x.id))?;
        let kind = &self.check.types.object(obj).kind;
        matches!(kind, ObjectKind::Var(VarKind::Local)).then_some(obj)
    }

    fn is_slice(&self, x: &Expr) -> bool {
        let facts = self.check.info.types.get(&x.id);
        facts.is_some_and(|t| matches!(self.check.types.under_ty(t.ty), Type::Slice(_)))
    }

    /// A slice of which only elements are wanted.
    fn looked_at(&mut self, x: &Expr) {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Composite { .. } if self.is_slice(x) => {
                self.stays.insert(x.id, Stay::Statement);
                inside_expr(self, x);
            }
            ExprKind::Ident(_) => {}
            _ => self.expr(x),
        }
    }

    fn declare(&mut self, variable: ObjId, value: &Expr) {
        let value = unparen(value);
        match &value.kind {
            ExprKind::Composite { .. } if self.is_slice(value) => {
                self.held.push((variable, value.id));
                inside_expr(self, value);
            }
            _ => self.expr(value),
        }
    }
}

impl Visit<'_> for Uses<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Ident(_) => self.kept.extend(self.local(x)),
            ExprKind::Index { x, indices, .. } => {
                self.looked_at(x);
                indices.iter().for_each(|i| self.expr(i));
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => {
                let facts = self.check.info.types.get(&fun.id);
                let builtin = facts.is_some_and(|t| t.mode == Mode::Builtin);
                let used = self.check.info.uses.get(&unparen(fun).id);
                let kind = used.map(|&o| &self.check.types.object(o).kind);
                let looks = matches!(
                    kind,
                    Some(ObjectKind::Builtin(
                        Builtin::Len | Builtin::Cap | Builtin::Copy | Builtin::Clear
                    ))
                );
                let append = matches!(kind, Some(ObjectKind::Builtin(Builtin::Append)));
                match args.as_slice() {
                    args if builtin && looks => args.iter().for_each(|a| self.looked_at(a)),
                    [to, from] if builtin && append && ellipsis.is_some() => {
                        self.expr(to);
                        self.looked_at(from);
                    }
                    _ => inside_expr(self, x),
                }
            }
            _ => inside_expr(self, x),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Define { lhs, rhs, .. } if lhs.len() == rhs.len() => {
                for (l, r) in lhs.iter().zip(rhs) {
                    match self.local(l) {
                        Some(v) => self.declare(v, r),
                        None => self.expr(r),
                    }
                }
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let one = spec.names.len() == spec.values.len();
                    for (i, v) in spec.values.iter().enumerate() {
                        match one.then(|| self.check.info.defs.get(&spec.names[i].id)) {
                            Some(Some(&obj)) => self.declare(obj, v),
                            _ => self.expr(v),
                        }
                    }
                }
            }
            StmtKind::Assign { lhs, rhs, .. } => {
                for l in lhs {
                    if self.local(l).is_none() {
                        self.expr(l);
                    }
                }
                rhs.iter().for_each(|r| self.expr(r));
            }
            StmtKind::Range(s) => {
                for x in [&s.key, &s.value].into_iter().flatten() {
                    if self.local(x).is_none() {
                        self.expr(x);
                    }
                }
                self.looked_at(&s.x);
                s.body.stmts.iter().for_each(|s| self.stmt(s));
            }
            _ => inside_stmt(self, stmt),
        }
    }
}
