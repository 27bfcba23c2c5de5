//! Declarations: constants, variables, types and functions, at package level and in functions.

use std::rc::Rc;

use gorun_grammar::ast::{ConstSpec, Decl, Expr, ExprKind, FuncDecl, Pos, TypeSpec, VarSpec};
use rustc_hash::FxHashMap;

use super::checker::{Checker, DeclId, Environment, FuncSig, Version};
use super::codes::Code;
use super::constant::Const;
use super::errors::ErrorDesc;
use super::expr_string::start_pos;
use super::expr_string::unparen;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::scope::ScopeId;
use super::ty::{NamedId, Signature, Type, TypeId, TypeParamId};
use super::typexpr::EmbeddedName;

/// The right side of a type declaration that waits for an alias under declaration.
pub(super) struct DeferredType<'a> {
    named: NamedId,
    spec: &'a TypeSpec,
    scope: ScopeId,
    version: Version,
    /// What was under declaration.
    path: Vec<ObjId>,
}

impl<'a> Checker<'a> {
    /// Checks the declaration of a package-level object, if that has not been done. An object on the path of
    /// objects being declared is part of a cycle, which may be in order.
    pub fn obj_decl(&mut self, obj: ObjId) {
        if self.obj_path_idx.contains_key(&obj) {
            let valid = self.valid_cycle(obj);
            let o = self.types.object(obj);
            let unknown = o.ty.is_none();
            match o.kind {
                ObjectKind::Func { .. } if unknown => {
                    let ty = self.empty_signature();
                    self.types.object_mut(obj).ty = Some(ty);
                }
                ObjectKind::Func { .. } => {}
                _ if !valid || unknown => self.types.object_mut(obj).ty = Some(TypeId::INVALID),
                _ => {}
            }
            return;
        }
        if self.types.object(obj).ty.is_some() {
            return;
        }
        let Some(&id) = self.obj_map.get(&obj) else {
            self.types.read_signature(obj);
            if self.types.object(obj).ty.is_some() {
                return;
            }
            // Only an erroneous program gets here: for example a field of an invalid type.
            self.types.object_mut(obj).ty = Some(TypeId::INVALID);
            return;
        };
        self.push(obj);
        let d = &self.decls[id.0];
        let env = Environment {
            scope: d.scope,
            version: d.version,
            ..Environment::default()
        };
        let saved = std::mem::replace(&mut self.env, env);
        let saved_outer = std::mem::take(&mut self.outer_tparams);
        let d = &self.decls[id.0];
        match self.types.object(obj).kind {
            ObjectKind::Const { .. } => {
                let (vtyp, init, inherited, iota) = (d.vtyp, d.init, d.inherited, d.iota);
                self.env.decl = Some(id);
                self.const_decl(obj, vtyp, init, inherited, iota);
            }
            ObjectKind::Var(_) => {
                let (lhs, vtyp, init) = (d.lhs.clone(), d.vtyp, d.init);
                self.env.decl = Some(id);
                self.var_decl(obj, lhs, vtyp, init);
            }
            ObjectKind::TypeName { .. } => {
                if let Some(spec) = d.tdecl {
                    self.type_decl(obj, spec);
                    self.collect_methods(obj);
                }
            }
            ObjectKind::Func { .. } => self.func_decl(obj, id),
            _ => {}
        }
        self.outer_tparams = saved_outer;
        self.env = saved;
        self.pop();
        self.run_deferred_types();
    }

    fn empty_signature(&mut self) -> TypeId {
        self.types.intern(Type::Signature(Signature {
            tparams: Vec::new(),
            params: Vec::new(),
            results: Vec::new(),
            variadic: false,
            names: Vec::new(),
        }))
    }

    fn const_decl(
        &mut self,
        obj: ObjId,
        typ: Option<&'a Expr>,
        init: Option<&'a Expr>,
        inherited: bool,
        iota: u32,
    ) {
        let (saved_iota, saved_errpos) = (self.env.iota.take(), self.env.errpos.take());
        self.env.iota = Some(Const::from_i64(iota.into()));
        self.set_const(obj, Const::Unknown);
        let mut ok = true;
        if let Some(e) = typ {
            let mut t = self.typ(e);
            if !self.types.is_const_type(t) {
                if self.types.under(t) != TypeId::INVALID {
                    let msg = format!("invalid constant type {}", self.type_str(t));
                    self.errorf(start_pos(e), Code::InvalidConstType, msg);
                }
                t = TypeId::INVALID;
                ok = false;
            }
            self.types.object_mut(obj).ty = Some(t);
        }
        if ok {
            let mut x = Operand::default();
            if let Some(init) = init {
                if inherited {
                    // Errors in an inherited expression are reported at the constant that inherits it.
                    self.env.errpos = Some(self.types.object(obj).pos);
                }
                self.expr(None, &mut x, init);
            }
            self.init_const(obj, &mut x);
        }
        self.env.iota = saved_iota;
        self.env.errpos = saved_errpos;
    }

    fn set_const(&mut self, obj: ObjId, v: Const) {
        if let ObjectKind::Const { value } = &mut self.types.object_mut(obj).kind {
            *value = Some(v);
        }
    }

    fn var_decl(
        &mut self,
        obj: ObjId,
        lhs: Option<Vec<ObjId>>,
        typ: Option<&'a Expr>,
        init: Option<&'a Expr>,
    ) {
        if let Some(e) = typ {
            let t = self.var_type(e);
            self.types.object_mut(obj).ty = Some(t);
        }
        let Some(init) = init else {
            if typ.is_none() {
                self.types.object_mut(obj).ty = Some(TypeId::INVALID);
            }
            return;
        };
        let several = lhs.filter(|l| l.len() > 1);
        let Some(lhs) = several else {
            let mut x = Operand::default();
            let (ty, name) = (
                self.types.object(obj).ty,
                self.types.object(obj).name.clone(),
            );
            let target = self.new_target(ty, &name);
            self.expr(target.as_ref(), &mut x, init);
            self.init_var(obj, &mut x, "variable declaration");
            return;
        };
        if typ.is_some() {
            let t = self.types.object(obj).ty;
            for &o in &lhs {
                self.types.object_mut(o).ty = t;
            }
        }
        self.init_vars(&lhs, std::slice::from_ref(init), None);
    }

    pub(super) fn type_decl(&mut self, obj: ObjId, spec: &'a TypeSpec) {
        self.later(move |c| {
            if let Some(t) = c.types.object(obj).ty
                && let Some(n) = c.types.as_named(t)
                && c.types.named(n).obj == obj
            {
                c.valid_type(n);
            }
        });
        let first_tparam = spec
            .tparams
            .first()
            .map(|f| f.names.first().map_or(f.ty.pos, |n| n.pos));
        if spec.alias {
            self.alias_decl(obj, spec);
            return;
        }
        if let Some(pos) = first_tparam {
            self.verify_version(pos, (1, 18), "type parameter");
        }
        let (named, ty) = self.types.new_named(obj);
        let outer = self.outer_tparams.clone();
        let n = &mut self.types.named[named.0 as usize];
        n.local = !self.obj_map.contains_key(&obj);
        n.outer = outer;
        self.types.object_mut(obj).ty = Some(ty);
        let generic = !spec.tparams.is_empty();
        if generic {
            self.open_scope();
            let ids = self.declare_tparams(&spec.tparams);
            self.types.named[named.0 as usize].tparams = ids.clone();
            self.bound_tparams(&spec.tparams, &ids);
        }
        let deferred = DeferredType {
            named,
            spec,
            scope: self.env.scope,
            version: self.env.version,
            path: self.obj_path.clone(),
        };
        if self.aliases_pending > 0 && self.obj_map.contains_key(&obj) {
            self.deferred_types.push(deferred);
        } else {
            self.type_rhs(named, spec);
        }
        if generic {
            self.close_scope();
        }
    }

    fn type_rhs(&mut self, named: NamedId, spec: &'a TypeSpec) {
        let mut rhs = self.typ(&spec.ty);
        if self.types.is_tparam(rhs) {
            let msg = "cannot use a type parameter as RHS in type declaration";
            self.errorf(spec.ty.pos, Code::MisplacedTypeParam, msg);
            rhs = TypeId::INVALID;
        }
        if self.types.as_named(rhs) == Some(named) {
            let obj = self.types.named(named).obj;
            self.cycle_error(&[obj], 0);
            rhs = TypeId::INVALID;
        }
        self.from_rhs.insert(named, rhs);
        self.types.set_underlying(named, rhs);
        if self.is_imported_constraint(rhs) {
            let what = format!("using type constraint {}", self.type_str(rhs));
            self.verify_version(spec.ty.pos, (1, 18), &what);
        }
    }

    /// Types the declarations that waited for an alias, once no alias is under declaration.
    fn run_deferred_types(&mut self) {
        while self.aliases_pending == 0
            && let Some(d) = self.deferred_types.pop()
        {
            let env = Environment {
                scope: d.scope,
                version: d.version,
                ..Environment::default()
            };
            let saved = std::mem::replace(&mut self.env, env);
            let saved_outer = std::mem::take(&mut self.outer_tparams);
            let obj = self.types.named(d.named).obj;
            // It is on the way to what it was declared for, though that has an alias' type by now.
            let depth = self.obj_path.len();
            for o in d.path.into_iter().chain([obj]) {
                if !self.obj_path_idx.contains_key(&o) {
                    self.push(o);
                }
            }
            self.type_rhs(d.named, d.spec);
            while self.obj_path.len() > depth {
                self.pop();
            }
            self.outer_tparams = saved_outer;
            self.env = saved;
        }
    }

    fn alias_decl(&mut self, obj: ObjId, spec: &'a TypeSpec) {
        let first_tparam = spec
            .tparams
            .first()
            .map(|f| f.names.first().map_or(f.ty.pos, |n| n.pos));
        let ok =
            first_tparam.is_none_or(|pos| self.verify_version(pos, (1, 23), "generic type alias"));
        if ok {
            self.verify_version(spec.name.pos, (1, 9), "type alias");
        }
        let generic = !spec.tparams.is_empty();
        let mut ids = Vec::new();
        if generic {
            self.open_scope();
            ids = self.collect_tparams(&spec.tparams);
        }
        self.aliases_pending += 1;
        let mut rhs = self.typ(&spec.ty);
        self.aliases_pending -= 1;
        if generic {
            self.close_scope();
        }
        if self.types.as_tparam(rhs).is_some_and(|p| ids.contains(&p)) {
            let msg = "cannot use type parameter declared in alias declaration as RHS";
            self.errorf(spec.ty.pos, Code::MisplacedTypeParam, msg);
            rhs = TypeId::INVALID;
        }
        // A cycle may have made the object invalid already.
        if self.types.object(obj).ty == Some(TypeId::INVALID) {
            return;
        }
        if let ObjectKind::TypeName { alias_tparams, .. } = &mut self.types.object_mut(obj).kind {
            *alias_tparams = ids;
        }
        // (One with parameters keeps them: instances of it are refused.)
        let ty = if rhs == TypeId::INVALID && !generic {
            rhs
        } else {
            self.types.intern(Type::Alias {
                obj,
                targs: Vec::new(),
                actual: rhs,
            })
        };
        self.types.object_mut(obj).ty = Some(ty);
    }

    fn collect_methods(&mut self, obj: ObjId) {
        let Some(methods) = self.methods.remove(&obj) else {
            return;
        };
        let base = self
            .types
            .object(obj)
            .ty
            .and_then(|t| self.types.as_named(t));
        if let Some(base) = base {
            self.later(move |c| c.check_field_uniqueness(base));
        }
        let mut seen: FxHashMap<smol_str::SmolStr, ObjId> = FxHashMap::default();
        for m in methods {
            let (name, pos) = (self.types.object(m).name.clone(), self.types.object(m).pos);
            if let Some(&alt) = seen.get(&name) {
                let type_name = self.types.object(obj).name.clone();
                let at = crate::source::place(self.types.object(alt).pos);
                let msg = format!("method {type_name}.{name} already declared at {at}");
                self.errorf(pos, Code::DuplicateMethod, msg);
                continue;
            }
            seen.insert(name, m);
            if let Some(base) = base {
                if let ObjectKind::Func { recv: Some(r) } = &mut self.types.object_mut(m).kind {
                    r.base = base;
                }
                self.types.named[base.0 as usize].methods.push(m);
            }
        }
    }

    pub(super) fn check_field_uniqueness(&mut self, base: NamedId) {
        let Some(u) = self.types.named(base).underlying else {
            return;
        };
        let Type::Struct(s) = self.types.get(u).clone() else {
            return;
        };
        for m in self.types.named(base).methods.clone() {
            let (name, pos) = (self.types.object(m).name.clone(), self.types.object(m).pos);
            if s.fields.iter().any(|f| f.name == name) {
                let mut err = ErrorDesc::new(Code::DuplicateFieldAndMethod);
                err.add(pos, format!("field and method with the same name {name}"));
                let at = self.field_pos(base, &name);
                err.add(at, format!("other declaration of {name}"));
                self.report(err);
            }
        }
    }

    /// Where a declared struct's field stands. (Objects of fields are shared by struct types that are spelled alike.)
    fn field_pos(&self, base: NamedId, name: &str) -> Pos {
        let obj = self.types.named(base).obj;
        let spec = self.obj_map.get(&obj).and_then(|d| self.decls[d.0].tdecl);
        let Some(ExprKind::StructType { fields }) = spec.map(|s| &unparen(&s.ty).kind) else {
            return spec.map_or(Pos::NONE, |s| s.ty.pos);
        };
        for f in &fields.fields {
            if let Some(n) = f.names.iter().find(|n| n.name == name) {
                return n.pos;
            }
            match Checker::embedded_name(&f.ty) {
                Some(EmbeddedName::Expr(e))
                    if f.names.is_empty() && matches!(&e.kind, ExprKind::Ident(n) if n == name) =>
                {
                    return e.pos;
                }
                Some(EmbeddedName::Sel(s)) if f.names.is_empty() && s.name == name => return s.pos,
                _ => {}
            }
        }
        spec.map_or(Pos::NONE, |s| s.ty.pos)
    }

    fn func_decl(&mut self, obj: ObjId, id: DeclId) {
        let Some(f) = self.decls[id.0].fdecl else {
            return;
        };
        if f.left_out.is_some() {
            return self.outlined_func_decl(obj, f);
        }
        let (sig, outer) = self.declared_signature(obj, f);
        self.func_sigs.insert(obj, sig.clone());
        match &f.body {
            None => {
                if !f.tparams.is_empty() {
                    self.soft_errorf(
                        f.recv.as_ref().map_or(f.name.pos, |r| r.open),
                        Code::BadDecl,
                        "generic function is missing function body",
                    );
                } else if !self.config.natives
                    && f.name.name != "init"
                    && !self.is_linkname(&f.name.name)
                {
                    let pos = f.recv.as_ref().map_or(f.name.pos, |r| r.open);
                    self.missing_bodies.push(pos);
                }
            }
            Some(_) if self.bodies.is_some() => {}
            Some(body) => {
                let name = f.name.name.clone();
                self.later(move |c| {
                    let saved = std::mem::replace(&mut c.outer_tparams, outer);
                    c.func_body(Some(id), &name, &sig, body, None);
                    c.outer_tparams = saved;
                });
            }
        }
    }

    /// Gives a function its type; also answers the type parameters that its body sees.
    pub(super) fn declared_signature(
        &mut self,
        obj: ObjId,
        f: &'a FuncDecl,
    ) -> (Rc<FuncSig>, Vec<TypeParamId>) {
        // What a function that mentions itself in its own type sees.
        let ty = self.empty_signature();
        self.types.object_mut(obj).ty = Some(ty);
        let (sig, rparams) = self.func_type_of(Some(obj), f.recv.as_ref(), &f.tparams, &f.ty);
        self.types.object_mut(obj).ty = Some(sig.ty);
        let name = sig
            .recv
            .map_or_else(Default::default, |v| self.types.object(v).name.clone());
        if let ObjectKind::Func { recv } = &mut self.types.object_mut(obj).kind
            && let Some(r) = recv
        {
            r.tparams = rparams.clone();
            r.name = name;
            if r.base == NamedId(u32::MAX) {
                // The base type was refused.
                *recv = None;
            }
        }
        let mut outer = rparams;
        if let Type::Signature(s) = self.types.get(sig.ty) {
            outer.extend(&s.tparams);
        }
        (sig, outer)
    }

    /// A const, var or type declaration inside a function.
    pub fn decl_stmt(&mut self, decl: &'a Decl) {
        match decl {
            Decl::Const(specs) => self.local_consts(specs),
            Decl::Var(specs) => specs.iter().for_each(|s| self.local_vars(s)),
            Decl::Type(specs) => {
                for s in specs {
                    let kind = ObjectKind::TypeName {
                        alias: s.alias,
                        alias_tparams: Vec::new(),
                    };
                    let obj = self.types.new_object(
                        s.name.name.clone(),
                        s.name.pos,
                        self.pkg,
                        None,
                        kind,
                    );
                    self.declare(self.env.scope, Some(&s.name), obj);
                    self.push(obj);
                    self.type_decl(obj, s);
                    self.pop();
                }
            }
            Decl::Import(_) | Decl::Func(_) => {}
        }
    }

    fn local_consts(&mut self, specs: &'a [ConstSpec]) {
        let mut last: Option<&'a ConstSpec> = None;
        for s in specs {
            let top = self.delayed.len();
            let inherited = s.ty.is_none() && s.values.is_empty() && last.is_some();
            if !inherited {
                last = Some(s);
            }
            let source = last.unwrap_or(s);
            let mut objs = Vec::new();
            for (i, name) in s.names.iter().enumerate() {
                let kind = ObjectKind::Const { value: None };
                let obj = self
                    .types
                    .new_object(name.name.clone(), name.pos, self.pkg, None, kind);
                objs.push(obj);
                self.const_decl(
                    obj,
                    source.ty.as_ref(),
                    source.values.get(i),
                    inherited,
                    s.iota,
                );
            }
            if let Some(n) = s.names.first() {
                self.arity(n.pos, &s.names, &source.values, true, inherited);
            }
            self.process_delayed(top);
            for (name, obj) in s.names.iter().zip(objs) {
                self.declare(self.env.scope, Some(name), obj);
            }
        }
    }

    fn local_vars(&mut self, s: &'a VarSpec) {
        if self.embedding {
            self.local_specs.push(s);
        }
        let top = self.delayed.len();
        let lhs: Vec<ObjId> = s
            .names
            .iter()
            .map(|n| {
                let kind = ObjectKind::Var(VarKind::Local);
                self.types
                    .new_object(n.name.clone(), n.pos, self.pkg, None, kind)
            })
            .collect();
        for (i, &obj) in lhs.iter().enumerate() {
            let (several, init) = match s.values.len() {
                n if n == s.names.len() => (None, s.values.get(i)),
                1 => (Some(lhs.clone()), s.values.first()),
                _ => (None, s.values.get(i)),
            };
            self.var_decl(obj, several, s.ty.as_ref(), init);
            if s.values.len() == 1 {
                break;
            }
        }
        for &obj in &lhs {
            if self.types.object(obj).ty.is_none() {
                self.types.object_mut(obj).ty = Some(TypeId::INVALID);
            }
        }
        if (s.ty.is_none() || !s.values.is_empty())
            && let Some(n) = s.names.first()
        {
            self.arity(n.pos, &s.names, &s.values, false, false);
        }
        self.process_delayed(top);
        for (name, &obj) in s.names.iter().zip(&lhs) {
            self.declare(self.env.scope, Some(name), obj);
        }
    }
}
