//! Which statements are terminating (spec: Terminating statements), for "missing return".

use gorun_grammar::ast::{Block, CaseClause, ExprKind, NodeId, Stmt, StmtKind};
use rustc_hash::FxHashSet;

use super::expr_string::unparen;

/// Whether control never runs past the end of `body`. `panics` holds the calls of the predeclared `panic`.
pub fn is_terminating_block(panics: &FxHashSet<NodeId>, body: &Block) -> bool {
    is_terminating_list(panics, &body.stmts)
}

fn is_terminating(panics: &FxHashSet<NodeId>, s: &Stmt, label: &str) -> bool {
    match &s.kind {
        StmtKind::Labeled { label, stmt } => is_terminating(panics, stmt, &label.name),
        StmtKind::Expr(x) => {
            let x = unparen(x);
            matches!(x.kind, ExprKind::Call { .. }) && panics.contains(&x.id)
        }
        StmtKind::Return(_) | StmtKind::Goto(_) | StmtKind::Fallthrough => true,
        StmtKind::Block(b) => is_terminating_block(panics, b),
        StmtKind::If(s) => match &s.els {
            Some(els) => is_terminating_block(panics, &s.then) && is_terminating(panics, els, ""),
            None => false,
        },
        StmtKind::Switch(s) => is_terminating_switch(panics, &s.clauses, label),
        StmtKind::TypeSwitch(s) => is_terminating_switch(panics, &s.clauses, label),
        StmtKind::Select(s) => s
            .clauses
            .iter()
            .all(|c| is_terminating_list(panics, &c.body) && !has_break_list(&c.body, label, true)),
        StmtKind::For(s) => s.cond.is_none() && !has_break_list(&s.body.stmts, label, true),
        // A range loop ends when its operand does.
        StmtKind::Range(_) => false,
        StmtKind::Bad
        | StmtKind::Empty
        | StmtKind::Decl(_)
        | StmtKind::Send { .. }
        | StmtKind::IncDec { .. }
        | StmtKind::Assign { .. }
        | StmtKind::Define { .. }
        | StmtKind::Go(_)
        | StmtKind::Defer(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_) => false,
    }
}

fn is_terminating_list(panics: &FxHashSet<NodeId>, list: &[Stmt]) -> bool {
    match list
        .iter()
        .rev()
        .find(|s| !matches!(s.kind, StmtKind::Empty))
    {
        Some(last) => is_terminating(panics, last, ""),
        None => false,
    }
}

fn is_terminating_switch(panics: &FxHashSet<NodeId>, clauses: &[CaseClause], label: &str) -> bool {
    clauses.iter().any(|c| c.default)
        && clauses
            .iter()
            .all(|c| is_terminating_list(panics, &c.body) && !has_break_list(&c.body, label, true))
}

/// Whether `s` holds a `break` out of the statement labelled `label`, or, if `implicit`, out of the
/// innermost statement around `s`.
fn has_break(s: &Stmt, label: &str, implicit: bool) -> bool {
    match &s.kind {
        StmtKind::Labeled { stmt, .. } => has_break(stmt, label, implicit),
        StmtKind::Break(None) => implicit,
        StmtKind::Break(Some(target)) => target.name == label,
        StmtKind::Block(b) => has_break_list(&b.stmts, label, implicit),
        StmtKind::If(s) => {
            has_break_list(&s.then.stmts, label, implicit)
                || s.els
                    .as_ref()
                    .is_some_and(|els| has_break(els, label, implicit))
        }
        StmtKind::Switch(s) => {
            !label.is_empty()
                && s.clauses
                    .iter()
                    .any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::TypeSwitch(s) => {
            !label.is_empty()
                && s.clauses
                    .iter()
                    .any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::Select(s) => {
            !label.is_empty()
                && s.clauses
                    .iter()
                    .any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::For(s) => !label.is_empty() && has_break_list(&s.body.stmts, label, false),
        StmtKind::Range(s) => !label.is_empty() && has_break_list(&s.body.stmts, label, false),
        _ => false,
    }
}

fn has_break_list(list: &[Stmt], label: &str, implicit: bool) -> bool {
    list.iter().any(|s| has_break(s, label, implicit))
}
