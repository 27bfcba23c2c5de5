//! `len`, `cap`, and what empties or ends: `clear`, `delete`, `close`.

use crate::types::call::Call;
use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::constant::Const;
use crate::types::expr_string::start_pos;
use crate::types::object::Builtin;
use crate::types::operand::{OpMode, Operand};
use crate::types::ty::{Basic, ChanDir, Type, TypeId};
use crate::types::universe::builtin_name;

impl<'a> Checker<'a> {
    /// What a pointer to an array points to; other types stay.
    pub(in crate::types) fn array_ptr_deref(&self, u: TypeId) -> TypeId {
        match self.types.get(u) {
            &Type::Pointer(to) if matches!(self.types.under_ty(to), Type::Array { .. }) => {
                self.types.under(to)
            }
            _ => u,
        }
    }

    pub(super) fn builtin_len(&mut self, x: &mut Operand<'a>, call: Call<'a>, id: Builtin) -> bool {
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

    pub(super) fn builtin_clear(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
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

    pub(super) fn builtin_close(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
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

    pub(super) fn builtin_delete(
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
}
