//! Calls of log/slog with a key that is none, or a key without its value.

use gorun_grammar::ast::{Expr, ExprKind};

use super::names::is_named;
use super::nodes;
use super::pass::Pass;
use crate::types::info::SelectionKind;
use crate::types::object::{ObjId, ObjectKind};
use crate::types::{Basic, Type, TypeId, Types};

/// Receivers, functions, and how many arguments stand before the pairs.
const FUNCTIONS: &[(&str, &[&str], usize)] = &[
    ("", &["Debug", "Info", "Warn", "Error", "Group"], 1),
    (
        "",
        &["DebugContext", "InfoContext", "WarnContext", "ErrorContext"],
        2,
    ),
    ("", &["Log"], 3),
    ("Logger", &["Debug", "Info", "Warn", "Error"], 1),
    (
        "Logger",
        &["DebugContext", "InfoContext", "WarnContext", "ErrorContext"],
        2,
    ),
    ("Logger", &["Log"], 3),
    ("Logger", &["With"], 0),
    ("Record", &["Add"], 0),
];

/// What is expected next.
enum Expected {
    Key,
    Value,
    Unknown,
}

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| {
        if let ExprKind::Call {
            fun,
            args,
            ellipsis: None,
            ..
        } = &x.kind
        {
            check_call(pass, x, fun, args);
        }
    });
}

/// The name in reports and the arguments before the pairs.
fn taking_pairs(types: &Types, obj: ObjId) -> Option<(String, usize)> {
    let o = types.object(obj);
    let ObjectKind::Func { recv } = &o.kind else {
        return None;
    };
    if types.package(o.pkg).public_path() != "log/slog" {
        return None;
    }
    let recv = recv
        .as_ref()
        .map(|r| types.object(types.named(r.base).obj).name.as_str());
    let recv = recv.unwrap_or_default();
    let known = FUNCTIONS
        .iter()
        .find(|(r, names, _)| *r == recv && names.contains(&o.name.as_str()));
    let dot = if recv.is_empty() { "" } else { "." };
    known.map(|(_, _, skip)| (format!("slog.{recv}{dot}{}", o.name), *skip))
}

fn check_call(pass: &mut Pass<'_>, call: &Expr, fun: &Expr, args: &[Expr]) {
    let Some((obj, selection)) = pass.used(fun) else {
        return;
    };
    let Some((name, mut skip)) = taking_pairs(pass.types, obj) else {
        return;
    };
    skip += usize::from(selection.is_some_and(|s| s.kind == SelectionKind::MethodExpr));
    if args.len() <= skip {
        return;
    }
    let mut expected = Expected::Key;
    let mut unknown: Option<&Expr> = None;
    for arg in &args[skip..] {
        let t = pass.type_of(arg);
        let types = &*pass.types;
        let is_key = types.canon(t) == TypeId::of(Basic::String);
        let is_attr = is_named(types, t, "log/slog", "Attr");
        let interface = types.is_interface(t);
        expected = match expected {
            Expected::Value => Expected::Key,
            Expected::Key if is_key => Expected::Value,
            Expected::Key if is_attr => Expected::Key,
            Expected::Key if interface && is_empty(types, t) => Expected::Unknown,
            Expected::Key if interface && only_string(types, t) => Expected::Key,
            Expected::Key => {
                let text = go_quoted(&pass.shown(arg));
                let message = match unknown {
                    None => format!(
                        "{name} arg {text} should be a string or a slog.Attr (possible missing key or value)"
                    ),
                    Some(before) => format!(
                        "{name} arg {text} should probably be a string or a slog.Attr (previous arg {} cannot be a key)",
                        go_quoted(&pass.shown(before))
                    ),
                };
                return pass.report(arg.pos, message);
            }
            Expected::Unknown => {
                unknown = Some(arg);
                match is_key || is_attr || interface {
                    true => Expected::Unknown,
                    false => Expected::Key,
                }
            }
        };
    }
    if matches!(expected, Expected::Value) {
        let message = match unknown {
            None => format!("call to {name} missing a final value"),
            Some(_) => format!("call to {name} has a missing or misplaced value"),
        };
        pass.report(call.pos, message);
    }
}

fn is_empty(types: &Types, t: TypeId) -> bool {
    types.type_set(types.under(t)).methods.is_empty()
}

/// Of the methods of an interface an attribute has `String` alone, and `Equal`.
fn only_string(types: &Types, t: TypeId) -> bool {
    let set = types.type_set(types.under(t));
    let simple = |sig: TypeId| matches!(types.get(sig), Type::Signature(s) if s.params.is_empty() && s.results == [TypeId::of(Basic::String)]);
    set.methods
        .iter()
        .all(|m| m.name == "String" && simple(m.sig))
}

fn go_quoted(text: &str) -> String {
    crate::types::quote(text)
}
