//! Types and functions as vet's messages name them: under the whole import paths of their packages.

use crate::types::info::Selection;
use crate::types::object::{ObjectKind, Receiver};
use crate::types::{ObjId, PkgId, Type, TypeId, Types};

/// A type under its package's path.
pub fn type_name(types: &Types, t: TypeId) -> String {
    types.type_string(t, &|pkg| path(types, pkg))
}

/// A type under its package's name, a type of package `own` without.
pub fn short_type_name(types: &Types, t: TypeId, own: PkgId) -> String {
    types.type_string(t, &|pkg| match pkg == own {
        true => String::new(),
        false => types.package(pkg).name.to_string(),
    })
}

fn path(types: &Types, pkg: PkgId) -> String {
    types.package(pkg).public_path().to_string()
}

/// Whether it is the declared type of that name.
pub fn is_named(types: &Types, t: TypeId, package: &str, name: &str) -> bool {
    types.as_named(t).is_some_and(|n| {
        let o = types.object(types.named(n).obj);
        o.name == name && types.package(o.pkg).public_path() == package
    })
}

/// `path.F`, `(path.T).M`, `(*path.T).M`; a variable's name alone.
pub fn full_name(types: &Types, obj: ObjId, selection: Option<&Selection>) -> String {
    let o = types.object(obj);
    let ObjectKind::Func { recv } = &o.kind else {
        return o.name.to_string();
    };
    let receiver = match (selection, recv) {
        (Some(s), recv) => receiver_of(types, s, recv.as_ref(), &o.name),
        (None, Some(recv)) => declared_receiver(types, recv),
        (None, None) => return format!("{}.{}", path(types, o.pkg), o.name),
    };
    format!("({receiver}).{}", o.name)
}

/// The interface type in which a method is written that is found in `t`, or in what the fields of `path` lead to.
pub fn interface_of(types: &Types, mut t: TypeId, path: &[u32], name: &str) -> Option<TypeId> {
    for &field in path {
        let base = types.as_pointer(t).unwrap_or(t);
        let Type::Struct(fields) = types.under_ty(base) else {
            return None;
        };
        t = fields.fields.get(field as usize)?.ty;
    }
    // (Instances of a generic interface are other types than it, and so to Go's check.)
    let found = declaring(types, types.unalias(t), name, 0)?;
    Some(types.canon(types.unalias(found)))
}

/// The type that declares the selected method: fields that lead to it may stand before it.
fn receiver_of(types: &Types, s: &Selection, recv: Option<&Receiver>, name: &str) -> String {
    let mut t = s.recv;
    let path = s.index.len().saturating_sub(1);
    for &field in &s.index[..path] {
        let base = types.as_pointer(t).unwrap_or(t);
        let Type::Struct(fields) = types.under_ty(base) else {
            break;
        };
        t = fields.fields[field as usize].ty;
    }
    let base = types.deref(t).0;
    let base = match recv {
        None => declaring(types, base, name, 0).unwrap_or(base),
        Some(_) => base,
    };
    if recv.is_none() && types.as_named(base).is_none() {
        return "interface".to_string();
    }
    let star = if recv.is_some_and(|r| r.pointer) {
        "*"
    } else {
        ""
    };
    format!("{star}{}", type_name(types, types.unalias(base)))
}

/// The interface type in which a method is written.
fn declaring(types: &Types, t: TypeId, name: &str, depth: u32) -> Option<TypeId> {
    if let Some(parameter) = types.as_tparam(t) {
        let constraint = types.unalias(types.tparam(parameter).constraint?);
        return declaring(types, constraint, name, depth);
    }
    let Type::Interface(i) = types.under_ty(t) else {
        return None;
    };
    if i.methods.iter().any(|m| m.name == name) {
        return Some(t);
    }
    let mut inside = i.embedded.iter().copied();
    inside.find_map(|e| (depth < 50).then(|| declaring(types, e, name, depth + 1))?)
}

fn declared_receiver(types: &Types, recv: &Receiver) -> String {
    let star = if recv.pointer { "*" } else { "" };
    let obj = types.object(types.named(recv.base).obj);
    let mut name = format!("{star}{}.{}", path(types, obj.pkg), obj.name);
    let tparams = recv.tparams.iter().map(|&p| types.tparam(p).obj);
    let tparams: Vec<&str> = tparams.map(|p| types.object(p).name.as_str()).collect();
    if !tparams.is_empty() {
        name += &format!("[{}]", tparams.join(", "));
    }
    name
}
