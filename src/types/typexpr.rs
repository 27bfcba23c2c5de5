//! Type expressions and identifiers.

use gorun_grammar::ast::{Expr, ExprKind, Ident};

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::{node_pos, start_pos};
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{OpMode, Operand};
use super::predicates::is_valid_name;
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    /// An identifier (`e` is `ExprKind::Ident`), which may denote anything.
    pub fn ident(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        x.invalidate();
        x.expr = super::operand::OperandExpr::Expr(e);
        let ExprKind::Ident(name) = &e.kind else {
            return;
        };
        let Some((scope, obj)) = self.lookup_scope(name) else {
            if name == "_" {
                self.errorf(e.pos, Code::InvalidBlank, "cannot use _ as value or type");
            } else if is_valid_name(name) {
                self.errorf(e.pos, Code::UndeclaredName, format!("undefined: {name}"));
            }
            return;
        };
        if scope == self.types.universe.scope
            && (name == "any" || name == "comparable")
            && !self.verify_version(e.pos, (1, 18), &format!("predeclared {name}"))
        {
            return;
        }
        self.record_use(e.id, obj);

        let is_type = matches!(self.types.object(obj).kind, ObjectKind::TypeName { .. });
        if !is_type && want_type {
            let kind = self.object_kind(obj);
            self.errorf(
                e.pos,
                Code::NotAType,
                format!("{name} ({kind}) is not a type"),
            );
            let o = self.types.object(obj);
            if matches!(o.kind, ObjectKind::Var(_)) && o.pkg == self.pkg {
                self.used_vars.insert(obj);
            }
            return;
        }

        // Only names that have declarations to check need it: not packages, builtins and nil.
        let o = self.types.object(obj);
        let declared = !matches!(
            o.kind,
            ObjectKind::PkgName { .. }
                | ObjectKind::Builtin(_)
                | ObjectKind::Nil
                | ObjectKind::Label
        );
        if declared && (o.ty.is_none() || is_type && want_type && o.pkg == self.pkg) {
            self.obj_decl(obj);
        }
        let ty = self.types.obj_type(obj);

        if let Some(&import) = self.dot_imports.get(&(scope, name.clone())) {
            self.used_pkg_names.insert(import);
        }

        match self.types.object(obj).kind.clone() {
            ObjectKind::PkgName { .. } => {
                self.errorf(
                    e.pos,
                    Code::InvalidPkgUse,
                    format!("use of package {name} not in selector"),
                );
                return;
            }
            ObjectKind::Const { value } => {
                self.add_decl_dep(obj);
                if !self.types.is_valid(ty) {
                    return;
                }
                if obj == self.types.universe.iota {
                    let Some(iota) = self.env.iota.clone() else {
                        self.errorf(
                            e.pos,
                            Code::InvalidIota,
                            "cannot use iota outside constant declaration",
                        );
                        return;
                    };
                    x.val = Some(iota);
                } else {
                    x.val = Some(value.unwrap_or(Const::Unknown));
                }
                x.mode = OpMode::Constant;
            }
            ObjectKind::TypeName { .. } => x.mode = OpMode::TypeExpr,
            ObjectKind::Var(_) => {
                if self.types.object(obj).pkg == self.pkg {
                    self.used_vars.insert(obj);
                }
                self.add_decl_dep(obj);
                if !self.types.is_valid(ty) {
                    return;
                }
                x.mode = OpMode::Variable;
            }
            ObjectKind::Func { .. } => {
                self.add_decl_dep(obj);
                x.mode = OpMode::Value;
            }
            ObjectKind::Builtin(b) => {
                x.id = Some(b);
                x.mode = OpMode::Builtin;
            }
            ObjectKind::Nil => x.mode = OpMode::Nil,
            ObjectKind::Label => return,
        }
        x.ty = ty;
    }

    /// What kind of thing an object is, in gc's words.
    pub fn object_kind(&self, obj: ObjId) -> &'static str {
        let o = self.types.object(obj);
        match &o.kind {
            ObjectKind::PkgName { .. } => "package name",
            ObjectKind::Const { .. } => "constant",
            ObjectKind::TypeName { alias: true, .. } => "type alias",
            ObjectKind::TypeName { .. } if o.ty.is_some_and(|t| self.types.is_tparam(t)) => {
                "type parameter"
            }
            ObjectKind::TypeName { .. } => "defined type",
            ObjectKind::Var(VarKind::Package) => "package-level variable",
            ObjectKind::Var(VarKind::Local) => "local variable",
            ObjectKind::Var(VarKind::Recv) => "receiver",
            ObjectKind::Var(VarKind::Param) => "parameter",
            ObjectKind::Var(VarKind::Result) => "result variable",
            ObjectKind::Var(VarKind::Field) => "struct field",
            ObjectKind::Func { recv: Some(_) } => "method",
            ObjectKind::Func { .. } => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// The type that `e` denotes; generic types must be instantiated.
    pub fn typ(&mut self, e: &'a Expr) -> TypeId {
        let mut t = self.typ_internal(e);
        if self.types.is_generic(t) {
            let msg = format!(
                "cannot use generic type {} without instantiation",
                self.type_str(t)
            );
            self.errorf(e.pos, Code::WrongTypeArgCount, msg);
            t = TypeId::INVALID;
        }
        self.record_type_and_value(e, OpMode::TypeExpr, t, None);
        t
    }

    /// Like `typ` for the type of a variable: no constraint interfaces.
    pub fn var_type(&mut self, e: &'a Expr) -> TypeId {
        let t = self.typ(e);
        self.valid_var_type(e, t);
        t
    }

    /// Reports a constraint interface where a variable's type is needed. The check waits until types are set up.
    pub fn valid_var_type(&mut self, e: &'a Expr, t: TypeId) {
        if self.types.is_tparam(t)
            || !matches!(
                self.types.get(self.types.unalias(t)),
                Type::Named(_) | Type::Interface(_)
            )
        {
            return;
        }
        self.later(move |c| {
            if !c.types.is_interface(t) {
                return;
            }
            let set = c.types.type_set(t);
            if !set.is_method_set() {
                let why = if set.comparable {
                    "interface is (or embeds) comparable"
                } else {
                    "interface contains type constraints"
                };
                let msg = format!(
                    "cannot use type {} outside a type constraint: {why}",
                    c.type_str(t)
                );
                c.soft_errorf(start_pos(e), Code::MisplacedConstraintIface, msg);
            }
        });
    }

    /// A type expression that has to denote a generic type; `Err` is what takes its place, and why it does not
    /// (empty: an error has been reported).
    pub fn generic_type(&mut self, e: &'a Expr) -> Result<TypeId, (TypeId, String)> {
        let t = self.typ_internal(e);
        if !self.types.is_valid(t) {
            self.record_type_and_value(e, OpMode::TypeExpr, TypeId::INVALID, None);
            return Err((t, String::new()));
        }
        if !self.types.is_generic(t) {
            self.record_type_and_value(e, OpMode::TypeExpr, TypeId::INVALID, None);
            let cause = format!("{} is not a generic type", self.type_str(t));
            return Err((TypeId::INVALID, cause));
        }
        self.record_type_and_value(e, OpMode::TypeExpr, t, None);
        Ok(t)
    }

    /// The types of a list of type expressions; `None` if one is invalid.
    pub fn type_list(&mut self, list: &'a [Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        types
            .iter()
            .all(|&t| self.types.is_valid(t))
            .then_some(types)
    }

    fn typ_internal(&mut self, e: &'a Expr) -> TypeId {
        match &e.kind {
            ExprKind::Bad => {}
            ExprKind::Ident(_) | ExprKind::Selector { .. } => {
                let mut x = Operand::default();
                if matches!(e.kind, ExprKind::Ident(_)) {
                    self.ident(&mut x, e, true);
                } else {
                    self.selector(&mut x, e, true);
                }
                match x.mode {
                    OpMode::TypeExpr => return x.ty,
                    OpMode::Invalid => {}
                    OpMode::NoValue => {
                        let msg = format!("{} used as type", self.operand_str(&x));
                        self.errorf(start_pos(e), Code::NotAType, msg);
                    }
                    _ => {
                        let msg = format!("{} is not a type", self.operand_str(&x));
                        self.errorf(start_pos(e), Code::NotAType, msg);
                    }
                }
            }
            ExprKind::Index { x, indices, .. } => {
                self.verify_version(e.pos, (1, 18), "type instantiation");
                return self.instantiated_type(x, indices);
            }
            ExprKind::Paren(x) => return self.typ(x),
            ExprKind::ArrayType { len, elem } => {
                let n = match len {
                    Some(len) => self.array_length(len),
                    None => {
                        let msg = "invalid use of [...] array (outside a composite literal)";
                        self.errorf(e.pos, Code::BadDotDotDotSyntax, msg);
                        -1
                    }
                };
                let elem = self.var_type(elem);
                if n >= 0 {
                    return self.types.intern(Type::Array { len: n, elem });
                }
            }
            ExprKind::SliceType(elem) => {
                let elem = self.var_type(elem);
                return self.types.intern(Type::Slice(elem));
            }
            ExprKind::Ellipsis(elem) => {
                self.errorf(e.pos, Code::BadDotDotDotSyntax, "invalid use of ...");
                if let Some(elem) = elem {
                    self.typ(elem);
                }
            }
            ExprKind::StructType { fields } => return self.struct_type(fields),
            ExprKind::Star(x) => {
                let base = self.var_type(x);
                if self.types.is_valid(base) {
                    return self.types.intern(Type::Pointer(base));
                }
            }
            ExprKind::FuncType(f) => return self.func_type(None, &[], f).ty,
            ExprKind::InterfaceType { elems, close, .. } => {
                let ty = self.interface_type(elems);
                if !elems.is_empty() {
                    self.interface_literals.push((e.pos, *close, ty));
                }
                return ty;
            }
            ExprKind::MapType { key, value } => {
                let k = self.var_type(key);
                let elem = self.var_type(value);
                self.later(move |c| {
                    if !c.types.comparable(k) {
                        let why = if c.types.is_tparam(k) {
                            " (missing comparable constraint)"
                        } else {
                            ""
                        };
                        let msg = format!("invalid map key type {}{why}", c.type_str(k));
                        c.errorf(start_pos(key), Code::IncomparableMapKey, msg);
                    }
                });
                return self.types.intern(Type::Map { key: k, elem });
            }
            ExprKind::ChanType { dir, elem } => {
                let elem = self.var_type(elem);
                return self.types.intern(Type::Chan { dir: *dir, elem });
            }
            _ => {
                let msg = format!("{} is not a type", self.expr_str(e));
                self.errorf(start_pos(e), Code::NotAType, msg);
                self.use_exprs(std::slice::from_ref(e));
            }
        }
        TypeId::INVALID
    }

    /// `x[args]` where `x` has to be a generic type.
    fn instantiated_type(&mut self, x: &'a Expr, args: &'a [Expr]) -> TypeId {
        let gtype = match self.generic_type(x) {
            Ok(t) => t,
            Err((invalid, cause)) => {
                if !cause.is_empty() {
                    let list: Vec<String> = args.iter().map(|a| self.expr_str(a)).collect();
                    let msg = format!(
                        "invalid operation: {}[{}] ({cause})",
                        self.expr_str(x),
                        list.join(", ")
                    );
                    self.errorf(x.pos, Code::NotAGenericType, msg);
                }
                // A generic alias of something invalid is handed on as it is, and refused as not instantiated.
                return invalid;
            }
        };
        let Some(targs) = self.type_list(args) else {
            return TypeId::INVALID;
        };
        let (tparams, name) = match self.types.get(gtype).clone() {
            Type::Alias { obj, .. } => {
                let o = self.types.object(obj);
                match &o.kind {
                    ObjectKind::TypeName { alias_tparams, .. } if !alias_tparams.is_empty() => {
                        (alias_tparams.clone(), o.name.clone())
                    }
                    // An alias of a generic type.
                    _ => match self.types.as_named(gtype) {
                        Some(n) => {
                            let n = self.types.named(n);
                            (n.tparams.clone(), self.types.object(n.obj).name.clone())
                        }
                        None => return TypeId::INVALID,
                    },
                }
            }
            Type::Named(n) => {
                let n = self.types.named(n);
                (n.tparams.clone(), self.types.object(n.obj).name.clone())
            }
            _ => return TypeId::INVALID,
        };
        let inst = match self.types.get(gtype).clone() {
            Type::Alias { obj, actual, .. }
                if matches!(&self.types.object(obj).kind,
                    ObjectKind::TypeName { alias_tparams, .. } if !alias_tparams.is_empty()) =>
            {
                if !self.validate_targ_len(x.pos, &name, tparams.len(), targs.len()) {
                    return TypeId::INVALID;
                }
                let map = super::store::Types::subst_map(&tparams, &targs);
                let actual = self.types.subst(actual, &map);
                self.types.intern(Type::Alias {
                    obj,
                    targs: targs.clone(),
                    actual,
                })
            }
            _ => match self.types.as_named(gtype) {
                Some(n) => self.types.instantiate(n, &targs),
                None => return TypeId::INVALID,
            },
        };
        if let Some(n) = self.types.as_named(inst) {
            self.inst_pos.entry(n).or_insert(x.pos);
        }
        self.later(move |c| {
            if !c.validate_targ_len(node_pos(x), &name, tparams.len(), targs.len()) {
                return;
            }
            c.record_instance(x, &targs, inst);
            match c.verify(x.pos, &tparams, &targs) {
                Err((i, cause)) => {
                    let pos = args.get(i).map_or(x.pos, start_pos);
                    c.soft_errorf(pos, Code::InvalidTypeArg, cause);
                }
                Ok(()) => {
                    let places: Vec<_> = args.iter().map(|a| a.pos).collect();
                    c.mono_record_instance(x.pos, &tparams, &targs, &places);
                }
            }
        });
        inst
    }

    /// The value of an array length; negative after an error.
    fn array_length(&mut self, e: &'a Expr) -> i64 {
        if let ExprKind::Ident(name) = &e.kind {
            match self.lookup(name) {
                None => {
                    let msg = format!("undefined array length {name} or missing type constraint");
                    self.errorf(e.pos, Code::InvalidArrayLen, msg);
                    return -1;
                }
                Some(obj) if !matches!(self.types.object(obj).kind, ObjectKind::Const { .. }) => {
                    self.errorf(
                        e.pos,
                        Code::InvalidArrayLen,
                        format!("invalid array length {name}"),
                    );
                    return -1;
                }
                _ => {}
            }
        }
        let mut x = Operand::default();
        self.expr(None, &mut x, e);
        if x.mode != OpMode::Constant {
            if x.is_valid() {
                let msg = format!("array length {} must be constant", self.operand_str(&x));
                self.errorf(start_pos(e), Code::InvalidArrayLen, msg);
            }
            return -1;
        }
        if (self.types.is_untyped(x.ty) || self.types.is_integer(x.ty))
            && let Some(v) = &x.val
            && let Some(n) = v.to_i64()
            && n >= 0
        {
            return n;
        }
        let what = self.operand_str(&x);
        let msg = if self.types.is_integer(x.ty) {
            format!("invalid array length {what}")
        } else {
            format!("array length {what} must be integer")
        };
        self.errorf(start_pos(e), Code::InvalidArrayLen, msg);
        -1
    }

    /// The name of an embedded field or element: `T`, `*T`, `p.T`, `T[A]`.
    pub fn embedded_name(e: &'a Expr) -> Option<EmbeddedName<'a>> {
        match &e.kind {
            ExprKind::Ident(_) => Some(EmbeddedName::Expr(e)),
            ExprKind::Star(x) if !matches!(x.kind, ExprKind::Star(_)) => Self::embedded_name(x),
            ExprKind::Selector { sel, .. } => Some(EmbeddedName::Sel(sel)),
            ExprKind::Index { x, .. } => Self::embedded_name(x),
            _ => None,
        }
    }

    /// Whether `t` is an interface with type elements that another package declares.
    pub fn is_imported_constraint(&self, t: TypeId) -> bool {
        let Some(n) = self.types.as_named(t) else {
            return false;
        };
        let pkg = self.types.object(self.types.named(n).obj).pkg;
        pkg != self.pkg
            && pkg != super::object::PkgId::UNIVERSE
            && self.types.is_interface(t)
            && !self.types.type_set(t).is_method_set()
    }

    /// The kind of a basic type, for tests against a single kind.
    pub fn is_basic_kind(&self, t: TypeId, b: Basic) -> bool {
        self.types.as_basic(t) == Some(b)
    }
}

/// The identifier that names an embedded field: an expression of its own, or part of a selector.
#[derive(Clone, Copy, Debug)]
pub enum EmbeddedName<'a> {
    Expr(&'a Expr),
    Sel(&'a Ident),
}
