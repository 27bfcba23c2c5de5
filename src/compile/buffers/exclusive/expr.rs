//! What expressions do with slice variables.

use gorun_grammar::ast::{Expr, ExprKind, Pos, UnaryOp};

use super::{Append, Passed, Walk};
use crate::compile::place::unparen;
use crate::types::info::SelectionKind;
use crate::types::object::Builtin;
use crate::types::{ObjectKind, Type};

impl<'x, 'a> Walk<'x, 'a> {
    pub(super) fn exprs(&mut self, list: &'a [Expr]) {
        for e in list {
            self.expr(e);
        }
    }
    pub(super) fn option(&mut self, e: &'a Option<Box<Expr>>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    /// `&e`: the address of an element is one more reference to the array.
    pub(super) fn address(&mut self, e: &Expr) {
        match &unparen(e).kind {
            ExprKind::Selector { x, .. }
                if self
                    .info
                    .selections
                    .get(&unparen(e).id)
                    .is_some_and(|s| !s.indirect) =>
            {
                self.address(x);
            }
            ExprKind::Index { x, .. } if self.is_array(unparen(x)) => self.address(x),
            ExprKind::Index { x, .. } => {
                if let Some(obj) = self.variable(x) {
                    self.uses(obj).out = true;
                }
            }
            _ => {}
        }
    }

    pub(super) fn add_append(&mut self, e: &'a Expr, in_place: Option<&'a Expr>) {
        let e = unparen(e);
        let site = self.site;
        if self.appends.iter().any(|a| a.id == e.id && a.site == site) {
            return;
        }
        let Some((args, ellipsis)) = self.append_args(e) else {
            return;
        };
        if ellipsis || args.len() < 2 {
            return;
        }
        let variable = match unparen(&args[0]).kind {
            ExprKind::Ident(_) => {
                let obj = self.object(unparen(&args[0]));
                obj.and_then(|o| self.tracked(o))
            }
            _ => None,
        };
        self.appends.push(Append {
            site,
            id: e.id,
            variable,
            in_place,
            temporary: None,
            defers: self.functions.last().and_then(|f| f.1),
        });
    }

    pub(super) fn expr(&mut self, e: &'a Expr) {
        self.parts(e);
        self.keep_temporarily(e);
    }
    fn parts(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(obj) = self.object(e)
                    && let Some(v) = self.tracked(obj)
                {
                    self.uses(v).all += 1;
                }
            }
            ExprKind::Composite { elems, .. } => {
                for el in elems {
                    if let Some(k) = &el.key
                        && self.info.types.contains_key(&k.id)
                    {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::Func { .. } if self.sites.dead.contains(&(self.site, e.id)) => {}
            ExprKind::Func { ty, body } => self.function(Some(e.id), Some(ty), body, |_| {}),
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => {
                if let Some(s) = self.info.selections.get(&e.id)
                    && s.kind == SelectionKind::MethodValue
                    && !s.indirect
                {
                    // A method with pointer receiver takes the operand's address.
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Index { x, indices, .. } => {
                self.harmless(x, 1);
                self.expr(x);
                self.exprs(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                if self.is_array(unparen(x)) {
                    self.address(x);
                }
                self.expr(x);
                self.option(lo);
                self.option(hi);
                self.option(max);
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                lparen,
                ..
            } => {
                if let Some(&site) = self.sites.calls.get(&(self.site, e.id)) {
                    return self.inlined(site, fun, args, ellipsis.is_some(), *lparen);
                }
                match self.builtin(fun) {
                    Some(Builtin::Len) => {
                        self.harmless(&args[0], 1);
                    }
                    Some(Builtin::Cap) => {
                        if let Some(u) = self.harmless(&args[0], 1) {
                            u.capacity_used = true;
                        }
                    }
                    Some(Builtin::Append) => self.add_append(e, None),
                    Some(_) => {}
                    None => self.arguments(fun, args, ellipsis.is_some(), *lparen),
                }
                self.expr(fun);
                self.exprs(args);
                if let Some((args, _)) = self.append_args(e) {
                    let (site, temporary) = (self.site, self.temporary_of(&args[0]));
                    let known = self.appends.iter_mut().rev();
                    for a in known.filter(|a| a.site == site && a.id == e.id) {
                        a.temporary = temporary;
                    }
                }
            }
            ExprKind::Unary { op, x } => {
                if *op == UnaryOp::Addr {
                    self.address(x);
                }
                self.expr(x);
            }
            ExprKind::Binary { x, y, .. } => {
                self.expr(x);
                self.expr(y);
            }
            _ => {}
        }
    }

    /// Slice variables passed to a declared function.
    pub(super) fn arguments(&mut self, fun: &'a Expr, args: &'a [Expr], ellipsis: bool, at: Pos) {
        let (at, depth) = ((self.site, at), self.loop_depth);
        let passed = |callee, parameter| Passed {
            callee,
            parameter,
            at,
            depth,
        };
        let f = unparen(fun);
        let (obj, first) = match &f.kind {
            ExprKind::Selector { x, sel } => match self.info.selections.get(&f.id) {
                Some(s) if s.kind == SelectionKind::MethodValue => {
                    if let Some(v) = self.variable(x) {
                        self.uses(v).passed.push(passed(s.obj, 0));
                    }
                    (Some(s.obj), 1)
                }
                Some(_) => (None, 0),
                None => (self.info.uses.get(&sel.id).copied(), 0),
            },
            ExprKind::Index { x, .. } => (self.object(unparen(x)), 0),
            _ => (self.object(f), 0),
        };
        let Some(obj) = obj else { return };
        let o = self.types.object(obj);
        if !matches!(o.kind, ObjectKind::Func { .. }) {
            return;
        }
        let Some(Type::Signature(sig)) = o.ty.map(|t| self.types.get(t).clone()) else {
            return;
        };
        for (i, a) in args.iter().enumerate() {
            let Some(v) = self.variable(a) else { continue };
            let Some(&t) = sig.params.get(i) else {
                continue;
            };
            if (sig.variadic && !ellipsis && i + 1 >= sig.params.len()) || !self.is_slice(t) {
                continue;
            }
            self.uses(v).passed.push(passed(obj, first + i));
        }
    }
}
