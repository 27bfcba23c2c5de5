//! `x.f`: qualified identifiers, fields, methods, method expressions.

use gorun_grammar::ast::{Expr, ExprKind, Ident};

use super::checker::Checker;
use super::codes::Code;
use super::expr_string::{expr_string, node_pos};
use super::go_library;
use super::info::{Selection, SelectionKind};
use super::lookup::{Lookup, LookupKind, LookupOutcome};
use super::object::{ObjId, ObjectKind, PkgId};
use super::operand::{OpMode, Operand};
use super::predicates::{is_exported, is_valid_name};
use super::ty::{Signature, Type, TypeId};

/// A field or method that a wrong name may have meant.
pub(super) struct Alike {
    name: String,
    what: &'static str,
    /// Of the package that is checked.
    is_own: bool,
}

impl<'a> Checker<'a> {
    /// `e` is a selector expression. With `want_type`, only a type will do.
    pub fn selector(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        let ExprKind::Selector { x: base, sel } = &e.kind else {
            return;
        };
        if self.select(x, e, base, sel, want_type).is_none() {
            x.invalidate();
            x.ty = TypeId::INVALID;
        }
        x.expr = e.into();
    }

    /// `None`: an error was reported.
    fn select(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        base: &'a Expr,
        sel: &'a Ident,
        want_type: bool,
    ) -> Option<()> {
        // A package's name is no operand: it may only stand here.
        if let ExprKind::Ident(name) = &base.kind
            && let Some(obj) = self.lookup(name)
            && let ObjectKind::PkgName { imported } = self.types.object(obj).kind
        {
            self.record_use(base.id, obj);
            self.used_pkg_names.insert(obj);
            return self.qualified(x, e, imported, sel);
        }

        self.expr_or_type(x, base, false);
        match x.mode {
            OpMode::Builtin => {
                let text = format!(
                    "invalid use of {} in selector expression",
                    self.operand_str(x)
                );
                self.errorf(node_pos(e), Code::UncalledBuiltin, text);
                return None;
            }
            OpMode::Invalid => return None,
            _ => {}
        }
        // Of an instance nothing needs to be known to say that it has no types.
        let named = self.types.as_named(x.ty);
        let instance = named.is_some_and(|n| self.types.named(n).origin.is_some());
        if (!want_type || !instance) && !self.is_complete(x.ty) {
            return None;
        }
        if want_type {
            self.errorf(
                sel.pos,
                Code::NotAType,
                format!("{} is not a type", expr_string(e)),
            );
            return None;
        }
        if let &Type::Pointer(to) = self.types.under_ty(x.ty)
            && !self.is_complete(to)
        {
            return None;
        }

        let addressable = x.mode == OpMode::Variable;
        match self
            .types
            .lookup_field_or_method(x.ty, addressable, self.pkg, &sel.name, false)
        {
            LookupOutcome::Found(found) if found.kind == LookupKind::Field => {
                if x.mode == OpMode::TypeExpr {
                    let text = format!(
                        "operand for field selector {} must be value of type {}",
                        sel.name,
                        self.type_str(x.ty)
                    );
                    self.errorf(base.pos, Code::MissingFieldOrMethod, text);
                    return None;
                }
                let variable = x.mode == OpMode::Variable || found.indirect;
                let ty = found.ty;
                self.file_selection(e, sel, SelectionKind::Field, x.ty, found, ty);
                x.mode = if variable {
                    OpMode::Variable
                } else {
                    OpMode::Value
                };
                x.ty = ty;
                Some(())
            }
            LookupOutcome::Found(found) => {
                let found = self.typed_method(x, found, &sel.name)?;
                // A method of an instantiated type is another object than the declared one: gc sees no dependency.
                let generic = match &self.types.object(found.obj).kind {
                    ObjectKind::Func { recv: Some(recv) } => !recv.tparams.is_empty(),
                    _ => false,
                };
                if !generic {
                    self.add_decl_dep(found.obj);
                }
                if x.mode == OpMode::TypeExpr {
                    let ty = self.method_expr_type(x.ty, found.obj, found.ty)?;
                    self.file_selection(e, sel, SelectionKind::MethodExpr, x.ty, found, ty);
                    x.ty = ty;
                } else {
                    let ty = found.ty;
                    self.file_selection(e, sel, SelectionKind::MethodValue, x.ty, found, ty);
                    x.ty = ty;
                }
                x.mode = OpMode::Value;
                x.val = None;
                Some(())
            }
            outcome => {
                self.report_missing(x, sel, outcome);
                None
            }
        }
    }

    /// The method's signature is known only once its declaration has been checked.
    fn typed_method(&mut self, x: &Operand<'a>, found: Lookup, name: &str) -> Option<Lookup> {
        if self.types.object(found.obj).ty.is_some() {
            return Some(found);
        }
        self.obj_decl(found.obj);
        let addressable = x.mode == OpMode::Variable;
        match self
            .types
            .lookup_field_or_method(x.ty, addressable, self.pkg, name, false)
        {
            LookupOutcome::Found(found) if self.types.object(found.obj).ty.is_some() => Some(found),
            _ => None,
        }
    }

    fn file_selection(
        &mut self,
        e: &'a Expr,
        sel: &'a Ident,
        kind: SelectionKind,
        recv: TypeId,
        found: Lookup,
        ty: TypeId,
    ) {
        let Lookup {
            obj,
            index,
            indirect,
            ..
        } = found;
        self.record_selection(
            e,
            sel,
            Selection {
                kind,
                recv,
                obj,
                index,
                indirect,
                ty,
            },
        );
    }

    /// The type of `T.m`: the receiver becomes the first parameter.
    fn method_expr_type(&mut self, recv: TypeId, obj: ObjId, method: TypeId) -> Option<TypeId> {
        let sig = self.signature(method)?;
        let mut params = Vec::with_capacity(sig.params.len() + 1);
        params.push(recv);
        params.extend(&sig.params);
        let mut names = sig.names.clone();
        if !names.is_empty() {
            // Named only where the first parameter is.
            let named = !sig.params.is_empty() && !names[0].is_empty();
            let name = match &self.types.object(obj).kind {
                _ if !named => "".into(),
                ObjectKind::Func { recv: Some(r) } if !r.name.is_empty() => r.name.clone(),
                _ => "_".into(),
            };
            names.insert(0, name);
        }
        let sig = Signature {
            params,
            names,
            ..sig.clone()
        };
        Some(self.types.intern(Type::Signature(sig)))
    }

    /// `pkg.Name`
    fn qualified(
        &mut self,
        x: &mut Operand<'a>,
        e: &'a Expr,
        pkg: PkgId,
        sel: &'a Ident,
    ) -> Option<()> {
        let scope = self.types.package(pkg).scope;
        // What a package does not export is not there for others.
        let found = self
            .types
            .scope(scope)
            .lookup(&sel.name)
            .filter(|_| is_exported(&sel.name));
        let Some(obj) = found else {
            if sel.name == "_" {
                self.errorf(
                    sel.pos,
                    Code::UndeclaredImportedName,
                    format!("undefined: {}", expr_string(e)),
                );
                return None;
            }
            if self.fake_pkgs.contains(&pkg) || !is_valid_name(&sel.name) {
                return None;
            }
            let hidden = self.types.scope(scope).lookup(&sel.name);
            if self.is_in_export_data(pkg, &sel.name) {
                let of = &self.types.package(pkg).name;
                let text = format!("name {} not exported by package {of}", sel.name);
                self.errorf(sel.pos, Code::UnexportedName, text);
                self.object_operand(x, hidden?);
                return Some(());
            }
            let mut text = format!("undefined: {}", expr_string(e));
            if let Some(other) = self.exported_ignoring_case(pkg, &sel.name) {
                text = format!("{text} (but have {other})");
            }
            self.errorf(sel.pos, Code::UndeclaredImportedName, text);
            return None;
        };
        self.record_use(sel.id, obj);
        self.object_operand(x, obj);
        Some(())
    }

    fn object_operand(&mut self, x: &mut Operand<'a>, obj: ObjId) {
        self.types.read_signature(obj);
        x.ty = self.types.obj_type(obj);
        x.val = None;
        match &self.types.object(obj).kind {
            ObjectKind::Const { value } => {
                x.val = value.clone();
                x.mode = OpMode::Constant;
            }
            ObjectKind::TypeName { .. } => x.mode = OpMode::TypeExpr,
            ObjectKind::Var(_) => x.mode = OpMode::Variable,
            ObjectKind::Func { .. } => x.mode = OpMode::Value,
            ObjectKind::Builtin(id) => {
                x.mode = OpMode::Builtin;
                x.id = Some(*id);
            }
            ObjectKind::PkgName { .. } | ObjectKind::Label | ObjectKind::Nil => x.invalidate(),
        }
    }

    /// An exported name of `pkg` that differs from `name` by case alone.
    fn exported_ignoring_case(&self, pkg: PkgId, name: &str) -> Option<String> {
        let names = &self.types.scope(self.types.package(pkg).scope).names;
        let lower = name.to_lowercase();
        names
            .keys()
            .filter(|n| is_exported(n) && n.to_lowercase() == lower)
            .min()
            .map(|n| n.to_string())
    }

    fn report_missing(&mut self, x: &Operand<'a>, sel: &'a Ident, outcome: LookupOutcome) {
        if !self.types.is_valid(self.types.under(x.ty)) {
            return;
        }
        let name = &sel.name;
        let (code, text) = match outcome {
            LookupOutcome::Ambiguous => (
                Code::AmbiguousSelector,
                format!("ambiguous selector {}.{name}", x.expr),
            ),
            LookupOutcome::PointerReceiver => {
                let ty = self.type_str(x.ty);
                let text = if x.mode == OpMode::TypeExpr {
                    format!(
                        "invalid method expression {ty}.{name} (needs pointer receiver (*{ty}).{name})"
                    )
                } else {
                    format!("cannot call pointer method {name} on {ty}")
                };
                (Code::InvalidMethodExpr, text)
            }
            _ => {
                let why = if self.is_interface_ptr(x.ty) {
                    self.interface_ptr_error(x.ty)
                } else {
                    let addressable = x.mode == OpMode::Variable;
                    let alt = self.spelled_alike(x.ty, addressable, name, false);
                    self.lookup_error(x.ty, name, alt, false)
                };
                (
                    Code::MissingFieldOrMethod,
                    format!("{}.{name} undefined ({why})", x.expr),
                )
            }
        };
        self.errorf(sel.pos, code, text);
    }

    /// What `ty` has that is spelled like `name` but for the case of letters. For a literal only fields count.
    pub(super) fn spelled_alike(
        &mut self,
        ty: TypeId,
        addressable: bool,
        name: &str,
        for_literal: bool,
    ) -> Option<Alike> {
        let looked_at = match for_literal {
            true => self.types.under(ty),
            false => ty,
        };
        let found = self
            .types
            .lookup_field_or_method(looked_at, addressable, self.pkg, name, true);
        let hidden = self.hidden_in_library(ty, name, for_literal, 0);
        if let LookupOutcome::Found(l) = &found {
            let o = self.types.object(l.obj);
            let of_library = o.pkg != self.pkg
                && !is_exported(&o.name)
                && go_library::has(self.types.package(o.pkg).public_path());
            let depth = l.index.len() - 1;
            if !of_library && hidden.as_ref().is_none_or(|(at, _)| *at > depth) {
                return Some(Alike {
                    name: o.name.to_string(),
                    what: match o.kind {
                        ObjectKind::Var(_) => "field",
                        ObjectKind::Func { .. } => "method",
                        _ => "object",
                    },
                    is_own: o.pkg == self.pkg,
                });
            }
        }
        hidden.map(|(_, alike)| alike)
    }

    /// A field or method that only the library may use, and how deep it is: gorun's types have others than Go's.
    fn hidden_in_library(
        &self,
        ty: TypeId,
        name: &str,
        for_literal: bool,
        depth: usize,
    ) -> Option<(usize, Alike)> {
        const DEEPEST: usize = 8;
        let (ty, _) = self.types.deref(ty);
        if let Some(named) = self.types.as_named(ty) {
            let o = self
                .types
                .object(self.types.named(self.types.origin(named)).obj);
            let path = self.types.package(o.pkg).public_path();
            let member = go_library::member(path, &o.name, name);
            if let Some(member) = member.filter(|m| !(m.is_method && for_literal && depth == 0)) {
                let alike = Alike {
                    name: member.name.to_string(),
                    what: if member.is_method { "method" } else { "field" },
                    is_own: false,
                };
                return Some((depth, alike));
            }
        }
        let Type::Struct(s) = self.types.under_ty(ty) else {
            return None;
        };
        let embedded = s.fields.iter().filter(|f| f.embedded && depth < DEEPEST);
        embedded
            .filter_map(|f| self.hidden_in_library(f.ty, name, for_literal, depth + 1))
            .min_by_key(|(at, _)| *at)
    }

    /// Why there is no `sel` in `ty`, given what is spelled almost alike.
    pub(super) fn lookup_error(
        &mut self,
        ty: TypeId,
        sel: &str,
        alt: Option<Alike>,
        struct_lit: bool,
    ) -> String {
        #[derive(PartialEq)]
        enum Case {
            Missing,
            Misspelled,
            Unexported,
            Inaccessible,
        }
        let mut case = Case::Missing;
        let mut name = String::new();
        let mut what = "object";
        if let Some(alt) = alt {
            name = alt.name;
            what = alt.what;
            if alt.is_own {
                case = Case::Misspelled;
            } else if is_exported(sel) {
                if is_exported(&name) {
                    case = Case::Misspelled;
                } else if tail(sel) == tail(&name) {
                    case = Case::Unexported;
                }
            } else if is_exported(&name) {
                if tail(sel) == tail(&name) {
                    case = Case::Misspelled;
                }
            } else if sel == name {
                case = Case::Inaccessible;
            }
        }
        let ty = self.type_str(ty);
        if struct_lit {
            match case {
                Case::Missing => format!("unknown field {sel} in struct literal of type {ty}"),
                Case::Misspelled => {
                    format!(
                        "unknown field {sel} in struct literal of type {ty}, but does have {name}"
                    )
                }
                Case::Unexported => {
                    format!(
                        "unknown field {sel} in struct literal of type {ty}, but does have unexported {name}"
                    )
                }
                Case::Inaccessible => {
                    format!(
                        "cannot refer to unexported field {name} in struct literal of type {ty}"
                    )
                }
            }
        } else {
            match case {
                Case::Missing => format!("type {ty} has no field or method {sel}"),
                Case::Misspelled => {
                    format!("type {ty} has no field or method {sel}, but does have {what} {name}")
                }
                Case::Unexported => {
                    format!(
                        "type {ty} has no field or method {sel}, but does have unexported {what} {name}"
                    )
                }
                Case::Inaccessible => format!("cannot refer to unexported {what} {name}"),
            }
        }
    }
}

/// `s` without its first character; all of it where it is but one, so that `a` is not found for `A`.
fn tail(s: &str) -> &str {
    let mut chars = s.chars();
    chars.next();
    match chars.as_str() {
        "" => s,
        rest => rest,
    }
}
