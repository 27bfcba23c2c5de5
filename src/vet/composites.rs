//! Literals of other packages' structs that do not name the fields: a field more in that package breaks them.

use gorun_grammar::ast::ExprKind;

use super::names::type_name;
use super::nodes;
use super::pass::Pass;
use crate::types::{ObjId, PkgId, Type, TypeId, Types};

/// Structs of the library that will never have other fields, and those that Go's own generator writes.
const FROZEN: &[&str] = &[
    "image/color.Alpha16",
    "image/color.Alpha",
    "image/color.CMYK",
    "image/color.Gray16",
    "image/color.Gray",
    "image/color.NRGBA64",
    "image/color.NRGBA",
    "image/color.NYCbCrA",
    "image/color.RGBA64",
    "image/color.RGBA",
    "image/color.YCbCr",
    "image.Point",
    "image.Rectangle",
    "image.Uniform",
    "unicode.Range16",
    "unicode.Range32",
    "testing.InternalBenchmark",
    "testing.InternalExample",
    "testing.InternalTest",
    "testing.InternalFuzzTarget",
];

pub fn check(pass: &mut Pass<'_>) {
    nodes::exprs(pass.files, &mut |x| {
        let ExprKind::Composite { elems, .. } = &x.kind else {
            return;
        };
        if elems.is_empty() || elems.iter().any(|e| e.key.is_some()) {
            return;
        }
        let written = pass.type_of(x);
        let types = &*pass.types;
        // (Of a type parameter any of its types.)
        let Some(Some(t)) = types.typeset(written).first().map(|t| t.0) else {
            return;
        };
        let base = types.as_pointer(t).unwrap_or(t);
        if !matches!(types.under_ty(base), Type::Struct(_)) || is_own(types, t, pass.pkg) {
            return;
        }
        let name = type_name(types, written);
        if !FROZEN.contains(&name.as_str()) {
            let message = format!("{name} struct literal uses unkeyed fields");
            pass.report(x.pos, message);
        }
    });
}

/// Whether the type belongs to the package, or to the one that it tests from outside.
fn is_own(types: &Types, t: TypeId, own: PkgId) -> bool {
    let path = |pkg| {
        let path = types.package(pkg).public_path();
        path.strip_suffix("_test").unwrap_or(path)
    };
    let declared = |obj: ObjId| path(types.object(obj).pkg) == path(own);
    match types.get(types.unalias(t)) {
        Type::Struct(_) => true,
        Type::Pointer(base) => is_own(types, *base, own),
        Type::Named(n) => declared(types.named(*n).obj),
        Type::TypeParam(p) => declared(types.tparam(*p).obj),
        _ => false,
    }
}
