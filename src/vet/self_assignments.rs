//! `x = x`.

use gorun_grammar::ast::{Expr, ExprKind, StmtKind};

use super::bools::is_pure;
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::Type;
use crate::types::expr_string::unparen;

pub fn check(pass: &mut Pass<'_>) {
    for file in pass.files {
        nodes::of_file(file, &mut |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Assign {
                    lhs, rhs, op: None, ..
                } = &stmt.kind
                && lhs.len() == rhs.len()
            {
                let pairs = lhs.iter().zip(rhs);
                let same: Vec<String> = pairs.filter_map(|(l, r)| itself(pass, l, r)).collect();
                if !same.is_empty() {
                    let message = format!("self-assignment of {}", same.join(", "));
                    pass.report(stmt.pos, message);
                }
            }
            true
        });
    }
}

/// The text of both sides, if they are the same and nothing but the assignment happens.
fn itself(pass: &Pass<'_>, left: &Expr, right: &Expr) -> Option<String> {
    let in_map = match &unparen(left).kind {
        ExprKind::Index { x, .. } => {
            matches!(pass.types.under_ty(pass.type_of(x)), Type::Map { .. })
        }
        _ => false,
    };
    let alike = std::mem::discriminant(&left.kind) == std::mem::discriminant(&right.kind);
    if in_map || !alike || !is_pure(pass, left) || !is_pure(pass, right) {
        return None;
    }
    let text = pass.shown(left);
    (text == pass.shown(right)).then_some(text)
}
