//! Which calls gc inlines, roughly: a declared function is small enough if its body has few nodes and calls nothing (what the compiler counts
//! exactly, with what the checker does not know, is `compile/buffers/cost.rs`).

use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, NodeId, Stmt, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::unparen;
use crate::format::walk::shared::{Visit, decl, inside_expr, inside_stmt};
use crate::types::checker::Checker;
use crate::types::info::Mode;
use crate::types::object::{ObjId, ObjectKind, VarKind};

/// Nodes of the bodies of declared functions, and of literals that are called where they stand.
const BUDGET: u32 = 80;
const BUDGET_OF_LITERALS: u32 = 160;
const CALL: u32 = 57;

/// The bodies that are inlined: of declared functions, and of literals that a variable has for good.
pub(super) struct Inlined<'a> {
    bodies: FxHashMap<ObjId, &'a Block>,
    /// Literals of which nothing is left where all calls are inlined.
    gone: FxHashSet<NodeId>,
}

impl<'a> Inlined<'a> {
    pub fn new(check: &Checker<'a>) -> Self {
        let mut found = FxHashMap::default();
        for file in check.files {
            let marked = file
                .directives
                .iter()
                .filter(|d| d.text.trim() == "go:noinline");
            let marked: Vec<_> = marked.map(|d| d.pos).collect();
            let mut before = file.package;
            for decl in &file.decls {
                let Decl::Func(f) = decl else { continue };
                let start = std::mem::replace(&mut before, f.pos);
                let is_marked = marked.iter().any(|&m| start < m && m < f.pos);
                let (Some(body), Some(&obj)) = (&f.body, check.info.defs.get(&f.name.id)) else {
                    continue;
                };
                if !is_marked && fits(check, body, BUDGET) {
                    found.insert(obj, body);
                }
            }
        }
        let mut variables = Variables {
            check,
            literals: FxHashMap::default(),
            other: FxHashSet::default(),
        };
        check
            .files
            .iter()
            .flat_map(|f| &f.decls)
            .for_each(|d| decl(&mut variables, d));
        let mut gone = FxHashSet::default();
        for (variable, literal) in variables.literals {
            let ExprKind::Func { body, .. } = &literal.kind else {
                continue;
            };
            if variables.other.contains(&variable) || !fits(check, body, BUDGET) {
                continue;
            }
            found.insert(variable, &**body);
            if captures(check, body) {
                gone.insert(literal.id);
            }
        }
        Inlined {
            bodies: found,
            gone,
        }
    }

    pub fn is_gone(&self, literal: &Expr) -> bool {
        self.gone.contains(&literal.id)
    }

    /// The body that stands in the place of a call.
    pub fn body(&self, check: &Checker<'a>, fun: &'a Expr) -> Option<&'a Block> {
        let used = |id: &NodeId| {
            check
                .info
                .uses
                .get(id)
                .and_then(|o| self.bodies.get(o))
                .copied()
        };
        let fun = unparen(fun);
        match &fun.kind {
            ExprKind::Ident(_) => used(&fun.id),
            ExprKind::Selector { sel, .. } => used(&sel.id),
            ExprKind::Index { x, .. } => self.body(check, x),
            ExprKind::Func { body, .. } => fits(check, body, BUDGET_OF_LITERALS).then_some(body),
            _ => None,
        }
    }
}

fn fits(check: &Checker<'_>, body: &Block, budget: u32) -> bool {
    let mut nodes = Nodes { check, count: 0 };
    body.stmts.iter().for_each(|s| nodes.stmt(s));
    nodes.count <= budget
}

/// Local variables that are given a literal where they are declared.
struct Variables<'x, 'a> {
    check: &'x Checker<'a>,
    literals: FxHashMap<ObjId, &'a Expr>,
    /// Those with which something else is done than to call what they have.
    other: FxHashSet<ObjId>,
}

impl<'a> Variables<'_, 'a> {
    fn declare(&mut self, name: NodeId, value: &'a Expr) {
        if let (ExprKind::Func { .. }, Some(&v)) = (&value.kind, self.check.info.defs.get(&name)) {
            self.literals.insert(v, value);
        }
        self.expr(value);
    }
}

impl<'a> Visit<'a> for Variables<'_, 'a> {
    fn expr(&mut self, x: &'a Expr) {
        match &x.kind {
            ExprKind::Ident(_) => self.other.extend(self.check.info.uses.get(&x.id)),
            ExprKind::Call { fun, args, .. } if matches!(fun.kind, ExprKind::Ident(_)) => {
                args.iter().for_each(|a| self.expr(a));
            }
            _ => inside_expr(self, x),
        }
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        match &stmt.kind {
            StmtKind::Define { lhs, rhs, .. } if lhs.len() == rhs.len() => {
                lhs.iter().zip(rhs).for_each(|(l, r)| self.declare(l.id, r));
                lhs.iter().for_each(|l| self.expr(l));
            }
            _ => inside_stmt(self, stmt),
        }
    }
}

/// Whether a literal with this body mentions variables of the functions around it.
pub(super) fn captures(check: &Checker<'_>, body: &Block) -> bool {
    let mut names = Names {
        check,
        own: FxHashSet::default(),
        used: FxHashSet::default(),
    };
    body.stmts.iter().for_each(|s| names.stmt(s));
    names.used.iter().any(|v| !names.own.contains(v))
}

/// The local variables that a body mentions, and those that it declares.
struct Names<'x, 'a> {
    check: &'x Checker<'a>,
    own: FxHashSet<ObjId>,
    used: FxHashSet<ObjId>,
}

impl Visit<'_> for Names<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        let info = &self.check.info;
        self.own.extend(info.defs.get(&x.id));
        if let Some(&used) = info.uses.get(&x.id) {
            let kind = &self.check.types.object(used).kind;
            if matches!(kind, ObjectKind::Var(VarKind::Local)) {
                self.used.insert(used);
            }
        }
        inside_expr(self, x);
    }
}

struct Nodes<'x, 'a> {
    check: &'x Checker<'a>,
    count: u32,
}

impl Visit<'_> for Nodes<'_, '_> {
    fn expr(&mut self, x: &Expr) {
        let facts = self.check.info.types.get(&x.id);
        if facts.is_some_and(|t| t.mode == Mode::TypeExpr || t.value.is_some()) {
            self.count += 1;
            return;
        }
        self.count += 1;
        if let ExprKind::Call { fun, .. } = &x.kind {
            let facts = self.check.info.types.get(&fun.id);
            let plain = facts.is_some_and(|t| matches!(t.mode, Mode::TypeExpr | Mode::Builtin));
            if !plain {
                self.count += CALL;
            }
        }
        inside_expr(self, x);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        self.count += match &stmt.kind {
            StmtKind::Go(_) | StmtKind::Defer(_) | StmtKind::Select(_) => BUDGET_OF_LITERALS + 1,
            _ => 1,
        };
        inside_stmt(self, stmt);
    }
}
