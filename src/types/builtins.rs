//! Calls of the predeclared functions. Those of package `unsafe` are in `unsafe_builtins`.

use gorun_grammar::ast::{BinaryOp, ExprKind};

use super::call::Call;
use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr::ExprUse;
use super::expr_string::{expr_string, node_pos, start_pos, unparen};
use super::object::Builtin;
use super::operand::{OpMode, Operand};
use super::reason::Reason;
use super::ty::{Basic, ChanDir, Signature, Type, TypeId};
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

    /// The element type of the slice `x`, or why it is none.
    fn slice_elem(&mut self, x: &Operand<'a>) -> Result<TypeId, String> {
        let mut elem = None;
        for (_, u) in self.types.typeset(x.ty) {
            match (u.map(|u| self.types.get(u)), elem) {
                (Some(&Type::Slice(e)), None) => elem = Some(e),
                (Some(&Type::Slice(e)), Some(first)) => {
                    if !self.types.identical(first, e) {
                        return Err(format!(
                            "mismatched slice element types {} and {} in {}",
                            self.type_str(first),
                            self.type_str(e),
                            self.operand_str(x)
                        ));
                    }
                }
                _ if x.is_nil() => return Err("argument must be a slice; have untyped nil".into()),
                _ => {
                    return Err(format!(
                        "argument must be a slice; have {}",
                        self.operand_str(x)
                    ));
                }
            }
        }
        elem.ok_or_else(|| format!("argument must be a slice; have {}", self.operand_str(x)))
    }

    /// For `append(bytes, s...)` and `copy(bytes, s)`: whether all types of `ty` are string or []byte, and
    /// whether one is string.
    fn strings_and_bytes(&self, ty: TypeId) -> Option<bool> {
        let mut has_string = false;
        for (_, u) in self.types.typeset(ty) {
            match u.map(|u| (u, self.types.get(u))) {
                Some((_, &Type::Slice(e))) if self.types.identical(e, TypeId::of(Basic::Uint8)) => {
                }
                Some((u, _)) if self.types.is_string(u) => has_string = true,
                _ => return None,
            }
        }
        Some(has_string)
    }

    fn byte_slice(&mut self) -> TypeId {
        self.types.intern(Type::Slice(self.types.universe.byte))
    }

    fn builtin_append(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.errorf(
                    x.pos(),
                    Code::InvalidAppend,
                    format!("invalid append: {cause}"),
                );
                return false;
            }
        };
        let s = x.ty;
        let bytes = self.byte_slice();
        if let [_, y] = args.as_mut_slice()
            && call.has_dots
            && self.is_assignable(x, bytes)
            && self.strings_and_bytes(y.ty) == Some(true)
        {
            if self.types.is_untyped(y.ty) {
                self.convert_untyped(y, TypeId::of(Basic::String));
            }
            let y_ty = y.ty;
            self.file_builtin(call, Some(s), &[s, y_ty], true);
            x.set_value(s);
            return true;
        }
        let slice = self.types.intern(Type::Slice(elem));
        let sig = self.types.intern(Type::Signature(Signature {
            tparams: Vec::new(),
            params: vec![s, slice],
            results: vec![s],
            variadic: true,
            names: Vec::new(),
        }));
        self.arguments(call, sig, Vec::new(), &[], &mut args, &[]);
        self.record_builtin_type(call.fun, sig);
        x.set_value(s);
        true
    }

    /// What a pointer to an array points to; other types stay.
    pub(super) fn array_ptr_deref(&self, u: TypeId) -> TypeId {
        match self.types.get(u) {
            &Type::Pointer(to) if matches!(self.types.under_ty(to), Type::Array { .. }) => {
                self.types.under(to)
            }
            _ => u,
        }
    }

    fn builtin_len(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        let is_len = id == Builtin::Len;
        let mut mode = OpMode::Invalid;
        let mut val = None;
        if self.types.is_tparam(x.ty) {
            let ok = self.types.typeset(x.ty).into_iter().all(|(_, u)| {
                u.is_some_and(|u| match self.types.get(self.array_ptr_deref(u)) {
                    Type::Basic(kind) => kind.is_string() && is_len,
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    Type::Map { .. } => is_len,
                    _ => false,
                })
            });
            if ok {
                mode = OpMode::Value;
            }
        } else {
            match *self.types.get(self.array_ptr_deref(self.types.under(x.ty))) {
                Type::Basic(kind) if kind.is_string() && is_len => {
                    mode = OpMode::Value;
                    if let (true, Const::Str(s)) = (x.is_constant(), x.constant()) {
                        mode = OpMode::Constant;
                        val = Some(Const::from_i64(s.len() as i64));
                    }
                }
                Type::Array { len, .. } => {
                    mode = OpMode::Value;
                    if !self.env.has_call_or_recv {
                        mode = OpMode::Constant;
                        val = Some(if len >= 0 {
                            Const::from_i64(len)
                        } else {
                            Const::Unknown
                        });
                    }
                }
                Type::Slice(_) | Type::Chan { .. } => mode = OpMode::Value,
                Type::Map { .. } if is_len => mode = OpMode::Value,
                _ => {}
            }
        }
        if mode == OpMode::Invalid {
            if self.types.is_valid(self.types.under(x.ty)) {
                let code = if is_len {
                    Code::InvalidLen
                } else {
                    Code::InvalidCap
                };
                let text = format!(
                    "invalid argument: {} for built-in {}",
                    self.operand_str(x),
                    builtin_name(id)
                );
                self.errorf(x.pos(), code, text);
            }
            return false;
        }
        let int = TypeId::of(Basic::Int);
        if mode != OpMode::Constant {
            self.file_builtin(call, Some(int), &[x.ty], false);
        }
        x.mode = mode;
        x.ty = int;
        x.val = val;
        true
    }

    fn builtin_clear(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        self.verify_version(start_pos(call.fun), (1, 21), "clear");
        let ok = self.types.under_is(x.ty, |u| {
            u.is_some_and(|u| matches!(self.types.get(u), Type::Map { .. } | Type::Slice(_)))
        });
        if !ok {
            let text = format!(
                "invalid argument: cannot clear {}: argument must be (or constrained by) map or slice",
                self.operand_str(x)
            );
            self.errorf(x.pos(), Code::InvalidClear, text);
            return false;
        }
        self.file_builtin(call, None, &[x.ty], false);
        x.mode = OpMode::NoValue;
        true
    }

    fn builtin_close(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        for (_, u) in self.types.typeset(x.ty) {
            let problem = match u.map(|u| self.types.get(u)) {
                Some(Type::Chan {
                    dir: ChanDir::Recv, ..
                }) => "receive-only channel",
                Some(Type::Chan { .. }) => continue,
                _ => "non-channel",
            };
            let text = format!(
                "invalid operation: cannot close {problem} {}",
                self.operand_str(x)
            );
            self.errorf(x.pos(), Code::InvalidClose, text);
            return false;
        }
        self.file_builtin(call, None, &[x.ty], false);
        x.mode = OpMode::NoValue;
        true
    }

    fn builtin_complex(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let Some(mut y) = args.pop() else {
            return false;
        };
        match (self.types.is_untyped(x.ty), self.types.is_untyped(y.ty)) {
            (false, false) => {}
            (true, false) => self.convert_untyped(x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                for op in [&mut *x, &mut y] {
                    if self.types.is_numeric(op.ty) && op.constant().imag().sign() == 0 {
                        op.ty = TypeId::of(Basic::UntypedFloat);
                    }
                }
            }
            (true, true) => {
                let float = TypeId::of(Basic::Float64);
                self.convert_untyped(x, float);
                self.convert_untyped(&mut y, float);
            }
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.types.identical(x.ty, y.ty) {
            let text = format!(
                "invalid operation: {} (mismatched types {} and {})",
                expr_string(call.expr),
                self.type_str(x.ty),
                self.type_str(y.ty)
            );
            self.errorf(x.pos(), Code::InvalidComplex, text);
            return false;
        }
        if self.unsupported_type_param(x, "complex", Code::InvalidComplex, |b| b.is_float()) {
            return false;
        }
        let result = match self.types.as_basic(x.ty) {
            Some(Basic::Float32) => Basic::Complex64,
            Some(Basic::Float64) => Basic::Complex128,
            Some(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ => {
                let text = format!(
                    "invalid argument: arguments have type {}, expected floating-point",
                    self.type_str(x.ty)
                );
                self.errorf(x.pos(), Code::InvalidComplex, text);
                return false;
            }
        };
        let result = TypeId::of(result);
        if x.is_constant() && y.is_constant() {
            let im = y.constant().to_float().make_imag();
            x.val = Some(x.constant().to_float().binary(BinaryOp::Add, &im, false));
        } else {
            self.file_builtin(call, Some(result), &[x.ty, x.ty], false);
            x.mode = OpMode::Value;
            x.val = None;
        }
        x.ty = result;
        true
    }

    fn builtin_copy(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let dst = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.errorf(x.pos(), Code::InvalidCopy, format!("invalid copy: {cause}"));
                return false;
            }
        };
        let Some(y) = args.get_mut(1) else {
            return false;
        };
        let bytes = self.byte_slice();
        let special = self.is_assignable(x, bytes) && self.strings_and_bytes(y.ty).is_some();
        if !special {
            let src = match self.slice_elem(y) {
                Ok(elem) => elem,
                Err(_) if self.types.all_string(y.ty) => self.types.universe.byte,
                Err(cause) => {
                    self.errorf(y.pos(), Code::InvalidCopy, format!("invalid copy: {cause}"));
                    return false;
                }
            };
            if !self.types.identical(dst, src) {
                let text = format!(
                    "invalid copy: arguments {} and {} have different element types {} and {}",
                    self.operand_str(x),
                    self.operand_str(y),
                    self.type_str(dst),
                    self.type_str(src)
                );
                self.errorf(x.pos(), Code::InvalidCopy, text);
                return false;
            }
        }
        if self.types.is_untyped(y.ty) {
            self.convert_untyped(y, TypeId::of(Basic::String));
        }
        let int = TypeId::of(Basic::Int);
        let y_ty = y.ty;
        self.file_builtin(call, Some(int), &[x.ty, y_ty], false);
        x.set_value(int);
        true
    }

    fn builtin_delete(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let map = x.ty;
        let mut key = None;
        for (_, u) in self.types.typeset(map) {
            let problem = match (u.map(|u| self.types.get(u)), key) {
                (Some(&Type::Map { key: k, .. }), None) => {
                    key = Some(k);
                    continue;
                }
                (Some(&Type::Map { key: k, .. }), Some(first)) => {
                    if self.types.identical(k, first) {
                        continue;
                    }
                    format!(
                        "maps of {} must have identical key types",
                        self.operand_str(x)
                    )
                }
                _ => format!("{} is not a map", self.operand_str(x)),
            };
            self.errorf(
                x.pos(),
                Code::InvalidDelete,
                format!("invalid argument: {problem}"),
            );
            return false;
        }
        let (Some(key), Some(arg)) = (key, args.get_mut(1)) else {
            return false;
        };
        self.assignment(arg, Some(key), "argument to delete");
        *x = arg.clone();
        if !x.is_valid() {
            return false;
        }
        x.mode = OpMode::NoValue;
        x.val = None;
        self.file_builtin(call, None, &[map, key], false);
        true
    }

    /// Reports a type parameter whose types would all do: no type could be given to the result.
    fn unsupported_type_param(
        &mut self,
        x: &Operand<'a>,
        name: &str,
        code: Code,
        fits: impl Fn(Basic) -> bool,
    ) -> bool {
        if !self.types.is_tparam(x.ty) || !self.types.all_basic(x.ty, fits) {
            return false;
        }
        let text = format!(
            "{} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)",
            self.operand_str(x)
        );
        self.soft_errorf(x.pos(), code, text);
        true
    }

    /// `real` and `imag`.
    fn builtin_part(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
        if self.types.is_untyped(x.ty) {
            if x.is_constant() {
                if self.types.is_numeric(x.ty) {
                    x.ty = TypeId::of(Basic::UntypedComplex);
                }
            } else {
                self.convert_untyped(x, TypeId::of(Basic::Complex128));
                if !x.is_valid() {
                    return false;
                }
            }
        }
        let code = if id == Builtin::Real {
            Code::InvalidReal
        } else {
            Code::InvalidImag
        };
        if self.unsupported_type_param(x, builtin_name(id), code, |b| b.is_complex()) {
            return false;
        }
        let result = match self.types.as_basic(x.ty) {
            Some(Basic::Complex64) => Basic::Float32,
            Some(Basic::Complex128) => Basic::Float64,
            Some(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ => {
                let text = format!(
                    "invalid argument: argument has type {}, expected complex type",
                    self.type_str(x.ty)
                );
                self.errorf(x.pos(), code, text);
                return false;
            }
        };
        let result = TypeId::of(result);
        if x.is_constant() {
            let val = x.constant();
            x.val = Some(if id == Builtin::Real {
                val.real()
            } else {
                val.imag()
            });
        } else {
            self.file_builtin(call, Some(result), &[x.ty], false);
            x.mode = OpMode::Value;
        }
        x.ty = result;
        true
    }

    fn builtin_make(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let arg = &call.args[0];
        let t = self.var_type(arg);
        if !self.types.is_valid(t) {
            return false;
        }
        let types = &*self.types;
        let found = types.common_under_if(t, |_, u| match u.map(|u| types.get(u)) {
            Some(Type::Slice(_) | Type::Map { .. } | Type::Chan { .. }) => Ok(()),
            Some(_) => Err(Reason::Plain("type must be slice, map, or channel")),
            None => Err(Reason::Plain("no specific type")),
        });
        let least = match found {
            Ok(u) if matches!(self.types.get(u), Type::Slice(_)) => 2,
            Ok(_) => 1,
            Err(reason) => {
                let cause = reason.message(self);
                let text = format!(
                    "invalid argument: cannot make {}: {cause}",
                    expr_string(arg)
                );
                self.errorf(start_pos(arg), Code::InvalidMake, text);
                return false;
            }
        };
        let nargs = call.args.len();
        if nargs < least || least + 1 < nargs {
            let text = format!(
                "invalid operation: {} expects {least} or {} arguments; found {nargs}",
                expr_string(call.expr),
                least + 1
            );
            self.errorf(start_pos(call.expr), Code::WrongArgCount, text);
            return false;
        }
        let mut params = vec![t];
        let mut sizes = Vec::new();
        for arg in &call.args[1..] {
            match self.index(arg, None) {
                Some((ty, size)) => {
                    params.push(ty);
                    sizes.extend(size);
                }
                None => params.push(TypeId::INVALID),
            }
        }
        if let [len, cap] = sizes[..]
            && len > cap
        {
            let text = "invalid argument: length and capacity swapped";
            self.errorf(start_pos(&call.args[1]), Code::SwappedMakeArgs, text);
        }
        x.set_value(t);
        self.file_builtin(call, Some(t), &params, false);
        true
    }

    /// `max` and `min`.
    fn builtin_extreme(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        id: Builtin,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let name = builtin_name(id);
        self.verify_version(start_pos(call.fun), (1, 21), &format!("built-in {name}"));
        let op = if id == Builtin::Max {
            BinaryOp::Gt
        } else {
            BinaryOp::Lt
        };
        for (i, a) in args.iter_mut().enumerate() {
            if !self.types.all_ordered(a.ty) {
                let text = format!(
                    "invalid argument: {} cannot be ordered",
                    self.operand_str(a)
                );
                self.errorf(a.pos(), Code::InvalidMinMaxOperand, text);
                return false;
            }
            if i == 0 {
                continue;
            }
            self.match_types(x, a);
            if !x.is_valid() {
                return false;
            }
            if !self.types.identical(x.ty, a.ty) {
                let text = format!(
                    "invalid argument: mismatched types {} (previous argument) and {} (type of {})",
                    self.type_str(x.ty),
                    self.type_str(a.ty),
                    a.expr
                );
                self.errorf(a.pos(), Code::MismatchedTypes, text);
                return false;
            }
            if x.is_constant() && a.is_constant() {
                if a.constant().compare(op, &x.constant()) {
                    *x = a.clone();
                }
            } else {
                x.mode = OpMode::Value;
            }
        }
        if !x.is_constant() {
            x.mode = OpMode::Value;
            x.val = None;
            let any = self.types.universe.empty_interface;
            self.assignment(x, Some(any), format_args!("argument to built-in {name}"));
            if !x.is_valid() {
                return false;
            }
        }
        for a in &args {
            self.update_operand_type(&a.expr, x.ty, true);
        }
        if !x.is_constant() {
            let params = vec![x.ty; args.len()];
            self.file_builtin(call, Some(x.ty), &params, false);
        }
        true
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
