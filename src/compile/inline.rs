//! Small functions and methods of values compiled into their callers: those whose body is one `return` of an expression, perhaps after some `if c { return
//! e }`, of which nothing can panic, block, allocate or call another function. What cannot fail needs no frame of its own: no
//! traceback ever shows it.

use gorun_grammar::ast::{BinaryOp, Block, Expr, ExprKind, FieldList, Stmt, StmtKind, UnaryOp};

use super::declarations::DeclAt;
use super::function::{FnBuilder, Home};
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::rtype::TypeRef;
use crate::types::info::{Info, Mode, SelectionKind};
use crate::types::{Basic, ObjId, Type, TypeId, Types};

/// The largest body, in nodes of the syntax tree.
const LARGEST: usize = 40;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The result of a call of `f`, if that is a function to be compiled here.
    pub fn inlined(&mut self, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let method = match &f.kind {
            ExprKind::Selector { x, sel } => self
                .info
                .selections
                .get(&f.id)
                .filter(|s| s.kind == SelectionKind::MethodValue)
                .map(|s| (x, sel, s)),
            _ => None,
        };
        let obj = match method {
            Some((.., s)) if self.p.receiver(s.obj).is_none_or(|r| r.pointer) => return None,
            Some(_) if args.iter().any(|a| self.touches_out(a)) => return None,
            Some((.., s)) => s.obj,
            None => self.function_object(f)?,
        };
        if !self.p.is_simple(obj) || self.is_multi(args) {
            return None;
        }
        let at = self.p.decl(obj)?;
        let body = at.decl.body.as_ref()?;
        let names = at.decl.ty.params.fields.iter().flat_map(|f| &f.names);
        let params: Vec<Option<ObjId>> = names.map(|n| at.info.defs.get(&n.id).copied()).collect();
        let receiver = at.decl.recv.iter().flat_map(|r| &r.fields);
        let receiver = receiver.flat_map(|f| &f.names).next();
        let receiver = receiver.and_then(|n| at.info.defs.get(&n.id).copied());
        for param in params.iter().chain([&receiver]).flatten() {
            let t = self.p.types.object(*param).ty?;
            if self.p.rtype(t).in_memory {
                return None;
            }
        }
        let mark = self.mark();
        let mut homes = Vec::new();
        if let Some((x, sel, s)) = method
            && let Some((v, t)) = self.method_call(x, sel, s, false).recv
        {
            homes.push((receiver, self.place_value(v, t, Dest::Stable).reg));
        }
        for (param, arg) in params.into_iter().zip(args) {
            let t = param.and_then(|o| self.p.types.object(o).ty);
            let t = self.p.rtype(t.unwrap_or(TypeId::INVALID));
            homes.push((param, self.expr_as(arg, t, Dest::Stable).reg));
        }
        let results = at.decl.ty.results.iter().flat_map(|r| &r.fields);
        let result = results
            .map(|f| at.info.types.get(&f.ty.id))
            .next()
            .flatten();
        let t = self.p.rtype(result.map_or(TypeId::INVALID, |t| t.ty));
        let to = self.temp(t);
        let inlined: Vec<ObjId> = homes.iter().filter_map(|h| h.0).collect();
        for (param, reg) in homes {
            if let Some(obj) = param {
                self.vars.insert(obj, Home::Reg(reg));
            }
        }
        let inner = self.p.context_of(&at);
        let outer = self.replace_context(inner);
        let order = std::mem::take(&mut self.order);
        self.returns(body, t, to);
        self.order = order;
        self.replace_context(outer);
        for param in inlined {
            self.forget_name(param);
        }
        let v = self.place_value(Val::new(to), t, dest);
        if matches!(dest, Dest::To(_)) {
            self.release(mark);
        }
        Some(v)
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
    let decl = at.decl;
    let named = |list: &FieldList| list.fields.iter().all(|f| !f.names.is_empty());
    let receiver = decl.recv.iter().flat_map(|r| &r.fields);
    let Some(body) = &decl.body else { return false };
    let Some(results) = &decl.ty.results else {
        return false;
    };
    if !at.tparams.is_empty()
        || results.fields.len() != 1
        || !results.fields[0].names.is_empty()
        || !named(&decl.ty.params)
    {
        return false;
    }
    let plain = Plain {
        types,
        info: at.info,
    };
    let mut params = decl.ty.params.fields.iter().chain(receiver);
    if !params.all(|f| plain.is_plain_type(&f.ty)) || !plain.is_scalar_type(&results.fields[0].ty) {
        return false;
    }
    let mut left = LARGEST;
    plain.body(body, &mut left)
}

/// Looks for what may fail.
struct Plain<'x> {
    types: &'x Types,
    info: &'x Info,
}

impl Plain<'_> {
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
