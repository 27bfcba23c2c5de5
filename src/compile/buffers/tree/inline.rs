//! Calls that gc inlines: the called body is walked as a part of the caller, its parameters and results being variables there.

use std::rc::Rc;

use gorun_grammar::ast::{Block, Expr, ExprKind, FieldList, FuncType, NodeId};

use super::super::cost::BUDGET;
use super::super::flow::{Hole, Loc};
use super::super::sites::{SiteId, Target};
use super::super::summary;
use super::{DISCARD, Tree};
use crate::compile::instances::Env;
use crate::compile::place::unparen;
use crate::types::info::SelectionKind;
use crate::types::{ObjId, ObjectKind, Type, TypeId};

/// More inlined bodies than this are not followed in one function.
const MOST: usize = 2000;

impl<'x, 'a> Tree<'x, 'a> {
    /// The local variable in which a place is: the x of `x`, `x.f` and `x[i]` of an array.
    pub(super) fn root_of(&mut self, e: &'a Expr) -> Option<(Loc, TypeId)> {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Ident(_) => {
                let info = self.info;
                let obj = info.uses.get(&e.id).or_else(|| info.defs.get(&e.id))?;
                let &loc = self.vars.get(obj)?;
                let t = self.p.types.object(*obj).ty.unwrap_or(TypeId::INVALID);
                Some((loc, self.subst(t)))
            }
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                Some(s) if !s.indirect => self.root_of(x),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn results_here(&self) -> (Vec<Loc>, Vec<TypeId>) {
        match self.returns.last() {
            Some(Some(inlined)) => inlined.clone(),
            _ => (
                self.graph.bodies[self.current].results.clone(),
                self.result_types
                    .get(&self.current)
                    .cloned()
                    .unwrap_or_default(),
            ),
        }
    }

    /// What a literal may cost: more if it is called in one place.
    fn fits(&mut self, literal: &'a Expr, calls: u32) -> bool {
        let summary = self.summary.clone();
        let cost = self
            .functions
            .literal_cost(self.p, self.info, &summary, literal);
        cost.is_some_and(|c| c <= 2 * BUDGET || (calls == 1 && c <= 10 * BUDGET))
    }

    /// Whether the variable named there holds a literal of which nothing is left when its calls are inlined.
    pub(super) fn is_dead(&mut self, name: NodeId, value: &'a Expr) -> bool {
        let value = unparen(value);
        let Some(&obj) = self.info.defs.get(&name) else {
            return false;
        };
        if self
            .summary
            .literals
            .get(&obj)
            .is_none_or(|l| l.id != value.id)
        {
            return false;
        }
        let dead = self.is_used_up(obj);
        if dead {
            self.sites.dead.insert((self.site, value.id));
        }
        dead
    }

    /// Whether all that happens to the literal in a variable is that it is called where it is inlined: in the function that
    /// declares it, or in other such literals.
    fn is_used_up(&mut self, obj: ObjId) -> bool {
        let summary = self.summary.clone();
        let (Some(uses), Some(literal)) = (summary.uses.get(&obj), summary.literals.get(&obj))
        else {
            return false;
        };
        let calls = uses.calls + uses.inner.len() as u32;
        uses.all == calls
            && self.fits(literal, calls)
            && uses.inner.iter().all(|l| {
                let around = summary.around.get(l).copied().flatten();
                let holder = summary.literals.iter().find(|(_, e)| e.id == *l);
                // A literal can only mention those declared before it: this ends.
                around == uses.home && holder.is_some_and(|(&o, _)| o != obj && self.is_used_up(o))
            })
    }

    /// The literal that a called expression is, if gc can tell and has its variables at hand.
    fn static_literal(&mut self, f: &'a Expr) -> Option<(&'a Expr, SiteId)> {
        if let ExprKind::Func { .. } = &f.kind {
            return self.fits(f, 1).then_some((f, self.site));
        }
        let ExprKind::Ident(_) = f.kind else {
            return None;
        };
        let &obj = self.info.uses.get(&f.id)?;
        let &loc = self.vars.get(&obj)?;
        if self.graph.locs[loc].func != self.current {
            return None;
        }
        if let Some(&bound) = self.bound.get(&obj) {
            return Some(bound);
        }
        let &literal = self.summary.literals.get(&obj)?;
        let uses = self.summary.uses.get(&obj).cloned().unwrap_or_default();
        let calls = if uses.all == uses.calls {
            uses.calls
        } else {
            2
        };
        // The site in whose text the variable is declared.
        let mut home = self.site;
        while home != 0
            && let Target::Literal(around, outer) = self.sites.target(home)
            && uses.home != Some(around.id)
        {
            home = *outer;
        }
        self.fits(literal, calls).then_some((literal, home))
    }

    /// The site of a call that gc inlines.
    pub(super) fn inlinable(
        &mut self,
        e: &'a Expr,
        f: &'a Expr,
        args: &'a [Expr],
    ) -> Option<SiteId> {
        if std::mem::take(&mut self.put_off) || self.sites.list.len() >= MOST {
            return None;
        }
        if let [x] = args
            && matches!(
                self.info
                    .types
                    .get(&unparen(x).id)
                    .map(|t| self.p.types.get(t.ty)),
                Some(Type::Tuple(_))
            )
        {
            return None;
        }
        if let Some((literal, home)) = self.static_literal(f) {
            return Some(
                self.sites
                    .add(self.site, e.id, Target::Literal(literal, home)),
            );
        }
        let (obj, id) = summary::declared(self.p.types, self.info, f)?;
        if !self.p.is_users(obj)
            || self.this.is_some_and(|t| t.0 == obj)
            || self.sites.inside(self.site, obj)
        {
            return None;
        }
        let is_method = match &unparen(f).kind {
            ExprKind::Selector { .. } => match self.info.selections.get(&f.id) {
                Some(s) if s.kind != SelectionKind::MethodValue => return None,
                s => s.is_some(),
            },
            _ => false,
        };
        let receiver = match &self.p.types.object(obj).kind {
            ObjectKind::Func { recv } => recv.is_some(),
            _ => false,
        };
        if is_method != receiver {
            // Of an interface.
            return None;
        }
        self.functions.cost(self.p, obj).filter(|&c| c <= BUDGET)?;
        let at = self.p.decl(obj)?;
        let targs = match is_method {
            true => self.receiver_arguments(f)?,
            false => self
                .info
                .instances
                .get(&id)
                .map_or(Vec::new(), |i| i.targs.clone()),
        };
        let targs: Vec<TypeId> = targs
            .into_iter()
            .map(|t| {
                let t = self.subst(t);
                self.p.norm(t)
            })
            .collect();
        if targs.len() != at.tparams.len() {
            return None;
        }
        Some(
            self.sites
                .add(self.site, e.id, Target::Declared(obj, targs, at)),
        )
    }

    /// The type arguments of the type whose method is selected.
    fn receiver_arguments(&mut self, f: &Expr) -> Option<Vec<TypeId>> {
        let s = self.info.selections.get(&f.id)?;
        let mut t = self.subst(s.recv);
        for &i in s.index.iter().take(s.index.len().saturating_sub(1)) {
            if let Type::Pointer(to) = self.under(t) {
                t = to;
            }
            let Type::Struct(st) = self.under(t) else {
                return None;
            };
            t = self.subst(st.fields.get(i as usize)?.ty);
        }
        if let Type::Pointer(to) = *self.p.types.get(t) {
            t = to;
        }
        let Type::Named(named) = *self.p.types.get(t) else {
            return None;
        };
        let origin = &self.p.types.named(named).origin;
        Some(origin.as_ref().map_or(Vec::new(), |o| o.1.clone()))
    }

    /// Walks what is inlined at a site; `ks`: where the results go.
    pub(super) fn inline(
        &mut self,
        site: SiteId,
        ks: &[Hole],
        f: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
    ) {
        let Type::Signature(sig) = self.under_of(f) else {
            return;
        };
        let target = self.sites.target(site).clone();
        let (ty, body, recv): (&'a FuncType, &'a Block, Option<&'a FieldList>) = match &target {
            Target::Declared(_, _, at) => match &at.decl.body {
                Some(b) => (&at.decl.ty, b, at.decl.recv.as_ref()),
                None => return,
            },
            Target::Literal(
                Expr {
                    kind: ExprKind::Func { ty, body },
                    ..
                },
                _,
            ) => (ty, body, None),
            Target::Literal(..) => return,
        };
        // The arguments belong to the caller.
        let info = match &target {
            Target::Declared(_, _, at) => at.info,
            Target::Literal(..) => self.info_of(&target),
        };
        let names = |list: &'a FieldList| -> Vec<Option<ObjId>> {
            let mut found = Vec::new();
            for field in &list.fields {
                if field.names.is_empty() {
                    found.push(None);
                }
                for n in &field.names {
                    found.push(info.defs.get(&n.id).copied().filter(|_| !n.is_blank()));
                }
            }
            found
        };
        let mut declared = Vec::new();
        if let (Some(list), ExprKind::Selector { x, .. }) = (recv, &f.kind)
            && let Some(s) = self.info.selections.get(&f.id)
        {
            let obj = names(list).into_iter().next().flatten();
            let l = self.graph.add(self.current, self.loop_depth, true);
            declared.push((obj, l));
            self.receiver(if obj.is_some() { Hole::to(l) } else { DISCARD }, x, s);
        }
        let summary = match &target {
            Target::Declared(obj, _, at) => self.functions.summary(self.p, *obj, at),
            Target::Literal(..) => self.summary_of(&target),
        };
        let n = sig.params.len();
        let variadic = sig.variadic && !ellipsis;
        let mut bound = Vec::new();
        for (i, obj) in names(&ty.params).into_iter().enumerate() {
            let l = self.graph.add(self.current, self.loop_depth, true);
            declared.push((obj, l));
            let k = if obj.is_some() { Hole::to(l) } else { DISCARD };
            if variadic && i + 1 == n {
                if args.len() >= n {
                    let k = Hole::to(self.spill(k));
                    let elem = match self.under(sig.params[i]) {
                        Type::Slice(t) => t,
                        _ => TypeId::INVALID,
                    };
                    for x in &args[i..] {
                        self.value(k, x, elem);
                    }
                }
                continue;
            }
            let Some(x) = args.get(i) else { continue };
            let x = unparen(x);
            if let (Some(obj), ExprKind::Func { .. }) = (obj, &x.kind)
                && !summary.reassigned.contains(&obj)
                && let Some(uses) = summary.uses.get(&obj).cloned()
                && uses.all == uses.calls
                && self.fits(x, uses.calls)
            {
                bound.push((obj, (x, self.site)));
                self.sites.dead.insert((self.site, x.id));
                continue;
            }
            self.value(k, x, sig.params[i]);
        }
        let env = match &target {
            Target::Declared(_, targs, at) if !targs.is_empty() => {
                Rc::new(Env::new(&at.tparams, targs))
            }
            Target::Declared(..) => self.p.no_env.clone(),
            Target::Literal(_, home) => self.env_of(*home),
        };
        let outer = (
            std::mem::replace(&mut self.info, info),
            std::mem::replace(&mut self.env, env),
            std::mem::replace(&mut self.summary, summary),
            std::mem::replace(&mut self.site, site),
        );
        for (obj, l) in declared {
            if let Some(obj) = obj {
                self.bound.remove(&obj);
                self.vars.insert(obj, l);
            }
        }
        self.bound.extend(bound);
        let mut results = (Vec::new(), Vec::new());
        for field in ty.results.iter().flat_map(|r| &r.fields) {
            let t = info
                .types
                .get(&field.ty.id)
                .map_or(TypeId::INVALID, |t| t.ty);
            let t = self.subst(t);
            for i in 0..field.names.len().max(1) {
                let l = self.graph.add(self.current, self.loop_depth, true);
                if let Some(&obj) = field.names.get(i).and_then(|n| info.defs.get(&n.id)) {
                    self.vars.insert(obj, l);
                }
                results.0.push(l);
                results.1.push(t);
            }
        }
        let locs = results.0.clone();
        self.returns.push(Some(results));
        self.block(body);
        self.returns.pop();
        (self.info, self.env, self.summary, self.site) = outer;
        for (&k, l) in ks.iter().zip(locs) {
            self.graph.flow(k, l);
        }
    }

    /// The declared function around the text of a site: what is known of it.
    fn home_of(&self, target: &Target<'a>) -> Option<Target<'a>> {
        let mut target = target.clone();
        while let Target::Literal(_, home) = target {
            if home == 0 {
                return None;
            }
            target = self.sites.target(home).clone();
        }
        Some(target)
    }
    fn info_of(&self, target: &Target<'a>) -> &'a crate::types::Info {
        match self.home_of(target) {
            Some(Target::Declared(_, _, at)) => at.info,
            _ => self.root.0,
        }
    }
    fn summary_of(&mut self, target: &Target<'a>) -> Rc<summary::Summary<'a>> {
        match self.home_of(target) {
            Some(Target::Declared(obj, _, at)) => self.functions.summary(self.p, obj, &at),
            _ => self.root.1.clone(),
        }
    }
    fn env_of(&self, home: SiteId) -> Rc<Env> {
        let mut home = home;
        while home != 0 {
            match self.sites.target(home) {
                Target::Declared(_, targs, at) if !targs.is_empty() => {
                    return Rc::new(Env::new(&at.tparams, targs));
                }
                Target::Declared(..) => return self.p.no_env.clone(),
                Target::Literal(_, outer) => home = *outer,
            }
        }
        self.root.2.clone()
    }
}
