//! `f == nil` where `f` is a declared function, which never is.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind};

use super::nodes;
use super::pass::Pass;
use crate::types::ObjectKind;
use crate::types::info::Mode;

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |e| {
        if let ExprKind::Binary { op, x, y, .. } = &e.kind
            && matches!(op, BinaryOp::Eq | BinaryOp::Ne)
        {
            comparison(pass, e, *op, x, y);
        }
    });
}

fn comparison(pass: &mut Pass<'_>, e: &Expr, op: BinaryOp, x: &Expr, y: &Expr) {
    let is_nil = |e: &Expr| pass.fact(e).is_some_and(|f| f.mode == Mode::Nil);
    let other = match (is_nil(x), is_nil(y)) {
        (true, _) => y,
        (_, true) => x,
        _ => return,
    };
    let Some((obj, _)) = pass.used(other) else {
        return;
    };
    let o = pass.types.object(obj);
    if matches!(o.kind, ObjectKind::Func { .. }) {
        let (name, always) = (&o.name, op == BinaryOp::Ne);
        let sign = op.as_str();
        let message = format!("comparison of function {name} {sign} nil is always {always}");
        pass.report(e.pos, message);
    }
}
