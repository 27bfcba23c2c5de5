//! Type sets of interfaces: all methods, and the types that a constraint admits.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::store::Types;
use super::ty::{InterfaceType, Method, Term, Type, TypeId, TypeSet};

/// More terms in one union gc refuses, as they are written and with those of the interfaces among them.
pub const MAX_TERMS: usize = 100;

impl TypeSet {
    /// No type at all is in the set.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(|t| t.is_empty())
    }
    /// The interface has no methods and admits every type.
    pub fn is_all(&self) -> bool {
        self.methods.is_empty() && self.terms.is_none() && !self.comparable
    }
    /// The interface is described by methods alone: it may be the type of a variable.
    pub fn is_method_set(&self) -> bool {
        !self.comparable && self.terms.is_none()
    }
    /// The index of a method.
    pub fn method_index(&self, name: &str, pkg: Option<super::object::PkgId>) -> Option<usize> {
        self.methods
            .iter()
            .position(|m| m.name == name && (m.pkg.is_none() || m.pkg == pkg))
    }
}

/// The way through the interfaces that one embeds.
#[derive(Default)]
struct Walk {
    around: Vec<TypeId>,
    /// What has been found on the way: an interface may be embedded many times over.
    known: FxHashMap<TypeId, Arc<TypeSet>>,
    /// Something on the way is not declared yet.
    incomplete: bool,
}

impl Types {
    /// The type set of an interface, or of a type parameter's constraint. Empty methods and all types for
    /// anything else.
    pub fn type_set(&self, iface: TypeId) -> Arc<TypeSet> {
        let u = self.under(iface);
        if let Some(set) = self.type_sets.read().get(&u) {
            return set.clone();
        }
        let mut walk = Walk::default();
        let set = self.compute_type_set(u, &mut walk);
        if !walk.incomplete {
            self.type_sets.write().insert(u, set.clone());
        }
        set
    }

    /// What is embedded in an interface, and is too new for the language version, counts for nothing.
    pub fn leave_out(&mut self, ty: TypeId, iface: &InterfaceType, refused: &[TypeId]) {
        let mut rest = iface.clone();
        rest.embedded.retain(|e| !refused.contains(e));
        let rest = self.intern(Type::Interface(rest));
        let set = self.type_set(rest);
        self.type_sets.write().insert(ty, set);
    }

    /// The same where that is all there is.
    pub fn leave_out_all(&mut self, ty: TypeId) {
        let Type::Interface(iface) = self.get(ty) else {
            return;
        };
        let iface = iface.clone();
        self.leave_out(ty, &iface, &iface.embedded);
    }

    fn compute_type_set(&self, u: TypeId, walk: &mut Walk) -> Arc<TypeSet> {
        if let Some(known) = walk.known.get(&u) {
            return known.clone();
        }
        let set = Arc::new(self.type_set_of_parts(u, walk));
        walk.known.insert(u, set.clone());
        set
    }

    fn type_set_of_parts(&self, u: TypeId, walk: &mut Walk) -> TypeSet {
        let mut set = TypeSet {
            methods: Vec::new(),
            terms: None,
            comparable: false,
        };
        let Type::Interface(iface) = self.get(u) else {
            return set;
        };
        if walk.around.contains(&u) {
            return set;
        }
        walk.around.push(u);
        let iface: &InterfaceType = iface;
        set.methods = iface.methods.clone();
        for &e in &iface.embedded {
            if self.canon(e) == self.universe.comparable && self.is_comparable_literal(iface) {
                set.comparable = true;
                continue;
            }
            let eu = self.unalias(e);
            if matches!(self.get(eu), Type::TypeParam(_)) {
                continue;
            }
            if let Type::Named(n) = self.get(eu)
                && self.named(*n).underlying.is_none()
            {
                walk.incomplete = true;
                continue;
            }
            let eu = self.under(e);
            let (terms, comparable) = match self.get(eu) {
                Type::Interface(_) => {
                    let inner = self.type_sets.read().get(&eu).cloned();
                    let inner = match inner {
                        Some(s) => s,
                        None => self.compute_type_set(eu, walk),
                    };
                    for m in &inner.methods {
                        if !set
                            .methods
                            .iter()
                            .any(|x| x.name == m.name && x.pkg == m.pkg)
                        {
                            set.methods.push(m.clone());
                        }
                    }
                    (inner.terms.clone(), inner.comparable)
                }
                // One with too many terms, of which gc has told, counts for nothing.
                Type::Union(terms) => match self.union_terms(&terms.clone(), walk) {
                    Some(terms) => (terms, false),
                    None => continue,
                },
                Type::Basic(super::ty::Basic::Invalid) => continue,
                _ => (
                    Some(vec![Term {
                        tilde: false,
                        ty: e,
                    }]),
                    false,
                ),
            };
            let (terms, comparable) =
                self.intersect(set.terms.take(), set.comparable, terms, comparable);
            set.terms = terms;
            set.comparable = comparable;
        }
        walk.around.pop();
        set.methods.sort_by(method_order);
        set
    }

    /// Whether the literal is the underlying interface of `comparable`.
    pub fn is_comparable_literal(&self, iface: &InterfaceType) -> bool {
        iface.methods.is_empty()
            && iface.embedded.len() == 1
            && iface.embedded[0] == self.universe.comparable
            && self
                .named(self.universe.comparable_named)
                .underlying
                .is_some_and(
                    |u| matches!(self.get(u), Type::Interface(c) if c.implicit == iface.implicit),
                )
    }

    /// Whether the sets of a union's terms together have more terms than gc goes through.
    pub fn is_too_large_union(&self, terms: &[Term]) -> bool {
        self.union_terms(terms, &mut Walk::default()).is_none()
    }

    /// The inner `None` is all types; the outer one is too many.
    fn union_terms(&self, terms: &[Term], walk: &mut Walk) -> Option<Option<Vec<Term>>> {
        let mut all: Vec<Term> = Vec::new();
        for t in terms {
            let u = self.under(t.ty);
            match self.get(u) {
                Type::Interface(_) => {
                    // No specific types, or the union of them.
                    let set = self.compute_type_set(u, walk);
                    match &set.terms {
                        None => return Some(None),
                        Some(terms) => all.extend(terms.iter().cloned()),
                    }
                }
                Type::Basic(super::ty::Basic::Invalid) => {
                    if matches!(self.get(self.unalias(t.ty)), Type::Named(n) if self.named(*n).underlying.is_none())
                    {
                        walk.incomplete = true;
                    }
                }
                // ~T of a T that is no underlying type: no type is in it.
                _ if t.tilde && !self.identical(u, t.ty) => {}
                _ => all.push(t.clone()),
            }
            if all.len() > MAX_TERMS {
                all = self.normalize(all);
                if all.len() > MAX_TERMS {
                    return None;
                }
            }
        }
        Some(Some(self.normalize(all)))
    }

    /// Drops terms that others include.
    fn normalize(&self, terms: Vec<Term>) -> Vec<Term> {
        let mut out: Vec<Term> = Vec::new();
        for t in terms {
            if out.iter().any(|o| self.term_subset(&t, o)) {
                continue;
            }
            out.retain(|o| !self.term_subset(o, &t));
            out.push(t);
        }
        out
    }

    fn intersect(
        &self,
        x: Option<Vec<Term>>,
        xcomp: bool,
        y: Option<Vec<Term>>,
        ycomp: bool,
    ) -> (Option<Vec<Term>>, bool) {
        let terms = match (x, y) {
            (None, None) => None,
            (Some(l), None) | (None, Some(l)) => Some(l),
            (Some(x), Some(y)) => {
                let mut out = Vec::new();
                for a in &x {
                    for b in &y {
                        if let Some(t) = self.term_intersect(a, b) {
                            out.push(t);
                        }
                    }
                }
                Some(self.normalize(out))
            }
        };
        let comp = xcomp || ycomp;
        match terms {
            Some(mut l) if comp => {
                // Only comparable terms are left; then the flag says nothing more.
                l.retain(|t| self.comparable_type(t.ty, false).is_ok());
                (Some(l), false)
            }
            terms => (terms, comp),
        }
    }

    /// The terms have no type in common.
    pub fn terms_disjoint(&self, x: &Term, y: &Term) -> bool {
        let ux = if y.tilde { self.under(x.ty) } else { x.ty };
        let uy = if x.tilde { self.under(y.ty) } else { y.ty };
        !self.identical(ux, uy)
    }

    fn term_intersect(&self, x: &Term, y: &Term) -> Option<Term> {
        if self.terms_disjoint(x, y) {
            return None;
        }
        Some(if x.tilde && !y.tilde {
            y.clone()
        } else {
            x.clone()
        })
    }

    /// Every type of `x` is in `y`.
    pub fn term_subset(&self, x: &Term, y: &Term) -> bool {
        !self.terms_disjoint(x, y) && (!x.tilde || y.tilde)
    }

    /// `t` is in one of the terms.
    pub fn terms_include(&self, terms: &[Term], t: TypeId) -> bool {
        terms.iter().any(|x| {
            let u = if x.tilde { self.under(t) } else { t };
            self.identical(x.ty, u)
        })
    }

    /// Every type of `x` is in `y` (`None` is all types).
    pub fn terms_subset(&self, x: &Option<Vec<Term>>, y: &Option<Vec<Term>>) -> bool {
        match (x, y) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(x), Some(y)) => x.iter().all(|a| y.iter().any(|b| self.term_subset(a, b))),
        }
    }

    /// A type set all of whose types can be compared with `==` without a panic.
    pub fn type_set_comparable(&self, set: &TypeSet) -> bool {
        match &set.terms {
            None => set.comparable,
            Some(terms) => terms
                .iter()
                .all(|t| self.comparable_type(t.ty, false).is_ok()),
        }
    }
}

/// The order of methods in type sets: by name, exported or not.
pub fn method_order(a: &Method, b: &Method) -> std::cmp::Ordering {
    a.name.cmp(&b.name).then(a.pkg.cmp(&b.pkg))
}
