//! `defer f(time.Since(start))`: the time is taken when the call is deferred, not when it happens.

use gorun_grammar::ast::{ExprKind, StmtKind};

use super::nodes::{self, Node};
use super::pass::Pass;

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("time") {
        return;
    }
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Defer(call) = &stmt.kind
            {
                nodes::of_expr(call, &mut |node| {
                    let Node::Expr(x) = node else { return true };
                    if let ExprKind::Call { fun, .. } = &x.kind
                        && pass.calls(fun, "time", &["Since"])
                    {
                        let message = "call to time.Since is not deferred";
                        pass.report(x.pos, message.into());
                    }
                    !matches!(x.kind, ExprKind::Func { .. })
                });
            }
            true
        });
    }
}
