//! Bodies that gc inlines: their parameters are assigned at the call, their results where they return.

use gorun_grammar::ast::{Expr, ExprKind, Pos};

use super::super::sites::{SiteId, Target};
use super::{Variable, Walk};
use crate::compile::place::unparen;
use crate::types::{Info, ObjId};

impl<'x, 'a> Walk<'x, 'a> {
    pub(super) fn is_inlined(&self) -> bool {
        matches!(self.returns.last(), Some(Some(_)))
    }

    fn info_of(&self, mut site: SiteId) -> &'a Info {
        while site != 0 {
            match self.sites.target(site) {
                Target::Declared(_, _, at) => return at.info,
                Target::Literal(_, home) => site = *home,
            }
        }
        self.root
    }

    /// A variable that is declared and set.
    fn parameter(&mut self, obj: Option<ObjId>, value: Option<&'a Expr>, at: Pos) {
        let variable = obj.filter(|&o| self.slice_variable(o));
        // The value is the caller's: it is looked at before the parameter's name means the parameter.
        let before = variable.map(|o| (o, self.now.get(&o).copied()));
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
        if let Some((o, _)) = before
            && let Some(v) = v
        {
            self.pending.push((o, v));
        }
    }

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
        };
        let info = match target {
            Target::Declared(_, _, d) => d.info,
            Target::Literal(_, home) => self.info_of(*home),
        };
        let pending = std::mem::take(&mut self.pending);
        let mut objects = Vec::new();
        if let (Some(list), ExprKind::Selector { x, .. }) = (recv, &unparen(fun).kind) {
            let obj = list.fields.iter().flat_map(|f| &f.names).next();
            let obj = obj.and_then(|n| info.defs.get(&n.id).copied());
            objects.extend(obj);
            let is_value = obj.is_some_and(|o| self.slice_variable(o));
            if !is_value {
                self.address(x);
            }
            self.parameter(obj, Some(x), at);
            self.expr(x);
        } else if !matches!(unparen(fun).kind, ExprKind::Func { .. }) {
            self.expr(fun);
        }
        let n: usize = ty.params.fields.iter().map(|f| f.names.len().max(1)).sum();
        let mut i = 0;
        for field in &ty.params.fields {
            let variadic = matches!(field.ty.kind, ExprKind::Ellipsis(_)) && !ellipsis;
            for name in 0..field.names.len().max(1) {
                let obj = field.names.get(name).filter(|n| !n.is_blank());
                let obj = obj.and_then(|n| info.defs.get(&n.id).copied());
                objects.extend(obj);
                if variadic && i + 1 == n {
                    // A slice literal: that form is known.
                    self.parameter(obj, None, at);
                    if args.len() >= n
                        && let Some(&(_, v)) = self.pending.last()
                        && obj.is_some()
                    {
                        self.uses(v).capacity_used = true;
                    }
                } else {
                    self.parameter(obj, args.get(i), at);
                }
                i += 1;
            }
        }
        for a in args {
            self.expr(a);
        }
        let outer = (
            std::mem::replace(&mut self.info, info),
            std::mem::replace(&mut self.site, site),
        );
        let number = self.number();
        for o in objects {
            self.home.insert(o, number);
        }
        for (o, v) in std::mem::replace(&mut self.pending, pending) {
            self.now.insert(o, v);
        }
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
