//! Calls: functions, methods, generic functions with inference, variadic parameters, and one call as the
//! arguments of another.

use gorun_grammar::ast::{Expr, ExprKind, Pos};
use std::fmt;

use super::checker::Checker;
use super::codes::Code;
use super::errors::ErrorDesc;
use super::expr::{ExprUse, Target};
use super::expr_string::{expr_string, node_pos, start_pos};
use super::operand::{OpMode, Operand};
use super::reason::Reason;
use super::ty::{Signature, Type, TypeId};

/// The words of an argument's assignment, put together only when an error needs them.
#[derive(Clone, Copy)]
struct ArgumentTo<'a>(&'a Expr);

impl fmt::Display for ArgumentTo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "argument to {}", expr_string(self.0))
    }
}

/// The parts of a call expression.
#[derive(Clone, Copy)]
pub(super) struct Call<'a> {
    pub expr: &'a Expr,
    pub fun: &'a Expr,
    pub args: &'a [Expr],
    pub has_dots: bool,
}

impl<'a> Call<'a> {
    pub fn of(e: &'a Expr) -> Option<Call<'a>> {
        match &e.kind {
            ExprKind::Call {
                fun,
                args,
                ellipsis,
                ..
            } => Some(Call {
                expr: e,
                fun,
                args,
                has_dots: ellipsis.is_some(),
            }),
            _ => None,
        }
    }
}

fn indices(e: &Expr) -> &[Expr] {
    match &e.kind {
        ExprKind::Index { indices, .. } => indices,
        _ => &[],
    }
}

impl<'a> Checker<'a> {
    pub(super) fn signature(&self, ty: TypeId) -> Option<&Signature> {
        match self.types.get(self.types.unalias(ty)) {
            Type::Signature(sig) => Some(sig),
            _ => None,
        }
    }

    /// Instantiates the generic function `x`, with the type arguments of the index expression `inst` and,
    /// where they do not suffice, with what `target` lets infer. Without `infer`, too few arguments are
    /// answered as they are and `x` is left alone.
    pub(super) fn func_inst(
        &mut self,
        target: Option<&Target>,
        pos: Pos,
        x: &mut Operand<'a>,
        inst: Option<&'a Expr>,
        infer: bool,
    ) -> Option<Vec<TypeId>> {
        let inst_pos = inst.map_or(pos, node_pos);
        if let Some(inst) = inst {
            x.expr = inst.into();
        }
        let version_ok = self.verify_version(inst_pos, (1, 18), "function instantiation");

        let mut targs = Vec::new();
        let xlist = inst.map_or(&[][..], indices);
        if inst.is_some() {
            match self.type_list(xlist) {
                Some(list) => targs = list,
                None => {
                    x.invalidate();
                    return None;
                }
            }
        }
        let sig_ty = x.ty;
        let Some(sig) = self.signature(sig_ty).cloned() else {
            x.invalidate();
            return None;
        };
        let (got, want) = (targs.len(), sig.tparams.len());
        if got > want {
            let text = format!("got {got} type arguments but want {want}");
            self.errorf(
                xlist.get(got - 1).map_or(inst_pos, start_pos),
                Code::WrongTypeArgCount,
                text,
            );
            x.invalidate();
            return None;
        }
        if got < want {
            if !infer {
                return Some(targs);
            }
            // The assignment `var t T = x` is treated like a call g(t) of `func g[tparams of x](type of x)`.
            let mut params = Vec::new();
            let mut args = Vec::new();
            let mut reverse = false;
            if let Some(target) = target {
                if version_ok && !self.allow_version((1, 21)) {
                    let how = if inst.is_some() {
                        "partially"
                    } else {
                        "implicitly"
                    };
                    self.version_errorf(
                        inst_pos,
                        (1, 21),
                        &format!("{how} instantiated function in assignment"),
                    );
                }
                let plain = Signature {
                    tparams: Vec::new(),
                    ..sig.clone()
                };
                params.push(self.types.intern(Type::Signature(plain)));
                let described =
                    super::operand::OperandExpr::Described(x.pos(), target.desc.as_str().into());
                args.push(Operand::value(target.sig, described));
                reverse = true;
            }
            let (tparams, params) = self.rename_tparams(&sig.tparams, &params);
            let mut given: Vec<Option<TypeId>> = targs.iter().map(|&t| Some(t)).collect();
            given.resize(want, None);
            let mut err = ErrorDesc::new(Code::CannotInferTypeArgs);
            let refs: Vec<&Operand<'a>> = args.iter().collect();
            match self.infer(pos, &tparams, &given, &params, &refs, reverse, &mut err) {
                Some(list) => targs = list,
                None => {
                    self.report(err);
                    x.invalidate();
                    return None;
                }
            }
        }
        let pos = x.expr.expr().map_or(pos, node_pos);
        x.ty = match x.expr.expr() {
            Some(e) => self.instantiate_func(pos, e, sig_ty, &targs, xlist),
            None => self.types.instantiate_signature(sig_ty, &targs),
        };
        x.mode = OpMode::Value;
        None
    }

    /// The instance of the generic function `e` (of type `sig`) for `targs`; its constraints are verified later.
    fn instantiate_func(
        &mut self,
        pos: Pos,
        e: &'a Expr,
        sig: TypeId,
        targs: &[TypeId],
        xlist: &'a [Expr],
    ) -> TypeId {
        let inst = self.types.instantiate_signature(sig, targs);
        self.record_instance(e, targs, inst);
        let tparams = self
            .signature(sig)
            .map(|s| s.tparams.clone())
            .unwrap_or_default();
        let targs = targs.to_vec();
        self.later(move |check| {
            if let Err((i, text)) = check.verify(pos, &tparams, &targs) {
                let pos = xlist.get(i).map_or(pos, start_pos);
                check.soft_errorf(pos, Code::InvalidTypeArg, text);
            } else {
                let places: Vec<_> = xlist.iter().map(|e| e.pos).collect();
                check.mono_record_instance(pos, &tparams, &targs, &places);
            }
        });
        inst
    }

    pub(super) fn call_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr) -> ExprUse {
        let Some(call) = Call::of(e) else {
            return ExprUse::Statement;
        };
        let used = self.call(x, call);
        x.expr = e.into();
        used
    }

    fn call(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> ExprUse {
        let mut inst = None;
        if matches!(call.fun.kind, ExprKind::Index { .. }) {
            if self.index_expr(x, call.fun) {
                inst = Some(call.fun);
            }
            x.expr = call.fun.into();
            self.record(x);
        } else {
            self.expr_or_type(x, call.fun, true);
        }

        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(call.args);
                return ExprUse::Statement;
            }
            OpMode::TypeExpr => {
                self.conversion_call(x, call);
                return ExprUse::Conversion;
            }
            OpMode::Builtin => {
                let Some(id) = x.id else {
                    return ExprUse::Statement;
                };
                if !self.builtin(x, call, id) {
                    x.invalidate();
                }
                if x.is_valid() && x.mode != OpMode::Constant {
                    self.env.has_call_or_recv = true;
                }
                return super::builtins::expr_use(id);
            }
            _ => {}
        }

        let types = &*self.types;
        let found = types.common_under_if(x.ty, |t, u| match (t, u) {
            (Some(t), Some(u)) if !matches!(types.get(u), Type::Signature(_)) => {
                Err(Reason::After(t, "is not a function"))
            }
            _ => Ok(()),
        });
        let mut sig_ty = match found {
            Ok(sig) => sig,
            Err(reason) => {
                let cause = reason.message(self);
                let text = format!(
                    "invalid operation: cannot call {}: {cause}",
                    self.operand_str(x)
                );
                self.errorf(x.pos(), Code::InvalidCall, text);
                // The arguments are not looked at: gc does not either.
                x.invalidate();
                return ExprUse::Statement;
            }
        };
        let want = self.signature(sig_ty).map_or(0, |s| s.tparams.len());
        let was_generic = want > 0;

        let mut xlist: &'a [Expr] = &[];
        let mut targs = Vec::new();
        if let Some(inst) = inst {
            xlist = indices(inst);
            match self.type_list(xlist) {
                Some(list) => targs = list,
                None => {
                    self.use_exprs(call.args);
                    x.invalidate();
                    return ExprUse::Statement;
                }
            }
            let got = targs.len();
            if got > want {
                let text = format!("got {got} type arguments but want {want}");
                self.errorf(start_pos(&xlist[want]), Code::WrongTypeArgCount, text);
                self.use_exprs(call.args);
                x.invalidate();
                return ExprUse::Statement;
            }
            if got == want && want > 0 {
                self.verify_version(inst.pos, (1, 18), "function instantiation");
                sig_ty = self.instantiate_func(node_pos(inst), inst, sig_ty, &targs, xlist);
                targs = Vec::new();
                xlist = &[];
            }
        }

        let (mut args, atargs) = self.generic_expr_list(call.args);
        let sig_ty = self.arguments(call, sig_ty, targs, xlist, &mut args, &atargs);
        let Some(sig) = self.signature(sig_ty) else {
            x.invalidate();
            return ExprUse::Statement;
        };
        let still_generic = !sig.tparams.is_empty();
        let results = sig.results.clone();
        if was_generic && !still_generic {
            self.record_type_and_value(call.fun, OpMode::Value, sig_ty, None);
        }
        x.val = None;
        match results.as_slice() {
            [] => {
                x.mode = OpMode::NoValue;
                x.ty = self.types.intern(Type::Tuple(Vec::new()));
            }
            &[ty] => {
                x.mode = OpMode::Value;
                x.ty = ty;
                if !self.is_complete(ty) {
                    x.invalidate();
                    return ExprUse::Statement;
                }
            }
            _ => {
                x.mode = OpMode::Value;
                x.ty = self.types.intern(Type::Tuple(results));
            }
        }
        self.env.has_call_or_recv = true;
        // When inference failed, what mentions type parameters cannot be used.
        if x.mode == OpMode::Value && still_generic {
            x.invalidate();
        }
        ExprUse::Statement
    }

    /// `T(x)`, where `x` holds the type.
    fn conversion_call(&mut self, x: &mut Operand<'a>, call: Call<'a>) {
        self.non_generic(None, x);
        if !x.is_valid() {
            return;
        }
        let t = x.ty;
        x.invalidate();
        if !self.is_complete(t) {
            return;
        }
        match call.args {
            [] => {
                let text = format!("missing argument in conversion to {}", self.type_str(t));
                self.errorf(start_pos(call.expr), Code::WrongArgCount, text);
            }
            [arg] => {
                let target = self.new_target(Some(t), "conversion");
                self.expr(target.as_ref(), x, arg);
                if !x.is_valid() {
                    return;
                }
                if self.types.is_non_tparam_interface(t) && !self.types.type_set(t).is_method_set()
                {
                    let text = format!(
                        "cannot use interface {} in conversion (contains specific type constraints or is comparable)",
                        self.type_str(t)
                    );
                    // What is converted stays as it was: gc goes on with it.
                    self.errorf(start_pos(call.expr), Code::MisplacedConstraintIface, text);
                } else if call.has_dots {
                    let text = format!("invalid use of ... in conversion to {}", self.type_str(t));
                    self.errorf(start_pos(arg), Code::BadDotDotDotSyntax, text);
                } else {
                    self.conversion(x, t);
                }
            }
            [.., last] => {
                self.use_exprs(call.args);
                let text = format!("too many arguments in conversion to {}", self.type_str(t));
                self.errorf(start_pos(last), Code::WrongArgCount, text);
            }
        }
    }

    /// The values of a list of expressions; a single one may be a call with several results.
    pub(super) fn expr_list(&mut self, list: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [only] = list {
            return self.multi_expr(only, false).0;
        }
        let mut out = Vec::with_capacity(list.len());
        for e in list {
            let mut x = Operand::default();
            self.expr(None, &mut x, e);
            out.push(x);
        }
        out
    }

    /// Like `expr_list`, but a value may be a generic function; the second result holds the type arguments
    /// that the expression gives such a function, without being enough.
    fn generic_expr_list(&mut self, list: &'a [Expr]) -> (Vec<Operand<'a>>, Vec<Vec<TypeId>>) {
        let infer = !self.allow_version((1, 21));
        let single = list.len() == 1;
        let mut out = Vec::with_capacity(list.len());
        let mut targs = vec![Vec::new(); list.len()];
        for (i, e) in list.iter().enumerate() {
            let mut x = Operand::default();
            if !matches!(e.kind, ExprKind::Index { .. }) {
                if single {
                    self.raw_expr(None, &mut x, e, None, true);
                    self.exclude_non_values(&mut x);
                    if x.is_valid()
                        && let Type::Tuple(results) = self.types.get(x.ty)
                    {
                        out.extend(results.iter().map(|&ty| Operand::value(ty, e.into())));
                        return (out, Vec::new());
                    }
                } else {
                    self.generic_expr(&mut x, e, None);
                }
            } else if self.index_expr(&mut x, e) {
                match self.func_inst(None, node_pos(e), &mut x, Some(e), infer) {
                    Some(given) => {
                        targs[i] = given;
                        x.expr = e.into();
                    }
                    None => self.record(&x),
                }
            } else {
                x.expr = e.into();
                self.record(&x);
                self.exclude_non_values(&mut x);
                self.single_value(&mut x);
            }
            out.push(x);
        }
        (out, targs)
    }

    /// Checks the arguments of a call against the parameters of `sig_ty`, inferring and instantiating what is
    /// generic. The result is the signature as it is called; in error, `sig_ty` itself.
    pub(super) fn arguments(
        &mut self,
        call: Call<'a>,
        sig_ty: TypeId,
        targs: Vec<TypeId>,
        xlist: &'a [Expr],
        args: &mut [Operand<'a>],
        atargs: &[Vec<TypeId>],
    ) -> TypeId {
        let Some(sig) = self.signature(sig_ty).cloned() else {
            return sig_ty;
        };
        let nargs = args.len();
        let mut npars = sig.params.len();

        // The parameters, with the variadic one repeated for each of its arguments.
        let mut params = sig.params.clone();
        let mut adjusted = false;
        if sig.variadic {
            if call.has_dots {
                if call.args.len() == 1 && nargs > 1 {
                    let text = format!(
                        "cannot use ... with {nargs}-valued {}",
                        expr_string(&call.args[0])
                    );
                    self.errorf(start_pos(call.expr), Code::InvalidDotDotDot, text);
                    return sig_ty;
                }
            } else if nargs + 1 >= npars {
                let last = params.pop().unwrap_or(TypeId::INVALID);
                let elem = match self.types.get(self.types.unalias(last)) {
                    &Type::Slice(elem) => elem,
                    _ => TypeId::INVALID,
                };
                params.resize(nargs, elem);
                adjusted = true;
                npars = nargs;
            } else {
                npars -= 1;
            }
        } else if call.has_dots {
            let text = format!(
                "cannot use ... in call to non-variadic {}",
                expr_string(call.fun)
            );
            self.errorf(start_pos(call.expr), Code::NonVariadicDotDotDot, text);
            return sig_ty;
        }

        if nargs != npars {
            let (pos, qualifier) = if nargs > npars {
                (args[npars].pos(), "too many")
            } else {
                (
                    args.last().map_or(start_pos(call.expr), |a| a.pos()),
                    "not enough",
                )
            };
            let have: Vec<TypeId> = args.iter().map(|a| self.type_had(a)).collect();
            let mut err = ErrorDesc::new(Code::WrongArgCount);
            err.add(
                pos,
                format!("{qualifier} arguments in call to {}", expr_string(call.fun)),
            );
            err.add(
                Pos::NONE,
                format!("have {}", self.types_summary(&have, false, call.has_dots)),
            );
            err.add(
                Pos::NONE,
                format!(
                    "want {}",
                    self.types_summary(&sig.params, sig.variadic, false)
                ),
            );
            self.report(err);
            return sig_ty;
        }

        // Type parameters of the callee, then those of generic functions among the arguments.
        let mut tparams = Vec::new();
        let mut given: Vec<Option<TypeId>> = targs.into_iter().map(Some).collect();
        let n = sig.tparams.len();
        if n > 0 {
            if !self.allow_version((1, 18)) {
                if matches!(call.fun.kind, ExprKind::Index { .. }) {
                    self.version_errorf(start_pos(call.fun), (1, 18), "function instantiation");
                } else {
                    self.version_errorf(
                        start_pos(call.expr),
                        (1, 18),
                        "implicit function instantiation",
                    );
                }
            }
            // Fresh type parameters, so that a function may call itself with other arguments.
            (tparams, params) = self.rename_tparams(&sig.tparams, &params);
            given.resize(n, None);
        }
        let mut generic_args = Vec::new();
        for (i, arg) in args.iter_mut().enumerate() {
            let Some(asig) = self
                .signature(arg.ty)
                .filter(|s| !s.tparams.is_empty())
                .cloned()
            else {
                continue;
            };
            let original = arg.ty;
            let plain = self.types.intern(Type::Signature(Signature {
                tparams: Vec::new(),
                ..asig.clone()
            }));
            let (atparams, renamed) = self.rename_tparams(&asig.tparams, &[plain]);
            if let Some(renamed) = renamed.first().and_then(|&t| self.signature(t)).cloned() {
                arg.ty = self.types.intern(Type::Signature(Signature {
                    tparams: atparams.clone(),
                    ..renamed
                }));
            }
            tparams.extend(atparams);
            given.extend(atargs.get(i).into_iter().flatten().map(|&t| Some(t)));
            given.resize(tparams.len(), None);
            generic_args.push((i, original, asig.tparams.len()));
        }
        if let Some(&(i, ..)) = generic_args.first() {
            self.verify_version(
                args[i].pos(),
                (1, 21),
                "implicitly instantiated function as argument",
            );
        }

        let mut result = sig_ty;
        if !tparams.is_empty() {
            let mut err = ErrorDesc::new(Code::CannotInferTypeArgs);
            let refs: Vec<&Operand<'a>> = args.iter().collect();
            let inferred = self.infer(
                node_pos(call.expr),
                &tparams,
                &given,
                &params,
                &refs,
                false,
                &mut err,
            );
            let Some(inferred) = inferred else {
                if let Some((_, text)) = err.parts.first_mut() {
                    *text = format!("in call to {}, {text}", expr_string(call.fun));
                    self.report(err);
                }
                return sig_ty;
            };
            if n > 0 {
                result = self.instantiate_func(
                    node_pos(call.expr),
                    call.fun,
                    sig_ty,
                    &inferred[..n],
                    xlist,
                );
                if adjusted {
                    let map = tparams
                        .iter()
                        .copied()
                        .zip(inferred.iter().copied())
                        .take(n)
                        .collect();
                    params = params.iter().map(|&p| self.types.subst(p, &map)).collect();
                } else if let Some(sig) = self.signature(result) {
                    params = sig.params.clone();
                }
            }
            let mut j = n;
            for (i, original, count) in generic_args {
                let list = inferred[j..j + count].to_vec();
                j += count;
                if let Some(e) = args[i].expr.expr() {
                    args[i].ty =
                        self.instantiate_func(node_pos(call.expr), e, original, &list, &[]);
                    self.record(&args[i]);
                }
            }
        }

        for (arg, param) in args.iter_mut().zip(params) {
            self.assignment(arg, Some(param), ArgumentTo(call.fun));
        }
        result
    }
}
