//! `append(s)`, which appends nothing.

use gorun_grammar::ast::ExprKind;

use super::nodes;
use super::pass::Pass;
use crate::types::object::Builtin;

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| {
        if let ExprKind::Call { fun, args, .. } = &x.kind
            && args.len() == 1
            && pass.builtin(fun) == Some(Builtin::Append)
        {
            pass.report(x.pos, "append with no values".into());
        }
    });
}
