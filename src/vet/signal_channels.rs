//! `signal.Notify` with a channel that holds nothing: a signal that comes while nobody waits is lost.

use gorun_grammar::ast::{Expr, ExprKind};
use rustc_hash::FxHashMap;

use super::nodes;
use super::pass::Pass;
use crate::types::ObjId;
use crate::types::object::Builtin;

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("os/signal") {
        return;
    }
    for file in pass.files {
        // What names of this file are declared with, one value for each.
        let declared = pass.declared_with(file, |names, values| names == values);
        let declared: FxHashMap<ObjId, &Expr> = declared.into_iter().collect();
        nodes::exprs(std::slice::from_ref(file), &mut |x| {
            let ExprKind::Call { fun, args, .. } = &x.kind else {
                return;
            };
            let value = |e: &Expr| pass.identified(e).and_then(|o| declared.get(&o).copied());
            let notify = match &fun.kind {
                ExprKind::Ident(_) => value(fun).is_some_and(|f| is_notify(pass, f)),
                _ => is_notify(pass, fun),
            };
            let Some(channel) = args.first().filter(|_| notify) else {
                return;
            };
            let made = match &channel.kind {
                ExprKind::Ident(_) => value(channel),
                ExprKind::Call { fun, .. } if pass.builtin(fun) != Some(Builtin::Make) => {
                    Some(channel)
                }
                _ => None,
            };
            if let Some(ExprKind::Call { args, .. }) = made.map(|m| &m.kind)
                && args.len() == 1
            {
                let message = "misuse of unbuffered os.Signal channel as argument to signal.Notify";
                pass.report(x.pos, message.into());
            }
        });
    }
}

fn is_notify(pass: &Pass<'_>, fun: &Expr) -> bool {
    let ExprKind::Selector { sel, .. } = &fun.kind else {
        return false;
    };
    pass.object(sel.id).is_some_and(|obj| {
        let o = pass.types.object(obj);
        o.name == "Notify" && pass.types.package(o.pkg).public_path() == "os/signal"
    })
}
