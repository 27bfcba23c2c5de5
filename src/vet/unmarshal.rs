//! `json.Unmarshal(data, v)` and its kin with a `v` that is no pointer: there is nowhere to put the result.

use gorun_grammar::ast::ExprKind;

use super::nodes;
use super::pass::Pass;
use crate::types::Type;

const FUNCTIONS: &[&str] = &["encoding/json", "encoding/xml", "encoding/asn1"];
const DECODERS: &[&str] = &["encoding/json", "encoding/xml", "encoding/gob"];

pub fn check(pass: &mut Pass<'_>) {
    let own = pass.types.package(pass.pkg).public_path();
    if own == "encoding/gob" || FUNCTIONS.contains(&own) {
        return;
    }
    nodes::exprs(pass.files, &mut |x| {
        let ExprKind::Call {
            fun, args, lparen, ..
        } = &x.kind
        else {
            return;
        };
        let of = |packages: &[&str], f: &dyn Fn(&str) -> bool| packages.iter().any(|p| f(p));
        let (target, what) = match () {
            () if of(FUNCTIONS, &|p| pass.calls(fun, p, &["Unmarshal"])) => (
                args.get(1),
                "Unmarshal passes non-pointer as second argument",
            ),
            () if of(DECODERS, &|p| {
                pass.calls_method(fun, p, "Decoder", "Decode")
            }) =>
            {
                (args.first(), "Decode passes non-pointer")
            }
            () => return,
        };
        let Some(target) = target else { return };
        let t = pass.type_of(target);
        let under = pass.types.under_ty(t);
        let takes = matches!(under, Type::Pointer(_) | Type::Interface(_));
        if !takes && pass.types.as_tparam(t).is_none() {
            pass.report(*lparen, format!("call of {what}"));
        }
    });
}
