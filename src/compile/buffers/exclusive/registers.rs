//! Which slices gc keeps in registers while it appends to them.

use gorun_grammar::ast::{Expr, ExprKind};

use super::super::flow::Location;
use super::Append;
use crate::bytecode::rtype::{Detail, TypeRef};
use crate::compile::function::Context;
use crate::compile::place::unparen;
use crate::compile::program::ProgramBuilder;
use crate::types::object::VarKind;
use crate::types::{Info, ObjectKind, TypeId};

/// Whether two places are written alike and so are the same, nothing between them having an effect.
pub(super) fn same(info: &Info, a: &Expr, b: &Expr) -> bool {
    let (a, b) = (unparen(a), unparen(b));
    let object = |e: &Expr| {
        info.uses
            .get(&e.id)
            .or_else(|| info.defs.get(&e.id))
            .copied()
    };
    match (&a.kind, &b.kind) {
        (ExprKind::Ident(_), ExprKind::Ident(_)) => object(a) == object(b),
        (ExprKind::Selector { x, sel }, ExprKind::Selector { x: y, sel: other }) => {
            sel.name == other.name && (!info.selections.contains_key(&a.id) || same(info, x, y))
        }
        (ExprKind::Star(x), ExprKind::Star(y)) => same(info, x, y),
        (
            ExprKind::Index { x, indices: i, .. },
            ExprKind::Index {
                x: y, indices: j, ..
            },
        ) => same(info, x, y) && i.len() == 1 && j.len() == 1 && same_index(info, &i[0], &j[0]),
        _ => false,
    }
}
fn same_index(info: &Info, a: &Expr, b: &Expr) -> bool {
    match (&unparen(a).kind, &unparen(b).kind) {
        (ExprKind::Lit { text, .. }, ExprKind::Lit { text: other, .. }) => text == other,
        _ => same(info, a, b),
    }
}

/// Whether gc keeps the slice appended to in registers. It grows what is in memory in place, on the heap. `variable`: the
/// one in which the slice is, and its type.
pub fn in_registers(
    p: &mut ProgramBuilder<'_>,
    context: &Context<'_>,
    a: &Append<'_>,
    variable: Option<(&Location, TypeId)>,
) -> bool {
    let Some(mut e) = a.in_place.map(unparen) else {
        return true;
    };
    let Some((location, t)) = variable else {
        return false;
    };
    if location.address_taken || (location.captured && location.reassigned) {
        return false;
    }
    while let ExprKind::Selector { x, .. } | ExprKind::Index { x, .. } = &e.kind {
        e = unparen(x);
    }
    if !matches!(e.kind, ExprKind::Ident(_)) {
        return false;
    }
    if a.site == 0 {
        let info = context.info;
        let obj = info.uses.get(&e.id).or_else(|| info.defs.get(&e.id));
        let Some(&obj) = obj else { return false };
        let result = matches!(p.types.object(obj).kind, ObjectKind::Var(VarKind::Result));
        if result && context.escape.defers.contains(&a.defers) {
            return false;
        }
    }
    let t = p.rtype(t);
    fits_registers(t)
}

fn fits_registers(t: TypeRef) -> bool {
    if t.size > 32 {
        return false;
    }
    match &t.detail {
        Detail::Struct { fields, .. } => {
            fields.len() <= 4 && fields.iter().all(|f| fits_registers(f.ty))
        }
        Detail::Array { len, .. } => *len <= 1 && fits_registers(t.elem),
        _ => true,
    }
}
