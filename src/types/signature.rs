//! Function types: receivers, type parameters, parameters and results.

use std::rc::Rc;

use gorun_grammar::ast::{Expr, ExprKind, Field, FieldList, FuncType, Ident, Pos};
use smol_str::SmolStr;

use super::checker::{Checker, FuncSig};
use super::codes::Code;
use super::expr_string::unparen;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::OpMode;
use super::store::Types;
use super::ty::{Basic, Signature, Type, TypeId, TypeParamId};

/// Parameters (or results) before they are declared.
struct Params<'a> {
    vars: Vec<ObjId>,
    idents: Vec<Option<&'a Ident>>,
    types: Vec<TypeId>,
    variadic: bool,
}

impl<'a> Checker<'a> {
    /// Checks a function's type. Parameters and results are declared in a new scope, which the answer names.
    pub fn func_type(
        &mut self,
        recv: Option<&'a FieldList>,
        tparams: &'a [Field],
        ty: &'a FuncType,
    ) -> Rc<FuncSig> {
        self.func_type_of(None, recv, tparams, ty).0
    }

    /// Also answers the type parameters that the receiver declares. `obj` is the function being declared.
    pub(super) fn func_type_of(
        &mut self,
        obj: Option<ObjId>,
        recv: Option<&'a FieldList>,
        tparams: &'a [Field],
        ty: &'a FuncType,
    ) -> (Rc<FuncSig>, Vec<TypeParamId>) {
        self.open_scope();
        let scope = self.env.scope;
        let mut rparams = Vec::new();
        let mut recv_var = None;
        if let Some(list) = recv {
            match list.fields.as_slice() {
                [] => self.errorf(list.open, Code::InvalidRecv, "method has no receiver"),
                [f] if f.names.len() <= 1 => {
                    let (var, own) = self.collect_recv(f);
                    rparams = own;
                    recv_var = Some((var, f.names.first()));
                }
                [f, ..] => {
                    self.errorf(
                        list.open,
                        Code::InvalidRecv,
                        "method has multiple receivers",
                    );
                    let (var, own) = self.collect_recv(f);
                    rparams = own;
                    recv_var = Some((var, f.names.first()));
                }
            }
        }
        let own = if tparams.is_empty() {
            Vec::new()
        } else {
            self.collect_tparams(tparams)
        };
        if let Some(obj) = obj
            && !own.is_empty()
        {
            // A generic function may mention its own instances in its parameters' types.
            let sig = Signature {
                tparams: own.clone(),
                params: Vec::new(),
                results: Vec::new(),
                variadic: false,
                names: Vec::new(),
            };
            let ty = self.types.intern(Type::Signature(sig));
            self.types.object_mut(obj).ty = Some(ty);
        }
        let params = self.collect_params(VarKind::Param, &ty.params.fields);
        let results = match &ty.results {
            Some(r) => self.collect_params(VarKind::Result, &r.fields),
            None => self.collect_params(VarKind::Result, &[]),
        };
        if let Some((var, Some(name))) = recv_var
            && !name.name.is_empty()
        {
            self.declare(scope, Some(name), var);
        }
        for (ident, &var) in params
            .idents
            .iter()
            .zip(&params.vars)
            .chain(results.idents.iter().zip(&results.vars))
        {
            if let Some(ident) = ident {
                self.declare(scope, Some(ident), var);
            }
        }
        self.close_scope();

        let names: Vec<SmolStr> = params
            .idents
            .iter()
            .chain(&results.idents)
            .map(|i| i.map_or_else(SmolStr::default, |i| i.name.clone()))
            .collect();
        let names = if names.iter().all(|n| n.is_empty()) {
            Vec::new()
        } else {
            names
        };
        let sig = self.types.intern(Type::Signature(Signature {
            tparams: own,
            params: params.types,
            results: results.types,
            variadic: params.variadic,
            names,
        }));
        let sig = FuncSig {
            ty: sig,
            scope,
            recv: recv_var.map(|(v, _)| v),
            params: params.vars,
            results: results.vars,
        };
        (Rc::new(sig), rparams)
    }

    fn collect_params(&mut self, kind: VarKind, list: &'a [Field]) -> Params<'a> {
        let mut p = Params {
            vars: Vec::new(),
            idents: Vec::new(),
            types: Vec::new(),
            variadic: false,
        };
        for (i, f) in list.iter().enumerate() {
            let mut ty = match &f.ty.kind {
                ExprKind::Ellipsis(elem) => {
                    let last = kind == VarKind::Param && i + 1 == list.len() && f.names.len() <= 1;
                    if last {
                        p.variadic = true;
                    } else {
                        let msg = "can only use ... with final parameter in list";
                        self.errorf(f.ty.pos, Code::BadDotDotDotSyntax, msg);
                    }
                    match elem {
                        Some(elem) => self.var_type(elem),
                        None => TypeId::INVALID,
                    }
                }
                _ => self.var_type(&f.ty),
            };
            if p.variadic {
                ty = self.types.intern(Type::Slice(ty));
                self.record_type_and_value(&f.ty, OpMode::TypeExpr, ty, None);
            }
            let mut add = |c: &mut Self, name: SmolStr, pos: Pos, ident: Option<&'a Ident>| {
                let var = c
                    .types
                    .new_object(name, pos, c.pkg, Some(ty), ObjectKind::Var(kind));
                p.vars.push(var);
                p.idents.push(ident);
                p.types.push(ty);
            };
            if f.names.is_empty() {
                add(self, SmolStr::default(), f.ty.pos, None);
            }
            for n in &f.names {
                add(self, n.name.clone(), n.pos, Some(n));
            }
        }
        p
    }

    /// The receiver's variable (not yet declared) and the type parameters that it declares.
    fn collect_recv(&mut self, f: &'a Field) -> (ObjId, Vec<TypeParamId>) {
        let (ptr, base, args) = unpack_recv(&f.ty);
        let mut own = Vec::new();
        let recv_ty = match args {
            None => {
                let t = self.var_type(&f.ty);
                self.check_alias_recv(base.pos, t)
            }
            Some(args) => {
                let base_named = match self.generic_type(base) {
                    Ok(t) => match self.types.get(t) {
                        Type::Named(n) => Some(*n),
                        _ => {
                            let msg = format!(
                                "cannot define new methods on generic alias type {}",
                                self.type_str(t)
                            );
                            self.errorf(base.pos, Code::InvalidRecv, msg);
                            None
                        }
                    },
                    Err((_, cause)) => {
                        if !cause.is_empty() {
                            self.errorf(base.pos, Code::InvalidRecv, cause);
                        }
                        None
                    }
                };
                for (i, arg) in args.iter().enumerate() {
                    let id = match &arg.kind {
                        ExprKind::Ident(name) => {
                            let kind = ObjectKind::TypeName {
                                alias: false,
                                alias_tparams: Vec::new(),
                            };
                            let obj =
                                self.types
                                    .new_object(name.clone(), arg.pos, self.pkg, None, kind);
                            let (id, ty) = self.types.new_tparam(obj, i as u32);
                            self.types.object_mut(obj).ty = Some(ty);
                            let ident = Ident {
                                id: arg.id,
                                pos: arg.pos,
                                name: name.clone(),
                            };
                            self.declare(self.env.scope, Some(&ident), obj);
                            self.record_use(arg.id, obj);
                            self.record_type_and_value(arg, OpMode::TypeExpr, ty, None);
                            id
                        }
                        _ => {
                            if !matches!(arg.kind, ExprKind::Bad) {
                                let arg_str = self.expr_str(arg);
                                let msg = format!(
                                    "receiver type parameter {arg_str} must be an identifier"
                                );
                                self.errorf(super::expr_string::start_pos(arg), Code::BadDecl, msg);
                            }
                            let kind = ObjectKind::TypeName {
                                alias: false,
                                alias_tparams: Vec::new(),
                            };
                            let obj = self.types.new_object("_", arg.pos, self.pkg, None, kind);
                            let (id, ty) = self.types.new_tparam(obj, i as u32);
                            self.types.object_mut(obj).ty = Some(ty);
                            id
                        }
                    };
                    own.push(id);
                }
                match base_named {
                    None => TypeId::INVALID,
                    Some(n) => {
                        let base_tparams = self.types.named(n).tparams.clone();
                        if base_tparams.len() == own.len() {
                            let targs: Vec<TypeId> = own
                                .iter()
                                .map(|&p| self.types.intern(Type::TypeParam(p)))
                                .collect();
                            let map = Types::subst_map(&base_tparams, &targs);
                            for (&p, &q) in own.iter().zip(&base_tparams) {
                                self.mono.canon.insert(p, q);
                                let bound = self.types.tparam(q).constraint;
                                let bound = bound.map(|b| self.types.subst(b, &map));
                                self.types.tparams[p.0 as usize].constraint = bound;
                            }
                            self.verify_version(base.pos, (1, 18), "type instantiation");
                            let inst = self.types.instantiate(n, &targs);
                            self.record_instance(base, &targs, inst);
                            let t = if ptr {
                                self.types.intern(Type::Pointer(inst))
                            } else {
                                inst
                            };
                            self.record_recv_types(&f.ty, t);
                            t
                        } else {
                            let n = own.len();
                            let got =
                                format!("{n} type parameter{}", if n == 1 { "" } else { "s" });
                            let want = base_tparams.len();
                            let msg = format!(
                                "receiver declares {got}, but receiver base type declares {want}"
                            );
                            self.errorf(base.pos, Code::BadRecv, msg);
                            TypeId::INVALID
                        }
                    }
                }
            }
        };
        let (name, pos) = match f.names.first() {
            Some(n) => (n.name.clone(), n.pos),
            None => (SmolStr::default(), f.ty.pos),
        };
        let var = self.types.new_object(
            name,
            pos,
            self.pkg,
            Some(recv_ty),
            ObjectKind::Var(VarKind::Recv),
        );
        let base_pos = base.pos;
        self.later(move |c| c.valid_recv(base_pos, recv_ty));
        (var, own)
    }

    /// Methods cannot be declared for an instance, by way of an alias either.
    fn check_alias_recv(&mut self, pos: Pos, recv: TypeId) -> TypeId {
        let mut t = recv;
        loop {
            match self.types.get(t) {
                Type::Pointer(base) => t = *base,
                Type::Alias { actual, .. } => {
                    t = *actual;
                    while let Type::Pointer(base) = self.types.get(t) {
                        t = *base;
                    }
                    let instance = match self.types.get(t) {
                        Type::Named(n) => self.types.named(*n).origin.is_some(),
                        Type::Alias { targs, .. } => !targs.is_empty(),
                        _ => false,
                    };
                    if instance {
                        let msg = format!(
                            "cannot define new methods on instantiated type {}",
                            self.type_str(t)
                        );
                        self.errorf(pos, Code::InvalidRecv, msg);
                        return TypeId::INVALID;
                    }
                }
                _ => return recv,
            }
        }
    }

    fn record_recv_types(&mut self, e: &'a Expr, ty: TypeId) {
        let (mut e, mut ty) = (e, ty);
        loop {
            self.record_type_and_value(e, OpMode::TypeExpr, ty, None);
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                ExprKind::Star(x) => {
                    e = x;
                    let Type::Pointer(base) = self.types.get(ty) else {
                        return;
                    };
                    ty = *base;
                }
                _ => return,
            }
        }
    }

    /// Spec: Method declarations: what a receiver type may be.
    fn valid_recv(&mut self, pos: Pos, recv: TypeId) {
        let (rtype, _) = self.types.deref(recv);
        let actual = self.types.unalias(rtype);
        let msg = match self.types.get(actual) {
            Type::Basic(Basic::Invalid) => return,
            Type::Named(n) => {
                let obj = self.types.named(*n).obj;
                if self.types.object(obj).pkg != self.pkg {
                    format!(
                        "cannot define new methods on non-local type {}",
                        self.type_str(rtype)
                    )
                } else {
                    let cause = match self.types.under_ty(actual) {
                        Type::Basic(Basic::UnsafePointer) => "unsafe.Pointer",
                        Type::Pointer(_) | Type::Interface(_) => "pointer or interface type",
                        _ => return,
                    };
                    format!("invalid receiver type {} ({cause})", self.type_str(rtype))
                }
            }
            Type::Basic(_) => format!(
                "cannot define new methods on non-local type {}",
                self.type_str(rtype)
            ),
            _ => format!("invalid receiver type {}", self.type_str(recv)),
        };
        self.errorf(pos, Code::InvalidRecv, msg);
    }
}

/// `(*T[A, B])` taken apart: whether it is a pointer, T, and the arguments if there are brackets.
pub(super) fn unpack_recv(e: &Expr) -> (bool, &Expr, Option<&[Expr]>) {
    let mut base = unparen(e);
    let mut ptr = false;
    if let ExprKind::Star(x) = &base.kind {
        ptr = true;
        base = unparen(x);
    }
    match &base.kind {
        ExprKind::Index { x, indices, .. } => (ptr, x, Some(indices)),
        _ => (ptr, base, None),
    }
}
