//! The dispatch over expressions, and what they have in common: single and multiple values, untyped
//! expressions that get their final type later.

use gorun_grammar::ast::{Expr, ExprKind, UnaryOp};
use smol_str::SmolStr;

use super::checker::{Checker, ExprInfo};
use super::codes::Code;
use super::constant::Const;
use super::expr_string::{expr_string, node_pos, start_pos, unparen};
use super::operand::{OpMode, Operand, OperandExpr};
use super::ty::{Basic, Type, TypeId};

/// Whether an expression may stand as a statement, and what to say if not.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExprUse {
    Conversion,
    Expression,
    Statement,
}

/// The function type that an expression is assigned to, and how messages call its variable.
/// A generic function's missing type arguments are inferred from it.
#[derive(Clone, Debug)]
pub struct Target {
    pub sig: TypeId,
    pub desc: String,
}

/// Modes that `exclude` refuses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Excluded {
    NoValue,
    NoValueBuiltin,
    All,
}

impl<'a> Checker<'a> {
    /// A target for the type `ty`, if that is a function type.
    pub fn new_target(&mut self, ty: Option<TypeId>, desc: &str) -> Option<Target> {
        let sig = self.types.common_under(ty?).ok()?;
        matches!(self.types.get(sig), Type::Signature(_)).then(|| Target {
            sig,
            desc: desc.to_string(),
        })
    }

    /// Checks `e` into `x`, whatever it is. With `hint`, a composite literal may leave out its type. With
    /// `allow_generic`, the result may be a generic function or type without arguments.
    pub fn raw_expr(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> ExprUse {
        let used = self.expr_internal(target, x, e, hint);
        if !allow_generic {
            self.non_generic(target, x);
        }
        self.record(x);
        used
    }

    /// Reports a generic type, or a generic function that `target` cannot instantiate.
    pub fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if !x.is_valid() || x.mode == OpMode::NoValue {
            return;
        }
        let what = match self.types.get(x.ty) {
            Type::Named(_) | Type::Alias { .. } if self.types.is_generic(x.ty) => "type",
            Type::Signature(sig) if !sig.tparams.is_empty() => {
                if let Some(target) = target {
                    self.func_inst(Some(target), x.pos(), x, None, true);
                    return;
                }
                "function"
            }
            _ => return,
        };
        let text = format!("cannot use generic {what} {} without instantiation", x.expr);
        self.errorf(x.pos(), Code::WrongTypeArgCount, text);
        x.invalidate();
        x.ty = TypeId::INVALID;
    }

    fn expr_internal(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        e: &'a Expr,
        hint: Option<TypeId>,
    ) -> ExprUse {
        *x = Operand::default();
        match &e.kind {
            ExprKind::Bad => {}
            ExprKind::Ident(_) => self.ident(x, e, false),
            ExprKind::Ellipsis(_) => {
                self.errorf(e.pos, Code::InvalidSyntaxTree, "invalid use of ...");
                x.invalidate();
            }
            ExprKind::Lit { kind, text } => self.basic_lit(x, e, *kind, text),
            ExprKind::Func { ty, body } => self.func_lit(x, ty, body),
            ExprKind::Composite {
                ty, elems, rbrace, ..
            } => {
                self.composite_lit(x, e, ty.as_deref(), elems, *rbrace, hint);
            }
            ExprKind::Paren(inner) => {
                let used = self.raw_expr(None, x, inner, None, false);
                x.expr = e.into();
                return used;
            }
            ExprKind::Selector { .. } => self.selector(x, e, false),
            ExprKind::Index { .. } => {
                if self.index_expr(x, e) {
                    self.func_inst(target, node_pos(e), x, Some(e), true);
                }
            }
            ExprKind::Slice { .. } => self.slice_expr(x, e),
            ExprKind::TypeAssert { x: inner, ty, .. } => {
                self.type_assert(x, e, inner, ty.as_deref())
            }
            ExprKind::Call { .. } => return self.call_expr(x, e),
            ExprKind::Star(inner) => self.star(x, inner),
            ExprKind::Unary { op, x: inner } => {
                self.unary(x, e, *op, inner);
                if *op == UnaryOp::Recv && x.is_valid() {
                    x.expr = e.into();
                    return ExprUse::Statement;
                }
            }
            ExprKind::Binary {
                op,
                op_pos,
                x: lhs,
                y: rhs,
            } => {
                self.binary(x, Some((e, *op_pos)), lhs, rhs, *op);
            }
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType(_)
            | ExprKind::StructType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                x.mode = OpMode::TypeExpr;
                x.ty = self.typ(e);
            }
        }
        x.expr = e.into();
        if x.is_valid() {
            ExprUse::Expression
        } else {
            ExprUse::Statement
        }
    }

    /// `*inner`: a dereference or a pointer type.
    fn star(&mut self, x: &mut Operand<'a>, inner: &'a Expr) {
        self.expr_or_type(x, inner, false);
        match x.mode {
            OpMode::Invalid => {}
            OpMode::TypeExpr => {
                self.valid_var_type(inner, x.ty);
                x.ty = self.types.intern(Type::Pointer(x.ty));
            }
            _ => {
                let mut base = None;
                for (_, u) in self.types.typeset(x.ty) {
                    let problem = match u.map(|u| self.types.get(u).clone()) {
                        Some(Type::Pointer(b)) => match base {
                            Some(other) if !self.types.identical(b, other) => {
                                format!(
                                    "invalid operation: pointers of {} must have identical base types",
                                    self.operand_str(x)
                                )
                            }
                            _ => {
                                base = Some(b);
                                continue;
                            }
                        },
                        _ => format!("invalid operation: cannot indirect {}", self.operand_str(x)),
                    };
                    self.errorf(x.pos(), Code::InvalidIndirection, problem);
                    x.invalidate();
                    return;
                }
                match base {
                    Some(base) if self.is_complete(base) => {
                        x.mode = OpMode::Variable;
                        x.ty = base;
                    }
                    _ => x.invalidate(),
                }
            }
        }
    }

    /// The final or a better type of the untyped expression `e` is known: tells it to the operands that
    /// share it, and files it once it is final.
    pub fn update_expr_type(&mut self, e: &'a Expr, ty: TypeId, is_final: bool) {
        let Some(old) = self.untyped.get(&e.id) else {
            return;
        };
        let is_const = old.val.is_some();
        match &e.kind {
            ExprKind::Ident(_)
            | ExprKind::Lit { .. }
            | ExprKind::Selector { .. }
            | ExprKind::Call { .. } => {}
            ExprKind::Paren(inner) => self.update_expr_type(inner, ty, is_final),
            // Operands of constants are never materialised.
            ExprKind::Unary { x, .. } if !is_const => self.update_expr_type(x, ty, is_final),
            ExprKind::Binary { op, x, y, .. } if !is_const => {
                if op.is_comparison() {
                    // Its operands have their own final types.
                } else if op.is_shift() {
                    self.update_expr_type(x, ty, is_final);
                } else {
                    self.update_expr_type(x, ty, is_final);
                    self.update_expr_type(y, ty, is_final);
                }
            }
            ExprKind::Unary { .. } | ExprKind::Binary { .. } => {}
            _ => return,
        }
        if !is_final && self.types.is_untyped(ty) {
            let under = self.types.under(ty);
            if let Some(info) = self.untyped.get_mut(&e.id) {
                info.ty = under;
            }
            return;
        }
        let Some(ExprInfo {
            is_lhs,
            mode,
            ty: old_ty,
            val,
            ..
        }) = self.untyped.remove(&e.id)
        else {
            return;
        };
        if is_lhs && !self.types.all_integer(ty) {
            let text = format!(
                "invalid operation: shifted operand {} (type {}) must be integer",
                expr_string(e),
                self.type_str(ty)
            );
            self.errorf(start_pos(e), Code::InvalidShiftOperand, text);
            return;
        }
        let mut val = val;
        if val.is_some() {
            let mut c = Operand {
                mode,
                ty: old_ty,
                val,
                expr: e.into(),
                id: None,
            };
            self.convert_untyped(&mut c, ty);
            if !c.is_valid() {
                return;
            }
            val = c.val;
        }
        self.record_type_and_value(e, mode, ty, val);
    }

    /// The same for the expression of an operand.
    pub fn update_operand_type(&mut self, expr: &OperandExpr<'a>, ty: TypeId, is_final: bool) {
        if let Some(e) = expr.expr() {
            self.update_expr_type(e, ty, is_final);
        }
    }

    pub fn update_expr_val(&mut self, expr: &OperandExpr<'a>, val: &Const) {
        if let Some(e) = expr.expr()
            && let Some(info) = self.untyped.get_mut(&e.id)
        {
            info.val = Some(val.clone());
        }
    }

    /// The type that the untyped `x` takes where `target` is expected, and its value there if it is
    /// constant. Typed operands keep their type.
    pub fn implicit_type_and_value(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
    ) -> Result<(TypeId, Option<Const>), Code> {
        if !x.is_valid() || !self.types.is_untyped(x.ty) || !self.types.is_valid(target) {
            return Ok((x.ty, None));
        }
        if self.types.is_untyped(target) {
            return match self.types.max_type(x.ty, target) {
                Some(ty) => Ok((ty, None)),
                None => Err(Code::InvalidUntypedConversion),
            };
        }
        if x.is_nil() {
            return if self.types.has_nil(target) {
                Ok((target, None))
            } else {
                Err(Code::InvalidUntypedConversion)
            };
        }
        if self.types.is_tparam(target) {
            let terms = self.specific_types(target);
            let ok = !terms.is_empty()
                && terms
                    .iter()
                    .all(|&(_, u)| self.implicit_type_and_value(x, u).is_ok());
            return if ok {
                Ok((target, None))
            } else {
                Err(Code::InvalidUntypedConversion)
            };
        }
        let under = self.types.under(target);
        match self.types.get(under) {
            &Type::Basic(kind) => {
                if x.is_constant() {
                    let val = self.representation(x, kind)?;
                    return Ok((target, Some(val)));
                }
                let fits = match self.types.get(self.types.under(x.ty)) {
                    Type::Basic(Basic::UntypedBool) => self.types.is_boolean(target),
                    Type::Basic(
                        Basic::UntypedInt
                        | Basic::UntypedRune
                        | Basic::UntypedFloat
                        | Basic::UntypedComplex,
                    ) => self.types.is_numeric(target),
                    Type::Basic(Basic::UntypedString) => self.types.is_string(target),
                    _ => false,
                };
                if fits {
                    Ok((target, None))
                } else {
                    Err(Code::InvalidUntypedConversion)
                }
            }
            Type::Interface(_) => {
                if self.types.type_set(under).is_all() {
                    Ok((self.types.default_type(x.ty), None))
                } else {
                    Err(Code::InvalidUntypedConversion)
                }
            }
            _ => Err(Code::InvalidUntypedConversion),
        }
    }

    /// Checks `e` into `x`; it must be a single value.
    pub fn expr(&mut self, target: Option<&Target>, x: &mut Operand<'a>, e: &'a Expr) {
        self.raw_expr(target, x, e, None, false);
        self.exclude(x, Excluded::All);
        self.single_value(x);
    }

    /// Like `expr`, but the value may be a generic function.
    pub fn generic_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr, hint: Option<TypeId>) {
        self.raw_expr(None, x, e, hint, true);
        self.exclude(x, Excluded::All);
        self.single_value(x);
    }

    /// Checks `e` as the source of several values: the results of a call, or with `allow_comma_ok` the value
    /// and the bool of a comma-ok form (then the second result is true).
    pub fn multi_expr(&mut self, e: &'a Expr, allow_comma_ok: bool) -> (Vec<Operand<'a>>, bool) {
        let mut x = Operand::default();
        self.raw_expr(None, &mut x, e, None, false);
        self.exclude(&mut x, Excluded::All);
        if x.is_valid()
            && let Type::Tuple(results) = self.types.get(x.ty)
        {
            let list = results.iter().enumerate().map(|(i, &ty)| {
                Operand::value(
                    ty,
                    OperandExpr::Described(start_pos(e), nth(i + 1, "function result")),
                )
            });
            return (list.collect(), false);
        }
        if allow_comma_ok && matches!(x.mode, OpMode::MapIndex | OpMode::CommaOk) {
            let what = SmolStr::new_static("ok value of (comma, ok) expression");
            let ok = Operand::value(
                TypeId::of(Basic::UntypedBool),
                OperandExpr::Described(start_pos(e), what),
            );
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// Checks a value or a type.
    pub fn expr_or_type(&mut self, x: &mut Operand<'a>, e: &'a Expr, allow_generic: bool) {
        self.raw_expr(None, x, e, None, allow_generic);
        self.exclude(x, Excluded::NoValue);
        self.single_value(x);
    }

    /// Reports a call without value, an uncalled builtin, or a type where a value has to be.
    pub fn exclude_non_values(&mut self, x: &mut Operand<'a>) {
        self.exclude(x, Excluded::All);
    }

    /// Like `exclude_non_values`, but lets types pass.
    pub fn exclude_non_values_but_types(&mut self, x: &mut Operand<'a>) {
        self.exclude(x, Excluded::NoValueBuiltin);
    }

    fn exclude(&mut self, x: &mut Operand<'a>, excluded: Excluded) {
        let (what, code) = match x.mode {
            OpMode::NoValue if excluded == Excluded::All => ("used as value", Code::TooManyValues),
            OpMode::NoValue => ("used as value or type", Code::TooManyValues),
            OpMode::Builtin if excluded != Excluded::NoValue => {
                ("must be called", Code::UncalledBuiltin)
            }
            OpMode::TypeExpr if excluded == Excluded::All => {
                ("is not an expression", Code::NotAnExpr)
            }
            _ => return,
        };
        let text = format!("{} {what}", self.operand_str(x));
        self.errorf(x.pos(), code, text);
        x.invalidate();
    }

    pub fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == OpMode::Value && matches!(self.types.get(x.ty), Type::Tuple(_)) {
            let text = format!(
                "multiple-value {} in single-value context",
                self.operand_str(x)
            );
            self.errorf(x.pos(), Code::TooManyValues, text);
            x.invalidate();
        }
    }

    /// Checks expressions after an error elsewhere, so that their variables count as used.
    /// Whether all of them are without error.
    pub fn use_exprs(&mut self, list: impl IntoIterator<Item = &'a Expr>) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_expr(e, false);
        }
        ok
    }

    /// Like `use_exprs` for left sides of assignments: a variable there is not used.
    pub fn use_lhs(&mut self, list: impl IntoIterator<Item = &'a Expr>) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_expr(e, true);
        }
        ok
    }

    fn use_expr(&mut self, e: &'a Expr, lhs: bool) -> bool {
        let mut x = Operand {
            mode: OpMode::Value,
            ..Operand::default()
        };
        let inner = unparen(e);
        match &inner.kind {
            ExprKind::Ident(name) if name == "_" => {}
            ExprKind::Ident(name) => {
                let var = if lhs { self.own_var(name) } else { None };
                let was_used = var.is_some_and(|v| self.used_vars.contains(&v));
                self.expr_or_type(&mut x, inner, true);
                if let Some(v) = var
                    && !was_used
                {
                    self.used_vars.remove(&v);
                }
            }
            _ => {
                self.raw_expr(None, &mut x, e, None, true);
            }
        }
        x.is_valid()
    }

    /// The variable of this package that `name` denotes here.
    pub fn own_var(&self, name: &str) -> Option<super::object::ObjId> {
        let obj = self.lookup(name)?;
        let o = self.types.object(obj);
        (matches!(o.kind, super::object::ObjectKind::Var(_)) && o.pkg == self.pkg).then_some(obj)
    }
}

/// "1st what", "2nd what" and so on.
pub fn nth(n: usize, what: &str) -> SmolStr {
    let ext = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    SmolStr::new(format!("{n}{ext} {what}"))
}
