//! Types of infinite size: declared types that contain themselves without a pointer between.

use gorun_grammar::ast::Pos;

use super::checker::Checker;
use super::object::ObjId;
use super::ty::{NamedId, Type, TypeId};

impl Checker<'_> {
    /// Reports a cycle if a value of type `n` contains another one.
    pub(super) fn valid_type(&mut self, n: NamedId) {
        let ty = self.types.intern(Type::Named(n));
        self.valid_part(ty, &mut Vec::new());
    }

    fn valid_part(&mut self, t: TypeId, path: &mut Vec<NamedId>) -> bool {
        let t = self.types.unalias(t);
        match self.types.get(t).clone() {
            Type::Array { elem, .. } => self.valid_part(elem, path),
            Type::Struct(s) => s.fields.iter().all(|f| self.valid_part(f.ty, path)),
            Type::Union(terms) => terms.iter().all(|t| self.valid_part(t.ty, path)),
            Type::Interface(i) => i.embedded.iter().all(|&e| {
                // The marker of the predeclared constraint embeds itself.
                e == self.types.universe.comparable || self.valid_part(e, path)
            }),
            Type::Named(n) => {
                let obj = self.types.named(n).obj;
                if self.valid_types.contains(&n)
                    || self.types.object(obj).pkg != self.pkg && self.all_imported(n)
                {
                    return true;
                }
                if let Some(start) = path.iter().position(|&p| p == n) {
                    let cycle: Vec<NamedId> = path[start..].to_vec();
                    self.report_infinite(&cycle);
                    return false;
                }
                let underlying = self.types.named(n).underlying;
                // A declared type is followed as written, so that a cycle names every type on it.
                let rhs = self.from_rhs.get(&n).copied();
                let Some(u) = rhs.or(underlying).filter(|_| underlying != Some(TypeId::INVALID)) else {
                    return true;
                };
                path.push(n);
                let valid = self.valid_part(u, path);
                path.pop();
                if valid {
                    self.valid_types.insert(n);
                }
                valid
            }
            _ => true,
        }
    }

    /// An imported type can contain one of this package only as a type argument.
    fn all_imported(&self, n: NamedId) -> bool {
        self.types.named(n).origin.is_none()
    }

    fn report_infinite(&mut self, cycle: &[NamedId]) {
        // An instance stands where it was written.
        let places: Vec<(ObjId, Pos)> = cycle
            .iter()
            .map(|&n| {
                let obj = self.types.named(n).obj;
                let declared = self.types.object(obj).pos;
                (obj, self.inst_pos.get(&n).copied().unwrap_or(declared))
            })
            .collect();
        let names: Vec<String> = cycle
            .iter()
            .map(|&n| {
                let ty = self.types.intern(Type::Named(n));
                match self.types.named(n).origin {
                    Some(_) => self.type_str(ty),
                    None => {
                        let o = self.types.object(self.types.named(n).obj);
                        o.name.to_string()
                    }
                }
            })
            .collect();
        self.cycle_error_named(&places, &names, 0);
        let origin = self.types.origin(cycle[0]);
        for n in [cycle[0], origin] {
            self.types.named[n.0 as usize].underlying = Some(TypeId::INVALID);
            self.types.named[n.0 as usize].shown = None;
        }
    }
}
