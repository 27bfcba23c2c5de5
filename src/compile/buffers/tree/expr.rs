//! Where the values of expressions flow.

use gorun_grammar::ast::{Block, Expr, ExprKind, FuncType, NodeId, UnaryOp};

use super::super::flow::{BLANK, Hole, Loc, RESULTS};
use super::{DISCARD, HEAP_HOLE, Returns, Tree};
use crate::compile::place::unparen;
use crate::types::info::{Mode, Selection, SelectionKind};
use crate::types::{Basic, Type, TypeId};

impl<'x, 'a> Tree<'x, 'a> {
    /// `e` is evaluated for its effects.
    pub(super) fn discard(&mut self, e: &'a Expr) {
        self.expr(DISCARD, e);
    }
    pub(super) fn discards(&mut self, list: &'a [Expr]) {
        for e in list {
            self.discard(e);
        }
    }
    pub(super) fn option(&mut self, e: &'a Option<Box<Expr>>) {
        if let Some(e) = e {
            self.discard(e);
        }
    }
    /// A place for what an expression allocates, whose address flows into `k`.
    pub(super) fn spill(&mut self, k: Hole) -> Loc {
        let l = self.graph.add(self.current, self.loop_depth, false);
        self.graph.flow(k.addr(), l);
        l
    }
    /// A hole that flows into each of `holes`.
    pub(super) fn tee(&mut self, holes: &[Hole]) -> Hole {
        match holes {
            [] => DISCARD,
            [k] => *k,
            _ => {
                let l = self.graph.add(self.current, self.loop_depth, false);
                for &k in holes {
                    self.graph.flow(k, l);
                }
                Hole::to(l)
            }
        }
    }

    /// The value of `e`, converted to type `to`, flows into `k`.
    pub(super) fn value(&mut self, k: Hole, e: &'a Expr, to: TypeId) {
        let e = unparen(e);
        let from = self.type_of(e);
        if self.is_interface(to) && from != TypeId::INVALID && !self.is_interface(from) {
            let k = self.boxed(k, from);
            return self.expr(k, e);
        }
        self.expr(k, e);
    }
    /// Where a value of type `from` goes that becomes an interface.
    pub(super) fn boxed(&mut self, k: Hole, from: TypeId) -> Hole {
        if self.is_direct(from) {
            k
        } else {
            Hole::to(self.spill(k))
        }
    }

    pub(super) fn expr(&mut self, mut k: Hole, e: &'a Expr) {
        let e = unparen(e);
        let fact = self.info.types.get(&e.id);
        if let Some(f) = fact
            && (f.value.is_some() || matches!(f.mode, Mode::TypeExpr | Mode::Nil))
        {
            return;
        }
        if k.derefs >= 0 && fact.is_some() {
            let t = self.type_of(e);
            if !self.has_pointers(t) {
                k.dst = BLANK;
            }
        }
        match &e.kind {
            ExprKind::Ident(_) => {
                if let Some(l) = self.local(e.id) {
                    self.graph.flow(k, l);
                }
            }
            ExprKind::Composite { elems, .. } => self.composite(k, e, elems),
            ExprKind::Func { ty, body } => self.literal(k, e.id, ty, body),
            ExprKind::Selector { x, .. } => self.selector(k, e, x),
            ExprKind::Index { x, indices, .. } => {
                if self
                    .info
                    .types
                    .get(&x.id)
                    .is_none_or(|t| t.mode == Mode::TypeExpr)
                {
                    return;
                }
                match self.under_of(x) {
                    Type::Signature(_) => return,
                    Type::Array { .. } => self.expr(k, x),
                    Type::Map { .. } => self.discard(x),
                    _ => self.expr(k.deref(), x),
                }
                self.discards(indices);
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                match self.under_of(x) {
                    Type::Array { .. } => self.expr(k.addr(), x),
                    _ => self.expr(k, x),
                }
                self.option(lo);
                self.option(hi);
                self.option(max);
            }
            ExprKind::TypeAssert { x, .. } => {
                let t = match self.info.types.get(&e.id).map(|t| t.ty) {
                    Some(t) => match self.p.types.get(t) {
                        Type::Tuple(list) => list.first().copied().unwrap_or(TypeId::INVALID),
                        _ => t,
                    },
                    None => TypeId::INVALID,
                };
                let t = self.subst(t);
                let k = self.unboxed(k, t);
                self.expr(k, x);
            }
            ExprKind::Call { .. } if let Some(l) = self.kept.remove(&(self.site, e.id)) => {
                self.graph.flow(k, l);
            }
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(&[k], e, fun, args, ellipsis.is_some()),
            ExprKind::Star(x) => self.expr(k.deref(), x),
            ExprKind::Unary { op, x } => match op {
                UnaryOp::Addr if matches!(unparen(x).kind, ExprKind::Composite { .. }) => {
                    let l = self.spill(k);
                    self.expr(Hole::to(l), x);
                }
                UnaryOp::Addr => self.expr(k.addr(), x),
                _ => self.discard(x),
            },
            ExprKind::Binary { x, y, .. } => {
                if matches!(self.under_of(e), Type::Basic(Basic::String)) {
                    self.spill(k);
                }
                self.discard(x);
                self.discard(y);
            }
            _ => {}
        }
    }
    pub(super) fn unboxed(&mut self, k: Hole, t: TypeId) -> Hole {
        if self.is_interface(t) || self.is_direct(t) {
            k
        } else {
            k.deref()
        }
    }

    pub(super) fn composite(
        &mut self,
        mut k: Hole,
        e: &Expr,
        elems: &'a [gorun_grammar::ast::Element],
    ) {
        let mut t = self.type_of(e);
        if let Type::Pointer(to) = self.under(t) {
            k = Hole::to(self.spill(k));
            t = to;
        }
        match self.under(t) {
            Type::Struct(s) => {
                for (i, el) in elems.iter().enumerate() {
                    let field = match &el.key {
                        Some(Expr {
                            kind: ExprKind::Ident(name),
                            ..
                        }) => s.fields.iter().find(|f| f.name == *name),
                        _ => s.fields.get(i),
                    };
                    let to = field.map_or(TypeId::INVALID, |f| f.ty);
                    let to = self.subst(to);
                    self.value(k, &el.value, to);
                }
            }
            Type::Slice(elem) => {
                let k = Hole::to(self.spill(k));
                for el in elems {
                    self.value(k, &el.value, elem);
                }
            }
            Type::Array { elem, .. } => {
                for el in elems {
                    self.value(k, &el.value, elem);
                }
            }
            Type::Map { key, elem } => {
                self.spill(k);
                for el in elems {
                    if let Some(x) = &el.key {
                        self.value(HEAP_HOLE, x, key);
                    }
                    self.value(HEAP_HOLE, &el.value, elem);
                }
            }
            _ => {}
        }
    }

    pub(super) fn literal(&mut self, k: Hole, id: NodeId, ty: &'a FuncType, body: &'a Block) {
        self.closure(k, Some(id), None, |w| {
            w.signature(ty);
            w.block(body);
        });
    }
    /// A function of its own; `returns`: where its return statements lead to if not to its results.
    pub(super) fn closure(
        &mut self,
        k: Hole,
        id: Option<NodeId>,
        returns: Option<Returns>,
        walk: impl FnOnce(&mut Self),
    ) {
        let loc = self.spill(k);
        let f = self.graph.add_body(Some(self.current));
        self.graph.locs[loc].closure = Some(f);
        if let Some(id) = id {
            self.literals.insert(id, f);
        }
        self.around.push((f, Vec::new(), self.loop_depth));
        self.returns.push(returns);
        self.single.push(false);
        let outer = (self.current, self.loop_depth, self.in_body);
        // Only the body of a loop is not filed under an expression.
        (self.current, self.loop_depth, self.in_body) = (f, 1, id.is_none());
        let in_copy = self.in_copy;
        self.in_copy |= self.site != 0;
        walk(self);
        self.in_copy = in_copy;
        (self.current, self.loop_depth, self.in_body) = outer;
        self.returns.pop();
        self.single.pop();
        if let Some((_, captured, _)) = self.around.pop() {
            self.closures.push((Hole::to(loc), captured));
        }
    }

    /// How often a selection's path follows a pointer, the operand's own included.
    pub(super) fn hops(&mut self, s: &Selection, fields: usize) -> i32 {
        let mut t = self.subst(s.recv);
        let mut hops = 0;
        for &i in s.index.iter().take(fields) {
            if let Type::Pointer(to) = self.under(t) {
                hops += 1;
                t = to;
            }
            let Type::Struct(st) = self.under(t) else {
                break;
            };
            let Some(f) = st.fields.get(i as usize) else {
                break;
            };
            t = self.subst(f.ty);
        }
        hops
    }

    pub(super) fn selector(&mut self, k: Hole, e: &'a Expr, x: &'a Expr) {
        let Some(s) = self.info.selections.get(&e.id) else {
            return;
        };
        match s.kind {
            SelectionKind::Field => {
                let hops = self.hops(s, s.index.len());
                self.expr(k.shift_up(hops), x);
            }
            SelectionKind::MethodExpr => {}
            SelectionKind::MethodValue => {
                // The receiver goes into the closure, and to the method, whose results go anywhere.
                let closure = Hole::to(self.spill(k));
                let params = self.param_hole(&[HEAP_HOLE; RESULTS], s.obj, 0);
                let k = self.tee(&[params, closure]);
                self.receiver(k, x, s);
            }
        }
    }

    /// The receiver as the method takes it: the operand, its address, or what it points to.
    pub(super) fn receiver(&mut self, k: Hole, x: &'a Expr, s: &Selection) {
        let pointer = self.p.receiver(s.obj).is_some_and(|r| r.pointer);
        let path = s.index.len().saturating_sub(1);
        let mut t = self.subst(s.recv);
        let mut hops = self.hops(s, path);
        for &i in s.index.iter().take(path) {
            if let Type::Pointer(to) = self.under(t) {
                t = to;
            }
            if let Type::Struct(st) = self.under(t)
                && let Some(f) = st.fields.get(i as usize)
            {
                t = self.subst(f.ty);
            }
        }
        let have_pointer = matches!(self.under(t), Type::Pointer(_));
        let interface = self.is_interface(t);
        if pointer && !have_pointer {
            if hops > 0 {
                // The address of a field behind a pointer is as good as that pointer.
                hops -= 1;
                self.expr(k.shift_up(hops), x);
            } else {
                self.expr(k.addr(), x);
            }
            return;
        }
        if !pointer && have_pointer && !interface {
            hops += 1;
        }
        self.expr(k.shift_up(hops), x);
    }
}
