//! Interface literals that refer to themselves through the methods of what they embed. gc refuses them, because
//! they have no name that could stand for them (https://go.dev/issue/56103).

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::codes::Code;
use super::ty::{Type, TypeId};

impl Checker<'_> {
    /// Reports the interface literals of the package that lead back to themselves. Only for a package that is
    /// otherwise in order.
    pub(super) fn anonymous_cycles(&mut self) {
        let mut literals = std::mem::take(&mut self.interface_literals);
        literals.sort_unstable();
        let mut end = Pos::NONE;
        // Interfaces met, and whether they are being looked at.
        let mut cyclic = FxHashMap::default();
        for (start, close, ty) in literals {
            // Literals inside another are parts of it.
            if start < end {
                continue;
            }
            end = close;
            if self.leads_to_itself(ty, &mut cyclic) {
                let text = "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";
                self.errorf(start, Code::InvalidTypeCycle, text);
                cyclic.values_mut().for_each(|open| *open = false);
            }
        }
    }

    fn leads_to_itself(&mut self, iface: TypeId, cyclic: &mut FxHashMap<TypeId, bool>) -> bool {
        let methods = self.types.type_set(iface);
        methods
            .methods
            .iter()
            .any(|m| self.visit_anonymous(m.sig, cyclic))
    }

    fn visit_anonymous(&mut self, ty: TypeId, cyclic: &mut FxHashMap<TypeId, bool>) -> bool {
        let ty = self.types.unalias(ty);
        match self.types.get(ty).clone() {
            Type::Pointer(elem) | Type::Slice(elem) => self.visit_anonymous(elem, cyclic),
            Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                self.visit_anonymous(elem, cyclic)
            }
            Type::Map { key, elem } => {
                self.visit_anonymous(key, cyclic) || self.visit_anonymous(elem, cyclic)
            }
            Type::Struct(s) => s.fields.iter().any(|f| self.visit_anonymous(f.ty, cyclic)),
            Type::Signature(s) => s
                .params
                .iter()
                .chain(&s.results)
                .any(|&t| self.visit_anonymous(t, cyclic)),
            Type::Tuple(list) => list.iter().any(|&t| self.visit_anonymous(t, cyclic)),
            Type::Interface(i) if i.methods.is_empty() && i.embedded.is_empty() => false,
            Type::Interface(_) => {
                if let Some(&open) = cyclic.get(&ty) {
                    return open;
                }
                cyclic.insert(ty, true);
                if self.leads_to_itself(ty, cyclic) {
                    return true;
                }
                cyclic.insert(ty, false);
                false
            }
            _ => false,
        }
    }
}
