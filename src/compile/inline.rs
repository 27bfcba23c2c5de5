//! Small functions compiled into their callers: those whose body is one `return` of an expression, perhaps after some `if c { return
//! e }`, of which nothing can panic, block, allocate or call another function. What cannot fail needs no frame of its own: no
//! traceback ever shows it.

use gorun_grammar::ast::{BinaryOp, Block, Expr, ExprKind, FieldList, Stmt, StmtKind, UnaryOp};

use super::declarations::DeclAt;
use super::function::{FnBuilder, Home};
use super::place::unparen;
use super::value::{Dest, Val};
use crate::bytecode::rtype::TypeRef;
use crate::types::info::{Info, Mode};
use crate::types::{Basic, ObjId, Type, TypeId, Types};

/// The largest body, in nodes of the syntax tree.
const LARGEST: usize = 40;

impl<'p, 'a> FnBuilder<'p, 'a> {
    /// The result of a call of `f`, if that is a function to be compiled here.
    pub fn inlined(&mut self, f: &'a Expr, args: &'a [Expr], dest: Dest) -> Option<Val> {
        let obj = self.function_object(f)?;
        if !self.p.is_simple(obj) || self.is_multi(args) {
            return None;
        }
        let at = self.p.decl(obj)?;
        let body = at.decl.body.as_ref()?;
        let names = at.decl.ty.params.fields.iter().flat_map(|f| &f.names);
        let params: Vec<Option<ObjId>> = names.map(|n| at.info.defs.get(&n.id).copied()).collect();
        let mark = self.mark();
        let mut homes = Vec::new();
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
    let Some(body) = &decl.body else { return false };
    let Some(results) = &decl.ty.results else {
        return false;
    };
    if decl.recv.is_some()
        || !at.tparams.is_empty()
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
    let fields = decl.ty.params.fields.iter().chain(&results.fields);
    if !fields.into_iter().all(|f| plain.is_scalar_type(&f.ty)) {
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
            ExprKind::Ident(_) => self.is_local(e),
            ExprKind::Unary { op, x } => {
                !matches!(op, UnaryOp::Addr | UnaryOp::Recv) && self.expr(x, left)
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x, left) && self.expr(y, left) && self.cannot_fail(*op, x, y)
            }
            ExprKind::Call { fun, args, .. } => {
                let f = unparen(fun);
                let conversion = self
                    .info
                    .types
                    .get(&f.id)
                    .is_some_and(|t| t.mode == Mode::TypeExpr);
                conversion && args.len() == 1 && self.expr(&args[0], left)
            }
            _ => false,
        }
    }
    /// Parameters: package-level variables can change under way.
    fn is_local(&self, e: &Expr) -> bool {
        use crate::types::ObjectKind;
        use crate::types::object::VarKind;
        self.info.uses.get(&e.id).is_some_and(|&o: &ObjId| {
            matches!(self.types.object(o).kind, ObjectKind::Var(VarKind::Param))
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
