//! Type inference: type arguments from function arguments and from constraints, after go/types.

use gorun_grammar::ast::Pos;
use rustc_hash::FxHashMap;

use super::checker::Checker;
use super::errors::ErrorDesc;
use super::go_library;
use super::operand::{OpMode, Operand, OperandExpr};
use super::store::Types;
use super::subst::SubstMap;
use super::ty::{Term, Type, TypeId, TypeParamId};
use super::unify::{Unifier, UnifyMode};

impl<'a> Checker<'a> {
    /// Infers the type arguments of `tparams` that `targs` (a prefix, perhaps with gaps) does not give, from the
    /// arguments `args` for parameters of types `params`. `None`: `err` says why not. `reverse`: the roles of
    /// argument and parameter are exchanged in messages (a function assigned to a typed variable).
    #[allow(clippy::too_many_arguments)]
    pub fn infer(
        &mut self,
        pos: Pos,
        tparams: &[TypeParamId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[&Operand<'a>],
        reverse: bool,
        err: &mut ErrorDesc,
    ) -> Option<Vec<TypeId>> {
        let n = tparams.len();
        if targs.len() == n && targs.iter().all(Option::is_some) {
            return targs.iter().copied().collect();
        }
        if args.iter().any(|a| !a.is_valid()) {
            return None;
        }
        let mut targs = targs.to_vec();
        targs.resize(n, None);
        let known: SubstMap = tparams
            .iter()
            .zip(&targs)
            .filter_map(|(&p, &t)| Some((p, t?)))
            .collect();
        let params = self.types.subst_list(params, &known);
        let mut u = Unifier::new(tparams, &targs, self.allow_version((1, 21)));

        // 1: function arguments. Untyped ones wait.
        let mut untyped: Vec<(TypeParamId, usize)> = Vec::new();
        for (i, (&par, arg)) in params.iter().zip(args).enumerate() {
            if !self.is_parameterized(tparams, par) && !self.is_parameterized(tparams, arg.ty) {
                continue;
            }
            if self.types.is_typed(arg.ty) {
                if !u.unify(self, par, arg.ty, UnifyMode::ASSIGN) {
                    self.mismatch(&u, tparams, par, arg, reverse, err);
                    return None;
                }
            } else if let Type::TypeParam(p) = self.types.get(par)
                && arg.mode != OpMode::Nil
            {
                untyped.push((*p, i));
            }
        }

        // 2: constraints, as long as they tell something new.
        loop {
            let before = u.unknowns();
            for &p in tparams {
                let tx = u.at(p);
                if let Some((core, single)) = self.core_term(p) {
                    match tx {
                        Some(tx) if !u.unify(self, tx, core.ty, UnifyMode::INEXACT) => {
                            let (name, c) = self.tparam_strs(p);
                            let tx = self.type_str(tx);
                            err.add(pos, format!("{name} (type {tx}) does not satisfy {c}"));
                            return None;
                        }
                        Some(_) => {}
                        None if single && !core.tilde => u.set(p, core.ty),
                        None => {}
                    }
                }
                if let Some(tx) = tx
                    && !self.is_parameterized(tparams, tx)
                {
                    let iface = self.types.tparam_iface(p);
                    let same = |c: &mut Self, x, y| u.unify(c, x, y, UnifyMode::EXACT);
                    if let Err(cause) = self.has_all_methods_by(tx, iface, true, same) {
                        let (name, c) = self.tparam_strs(p);
                        let msg = format!(
                            "{name} (type {}) does not satisfy {c} {cause}",
                            self.type_str(tx)
                        );
                        err.add(pos, msg);
                        return None;
                    }
                }
            }
            if u.unknowns() == before {
                break;
            }
        }

        // 3: untyped constants, by the largest kind for each parameter.
        let mut max: Vec<(TypeParamId, TypeId)> = Vec::new();
        for (p, i) in untyped {
            if u.at(p).is_some() {
                continue;
            }
            let ty = args[i].ty;
            match max.iter_mut().find(|(q, _)| *q == p) {
                None => max.push((p, ty)),
                Some((_, m)) => match self.types.max_type(*m, ty) {
                    Some(t) => *m = t,
                    None => {
                        let (a, b) = (self.type_str(*m), self.type_str(ty));
                        let (name, _) = self.tparam_strs(p);
                        err.add(
                            args[i].pos(),
                            format!("mismatched types {a} and {b} (cannot infer {name})"),
                        );
                        return None;
                    }
                },
            }
        }
        for (p, t) in max {
            let t = self.types.default_type(t);
            u.set(p, t);
        }

        // Inferred types may mention other type parameters: put those in, unless that would never end.
        let mut inferred = u.inferred(tparams);
        self.kill_cycles(tparams, &mut inferred);
        let mut dirty: Vec<usize> = (0..n)
            .filter(|&i| inferred[i].is_some() && targs[i].is_none())
            .collect();
        while !dirty.is_empty() {
            let map: SubstMap = tparams
                .iter()
                .zip(&inferred)
                .filter_map(|(&p, &t)| Some((p, t?)))
                .collect();
            dirty.retain(|&i| {
                let Some(t0) = inferred[i] else { return false };
                let mut t1 = self.types.subst(t0, &map);
                if t1 == t0 {
                    return false;
                }
                // A generic function all of whose parameters are settled is generic no more.
                if let Type::Signature(s) = self.types.get(t1)
                    && !s.tparams.is_empty()
                    && !self.is_parameterized(tparams, t1)
                {
                    let mut s = s.clone();
                    s.tparams = Vec::new();
                    t1 = self.types.intern(Type::Signature(s));
                }
                inferred[i] = Some(t1);
                true
            });
        }
        let mut out = Vec::with_capacity(n);
        for (&p, t) in tparams.iter().zip(inferred) {
            match t {
                Some(t) if !self.is_parameterized(tparams, t) => out.push(t),
                _ => {
                    let name = self.types.object(self.types.tparam(p).obj).name.clone();
                    let at = self.declared_at(p);
                    err.add(pos, format!("cannot infer {name} (declared at {at})"));
                    return None;
                }
            }
        }
        Some(out)
    }

    /// Where a function's type parameter is declared. The library's have the places that they have in Go's.
    fn declared_at(&self, p: TypeParamId) -> String {
        let obj = self.types.object(self.types.tparam(p).obj);
        let package = self.types.package(obj.pkg);
        let names = &self.types.scope(package.scope).names;
        let of_library = names.iter().find_map(|(name, &f)| {
            let Type::Signature(sig) = self.types.get(self.types.object(f).ty?) else {
                return None;
            };
            // Inference works on copies of the parameters.
            let at = |q: TypeParamId| self.types.object(self.types.tparam(q).obj).pos;
            let index = sig.tparams.iter().position(|&q| at(q) == obj.pos)?;
            go_library::type_param(package.public_path(), name, index)
        });
        of_library.unwrap_or_else(|| crate::source::place(obj.pos))
    }

    fn tparam_strs(&mut self, p: TypeParamId) -> (String, String) {
        let name = self.types.object(self.types.tparam(p).obj).name.to_string();
        let bound = self
            .types
            .tparam(p)
            .constraint
            .unwrap_or(self.types.universe.empty_interface);
        (name, self.type_str(bound))
    }

    fn mismatch(
        &mut self,
        u: &Unifier,
        tparams: &[TypeParamId],
        par: TypeId,
        arg: &Operand<'a>,
        reverse: bool,
        err: &mut ErrorDesc,
    ) {
        let inferred = u.inferred(tparams);
        let (targ, tpar) = (self.type_str(arg.ty), self.type_str(par));
        let what = match &arg.expr {
            OperandExpr::Expr(e) => self.expr_str(e),
            OperandExpr::Described(_, text) => text.to_string(),
            OperandExpr::None => String::new(),
        };
        if inferred.iter().all(Option::is_none) {
            let list = self.tparam_list(tparams);
            err.add(
                arg.pos(),
                format!("type {targ} of {what} does not match {tpar} (cannot infer {list})"),
            );
            return;
        }
        let map: SubstMap = tparams
            .iter()
            .zip(inferred)
            .filter_map(|(&p, t)| Some((p, t?)))
            .collect();
        let t = self.types.subst(par, &map);
        let msg = if t == par {
            format!("type {targ} of {what} does not match {tpar}")
        } else {
            let t = self.type_str(t);
            if reverse {
                format!("inferred type {t} for {tpar} does not match type {targ} of {what}")
            } else {
                format!("type {targ} of {what} does not match inferred type {t} for {tpar}")
            }
        };
        err.add(arg.pos(), msg);
    }

    /// The names of type parameters as an English list.
    pub fn tparam_list(&self, list: &[TypeParamId]) -> String {
        let names: Vec<&str> = list
            .iter()
            .map(|p| self.types.object(self.types.tparam(*p).obj).name.as_str())
            .collect();
        match names.as_slice() {
            [] => String::new(),
            [a] => a.to_string(),
            [a, b] => format!("{a} and {b}"),
            [head @ .., last] => format!("{}, and {last}", head.join(", ")),
        }
    }

    /// Fresh copies of `tparams`, and `types` mentioning them instead: for calls of a generic function by itself.
    pub fn rename_tparams(
        &mut self,
        tparams: &[TypeParamId],
        types: &[TypeId],
    ) -> (Vec<TypeParamId>, Vec<TypeId>) {
        let mut map = SubstMap::default();
        let mut fresh = Vec::with_capacity(tparams.len());
        for &p in tparams {
            let (obj, index) = (self.types.tparam(p).obj, self.types.tparam(p).index);
            let (id, ty) = self.types.new_tparam(obj, index);
            map.insert(p, ty);
            fresh.push(id);
        }
        for (&p, q) in tparams.iter().zip(&fresh) {
            let bound = self.types.tparam(p).constraint;
            let bound = bound.map(|b| self.types.subst(b, &map));
            self.types.tparams[q.0 as usize].constraint = bound;
        }
        let types = types
            .iter()
            .map(|&t| {
                // The signature's own list is renamed, not only what its parameters mention.
                match self.types.get(t).clone() {
                    Type::Signature(mut s) if s.tparams.iter().any(|p| map.contains_key(p)) => {
                        for p in &mut s.tparams {
                            if let Some(i) = tparams.iter().position(|q| q == p) {
                                *p = fresh[i];
                            }
                        }
                        s.params = self.types.subst_list(&s.params, &map);
                        s.results = self.types.subst_list(&s.results, &map);
                        self.types.intern(Type::Signature(s))
                    }
                    _ => self.types.subst(t, &map),
                }
            })
            .collect();
        (fresh, types)
    }

    /// Whether the type mentions one of the type parameters.
    pub fn is_parameterized(&self, tparams: &[TypeParamId], t: TypeId) -> bool {
        self.types
            .is_parameterized(tparams, t, &mut FxHashMap::default())
    }

    /// The one type of a parameter's type set, or what underlies all of them (`false`), as a term.
    fn core_term(&self, p: TypeParamId) -> Option<(Term, bool)> {
        let iface = self.types.tparam_iface(p);
        let set = self.types.type_set(iface);
        let terms = set.terms.as_ref()?;
        if let [t] = terms.as_slice() {
            return Some((t.clone(), true));
        }
        let mut common = None;
        let mut chan: Option<TypeId> = None;
        for t in terms {
            let u = self.types.under(t.ty);
            match common {
                None => common = Some(u),
                Some(c) => match (self.types.get(c), self.types.get(u)) {
                    (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                        use super::ty::ChanDir;
                        if !self.types.identical(*a, *b) {
                            return None;
                        }
                        if d != e {
                            if *d == ChanDir::Both {
                                chan = Some(u);
                            } else if *e != ChanDir::Both {
                                return None;
                            }
                        }
                        common = chan.or(Some(c));
                    }
                    _ if self.types.identical(c, u) => {}
                    _ => return None,
                },
            }
        }
        Some((
            Term {
                tilde: terms.iter().any(|t| t.tilde),
                ty: common?,
            },
            false,
        ))
    }

    /// Forgets what was inferred for a parameter that would contain itself.
    fn kill_cycles(&self, tparams: &[TypeParamId], inferred: &mut [Option<TypeId>]) {
        for &p in tparams {
            let mut seen = Vec::new();
            self.kill_in_param(p, tparams, inferred, &mut seen);
        }
    }

    fn kill_in_param(
        &self,
        p: TypeParamId,
        tparams: &[TypeParamId],
        inferred: &mut [Option<TypeId>],
        seen: &mut Vec<TypeParamId>,
    ) {
        let Some(i) = tparams.iter().position(|&q| q == p) else {
            return;
        };
        if seen.contains(&p) {
            inferred[i] = None;
            return;
        }
        let Some(t) = inferred[i] else { return };
        seen.push(p);
        let mut found = Vec::new();
        self.types.tparams_of(t, &mut found, 0);
        for q in found {
            self.kill_in_param(q, tparams, inferred, seen);
        }
        seen.pop();
    }
}

impl Types {
    fn is_parameterized(
        &self,
        tparams: &[TypeParamId],
        t: TypeId,
        seen: &mut FxHashMap<TypeId, bool>,
    ) -> bool {
        if !self.mentions_tparams(t) {
            return false;
        }
        let t = self.canon(t);
        if let Some(&known) = seen.get(&t) {
            return known;
        }
        seen.insert(t, false);
        let found = match self.get(t) {
            Type::TypeParam(p) => tparams.contains(p),
            Type::Named(n) => {
                let n = self.named(*n);
                match &n.origin {
                    Some((_, targs)) => targs
                        .iter()
                        .any(|&t| self.is_parameterized(tparams, t, seen)),
                    None => n.outer.iter().any(|p| tparams.contains(p)),
                }
            }
            // A function's own type parameters are its own business.
            Type::Signature(s) => s
                .params
                .iter()
                .chain(&s.results)
                .any(|&t| self.is_parameterized(tparams, t, seen)),
            ty => self
                .components(ty)
                .into_iter()
                .any(|t| self.is_parameterized(tparams, t, seen)),
        };
        seen.insert(t, found);
        found
    }

    /// The type parameters that a type mentions.
    fn tparams_of(&self, t: TypeId, out: &mut Vec<TypeParamId>, depth: u32) {
        if depth > 50 || !self.mentions_tparams(t) {
            return;
        }
        match self.get(t) {
            Type::TypeParam(p) => out.push(*p),
            Type::Named(n) => {
                if let Some((_, targs)) = &self.named(*n).origin {
                    targs
                        .iter()
                        .for_each(|&t| self.tparams_of(t, out, depth + 1));
                }
            }
            ty => self
                .components(ty)
                .into_iter()
                .for_each(|t| self.tparams_of(t, out, depth + 1)),
        }
    }
}
