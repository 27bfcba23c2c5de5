//! Index expressions: elements, map elements, instantiation; and the checks of indices.

use gorun_grammar::ast::{Expr, ExprKind};

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::node_pos;
use super::operand::{OpMode, Operand};
use super::ty::{Basic, Type, TypeId};

/// What indexing a value of some type gives.
struct Indexed {
    /// Of arrays and constant strings.
    len: Option<i64>,
    /// Maps only.
    key: Option<TypeId>,
    elem: TypeId,
    mode: OpMode,
}

impl<'a> Checker<'a> {
    /// Checks an index expression. When it instantiates a generic function, the answer is true, `x` is the
    /// function, and the instantiation is left to the caller.
    pub(super) fn index_expr(&mut self, x: &mut Operand<'a>, e: &'a Expr) -> bool {
        let ExprKind::Index {
            x: base, indices, ..
        } = &e.kind
        else {
            return false;
        };
        self.expr_or_type(x, base, true);
        match x.mode {
            OpMode::Invalid => {
                self.use_exprs(indices);
                return false;
            }
            OpMode::TypeExpr => {
                x.invalidate();
                x.ty = self.var_type(e);
                if self.types.is_valid(x.ty) {
                    x.mode = OpMode::TypeExpr;
                }
                return false;
            }
            OpMode::Value => {
                if matches!(self.types.under_ty(x.ty), Type::Signature(sig) if !sig.tparams.is_empty())
                {
                    return true;
                }
            }
            _ => {}
        }
        self.non_generic(None, x);
        if !x.is_valid() {
            return false;
        }
        let complete = self.is_complete(x.ty)
            && match *self.types.under_ty(x.ty) {
                Type::Pointer(to) => self.is_complete(to),
                Type::Map { elem, .. } => self.is_complete(elem),
                _ => true,
            };
        if !complete {
            x.invalidate();
            return false;
        }

        let Some(found) = self.indexed(x) else {
            let text = format!("cannot index {}", self.operand_str(x));
            self.errorf(node_pos(e), Code::NonIndexableOperand, text);
            self.use_exprs(indices);
            x.invalidate();
            return false;
        };
        let Some(index) = self.single_index(indices) else {
            x.invalidate();
            return false;
        };
        x.mode = found.mode;
        x.ty = found.elem;
        x.val = None;
        if let Some(key) = found.key {
            let mut k = Operand::default();
            self.generic_expr(&mut k, index, None);
            self.assignment(&mut k, Some(key), "map index");
            x.expr = e.into();
        } else {
            self.index(index, found.len);
        }
        false
    }

    /// What indexing `x` gives; all types of a type parameter's set have to give the same.
    fn indexed(&self, x: &Operand<'a>) -> Option<Indexed> {
        if !self.types.is_tparam(x.ty) {
            let u = self.types.under(x.ty);
            let mut found = self.indexed_type(u, x.mode)?;
            if let (true, Const::Str(s)) = (x.is_constant(), x.constant()) {
                found.len = Some(s.len() as i64);
            }
            return Some(found);
        }
        let mut all: Option<Indexed> = None;
        for (_, u) in self.types.typeset(x.ty) {
            let found = self.indexed_type(u?, x.mode)?;
            let Some(first) = &mut all else {
                all = Some(found);
                continue;
            };
            let same_key = match (first.key, found.key) {
                (None, None) => true,
                (Some(a), Some(b)) => self.types.identical(a, b),
                _ => false,
            };
            if !same_key || !self.types.identical(first.elem, found.elem) {
                return None;
            }
            if found.mode == OpMode::Value {
                first.mode = OpMode::Value;
            }
            if let Some(len) = found.len {
                first.len = Some(first.len.map_or(len, |l| l.min(len)));
            }
        }
        all
    }

    fn indexed_type(&self, u: TypeId, mode: OpMode) -> Option<Indexed> {
        let plain = |elem, mode| Indexed {
            len: None,
            key: None,
            elem,
            mode,
        };
        let known = |len: i64| (len >= 0).then_some(len);
        Some(match *self.types.get(u) {
            Type::Basic(kind) if kind.is_string() => plain(self.types.universe.byte, OpMode::Value),
            Type::Array { len, elem } => {
                let mode = if mode == OpMode::Variable {
                    OpMode::Variable
                } else {
                    OpMode::Value
                };
                Indexed {
                    len: known(len),
                    ..plain(elem, mode)
                }
            }
            Type::Pointer(to) => match *self.types.under_ty(to) {
                Type::Array { len, elem } => Indexed {
                    len: known(len),
                    ..plain(elem, OpMode::Variable)
                },
                _ => return None,
            },
            Type::Slice(elem) => plain(elem, OpMode::Variable),
            Type::Map { key, elem } => Indexed {
                key: Some(key),
                ..plain(elem, OpMode::MapIndex)
            },
            _ => return None,
        })
    }

    fn single_index(&mut self, indices: &'a [Expr]) -> Option<&'a Expr> {
        if let Some(second) = indices.get(1) {
            self.errorf(
                second.pos,
                Code::InvalidIndex,
                "invalid operation: more than one index",
            );
        }
        indices.first()
    }

    /// Checks an index; a constant one has to be below `max`. The result is its type, and its value if
    /// constant; `None` in error.
    pub(super) fn index(
        &mut self,
        index: &'a Expr,
        max: Option<i64>,
    ) -> Option<(TypeId, Option<i64>)> {
        let mut x = Operand::default();
        self.expr(None, &mut x, index);
        if !self.is_valid_index(&mut x, Code::InvalidIndex, "index", false) {
            return None;
        }
        if !x.is_constant() {
            return Some((x.ty, None));
        }
        let val = x.constant();
        let v = val.to_i64()?;
        if let Some(max) = max
            && v >= max
        {
            let text = format!("invalid argument: index {val} out of bounds [0:{max}]");
            self.errorf(x.pos(), Code::InvalidIndex, text);
            return None;
        }
        Some((x.ty, Some(v)))
    }

    /// Whether `x` may be an index or a length, called `what` in messages.
    pub(super) fn is_valid_index(
        &mut self,
        x: &mut Operand<'a>,
        code: Code,
        what: &str,
        allow_negative: bool,
    ) -> bool {
        if !x.is_valid() {
            return false;
        }
        self.convert_untyped(x, TypeId::of(Basic::Int));
        if !x.is_valid() {
            return false;
        }
        let problem = if !self.types.all_integer(x.ty) {
            "must be integer"
        } else if !x.is_constant() {
            return true;
        } else if !allow_negative && x.constant().sign() < 0 {
            "must not be negative"
        } else {
            match super::const_expr::represent(&x.constant(), Basic::Int) {
                Some(val) => {
                    x.val = Some(val);
                    return true;
                }
                None => "overflows int",
            }
        };
        let text = format!("invalid argument: {what} {} {problem}", self.operand_str(x));
        self.errorf(x.pos(), code, text);
        false
    }
}
