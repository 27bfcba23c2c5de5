//! Copies of what holds a lock: the copy is another lock.

use gorun_grammar::ast::{Decl, Expr, ExprKind, Field, FuncType, RangeStmt, StmtKind, VarSpec};
use rustc_hash::FxHashSet;

use super::names::{is_named, type_name};
use super::nodes::{self, Node};
use super::pass::Pass;
use crate::types::expr_string::unparen;
use crate::types::go_library::has as library_has;
use crate::types::info::Mode;
use crate::types::object::Builtin;
use crate::types::{ObjId, PkgId, Type, TypeId, Types};

/// A line for each type of Go's library that holds a lock: its name, and what of it does, as far as the lock. (gorun's own have other fields.)
const OF_LIBRARY: &str = include_str!("go_locks.txt");

pub fn check(pass: &mut Pass<'_>) {
    for (i, file) in pass.files.iter().enumerate() {
        // Since Go 1.22 each iteration has variables of its own.
        let copies = pass.version(i) >= (1, 22);
        for decl in &file.decls {
            match decl {
                Decl::Func(f) => {
                    let recv = f.recv.as_ref().and_then(|r| r.fields.first());
                    function(pass, &f.name.name, recv, &f.ty);
                }
                Decl::Var(specs) => variables(pass, specs),
                _ => {}
            }
            nodes::of_decl(decl, &mut |node| {
                match node {
                    Node::Expr(x) => expression(pass, x),
                    Node::Stmt(s) => statement(pass, &s.kind, copies),
                }
                true
            });
        }
    }
}

fn expression(pass: &mut Pass<'_>, x: &Expr) {
    match &x.kind {
        ExprKind::Func { ty, .. } => function(pass, "func", None, ty),
        ExprKind::Call { fun, args, .. } => {
            use Builtin::*;
            let builtin = pass.builtin(fun);
            if !matches!(builtin, Some(Len | Cap | Sizeof | Offsetof | Alignof)) {
                for arg in args {
                    if let Some(locks) = copied(pass, arg) {
                        let name = pass.shown(fun);
                        let message = format!("call of {name} copies lock value: {locks}");
                        pass.report(arg.pos, message);
                    }
                }
            }
        }
        ExprKind::Composite { elems, .. } => {
            for e in elems {
                if let Some(locks) = copied(pass, &e.value) {
                    let from = pass.shown(&e.value);
                    let message = format!("literal copies lock value from {from}: {locks}");
                    pass.report(e.value.pos, message);
                }
            }
        }
        _ => {}
    }
}

fn statement(pass: &mut Pass<'_>, s: &StmtKind, copies: bool) {
    match s {
        StmtKind::Assign { lhs, rhs, .. } | StmtKind::Define { lhs, rhs, .. } => {
            assignment(pass, lhs, rhs);
        }
        StmtKind::Decl(Decl::Var(specs)) => variables(pass, specs),
        StmtKind::Return(results) => {
            for x in results {
                if let Some(locks) = copied(pass, x) {
                    pass.report(x.pos, format!("return copies lock value: {locks}"));
                }
            }
        }
        StmtKind::Range(r) => range(pass, r),
        StmtKind::For(f) if copies => {
            if let Some(StmtKind::Define { lhs, rhs, .. }) = f.init.as_ref().map(|s| &s.kind)
                && !rhs.iter().any(|x| copied(pass, x).is_some())
            {
                for l in lhs {
                    if let Some(locks) = defined(pass, l).and_then(|t| held(pass.types, t)) {
                        let name = pass.shown(l);
                        let message =
                            format!("for loop iteration copies lock value to {name}: {locks}");
                        pass.report(l.pos, message);
                    }
                }
            }
        }
        _ => {}
    }
}

fn assignment(pass: &mut Pass<'_>, lhs: &[Expr], rhs: &[Expr]) {
    for (l, x) in lhs.iter().zip(rhs) {
        if let Some(locks) = copied(pass, x) {
            let name = pass.shown(l);
            let message = format!("assignment copies lock value to {name}: {locks}");
            pass.report(x.pos, message);
        }
    }
}

fn variables(pass: &mut Pass<'_>, specs: &[VarSpec]) {
    for spec in specs {
        for (name, x) in spec.names.iter().zip(&spec.values) {
            if let Some(locks) = copied(pass, x) {
                let name = &name.name;
                let message = format!("variable declaration copies lock value to {name}: {locks}");
                pass.report(x.pos, message);
            }
        }
    }
}

fn function(pass: &mut Pass<'_>, name: &str, recv: Option<&Field>, ty: &FuncType) {
    for field in recv.into_iter().chain(&ty.params.fields) {
        let t = pass.type_of(&field.ty);
        if let Some(locks) = held(pass.types, t) {
            let message = format!("{name} passes lock by value: {locks}");
            pass.report(field.ty.pos, message);
        }
    }
}

fn range(pass: &mut Pass<'_>, r: &RangeStmt) {
    for x in r.key.iter().chain(&r.value) {
        let blank = matches!(&x.kind, ExprKind::Ident(name) if name == "_");
        let t = match r.define {
            true => defined(pass, x),
            false => Some(pass.type_of(x)),
        };
        if let Some(locks) = t.filter(|_| !blank).and_then(|t| held(pass.types, t)) {
            let name = pass.shown(x);
            pass.report(x.pos, format!("range var {name} copies lock: {locks}"));
        }
    }
}

/// The type of the variable that a name declares.
fn defined(pass: &Pass<'_>, x: &Expr) -> Option<TypeId> {
    let obj: ObjId = *pass.info.defs.get(&x.id)?;
    pass.types.object(obj).ty
}

/// The lock in a value that is copied where it stands, and the way to it. What is made there is no copy.
fn copied(pass: &mut Pass<'_>, x: &Expr) -> Option<String> {
    let x = unparen(x);
    match &x.kind {
        ExprKind::Composite { .. } | ExprKind::Call { .. } => return None,
        ExprKind::Star(of) if matches!(unparen(of).kind, ExprKind::Call { .. }) => return None,
        _ => {}
    }
    let mode = pass.fact(x)?.mode;
    if matches!(mode, Mode::NoValue | Mode::Builtin | Mode::TypeExpr) {
        return None;
    }
    let t = pass.type_of(x);
    held(pass.types, t)
}

fn held(types: &mut Types, t: TypeId) -> Option<String> {
    let mut way = way_to_lock(types, t, &mut FxHashSet::default())?;
    way.reverse();
    Some(way.join(" contains "))
}

/// The types from the lock outwards.
fn way_to_lock(types: &mut Types, t: TypeId, seen: &mut FxHashSet<TypeId>) -> Option<Vec<String>> {
    if !seen.insert(t) {
        return None;
    }
    if types.as_tparam(types.unalias(t)).is_some() {
        let set = types.type_set(t).terms.clone().unwrap_or_default();
        for term in set {
            if let Some(mut way) = way_to_lock(types, term.ty, seen) {
                if term.tilde
                    && let Some(last) = way.last_mut()
                {
                    last.insert(0, '~');
                }
                way.push(type_name(types, t));
                return Some(way);
            }
        }
        return None;
    }
    let mut t = t;
    while let Type::Array { elem, .. } = types.under_ty(t) {
        t = *elem;
    }
    let parts: Vec<TypeId> = match types.under_ty(t) {
        Type::Tuple(parts) => parts.clone(),
        Type::Struct(s) => s.fields.iter().map(|f| f.ty).collect(),
        _ => return None,
    };
    let is_struct = matches!(types.under_ty(t), Type::Struct(_));
    if is_struct && (is_locker(types, t) || is_named(types, t, "sync", "noCopy")) {
        return Some(vec![type_name(types, t)]);
    }
    if let Some(found) = in_library(types, t) {
        return found;
    }
    let mut way = parts
        .into_iter()
        .find_map(|part| way_to_lock(types, part, seen))?;
    way.push(type_name(types, t));
    Some(way)
}

/// Whether a pointer to it is a sync.Locker, and the value is none.
fn is_locker(types: &mut Types, t: TypeId) -> bool {
    let pointer = types.intern(Type::Pointer(t));
    let locks = |types: &mut Types, t| {
        let mut names = ["Lock", "Unlock"].into_iter();
        names.all(|name| {
            let found = types.lookup(t, false, PkgId::UNIVERSE, name);
            found.is_some_and(|f| {
                matches!(types.get(types.unalias(f.ty)), Type::Signature(s)
                    if s.params.is_empty() && s.results.is_empty())
            })
        })
    };
    locks(types, pointer) && !locks(types, t)
}

/// The way to the lock in a type of the library, if it holds one; none for types that are not the library's.
fn in_library(types: &Types, t: TypeId) -> Option<Option<Vec<String>>> {
    let obj = types.object(types.named(types.as_named(t)?).obj);
    let path = types.package(obj.pkg).public_path();
    if !library_has(path) {
        return None;
    }
    let known = |line: &&str| {
        let name = line.split(' ').next().and_then(|n| n.strip_prefix(path));
        name.and_then(|n| n.strip_prefix('.')) == Some(obj.name.as_str())
    };
    Some(OF_LIBRARY.lines().find(known).map(|line| {
        let inside = line.split_once(' ').map_or("", |(_, inside)| inside);
        vec![inside.to_string(), type_name(types, t)]
    }))
}
