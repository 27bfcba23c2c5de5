//! Numbers made pointers: the collector does not see the address while it is a number. And headers of slices and strings that are
//! none's.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

use super::names::{is_named, type_name};
use super::nodes;
use super::pass::Pass;
use crate::types::expr_string::unparen;
use crate::types::{Basic, TypeId, Types};

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| match &x.kind {
        ExprKind::Call { fun, args, .. } => {
            if let [arg] = &args[..]
                && is(pass, fun, Basic::UnsafePointer)
                && is(pass, arg, Basic::Uintptr)
                && !is_safe(pass, arg)
            {
                pass.report(x.pos, "possible misuse of unsafe.Pointer".into());
            }
        }
        ExprKind::Star(_) => header(pass, x, x),
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x: of,
        } => header(pass, x, of),
        _ => {}
    });
}

fn header(pass: &mut Pass<'_>, x: &Expr, of: &Expr) {
    let t = pass.type_of(of);
    if is_header(pass.types, t) {
        let name = type_name(pass.types, t);
        pass.report(x.pos, format!("possible misuse of {name}"));
    }
}

fn is_header(types: &Types, t: TypeId) -> bool {
    let mut names = ["SliceHeader", "StringHeader"].into_iter();
    names.any(|name| is_named(types, t, "reflect", name))
}

fn is(pass: &Pass<'_>, x: &Expr, basic: Basic) -> bool {
    pass.types.as_basic(pass.types.under(pass.type_of(x))) == Some(basic)
}

/// The rules of package unsafe.
fn is_safe(pass: &Pass<'_>, x: &Expr) -> bool {
    match &unparen(x).kind {
        ExprKind::Selector { x, sel } if sel.name == "Data" => {
            let base = pass.types.as_pointer(pass.types.unalias(pass.type_of(x)));
            if base.is_some_and(|b| is_header(pass.types, b)) {
                return true;
            }
        }
        ExprKind::Call { fun, args, .. } if args.is_empty() => {
            if let ExprKind::Selector { x, sel } = &fun.kind
                && matches!(sel.name.as_str(), "Pointer" | "UnsafeAddr")
                && is_named(pass.types, pass.type_of(x), "reflect", "Value")
            {
                return true;
            }
        }
        _ => {}
    }
    is_sum(pass, x)
}

/// A pointer made a number, and what is added to it.
fn is_sum(pass: &Pass<'_>, x: &Expr) -> bool {
    match &unparen(x).kind {
        ExprKind::Call { fun, args, .. } => {
            matches!(&args[..], [arg] if is(pass, fun, Basic::Uintptr) && is(pass, arg, Basic::UnsafePointer))
        }
        ExprKind::Binary {
            op: BinaryOp::Add | BinaryOp::Sub | BinaryOp::AndNot,
            x,
            y,
            ..
        } => is_sum(pass, x) && !is_sum(pass, y),
        _ => false,
    }
}
