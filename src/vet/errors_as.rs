//! `errors.As` with a second argument into which no error can be put.

use gorun_grammar::ast::ExprKind;

use super::nodes;
use super::pass::Pass;
use super::printf::is_error;
use crate::types::{Type, TypeId};

pub fn check(pass: &mut Pass<'_>) {
    let path = pass.types.package(pass.pkg).public_path();
    if matches!(path, "errors" | "errors_test") {
        return;
    }
    nodes::exprs(pass.files, &mut |x| {
        if let ExprKind::Call { fun, args, .. } = &x.kind
            && let Some(target) = args.get(1)
            && pass.calls(fun, "errors", &["As"])
            && let Some(why) = wrong(pass, pass.type_of(target))
        {
            pass.report(x.pos, format!("second argument to errors.As {why}"));
        }
    });
}

fn wrong(pass: &mut Pass<'_>, target: TypeId) -> Option<&'static str> {
    const NO_POINTER: &str = "must be a non-nil pointer to either a type that implements error, or to any interface type";
    let types = &mut *pass.types;
    let under = types.under(target);
    let base = match types.get(under) {
        Type::Interface(i) if i.methods.is_empty() && i.embedded.is_empty() => return None,
        Type::Pointer(base) => *base,
        _ => return Some(NO_POINTER),
    };
    let error = types.universe.error_obj;
    if types
        .as_named(base)
        .is_some_and(|n| types.named(n).obj == error)
    {
        return Some("should not be *error");
    }
    (!types.is_interface(base) && !is_error(types, base)).then_some(NO_POINTER)
}
