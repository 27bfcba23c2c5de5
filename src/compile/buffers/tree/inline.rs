//! Calls that gc inlines: the called body is walked as a part of the caller, its parameters and results being variables there.

use std::rc::Rc;

use gorun_grammar::ast::{Block, Expr, ExprKind, FieldList, FuncType, NodeId, Pos, RangeStmt};

use super::super::flow::{Hole, Loc};
use super::super::sites::{SiteId, Target};
use super::super::summary::{self, Summary};
use super::statics::returns_once;
use super::{DISCARD, Tree};
use crate::bytecode::inlines::Way;
use crate::compile::instances::Env;
use crate::compile::place::unparen;
use crate::types::info::SelectionKind;
use crate::types::object::VarKind;
use crate::types::{Info, ObjId, ObjectKind, Type, TypeId};

/// What a call passes on: expressions, or the body of a loop over the called function.
pub(super) struct Args<'a> {
    pub list: &'a [Expr],
    pub ellipsis: bool,
    pub body: Option<&'a RangeStmt>,
}

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
                let &loc = self.sites.look_up(&self.vars, self.site, *obj)?;
                let t = self.p.types.object(*obj).ty.unwrap_or(TypeId::INVALID);
                Some((loc, self.subst(t)))
            }
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                Some(s) if !s.indirect => self.root_of(x),
                _ => None,
            },
            ExprKind::Index { x, .. } if matches!(self.under_of(x), Type::Array { .. }) => {
                self.root_of(x)
            }
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
            self.sites
                .inlined
                .extend(Target::Literal(value, self.site).pos());
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
        let mentions = uses.calls + (uses.inner.len() + uses.passed.len()) as u32;
        if uses.all != mentions {
            return false;
        }
        let mut calls = uses.calls + uses.inner.len() as u32;
        for &(fun, i) in &uses.passed {
            match self.calls_of_parameter(self.info, fun, i) {
                Some(n) => calls += n,
                None => return false,
            }
        }
        self.fits(&Target::Literal(literal, self.site), calls)
            && uses.inner.iter().all(|l| {
                let around = summary.around.get(l).copied().flatten();
                let holder = summary.literals.iter().find(|(_, e)| e.id == *l);
                // A literal can only mention those declared before it: this ends.
                around == uses.home && holder.is_some_and(|(&o, _)| o != obj && self.is_used_up(o))
            })
    }

    /// How often parameter `i` is called of what is called as `fun`, if gc inlines that and nothing else happens to the parameter.
    fn calls_of_parameter(&mut self, info: &'a Info, fun: &'a Expr, i: usize) -> Option<u32> {
        let (obj, _) = summary::declared(self.p.types, info, fun)?;
        if !self.p.is_declared(obj) || !self.is_plain_call(info, fun, obj) {
            return None;
        }
        let at = self.p.decl(obj)?;
        let target = Target::Declared(obj, Vec::new(), at.clone());
        if !self.fits(&target, 1) {
            return None;
        }
        let summary = self.functions.summary(self.p, obj, &at);
        let fields = &at.decl.ty.params.fields;
        let name = fields.iter().flat_map(|f| &f.names).nth(i)?;
        let parameter = at.info.defs.get(&name.id)?;
        self.calls_of_variable(at.info, &summary, *parameter)
    }
    /// Of a function, or of a method by its selector: the arguments are the parameters.
    fn is_plain_call(&self, info: &Info, fun: &Expr, obj: ObjId) -> bool {
        let kind = info.selections.get(&unparen(fun).id).map(|s| s.kind);
        self.p.receiver(obj).is_none() || kind == Some(SelectionKind::MethodValue)
    }
    /// How often a variable of func type is called, itself or as a parameter of what gc inlines, if nothing else happens to it.
    pub(super) fn calls_of_variable(
        &mut self,
        info: &'a Info,
        summary: &Summary<'a>,
        obj: ObjId,
    ) -> Option<u32> {
        let uses = summary.uses.get(&obj)?;
        let mentions = uses.calls + uses.passed.len() as u32;
        if uses.all != mentions || summary.reassigned.contains(&obj) {
            return None;
        }
        let mut calls = uses.calls;
        for &(fun, i) in &uses.passed {
            calls += self.calls_of_parameter(info, fun, i)?;
        }
        Some(calls)
    }

    /// Whether a variable of a body about to be inlined is called in the body of a loop over a function that is unknown or inlined around
    /// already: that body stays a closure, in which gc inlines no call of it. `home`: where the text around was inlined.
    fn is_called_in_closures(
        &self,
        info: &Info,
        summary: &Summary<'a>,
        home: Option<SiteId>,
        obj: ObjId,
    ) -> bool {
        let loops = summary.uses.get(&obj).map_or(&[][..], |u| &u.loops[..]);
        loops.iter().any(|s| {
            let Some(&f) = info.uses.get(&unparen(&s.x).id) else {
                return false;
            };
            match self.p.types.object(f).kind {
                ObjectKind::Var(VarKind::Package | VarKind::Field) => true,
                ObjectKind::Var(VarKind::Param) => {
                    let known = home.and_then(|h| self.sites.look_up(&self.values, h, f));
                    known.is_none_or(|t| self.sites.is_around(self.site, t))
                }
                _ => false,
            }
        })
    }

    /// Whether nothing is left of an argument for a parameter of that type that is never mentioned (cmd/compile/internal/deadlocals).
    fn is_dropped(&mut self, x: &'a Expr, to: TypeId) -> bool {
        let ExprKind::Ident(_) = x.kind else {
            return false;
        };
        self.info.types.get(&x.id).is_some_and(|t| t.ty == to)
    }

    /// What a call of `f` runs, if gc inlines it there.
    fn call_target(&mut self, f: &'a Expr) -> Option<Target<'a>> {
        let named = summary::without_arguments(f);
        if let ExprKind::Selector { sel, .. } = &named.kind
            && let Some(s) = self.info.selections.get(&named.id)
            && s.kind == SelectionKind::MethodValue
        {
            if self.p.receiver(s.obj).is_none() {
                let (t, found) = self.devirtualized(f)?;
                let targs = self.type_arguments(t, &found.index)?;
                return self.declared(found.obj, targs);
            }
            let mut targs = self.receiver_arguments(named)?;
            // Of a method that has type parameters itself.
            let own = self.info.instances.get(&sel.id);
            targs.extend(own.iter().flat_map(|i| &i.targs));
            return self.declared(s.obj, targs);
        }
        self.static_value(f)
    }

    /// `f(g())`, where g has several results.
    fn is_spread(&self, args: &[Expr]) -> bool {
        let [x] = args else { return false };
        let t = self.info.types.get(&unparen(x).id).map(|t| t.ty);
        matches!(t.map(|t| self.p.types.get(t)), Some(Type::Tuple(_)))
    }

    /// Such a call of a function that has a name counts for what is inlined alone: what flows through it is that of a call.
    pub(super) fn inline_spread(&mut self, f: &'a Expr, args: &'a [Expr], at: Pos) {
        let named = match &f.kind {
            ExprKind::Selector { x, .. } => unparen(x),
            _ => summary::without_arguments(f),
        };
        let none = Args {
            list: &[],
            ellipsis: false,
            body: None,
        };
        if self.is_spread(args)
            && let ExprKind::Ident(_) = named.kind
            && let Some(site) = self.inlinable(f, &none, at)
        {
            self.inline(site, &[], f, &none);
        }
    }

    /// The site of a call that gc inlines. Of the call of a literal's result that literal has been walked.
    pub(super) fn inlinable(&mut self, f: &'a Expr, args: &Args<'a>, at: Pos) -> Option<SiteId> {
        if std::mem::take(&mut self.put_off)
            || self.in_copy
            || self.sites.list.len() >= MOST
            || self.is_spread(args.list)
        {
            return None;
        }
        let target = self.call_target(f)?;
        let calls = match &f.kind {
            ExprKind::Ident(_) => {
                let obj = self.object(f.id)?;
                match self.calls_met(obj, &target) {
                    Some(n) => n,
                    None => self.only_called(obj).unwrap_or(2),
                }
            }
            _ => 1,
        };
        if self.sites.inside(self.site, &target, at) || !self.fits(&target, calls) {
            return None;
        }
        let held = self.devirtualized(f).map(|d| d.0);
        if self.around.is_empty()
            && let Some(pos) = target.pos()
        {
            let home = target.home().unwrap_or_default();
            if self.sites.is_within(self.site, home) {
                self.sites.unwrapped.insert((home, pos));
            }
        }
        if let ExprKind::Func { ty, .. } = &f.kind {
            self.sites.inlined.insert(ty.pos);
        }
        let renames = self.renames(&target);
        let site = self.sites.add(self.site, target, at);
        self.sites.renaming.extend(renames.then_some(site));
        if !self.around.is_empty() {
            self.sites.in_literals.insert(site);
        }
        self.sites.dynamic.extend(held.map(|t| (site, t)));
        Some(site)
    }

    /// `go f()` or `defer f()`: gc makes a wrapper of the call, if it has arguments or results, and inlines a literal there
    /// that captures nothing, or a method if it knows what the interface holds through which it is called.
    pub(super) fn note_put_off(&mut self, f: &'a Expr, at: Pos) {
        if self.devirtualized(f).is_some() {
            self.sites.ways.push((self.site, at, Way::Wrapped));
        }
        let calls = match &f.kind {
            ExprKind::Func { .. } => 1,
            ExprKind::Ident(_) => {
                let calls = self.object(f.id).and_then(|obj| self.only_called(obj));
                calls.unwrap_or(2)
            }
            _ => return,
        };
        if let Some(target @ Target::Literal(..)) = self.static_value(f)
            && !self.in_copy
            && self.fits(&target, calls)
        {
            self.sites.in_wrappers.extend(target.pos());
        }
    }

    /// Of a variable that holds what an inlined function made: how many calls of it gc has met so far, this one included.
    fn calls_met(&mut self, obj: ObjId, target: &Target<'a>) -> Option<u32> {
        let Target::Literal(e, home) = target else {
            return None;
        };
        let kind = &self.p.types.object(obj).kind;
        if !matches!(kind, ObjectKind::Var(VarKind::Local)) || self.declared_at(obj) == Some(*home)
        {
            return None;
        }
        let met = self.met.entry((*home, e.id)).or_default();
        *met += 1;
        Some(*met)
    }

    /// Whether gc names the literals in what it inlines here otherwise than where it stands: it goes by what the function is that
    /// they end in, a declared one or a literal.
    fn renames(&mut self, target: &Target<'a>) -> bool {
        match target {
            Target::Literal(e, home) if *home != 0 && self.around.is_empty() => {
                let summary = self.summary_of(*home);
                summary.around.values().any(|around| *around == Some(e.id))
            }
            Target::Declared(obj, _, at) if !self.around.is_empty() && self.p.is_users(*obj) => {
                let summary = self.functions.summary(self.p, *obj, at);
                !summary.around.is_empty()
            }
            _ => false,
        }
    }

    /// The type arguments of the type whose method is selected.
    pub(super) fn receiver_arguments(&mut self, f: &Expr) -> Option<Vec<TypeId>> {
        let s = self.info.selections.get(&f.id)?;
        let t = self.subst(s.recv);
        self.type_arguments(t, &s.index)
    }
    fn type_arguments(&mut self, mut t: TypeId, index: &[u32]) -> Option<Vec<TypeId>> {
        for &i in index.iter().take(index.len().saturating_sub(1)) {
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
    pub(super) fn inline(&mut self, site: SiteId, ks: &[Hole], f: &'a Expr, args: &Args<'a>) {
        let Type::Signature(sig) = self.under_of(f) else {
            return;
        };
        let target = self.sites.target(site).clone();
        let home = target.home();
        let (info, summary) = match &target {
            Target::Declared(obj, _, at) => (at.info, self.functions.summary(self.p, *obj, at)),
            Target::Literal(_, home) | Target::Body(_, home) => {
                (self.info_of(*home), self.summary_of(*home))
            }
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
        let mut parameters = Vec::new();
        let (ty, body): (Option<&'a FuncType>, &'a Block) = match &target {
            Target::Declared(_, _, at) => {
                let Some(body) = &at.decl.body else { return };
                if let Some(list) = &at.decl.recv {
                    let obj = names(list).into_iter().next().flatten();
                    let named = summary::without_arguments(f);
                    match &named.kind {
                        ExprKind::Selector { x, .. }
                            if let Some(s) = self.info.selections.get(&named.id)
                                && s.kind == SelectionKind::MethodValue =>
                        {
                            let l = self.graph.add(self.current, self.loop_depth, true);
                            declared.push((obj, l));
                            let unused = obj
                                .and_then(|o| summary.uses.get(&o))
                                .is_some_and(|u| u.all == 0);
                            let kept =
                                obj.is_some() && !(unused && self.is_dropped(unparen(x), s.recv));
                            if unused && !kept {
                                self.sites.dropped.insert((site, unparen(x).id));
                            }
                            self.receiver(if kept { Hole::to(l) } else { DISCARD }, x, s);
                        }
                        // Of a method expression: the first argument.
                        _ => parameters.push(obj),
                    }
                }
                parameters.extend(names(&at.decl.ty.params));
                (Some(&at.decl.ty), body)
            }
            Target::Literal(
                Expr {
                    kind: ExprKind::Func { ty, body },
                    ..
                },
                _,
            ) => {
                parameters.extend(names(&ty.params));
                (Some(ty), body)
            }
            Target::Literal(..) => return,
            Target::Body(s, _) => {
                let left = s.key.iter().chain(&s.value);
                parameters.extend(left.map(|e| info.defs.get(&e.id).copied().filter(|_| s.define)));
                (None, &s.body)
            }
        };
        let n = sig.params.len();
        let variadic = sig.variadic && !args.ellipsis;
        let mut values = Vec::new();
        let mut held = Vec::new();
        let mut places = Vec::new();
        for (i, obj) in parameters.into_iter().enumerate() {
            let l = self.graph.add(self.current, self.loop_depth, true);
            declared.push((obj, l));
            places.push(l);
            let kept = obj.is_some() || ty.is_none();
            let k = if kept { Hole::to(l) } else { DISCARD };
            if variadic && i + 1 == n {
                if args.list.len() >= n {
                    let k = Hole::to(self.spill(k));
                    let elem = match self.under(sig.params[i]) {
                        Type::Slice(t) => t,
                        _ => TypeId::INVALID,
                    };
                    for x in &args.list[i..] {
                        self.value(k, x, elem);
                    }
                }
                continue;
            }
            let calls = obj.and_then(|o| self.calls_of_variable(info, &summary, o));
            if let Some(s) = args.body {
                let value = Target::Body(s, self.site);
                // Its calls in a text that is inlined around stand where calls are inlined already.
                let dead = calls.is_some_and(|n| n == 0 || self.fits(&value, n))
                    && !self.sites.is_around(self.site, &target)
                    && !obj.is_some_and(|o| self.is_called_in_closures(info, &summary, home, o));
                if let Some(obj) = obj.filter(|o| !summary.reassigned.contains(o)) {
                    values.push((obj, value));
                }
                match dead {
                    true => {
                        self.sites.dead_bodies.insert((self.site, s.range));
                    }
                    false => self.loop_body(k, s),
                }
                continue;
            }
            let Some(x) = args.list.get(i) else { continue };
            let x = unparen(x);
            let mentioned = match obj {
                Some(o) => summary.uses.get(&o).is_none_or(|u| u.all > 0),
                None => false,
            };
            if !mentioned && self.is_dropped(x, sig.params[i]) {
                self.discard(x);
                self.sites.dropped.insert((site, x.id));
                continue;
            }
            let is_literal = matches!(x.kind, ExprKind::Func { .. });
            if is_literal
                && let Some(n) = calls
                && (n == 0 || self.fits(&Target::Literal(x, self.site), n))
                && !obj.is_some_and(|o| self.is_called_in_closures(info, &summary, home, o))
            {
                self.sites.dead.insert((self.site, x.id));
                self.sites
                    .inlined
                    .extend(Target::Literal(x, self.site).pos());
            } else {
                self.value(k, x, sig.params[i]);
            }
            if let Some(obj) = obj
                && self.is_interface(sig.params[i])
            {
                held.push((obj, self.held_in(x)));
            }
            if let Some(obj) = obj.filter(|o| !summary.reassigned.contains(o))
                && matches!(self.under_of(x), Type::Signature(_))
                && let Some(value) = self.static_value(x)
            {
                values.push((obj, value));
            }
        }
        let env = match &target {
            Target::Declared(_, targs, at) if !targs.is_empty() => {
                Rc::new(Env::new(&at.tparams, targs))
            }
            Target::Declared(..) => self.p.no_env.clone(),
            Target::Literal(_, home) | Target::Body(_, home) => self.env_of(*home),
        };
        let outer = (
            std::mem::replace(&mut self.info, info),
            std::mem::replace(&mut self.env, env),
            std::mem::replace(&mut self.summary, summary),
            std::mem::replace(&mut self.site, site),
        );
        let in_body = std::mem::replace(&mut self.in_body, ty.is_none());
        for (obj, l) in declared {
            if let Some(obj) = obj {
                self.vars.insert((site, obj), l);
            }
        }
        for (obj, value) in values {
            self.values.insert((site, obj), value);
        }
        for (obj, held) in held {
            self.passed.insert((site, obj), held);
        }
        let mut result_names = Vec::new();
        let mut locs = Vec::new();
        match (&target, ty) {
            (Target::Body(s, home), _) => {
                if !s.define {
                    for (e, l) in s.key.iter().chain(&s.value).zip(places) {
                        let k = self.place(e);
                        self.graph.flow(k, l);
                        self.reassigned(k);
                    }
                }
                // Its return statements are those of the function around the loop.
                let around = self.around_loops.get(&(*home, s.range)).cloned();
                self.returns.push(around);
                self.single.push(false);
            }
            (_, Some(ty)) => {
                let mut results = (Vec::new(), Vec::new());
                let mut named = false;
                for field in ty.results.iter().flat_map(|r| &r.fields) {
                    let t = info
                        .types
                        .get(&field.ty.id)
                        .map_or(TypeId::INVALID, |t| t.ty);
                    let t = self.subst(t);
                    for i in 0..field.names.len().max(1) {
                        let l = self.graph.add(self.current, self.loop_depth, true);
                        if let Some(name) = field.names.get(i) {
                            named |= !name.is_blank();
                            if let Some(&obj) = info.defs.get(&name.id) {
                                self.vars.insert((site, obj), l);
                                if self.is_interface(t) {
                                    result_names.push((results.0.len(), obj));
                                }
                            }
                        }
                        results.0.push(l);
                        results.1.push(t);
                    }
                }
                let function_result = match &results.1[..] {
                    [t] => matches!(self.under(*t), Type::Signature(_)),
                    _ => false,
                };
                let single =
                    function_result && !named && returns_once(&body.stmts, &|r| self.is_loop(r));
                locs = results.0.clone();
                self.returns.push(Some(results));
                self.single.push(single);
            }
            _ => {}
        }
        body.stmts.iter().for_each(|s| self.stmt(s));
        self.returns.pop();
        self.single.pop();
        for (nth, obj) in result_names {
            self.note_named_answer(nth, obj);
        }
        (self.info, self.env, self.summary, self.site) = outer;
        self.in_body = in_body;
        if home.is_none() || ty.is_some() {
            for (&k, l) in ks.iter().zip(locs) {
                self.graph.flow(k, l);
            }
        }
    }

    /// The declared function around the text of a site; the function itself is nobody's.
    fn around_text(&self, mut site: SiteId) -> Option<&Target<'a>> {
        while site != 0 {
            let target = self.sites.target(site);
            match target.home() {
                Some(home) => site = home,
                None => return Some(target),
            }
        }
        None
    }
    pub(super) fn info_of(&self, site: SiteId) -> &'a Info {
        match self.around_text(site) {
            Some(Target::Declared(_, _, at)) => at.info,
            _ => self.root.0,
        }
    }
    pub(super) fn summary_of(&mut self, site: SiteId) -> Rc<Summary<'a>> {
        match self.around_text(site).cloned() {
            Some(Target::Declared(obj, _, at)) => self.functions.summary(self.p, obj, &at),
            _ => self.root.1.clone(),
        }
    }
    fn env_of(&self, site: SiteId) -> Rc<Env> {
        match self.around_text(site) {
            Some(Target::Declared(_, targs, at)) if !targs.is_empty() => {
                Rc::new(Env::new(&at.tparams, targs))
            }
            Some(_) => self.p.no_env.clone(),
            None => self.root.2.clone(),
        }
    }
}
