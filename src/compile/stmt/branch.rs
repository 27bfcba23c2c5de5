//! return, break, continue, goto.

use gorun_grammar::ast::{Block, Expr, ExprKind, StmtKind};
use smol_str::SmolStr;

use super::range_func::Exit;
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::TypeRef;
use crate::compile::function::{FnBuilder, Home, Label, Target};
use crate::compile::place::unparen;
use crate::compile::value::{Dest, Val};

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Opens a statement that `break` (and `continue`) can leave.
    pub fn open_target(&mut self, brk: Label, cont: Option<Label>) {
        let label = self.pending_label.take();
        self.targets.push(Target {
            label,
            brk: Some(brk),
            cont,
        });
    }
    pub fn close_target(&mut self) {
        self.targets.pop();
    }

    fn break_target(&self, label: Option<&SmolStr>) -> Option<Label> {
        self.targets
            .iter()
            .rev()
            .find(|t| label.is_none_or(|l| t.label.as_ref() == Some(l)))
            .and_then(|t| t.brk)
    }
    fn continue_target(&self, label: Option<&SmolStr>) -> Option<Label> {
        self.targets
            .iter()
            .rev()
            .find(|t| t.cont.is_some() && label.is_none_or(|l| t.label.as_ref() == Some(l)))
            .and_then(|t| t.cont)
    }

    /// Where a block goes that is nothing but one `break` or `continue`, if that is ahead: whoever would jump over it can jump there.
    pub fn only_jumps(&self, block: &Block) -> Option<Label> {
        let [s] = &block.stmts[..] else { return None };
        let to = match &s.kind {
            StmtKind::Break(l) => self.break_target(l.as_ref().map(|l| &l.name)),
            StmtKind::Continue(l) => self.continue_target(l.as_ref().map(|l| &l.name)),
            _ => None,
        };
        to.filter(|&l| !self.is_bound(l) && self.plan.moves.is_empty())
    }

    pub fn break_stmt(&mut self, label: Option<&SmolStr>) {
        match self.break_target(label) {
            Some(l) => self.jump(l),
            None => self.exit(Exit::Break(label.cloned())),
        }
    }
    pub fn continue_stmt(&mut self, label: Option<&SmolStr>) {
        match self.continue_target(label) {
            Some(l) => self.jump(l),
            None => self.exit(Exit::Continue(label.cloned())),
        }
    }
    pub fn goto_label(&mut self, name: &SmolStr) -> Label {
        if let Some(&l) = self.labels.get(name) {
            return l;
        }
        let l = self.label();
        self.labels.insert(name.clone(), l);
        l
    }
    pub fn goto_stmt(&mut self, name: &SmolStr) {
        if self.yielding.is_some() && !self.declares_label(name) {
            return self.exit(Exit::Goto(name.clone()));
        }
        let l = self.goto_label(name);
        self.jump(l);
    }

    pub fn return_stmt(&mut self, list: &'a [Expr]) {
        if self.yielding.is_some() {
            return self.return_from_loop(list);
        }
        let types = self.results.types.clone();
        if list.is_empty() {
            return if types.is_empty() && self.epilogue.is_none() {
                self.emit(Op::Ret, 0, 0, 0)
            } else {
                self.return_kept()
            };
        }
        // Nobody can look at named results any more unless something runs after this.
        let homes_matter = self.epilogue.is_some()
            || self
                .results
                .homes
                .iter()
                .zip(&types)
                .any(|(h, t)| matches!(h, Home::Mem(_)) && !t.in_memory);
        if self.results.kept && homes_matter {
            let homes = self.results.homes.clone();
            self.values_to_homes(list, &types, &homes);
            return self.return_kept();
        }
        if let [e] = list
            && let [t] = types[..]
        {
            let from = self.type_of(e);
            let same = t.kind != crate::bytecode::rtype::Kind::Interface
                || from.kind == t.kind
                || self.is_nil(e);
            if !t.in_memory && same && self.is_atomic(e) {
                self.expr_as(e, t, Dest::To(1));
            } else {
                let v = self.expr_as(e, t, Dest::Any);
                if t.in_memory && self.is_own_variable(e) {
                    self.emit(Op::Mov, 1, v.reg, 0);
                } else {
                    self.own(v, t, Dest::To(1));
                }
            }
            self.emit(Op::Ret, 0, 0, 0);
            return;
        }
        let values = self.return_values(list, &types);
        self.values_to_results(&values);
        self.emit(Op::Ret, 0, 0, 0);
    }

    /// Whether this is the variable whose memory a home is.
    fn lives_in(&self, e: &Expr, home: Home) -> bool {
        let variable = self
            .object_of(unparen(e))
            .and_then(|obj| self.vars.get(&obj));
        match (variable, home) {
            (Some(&Home::Mem(own)), Home::Mem(r)) => own == r,
            _ => false,
        }
    }

    /// A local variable in memory that nobody else can see: it may be given away.
    fn is_own_variable(&self, e: &Expr) -> bool {
        let e = unparen(e);
        let Some(obj) = self.object_of(e) else {
            return false;
        };
        matches!(e.kind, ExprKind::Ident(_))
            && self.vars.contains_key(&obj)
            && !self.escape.cells.contains(&obj)
            && !self.escape.captured.contains(&obj)
    }

    /// The values of a return statement, converted to the result types.
    pub fn return_values(&mut self, list: &'a [Expr], types: &[TypeRef]) -> Vec<(Val, TypeRef)> {
        if let [e] = list
            && types.len() != 1
        {
            let values = self.multi(e);
            return values
                .into_iter()
                .zip(types)
                .map(|((v, from), &t)| (self.convert_value(v, from, t, Dest::Any), t))
                .collect();
        }
        let mut values = Vec::new();
        for (i, (e, &t)) in list.iter().zip(types).enumerate() {
            let quiet = !list[i + 1..].iter().any(|e| self.touches_out(e));
            let v = self.expr_as(e, t, if quiet { Dest::Any } else { Dest::Stable });
            values.push((v, t));
        }
        // Only one may stand in outgoing slots that the moves below do not touch; later ones come first there.
        values
    }

    pub fn values_to_homes(&mut self, list: &'a [Expr], types: &[TypeRef], homes: &[Home]) {
        let values = self.return_values(list, types);
        let several = values.len() > 1;
        let mut kept = Vec::new();
        for (v, t) in values {
            // A value may be the home of another result.
            let v = if several && !v.is_volatile() {
                let r = self.temp(t);
                self.own(v, t, Dest::To(r))
            } else {
                v
            };
            kept.push((v, t));
        }
        for (i, ((v, t), home)) in kept.into_iter().zip(homes).enumerate() {
            // `return x` of the result x: gc does not write it, so another goroutine may be reading it.
            if list.get(i).is_some_and(|e| self.lives_in(e, *home))
                && !list.iter().any(|e| self.touches_out(e))
            {
                continue;
            }
            match *home {
                Home::Reg(r) => {
                    self.own(v, t, Dest::To(r));
                }
                Home::Mem(r) => self.store(r, 0, v, t),
            }
        }
    }
}
