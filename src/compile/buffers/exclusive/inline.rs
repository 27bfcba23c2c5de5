//! Bodies that gc inlines: their parameters are assigned at the call, their results where they return.

use gorun_grammar::ast::{Expr, ExprKind, Pos, RangeStmt};

use super::super::sites::{SiteId, Target};
use super::{Variable, Walk};
use crate::compile::place::unparen;
use crate::types::info::SelectionKind;
use crate::types::{Info, ObjId};

impl<'x, 'a> Walk<'x, 'a> {
    pub(super) fn is_inlined(&self) -> bool {
        matches!(self.returns.last(), Some(Some(_)))
    }

    fn info_of(&self, mut site: SiteId) -> &'a Info {
        while site != 0 {
            match self.sites.target(site) {
                Target::Declared(_, _, at) => return at.info,
                Target::Literal(_, home) | Target::Body(_, home) => site = *home,
            }
        }
        self.root
    }

    /// A variable that is declared and set.
    fn parameter(&mut self, obj: Option<ObjId>, value: Option<&'a Expr>, at: Pos) {
        let variable = obj.filter(|&o| self.slice_variable(o));
        // The value is the caller's: the parameter's name does not mean the parameter yet.
        let v = variable.map(|o| {
            let v = self.objects.len() as Variable;
            self.objects.push(o);
            let depth = self.loop_depth;
            let u = self.uses(v);
            u.declared_at = depth;
            u.all += 2;
            u.harmless += 1;
            v
        });
        if !self.is_interface(obj.and_then(|o| self.types.object(o).ty)) {
            self.assign(v, value, at);
        }
        self.pending.extend(variable.zip(v));
    }

    /// The argument, if the parameter gets it.
    fn passed_on(&self, site: SiteId, x: &'a Expr) -> Option<&'a Expr> {
        (!self.sites.dropped.contains(&(site, unparen(x).id))).then_some(x)
    }
    /// What is dropped is mentioned by the literals around all the same, which capture it.
    fn expr_passed(&mut self, site: SiteId, x: &'a Expr) {
        if self.passed_on(site, x).is_some() || self.variable(x).is_none() {
            self.expr(x);
        }
    }

    /// `args`: none for the call that a loop over a function makes.
    pub(super) fn inlined(
        &mut self,
        site: SiteId,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
        at: Pos,
    ) {
        let sites = self.sites;
        let target = sites.target(site);
        let (ty, body, recv) = match target {
            Target::Declared(_, _, d) => match &d.decl.body {
                Some(b) => (&d.decl.ty, b, d.decl.recv.as_ref()),
                None => return,
            },
            Target::Literal(
                Expr {
                    kind: ExprKind::Func { ty, body },
                    ..
                },
                _,
            ) => (&**ty, &**body, None),
            Target::Literal(..) => return,
            Target::Body(s, home) => return self.inlined_body(site, s, *home, args, at),
        };
        let info = match target {
            Target::Declared(_, _, d) => d.info,
            Target::Literal(_, home) | Target::Body(_, home) => self.info_of(*home),
        };
        let pending = std::mem::take(&mut self.pending);
        let mut objects = Vec::new();
        let f = unparen(fun);
        let mut i = 0;
        if let Some(list) = recv {
            let obj = list.fields.iter().flat_map(|f| &f.names).next();
            let obj = obj.and_then(|n| info.defs.get(&n.id).copied());
            objects.extend(obj);
            if let ExprKind::Selector { x, .. } = &f.kind
                && let Some(s) = self.info.selections.get(&f.id)
                && s.kind == SelectionKind::MethodValue
            {
                let is_value = obj.is_some_and(|o| self.slice_variable(o));
                if !is_value {
                    self.address(x);
                }
                self.parameter(obj, self.passed_on(site, x), at);
                self.expr_passed(site, x);
            } else {
                // Of a method expression: the first argument.
                self.parameter(obj, args.first(), at);
                self.expr(fun);
                i = 1;
            }
        } else if !matches!(f.kind, ExprKind::Func { .. }) {
            self.expr(fun);
        }
        let first = i;
        let n: usize = ty.params.fields.iter().map(|f| f.names.len().max(1)).sum();
        for field in &ty.params.fields {
            let variadic = matches!(field.ty.kind, ExprKind::Ellipsis(_)) && !ellipsis;
            for name in 0..field.names.len().max(1) {
                let obj = field.names.get(name).filter(|n| !n.is_blank());
                let obj = obj.and_then(|n| info.defs.get(&n.id).copied());
                objects.extend(obj);
                if variadic && i + 1 == first + n {
                    // A slice literal: that form is known.
                    self.parameter(obj, None, at);
                    if args.len() >= first + n
                        && let Some(&(_, v)) = self.pending.last()
                        && obj.is_some()
                    {
                        self.uses(v).capacity_used = true;
                    }
                } else {
                    let value = args.get(i).and_then(|a| self.passed_on(site, a));
                    self.parameter(obj, value, at);
                }
                i += 1;
            }
        }
        for a in args {
            self.expr_passed(site, a);
        }
        let outer = self.enter(site, info, objects, pending);
        let mut results = Vec::new();
        for field in ty.results.iter().flat_map(|r| &r.fields) {
            for n in 0..field.names.len().max(1) {
                let obj = field
                    .names
                    .get(n)
                    .and_then(|n| info.defs.get(&n.id).copied());
                let v = match obj {
                    Some(obj) => {
                        self.declare(obj);
                        self.tracked(obj)
                    }
                    None => None,
                };
                let v = v.unwrap_or_else(|| {
                    let v = self.objects.len() as Variable;
                    self.objects.push(ObjId(0));
                    v
                });
                let depth = self.loop_depth;
                let u = self.uses(v);
                u.declared_at = depth;
                // Declared, set to nothing, and mentioned as the call's value.
                u.all += 3;
                u.harmless += 2;
                results.push(v);
            }
        }
        self.returns.push(Some(results));
        let types = self.types_of(ty, info);
        self.result_types.push(types);
        self.stmts(&body.stmts);
        self.returns.pop();
        self.result_types.pop();
        (self.info, self.site) = outer;
    }

    /// From the caller's text to that of what is inlined, whose parameters are `objects`.
    fn enter(
        &mut self,
        site: SiteId,
        info: &'a Info,
        objects: Vec<ObjId>,
        pending: Vec<(ObjId, Variable)>,
    ) -> (&'a Info, SiteId) {
        let outer = (
            std::mem::replace(&mut self.info, info),
            std::mem::replace(&mut self.site, site),
        );
        let number = self.number();
        for o in objects {
            self.home.insert(o, number);
        }
        for (o, v) in std::mem::replace(&mut self.pending, pending) {
            self.now.insert((site, o), v);
        }
        outer
    }

    /// The body of a loop over a function, where it is called.
    fn inlined_body(
        &mut self,
        site: SiteId,
        s: &'a RangeStmt,
        home: SiteId,
        args: &'a [Expr],
        at: Pos,
    ) {
        let info = self.info_of(home);
        let pending = std::mem::take(&mut self.pending);
        let mut objects = Vec::new();
        let left: Vec<&'a Expr> = s.key.iter().chain(&s.value).collect();
        for (i, e) in left.iter().enumerate() {
            let obj = info.defs.get(&e.id).copied().filter(|_| s.define);
            objects.extend(obj);
            self.parameter(obj, args.get(i), at);
        }
        for a in args {
            self.expr(a);
        }
        let outer = self.enter(site, info, objects, pending);
        if !s.define {
            left.into_iter().for_each(|e| self.expr(e));
        }
        let (returns, types) = self
            .around_loops
            .get(&(home, s.range))
            .cloned()
            .unwrap_or_default();
        self.returns.push(returns);
        self.result_types.push(types);
        self.stmts(&s.body.stmts);
        self.returns.pop();
        self.result_types.pop();
        (self.info, self.site) = outer;
    }

    /// A loop over a function: a call of it, with the body as its argument.
    pub(super) fn loop_over(&mut self, r: &'a RangeStmt, at: Pos) {
        let key = (self.site, r.range);
        let around = (
            self.returns.last().cloned().flatten(),
            self.result_types.last().cloned().unwrap_or_default(),
        );
        self.around_loops.insert(key, around);
        match self.sites.loops.get(&key) {
            Some(&site) => self.inlined(site, &r.x, &[], false, at),
            None => self.expr(&r.x),
        }
        if self.sites.dead_bodies.contains(&key) {
            return;
        }
        // A function of its own, which captures what it mentions.
        let defers = self.functions.last().and_then(|f| f.1);
        self.function(defers, None, &r.body, |w| {
            for e in r.key.iter().chain(&r.value) {
                match w.info.defs.get(&e.id) {
                    Some(&obj) if r.define => {
                        w.declare(obj);
                        // Assigned by the loop: of no known form.
                        if let Some(v) = w.tracked(obj) {
                            w.uses(v).all += 1;
                        }
                    }
                    _ => w.expr(e),
                }
            }
        });
    }

    pub(super) fn inlined_return(&mut self, list: &'a [Expr], at: Pos) {
        let results = match self.returns.last() {
            Some(Some(r)) => r.clone(),
            _ => return,
        };
        if list.len() == results.len() {
            for (i, (v, e)) in results.into_iter().zip(list).enumerate() {
                self.uses(v).all += 1;
                if !self.result_is_interface(i) {
                    self.assign(Some(v), Some(e), at);
                }
            }
        }
        for e in list {
            self.expr(e);
        }
    }
}
