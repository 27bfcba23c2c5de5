//! Declarations that lead to themselves: which such cycles are in order, and what is said of the others.

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::object::{ObjId, ObjectKind};
use super::ty::{Type, TypeId};

impl Checker<'_> {
    /// Whether the cycle from `obj` on the path back to it is in order; reports an error if not.
    pub(super) fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let start = self.obj_path_idx[&obj];
        let cycle: Vec<ObjId> = self.obj_path[start..].to_vec();
        let (mut nval, mut ndef) = (0, 0);
        for &o in &cycle {
            let ob = self.types.object(o);
            match &ob.kind {
                ObjectKind::Const { .. } | ObjectKind::Var(_) => nval += 1,
                ObjectKind::TypeName { alias, .. } => {
                    // Cycles through type parameter lists are in order.
                    if self.env.in_tparam_list && ob.ty.is_some_and(|t| self.types.is_generic(t)) {
                        return true;
                    }
                    if !alias {
                        ndef += 1;
                    }
                }
                _ => {}
            }
        }
        // Cycles of constants and variables alone are reported with the initialisation order.
        if nval == cycle.len() || nval == 0 && ndef > 0 {
            return true;
        }
        let first = self.first_in_src(&cycle);
        self.cycle_error(&cycle, first);
        false
    }

    pub(super) fn first_in_src(&self, cycle: &[ObjId]) -> usize {
        (0..cycle.len())
            .min_by_key(|&i| self.types.object(cycle[i]).pos)
            .unwrap_or(0)
    }

    /// Reports a cycle of declarations, beginning with `cycle[start]`.
    pub(super) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let name = |c: &mut Self, o: ObjId| {
            let ob = c.types.object(o).clone();
            let q = c.qualify(ob.pkg);
            if q.is_empty() {
                ob.name.to_string()
            } else {
                format!("{q}.{}", ob.name)
            }
        };
        let names: Vec<String> = cycle.iter().map(|&o| name(self, o)).collect();
        let places: Vec<_> = cycle
            .iter()
            .map(|&o| (o, self.types.object(o).pos))
            .collect();
        self.cycle_error_named(&places, &names, start);
    }

    /// Like `cycle_error`, with the names under which the objects are shown.
    pub(super) fn cycle_error_named(
        &mut self,
        cycle: &[(ObjId, Pos)],
        names: &[String],
        start: usize,
    ) {
        let (obj, pos) = cycle[start];
        let is_type = matches!(self.types.object(obj).kind, ObjectKind::TypeName { .. });
        if cycle.len() == 1 {
            let what = if is_type {
                "invalid recursive type:"
            } else {
                "invalid cycle in declaration:"
            };
            let msg = format!("{what} {} refers to itself", names[start]);
            self.errorf(pos, Code::InvalidDeclCycle, msg);
            return;
        }
        let mut err = ErrorDesc::new(Code::InvalidDeclCycle);
        let what = if is_type {
            "invalid recursive type"
        } else {
            "invalid cycle in declaration of"
        };
        err.add(pos, format!("{what} {}", names[start]));
        let n = cycle.len();
        for i in 0..n {
            let (from, to) = ((start + i) % n, (start + i + 1) % n);
            let pos = cycle[from].1;
            err.add(pos, format!("{} refers to {}", names[from], names[to]));
        }
        self.report(err);
    }

    /// Finds cycles of type names that lead to each other without a type literal between.
    pub(super) fn direct_cycles(&mut self) {
        let scope = self.types.package(self.pkg).scope;
        let mut done: FxHashMap<ObjId, bool> = FxHashMap::default();
        for obj in self.obj_list.clone() {
            let mut path: Vec<ObjId> = Vec::new();
            let mut t = obj;
            while let Some(spec) = self.obj_map.get(&t).and_then(|d| self.decls[d.0].tdecl) {
                if done.contains_key(&t) {
                    break;
                }
                if let Some(start) = path.iter().position(|&p| p == t) {
                    let cycle = path[start..].to_vec();
                    for &o in &cycle {
                        self.types.object_mut(o).ty = Some(TypeId::INVALID);
                    }
                    let first = self.first_in_src(&cycle);
                    self.cycle_error(&cycle, first);
                    break;
                }
                path.push(t);
                let gorun_grammar::ast::ExprKind::Ident(name) = &spec.ty.kind else {
                    break;
                };
                match self.types.scope(scope).lookup(name) {
                    Some(next) => t = next,
                    None => break,
                }
            }
            done.extend(path.into_iter().map(|o| (o, true)));
        }
    }

    /// Whether the type's declaration has got as far as its underlying type; reports a cycle if not.
    pub fn is_complete(&mut self, ty: TypeId) -> bool {
        if let &Type::Alias { obj, actual, .. } = self.types.get(ty) {
            return !self.is_on_path(obj) && self.is_complete(actual);
        }
        let Some(n) = self.types.as_named(ty) else {
            return true;
        };
        let obj = self.types.named(n).obj;
        if self.types.named(n).underlying.is_some() {
            return true;
        }
        if self.is_on_path(obj) {
            return false;
        }
        // A declaration that waits for one on the path.
        let waits_for = self
            .types
            .pending
            .iter()
            .find(|(_, list)| list.contains(&n))
            .map(|(&m, _)| m);
        match waits_for {
            Some(m) => {
                let t = self.types.intern(Type::Named(m));
                self.is_complete(t)
            }
            None => true,
        }
    }

    /// Whether the object is under declaration, which is then a cycle and reported.
    fn is_on_path(&mut self, obj: ObjId) -> bool {
        let Some(&start) = self.obj_path_idx.get(&obj) else {
            return false;
        };
        let cycle = self.obj_path[start..].to_vec();
        let first = self.first_in_src(&cycle);
        self.cycle_error(&cycle, first);
        true
    }
}
