//! Expressions. `expr` compiles any; what is a place goes through `place`, the rest has a file each.

pub mod arith;
pub mod assert;
pub mod compare;
pub mod composite;
pub mod logic;
pub mod slice;
pub mod unary;

use gorun_grammar::ast::{BinaryOp, Expr, ExprKind, NodeId, Pos, UnaryOp};

use super::function::FnBuilder;
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::isa::Op;
use crate::bytecode::rtype::{Kind, TypeRef};
use crate::types::constant::Const;
use crate::types::info::{Mode, SelectionKind};
use crate::types::{ObjId, ObjectKind, TypeId};

/// The identifier under which the type arguments of `e`, a name, are filed.
pub fn instance_key(e: &Expr) -> NodeId {
    match &unparen(e).kind {
        ExprKind::Selector { sel, .. } => sel.id,
        _ => unparen(e).id,
    }
}

/// The place that tracebacks show for an expression: of calls the opening parenthesis, as in gc.
fn reported_at(e: &Expr) -> Pos {
    match e.kind {
        ExprKind::Call { lparen, .. } => lparen,
        _ => e.pos,
    }
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    pub fn is_nil(&self, e: &Expr) -> bool {
        self.mode(unparen(e)) == Some(Mode::Nil)
    }

    /// The value of `e`, which has exactly one.
    pub fn expr(&mut self, e: &'a Expr, dest: Dest) -> Val {
        let e = unparen(e);
        if let Some(c) = self.const_of(e) {
            let t = self.type_of(e);
            return self.constant(c, t, dest);
        }
        if self.is_nil(e) {
            let t = self.type_of(e);
            let r = self.dest(dest, t);
            self.zero(r, t);
            return Val::new(r);
        }
        let outer = self.at(reported_at(e));
        let v = self.ordered(&[e], |b| match b.computed_ahead(e) {
            Some(v) => {
                let t = b.type_of(e);
                b.place_value(v, t, dest)
            }
            None => b.expr_inner(e, dest),
        });
        self.at(outer);
        v
    }

    fn expr_inner(&mut self, e: &'a Expr, dest: Dest) -> Val {
        match &e.kind {
            ExprKind::Ident(_) => self.name(e, dest),
            ExprKind::Composite { .. } => self.composite(e, dest),
            ExprKind::Func { ty, body } => self.function_literal(e, ty, body, dest),
            ExprKind::Selector { sel, .. } => match self.info.selections.get(&e.id) {
                None => self.name(e, dest),
                Some(s) => match s.kind {
                    SelectionKind::Field => {
                        let p = self.place(e);
                        self.load_place(p, dest)
                    }
                    SelectionKind::MethodValue => self.method_value(e, sel, dest),
                    SelectionKind::MethodExpr => self.method_expr(e, sel, dest),
                },
            },
            ExprKind::Index { x, indices, .. } => {
                if self.is_instance(x) {
                    return self.expr_inner(unparen(x), dest);
                }
                let t = self.type_of(x);
                if t.kind == Kind::String {
                    let (s, i) = if self.touches_out(&indices[0]) {
                        let s = self.expr(x, Dest::Stable);
                        (s, self.index(e, &indices[0]))
                    } else {
                        let s = self.expr(x, Dest::Any);
                        (s, self.index(e, &indices[0]))
                    };
                    let byte = self.basic(crate::types::Basic::Uint8);
                    let r = self.dest(dest, byte);
                    self.emit(Op::StrIdx, r, s.reg, i);
                    return Val::new(r);
                }
                let p = self.map_to_read(e).unwrap_or_else(|| self.place(e));
                self.load_place(p, dest)
            }
            ExprKind::Star(_) => {
                let p = self.place(e);
                self.load_place(p, dest)
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.slice_expr(x, lo.as_deref(), hi.as_deref(), max.as_deref(), dest)
            }
            ExprKind::TypeAssert { x, ty, .. } => match ty {
                Some(ty) => self.type_assert(x, ty, dest),
                None => Val::new(0),
            },
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => self.call(e, fun, args, ellipsis.is_some(), dest),
            ExprKind::Unary { op, x } => self.unary(e, *op, x, dest),
            ExprKind::Binary { op, x, y, .. } => self.binary(e, *op, x, y, dest),
            _ => {
                self.fail("internal error: a type where a value is expected");
                Val::new(0)
            }
        }
    }

    /// An identifier or a qualified one.
    fn name(&mut self, e: &'a Expr, dest: Dest) -> Val {
        let Some(obj) = self.object_of(e) else {
            self.fail("internal error: a name without an object");
            return Val::new(0);
        };
        match self.p.types.object(obj).kind {
            ObjectKind::Func { .. } => self.function_value(obj, e, dest),
            ObjectKind::Nil => {
                let t = self.type_of(e);
                let r = self.dest(dest, t);
                self.zero(r, t);
                Val::new(r)
            }
            _ => {
                let p = self.place(e);
                self.load_place(p, dest)
            }
        }
    }

    /// The declared function that `e` names.
    pub fn function_object(&self, e: &Expr) -> Option<ObjId> {
        let obj = self.object_of(unparen(e))?;
        matches!(
            self.p.types.object(obj).kind,
            ObjectKind::Func { recv: None }
        )
        .then_some(obj)
    }

    /// Whether indexing `e` gives it type arguments: it denotes a generic function or method.
    pub fn is_instance(&self, e: &Expr) -> bool {
        let name = match &unparen(e).kind {
            ExprKind::Selector { .. } | ExprKind::Ident(_) => instance_key(e),
            _ => return false,
        };
        self.info.instances.contains_key(&name)
    }

    /// The type arguments with which `e` (a name) is used.
    pub fn type_arguments(&mut self, e: &Expr) -> Vec<TypeId> {
        self.arguments_of(instance_key(e))
    }

    /// The type arguments filed under an identifier that denotes something generic.
    pub fn arguments_of(&mut self, id: NodeId) -> Vec<TypeId> {
        let Some(i) = self.info.instances.get(&id) else {
            return Vec::new();
        };
        i.targs
            .iter()
            .map(|&t| {
                let t = self.subst(t);
                self.p.norm(t)
            })
            .collect()
    }

    fn function_value(&mut self, obj: ObjId, e: &Expr, dest: Dest) -> Val {
        let targs = self.type_arguments(e);
        let f = self.p.function_of(obj, targs);
        let t = self.basic(crate::types::Basic::UnsafePointer);
        let r = self.dest(dest, t);
        self.emit_wide(Op::FuncValue, r, f);
        Val::new(r)
    }

    /// The value of `e` as one of type `t`, to which it can be assigned.
    pub fn expr_as(&mut self, e: &'a Expr, t: TypeRef, dest: Dest) -> Val {
        let e = unparen(e);
        if self.is_nil(e) {
            let r = self.dest(dest, t);
            self.zero(r, t);
            return Val::new(r);
        }
        let from = self.type_of(e);
        if t.kind != Kind::Interface || from.kind == Kind::Interface {
            if let Some(c) = self.const_of(e) {
                return self.constant(c, t, dest);
            }
            return self.expr(e, dest);
        }
        if let Some(Const::Str(text)) = self.const_of(e)
            && !text.is_empty()
            && self.p.session.is_none()
        {
            let outer = self.at(e.pos);
            let v = self.boxed_constant(text, from, t, dest);
            self.at(outer);
            return v;
        }
        let v = self.expr(e, Dest::Any);
        let outer = self.at(e.pos);
        let v = self.box_in_interface(v, from, t, dest);
        self.at(outer);
        v
    }

    /// A value of one type as one of another to which it can be assigned.
    pub fn convert_value(&mut self, v: Val, from: TypeRef, to: TypeRef, dest: Dest) -> Val {
        if to.kind == Kind::Interface && from.kind != Kind::Interface {
            return self.box_in_interface(v, from, to, dest);
        }
        self.place_value(v, to, dest)
    }

    /// Evaluates for the effects alone.
    pub fn discard(&mut self, e: &'a Expr) {
        let e = unparen(e);
        if self.const_of(e).is_some() || self.is_nil(e) || self.computed_ahead(e).is_some() {
            return;
        }
        if let ExprKind::Call {
            fun,
            args,
            ellipsis,
            ..
        } = &e.kind
        {
            let outer = self.at(reported_at(e));
            self.call_statement(e, fun, args, ellipsis.is_some());
            self.at(outer);
            return;
        }
        self.expr(e, Dest::Any);
    }

    /// Whether computing `e` may write the slots of outgoing calls, or stop in the middle: then nothing that
    /// is needed later may stand there.
    pub fn touches_out(&self, e: &Expr) -> bool {
        if self.const_of(e).is_some() || self.is_nil(e) || self.computed_ahead(e).is_some() {
            return false;
        }
        match &e.kind {
            ExprKind::Ident(_) | ExprKind::Lit { .. } => false,
            ExprKind::Paren(x) | ExprKind::Star(x) => self.touches_out(x),
            ExprKind::Selector { x, .. } => match self.info.selections.get(&e.id) {
                None => false,
                Some(s) => s.kind != SelectionKind::Field || self.touches_out(x),
            },
            ExprKind::Index { x, indices, .. } => {
                if self.is_instance(x) {
                    return self.touches_out(x);
                }
                self.touches_out(x) || indices.iter().any(|i| self.touches_out(i))
            }
            ExprKind::Slice { x, lo, hi, max, .. } => {
                self.touches_out(x)
                    || [lo, hi, max]
                        .into_iter()
                        .flatten()
                        .any(|i| self.touches_out(i))
            }
            ExprKind::TypeAssert { x, .. } => self.touches_out(x),
            ExprKind::Unary { op, x } => *op == UnaryOp::Recv || self.touches_out(x),
            ExprKind::Binary { op, x, y, .. } => {
                *op == BinaryOp::Add && self.string_sum(e)
                    || self.touches_out(x)
                    || self.touches_out(y)
            }
            ExprKind::Composite { elems, .. } => elems.iter().any(|el| {
                self.touches_out(&el.value) || el.key.as_ref().is_some_and(|k| self.touches_out(k))
            }),
            ExprKind::Call { fun, args, .. } => {
                let plain = match self.mode(unparen(fun)) {
                    Some(Mode::TypeExpr) => true,
                    Some(Mode::Builtin) => self.plain_builtin(fun),
                    _ => false,
                };
                !plain || args.iter().any(|a| self.touches_out(a))
            }
            _ => true,
        }
    }

    /// A sum of strings of more than two parts (which are gathered in outgoing slots).
    fn string_sum(&self, e: &Expr) -> bool {
        let ExprKind::Binary { x, .. } = &e.kind else {
            return false;
        };
        matches!(
            unparen(x).kind,
            ExprKind::Binary {
                op: BinaryOp::Add,
                ..
            }
        )
    }

    /// Whether computing `e` into a register writes that register only in its last instruction, so that the
    /// register may be one that `e` reads.
    pub fn is_atomic(&mut self, e: &Expr) -> bool {
        let e = unparen(e);
        if self.is_nil(e) {
            return true;
        }
        let t = self.type_of(e);
        if self.const_of(e).is_some() {
            return t.slots() <= 2 && t.kind != Kind::Complex64 && t.kind != Kind::Complex128;
        }
        match &e.kind {
            ExprKind::Ident(_) | ExprKind::Star(_) | ExprKind::Selector { .. } => true,
            ExprKind::Index { x, .. } => {
                self.is_instance(x) || t.slots() <= 1 || self.type_of(x).kind != Kind::Map
            }
            ExprKind::Unary { op, .. } => {
                matches!(op, UnaryOp::Plus | UnaryOp::Addr | UnaryOp::Recv)
                    || t.slots() == 1 && *op == UnaryOp::Xor && t.size == 8
                    || t.slots() == 1 && *op == UnaryOp::Neg && t.size == 8
            }
            ExprKind::Binary { op, .. } => match op {
                BinaryOp::LAnd | BinaryOp::LOr => false,
                op if op.is_comparison() => true,
                BinaryOp::Add if t.kind == Kind::String => true,
                _ => t.slots() == 1,
            },
            ExprKind::Call { fun, .. } => match self.mode(unparen(fun)) {
                Some(Mode::Builtin) => {
                    use crate::types::object::Builtin;
                    matches!(
                        self.builtin_of(fun),
                        Some(Builtin::Append | Builtin::Len | Builtin::Cap | Builtin::Copy)
                    )
                }
                Some(Mode::TypeExpr) => false,
                _ => true,
            },
            ExprKind::Slice { .. } => true,
            _ => false,
        }
    }

    /// The value of `e` in a variable's registers `r`, which `e` may read.
    pub fn expr_into(&mut self, e: &'a Expr, t: TypeRef, r: u16) {
        let from = self.type_of(e);
        let converts = t.kind == Kind::Interface && from.kind != Kind::Interface;
        if !converts && self.is_atomic(e) {
            self.expr_as(e, t, Dest::To(r));
            return;
        }
        let v = self.expr_as(e, t, Dest::Any);
        self.place_value(v, t, Dest::To(r));
    }
}
