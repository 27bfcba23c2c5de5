//! The functions of package `unsafe`.

use gorun_grammar::ast::ExprKind;

use super::builtins::as_selector;
use super::call::Call;
use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::{expr_string, start_pos};
use super::info::{Selection, SelectionKind};
use super::lookup::{LookupKind, LookupOutcome};
use super::object::Builtin;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn unsafe_builtin(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        id: Builtin,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        let uintptr = TypeId::of(Basic::Uintptr);
        match id {
            Builtin::Add => {
                self.verify_version(start_pos(call.fun), (1, 17), "unsafe.Add");
                let ptr = TypeId::of(Basic::UnsafePointer);
                self.assignment(x, Some(ptr), "argument to unsafe.Add");
                let Some(y) = args.get_mut(1) else {
                    return false;
                };
                if !x.is_valid() || !self.is_valid_index(y, Code::InvalidUnsafeAdd, "length", true)
                {
                    return false;
                }
                let y_ty = y.ty;
                x.set_value(ptr);
                self.file_builtin(call, Some(ptr), &[ptr, y_ty], false);
                true
            }
            Builtin::Alignof => {
                self.assignment(x, None, "argument to unsafe.Alignof");
                if !x.is_valid() {
                    return false;
                }
                if self.has_var_size(x.ty) {
                    self.file_builtin(call, Some(uintptr), &[x.ty], false);
                    x.set_value(uintptr);
                } else {
                    let align = self.types.align_of(x.ty);
                    x.set_constant(uintptr, Const::from_u64(align));
                }
                true
            }
            Builtin::Sizeof => {
                self.assignment(x, None, "argument to unsafe.Sizeof");
                if !x.is_valid() {
                    return false;
                }
                if self.has_var_size(x.ty) {
                    self.file_builtin(call, Some(uintptr), &[x.ty], false);
                    x.set_value(uintptr);
                    return true;
                }
                let Some(size) = self.types.size_of(x.ty) else {
                    let text = format!("{} is too large", self.operand_str(x));
                    self.errorf(x.pos(), Code::TypeTooLarge, text);
                    return false;
                };
                x.set_constant(uintptr, Const::from_u64(size));
                true
            }
            Builtin::Offsetof => self.offsetof(x, call),
            Builtin::Slice => {
                self.verify_version(start_pos(call.fun), (1, 17), "unsafe.Slice");
                let ptr = self.types.common_under(x.ty).ok();
                let Some((ptr, &Type::Pointer(elem))) = ptr.map(|u| (u, self.types.get(u))) else {
                    let text =
                        format!("invalid argument: {} is not a pointer", self.operand_str(x));
                    self.errorf(x.pos(), Code::InvalidUnsafeSlice, text);
                    return false;
                };
                let Some(y) = args.get_mut(1) else {
                    return false;
                };
                if !self.is_valid_index(y, Code::InvalidUnsafeSlice, "length", false) {
                    return false;
                }
                let y_ty = y.ty;
                let slice = self.types.intern(Type::Slice(elem));
                x.set_value(slice);
                self.file_builtin(call, Some(slice), &[ptr, y_ty], false);
                true
            }
            Builtin::SliceData => {
                self.verify_version(start_pos(call.fun), (1, 20), "unsafe.SliceData");
                let slice = self.types.common_under(x.ty).ok();
                let Some((slice, &Type::Slice(elem))) = slice.map(|u| (u, self.types.get(u)))
                else {
                    let text = format!("invalid argument: {} is not a slice", self.operand_str(x));
                    self.errorf(x.pos(), Code::InvalidUnsafeSliceData, text);
                    return false;
                };
                let ptr = self.types.intern(Type::Pointer(elem));
                x.set_value(ptr);
                self.file_builtin(call, Some(ptr), &[slice], false);
                true
            }
            Builtin::String => {
                self.verify_version(start_pos(call.fun), (1, 20), "unsafe.String");
                let ptr = self.types.intern(Type::Pointer(self.types.universe.byte));
                self.assignment(x, Some(ptr), "argument to unsafe.String");
                let Some(y) = args.get_mut(1) else {
                    return false;
                };
                if !x.is_valid()
                    || !self.is_valid_index(y, Code::InvalidUnsafeString, "length", false)
                {
                    return false;
                }
                let y_ty = y.ty;
                let string = TypeId::of(Basic::String);
                x.set_value(string);
                self.file_builtin(call, Some(string), &[ptr, y_ty], false);
                true
            }
            Builtin::StringData => {
                self.verify_version(start_pos(call.fun), (1, 20), "unsafe.StringData");
                let string = TypeId::of(Basic::String);
                self.assignment(x, Some(string), "argument to unsafe.StringData");
                if !x.is_valid() {
                    return false;
                }
                let ptr = self.types.intern(Type::Pointer(self.types.universe.byte));
                x.set_value(ptr);
                self.file_builtin(call, Some(ptr), &[string], false);
                true
            }
            _ => false,
        }
    }

    fn offsetof(&mut self, x: &mut Operand<'a>, call: Call<'a>) -> bool {
        let arg = &call.args[0];
        let Some(selector) = as_selector(arg) else {
            let text = format!(
                "invalid argument: {} is not a selector expression",
                expr_string(arg)
            );
            self.errorf(start_pos(arg), Code::BadOffsetofSyntax, text);
            self.use_exprs([arg]);
            return false;
        };
        let ExprKind::Selector { x: base_expr, sel } = &selector.kind else {
            return false;
        };
        self.expr(None, x, base_expr);
        if !x.is_valid() {
            return false;
        }
        let base = match *self.types.under_ty(x.ty) {
            Type::Pointer(to) if matches!(self.types.under_ty(to), Type::Struct(_)) => to,
            _ => x.ty,
        };
        let found = match self
            .types
            .lookup_field_or_method(base, false, self.pkg, &sel.name, false)
        {
            LookupOutcome::Found(found) => found,
            _ => {
                let text = format!(
                    "invalid argument: {} has no single field {}",
                    self.type_str(base),
                    sel.name
                );
                self.errorf(x.pos(), Code::MissingFieldOrMethod, text);
                return false;
            }
        };
        if found.kind != LookupKind::Field {
            let text = format!("invalid argument: {} is a method value", expr_string(arg));
            self.errorf(start_pos(arg), Code::InvalidOffsetof, text);
            return false;
        }
        if found.indirect {
            let text = format!(
                "invalid argument: field {} is embedded via a pointer in {}",
                sel.name,
                self.type_str(base)
            );
            self.errorf(x.pos(), Code::InvalidOffsetof, text);
            return false;
        }
        let (ty, index) = (found.ty, found.index.clone());
        let selection = Selection {
            kind: SelectionKind::Field,
            recv: base,
            obj: found.obj,
            index: found.index,
            indirect: false,
            ty,
        };
        self.record_selection(selector, sel, selection);
        let mode = if x.mode == OpMode::Variable {
            OpMode::Variable
        } else {
            OpMode::Value
        };
        self.record_type_and_value(selector, mode, ty, None);

        let uintptr = TypeId::of(Basic::Uintptr);
        if self.has_var_size(base) {
            self.file_builtin(call, Some(uintptr), &[ty], false);
            x.set_value(uintptr);
            return true;
        }
        let Some(offset) = self.types.offset_of(base, &index) else {
            let text = format!("{} is too large", self.operand_str(x));
            self.errorf(x.pos(), Code::TypeTooLarge, text);
            return false;
        };
        x.set_constant(uintptr, Const::from_u64(offset));
        true
    }
}
