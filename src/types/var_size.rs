//! Whether a type's size is known yet: it may depend on type parameters, or on a declaration that asks for it
//! itself, as in `type A [unsafe.Sizeof(A{})]int`.

use super::checker::Checker;
use super::ty::{NamedId, Type, TypeId};

impl Checker<'_> {
    /// The size depends on type parameters or on itself; the latter is reported.
    pub(super) fn has_var_size(&mut self, ty: TypeId) -> bool {
        self.var_size(ty, &mut Vec::new())
    }

    /// `within`: the named types whose parts are looked at.
    fn var_size(&mut self, ty: TypeId, within: &mut Vec<NamedId>) -> bool {
        if let Some(n) = self.types.as_named(ty) {
            return self.named_var_size(n, within);
        }
        match self.types.get(self.types.unalias(ty)).clone() {
            Type::Array { elem, .. } => self.var_size(elem, within),
            Type::Struct(s) => s.fields.iter().any(|f| self.var_size(f.ty, within)),
            Type::TypeParam(_) => true,
            _ => false,
        }
    }

    fn named_var_size(&mut self, n: NamedId, within: &mut Vec<NamedId>) -> bool {
        if let Some(&known) = self.var_sizes.get(&n) {
            return known;
        }
        // A type that holds itself is reported where it is declared, an instance where it is written.
        if let Some(start) = within.iter().position(|&m| m == n) {
            if self.types.named(n).origin.is_some() {
                self.report_cycle(&within[start..]);
            }
            return true;
        }
        let obj = self.types.named(n).obj;
        let instance = self.types.named(n).origin.is_some();
        if let Some(&start) = self.obj_path_idx.get(&obj)
            && !instance
        {
            let cycle = self.obj_path[start..].to_vec();
            let first = self.first_in_src(&cycle);
            self.cycle_error(&cycle, first);
            return true;
        }
        let declared = self.types.named(n).underlying;
        let Some(parts) = self.from_rhs.get(&n).copied().or(declared) else {
            return false;
        };
        within.push(n);
        if !instance {
            self.push(obj);
        }
        let answer = self.var_size(parts, within);
        if !instance {
            self.pop();
        }
        within.pop();
        self.var_sizes.insert(n, answer);
        answer
    }
}
