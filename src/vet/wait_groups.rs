//! `go func() { wg.Add(1); … }()`: `Wait` may return before the goroutine begins.

use gorun_grammar::ast::{ExprKind, StmtKind};

use super::nodes::{self, Node};
use super::pass::Pass;

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("sync") {
        return;
    }
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Go(call) = &stmt.kind
                && let ExprKind::Call { fun, .. } = &call.kind
                && let ExprKind::Func { body, .. } = &fun.kind
                && let Some(StmtKind::Expr(first)) = body.stmts.first().map(|s| &s.kind)
                && let ExprKind::Call { fun, lparen, .. } = &first.kind
                && pass.calls_method(fun, "sync", "WaitGroup", "Add")
            {
                let message = "WaitGroup.Add called from inside new goroutine";
                pass.report(*lparen, message.into());
            }
            true
        });
    }
}
