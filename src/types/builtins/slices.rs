//! `append`, `copy`, `make`, and what of their arguments are slices.

use crate::types::call::Call;
use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::expr_string::{expr_string, start_pos};
use crate::types::operand::Operand;
use crate::types::reason::Reason;
use crate::types::ty::{Basic, Signature, Type, TypeId};

impl<'a> Checker<'a> {
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

    pub(super) fn builtin_append(
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

    pub(super) fn builtin_copy(
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

    pub(super) fn builtin_make(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
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
}
