//! Types of variables that gc lays out only to find them too large: not go/types' affair, so they have no error codes.

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;
use rustc_hash::FxHashSet;

use super::checker::Checker;
use super::object::{ObjectKind, PkgId};
use super::store::Types;
use super::ty::{Type, TypeId};

/// gc's limit for the size of a type.
const LARGEST: u64 = 1 << 50;
/// gc's limit for what a channel passes on.
const LARGEST_ELEMENT: u64 = 1 << 16;

impl Checker<'_> {
    /// Reports each such type where the first variable has it. Only for a package that is otherwise in order.
    pub(super) fn large_types(&mut self) {
        let declared = self.info.defs.values().copied();
        let mut variables: Vec<(Pos, TypeId)> = declared
            .map(|obj| self.types.object(obj))
            .filter(|o| matches!(o.kind, ObjectKind::Var(_)))
            .filter_map(|o| Some((o.pos, o.ty?)))
            .collect();
        variables.sort_unstable_by_key(|&(pos, _)| pos);
        let mut seen = FxHashSet::default();
        for (pos, ty) in variables {
            if let Some(text) = too_large(self.types, self.pkg, ty, &mut seen) {
                self.diagnostics.push(Diagnostic::new(pos, text));
            }
        }
    }
}

/// What is wrong with a type that was not looked at before, or with its parts.
fn too_large(
    types: &Types,
    own: PkgId,
    ty: TypeId,
    seen: &mut FxHashSet<TypeId>,
) -> Option<String> {
    if !seen.insert(ty) || types.mentions_tparams(ty) {
        return None;
    }
    match types.under_ty(ty) {
        Type::Chan { elem, .. } => (types.size_of(*elem).is_none_or(|n| n >= LARGEST_ELEMENT))
            .then(|| "channel element type too large (>64kB)".into()),
        Type::Array { elem, .. } => {
            if let Some(inner) = too_large(types, own, *elem, seen) {
                return Some(inner);
            }
            let size = types.size_of(ty);
            let qualifier = |p| match p == own {
                true => String::new(),
                false => types.package(p).name.to_string(),
            };
            let name = types.type_string(ty, &qualifier);
            size.is_none_or(|n| n >= LARGEST)
                .then(|| format!("type {name} larger than address space"))
        }
        Type::Struct(s) => s
            .fields
            .iter()
            .find_map(|f| too_large(types, own, f.ty, seen)),
        _ => None,
    }
}
