//! `complex`, `real`, `imag`, `min`, `max`.

use gorun_grammar::ast::BinaryOp;

use crate::types::call::Call;
use crate::types::checker::Checker;
use crate::types::codes::Code;
use crate::types::expr_string::{expr_string, start_pos};
use crate::types::object::Builtin;
use crate::types::operand::{OpMode, Operand};
use crate::types::ty::{Basic, TypeId};
use crate::types::universe::builtin_name;

impl<'a> Checker<'a> {
    pub(super) fn builtin_complex(
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
    pub(super) fn builtin_part(
        &mut self,
        x: &mut Operand<'a>,
        call: Call<'a>,
        id: Builtin,
    ) -> bool {
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

    /// `max` and `min`.
    pub(super) fn builtin_extreme(
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
}
