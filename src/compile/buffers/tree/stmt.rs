//! What statements make flow where.

use gorun_grammar::ast::{Block, Decl, Expr, ExprKind, Stmt, StmtKind};

use super::super::flow::{HEAP, Hole, MUTATOR};
use super::{DISCARD, HEAP_HOLE, Tree};
use crate::compile::place::unparen;
use crate::types::{ObjId, Type, TypeId};

impl<'x, 'a> Tree<'x, 'a> {
    /// Where what is assigned to `e` goes.
    pub(super) fn place(&mut self, e: &'a Expr) -> Hole {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Ident(name) if name == "_" => DISCARD,
            ExprKind::Ident(_) => self.local(e.id).map_or(HEAP_HOLE, Hole::to),
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                Some(s) if self.hops(s, s.index.len()) == 0 => self.place(x),
                Some(_) => {
                    self.expr(Hole::to(MUTATOR), x);
                    HEAP_HOLE
                }
                None => HEAP_HOLE,
            },
            ExprKind::Index { x, indices, .. } => {
                match self.under_of(x) {
                    Type::Array { .. } => {
                        self.discards(indices);
                        return self.place(x);
                    }
                    Type::Map { key, .. } => {
                        self.discard(x);
                        for i in indices {
                            self.value(HEAP_HOLE, i, key);
                        }
                    }
                    _ => {
                        self.expr(Hole::to(MUTATOR), x);
                        self.discards(indices);
                    }
                }
                HEAP_HOLE
            }
            ExprKind::Star(x) => {
                self.expr(Hole::to(MUTATOR), x);
                HEAP_HOLE
            }
            _ => HEAP_HOLE,
        }
    }
    pub(super) fn reassigned(&mut self, k: Hole) {
        self.graph.locs[k.dst].reassigned = true;
    }
    pub(super) fn assign(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let ks: Vec<Hole> = lhs.iter().map(|e| self.place(e)).collect();
        self.values(&ks, lhs, rhs);
        for k in ks {
            self.reassigned(k);
        }
    }
    /// Values, or the several of one expression, into holes.
    pub(super) fn values(&mut self, ks: &[Hole], lhs: &[Expr], rhs: &'a [Expr]) {
        if let [x] = rhs
            && ks.len() != 1
        {
            return self.several(ks, x);
        }
        for (i, x) in rhs.iter().enumerate() {
            let to = lhs.get(i).map_or(TypeId::INVALID, |e| self.left_type(e));
            if let Some(&k) = ks.get(i) {
                let new = lhs.get(i).filter(|l| self.info.defs.contains_key(&l.id));
                if let Some(l) = lhs.get(i) {
                    if self.is_dead(l.id, x) {
                        self.note_value(l.id, x);
                        continue;
                    }
                    self.note_literal(l, x);
                }
                self.value(k, x, to);
                if let Some(l) = new {
                    self.note_value(l.id, x);
                }
            }
        }
    }
    pub(super) fn left_type(&mut self, e: &Expr) -> TypeId {
        let t = self.written_type(e);
        self.subst(t)
    }
    /// The type as it is in the text, type parameters included.
    pub(super) fn written_type(&mut self, e: &Expr) -> TypeId {
        let e = unparen(e);
        if let Some(t) = self.info.types.get(&e.id) {
            return t.ty;
        }
        let t = self.object(e.id).and_then(|o| self.p.types.object(o).ty);
        t.unwrap_or(TypeId::INVALID)
    }
    pub(super) fn several(&mut self, ks: &[Hole], x: &'a Expr) {
        let x = unparen(x);
        match &x.kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(ks, x, fun, args, ellipsis.is_some()),
            _ => self.expr(ks.first().copied().unwrap_or(DISCARD), x),
        }
    }

    /// Result `nth` of an inlined function, if it is an interface.
    fn note_interface(&mut self, nth: usize, x: &'a Expr, t: TypeId) {
        if self.site != 0 && self.is_interface(t) {
            self.note_answer(nth, x);
        }
    }

    pub(super) fn block(&mut self, b: &'a Block) {
        self.stmts(&b.stmts);
    }
    pub(super) fn stmts(&mut self, list: &'a [Stmt]) {
        let depth = self.loop_depth;
        for s in list {
            self.stmt(s);
        }
        self.loop_depth = depth;
    }
    pub(super) fn option_stmt(&mut self, s: &'a Option<Stmt>) {
        if let Some(s) = s {
            self.stmt(s);
        }
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Expr(e) => match &unparen(e).kind {
                ExprKind::Call {
                    fun,
                    args,
                    ellipsis,
                    ..
                } => self.call(&[], unparen(e), fun, args, ellipsis.is_some()),
                _ => self.discard(e),
            },
            StmtKind::Go(e) => self.start(e, HEAP_HOLE),
            StmtKind::Defer(e) if self.loop_depth > 1 || self.in_body => self.start(e, HEAP_HOLE),
            StmtKind::Defer(e) => {
                if let ExprKind::Call {
                    fun,
                    args,
                    ellipsis,
                    lparen,
                    ..
                } = &unparen(e).kind
                {
                    self.note_put_off(unparen(fun), *lparen);
                    self.put_off = true;
                    self.call(&[], unparen(e), fun, args, ellipsis.is_some());
                    self.put_off = false;
                }
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let objs: Vec<Option<ObjId>> = spec
                        .names
                        .iter()
                        .map(|n| self.info.defs.get(&n.id).copied())
                        .collect();
                    let ks: Vec<Hole> = objs
                        .iter()
                        .map(|o| o.map_or(DISCARD, |o| Hole::to(self.declare(o))))
                        .collect();
                    if let [x] = &spec.values[..]
                        && ks.len() != 1
                    {
                        self.several(&ks, x);
                        continue;
                    }
                    for (i, x) in spec.values.iter().enumerate() {
                        let t = objs.get(i).copied().flatten();
                        let t = t.and_then(|o| self.p.types.object(o).ty);
                        let t = self.subst(t.unwrap_or(TypeId::INVALID));
                        if let (Some(Some(obj)), ExprKind::Func { .. }) =
                            (objs.get(i), &unparen(x).kind)
                        {
                            self.func_vars.insert(*obj, Some(vec![unparen(x).id]));
                        }
                        let Some(name) = spec.names.get(i) else {
                            continue;
                        };
                        if !self.is_dead(name.id, x)
                            && let Some(&k) = ks.get(i)
                        {
                            self.value(k, x, t);
                        }
                        self.note_value(name.id, x);
                    }
                }
            }
            StmtKind::Send { ch, value, .. } => {
                self.discard(ch);
                let elem = match self.under_of(ch) {
                    Type::Chan { elem, .. } => elem,
                    _ => TypeId::INVALID,
                };
                self.value(HEAP_HOLE, value, elem);
            }
            StmtKind::IncDec { x, .. } => {
                let k = self.place(x);
                self.reassigned(k);
            }
            StmtKind::Assign { lhs, rhs, .. } => self.assign(lhs, rhs),
            StmtKind::Define { lhs, rhs, .. } => {
                let mut old = Vec::new();
                let ks: Vec<Hole> = lhs
                    .iter()
                    .map(|e| match self.info.defs.get(&e.id).copied() {
                        Some(obj) => Hole::to(self.declare(obj)),
                        None => {
                            let k = self.place(e);
                            old.push(k);
                            k
                        }
                    })
                    .collect();
                self.values(&ks, lhs, rhs);
                for k in old {
                    self.reassigned(k);
                }
            }
            StmtKind::Return(list) => {
                let (results, types) = self.results_here();
                let ks: Vec<Hole> = results.into_iter().map(Hole::to).collect();
                if let [x] = &list[..]
                    && ks.len() != 1
                {
                    self.several(&ks, x);
                } else if let ([x], [k], [t]) = (&list[..], &ks[..], &types[..]) {
                    self.value(*k, x, *t);
                    self.note_returned(x);
                    self.note_interface(0, x, *t);
                } else {
                    for (i, ((x, &k), t)) in list.iter().zip(&ks).zip(types).enumerate() {
                        self.value(k, x, t);
                        self.note_interface(i, x, t);
                    }
                }
            }
            StmtKind::Block(b) => b.stmts.iter().for_each(|s| self.stmt(s)),
            StmtKind::If(s) => {
                self.option_stmt(&s.init);
                self.discard(&s.cond);
                self.block(&s.then);
                self.option_stmt(&s.els);
            }
            StmtKind::Switch(s) => {
                self.option_stmt(&s.init);
                if let Some(t) = &s.tag {
                    self.discard(t);
                }
                for c in &s.clauses {
                    self.discards(&c.values);
                    self.stmts(&c.body);
                }
            }
            StmtKind::TypeSwitch(s) => {
                self.option_stmt(&s.init);
                let mut ks = Vec::new();
                for (i, _) in s.clauses.iter().enumerate() {
                    let Some(bind) = &s.bind else { break };
                    if let Some(&obj) = self.info.implicits.get(&(bind.id, i as u32)) {
                        let l = self.declare(obj);
                        let t = self.p.types.object(obj).ty.unwrap_or(TypeId::INVALID);
                        let t = self.subst(t);
                        if self.has_pointers(t) {
                            ks.push(self.unboxed(Hole::to(l), t));
                        }
                    }
                }
                let k = self.tee(&ks);
                self.expr(k, &s.x);
                for c in &s.clauses {
                    self.stmts(&c.body);
                }
            }
            StmtKind::Select(s) => {
                for c in &s.clauses {
                    self.option_stmt(&c.comm);
                    self.stmts(&c.body);
                }
            }
            StmtKind::For(s) => {
                self.option_stmt(&s.init);
                self.loop_depth += 1;
                if let Some(c) = &s.cond {
                    self.discard(c);
                }
                self.option_stmt(&s.post);
                self.block(&s.body);
                self.loop_depth -= 1;
            }
            StmtKind::Range(s) if self.is_loop(s) => self.loop_over(s),
            StmtKind::Range(s) => {
                let over = self.under_of(&s.x);
                let x = self.graph.add(self.current, self.loop_depth, true);
                self.expr(Hole::to(x), &s.x);
                self.loop_depth += 1;
                for (i, e) in s.key.iter().chain(&s.value).enumerate() {
                    let k = match self.info.defs.get(&e.id).copied() {
                        Some(obj) if s.define => Hole::to(self.declare(obj)),
                        _ => self.place(e),
                    };
                    match over {
                        Type::Map { .. } | Type::Chan { .. } => {
                            self.graph.flow(k, HEAP);
                        }
                        Type::Array { .. } if i == 1 => self.graph.flow(k, x),
                        _ if i == 1 => self.graph.flow(k.deref(), x),
                        _ => {}
                    }
                    self.reassigned(k);
                }
                self.block(&s.body);
                self.loop_depth -= 1;
            }
            StmtKind::Labeled { label, stmt } => {
                // What follows a label to which a `goto` leads back counts as a loop, up to the end of the statement around.
                self.loop_depth += i32::from(self.summary.looping.contains(&label.pos));
                self.stmt(stmt);
            }
            _ => {}
        }
    }

    /// A call that runs later: the function and its arguments are kept in `k`.
    pub(super) fn start(&mut self, e: &'a Expr, k: Hole) {
        let ExprKind::Call {
            fun, args, lparen, ..
        } = &unparen(e).kind
        else {
            return;
        };
        self.note_followed(unparen(fun), *lparen);
        self.note_of_parameter(unparen(fun), *lparen, true);
        self.note_put_off(unparen(fun), *lparen);
        match &unparen(fun).kind {
            ExprKind::Selector { x, .. } if self.info.selections.contains_key(&unparen(fun).id) => {
                self.expr(k, x);
            }
            _ => self.expr(k, fun),
        }
        for a in args {
            self.expr(k, a);
        }
    }
}
