//! Conversions `T(x)` (spec: Conversions).

use super::checker::Checker;
use super::codes::Code;
use super::const_expr::represent;
use super::constant::Const;
use super::operand::{OpMode, Operand, prepend_cause};
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    /// Converts `x` to type `t`; reports when it cannot be.
    pub(super) fn conversion(&mut self, x: &mut Operand<'a>, t: TypeId) {
        let const_arg = x.is_constant();
        let mut cause = String::new();
        let ok = if const_arg && self.types.is_const_type(t) {
            let val = self.convert_constant(x, t);
            if val.is_none() && self.types.is_integer(x.ty) && self.types.is_integer(t) {
                let text = format!("constant {} overflows {}", x.constant(), self.type_str(t));
                self.errorf(x.pos(), Code::InvalidConversion, text);
                x.invalidate();
                return;
            }
            match val {
                Some(val) => {
                    x.val = Some(val);
                    true
                }
                None => {
                    // The message shows the integer that was tried.
                    let tried = x.constant().to_int();
                    if self.types.is_integer(t) && !tried.is_unknown() {
                        x.val = Some(tried);
                    }
                    false
                }
            }
        } else if const_arg && self.types.is_tparam(t) {
            let ok = self.constant_converts_to_all(x, t, &mut cause);
            // Type parameters have no constants.
            x.mode = OpMode::Value;
            ok
        } else if self.convertible_to(x, t, &mut cause) {
            x.mode = OpMode::Value;
            true
        } else {
            false
        };

        if !ok {
            let mut text = format!(
                "cannot convert {} to type {}",
                self.operand_str(x),
                self.type_str(t)
            );
            if !cause.is_empty() {
                text = format!("{text}: {cause}");
            }
            self.errorf(x.pos(), Code::InvalidConversion, text);
            x.invalidate();
            return;
        }

        if self.types.is_untyped(x.ty) {
            let mut final_ty = t;
            if x.ty == TypeId::of(Basic::UntypedNil) {
                // nil takes the type converted to
            } else if self.types.is_non_tparam_interface(t)
                || const_arg && !self.types.is_const_type(t)
            {
                final_ty = self.types.default_type(x.ty);
            } else if x.is_constant() && self.types.is_integer(x.ty) && self.types.all_string(t) {
                // string(65): the number itself never becomes a string, nor has it to fit an int.
                final_ty = x.ty;
            }
            self.update_operand_type(&x.expr.clone(), final_ty, true);
        }
        if x.mode != OpMode::Constant {
            x.val = None;
        }
        x.ty = t;
    }

    /// The value of the constant `x` as a constant of type `t`, whose underlying type is basic.
    fn convert_constant(&self, x: &Operand<'a>, t: TypeId) -> Option<Const> {
        let &Type::Basic(kind) = self.types.get(self.types.under(t)) else {
            return None;
        };
        if let Some(val) = represent(&x.constant(), kind) {
            return Some(val);
        }
        if self.types.is_integer(x.ty) && kind.is_string() {
            let c = x
                .constant()
                .to_u64()
                .and_then(|n| u32::try_from(n).ok())
                .and_then(char::from_u32);
            let text = c.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
            return Some(Const::Str(text.into_bytes().into()));
        }
        None
    }

    fn constant_converts_to_all(&mut self, x: &Operand<'a>, t: TypeId, cause: &mut String) -> bool {
        for (term, u) in self.types.typeset(t) {
            let Some(u) = u else {
                *cause = format!("{} does not contain specific types", self.type_str(t));
                return false;
            };
            if self.types.is_string(x.ty) && self.is_bytes_or_runes(u) {
                continue;
            }
            if self.convert_constant(x, u).is_none() {
                *cause = if self.types.is_integer(x.ty) && self.types.is_integer(u) {
                    format!(
                        "constant {} overflows {} (in {})",
                        x.constant(),
                        // `byte` remains `byte`.
                        self.type_str(
                            term.filter(|&term| self.types.as_named(term).is_none())
                                .unwrap_or(u)
                        ),
                        self.type_str(t)
                    )
                } else {
                    format!(
                        "cannot convert {} to type {} (in {})",
                        self.operand_str(x),
                        self.type_str(u),
                        self.type_str(t)
                    )
                };
                return false;
            }
        }
        true
    }

    /// Whether `x`, no constant conversion, may be converted to `target`.
    pub(super) fn convertible_to(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        cause: &mut String,
    ) -> bool {
        if self.assignable_to(x, target, cause).is_ok() {
            return true;
        }
        let v = self.types.unalias(x.ty);
        let t = self.types.unalias(target);
        let vu = self.types.under(v);
        let tu = self.types.under(t);
        let generic = (self.types.is_tparam(v), self.types.is_tparam(t));
        if generic == (false, false) && self.types.identical_ignore_tags(vu, tu) {
            return true;
        }
        if let (&Type::Pointer(vb), &Type::Pointer(tb)) = (self.types.get(v), self.types.get(t))
            && !self.types.is_tparam(vb)
            && !self.types.is_tparam(tb)
            && self
                .types
                .identical_ignore_tags(self.types.under(vb), self.types.under(tb))
        {
            return true;
        }
        if self.types.is_integer_or_float(vu) && self.types.is_integer_or_float(tu)
            || self.types.is_complex(vu) && self.types.is_complex(tu)
            || (self.types.is_integer(vu) || self.is_bytes_or_runes(vu)) && self.types.is_string(tu)
            || self.types.is_string(vu) && self.is_bytes_or_runes(tu)
        {
            return true;
        }
        let is_word = |check: &Self, u: TypeId| {
            matches!(
                check.types.get(u),
                Type::Pointer(_) | Type::Basic(Basic::Uintptr)
            )
        };
        let is_unsafe = |check: &Self, u: TypeId| {
            matches!(check.types.get(u), Type::Basic(Basic::UnsafePointer))
        };
        if is_word(self, vu) && is_unsafe(self, tu) || is_unsafe(self, vu) && is_word(self, tu) {
            return true;
        }
        if let &Type::Slice(elem) = self.types.get(vu) {
            let array = match *self.types.get(tu) {
                Type::Array { elem, .. } => Some((
                    elem,
                    (1, 20),
                    "conversion of slice to array requires go1.20 or later",
                )),
                Type::Pointer(base) => match *self.types.under_ty(base) {
                    Type::Array { elem, .. } => Some((
                        elem,
                        (1, 17),
                        "conversion of slice to array pointer requires go1.17 or later",
                    )),
                    _ => None,
                },
                _ => None,
            };
            if let Some((array_elem, version, text)) = array
                && self.types.identical(elem, array_elem)
            {
                if self.allow_version(version) {
                    return true;
                }
                *cause = text.to_string();
                return false;
            }
        }

        match generic {
            (false, false) => false,
            (true, true) => {
                let (vs, ts) = (self.specific_types(v), self.specific_types(t));
                let mut y = x.clone();
                for &(vt, _) in &vs {
                    y.ty = vt;
                    for &(tt, _) in &ts {
                        if !self.convertible_to(&y, tt, cause) {
                            let text = format!(
                                "cannot convert {} (in {}) to type {} (in {})",
                                self.type_str(vt),
                                self.type_str(v),
                                self.type_str(tt),
                                self.type_str(t)
                            );
                            prepend_cause(cause, text);
                            return false;
                        }
                    }
                }
                !vs.is_empty() && !ts.is_empty()
            }
            (true, false) => {
                let vs = self.specific_types(v);
                let mut y = x.clone();
                for &(vt, _) in &vs {
                    y.ty = vt;
                    if !self.convertible_to(&y, t, cause) {
                        let text = format!(
                            "cannot convert {} (in {}) to type {}",
                            self.type_str(vt),
                            self.type_str(v),
                            self.type_str(target)
                        );
                        prepend_cause(cause, text);
                        return false;
                    }
                }
                !vs.is_empty()
            }
            (false, true) => {
                let ts = self.specific_types(t);
                for &(tt, _) in &ts {
                    if !self.convertible_to(x, tt, cause) {
                        let text = format!(
                            "cannot convert {} to type {} (in {})",
                            self.type_str(x.ty),
                            self.type_str(tt),
                            self.type_str(t)
                        );
                        prepend_cause(cause, text);
                        return false;
                    }
                }
                !ts.is_empty()
            }
        }
    }

    pub(super) fn is_bytes_or_runes(&self, ty: TypeId) -> bool {
        match self.types.get(self.types.under(ty)) {
            &Type::Slice(elem) => {
                matches!(
                    self.types.get(self.types.under(elem)),
                    Type::Basic(Basic::Uint8 | Basic::Int32)
                )
            }
            _ => false,
        }
    }
}
