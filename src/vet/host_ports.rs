//! `net.Dial("tcp", fmt.Sprintf("%s:%d", host, port))`: addresses of IPv6 need brackets.

use gorun_grammar::ast::{Expr, ExprKind, Pos};
use rustc_hash::FxHashMap;

use super::nodes;
use super::pass::Pass;
use crate::types::ObjId;
use crate::types::quote;

pub fn check(pass: &mut Pass<'_>) {
    if !pass.imports("fmt") {
        return;
    }
    let files = pass.files;
    let mut declared: FxHashMap<ObjId, &Expr> = FxHashMap::default();
    for file in files {
        declared.extend(pass.declared_with(file, |_, values| values == 1));
    }
    for dialler in 0..3 {
        nodes::exprs(files, &mut |x| {
            let ExprKind::Call { fun, args, .. } = &x.kind else {
                return;
            };
            let dials = match dialler {
                0 => pass.calls(fun, "net", &["Dial"]),
                1 => pass.calls(fun, "net", &["DialTimeout"]),
                _ => pass.calls_method(fun, "net", "Dialer", "Dial"),
            };
            let Some(address) = args.get(1).filter(|_| dials) else {
                return;
            };
            match &address.kind {
                ExprKind::Call { .. } if args.len() == 2 => made(pass, address, None),
                ExprKind::Ident(_) => {
                    let value = pass.identified(address).and_then(|o| declared.get(&o));
                    if let Some(value) = value {
                        made(pass, value, Some(x.pos));
                    }
                }
                _ => {}
            }
        });
    }
}

/// Looks at how an address is made. `dialled`: where it is used, if elsewhere.
fn made(pass: &mut Pass<'_>, address: &Expr, dialled: Option<Pos>) {
    let ExprKind::Call { fun, args, .. } = &address.kind else {
        return;
    };
    let [format, _, _] = &args[..] else { return };
    if !pass.calls(fun, "fmt", &["Sprintf"]) {
        return;
    }
    let Some(text) = pass.string(format).filter(|t| t == "%s:%d" || t == "%s:%s") else {
        return;
    };
    let place = dialled.and_then(|pos| pass.sources.position(pos));
    let place = place.map_or_else(String::new, |p| {
        format!(" (passed to net.Dial at L{})", p.line)
    });
    let message = format!(
        "address format {text} does not work with IPv6{place}",
        text = quote(&text)
    );
    pass.report(format.pos, message);
}
