//! Slice expressions `x[lo:hi:max]`.

use gorun_grammar::ast::{Expr, ExprKind};

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::start_pos;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    pub(super) fn slice_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr) {
        let ExprKind::Slice {
            x: base,
            lo,
            hi,
            max,
            three,
            ..
        } = &e.kind
        else {
            return;
        };
        let parts = [lo.as_deref(), hi.as_deref(), max.as_deref()];
        self.expr(None, x, base);
        if !x.is_valid() {
            self.use_exprs(parts.into_iter().flatten());
            return;
        }
        let Some(under) = self.sliceable_under(x) else {
            x.invalidate();
            return;
        };
        if let &Type::Pointer(to) = self.types.get(under)
            && !self.is_complete(to)
        {
            x.invalidate();
            return;
        }

        let mut length = None;
        let sliced = match *self.types.get(under) {
            Type::Basic(kind) if kind.is_string() => {
                if *three {
                    let pos = max.as_deref().map_or(e.pos, start_pos);
                    self.errorf(
                        pos,
                        Code::InvalidSliceExpr,
                        "invalid operation: 3-index slice of string",
                    );
                    x.invalidate();
                    return;
                }
                if let (true, Const::Str(s)) = (x.is_constant(), x.constant()) {
                    length = Some(s.len() as i64);
                }
                if self.types.is_untyped(x.ty) {
                    // The constant becomes a value of type string.
                    self.update_operand_type(&x.expr.clone(), TypeId::of(Basic::String), true);
                    Some(TypeId::of(Basic::String))
                } else {
                    Some(x.ty)
                }
            }
            Type::Array { len, elem } => {
                if x.mode != OpMode::Variable {
                    let text = format!("cannot slice unaddressable value {}", self.operand_str(x));
                    self.errorf(x.pos(), Code::NonSliceableOperand, text);
                    x.invalidate();
                    return;
                }
                length = (len >= 0).then_some(len);
                Some(self.types.intern(Type::Slice(elem)))
            }
            Type::Pointer(to) => match *self.types.under_ty(to) {
                Type::Array { len, elem } => {
                    length = (len >= 0).then_some(len);
                    Some(self.types.intern(Type::Slice(elem)))
                }
                _ => None,
            },
            Type::Slice(_) => Some(x.ty),
            _ => None,
        };
        let Some(ty) = sliced else {
            let text = format!("cannot slice {}", self.operand_str(x));
            self.errorf(x.pos(), Code::NonSliceableOperand, text);
            x.invalidate();
            return;
        };
        x.set_value(ty);
        if *three && (hi.is_none() || max.is_none()) {
            self.errorf(
                e.pos,
                Code::InvalidSyntaxTree,
                "2nd and 3rd index required in 3-index slice",
            );
            x.invalidate();
            return;
        }

        let mut values = [None; 3];
        for (i, part) in parts.into_iter().enumerate() {
            values[i] = match part {
                // The capacity of what has a known length is the length.
                Some(part) => self
                    .index(part, length.map(|n| n.saturating_add(1)))
                    .and_then(|(_, v)| v),
                None if i == 0 => Some(0),
                None => length,
            };
        }
        for i in 0..2 {
            for j in i + 1..3 {
                if let (Some(a), Some(b), Some(part)) = (values[i], values[j], parts[j])
                    && a > 0
                    && b < a
                {
                    let text = format!("invalid slice indices: {b} < {a}");
                    self.errorf(start_pos(part), Code::SwappedSliceIndices, text);
                    return;
                }
            }
        }
    }

    /// The underlying type that all types of `x` share, strings counting as byte slices.
    fn sliceable_under(&mut self, x: &Operand<'a>) -> Option<TypeId> {
        if !self.types.is_tparam(x.ty) {
            return Some(self.types.under(x.ty));
        }
        let bytes = self.types.intern(Type::Slice(self.types.universe.byte));
        let mut common: Option<(TypeId, TypeId)> = None;
        let mut has_string = false;
        for (t, u) in self.types.typeset(x.ty) {
            let (Some(t), Some(u)) = (t, u) else {
                let text = format!(
                    "cannot slice {}: no specific type in {}",
                    self.operand_str(x),
                    self.type_str(x.ty)
                );
                self.errorf(x.pos(), Code::NonSliceableOperand, text);
                return None;
            };
            let u = if self.types.is_string(u) {
                has_string = true;
                bytes
            } else {
                u
            };
            match common {
                None => common = Some((t, u)),
                Some((_, cu)) if self.types.identical(cu, u) => {}
                Some((ct, _)) => {
                    let text = format!(
                        "cannot slice {}: {} and {} have different underlying types",
                        self.operand_str(x),
                        self.type_str(ct),
                        self.type_str(t)
                    );
                    self.errorf(x.pos(), Code::NonSliceableOperand, text);
                    return None;
                }
            }
        }
        if has_string {
            Some(TypeId::of(Basic::String))
        } else {
            common.map(|(_, u)| u)
        }
    }
}
