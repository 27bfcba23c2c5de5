//! Types that gc lays out only to find them too large: not go/types' affair, so they have no error codes. gc looks at the whole type
//! of each declaration where that stands, but at what a name stands for only where the name is declared. (What expressions alone
//! mention it finds too, and says so somewhere near.)

use gorun_grammar::Diagnostic;
use gorun_grammar::ast::Pos;
use rustc_hash::FxHashSet;

use super::checker::Checker;
use super::object::{Object, ObjectKind, PkgId, VarKind};
use super::store::Types;
use super::ty::{Type, TypeId};

/// gc's limit for the size of a type.
const LARGEST: u64 = 1 << 50;
/// gc's limit for what a channel passes on.
const LARGEST_ELEMENT: u64 = 1 << 16;
/// The limit of what a linker takes for one variable.
const LARGEST_VARIABLE: u64 = 2_000_000_000;

impl Checker<'_> {
    /// Reports each such type where a declaration has it. Only for a package that is otherwise in order.
    pub(super) fn large_types(&mut self) {
        let declared = self.info.defs.values().copied();
        let objects = declared.map(|obj| self.types.object(obj));
        let mut parts: Vec<(Pos, TypeId)> = objects.flat_map(|o| self.laid_out(o)).collect();
        let instances = self.instantiated().into_iter();
        parts.extend(instances.map(|(pos, _, ty)| (pos, ty)));
        parts.sort_unstable_by_key(|&(pos, ty)| (pos, ty.0));
        let mut used = FxHashSet::default();
        let mut found: Vec<Diagnostic> = Vec::new();
        for (pos, ty) in parts {
            let mut walk = Walk {
                types: self.types,
                own: self.pkg,
                seen: FxHashSet::default(),
                used: &mut used,
            };
            if let Some(text) = walk.too_large(ty)
                && found.last().is_none_or(|d| d.pos != pos)
            {
                found.push(Diagnostic::new(pos, text));
            }
        }
        self.diagnostics.extend(found);
    }

    /// The types that an object's declaration has laid out, and where gc says so.
    fn laid_out(&self, o: &Object) -> Vec<(Pos, TypeId)> {
        let Some(ty) = o.ty else {
            return Vec::new();
        };
        match &o.kind {
            ObjectKind::Var(VarKind::Package | VarKind::Local) => vec![(o.pos, ty)],
            ObjectKind::TypeName { alias, .. } => {
                let meant = match alias {
                    true => ty,
                    false => self.types.under(ty),
                };
                vec![(o.pos, meant)]
            }
            ObjectKind::Func { recv } => {
                // Methods come with their type.
                let base = recv.as_ref().map(|r| self.types.named(r.base).obj);
                let pos = base.map_or(o.pos, |base| self.types.object(base).pos);
                vec![(pos, ty)]
            }
            _ => Vec::new(),
        }
    }

    /// Reports variables that no linker takes. Only for a package that is otherwise in order.
    pub(super) fn large_variables(&mut self) {
        let declared = self.info.defs.values().copied();
        let mut found: Vec<(Pos, String)> = declared
            .map(|obj| self.types.object(obj))
            .filter(|o| matches!(o.kind, ObjectKind::Var(VarKind::Package)))
            .filter_map(|o| {
                let size = self.types.size_of(o.ty?).filter(|n| *n > LARGEST_VARIABLE)?;
                let package = self.types.package(o.pkg).path.clone();
                let name = &o.name;
                Some((o.pos, format!("{package}.{name}: symbol too large ({size} bytes > {LARGEST_VARIABLE} bytes)")))
            })
            .collect();
        found.sort_unstable();
        let found = found
            .into_iter()
            .map(|(pos, text)| Diagnostic::new(pos, text));
        self.diagnostics.extend(found);
    }
}

/// Goes through the type of one declaration.
struct Walk<'a> {
    types: &'a Types,
    own: PkgId,
    seen: FxHashSet<TypeId>,
    /// Named types that a declaration before has used.
    used: &'a mut FxHashSet<TypeId>,
}

impl Walk<'_> {
    /// What is wrong with a type, or with its parts.
    fn too_large(&mut self, ty: TypeId) -> Option<String> {
        if !self.seen.insert(ty) || self.types.mentions_tparams(ty) {
            return None;
        }
        match self.types.get(ty) {
            Type::Named(id) => {
                let instance = self.types.named(*id).origin.is_some();
                if !self.used.insert(ty) {
                    return None;
                }
                // A named channel's element is looked at again where the name is used first.
                match *self.types.under_ty(ty) {
                    Type::Chan { elem, .. } => self.channel(elem),
                    _ if instance => self.too_large(self.types.under(ty)),
                    _ => None,
                }
            }
            Type::Alias { .. } if !self.used.insert(ty) => None,
            Type::Alias { actual, .. } => self.too_large(*actual),
            Type::Chan { elem, .. } => self.channel(*elem),
            Type::Pointer(elem) | Type::Slice(elem) => self.too_large(*elem),
            Type::Map { key, elem } => self.too_large(*key).or_else(|| self.too_large(*elem)),
            Type::Array { elem, .. } => {
                if let Some(inner) = self.too_large(*elem) {
                    return Some(inner);
                }
                let (types, own) = (self.types, self.own);
                let qualifier = |p| match p == own {
                    true => String::new(),
                    false => types.package(p).name.to_string(),
                };
                let size = types.size_of(ty);
                let name = types.type_string(ty, &qualifier);
                size.is_none_or(|n| n >= LARGEST)
                    .then(|| format!("type {name} larger than address space"))
            }
            Type::Struct(s) => s.fields.iter().find_map(|f| self.too_large(f.ty)),
            Type::Signature(s) => {
                let mut passed = s.params.iter().chain(&s.results);
                passed.find_map(|t| self.too_large(*t))
            }
            Type::Interface(i) => i.methods.iter().find_map(|m| self.too_large(m.sig)),
            _ => None,
        }
    }

    fn channel(&mut self, elem: TypeId) -> Option<String> {
        let size = self.types.size_of(elem);
        match size.is_none_or(|n| n >= LARGEST_ELEMENT) {
            true => Some("channel element type too large (>64kB)".into()),
            false => self.too_large(elem),
        }
    }
}
