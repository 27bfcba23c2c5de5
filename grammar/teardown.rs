//! Dropping deep trees.
//!
//! `1+1+…` and `x.f().f()…` nest to the left as deep as they are long, and such length is legal. The parser
//! bounds every other nesting, so it is enough to take left operands apart in a loop.

use crate::ast::{Expr, ExprKind, NodeId, Pos};

fn left(kind: &mut ExprKind) -> Option<&mut Expr> {
    match kind {
        ExprKind::Binary { x, .. }
        | ExprKind::Call { fun: x, .. }
        | ExprKind::Selector { x, .. }
        | ExprKind::Index { x, .. }
        | ExprKind::Slice { x, .. }
        | ExprKind::TypeAssert { x, .. } => Some(x),
        _ => None,
    }
}

impl Drop for Expr {
    fn drop(&mut self) {
        let Some(first) = left(&mut self.kind) else {
            return;
        };
        // Two levels cost nothing to drop as they are, and most trees have no more.
        if left(&mut first.kind).is_none() {
            return;
        }
        let bad = || Expr {
            id: NodeId(0),
            pos: Pos::NONE,
            kind: ExprKind::Bad,
        };
        let mut current = std::mem::replace(first, bad());
        while let Some(next) = left(&mut current.kind) {
            let next = std::mem::replace(next, bad());
            current = next;
        }
    }
}
