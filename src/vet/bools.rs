//! `x == 1 || x == 1` and `x != 1 || x != 2`: operands that say the same, or cannot be meant.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, NodeId, UnaryOp};
use rustc_hash::{FxHashMap, FxHashSet};

use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::expr_string::unparen;
use crate::types::object::{Builtin, ObjectKind};

struct Conditions<'p, 'a> {
    pass: &'p mut Pass<'a>,
    /// Parts of one that has been looked at.
    seen: FxHashSet<NodeId>,
}

pub fn check(pass: &mut Pass<'_>) {
    let files = pass.files;
    let seen = FxHashSet::default();
    let mut conditions = Conditions { pass, seen };
    nodes::exprs(files, &mut |x| {
        if let ExprKind::Binary { op, .. } = &x.kind
            && matches!(op, BinaryOp::LOr | BinaryOp::LAnd)
            && !conditions.seen.contains(&x.id)
        {
            conditions.condition(x, *op);
        }
    });
}

impl Conditions<'_, '_> {
    fn condition(&mut self, x: &Expr, op: BinaryOp) {
        let mut operands = Vec::new();
        self.split(x, op, &mut operands);
        let pass = &*self.pass;
        // Operands may be exchanged up to one that does something.
        let sets: Vec<&[&Expr]> = operands.split(|e| !is_pure(pass, e)).collect();
        for set in sets {
            self.redundant(op, set);
            self.suspect(op, set);
        }
    }

    /// The operands, the last first.
    fn split<'e>(&mut self, x: &'e Expr, op: BinaryOp, out: &mut Vec<&'e Expr>) {
        let mut x = unparen(x);
        while let ExprKind::Binary {
            op: o, x: left, y, ..
        } = &x.kind
            && *o == op
        {
            self.seen.insert(x.id);
            self.split(y, op, out);
            x = unparen(left);
        }
        out.push(x);
    }

    fn redundant(&mut self, op: BinaryOp, set: &[&Expr]) {
        let mut seen = FxHashSet::default();
        for e in set {
            let text = self.pass.shown(e);
            if seen.contains(&text) {
                let (word, sign) = (word(op), op.as_str());
                let message = format!("redundant {word}: {text} {sign} {text}");
                self.pass.report(e.pos, message);
            } else {
                seen.insert(text);
            }
        }
    }

    /// `x != c1 || x != c2` always holds, `x == c1 && x == c2` never does.
    fn suspect(&mut self, op: BinaryOp, set: &[&Expr]) {
        let bad = match op {
            BinaryOp::LOr => BinaryOp::Ne,
            _ => BinaryOp::Eq,
        };
        let mut seen: FxHashMap<String, String> = FxHashMap::default();
        for e in set {
            let ExprKind::Binary { op: o, x, y, .. } = &e.kind else {
                continue;
            };
            let constant = |e: &Expr| self.pass.fact(e).is_some_and(|f| f.value.is_some());
            let compared = match () {
                () if *o != bad => continue,
                () if constant(y) => x,
                () if constant(x) => y,
                () => continue,
            };
            let text = self.pass.shown(e);
            let previous = seen
                .entry(self.pass.shown(compared))
                .or_insert(text.clone());
            if *previous != text {
                let (word, sign) = (word(op), op.as_str());
                let message = format!("suspect {word}: {text} {sign} {previous}");
                self.pass.report(e.pos, message);
            }
        }
    }
}

fn word(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::LOr => "or",
        _ => "and",
    }
}

/// Whether evaluating it changes nothing.
pub fn is_pure(pass: &Pass<'_>, x: &Expr) -> bool {
    let mut pure = true;
    nodes::of_expr(x, &mut |node| {
        let Node::Expr(x) = node else { return false };
        match &x.kind {
            ExprKind::Unary {
                op: UnaryOp::Recv, ..
            } => pure = false,
            ExprKind::Call { fun, .. } if !pass.is_type(fun) => {
                let builtin = pass.identified(unparen(fun));
                let kind = builtin.map(|b| &pass.types.object(b).kind);
                pure &= matches!(kind, Some(ObjectKind::Builtin(b)) if computes(*b));
            }
            ExprKind::Func { .. }
            | ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::MapType { .. }
            | ExprKind::InterfaceType { .. } => return false,
            _ => {}
        }
        pure
    });
    pure
}

fn computes(b: Builtin) -> bool {
    use Builtin::*;
    matches!(
        b,
        Len | Cap | Complex | Imag | Real | Make | New | Max | Min
    )
}
