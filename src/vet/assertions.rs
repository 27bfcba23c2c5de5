//! Type assertions from one interface to another that no type can pass: both have a method of one name and different types.

use gorun_grammar::ast::{Expr, ExprKind, StmtKind};

use super::names::type_name;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::{Type, TypeId, Types};

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            match node {
                Node::Expr(e) => {
                    if let ExprKind::TypeAssert {
                        x, ty: Some(ty), ..
                    } = &e.kind
                    {
                        assertion(pass, x, ty);
                    }
                }
                Node::Stmt(s) => {
                    if let StmtKind::TypeSwitch(s) = &s.kind {
                        for target in s.clauses.iter().flat_map(|c| &c.values) {
                            assertion(pass, &s.x, target);
                        }
                    }
                }
            }
            true
        });
    }
}

fn assertion(pass: &mut Pass<'_>, x: &Expr, target: &Expr) {
    let (v, t) = (pass.type_of(x), pass.type_of(target));
    if let Some(method) = conflict(pass.types, v, t) {
        let (v, t) = (type_name(pass.types, v), type_name(pass.types, t));
        let message = format!(
            "impossible type assertion: no type can implement both {v} and {t} (conflicting types for {method} method)"
        );
        pass.report(target.pos, message);
    }
}

/// The first method of `t` that `v` has with another type.
fn conflict(types: &Types, v: TypeId, t: TypeId) -> Option<String> {
    let (vu, tu) = (types.under(v), types.under(t));
    let is_interface = |u: TypeId| matches!(types.get(u), Type::Interface(_));
    if !is_interface(vu) || !is_interface(tu) {
        return None;
    }
    if types.mentions_tparams(vu) || types.mentions_tparams(tu) {
        return None;
    }
    let (vs, ts) = (types.type_set(vu), types.type_set(tu));
    let wrong = ts.methods.iter().find(|m| {
        let mut same = vs
            .methods
            .iter()
            .filter(|x| x.name == m.name && x.pkg == m.pkg);
        same.any(|x| !types.identical(x.sig, m.sig))
    });
    wrong.map(|m| m.name.to_string())
}
