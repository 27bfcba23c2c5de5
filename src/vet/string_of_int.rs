//! `string(i)`, which makes a character of a number and not its digits.

use gorun_grammar::ast::{Expr, ExprKind};

use super::nodes;
use super::pass::Pass;
use crate::types::{Basic, ObjectKind, Type, TypeId, Types};

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| {
        if let ExprKind::Call { fun, args, .. } = &x.kind
            && let [arg] = &args[..]
        {
            conversion(pass, x, fun, arg);
        }
    });
}

fn conversion(pass: &mut Pass<'_>, call: &Expr, fun: &Expr, arg: &Expr) {
    let id = match &fun.kind {
        ExprKind::Ident(_) => fun.id,
        ExprKind::Selector { sel, .. } => sel.id,
        _ => return,
    };
    let Some(&obj) = pass.info.uses.get(&id) else {
        return;
    };
    let types = &*pass.types;
    let o = types.object(obj);
    if !matches!(o.kind, ObjectKind::TypeName { .. }) {
        return;
    }
    let (to, from) = (types.obj_type(obj), pass.type_of(arg));
    let basic = |t: TypeId| types.as_basic(types.under(t));
    let text = specific(types, to).find(|&t| basic(t) == Some(Basic::String));
    let number = specific(types, from).find(|&t| {
        let no_text = |b: Basic| !matches!(b, Basic::Uint8 | Basic::Int32 | Basic::UntypedRune);
        basic(t).is_some_and(|b| b.is_integer() && no_text(b))
    });
    let (Some(text), Some(number)) = (text, number) else {
        return;
    };
    let target = described(types, text, to, o.name.to_string());
    let source = described(types, number, from, name(types, from));
    if !target.is_empty() && !source.is_empty() {
        let message = format!(
            "conversion from {source} to {target} yields a string of one rune, not a string of digits"
        );
        pass.report(call.pos, message);
    }
}

/// The types of a type parameter's type set; any other type alone.
fn specific(types: &Types, t: TypeId) -> impl Iterator<Item = TypeId> {
    types.typeset(t).into_iter().filter_map(|(term, _)| term)
}

/// `ID (int)`, `int (in T)`: a type of the type set of the type that was written.
fn described(types: &Types, t: TypeId, written: TypeId, written_name: String) -> String {
    let own = match t == written {
        true => written_name.clone(),
        false => name(types, t),
    };
    if own.is_empty() {
        return own;
    }
    let mut more = Vec::new();
    let under = name(types, types.under(t));
    if !under.is_empty() && under != own {
        more.push(under);
    }
    if t != written && !written_name.is_empty() && written_name != own {
        more.push(format!("in {written_name}"));
    }
    match more.is_empty() {
        true => own,
        false => format!("{own} ({})", more.join(", ")),
    }
}

fn name(types: &Types, t: TypeId) -> String {
    match types.get(t) {
        Type::Basic(_) => super::names::type_name(types, t),
        Type::Named(n) => types.object(types.named(*n).obj).name.to_string(),
        Type::Alias { obj, .. } => types.object(*obj).name.to_string(),
        Type::TypeParam(p) => types.object(types.tparam(*p).obj).name.to_string(),
        _ => String::new(),
    }
}
