//! The instances of a package's generic functions and methods that its own code leads to, with arguments that are known: gc compiles these, and
//! nothing else of what is generic.

use gorun_grammar::ast::{Decl, Expr, ExprKind, NodeId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::checker::Checker;
use super::info::Instance;
use super::object::{ObjId, ObjectKind};
use super::store::Types;
use super::subst::SubstMap;
use super::ty::{NamedType, Type, TypeId, TypeParamId};
use crate::format::walk::shared::{Visit, inside_expr};

/// A generic function or a method of a generic type with what its type parameters stand for.
#[derive(Clone, Debug)]
pub struct Concrete {
    pub function: ObjId,
    pub env: SubstMap,
}

/// An instance that is written somewhere; the arguments may depend on type parameters of the generic function around.
struct Written {
    at: NodeId,
    around: Option<ObjId>,
    function: ObjId,
    tparams: Vec<TypeParamId>,
    targs: Vec<TypeId>,
}

/// Instances may lead to ever more of them, by way of values of interface type: nobody needs to know of all.
const ENOUGH: usize = 10_000;

impl Checker<'_> {
    pub(super) fn concrete_instances(&mut self) -> Vec<Concrete> {
        let written = self.written_instances();
        let mut found = self.methods_of_instances();
        let mut known: FxHashSet<(ObjId, Vec<TypeId>)> = FxHashSet::default();
        loop {
            let before = found.len();
            for w in &written {
                let envs: Vec<SubstMap> = match w.around {
                    None => vec![SubstMap::default()],
                    Some(around) => {
                        let of_it = found.iter().filter(|c| c.function == around);
                        of_it.map(|c| c.env.clone()).collect()
                    }
                };
                for env in envs {
                    let targs = self.types.subst_list(&w.targs, &env);
                    if targs.iter().all(|&t| !self.types.mentions_tparams(t))
                        && known.insert((w.function, targs.clone()))
                    {
                        found.push(Concrete {
                            function: w.function,
                            env: Types::subst_map(&w.tparams, &targs),
                        });
                    }
                }
            }
            if found.len() == before || found.len() > ENOUGH {
                return found;
            }
        }
    }

    /// What is written last comes first, as in gc's reports.
    fn written_instances(&self) -> Vec<Written> {
        let around = self.inside_generic_functions();
        let instances = self.info.instances.iter().filter_map(|(id, instance)| {
            let function = *self.info.uses.get(id)?;
            let o = self.types.object(function);
            let tparams = match self.types.get(o.ty?) {
                Type::Signature(s) => s.tparams.clone(),
                _ => return None,
            };
            let own = o.pkg == self.pkg && matches!(o.kind, ObjectKind::Func { .. });
            own.then(|| Written {
                at: *id,
                around: around.get(id).copied(),
                function,
                tparams,
                targs: instance.targs.clone(),
            })
        });
        let mut instances: Vec<Written> = instances.collect();
        instances.sort_by_key(|w| std::cmp::Reverse(w.at));
        instances
    }

    /// The names in generic functions' bodies that have an instance, and whose body it is.
    fn inside_generic_functions(&self) -> FxHashMap<NodeId, ObjId> {
        let mut found = FxHashMap::default();
        for decl in self.files.iter().flat_map(|f| &f.decls) {
            let Decl::Func(f) = decl else { continue };
            if f.tparams.is_empty() && f.recv.is_none() {
                continue;
            }
            let (Some(&function), Some(body)) = (self.info.defs.get(&f.name.id), &f.body) else {
                continue;
            };
            if f.tparams.is_empty() && self.receivers_tparams(function).is_none() {
                continue;
            }
            let mut names = Names {
                instances: &self.info.instances,
                function,
                found: &mut found,
            };
            body.stmts.iter().for_each(|s| names.stmt(s));
        }
        found
    }

    /// The methods of instances of the package's types.
    fn methods_of_instances(&self) -> Vec<Concrete> {
        let mut found = Vec::new();
        let named: Vec<&NamedType> = self.types.all_named().collect();
        for named in named.into_iter().rev() {
            let Some((origin, targs)) = &named.origin else {
                continue;
            };
            let declared = self.types.named(*origin);
            if self.types.object(declared.obj).pkg != self.pkg
                || targs.iter().any(|&t| self.types.mentions_tparams(t))
            {
                continue;
            }
            for &method in &declared.methods {
                if let Some(own) = self.receivers_tparams(method) {
                    let env = Types::subst_map(&own, targs);
                    found.push(Concrete {
                        function: method,
                        env,
                    });
                }
            }
        }
        found
    }

    /// The type parameters of a method's receiver, by the names that the method gives them.
    fn receivers_tparams(&self, method: ObjId) -> Option<Vec<TypeParamId>> {
        let recv = self.func_sigs.get(&method)?.recv?;
        let mut ty = self.types.object(recv).ty?;
        if let Type::Pointer(base) = *self.types.get(ty) {
            ty = base;
        }
        let Type::Named(named) = *self.types.get(ty) else {
            return None;
        };
        let (_, own) = self.types.named(named).origin.as_ref()?;
        let tparam = |t: &TypeId| match *self.types.get(*t) {
            Type::TypeParam(p) => Some(p),
            _ => None,
        };
        own.iter().map(tparam).collect()
    }
}

struct Names<'x> {
    instances: &'x FxHashMap<NodeId, Instance>,
    function: ObjId,
    found: &'x mut FxHashMap<NodeId, ObjId>,
}

impl Visit<'_> for Names<'_> {
    fn expr(&mut self, x: &Expr) {
        let id = match &x.kind {
            ExprKind::Selector { sel, .. } => sel.id,
            _ => x.id,
        };
        if self.instances.contains_key(&id) {
            self.found.insert(id, self.function);
        }
        inside_expr(self, x);
    }
}
