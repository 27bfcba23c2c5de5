//! Types of infinite size: declared types that contain themselves without a pointer between.

use gorun_grammar::ast::Pos;

use super::checker::Checker;
use super::object::ObjId;
use super::ty::{NamedId, Type, TypeId};

impl Checker<'_> {
    /// Reports a cycle if a value of type `n` contains another one.
    pub(super) fn valid_type(&mut self, n: NamedId) {
        let ty = self.types.intern(Type::Named(n));
        self.valid_part(ty, &mut Vec::new(), &mut Vec::new());
    }

    /// `nest`: the types whose memory encloses `t`; `path`: all types on the way, for the report. A type parameter
    /// stands for its argument, which was written outside of the innermost instance.
    fn valid_part(&mut self, t: TypeId, nest: &mut Vec<NamedId>, path: &mut Vec<NamedId>) -> bool {
        let t = self.types.unalias(t);
        match self.types.get(t).clone() {
            Type::Array { elem, .. } => self.valid_part(elem, nest, path),
            Type::Struct(s) => s.fields.iter().all(|f| self.valid_part(f.ty, nest, path)),
            Type::Union(terms) => terms.iter().all(|t| self.valid_part(t.ty, nest, path)),
            Type::Interface(i) => i.embedded.iter().all(|&e| {
                // The marker of the predeclared constraint embeds itself.
                e == self.types.universe.comparable || self.valid_part(e, nest, path)
            }),
            Type::Named(n) => {
                if self.valid_types.contains(&n) {
                    return true;
                }
                if nest.contains(&n) {
                    let start = path.iter().position(|&p| p == n).unwrap_or(0);
                    self.report_infinite(&path[start..]);
                    return false;
                }
                let origin = self.types.origin(n);
                let declared = self.types.named(origin);
                if declared.underlying == Some(TypeId::INVALID) {
                    return true;
                }
                // A declared type is followed as written, so that a cycle names every type on it.
                let rhs = self.from_rhs.get(&origin).copied();
                let plain = declared.tparams.is_empty() && declared.outer.is_empty();
                let Some(rhs) = rhs.or(declared.underlying) else {
                    return true;
                };
                nest.push(n);
                path.push(n);
                let valid = self.valid_part(rhs, nest, path);
                path.pop();
                nest.pop();
                if valid && plain {
                    self.valid_types.insert(n);
                }
                valid
            }
            Type::TypeParam(p) => {
                let Some(inst) = nest.pop() else { return true };
                let origin = self.types.origin(inst);
                let own = &self.types.named(origin);
                let index = own.outer.iter().chain(&own.tparams).position(|&q| q == p);
                let targ = match (index, &self.types.named(inst).origin) {
                    (Some(i), Some((_, targs))) => targs.get(i).copied(),
                    _ => None,
                };
                let valid = targ.is_none_or(|t| self.valid_part(t, nest, path));
                nest.push(inst);
                valid
            }
            _ => true,
        }
    }

    /// Says which types hold each other.
    pub(super) fn report_cycle(&mut self, cycle: &[NamedId]) {
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
    }

    fn report_infinite(&mut self, cycle: &[NamedId]) {
        self.report_cycle(cycle);
        let origin = self.types.origin(cycle[0]);
        for n in [cycle[0], origin] {
            self.types.named[n.0 as usize].underlying = Some(TypeId::INVALID);
            self.types.named[n.0 as usize].shown = None;
        }
    }
}
