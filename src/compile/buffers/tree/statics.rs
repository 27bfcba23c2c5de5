//! Values of func type that gc knows for good: literals, declared functions, method expressions, and variables, parameters of
//! inlined functions and results of inlined calls that hold one and nothing else (ir.StaticValue and inline.inlCallee of
//! cmd/compile/internal).

use gorun_grammar::ast::{Expr, ExprKind, NodeId, RangeStmt, Stmt, StmtKind};

use super::super::children::{self, Child};
use super::super::cost::BUDGET;
use super::super::sites::Target;
use super::super::summary;
use super::Tree;
use crate::compile::place::unparen;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::VarKind;
use crate::types::{ObjId, ObjectKind, Type, TypeId};

impl<'x, 'a> Tree<'x, 'a> {
    /// What a value of func type is, if gc can tell. Calls in it have been walked.
    pub(super) fn static_value(&mut self, e: &'a Expr) -> Option<Target<'a>> {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Func { .. } => Some(Target::Literal(e, self.site)),
            ExprKind::Call { fun, args, .. } => {
                if self.info.types.get(&unparen(fun).id).map(|t| t.mode) == Some(Mode::TypeExpr) {
                    return match (&args[..], self.under_of(e)) {
                        ([x], Type::Signature(_)) => self.static_value(x),
                        _ => None,
                    };
                }
                let site = self.sites.calls.get(&(self.site, e.id))?;
                self.returned.get(site).cloned()
            }
            ExprKind::Ident(_) => {
                let obj = self.object(e.id)?;
                match self.p.types.object(obj).kind {
                    ObjectKind::Var(VarKind::Package | VarKind::Field) => None,
                    ObjectKind::Var(_) => self.held(obj),
                    _ => self.function_value(e),
                }
            }
            _ => self.function_value(e),
        }
    }

    /// What a variable holds. A literal that another function than the one around made is of no use if it captures anything: its
    /// variables are not at hand.
    fn held(&mut self, obj: ObjId) -> Option<Target<'a>> {
        let target = self.sites.look_up(&self.values, self.site, obj)?.clone();
        match target {
            Target::Declared(..) => return Some(target),
            Target::Literal(e, home) if !self.summary_of(home).capturing.contains(&e.id) => {
                return Some(target);
            }
            _ => {}
        }
        let &loc = self.sites.look_up(&self.vars, self.site, obj)?;
        (self.graph.locs[loc].func == self.current).then_some(target)
    }

    /// A declared function, or a method expression of the type that declares the method.
    fn function_value(&mut self, f: &'a Expr) -> Option<Target<'a>> {
        let (obj, id) = summary::declared(self.p.types, self.info, f)?;
        let receiver = self.p.receiver(obj);
        let mut targs = self
            .info
            .instances
            .get(&id)
            .map_or(Vec::new(), |i| i.targs.clone());
        if let ExprKind::Selector { .. } = &f.kind
            && let Some(s) = self.info.selections.get(&f.id)
        {
            let pointer = matches!(self.p.types.get(s.recv), Type::Pointer(_));
            if s.kind != SelectionKind::MethodExpr
                || s.index.len() != 1
                || receiver.as_ref().is_none_or(|r| r.pointer != pointer)
            {
                return None;
            }
            let own = std::mem::take(&mut targs);
            targs = self.receiver_arguments(f)?;
            targs.extend(own);
        } else if receiver.is_some() {
            return None;
        }
        self.declared(obj, targs)
    }

    /// A function or method that is declared with a body, with its type arguments.
    pub(super) fn declared(&mut self, obj: ObjId, targs: Vec<TypeId>) -> Option<Target<'a>> {
        if !self.p.is_declared(obj) || self.p.is_native(obj) {
            return None;
        }
        let at = self.p.decl(obj)?;
        let targs: Vec<TypeId> = targs
            .into_iter()
            .map(|t| {
                let t = self.subst(t);
                self.p.norm(t)
            })
            .collect();
        (targs.len() == at.tparams.len()).then_some(Target::Declared(obj, targs, at))
    }

    /// `lhs := rhs`, which has been walked: the new variable holds what that is, if nothing else is ever assigned to it.
    pub(super) fn note_value(&mut self, name: NodeId, rhs: &'a Expr) {
        let Some(&obj) = self.info.defs.get(&name) else {
            return;
        };
        self.values.remove(&(self.site, obj));
        if !self.summary.reassigned.contains(&obj)
            && matches!(self.under_of(unparen(rhs)), Type::Signature(_))
            && let Some(value) = self.static_value(rhs)
        {
            self.values.insert((self.site, obj), value);
        }
    }

    /// How often a variable of func type is called, if that is all that happens to it.
    pub(super) fn only_called(&self, obj: ObjId) -> Option<u32> {
        let uses = self.summary.uses.get(&obj)?;
        (uses.all == uses.calls && !self.summary.reassigned.contains(&obj)).then_some(uses.calls)
    }

    /// Whether gc inlines the target. A literal that is called in one place may cost more.
    pub(super) fn fits(&mut self, target: &Target<'a>, calls: u32) -> bool {
        let cost = match target {
            Target::Declared(obj, _, _) => {
                return self.functions.inlinable(self.p, *obj, self.solves);
            }
            Target::Literal(literal, home) => {
                let (info, summary) = (self.info_of(*home), self.summary_of(*home));
                self.functions.literal_cost(self.p, info, &summary, literal)
            }
            Target::Body(s, home) => {
                let (info, summary) = (self.info_of(*home), self.summary_of(*home));
                self.functions.body_cost(self.p, info, &summary, s)
            }
        };
        cost.is_some_and(|c| c <= 2 * BUDGET || (calls == 1 && c <= 10 * BUDGET))
    }

    /// `return x` of an inlined function that has no other: what its call is.
    pub(super) fn note_returned(&mut self, x: &'a Expr) {
        if self.single.last() == Some(&true)
            && let Some(value) = self.static_value(x)
        {
            self.returned.insert(self.site, value);
        }
    }
}

/// Whether a body has one return statement, with operands. Those of loops over functions are elsewhere.
pub(super) fn returns_once(list: &[Stmt], is_function: &dyn Fn(&RangeStmt) -> bool) -> bool {
    fn count(s: &Stmt, is_function: &dyn Fn(&RangeStmt) -> bool) -> u32 {
        match &s.kind {
            StmtKind::Return(list) if list.is_empty() => return 2,
            StmtKind::Return(_) => return 1,
            StmtKind::Range(r) if is_function(r) => return 0,
            _ => {}
        }
        let mut n = 0;
        children::of_stmt(s, &mut |c| {
            if let Child::Stmt(s) = c {
                n += count(s, is_function);
            }
        });
        n
    }
    list.iter().map(|s| count(s, is_function)).sum::<u32>() == 1
}
