//! Calls, conversions and built-in functions: what flows into parameters and out of results.

use gorun_grammar::ast::{Expr, ExprKind, NodeId, Pos};

use super::super::flow::{BLANK, CALLEE, Func, HEAP, Hole, MUTATOR, RESULTS};
use super::super::sites::Target;
use super::super::summary;
use super::inline::Args;
use super::{Appended, Callee, Converted, DISCARD, HEAP_HOLE, Tree};
use crate::compile::place::unparen;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, VarKind};
use crate::types::{Basic, ObjId, ObjectKind, Type, TypeId};

impl<'x, 'a> Tree<'x, 'a> {
    pub(super) fn callee(&mut self, fun: &'a Expr) -> Callee<'a> {
        let f = unparen(fun);
        let named = summary::without_arguments(f);
        let obj = match &named.kind {
            ExprKind::Ident(_) => self.object(named.id),
            ExprKind::Selector { sel, .. } if !self.info.selections.contains_key(&named.id) => {
                self.info.uses.get(&sel.id).copied()
            }
            _ => None,
        };
        if let Some(Target::Declared(obj, _, at)) = self.static_value(f)
            && at.decl.recv.is_none()
        {
            return Callee::Declared(obj);
        }
        if let Some(obj) = obj {
            match self.p.types.object(obj).kind {
                ObjectKind::Func { recv: None } => return Callee::Declared(obj),
                ObjectKind::Var(VarKind::Local) => {
                    if let Some(Some(list)) = self.func_vars.get(&obj) {
                        let known: Vec<Func> = list
                            .iter()
                            .filter_map(|l| self.literals.get(l).copied())
                            .collect();
                        if known.len() == list.len() && !known.is_empty() {
                            return Callee::Literals(known);
                        }
                    }
                }
                _ => {}
            }
            return Callee::Unknown;
        }
        match &named.kind {
            ExprKind::Selector { x, .. } => match self.info.selections.get(&named.id) {
                Some(s)
                    if s.kind == SelectionKind::MethodValue
                        && self.p.receiver(s.obj).is_some()
                        && self.p.is_declared(s.obj) =>
                {
                    Callee::Method(s.obj, x, s)
                }
                Some(s) if !self.put_off => match self.devirtualized(f) {
                    Some((_, found)) => Callee::Method(found.obj, x, s),
                    None => Callee::Unknown,
                },
                _ => Callee::Unknown,
            },
            _ => Callee::Unknown,
        }
    }

    /// Where the first argument of a call of `f` goes that is not inlined, its own value looked at.
    pub(super) fn passed_to(&mut self, f: &'a Expr) -> Hole {
        match self.callee(f) {
            Callee::Declared(obj) => self.param_hole(&[], obj, 0),
            Callee::Method(obj, x, s) => {
                let k = self.param_hole(&[], obj, 0);
                self.receiver(k, x, s);
                self.param_hole(&[], obj, 1)
            }
            Callee::Literals(list) => {
                self.discard(f);
                let params = list
                    .iter()
                    .map(|&b| self.graph.bodies[b].params.first().copied());
                let params: Vec<Hole> = params.flatten().flatten().map(Hole::to).collect();
                self.tee(&params)
            }
            Callee::Unknown => {
                if let ExprKind::Selector { x, .. } = &f.kind
                    && self.info.selections.contains_key(&f.id)
                {
                    self.expr(HEAP_HOLE, x);
                } else if !matches!(f.kind, ExprKind::Call { .. }) {
                    self.discard(f);
                }
                HEAP_HOLE
            }
        }
    }

    fn in_batch(&self, obj: ObjId) -> Option<Func> {
        let found = self.batch.iter().find(|b| b.0 == obj);
        found.map(|b| b.1)
    }

    /// Where the argument for parameter `i` (the receiver is 0 where there is one) of a declared function goes.
    pub(super) fn param_hole(&mut self, ks: &[Hole], obj: ObjId, i: usize) -> Hole {
        if !self.solves {
            return HEAP_HOLE;
        }
        if let Some(f) = self.in_batch(obj) {
            return match self.graph.bodies[f].params.get(i) {
                Some(&Some(l)) => Hole::to(l),
                Some(None) => DISCARD,
                None => HEAP_HOLE,
            };
        }
        let leaks = self.functions.leaks(self.p, obj, i);
        let mut holes = Vec::new();
        for (sink, derefs) in [
            (HEAP, leaks.heap()),
            (MUTATOR, leaks.mutator()),
            (CALLEE, leaks.callee()),
        ] {
            if let Some(d) = derefs {
                holes.push(Hole::to(sink).shift_up(d));
            }
        }
        for (r, &k) in ks.iter().enumerate().take(RESULTS) {
            if let Some(d) = leaks.result(r) {
                holes.push(k.shift_up(d));
            }
        }
        self.tee(&holes)
    }

    /// `ks`: where the results go.
    pub(super) fn call(
        &mut self,
        ks: &[Hole],
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
    ) {
        let f = unparen(fun);
        match self.info.types.get(&f.id).map(|t| t.mode) {
            Some(Mode::TypeExpr) => {
                if let [x] = args {
                    let to = self.type_of(f);
                    self.conversion(ks.first().copied().unwrap_or(DISCARD), e.id, x, to);
                }
                return;
            }
            Some(Mode::Builtin) => {
                return self.builtin(ks.first().copied().unwrap_or(DISCARD), e, f, args, ellipsis);
            }
            _ => {}
        }
        let sig = match self.under_of(f) {
            Type::Signature(s) => s,
            _ => return,
        };
        let passed = Args {
            list: args,
            ellipsis,
            body: None,
        };
        let mut called = None;
        if let ExprKind::Call { .. } = &f.kind {
            // What is called is a call's result: that call is looked at first.
            let late = std::mem::take(&mut self.put_off);
            let l = self.graph.add(self.current, self.loop_depth, false);
            self.expr(Hole::to(l), f);
            called = ks.iter().any(|k| k.dst != BLANK).then_some(l);
            self.put_off = late;
        }
        let late = std::mem::take(&mut self.put_off);
        self.keep_operand(f);
        self.put_off = late;
        let at = match e.kind {
            ExprKind::Call { lparen, .. } => lparen,
            _ => Pos::NONE,
        };
        self.note_followed(f, at);
        self.note_of_parameter(f, at, self.put_off);
        if let Some(site) = self.inlinable(f, &passed, at) {
            self.sites.calls.insert((self.site, e.id), site);
            return self.inline(site, ks, f, &passed);
        }
        self.inline_spread(f, args, at);
        if let Some(l) = called {
            self.graph.flow(Hole::to(CALLEE), l);
        }
        let callee = self.callee(fun);
        // A literal is walked first, so that its parameters are known.
        let bodies: Vec<Func> = match &callee {
            Callee::Declared(obj) | Callee::Method(obj, ..) => {
                self.in_batch(*obj).into_iter().collect()
            }
            Callee::Literals(list) => {
                self.discard(fun);
                list.clone()
            }
            Callee::Unknown => {
                let k = if ks.iter().any(|k| k.dst != BLANK) {
                    Hole::to(CALLEE)
                } else {
                    DISCARD
                };
                match &f.kind {
                    ExprKind::Func { ty, body } => {
                        self.literal(DISCARD, f.id, ty, body);
                        self.literals.get(&f.id).copied().into_iter().collect()
                    }
                    ExprKind::Selector { x, .. } if self.info.selections.contains_key(&f.id) => {
                        // Through an interface, or a field of func type.
                        let s = &self.info.selections[&f.id];
                        if s.kind == SelectionKind::MethodValue {
                            self.expr(HEAP_HOLE, x);
                        } else {
                            self.expr(k, f);
                        }
                        Vec::new()
                    }
                    ExprKind::Call { .. } => Vec::new(),
                    _ => {
                        self.expr(k, f);
                        Vec::new()
                    }
                }
            }
        };
        for &b in &bodies {
            for (i, r) in self.graph.bodies[b].results.clone().into_iter().enumerate() {
                if let Some(&k) = ks.get(i) {
                    self.graph.flow(k, r);
                }
            }
        }
        let mut first = 0;
        let declared = match callee {
            Callee::Declared(obj) => Some(obj),
            Callee::Method(obj, x, s) => {
                let k = self.param_hole(ks, obj, 0);
                self.receiver(k, x, s);
                first = 1;
                Some(obj)
            }
            _ => None,
        };
        let n = sig.params.len();
        let mut holes = Vec::with_capacity(n);
        for i in 0..n {
            let hole = match declared {
                Some(obj) => self.param_hole(ks, obj, first + i),
                None if bodies.is_empty() => HEAP_HOLE,
                None => {
                    let list: Vec<Hole> = bodies
                        .iter()
                        .filter_map(|&b| self.graph.bodies[b].params.get(i).copied().flatten())
                        .map(Hole::to)
                        .collect();
                    self.tee(&list)
                }
            };
            holes.push(hole);
        }
        if let [x] = args
            && n > 1
            && matches!(
                self.p.types.get(self.info.types[&unparen(x).id].ty),
                Type::Tuple(_)
            )
            && let ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } = &unparen(x).kind
        {
            return self.call(&holes, unparen(x), fun, args, ellipsis.is_some());
        }
        let variadic = sig.variadic && !ellipsis;
        for (i, x) in args.iter().enumerate() {
            if variadic && i + 1 >= n {
                break;
            }
            if let (Some(&k), Some(&t)) = (holes.get(i), sig.params.get(i)) {
                self.value(k, x, t);
            }
        }
        if variadic && args.len() >= n && n > 0 {
            let k = Hole::to(self.spill(holes[n - 1]));
            let elem = match self.under(sig.params[n - 1]) {
                Type::Slice(t) => t,
                _ => TypeId::INVALID,
            };
            for x in &args[n - 1..] {
                self.value(k, x, elem);
            }
        }
    }

    pub(super) fn conversion(&mut self, k: Hole, id: NodeId, x: &'a Expr, to: TypeId) {
        let (from, target) = (self.under_of(x), self.under(to));
        let text = |t: &Type| matches!(t, Type::Basic(Basic::String | Basic::UntypedString));
        match (&from, &target) {
            (Type::Slice(_), Type::Array { .. }) => self.expr(k.deref(), x),
            (a, b)
                if text(a) != text(b)
                    && (text(a) || text(b))
                    && !matches!(b, Type::Interface(_)) =>
            {
                let array = self.spill(k);
                self.discard(x);
                if let Type::Slice(elem) = target {
                    let bytes = matches!(self.under(elem), Type::Basic(Basic::Uint8));
                    // Of a constant gc makes an array of just its length.
                    let constant = self
                        .info
                        .types
                        .get(&unparen(x).id)
                        .is_some_and(|t| t.value.is_some());
                    if !constant {
                        let text = Converted { array, bytes };
                        self.texts.insert((self.site, id), text);
                    }
                }
            }
            _ => self.value(k, x, to),
        }
    }

    pub(super) fn builtin(
        &mut self,
        k: Hole,
        e: &'a Expr,
        f: &'a Expr,
        args: &'a [Expr],
        ellipsis: bool,
    ) {
        let obj = match &f.kind {
            ExprKind::Selector { sel, .. } => self.info.uses.get(&sel.id).copied(),
            _ => self.object(f.id),
        };
        let Some(ObjectKind::Builtin(b)) = obj.map(|o| self.p.types.object(o).kind.clone()) else {
            return;
        };
        let has_pointers = |w: &mut Self, e: &Expr| match w.under_of(e) {
            Type::Slice(t) => w.has_pointers(t),
            _ => false,
        };
        match (b, args) {
            (Builtin::Append, [s, rest @ ..]) => {
                let pointers = has_pointers(self, e);
                let mut to = vec![k, Hole::to(MUTATOR)];
                if pointers {
                    to.push(HEAP_HOLE.deref());
                }
                let appendee = self.tee(&to);
                self.expr(appendee, s);
                let elem = match self.under_of(e) {
                    Type::Slice(t) => t,
                    _ => TypeId::INVALID,
                };
                for x in rest {
                    if !ellipsis {
                        self.value(HEAP_HOLE, x, elem);
                    } else if has_pointers(self, x) {
                        self.expr(HEAP_HOLE.deref(), x);
                    } else {
                        self.discard(x);
                    }
                }
                let array = self.spill(k);
                self.graph.locs[array].loop_depth = 0;
                let ty = self.type_of(e);
                let variable = self.root_of(s);
                let appended = Appended {
                    array,
                    ty,
                    variable,
                };
                self.appends.insert((self.site, e.id), appended);
            }
            (Builtin::Copy, [to, from]) => {
                self.expr(Hole::to(MUTATOR), to);
                if has_pointers(self, from) {
                    self.expr(HEAP_HOLE.deref(), from);
                } else {
                    self.discard(from);
                }
            }
            (Builtin::Panic, [x]) => {
                let any = self.p.types.universe.any;
                self.value(HEAP_HOLE, x, any);
            }
            (Builtin::Min | Builtin::Max, list) => {
                for x in list {
                    self.expr(k, x);
                }
            }
            (Builtin::Clear, [x]) => self.expr(Hole::to(MUTATOR), x),
            (Builtin::New, [x]) => {
                let l = self.spill(k);
                if self
                    .info
                    .types
                    .get(&unparen(x).id)
                    .is_none_or(|t| t.mode != Mode::TypeExpr)
                {
                    self.expr(Hole::to(l), x);
                }
            }
            (Builtin::Make, list) => {
                self.spill(k);
                for x in list {
                    self.discard(x);
                }
            }
            (
                Builtin::SliceData
                | Builtin::StringData
                | Builtin::Add
                | Builtin::Slice
                | Builtin::String,
                [x, rest @ ..],
            ) => {
                self.expr(k, x);
                self.discards(rest);
            }
            (_, list) => self.discards(list),
        }
    }
}
