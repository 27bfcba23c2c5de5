//! The order of evaluation where the language leaves it open. Calls, receives and the like happen from left to right;
//! when variables and memory are read relative to them is a compiler's choice, and programs show it. The choice here is
//! gc's: whatever calls is computed first, into temporaries, and what only reads is read after the last of them.
//!
//! Done only where it could be seen: something before a call reads what the call might change. It is asked once for
//! each statement (or operand of `&&` and `||`, or entry of a map literal); `ordered` encloses its compilation.

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, NodeId, UnaryOp};

use super::function::FnBuilder;
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::rtype::Kind;
use crate::types::info::{Mode, Selection, SelectionKind};
use crate::types::object::{Builtin, ObjectKind, VarKind};

/// What has been computed ahead of its turn.
#[derive(Default)]
pub struct Order {
    /// The expressions being compiled have been looked at.
    open: bool,
    /// Elements of the literals that a package's variables are initialised with have each an order of their own:
    /// gc lays the variables out at compile time and stores what it does not know yet one by one.
    pub piecewise: bool,
    values: Vec<(NodeId, Val)>,
    /// Arguments that gc copies as soon as they are there, to point an interface to the copy.
    boxed: Vec<NodeId>,
}

/// What evaluating an expression does.
#[derive(Clone, Copy, Default)]
struct Effects {
    /// It calls or receives, or may panic at its turn.
    calls: bool,
    /// It reads, after its own calls, what a call could change; or it may panic then.
    late: bool,
    /// Its parts are to be put in gc's order.
    clash: bool,
}

impl Effects {
    fn then(self, next: Effects) -> Effects {
        Effects {
            calls: self.calls || next.calls,
            late: self.late || next.late,
            clash: self.clash || next.clash || self.late && next.calls,
        }
    }
    fn and_late(self, late: bool) -> Effects {
        Effects {
            late: self.late || late,
            ..self
        }
    }
    /// The value is kept as soon as it is there.
    fn kept(self, calls: bool) -> Effects {
        Effects {
            calls: self.calls || calls,
            late: false,
            clash: self.clash,
        }
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// Compiles with `f` what evaluates `roots`, in this order.
    pub fn ordered<R>(&mut self, roots: &[&'a Expr], f: impl FnOnce(&mut Self) -> R) -> R {
        let apart = self.order.piecewise && matches!(roots, [e] if is_literal(e));
        if self.order.open || apart {
            return f(self);
        }
        self.order.open = true;
        let before = self.order.values.len();
        if self.effects_of(roots.iter().copied()).clash {
            for e in roots {
                self.hoist(e);
            }
        }
        let result = f(self);
        self.order.values.truncate(before);
        self.order.open = false;
        result
    }

    /// Whether one of these calls, receives, or does anything else at its turn.
    pub fn calls_any(&mut self, list: &'a [Expr]) -> bool {
        self.effects_of(list.iter()).calls
    }

    /// As `ordered`, for what makes the call `fun(args)`.
    pub fn ordered_call<R>(
        &mut self,
        fun: &'a Expr,
        args: &'a [Expr],
        f: impl FnOnce(&mut Self) -> R,
    ) -> R {
        if self.order.open {
            return f(self);
        }
        let roots = self.call_roots(fun, args);
        if self.effects_of(roots.iter().copied()).clash {
            self.note_boxed(fun, args);
        }
        let result = self.ordered(&roots, f);
        self.order.boxed.clear();
        result
    }

    /// Arguments that become interfaces and that are no variables.
    fn note_boxed(&mut self, fun: &'a Expr, args: &'a [Expr]) {
        let f = unparen(fun);
        if matches!(self.mode(f), Some(Mode::TypeExpr | Mode::Builtin)) || self.is_multi(args) {
            return;
        }
        // A function value that calls are needed for gc keeps before it looks at the arguments.
        let is_value = self.evaluated_of(fun).is_some_and(|e| e.id == f.id);
        if is_value && !self.is_method(f) && self.effects(f).calls {
            self.order.boxed.push(f.id);
        }
        let (params, _, variadic) = super::instances::signature(self.type_of(f));
        for (i, a) in args.iter().enumerate() {
            let to = match params.last() {
                Some(rest) if variadic && i + 1 >= params.len() => rest.elem,
                _ => match params.get(i) {
                    Some(&t) => t,
                    None => return,
                },
            };
            let a = unparen(a);
            let plain = matches!(
                a.kind,
                ExprKind::Ident(_)
                    | ExprKind::Selector { .. }
                    | ExprKind::Index { .. }
                    | ExprKind::Star(_)
            );
            let from = self.type_of(a);
            let small = !from.has_pointers() && matches!(from.size, 2 | 4 | 8);
            let alone = matches!(from.kind, Kind::String | Kind::Slice | Kind::Interface);
            if !to.is_null() && to.kind == Kind::Interface && !plain && !small && !alone {
                self.order.boxed.push(a.id);
            }
        }
    }

    /// As `ordered`, in the middle of an expression: what is evaluated only if it comes to it.
    pub fn ordered_apart<R>(&mut self, roots: &[&'a Expr], f: impl FnOnce(&mut Self) -> R) -> R {
        let open = std::mem::replace(&mut self.order.open, false);
        let result = self.ordered(roots, f);
        self.order.open = open;
        result
    }

    /// Names a variable, so that storing to it evaluates nothing.
    pub fn is_name(&self, e: &Expr) -> bool {
        self.object_of(unparen(e)).is_some()
    }

    /// The parts of a call that are evaluated before it is made.
    pub fn call_roots(&mut self, fun: &'a Expr, args: &'a [Expr]) -> Vec<&'a Expr> {
        let mut roots = Vec::with_capacity(1 + args.len());
        roots.extend(self.evaluated_of(fun));
        if self.is_multi(args) {
            roots.extend(self.parts(&args[0]));
        } else {
            roots.extend(args);
        }
        roots
    }

    /// What the right side of an assignment to `n` left sides evaluates.
    pub fn roots_of(&mut self, values: &'a [Expr], n: usize) -> Vec<&'a Expr> {
        match values {
            [e] if n != 1 => self.parts(e),
            list => list.iter().collect(),
        }
    }

    /// The parts of an expression that is not itself one value: a call with several results, a comma-ok form.
    pub fn parts(&mut self, e: &'a Expr) -> Vec<&'a Expr> {
        match &unparen(e).kind {
            ExprKind::Call { fun, args, .. } => self.call_roots(fun, args),
            ExprKind::Unary { x, .. } | ExprKind::TypeAssert { x, .. } => vec![x],
            ExprKind::Index { x, indices, .. } => vec![x, &indices[0]],
            _ => Vec::new(),
        }
    }

    /// Whether what is left of an assignment has to be looked at after the calls on the right have been made;
    /// the calls in it have been made then.
    pub fn left_waits(&mut self, lhs: &'a [Expr]) -> bool {
        if !self.effects_of(lhs.iter()).late {
            return false;
        }
        lhs.iter().for_each(|e| self.hoist(e));
        true
    }

    /// The value of `e` if it has been computed ahead.
    pub fn computed_ahead(&self, e: &Expr) -> Option<Val> {
        self.order
            .values
            .iter()
            .rev()
            .find(|(id, _)| *id == e.id)
            .map(|&(_, v)| v)
    }

    /// What calling `fun` evaluates: the receiver of a method, a function value; nothing for a declared function.
    fn evaluated_of(&mut self, fun: &'a Expr) -> Option<&'a Expr> {
        let f = unparen(fun);
        let name = match &f.kind {
            ExprKind::Index { x, .. } if self.is_instance(x) => unparen(x),
            _ => f,
        };
        if self.function_object(name).is_some() || matches!(self.mode(f), Some(Mode::Builtin)) {
            return None;
        }
        let info = self.info;
        match &name.kind {
            ExprKind::Selector { x, .. } => match info.selections.get(&name.id) {
                // A receiver that is copied from where a pointer leads: gc looks there late.
                Some(s) if s.kind == SelectionKind::MethodValue && self.loads_receiver(x, s) => {
                    Some(name)
                }
                Some(s) if s.kind == SelectionKind::MethodValue => Some(x),
                Some(s) if s.kind == SelectionKind::MethodExpr => None,
                _ => Some(name),
            },
            _ => Some(name),
        }
    }

    fn is_method(&self, f: &Expr) -> bool {
        let selected = self.info.selections.get(&f.id);
        selected.is_some_and(|s| s.kind != SelectionKind::Field)
    }

    fn loads_receiver(&mut self, x: &Expr, s: &Selection) -> bool {
        let through = s.indirect || self.type_of(x).kind == Kind::Pointer;
        through && self.p.receiver(s.obj).is_some_and(|r| !r.pointer)
    }

    fn effects_of(&mut self, list: impl Iterator<Item = &'a Expr>) -> Effects {
        list.fold(Effects::default(), |all, e| all.then(self.effects(e)))
    }

    fn effects(&mut self, e: &'a Expr) -> Effects {
        let e = unparen(e);
        if self.const_of(e).is_some() || self.is_nil(e) || self.mode(e) == Some(Mode::TypeExpr) {
            return Effects::default();
        }
        let none = Effects::default();
        match &e.kind {
            ExprKind::Ident(_) => none.and_late(self.is_shared_variable(e)),
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                None => none.and_late(self.is_shared_variable(e)),
                Some(s) if s.kind == SelectionKind::MethodExpr => none,
                Some(s) => {
                    let through = s.indirect;
                    let kind = self.type_of(x).kind;
                    self.effects(x)
                        .and_late(through || matches!(kind, Kind::Pointer | Kind::Interface))
                }
            },
            ExprKind::Index { x, .. } if self.is_instance(x) => self.effects(x),
            ExprKind::Index { x, indices, .. } => {
                let constant = self.const_of(&indices[0]).is_some();
                let late = self.type_of(x).kind != Kind::Array || !constant;
                self.effects(x)
                    .then(self.effects(&indices[0]))
                    .and_late(late)
            }
            ExprKind::Star(x) => self.effects(x).and_late(true),
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let parts = [Some(&**x), lo.as_deref(), hi.as_deref(), max.as_deref()];
                // What may panic comes before what is looked at late.
                self.effects_of(parts.into_iter().flatten()).kept(true)
            }
            ExprKind::TypeAssert { x, .. } => self.effects(x).kept(true),
            ExprKind::Unary { op, x } => match op {
                UnaryOp::Recv => self.effects(x).kept(true),
                UnaryOp::Addr if self.object_of(unparen(x)).is_some() => none,
                _ => self.effects(x),
            },
            ExprKind::Binary {
                op: BinaryOp::LAnd | BinaryOp::LOr,
                x,
                y,
                ..
            } => {
                // Each operand has an order of its own.
                let both = self.effects(x).then(self.effects(y));
                none.kept(both.calls)
            }
            ExprKind::Binary { op, x, y, .. } => {
                let panics = (matches!(op, BinaryOp::Div | BinaryOp::Rem) || op.is_shift())
                    && self.const_of(y).is_none();
                self.effects(x).then(self.effects(y)).and_late(panics)
            }
            ExprKind::Composite { elems, .. } => {
                let map = self.literal_kind(e) == Kind::Map;
                let all = self.effects_of(elems.iter().map(|el| &el.value));
                if !map {
                    return all;
                }
                let keys = self.effects_of(elems.iter().filter_map(|el| el.key.as_ref()));
                none.kept(all.calls || keys.calls)
            }
            ExprKind::Call { fun, args, .. } => {
                let f = unparen(fun);
                match self.mode(f) {
                    Some(Mode::TypeExpr) if self.copies_string(e, args) => {
                        self.effects_of(args.iter()).kept(false)
                    }
                    Some(Mode::TypeExpr) => {
                        let from = args.first().map(|a| self.type_of(a).kind);
                        self.effects_of(args.iter())
                            .and_late(from == Some(Kind::Slice))
                    }
                    Some(Mode::Builtin) => {
                        let calls = !matches!(
                            self.builtin_of(f),
                            Some(
                                Builtin::Len
                                    | Builtin::Cap
                                    | Builtin::Min
                                    | Builtin::Max
                                    | Builtin::Make
                                    | Builtin::New
                                    | Builtin::Complex
                                    | Builtin::Real
                                    | Builtin::Imag
                            )
                        );
                        self.effects_of(args.iter()).kept(calls)
                    }
                    _ => {
                        let roots = self.call_roots(fun, args);
                        self.effects_of(roots.into_iter()).kept(true)
                    }
                }
            }
            _ => none,
        }
    }

    /// A conversion of a string to a slice.
    fn copies_string(&mut self, e: &Expr, args: &[Expr]) -> bool {
        let to = self.type_of(e).kind;
        let from = args.first().map(|a| self.type_of(a).kind);
        to == Kind::Slice && from == Some(Kind::String)
    }

    /// The kind of what a literal makes, without the pointer that an element `{...}` may leave out.
    fn literal_kind(&mut self, e: &Expr) -> Kind {
        let t = self.type_of(e);
        match t.kind {
            Kind::Pointer => t.elem.kind,
            kind => kind,
        }
    }

    /// A variable that someone else may write to: of a package, or in a cell.
    fn is_shared_variable(&self, e: &Expr) -> bool {
        self.object_of(e)
            .is_some_and(|obj| match self.p.types.object(obj).kind {
                ObjectKind::Var(VarKind::Package) => true,
                ObjectKind::Var(_) => self.escape.cells.contains(&obj),
                _ => false,
            })
    }

    /// Computes the calls in `e` and what else gc keeps at once.
    fn hoist(&mut self, e: &'a Expr) {
        let e = unparen(e);
        if self.const_of(e).is_some() || self.is_nil(e) || self.mode(e) == Some(Mode::TypeExpr) {
            return;
        }
        let keep = match &e.kind {
            ExprKind::Selector { x, .. } => {
                match self.info.selections.get(&e.id) {
                    Some(s) if s.kind != SelectionKind::MethodExpr => self.hoist(x),
                    _ => {}
                }
                false
            }
            ExprKind::Index { x, .. } if self.is_instance(x) => {
                self.hoist(x);
                false
            }
            ExprKind::Index { x, indices, .. } => {
                self.hoist(x);
                self.hoist(&indices[0]);
                false
            }
            ExprKind::Star(x) => {
                self.hoist(x);
                false
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                let parts = [Some(&**x), lo.as_deref(), hi.as_deref(), max.as_deref()];
                parts.into_iter().flatten().for_each(|e| self.hoist(e));
                true
            }
            ExprKind::TypeAssert { x, .. } => {
                self.hoist(x);
                true
            }
            ExprKind::Unary { op, x } => {
                self.hoist(x);
                *op == UnaryOp::Recv
            }
            ExprKind::Binary {
                op: BinaryOp::LAnd | BinaryOp::LOr,
                ..
            } => true,
            ExprKind::Binary { x, y, .. } => {
                self.hoist(x);
                self.hoist(y);
                false
            }
            ExprKind::Composite { elems, .. } => {
                let map = self.literal_kind(e) == Kind::Map;
                if !map {
                    elems.iter().for_each(|el| self.hoist(&el.value));
                }
                map && !elems.is_empty()
            }
            ExprKind::Call { fun, args, .. } => {
                self.note_boxed(fun, args);
                for e in self.call_roots(fun, args) {
                    self.hoist(e);
                }
                self.mode(unparen(fun)) != Some(Mode::TypeExpr) || self.copies_string(e, args)
            }
            _ => false,
        };
        if keep || self.order.boxed.contains(&e.id) {
            let v = self.expr(e, Dest::Stable);
            self.order.values.push((e.id, v));
        }
    }
}

/// A composite literal or the address of one.
fn is_literal(e: &Expr) -> bool {
    match &unparen(e).kind {
        ExprKind::Composite { .. } => true,
        ExprKind::Unary {
            op: UnaryOp::Addr,
            x,
        } => is_literal(x),
        _ => false,
    }
}
