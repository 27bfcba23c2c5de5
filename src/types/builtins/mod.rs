//! Calls of the predeclared functions. Those of package `unsafe` are in `unsafe_builtins`.

mod lengths;
mod numbers;
mod slices;

use gorun_grammar::ast::ExprKind;

use super::call::Call;
use super::checker::Checker;
use super::codes::Code;
use super::expr::ExprUse;
use super::expr_string::{expr_string, node_pos, start_pos, unparen};
use super::object::Builtin;
use super::operand::{OpMode, Operand};
use super::ty::{Signature, Type, TypeId};
use super::universe::builtin_name;
use super::unprintable::Unprintable;

/// Whether a call of the builtin may be a statement.
pub(super) fn expr_use(id: Builtin) -> ExprUse {
    match id {
        Builtin::Clear
        | Builtin::Close
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Panic
        | Builtin::Print
        | Builtin::Println
        | Builtin::Recover => ExprUse::Statement,
        _ => ExprUse::Expression,
    }
}

/// The least number of arguments, and whether there may be more.
fn arity(id: Builtin) -> (usize, bool) {
    match id {
        Builtin::Append | Builtin::Make | Builtin::Max | Builtin::Min => (1, true),
        Builtin::Print | Builtin::Println => (0, true),
        Builtin::Recover => (0, false),
        Builtin::Complex
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Add
        | Builtin::Slice
        | Builtin::String => (2, false),
        _ => (1, false),
    }
}

impl<'a> Checker<'a> {
    /// Checks a call of the builtin `id` into `x`; false in error.
    pub(super) fn builtin(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        let name = builtin_name(id);
        if call.has_dots && id != Builtin::Append {
            let text = format!("invalid operation: invalid use of ... with built-in {name}");
            self.errorf(start_pos(call.expr), Code::InvalidDotDotDot, text);
            self.use_exprs(call.args);
            return false;
        }

        // len and cap are constant when their argument has no calls and receives: look at that alone.
        let saved = self.env.has_call_or_recv;
        let is_len = matches!(id, Builtin::Len | Builtin::Cap);
        if is_len {
            self.env.has_call_or_recv = false;
        }
        let ok = self.builtin_args(x, call, id, name);
        if is_len {
            self.env.has_call_or_recv = saved;
        }
        ok
    }

    fn builtin_args(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        id: Builtin,
        name: &'static str,
    ) -> bool {
        let mut args = Vec::new();
        let mut nargs = call.args.len();
        if !matches!(id, Builtin::Make | Builtin::New | Builtin::Offsetof) {
            args = self.expr_list(call.args);
            nargs = args.len();
            if args.iter().any(|a| !a.is_valid()) {
                return false;
            }
            if let Some(first) = args.first() {
                *x = first.clone();
            }
        }
        let (least, variadic) = arity(id);
        if nargs < least || !variadic && nargs > least {
            let qualifier = if nargs < least {
                "not enough"
            } else {
                "too many"
            };
            let text = format!(
                "invalid operation: {qualifier} arguments for {} (expected {least}, found {nargs})",
                expr_string(call.expr)
            );
            self.errorf(start_pos(call.expr), Code::WrongArgCount, text);
            return false;
        }
        match id {
            Builtin::Append => self.builtin_append(x, call, args),
            Builtin::Cap | Builtin::Len => self.builtin_len(x, call, id),
            Builtin::Clear => self.builtin_clear(x, call),
            Builtin::Close => self.builtin_close(x, call),
            Builtin::Complex => self.builtin_complex(x, call, args),
            Builtin::Copy => self.builtin_copy(x, call, args),
            Builtin::Delete => self.builtin_delete(x, call, args),
            Builtin::Imag | Builtin::Real => self.builtin_part(x, call, id),
            Builtin::Make => self.builtin_make(x, call),
            Builtin::Max | Builtin::Min => self.builtin_extreme(x, call, id, args),
            Builtin::New => self.builtin_new(x, call),
            Builtin::Panic => {
                if self.env.sig.as_ref().is_some_and(|s| !s.results.is_empty()) {
                    self.env.is_panic.insert(call.expr.id);
                }
                let any = self.types.universe.empty_interface;
                self.assignment(x, Some(any), "argument to panic");
                if !x.is_valid() {
                    return false;
                }
                x.mode = OpMode::NoValue;
                self.file_builtin(call, None, &[any], false);
                true
            }
            Builtin::Print | Builtin::Println => {
                let mut params = Vec::with_capacity(nargs);
                for a in &mut args {
                    self.assignment(a, None, format_args!("argument to built-in {name}"));
                    if !a.is_valid() {
                        return false;
                    }
                    params.push(a.ty);
                }
                let place = node_pos(call.expr);
                for &ty in &params {
                    let composed = matches!(
                        self.types.under_ty(ty),
                        Type::Struct(_) | Type::Array { .. }
                    );
                    let depends = self.types.mentions_tparams(ty);
                    if composed || depends {
                        let found = Unprintable {
                            pos: place,
                            name: name.to_string(),
                            ty,
                            tparams: self.outer_tparams.clone(),
                        };
                        self.unprintable.push(found);
                    }
                }
                x.mode = OpMode::NoValue;
                self.file_builtin(call, None, &params, false);
                true
            }
            Builtin::Recover => {
                let any = self.types.universe.empty_interface;
                x.set_value(any);
                self.file_builtin(call, Some(any), &[], false);
                true
            }
            Builtin::Add
            | Builtin::Alignof
            | Builtin::Offsetof
            | Builtin::Sizeof
            | Builtin::Slice
            | Builtin::SliceData
            | Builtin::String
            | Builtin::StringData => self.unsafe_builtin(x, call, id, args),
        }
    }

    /// Files the signature that the builtin has at this call.
    pub(super) fn file_builtin(
        &mut self,
        call: Call<'a>,
        result: Option<TypeId>,
        params: &[TypeId],
        variadic: bool,
    ) {
        let params = params.iter().map(|&p| self.types.default_type(p)).collect();
        let sig = Signature {
            tparams: Vec::new(),
            params,
            results: result.into_iter().collect(),
            variadic,
            names: Vec::new(),
        };
        let sig = self.types.intern(Type::Signature(sig));
        self.record_builtin_type(call.fun, sig);
    }

    fn builtin_new(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let arg = &call.args[0];
        self.expr_or_type(x, arg, false);
        self.exclude_non_values_but_types(x);
        match x.mode {
            OpMode::Invalid => return false,
            OpMode::TypeExpr => self.valid_var_type(arg, x.ty),
            _ => {
                if self.types.is_untyped(x.ty) {
                    self.assignment(x, None, "argument to new");
                    if !x.is_valid() {
                        return false;
                    }
                }
                if !self.allow_version((1, 26)) {
                    self.version_errorf(
                        start_pos(call.fun),
                        (1, 26),
                        &format!("new({})", expr_string(arg)),
                    );
                }
            }
        }
        let t = x.ty;
        let ptr = self.types.intern(Type::Pointer(t));
        x.set_value(ptr);
        self.file_builtin(call, Some(ptr), &[t], false);
        true
    }
}

/// Whether the expression is `x.f`, perhaps in parentheses.
pub(super) fn as_selector(e: &gorun_grammar::ast::Expr) -> Option<&gorun_grammar::ast::Expr> {
    let e = unparen(e);
    matches!(e.kind, ExprKind::Selector { .. }).then_some(e)
}
