//! Small functions and methods of values compiled into their callers: those whose body is one `return` of an expression, perhaps after some `if c { return
//! e }`, of which nothing can panic, block, allocate or call another function. What cannot fail needs no frame of its own: no
//! traceback ever shows it. Of functions that only check something, the conditions alone are (`guarded`).

use gorun_grammar::ast::{BinaryOp, Block, Expr, ExprKind, Ident, Stmt, StmtKind, UnaryOp};

use super::declarations::DeclAt;
use super::function::{FnBuilder, Home};
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::rtype::TypeRef;
use crate::types::info::{Info, Mode, Selection, SelectionKind};
use crate::types::{Basic, ObjId, Type, TypeId, Types};

/// The largest body, in nodes of the syntax tree.
const LARGEST: usize = 40;

/// What callers do with a function themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Small {
    No,
    /// All of it.
    Simple,
    /// Its conditions.
    Guard,
}

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The result of a call of `f`, if that is a function to be compiled here.
    pub fn inlined(&mut self, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let method = self.value_method(f);
        if method.is_some() && args.iter().any(|a| self.touches_out(a)) {
            return None;
        }
        let obj = self.called(f, method)?;
        if !self.p.is_simple(obj) || self.is_multi(args) {
            return None;
        }
        let at = self.p.decl(obj)?;
        let body = at.decl.body.as_ref()?;
        let names = self.parameters(&at)?;
        let mark = self.mark();
        let receiver = match method {
            Some((x, sel, s)) => self.method_call(x, sel, s, false).recv,
            None => None,
        };
        let values = self.in_registers(receiver, &names, args);
        let results = at.decl.ty.results.iter().flat_map(|r| &r.fields);
        let result = results
            .map(|f| at.info.types.get(&f.ty.id))
            .next()
            .flatten();
        let t = self.p.rtype(result.map_or(TypeId::INVALID, |t| t.ty));
        let to = self.temp(t);
        self.with_parameters(&at, &names, &values, |b| b.returns(body, t, to));
        let v = self.place_value(Val::new(to), t, dest);
        if matches!(dest, Dest::To(_)) {
            self.release(mark);
        }
        Some(v)
    }

    /// A call of a function that does nothing unless one of its conditions holds: they are asked here, and it is called if one does. False: it is no such function.
    pub fn guarded(&mut self, f: &'a Expr, args: &'a [Expr]) -> bool {
        let method = self.value_method(f);
        let own = method.is_some_and(|(x, ..)| self.touches_out(x));
        if own || args.iter().any(|a| self.touches_out(a)) || self.is_multi(args) {
            return false;
        }
        let Some(obj) = self.called(f, method) else {
            return false;
        };
        if !self.p.is_guard(obj) {
            return false;
        }
        let Some(at) = self.p.decl(obj) else {
            return false;
        };
        let (Some(body), Some(names)) = (&at.decl.body, self.parameters(&at)) else {
            return false;
        };
        let pos = self.here();
        let mark = self.mark();
        let callee = match method {
            Some((x, sel, s)) => self.method_call(x, sel, s, false),
            None => self.prepare(f, true),
        };
        let values = self.in_registers(callee.recv, &names, args);
        let (call, end) = (self.label(), self.label());
        self.with_parameters(&at, &names, &values, |b| {
            for s in &body.stmts {
                if let StmtKind::If(i) = &s.kind {
                    b.cond_jump(&i.cond, true, call);
                }
            }
        });
        self.jump(end);
        self.bind(call);
        let mut slot = 1;
        for &(v, t) in &values {
            let to = self.out(slot);
            self.place_value(v, t, Dest::To(to));
            slot += t.slots();
        }
        self.at(pos);
        self.emit_call(callee.target, slot, &callee.results);
        self.bind(end);
        self.release(mark);
        true
    }

    /// The method that `f` selects, if it is one of a value.
    fn value_method(&self, f: &'a Expr) -> Option<(&'a Expr, &'a Ident, &'a Selection)> {
        let ExprKind::Selector { x, sel } = &f.kind else {
            return None;
        };
        let s = self.info.selections.get(&f.id)?;
        (s.kind == SelectionKind::MethodValue).then_some((x, sel, s))
    }
    /// What is called, unless its receiver is a pointer.
    fn called(
        &mut self,
        f: &'a Expr,
        method: Option<(&'a Expr, &'a Ident, &'a Selection)>,
    ) -> Option<ObjId> {
        match method {
            Some((.., s)) => {
                let receiver = self.p.receiver(s.obj)?;
                (!receiver.pointer).then_some(s.obj)
            }
            None => self.function_object(f),
        }
    }
    /// Receiver and parameters; `None` where one lives in memory.
    fn parameters(&mut self, at: &DeclAt<'a>) -> Option<Vec<Option<ObjId>>> {
        let defined = |n: &Ident| at.info.defs.get(&n.id).copied();
        let receiver = at.decl.recv.iter().flat_map(|r| &r.fields);
        let receiver = receiver.map(|f| f.names.first().and_then(defined));
        let names = at.decl.ty.params.fields.iter().flat_map(|f| &f.names);
        let all: Vec<Option<ObjId>> = receiver.chain(names.map(defined)).collect();
        for param in all.iter().flatten() {
            let t = self.p.types.object(*param).ty?;
            if self.p.rtype(t).in_memory {
                return None;
            }
        }
        Some(all)
    }
    fn in_registers(
        &mut self,
        receiver: Option<(Val, TypeRef)>,
        names: &[Option<ObjId>],
        args: &'a [Expr],
    ) -> Vec<(Val, TypeRef)> {
        let mut values = Vec::new();
        if let Some((v, t)) = receiver {
            values.push((self.place_value(v, t, Dest::Stable), t));
        }
        debug_assert_eq!(names.len(), values.len() + args.len());
        for (param, arg) in names[values.len()..].iter().zip(args) {
            let t = param.and_then(|o| self.p.types.object(o).ty);
            let t = self.p.rtype(t.unwrap_or(TypeId::INVALID));
            values.push((self.expr_as(arg, t, Dest::Stable), t));
        }
        values
    }
    /// Compiles a part of a function's body, whose parameters stand in these registers.
    fn with_parameters(
        &mut self,
        at: &DeclAt<'a>,
        names: &[Option<ObjId>],
        values: &[(Val, TypeRef)],
        f: impl FnOnce(&mut Self),
    ) {
        for (name, (v, _)) in names.iter().zip(values) {
            if let Some(obj) = name {
                self.vars.insert(*obj, Home::Reg(v.reg));
            }
        }
        let inner = self.p.context_of(at);
        let outer = self.replace_context(inner);
        let order = std::mem::take(&mut self.order);
        f(self);
        self.order = order;
        self.replace_context(outer);
        for name in names.iter().flatten() {
            self.forget_name(*name);
        }
    }

    fn returns(&mut self, body: &'a Block, t: TypeRef, to: u16) {
        let end = self.label();
        for s in &body.stmts {
            match &s.kind {
                StmtKind::Return(list) => {
                    for e in list {
                        self.expr_as(e, t, Dest::To(to));
                    }
                }
                StmtKind::If(i) => {
                    let next = self.label();
                    self.cond_jump(&i.cond, false, next);
                    self.returns(&i.then, t, to);
                    self.jump(end);
                    self.bind(next);
                }
                _ => {}
            }
        }
        self.bind(end);
    }
}

/// Whether a function may be compiled into its callers.
pub fn is_simple(types: &Types, at: &DeclAt<'_>) -> bool {
    let Some(plain) = Plain::of(types, at) else {
        return false;
    };
    let (Some(body), Some(results)) = (&at.decl.body, &at.decl.ty.results) else {
        return false;
    };
    let [result] = results.fields.as_slice() else {
        return false;
    };
    let mut left = LARGEST;
    result.names.is_empty() && plain.is_scalar_type(&result.ty) && plain.body(body, &mut left)
}

/// Whether it has no result and does nothing where none of some conditions holds, which callers may ask themselves.
pub fn is_guard(types: &Types, at: &DeclAt<'_>) -> bool {
    let Some(plain) = Plain::of(types, at) else {
        return false;
    };
    let mut left = LARGEST;
    let mut asks = |s: &Stmt| match &s.kind {
        StmtKind::If(i) => i.init.is_none() && i.els.is_none() && plain.expr(&i.cond, &mut left),
        _ => false,
    };
    let results = at.decl.ty.results.iter().flat_map(|r| &r.fields);
    let body = at.decl.body.as_ref();
    results.count() == 0
        && body.is_some_and(|b| !b.stmts.is_empty() && b.stmts.iter().all(&mut asks))
}

/// Looks for what may fail.
struct Plain<'x> {
    types: &'x Types,
    info: &'x Info,
}

impl<'x> Plain<'x> {
    /// For a function whose parameters have names and plain types, and no types of their own.
    fn of(types: &'x Types, at: &'x DeclAt<'_>) -> Option<Plain<'x>> {
        let plain = Plain {
            types,
            info: at.info,
        };
        let params = &at.decl.ty.params.fields;
        let receiver = at.decl.recv.iter().flat_map(|r| &r.fields);
        let known = at.tparams.is_empty()
            && params.iter().all(|f| !f.names.is_empty())
            && params
                .iter()
                .chain(receiver)
                .all(|f| plain.is_plain_type(&f.ty));
        known.then_some(plain)
    }

    fn basic(&self, id: gorun_grammar::ast::NodeId) -> Option<Basic> {
        let t = self.info.types.get(&id)?.ty;
        match self.types.get(self.types.underlying(t)) {
            Type::Basic(b) => Some(*b),
            _ => None,
        }
    }
    /// Numbers and truth values.
    fn is_scalar(b: Basic) -> bool {
        (Basic::Bool..=Basic::Float64).contains(&b)
            || (Basic::UntypedBool..=Basic::UntypedFloat).contains(&b)
    }
    fn is_scalar_type(&self, e: &Expr) -> bool {
        self.basic(e.id).is_some_and(Self::is_scalar)
    }
    /// What parameters may be: of the others there is nothing to read that could not fail.
    fn is_plain_type(&self, e: &Expr) -> bool {
        if matches!(e.kind, ExprKind::Ellipsis { .. }) {
            return false;
        }
        let t = self.info.types.get(&e.id).map(|t| t.ty);
        let t = t.map(|t| self.types.get(self.types.underlying(t)));
        self.is_scalar_type(e)
            || t.is_some_and(|t| matches!(t, Type::Struct(_)))
            || self.has_length(e)
    }
    /// Strings and slices.
    fn has_length(&self, e: &Expr) -> bool {
        let t = self.info.types.get(&e.id).map(|t| t.ty);
        t.is_some_and(|t| {
            matches!(
                self.types.get(self.types.underlying(t)),
                Type::Basic(Basic::String) | Type::Slice(_)
            )
        })
    }
    /// A parameter or a field of one.
    fn is_part(&self, e: &Expr) -> bool {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Ident(_) => self.is_local(e),
            ExprKind::Selector { x, .. } => {
                let field = self.info.selections.get(&e.id);
                field.is_some_and(|s| s.kind == SelectionKind::Field && !s.indirect)
                    && self.is_part(x)
            }
            _ => false,
        }
    }

    /// `if c { return x }` any number of times, then `return y`.
    fn body(&self, body: &Block, left: &mut usize) -> bool {
        let Some((last, before)) = body.stmts.split_last() else {
            return false;
        };
        before.iter().all(|s| self.guard(s, left)) && self.is_return(last, left)
    }
    fn guard(&self, s: &Stmt, left: &mut usize) -> bool {
        let StmtKind::If(i) = &s.kind else {
            return false;
        };
        i.init.is_none()
            && i.els.is_none()
            && self.expr(&i.cond, left)
            && matches!(&i.then.stmts[..], [s] if self.is_return(s, left))
    }
    fn is_return(&self, s: &Stmt, left: &mut usize) -> bool {
        matches!(&s.kind, StmtKind::Return(list) if list.len() == 1 && self.expr(&list[0], left))
    }

    fn expr(&self, e: &Expr, left: &mut usize) -> bool {
        if *left == 0 {
            return false;
        }
        *left -= 1;
        let e = unparen(e);
        if self
            .info
            .types
            .get(&e.id)
            .is_some_and(|t| t.value.is_some())
        {
            return self.is_scalar_type(e);
        }
        if !self.is_scalar_type(e) {
            return false;
        }
        match &e.kind {
            ExprKind::Ident(_) | ExprKind::Selector { .. } => self.is_part(e),
            ExprKind::Unary { op, x } => {
                !matches!(op, UnaryOp::Addr | UnaryOp::Recv) && self.expr(x, left)
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x, left) && self.expr(y, left) && self.cannot_fail(*op, x, y)
            }
            ExprKind::Call { fun, args, .. } => {
                let [arg] = args.as_slice() else { return false };
                let f = unparen(fun);
                match self.info.types.get(&f.id).map(|t| t.mode) {
                    Some(Mode::TypeExpr) => self.expr(arg, left),
                    Some(Mode::Builtin) => {
                        let len = matches!(&f.kind, ExprKind::Ident(name) if *name == "len");
                        len && self.has_length(unparen(arg)) && self.is_part(arg)
                    }
                    _ => false,
                }
            }
            _ => false,
        }
    }
    /// Parameters and receivers: package-level variables can change under way.
    fn is_local(&self, e: &Expr) -> bool {
        use crate::types::ObjectKind;
        use crate::types::object::VarKind;
        self.info.uses.get(&e.id).is_some_and(|&o: &ObjId| {
            matches!(
                self.types.object(o).kind,
                ObjectKind::Var(VarKind::Param | VarKind::Recv)
            )
        })
    }
    /// Division by zero and negative shift counts.
    fn cannot_fail(&self, op: BinaryOp, x: &Expr, y: &Expr) -> bool {
        let constant = self
            .info
            .types
            .get(&unparen(y).id)
            .is_some_and(|t| t.value.is_some());
        let float = |e: &Expr| {
            matches!(
                self.basic(unparen(e).id),
                Some(Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
            )
        };
        match op {
            BinaryOp::Div => constant || float(x),
            BinaryOp::Rem => constant,
            op if op.is_shift() => constant,
            _ => true,
        }
    }
}
