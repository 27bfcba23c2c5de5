//! Initialisation and assignment (spec: Assignment statements, Short variable declarations).

use std::fmt::Display;

use gorun_grammar::ast::{Expr, ExprKind, Pos};
use smol_str::SmolStr;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::expr_string::{expr_string, start_pos, unparen};
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

/// What stands on the left of an assignment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lhs {
    Blank,
    Var(TypeId),
    Invalid,
}

/// "1 variable", "2 variables".
fn measure(n: usize, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

fn is_call(e: &Expr) -> bool {
    matches!(unparen(e).kind, ExprKind::Call { .. })
}

impl<'a> Checker<'a> {
    /// Assigns `x` to a variable of type `t` (`None`: the blank identifier, which takes what it gets),
    /// converting it if it is untyped. `context` says in a message where.
    pub(super) fn assignment(
        &mut self,
        x: &mut Operand<'a>,
        t: Option<TypeId>,
        context: impl Display,
    ) {
        self.single_value(x);
        match x.mode {
            OpMode::Invalid => return,
            OpMode::Nil
            | OpMode::Constant
            | OpMode::Variable
            | OpMode::MapIndex
            | OpMode::Value
            | OpMode::CommaOk => {}
            OpMode::NoValue | OpMode::Builtin | OpMode::TypeExpr => {
                let target = t.map_or_else(String::new, |t| self.type_str(t));
                let text = format!(
                    "cannot assign {} to {target} in {context}",
                    self.operand_str(x)
                );
                self.errorf(x.pos(), Code::IncompatibleAssign, text);
                x.invalidate();
                return;
            }
        }

        if self.types.is_untyped(x.ty) {
            let target = match t {
                None if x.is_nil() => {
                    self.errorf(
                        x.pos(),
                        Code::UntypedNilUse,
                        format!("use of untyped nil in {context}"),
                    );
                    x.invalidate();
                    return;
                }
                Some(t) if x.is_nil() || !self.types.is_non_tparam_interface(t) => t,
                _ => self.types.default_type(x.ty),
            };
            match self.implicit_type_and_value(x, target) {
                Ok((ty, val)) => self.set_implicit(x, ty, val),
                Err(code) => {
                    let mut text = format!(
                        "cannot use {} as {} value in {context}",
                        self.operand_str(x),
                        self.type_str(target)
                    );
                    let code = match code {
                        Code::TruncatedFloat => {
                            text.push_str(" (truncated)");
                            code
                        }
                        Code::NumericOverflow => {
                            text.push_str(" (overflows)");
                            code
                        }
                        _ => Code::IncompatibleAssign,
                    };
                    self.errorf(x.pos(), code, text);
                    x.invalidate();
                    return;
                }
            }
        }

        if self.signature(x.ty).is_some_and(|s| !s.tparams.is_empty()) {
            let target = self.new_target(t, &context.to_string());
            self.non_generic(target.as_ref(), x);
            if !x.is_valid() {
                return;
            }
        }

        let Some(t) = t else { return };
        let mut cause = String::new();
        if let Err(code) = self.assignable_to(x, t, &mut cause) {
            let mut text = format!(
                "cannot use {} as {} value in {context}",
                self.operand_str(x),
                self.type_str(t)
            );
            if !cause.is_empty() {
                text = format!("{text}: {cause}");
            }
            self.errorf(x.pos(), code, text);
            x.invalidate();
        }
    }

    pub(super) fn set_object_type(&mut self, obj: ObjId, ty: TypeId) {
        self.types.object_mut(obj).ty = Some(ty);
    }

    fn ensure_type(&mut self, obj: ObjId) {
        if self.types.object(obj).ty.is_none() {
            self.set_object_type(obj, TypeId::INVALID);
        }
    }

    fn has_invalid_type(&self, obj: ObjId) -> bool {
        self.types
            .object(obj)
            .ty
            .is_some_and(|t| !self.types.is_valid(t))
    }

    /// Gives the constant `lhs` the value `x`, and its type if it has none.
    pub(super) fn init_const(&mut self, lhs: ObjId, x: &mut Operand<'a>) {
        if !x.is_valid() || !self.types.is_valid(x.ty) || self.has_invalid_type(lhs) {
            self.ensure_type(lhs);
            return;
        }
        if !x.is_constant() {
            let text = format!("{} is not constant", self.operand_str(x));
            self.errorf(x.pos(), Code::InvalidConstInit, text);
            self.ensure_type(lhs);
            return;
        }
        let ty = match self.types.object(lhs).ty {
            Some(ty) => ty,
            None => {
                self.set_object_type(lhs, x.ty);
                x.ty
            }
        };
        self.assignment(x, Some(ty), "constant declaration");
        if x.is_valid()
            && let ObjectKind::Const { value } = &mut self.types.object_mut(lhs).kind
        {
            *value = x.val.clone();
        }
    }

    /// Initialises the variable `lhs` with `x`; without a type it takes that of `x`.
    pub(super) fn init_var(&mut self, lhs: ObjId, x: &mut Operand<'a>, context: impl Display) {
        if !x.is_valid() || !self.types.is_valid(x.ty) || self.has_invalid_type(lhs) {
            self.ensure_type(lhs);
            x.invalidate();
            return;
        }
        let ty = match self.types.object(lhs).ty {
            Some(_) => self.types.obj_type(lhs),
            None => {
                if x.ty == TypeId::of(Basic::UntypedNil) {
                    self.errorf(
                        x.pos(),
                        Code::UntypedNilUse,
                        format!("use of untyped nil in {context}"),
                    );
                    self.set_object_type(lhs, TypeId::INVALID);
                    x.invalidate();
                    return;
                }
                let ty = self.types.default_type(x.ty);
                self.set_object_type(lhs, ty);
                ty
            }
        };
        self.assignment(x, Some(ty), context);
    }

    /// The left side of an assignment. An identifier there does not count as a use of its variable.
    fn lhs_var(&mut self, lhs: &'a Expr) -> Lhs {
        let inner = unparen(lhs);
        let mut var = None;
        if let ExprKind::Ident(name) = &inner.kind {
            if name == "_" {
                return Lhs::Blank;
            }
            var = self.own_var(name);
        }
        let was_used = var.is_some_and(|v| self.used_vars.contains(&v));
        let mut x = Operand::default();
        self.expr(None, &mut x, lhs);
        if let Some(v) = var
            && !was_used
        {
            self.used_vars.remove(&v);
        }
        if !x.is_valid() || !self.types.is_valid(x.ty) {
            return Lhs::Invalid;
        }
        match x.mode {
            OpMode::Variable | OpMode::MapIndex => Lhs::Var(x.ty),
            _ => {
                if let Some(Expr {
                    kind: ExprKind::Selector { x: base, .. },
                    ..
                }) = x.expr.expr()
                {
                    let mut op = Operand::default();
                    self.expr(None, &mut op, base);
                    if op.mode == OpMode::MapIndex {
                        let text = format!("cannot assign to struct field {} in map", x.expr);
                        self.errorf(x.pos(), Code::UnaddressableFieldAssign, text);
                        return Lhs::Invalid;
                    }
                }
                let text = format!(
                    "cannot assign to {} (neither addressable nor a map index expression)",
                    x.expr
                );
                self.errorf(x.pos(), Code::UnassignableOperand, text);
                Lhs::Invalid
            }
        }
    }

    /// `lhs = rhs`, each single-valued.
    fn assign_expr(&mut self, lhs: &'a Expr, rhs: &'a Expr, context: &'static str) {
        let t = match self.lhs_var(lhs) {
            Lhs::Invalid => {
                self.use_exprs([rhs]);
                return;
            }
            Lhs::Blank => None,
            Lhs::Var(t) => Some(t),
        };
        let mut target = None;
        if let Some(t) = t
            && matches!(self.types.under_ty(t), Type::Signature(_))
        {
            target = self.new_target(Some(t), &expr_string(lhs));
        }
        let mut x = Operand::default();
        self.expr(target.as_ref(), &mut x, rhs);
        self.assign_to(t, &mut x, context);
    }

    /// `lhs = x`, where the right side has been evaluated.
    pub(super) fn assign_var(&mut self, lhs: &'a Expr, x: &mut Operand<'a>, context: &'static str) {
        match self.lhs_var(lhs) {
            Lhs::Invalid => x.invalidate(),
            Lhs::Blank => self.assign_to(None, x, context),
            Lhs::Var(t) => self.assign_to(Some(t), x, context),
        }
    }

    fn assign_to(&mut self, t: Option<TypeId>, x: &mut Operand<'a>, context: &'static str) {
        let context = if t.is_none() && context == "assignment" {
            "assignment to _ identifier"
        } else {
            context
        };
        self.assignment(x, t, context);
    }

    /// "(int, number, ...string)": types as messages about counts list them.
    pub(super) fn types_summary(
        &mut self,
        list: &[TypeId],
        variadic: bool,
        has_dots: bool,
    ) -> String {
        let mut out = Vec::with_capacity(list.len());
        for (i, &t) in list.iter().enumerate() {
            let last = i + 1 == list.len();
            let mut s = if !self.types.is_valid(t) {
                "unknown type".to_string()
            } else if self.types.is_untyped(t) {
                if self.types.is_numeric(t) {
                    "number".to_string()
                } else {
                    self.type_str(t).replace("untyped ", "")
                }
            } else {
                match self.types.get(t) {
                    &Type::Slice(elem) if last && variadic => self.type_str(elem),
                    _ => self.type_str(t),
                }
            };
            if last && variadic {
                s.insert_str(0, "...");
            } else if last && has_dots {
                s.push_str("...");
            }
            out.push(s);
        }
        format!("({})", out.join(", "))
    }

    fn assign_error(&mut self, rhs: &'a [Expr], l: usize, r: usize) {
        let (vars, vals) = (measure(l, "variable"), measure(r, "value"));
        let Some(first) = rhs.first() else { return };
        let mut text = format!("assignment mismatch: {vars} but {vals}");
        if rhs.len() == 1
            && let ExprKind::Call { fun, .. } = &unparen(first).kind
        {
            text = format!(
                "assignment mismatch: {vars} but {} returns {vals}",
                expr_string(fun)
            );
        }
        self.errorf(start_pos(first), Code::WrongAssignCount, text);
    }

    /// What a list of the values that were given says of one: a call without results counts as the function.
    pub(super) fn type_had(&self, x: &Operand<'a>) -> TypeId {
        let call = x.expr.expr().map(|e| &unparen(e).kind);
        let none = matches!(self.types.get(x.ty), Type::Tuple(list) if list.is_empty());
        match call {
            Some(ExprKind::Call { fun, .. }) if none => {
                let known = self.info.types.get(&unparen(fun).id);
                known.map_or(x.ty, |tv| tv.ty)
            }
            _ => x.ty,
        }
    }

    fn return_error(&mut self, at: Pos, lhs: &[ObjId], rhs: &[Operand<'a>]) {
        let (l, r) = (lhs.len(), rhs.len());
        let (pos, qualifier) = if r > l {
            (rhs[l].pos(), "too many")
        } else {
            (rhs.last().map_or(at, |x| x.pos()), "not enough")
        };
        let have: Vec<TypeId> = rhs.iter().map(|x| self.type_had(x)).collect();
        let want: Vec<TypeId> = lhs.iter().map(|&v| self.types.obj_type(v)).collect();
        let mut err = ErrorDesc::new(Code::WrongResultCount);
        err.add(pos, format!("{qualifier} return values"));
        err.add(
            Pos::NONE,
            format!("have {}", self.types_summary(&have, false, false)),
        );
        err.add(
            Pos::NONE,
            format!("want {}", self.types_summary(&want, false, false)),
        );
        self.report(err);
    }

    /// Initialises the variables `lhs` with the values `rhs`. At a return statement, `at_return` is its
    /// position and `lhs` are the results.
    pub(super) fn init_vars(&mut self, lhs: &[ObjId], rhs: &'a [Expr], at_return: Option<Pos>) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = match at_return {
            Some(_) => "return statement",
            None if l > 1 => "multiple assignment",
            None => "assignment",
        };
        if l == r && !(r == 1 && is_call(&rhs[0])) {
            for (&v, e) in lhs.iter().zip(rhs) {
                let ty = self.types.object(v).ty;
                let mut target = None;
                if let Some(ty) = ty
                    && matches!(self.types.under_ty(ty), Type::Signature(_))
                {
                    let mut desc = self.types.object(v).name.clone();
                    if at_return.is_some() && desc.is_empty() {
                        desc = SmolStr::new_static("result variable");
                    }
                    target = self.new_target(Some(ty), &desc);
                }
                let mut x = Operand::default();
                self.expr(target.as_ref(), &mut x, e);
                self.init_var(v, &mut x, context);
            }
            return;
        }

        if r != 1 {
            if self.use_exprs(rhs) {
                match at_return {
                    Some(pos) => {
                        let values = self.expr_list(rhs);
                        self.return_error(pos, lhs, &values);
                    }
                    None => self.assign_error(rhs, l, r),
                }
            }
            for &v in lhs {
                self.ensure_type(v);
            }
            return;
        }

        let (mut values, comma_ok) = self.multi_expr(&rhs[0], l == 2 && at_return.is_none());
        if values.len() == l {
            for (&v, x) in lhs.iter().zip(&mut values) {
                self.init_var(v, x, context);
            }
            self.note_comma_ok(comma_ok, &rhs[0], &values);
            return;
        }
        if values[0].is_valid() {
            match at_return {
                Some(pos) => self.return_error(pos, lhs, &values),
                None => self.assign_error(rhs, l, values.len()),
            }
        }
        for &v in lhs {
            self.ensure_type(v);
        }
    }

    fn note_comma_ok(&mut self, comma_ok: bool, rhs: &'a Expr, values: &[Operand<'a>]) {
        if let (true, [value, ok]) = (comma_ok, values)
            && value.is_valid()
            && ok.is_valid()
        {
            self.record_comma_ok_types(rhs, value.ty, ok.ty);
        }
    }

    /// `lhs... = rhs...`
    pub(super) fn assign_vars(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = if l > 1 {
            "multiple assignment"
        } else {
            "assignment"
        };
        if l == r && !(r == 1 && is_call(&rhs[0])) {
            for (v, e) in lhs.iter().zip(rhs) {
                self.assign_expr(v, e, context);
            }
            return;
        }
        if r != 1 {
            let lhs_ok = self.use_lhs(lhs);
            let rhs_ok = self.use_exprs(rhs);
            if lhs_ok && rhs_ok {
                self.assign_error(rhs, l, r);
            }
            return;
        }
        let (mut values, comma_ok) = self.multi_expr(&rhs[0], l == 2);
        if values.len() == l {
            for (v, x) in lhs.iter().zip(&mut values) {
                self.assign_var(v, x, context);
            }
            self.note_comma_ok(comma_ok, &rhs[0], &values);
            return;
        }
        if values[0].is_valid() {
            self.assign_error(rhs, l, values.len());
        }
        self.use_lhs(lhs);
    }

    /// `lhs... := rhs...`
    pub(super) fn short_var_decl(&mut self, pos: Pos, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let top = self.delayed.len();
        let scope = self.env.scope;
        let mut seen: Vec<&SmolStr> = Vec::with_capacity(lhs.len());
        let mut vars = Vec::with_capacity(lhs.len());
        let mut new_vars = Vec::new();
        let mut in_error = false;
        for e in lhs {
            let var = 'var: {
                let ExprKind::Ident(name) = &e.kind else {
                    self.use_lhs([e]);
                    let text = format!("non-name {} on left side of :=", expr_string(e));
                    self.errorf(start_pos(e), Code::BadDecl, text);
                    in_error = true;
                    break 'var None;
                };
                if name != "_" {
                    if seen.contains(&name) {
                        let text = format!("{name} repeated on left side of :=");
                        self.errorf(e.pos, Code::RepeatedDecl, text);
                        in_error = true;
                        break 'var None;
                    }
                    seen.push(name);
                }
                if let Some(alt) = self.types.scope(scope).lookup(name) {
                    self.record_use(e.id, alt);
                    if matches!(self.types.object(alt).kind, ObjectKind::Var(_)) {
                        break 'var Some(alt);
                    }
                    self.errorf(
                        e.pos,
                        Code::UnassignableOperand,
                        format!("cannot assign to {name}"),
                    );
                    in_error = true;
                    break 'var None;
                }
                let obj = self.new_local(name.clone(), e.pos);
                if name != "_" {
                    new_vars.push(obj);
                    self.record_def(e.id, obj);
                }
                Some(obj)
            };
            vars.push(match var {
                Some(v) => v,
                None => self.new_local(SmolStr::new_static("_"), e.pos),
            });
        }

        self.init_vars(&vars, rhs, None);
        // Function literals on the right must not see the new variables.
        self.process_delayed(top);

        if new_vars.is_empty() && !in_error {
            self.soft_errorf(pos, Code::NoNewVar, "no new variables on left side of :=");
            return;
        }
        for obj in new_vars {
            self.declare(scope, None, obj);
        }
    }

    /// A new variable of the function, without type.
    pub(super) fn new_local(&mut self, name: SmolStr, pos: Pos) -> ObjId {
        self.types
            .new_object(name, pos, self.pkg, None, ObjectKind::Var(VarKind::Local))
    }
}
