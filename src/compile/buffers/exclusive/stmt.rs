//! What functions and statements do with slice variables.

use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, FuncType, NodeId, Pos, Stmt, StmtKind};

use super::registers::same;
use super::{Variable, Walk};
use crate::compile::place::unparen;
use crate::types::Type;
use crate::types::info::Mode;

impl<'x, 'a> Walk<'x, 'a> {
    pub(super) fn function(
        &mut self,
        id: Option<NodeId>,
        ty: Option<&'a FuncType>,
        body: &'a Block,
        before: impl FnOnce(&mut Self),
    ) {
        self.count += 1;
        self.functions.push((self.count, id, Vec::new()));
        let depth = std::mem::take(&mut self.loop_depth);
        self.returns.push(None);
        let results = match ty {
            Some(ty) => self.types_of(ty, self.info),
            None => self.result_types.last().cloned().unwrap_or_default(),
        };
        self.result_types.push(results);
        if let Some(ty) = ty {
            let results = ty.results.iter().flat_map(|r| &r.fields);
            for (result, f) in
                (ty.params.fields.iter().map(|f| (false, f))).chain(results.map(|f| (true, f)))
            {
                for n in &f.names {
                    if let Some(&obj) = self.info.defs.get(&n.id) {
                        self.declare(obj);
                        if result
                            && let Some(v) = self.tracked(obj)
                            && let Some(f) = self.functions.last_mut()
                        {
                            f.2.push(v);
                        }
                    }
                }
            }
        }
        before(self);
        self.stmts(&body.stmts);
        self.loop_depth = depth;
        self.returns.pop();
        self.result_types.pop();
        self.functions.pop();
    }

    /// What a package's variables begin with, in a function of its own.
    pub(super) fn value(&mut self, x: &'a Expr) {
        self.count += 1;
        self.functions.push((self.count, None, Vec::new()));
        self.returns.push(None);
        self.result_types.push(Vec::new());
        let mark = self.mark_temporaries();
        self.expr(x);
        self.free_temporaries(mark);
        self.temporaries.keep_those_of(self.number());
        self.returns.pop();
        self.result_types.pop();
        self.functions.pop();
    }

    pub(super) fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }
    pub(super) fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    /// `x = y`, or a declaration with that value, in the statement at `at`.
    pub(super) fn assign(&mut self, x: Option<Variable>, y: Option<&'a Expr>, at: Pos) {
        if let Some(obj) = x {
            let depth = self.loop_depth;
            let appended = y.and_then(|y| self.append_args(y));
            let site = self.site;
            let own = |w: &mut Self, e: &Expr| w.variable(e) == Some(obj);
            match y.map(|y| &unparen(y).kind) {
                None => self.uses(obj).harmless += 1,
                Some(ExprKind::Composite { .. }) => {
                    let u = self.uses(obj);
                    u.harmless += 1;
                    u.capacity_used = true;
                }
                Some(ExprKind::Slice {
                    x, three: false, ..
                }) if own(self, x) => {
                    let u = self.uses(obj);
                    u.harmless += 2;
                    u.capacity_used = true;
                }
                Some(ExprKind::Call { .. }) => {
                    if let Some((args, _)) = appended
                        && own(self, &args[0])
                    {
                        let id = y.map(|y| unparen(y).id);
                        let u = self.uses(obj);
                        u.harmless += 2;
                        u.appends.extend(id.map(|id| (site, id)));
                        u.weight += 1 + (depth - u.declared_at);
                    }
                }
                Some(_) => {
                    if y.is_some_and(|y| {
                        self.info
                            .types
                            .get(&unparen(y).id)
                            .is_some_and(|t| t.mode == Mode::Nil)
                    }) {
                        self.uses(obj).harmless += 1;
                    }
                }
            }
        }
        if let Some(y) = y {
            self.transition(y, at);
        }
    }

    /// A call that runs later: what it is called with is kept in variables until then.
    fn later(&mut self, e: &'a Expr, at: Pos) {
        let ExprKind::Call { fun, args, .. } = &unparen(e).kind else {
            return;
        };
        let types = self.types;
        let to = self.info.types.get(&unparen(fun).id).map(|t| t.ty);
        let params = match to.map(|t| types.get(types.underlying(t))) {
            Some(Type::Signature(s)) => s.params.clone(),
            _ => Vec::new(),
        };
        for (i, a) in args.iter().enumerate() {
            if !self.is_interface(params.get(i).copied()) {
                self.transition(a, at);
            }
        }
        self.expr(fun);
        self.exprs(args);
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) {
        let mark = self.mark_temporaries();
        self.simple_or_not(s);
        self.free_temporaries(mark);
    }
    /// An expression alone in a statement: of a condition temporaries are free before what follows.
    fn condition(&mut self, e: &'a Expr) {
        let mark = self.mark_temporaries();
        self.expr(e);
        self.free_temporaries(mark);
    }
    /// Values that are assigned: each straight to its variable, if it has one.
    fn assigned(&mut self, lhs: &[Expr], rhs: &'a [Expr]) {
        for (i, y) in rhs.iter().enumerate() {
            let alone = lhs.len() == 1 && rhs.len() == 1;
            let in_place = |w: &Self, x: &Expr| {
                let args = w.append_args(y);
                args.is_some_and(|(args, _)| same(w.info, x, &args[0]))
            };
            if alone
                && let Some(x) = lhs.get(i)
                && (matches!(unparen(x).kind, ExprKind::Ident(_)) || in_place(self, x))
            {
                self.goes_straight(y);
            }
            self.expr(y);
        }
    }
    fn simple_or_not(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => {
                self.goes_straight(e);
                self.expr(e);
            }
            StmtKind::Go(e) | StmtKind::Defer(e) => self.later(e, s.pos),
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let pairs = spec.values.len() == spec.names.len() || spec.values.is_empty();
                    for (i, n) in spec.names.iter().enumerate() {
                        let Some(&obj) = self.info.defs.get(&n.id) else {
                            continue;
                        };
                        self.declare(obj);
                        let interface = self.is_interface(self.types.object(obj).ty);
                        let Some(obj) = self.tracked(obj) else {
                            if pairs
                                && !interface
                                && let Some(v) = spec.values.get(i)
                            {
                                self.transition(v, s.pos);
                            }
                            continue;
                        };
                        // The declaration and the assignment.
                        let u = self.uses(obj);
                        u.all += 2;
                        u.harmless += 1;
                        if pairs {
                            self.assign(Some(obj), spec.values.get(i), s.pos);
                        }
                    }
                    for v in &spec.values {
                        let mark = self.mark_temporaries();
                        if spec.values.len() == 1 {
                            self.goes_straight(v);
                        }
                        self.expr(v);
                        self.free_temporaries(mark);
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.expr(ch);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.expr(x),
            StmtKind::Assign { lhs, op, rhs, .. } => {
                if op.is_none() && lhs.len() == rhs.len() {
                    for (x, y) in lhs.iter().zip(rhs) {
                        if lhs.len() == 1
                            && let Some((args, false)) = self.append_args(y)
                            && same(self.info, x, &args[0])
                        {
                            self.add_append(y, Some(x));
                        }
                        let to = self.info.types.get(&unparen(x).id).map(|t| t.ty);
                        if self.is_interface(to) {
                            continue;
                        }
                        let x = self.variable(x);
                        self.assign(x, Some(y), s.pos);
                    }
                }
                self.exprs(lhs);
                self.assigned(lhs, rhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                let mut targets = Vec::new();
                self.assigned(lhs, rhs);
                for x in lhs {
                    if let Some(&obj) = self.info.defs.get(&x.id) {
                        self.declare(obj);
                        if let Some(obj) = self.tracked(obj) {
                            let u = self.uses(obj);
                            u.all += 2;
                            u.harmless += 1;
                            targets.push(Some(obj));
                        } else {
                            targets.push(None);
                        }
                    } else {
                        self.expr(x);
                        targets.push(self.variable(x));
                    }
                }
                if lhs.len() == rhs.len() {
                    for (x, y) in targets.into_iter().zip(rhs) {
                        self.assign(x, Some(y), s.pos);
                    }
                }
            }
            StmtKind::Return(list) if self.is_inlined() => self.inlined_return(list, s.pos),
            StmtKind::Return(list) => {
                for (i, e) in list.iter().enumerate() {
                    if !self.result_is_interface(i) {
                        self.transition(e, s.pos);
                    }
                }
                if list.is_empty() {
                    let depth = self.loop_depth;
                    let named = self.functions.last().map_or(Vec::new(), |f| f.2.clone());
                    let at = (self.site, s.pos);
                    for v in named {
                        Self::leave(self.uses(v), depth, at);
                    }
                }
                self.exprs(list);
            }
            StmtKind::Block(b) => self.stmts(&b.stmts),
            StmtKind::If(i) => {
                self.option_stmt(&i.init);
                self.condition(&i.cond);
                self.stmts(&i.then.stmts);
                self.option_stmt(&i.els);
            }
            StmtKind::Switch(i) => {
                self.option_stmt(&i.init);
                if let Some(t) = &i.tag {
                    self.expr(t);
                }
                for c in &i.clauses {
                    self.exprs(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(i) => {
                self.option_stmt(&i.init);
                self.expr(&i.x);
                for (n, c) in i.clauses.iter().enumerate() {
                    if let Some(bind) = &i.bind
                        && let Some(&obj) = self.info.implicits.get(&(bind.id, n as u32))
                    {
                        self.declare(obj);
                    }
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(i) => {
                for c in &i.clauses {
                    self.option_stmt(&c.comm);
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(i) => {
                self.loop_depth += 1;
                self.option_stmt(&i.init);
                if let Some(c) = &i.cond {
                    self.condition(c);
                }
                self.option_stmt(&i.post);
                self.stmts(&i.body.stmts);
                self.loop_depth -= 1;
            }
            StmtKind::Range(r)
                if self
                    .info
                    .types
                    .get(&unparen(&r.x).id)
                    .is_some_and(|t| self.is_function(t.ty)) =>
            {
                self.loop_over(r, r.range);
            }
            StmtKind::Range(r) => {
                self.transition(&r.x, s.pos);
                self.expr(&r.x);
                self.loop_depth += 1;
                for e in r.key.iter().chain(&r.value) {
                    match self.info.defs.get(&e.id) {
                        Some(&obj) if r.define => {
                            self.declare(obj);
                            // Assigned by the loop: of no known form.
                            if let Some(v) = self.tracked(obj) {
                                self.uses(v).all += 1;
                            }
                        }
                        _ => self.expr(e),
                    }
                }
                self.stmts(&r.body.stmts);
                self.loop_depth -= 1;
            }
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            _ => {}
        }
    }
}
