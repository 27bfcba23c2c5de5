//! `x = atomic.AddInt32(&x, 1)`: an atomic addition whose result is stored without being one.

use gorun_grammar::ast::{Expr, ExprKind, StmtKind, UnaryOp};

use super::nodes::{self, Node};
use super::pass::Pass;

const ADD: &[&str] = &[
    "AddInt32",
    "AddInt64",
    "AddUint32",
    "AddUint64",
    "AddUintptr",
];

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            let Node::Stmt(stmt) = node else { return true };
            let pair = match &stmt.kind {
                StmtKind::Assign { lhs, rhs, .. } => Some((lhs, rhs)),
                StmtKind::Define { lhs, rhs, .. } if lhs.len() > 1 => Some((lhs, rhs)),
                _ => None,
            };
            if let Some((lhs, rhs)) = pair.filter(|(l, r)| l.len() == r.len()) {
                for (left, right) in lhs.iter().zip(rhs) {
                    assignment(pass, left, right);
                }
            }
            true
        });
    }
}

fn assignment(pass: &mut Pass<'_>, left: &Expr, right: &Expr) {
    let ExprKind::Call { fun, args, .. } = &right.kind else {
        return;
    };
    let [arg, _] = &args[..] else { return };
    if !pass.calls(fun, "sync/atomic", ADD) {
        return;
    }
    let same = |a: &Expr, b: &Expr| pass.shown(a) == pass.shown(b);
    let stores = match (&arg.kind, &left.kind) {
        (
            ExprKind::Unary {
                op: UnaryOp::Addr,
                x,
            },
            _,
        ) => same(left, x),
        (_, ExprKind::Star(x)) => same(x, arg),
        _ => false,
    };
    if stores {
        pass.report(left.pos, "direct assignment to atomic value".into());
    }
}
