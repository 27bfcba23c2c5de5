//! Declarations of type parameters.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, Field, Ident, UnaryOp};

use super::checker::Checker;
use super::codes::Code;
use super::object::ObjectKind;
use super::ty::{Type, TypeId, TypeParamId};

impl<'a> Checker<'a> {
    /// Declares the type parameters in the current scope; their constraints come later, since they may mention
    /// each other and the type that is being declared.
    pub(super) fn declare_tparams(&mut self, list: &'a [Field]) -> Vec<TypeParamId> {
        let mut ids = Vec::new();
        for name in list.iter().flat_map(|f| &f.names) {
            let index = ids.len() as u32;
            ids.push(self.declare_tparam(name, index));
        }
        ids
    }

    pub(super) fn declare_tparam(&mut self, name: &'a Ident, index: u32) -> TypeParamId {
        let kind = ObjectKind::TypeName {
            alias: false,
            alias_tparams: Vec::new(),
        };
        let obj = self
            .types
            .new_object(name.name.clone(), name.pos, self.pkg, None, kind);
        let (id, ty) = self.types.new_tparam(obj, index);
        self.types.object_mut(obj).ty = Some(ty);
        self.declare(self.env.scope, Some(name), obj);
        id
    }

    /// Types the constraints of declared type parameters.
    pub(super) fn bound_tparams(&mut self, list: &'a [Field], ids: &[TypeParamId]) {
        let saved = std::mem::replace(&mut self.env.in_tparam_list, true);
        let mut ids = ids.iter();
        for f in list {
            let mut bound = self.bound(&f.ty);
            if self.types.is_tparam(bound) {
                let msg = "cannot use a type parameter as constraint";
                self.errorf(f.ty.pos, Code::MisplacedTypeParam, msg);
                bound = TypeId::INVALID;
            }
            let mine: Vec<TypeParamId> = ids.by_ref().take(f.names.len()).copied().collect();
            for &id in &mine {
                self.types.tparams[id.0 as usize].constraint = Some(bound);
            }
            self.pending_bounds.push((mine, bound));
        }
        self.wrap_bounds();
        self.env.in_tparam_list = saved;
    }

    /// A constraint that is no interface stands for the interface of that one type. Whether a declared type is
    /// one is known only once it is resolved; until then the constraint waits.
    pub(super) fn wrap_bounds(&mut self) {
        let mut waiting = Vec::new();
        for (ids, bound) in std::mem::take(&mut self.pending_bounds) {
            let actual = self.types.unalias(bound);
            let known = match self.types.get(actual) {
                Type::Named(n) => self.types.named(*n).underlying.is_some(),
                _ => true,
            };
            if !known {
                waiting.push((ids, bound));
                continue;
            }
            let u = self.types.under(actual);
            if u != TypeId::INVALID && !matches!(self.types.get(u), Type::Interface(_)) {
                let iface = self.implicit_interface(bound);
                for id in ids {
                    self.types.tparams[id.0 as usize].constraint = Some(iface);
                }
            }
        }
        self.pending_bounds = waiting;
    }

    fn bound(&mut self, e: &'a Expr) -> TypeId {
        match &e.kind {
            ExprKind::Unary {
                op: UnaryOp::Tilde, ..
            }
            | ExprKind::Binary {
                op: BinaryOp::Or, ..
            } => {
                let u = self.parse_union(e);
                if u == TypeId::INVALID {
                    return u;
                }
                let pos = e.pos;
                let what = format!("embedding interface element {}", self.type_str(u));
                let known = self.verify_version(pos, (1, 18), &what);
                let iface = self.implicit_interface(u);
                if !known {
                    self.types.leave_out_all(iface);
                }
                iface
            }
            _ => self.typ(e),
        }
    }

    /// Declares type parameters and types their constraints.
    pub fn collect_tparams(&mut self, list: &'a [Field]) -> Vec<TypeParamId> {
        let ids = self.declare_tparams(list);
        self.bound_tparams(list, &ids);
        ids
    }
}
