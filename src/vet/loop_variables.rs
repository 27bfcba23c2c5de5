//! Function literals that run after the iteration that made them, and use the loop's variables: until Go 1.22 all iterations shared these.

use gorun_grammar::ast::{Expr, ExprKind, Stmt, StmtKind};

use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::ObjId;

pub fn check(pass: &mut Pass<'_>) {
    for (i, file) in pass.files.iter().enumerate() {
        if pass.version(i) >= (1, 22) {
            continue;
        }
        nodes::of_file(file, &mut |node| {
            let Node::Stmt(stmt) = node else { return true };
            let mut variables = Vec::new();
            let body = match &stmt.kind {
                StmtKind::Range(s) => {
                    let names = s.key.iter().chain(&s.value);
                    variables.extend(names.filter_map(|x| pass.identified(x)));
                    &s.body
                }
                StmtKind::For(s) => {
                    let changed = match s.post.as_ref().map(|p| &p.kind) {
                        Some(StmtKind::Assign { lhs, .. }) => &lhs[..],
                        Some(StmtKind::IncDec { x, .. }) => std::slice::from_ref(x),
                        _ => &[],
                    };
                    variables.extend(changed.iter().filter_map(|x| pass.identified(x)));
                    &s.body
                }
                _ => return true,
            };
            if !variables.is_empty() {
                last(&body.stmts, &mut |stmt| {
                    let fun = match &stmt.kind {
                        StmtKind::Go(call) | StmtKind::Defer(call) => callee(call),
                        StmtKind::Expr(call) => in_group(pass, call),
                        _ => None,
                    };
                    if let Some(ExprKind::Func { body, .. }) = fun.map(|f| &f.kind) {
                        captured(pass, &variables, &body.stmts);
                    }
                });
                for stmt in &body.stmts {
                    if let StmtKind::Expr(call) = &stmt.kind {
                        captured(pass, &variables, parallel(pass, call));
                    }
                }
            }
            true
        });
    }
}

fn callee(call: &Expr) -> Option<&Expr> {
    match &call.kind {
        ExprKind::Call { fun, .. } => Some(fun),
        _ => None,
    }
}

/// What `errgroup.Group.Go` starts.
fn in_group<'x>(pass: &Pass<'_>, call: &'x Expr) -> Option<&'x Expr> {
    let ExprKind::Call { fun, args, .. } = &call.kind else {
        return None;
    };
    let starts = pass.calls_method(fun, "golang.org/x/sync/errgroup", "Group", "Go");
    args.first().filter(|_| starts)
}

/// The statements that may come last, inside of others too.
fn last<'x>(stmts: &'x [Stmt], see: &mut dyn FnMut(&'x Stmt)) {
    let Some(stmt) = stmts.last() else { return };
    match &stmt.kind {
        StmtKind::If(s) => {
            last(&s.then.stmts, see);
            match s.els.as_ref().map(|e| &e.kind) {
                Some(StmtKind::Block(b)) => last(&b.stmts, see),
                Some(StmtKind::If(_)) => last(s.els.as_slice(), see),
                _ => {}
            }
        }
        StmtKind::For(s) => last(&s.body.stmts, see),
        StmtKind::Range(s) => last(&s.body.stmts, see),
        StmtKind::Switch(s) => s.clauses.iter().for_each(|c| last(&c.body, see)),
        StmtKind::TypeSwitch(s) => s.clauses.iter().for_each(|c| last(&c.body, see)),
        StmtKind::Select(s) => s.clauses.iter().for_each(|c| last(&c.body, see)),
        _ => see(stmt),
    }
}

/// What a subtest does behind its `t.Parallel()`, where no label lets it be jumped over.
fn parallel<'x>(pass: &Pass<'_>, call: &'x Expr) -> &'x [Stmt] {
    let ExprKind::Call { fun, args, .. } = &call.kind else {
        return &[];
    };
    let [_, run] = &args[..] else { return &[] };
    let ExprKind::Func { ty, body } = &run.kind else {
        return &[];
    };
    let test = ty.params.fields.first().and_then(|f| f.names.first());
    let Some(test) = test.and_then(|n| pass.info.defs.get(&n.id)) else {
        return &[];
    };
    if !pass.calls_method(fun, "testing", "T", "Run") {
        return &[];
    }
    let labelled = |s: &Stmt| matches!(s.kind, StmtKind::Labeled { .. });
    let start = body.stmts.iter().rposition(labelled).unwrap_or(0);
    let begins = |s: &Stmt| {
        let mut s = s;
        while let StmtKind::Labeled { stmt, .. } = &s.kind {
            s = stmt;
        }
        let StmtKind::Expr(x) = &s.kind else {
            return false;
        };
        let Some(fun) = callee(x) else { return false };
        let of = match &fun.kind {
            ExprKind::Selector { x, .. } => pass.identified(x),
            _ => None,
        };
        of.as_ref() == Some(test) && pass.calls_method(fun, "testing", "T", "Parallel")
    };
    let behind = body.stmts[start..].iter().position(begins);
    behind.map_or(&[], |at| &body.stmts[start + at + 1..])
}

fn captured(pass: &mut Pass<'_>, variables: &[ObjId], stmts: &[Stmt]) {
    nodes::of_stmts(stmts, &mut |node| {
        if let Node::Expr(x) = node
            && let ExprKind::Ident(name) = &x.kind
            && let Some(used) = pass.info.uses.get(&x.id)
        {
            for _ in variables.iter().filter(|v| *v == used) {
                let message = format!("loop variable {name} captured by func literal");
                pass.report(x.pos, message);
            }
        }
        true
    });
}
