//! Unification: whether two types can be made alike by choosing types for type parameters, after go/types.

use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::lookup::{LookupKind, LookupOutcome};
use super::ty::{ChanDir, Type, TypeId, TypeParamId, TypeSet};

/// How exactly types have to match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct UnifyMode {
    /// The types are those of an assignment: inexact at the top, exact below.
    pub assign: bool,
    /// Otherwise a declared type matches a literal by its underlying type, channel directions are ignored, and
    /// an interface matches what implements it.
    pub exact: bool,
}

impl UnifyMode {
    pub const INEXACT: UnifyMode = UnifyMode {
        assign: false,
        exact: false,
    };
    pub const ASSIGN: UnifyMode = UnifyMode {
        assign: true,
        exact: false,
    };
    pub const EXACT: UnifyMode = UnifyMode {
        assign: false,
        exact: true,
    };
}

/// Types nested deeper than this do not unify.
const MAX_DEPTH: u32 = 50;

pub(super) struct Unifier {
    /// Type parameters that have been unified with each other share a slot.
    handles: FxHashMap<TypeParamId, usize>,
    slots: Vec<Option<TypeId>>,
    depth: u32,
    /// Interfaces match by their methods (Go 1.21).
    interface_inference: bool,
}

type Seen = Vec<(TypeId, TypeId)>;

impl Unifier {
    pub fn new(
        tparams: &[TypeParamId],
        targs: &[Option<TypeId>],
        interface_inference: bool,
    ) -> Unifier {
        let handles = tparams
            .iter()
            .copied()
            .enumerate()
            .map(|(i, p)| (p, i))
            .collect();
        let slots = (0..tparams.len())
            .map(|i| targs.get(i).copied().flatten())
            .collect();
        Unifier {
            handles,
            slots,
            depth: 0,
            interface_inference,
        }
    }

    /// The type found for a parameter.
    pub fn at(&self, p: TypeParamId) -> Option<TypeId> {
        self.slots[*self.handles.get(&p)?]
    }

    pub fn set(&mut self, p: TypeParamId, t: TypeId) {
        if let Some(&h) = self.handles.get(&p) {
            self.slots[h] = Some(t);
        }
    }

    /// Parameters without a type.
    pub fn unknowns(&self) -> usize {
        self.handles
            .values()
            .filter(|&&h| self.slots[h].is_none())
            .count()
    }

    pub fn inferred(&self, tparams: &[TypeParamId]) -> Vec<Option<TypeId>> {
        tparams.iter().map(|&p| self.at(p)).collect()
    }

    fn join(&mut self, x: TypeParamId, y: TypeParamId) -> bool {
        let (hx, hy) = (self.handles[&x], self.handles[&y]);
        if hx == hy {
            return true;
        }
        let (from, to) = match (self.slots[hx], self.slots[hy]) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (hy, hx),
            _ => (hx, hy),
        };
        self.handles
            .values_mut()
            .filter(|h| **h == from)
            .for_each(|h| *h = to);
        true
    }

    fn bound(&self, c: &Checker<'_>, t: TypeId) -> Option<TypeParamId> {
        c.types
            .as_tparam(t)
            .filter(|p| self.handles.contains_key(p))
    }

    pub fn unify(&mut self, c: &mut Checker<'_>, x: TypeId, y: TypeId, mode: UnifyMode) -> bool {
        self.nify(c, x, y, mode, &mut Vec::new())
    }

    fn nify(
        &mut self,
        c: &mut Checker<'_>,
        x: TypeId,
        y: TypeId,
        mode: UnifyMode,
        seen: &mut Seen,
    ) -> bool {
        self.depth += 1;
        let ok = self.depth <= MAX_DEPTH && self.nify_types(c, x, y, mode, seen);
        self.depth -= 1;
        ok
    }

    fn interface(&self, c: &Checker<'_>, t: TypeId) -> Option<TypeId> {
        (c.types.is_non_tparam_interface(t)).then(|| c.types.under(t))
    }

    fn nify_types(
        &mut self,
        c: &mut Checker<'_>,
        x: TypeId,
        y: TypeId,
        mode: UnifyMode,
        seen: &mut Seen,
    ) -> bool {
        let (mut x, mut y) = (x, y);
        if c.types.canon(x) == c.types.canon(y) {
            return true;
        }
        // A declared type stands in y, a type parameter that is looked for in x.
        if c.types.as_named(x).is_some() || self.bound(c, y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        if !mode.exact
            && c.types.as_named(y).is_some()
            && c.types.is_type_lit(x)
            && !(self.interface_inference && c.types.is_interface(x))
        {
            y = c.types.under(y);
            if c.types.canon(x) == c.types.canon(y) {
                return true;
            }
        }
        match (self.bound(c, x), self.bound(c, y)) {
            (Some(px), Some(py)) => {
                if self.join(px, py) {
                    return true;
                }
                return match (self.at(px), self.at(py)) {
                    (Some(a), Some(b)) => self.nify(c, a, b, mode, seen),
                    _ => false,
                };
            }
            (Some(px), None) => {
                let Some(tx) = self.at(px) else {
                    self.set(px, y);
                    return true;
                };
                if !self.nify(c, tx, y, mode, seen) {
                    return false;
                }
                let (xi, yi) = (self.interface(c, tx), self.interface(c, y));
                let (xn, yn) = (
                    c.types.as_named(tx).is_some(),
                    c.types.as_named(y).is_some(),
                );
                match (xi, yi) {
                    (Some(xi), Some(yi)) => {
                        if xn && yn {
                            return c.types.identical(tx, y);
                        }
                        if c.types.type_set(xi).methods.len() != c.types.type_set(yi).methods.len()
                        {
                            return false;
                        }
                    }
                    (None, None) => {}
                    _ => return false,
                }
                // A declared type, or else a directed channel, is the better choice, whatever the order.
                if !mode.exact && !xn {
                    let directed = matches!(c.types.under_ty(y), Type::Chan { dir, .. } if *dir != ChanDir::Both);
                    if yn || directed {
                        self.set(px, y);
                    }
                }
                return true;
            }
            _ => {}
        }
        if self.interface_inference && !mode.exact {
            match (self.interface(c, x), self.interface(c, y)) {
                (Some(xi), Some(yi)) => return self.subset_interfaces(c, xi, yi, seen),
                (Some(xi), None) => return self.implements(c, xi, y, seen),
                (None, Some(yi)) => return self.implements(c, yi, x, seen),
                (None, None) => {}
            }
        }
        if c.types.is_tparam(y) {
            std::mem::swap(&mut x, &mut y);
        }
        let emode = UnifyMode {
            assign: mode.assign,
            exact: mode.exact || mode.assign,
        };
        let yorig = y;
        let (x, y) = (c.types.unalias(x), c.types.unalias(y));
        match (c.types.get(x).clone(), c.types.get(y).clone()) {
            (Type::Basic(a), Type::Basic(b)) => a == b,
            (Type::Array { len: n, elem: a }, Type::Array { len: m, elem: b }) => {
                (n < 0 || m < 0 || n == m) && self.nify(c, a, b, emode, seen)
            }
            (Type::Slice(a), Type::Slice(b)) | (Type::Pointer(a), Type::Pointer(b)) => {
                self.nify(c, a, b, emode, seen)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.fields.len() == b.fields.len()
                    && a.fields.iter().zip(&b.fields).all(|(f, g)| {
                        f.embedded == g.embedded
                            && f.tag == g.tag
                            && f.name == g.name
                            && f.pkg == g.pkg
                            && self.nify(c, f.ty, g.ty, emode, seen)
                    })
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.lists(c, &a, &b, mode, seen),
            (Type::Signature(a), Type::Signature(b)) => {
                a.variadic == b.variadic
                    && self.lists(c, &a.params, &b.params, emode, seen)
                    && self.lists(c, &a.results, &b.results, emode, seen)
            }
            (Type::Interface(_), Type::Interface(_)) => {
                let (xs, ys) = (c.types.type_set(x), c.types.type_set(y));
                if !Self::same_terms(c, &xs, &ys) || xs.methods.len() != ys.methods.len() {
                    return false;
                }
                if seen.iter().any(|&p| p == (x, y) || p == (y, x)) {
                    return true;
                }
                seen.push((x, y));
                let ok = xs.methods.iter().zip(&ys.methods).all(|(m, n)| {
                    m.name == n.name
                        && m.pkg == n.pkg
                        && self.nify(c, m.sig, n.sig, UnifyMode::EXACT, seen)
                });
                seen.pop();
                ok
            }
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.nify(c, k, l, emode, seen) && self.nify(c, a, b, emode, seen)
            }
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                (!mode.exact || d == e) && self.nify(c, a, b, emode, seen)
            }
            (Type::Named(a), Type::Named(b)) => {
                let args = |n| {
                    c.types
                        .named(n)
                        .origin
                        .as_ref()
                        .map_or_else(Vec::new, |(_, l)| l.clone())
                };
                let (xargs, yargs) = (args(a), args(b));
                self.lists(c, &xargs, &yargs, mode, seen) && c.types.origin(a) == c.types.origin(b)
            }
            (Type::TypeParam(_), _) => match c.types.common_under(x) {
                // A parameter that is not looked for has the structure that its types share.
                Ok(core) => self.nify(c, core, yorig, UnifyMode::ASSIGN, seen),
                Err(_) => false,
            },
            _ => false,
        }
    }

    fn lists(
        &mut self,
        c: &mut Checker<'_>,
        a: &[TypeId],
        b: &[TypeId],
        mode: UnifyMode,
        seen: &mut Seen,
    ) -> bool {
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .all(|(&a, &b)| self.nify(c, a, b, mode, seen))
    }

    fn same_terms(c: &Checker<'_>, x: &TypeSet, y: &TypeSet) -> bool {
        x.comparable == y.comparable
            && c.types.terms_subset(&x.terms, &y.terms)
            && c.types.terms_subset(&y.terms, &x.terms)
    }

    /// One interface has the methods of the other, and they unify.
    fn subset_interfaces(
        &mut self,
        c: &mut Checker<'_>,
        x: TypeId,
        y: TypeId,
        seen: &mut Seen,
    ) -> bool {
        let (mut xs, mut ys) = (c.types.type_set(x), c.types.type_set(y));
        if !Self::same_terms(c, &xs, &ys) {
            return false;
        }
        if seen.iter().any(|&p| p == (x, y) || p == (y, x)) {
            return true;
        }
        if xs.methods.len() > ys.methods.len() {
            std::mem::swap(&mut xs, &mut ys);
        }
        seen.push((x, y));
        let ok = xs.methods.iter().all(|m| {
            ys.methods
                .iter()
                .find(|n| n.name == m.name && n.pkg == m.pkg)
                .is_some_and(|n| self.nify(c, m.sig, n.sig, UnifyMode::EXACT, seen))
        });
        seen.pop();
        ok
    }

    /// Type `t` has the methods of the interface, and they unify.
    fn implements(
        &mut self,
        c: &mut Checker<'_>,
        iface: TypeId,
        t: TypeId,
        seen: &mut Seen,
    ) -> bool {
        let set = c.types.type_set(iface);
        set.methods.iter().all(|m| {
            let pkg = m.pkg.unwrap_or(c.pkg);
            let LookupOutcome::Found(l) = c.lookup_field_or_method(t, false, pkg, &m.name, false)
            else {
                return false;
            };
            // A generic method satisfies no interface.
            let generic = c
                .types
                .as_signature(l.ty)
                .is_none_or(|s| !s.tparams.is_empty());
            l.kind != LookupKind::Field
                && !generic
                && self.nify(c, m.sig, l.ty, UnifyMode::EXACT, seen)
        })
    }
}
