//! Operands: what an expression turned out to be while it is checked, and whether it may be assigned.
//! An operand lives for the checking of one expression; what outlives it goes into `Info`.

use gorun_grammar::ast::{Expr, ExprKind, Pos};
use smol_str::SmolStr;

use super::checker::Checker;
use super::codes::Code;
use super::constant::Const;
use super::expr_string::{expr_string, start_pos};
use super::info::Mode;
use super::object::Builtin;
use super::ty::{ChanDir, Type, TypeId};
use super::universe::builtin_name;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpMode {
    Invalid,
    /// A call without result.
    NoValue,
    Builtin,
    TypeExpr,
    Constant,
    Variable,
    MapIndex,
    Value,
    Nil,
    CommaOk,
}

impl OpMode {
    /// The mode as filed in `Info`; `None` for what is in error.
    pub fn recorded(self) -> Option<Mode> {
        Some(match self {
            OpMode::Invalid => return None,
            OpMode::NoValue => Mode::NoValue,
            OpMode::Builtin => Mode::Builtin,
            OpMode::TypeExpr => Mode::TypeExpr,
            OpMode::Constant => Mode::Constant,
            OpMode::Variable => Mode::Variable,
            OpMode::MapIndex => Mode::MapIndex,
            OpMode::Value => Mode::Value,
            OpMode::Nil => Mode::Nil,
            OpMode::CommaOk => Mode::CommaOk,
        })
    }

    fn describe(self) -> &'static str {
        match self {
            OpMode::Invalid => "invalid operand",
            OpMode::NoValue => "no value",
            OpMode::Builtin => "built-in",
            OpMode::TypeExpr => "type",
            OpMode::Constant => "constant",
            OpMode::Variable => "variable",
            OpMode::MapIndex => "map index expression",
            OpMode::Value => "value",
            OpMode::Nil => "nil",
            OpMode::CommaOk => "comma, ok expression",
        }
    }
}

/// The expression an operand came from.
#[derive(Clone, Debug, Default)]
pub enum OperandExpr<'a> {
    #[default]
    None,
    Expr(&'a Expr),
    /// No expression of the program, but what stands for one in messages: "2nd function result".
    Described(Pos, SmolStr),
}

impl<'a> OperandExpr<'a> {
    pub fn pos(&self) -> Pos {
        match self {
            OperandExpr::None => Pos::NONE,
            OperandExpr::Expr(e) => start_pos(e),
            OperandExpr::Described(pos, _) => *pos,
        }
    }

    pub fn expr(&self) -> Option<&'a Expr> {
        match self {
            OperandExpr::Expr(e) => Some(e),
            _ => None,
        }
    }
}

impl std::fmt::Display for OperandExpr<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OperandExpr::None => Ok(()),
            OperandExpr::Expr(e) => f.write_str(&expr_string(e)),
            OperandExpr::Described(_, text) => f.write_str(text),
        }
    }
}

impl<'a> From<&'a Expr> for OperandExpr<'a> {
    fn from(e: &'a Expr) -> OperandExpr<'a> {
        OperandExpr::Expr(e)
    }
}

#[derive(Clone, Debug)]
pub struct Operand<'a> {
    pub mode: OpMode,
    pub ty: TypeId,
    /// Of constants only.
    pub val: Option<Const>,
    pub expr: OperandExpr<'a>,
    /// Set with mode `Builtin`.
    pub id: Option<Builtin>,
}

impl<'a> Operand<'a> {
    /// An operand that is invalid until it has been given a mode.
    pub fn new() -> Operand<'a> {
        Operand {
            mode: OpMode::Invalid,
            ty: TypeId::INVALID,
            val: None,
            expr: OperandExpr::None,
            id: None,
        }
    }

    /// A computed value of type `ty`.
    pub fn value(ty: TypeId, expr: OperandExpr<'a>) -> Operand<'a> {
        Operand {
            mode: OpMode::Value,
            ty,
            val: None,
            expr,
            id: None,
        }
    }

    pub fn is_valid(&self) -> bool {
        self.mode != OpMode::Invalid
    }

    pub fn invalidate(&mut self) {
        self.mode = OpMode::Invalid;
    }

    pub fn is_constant(&self) -> bool {
        self.mode == OpMode::Constant
    }

    /// The untyped (or since converted) `nil`.
    pub fn is_nil(&self) -> bool {
        self.mode == OpMode::Nil
    }

    pub fn pos(&self) -> Pos {
        self.expr.pos()
    }

    /// The constant's value; `Unknown` for what is no constant.
    pub fn constant(&self) -> Const {
        self.val.clone().unwrap_or(Const::Unknown)
    }

    pub fn set_value(&mut self, ty: TypeId) {
        self.mode = OpMode::Value;
        self.ty = ty;
        self.val = None;
    }

    pub fn set_constant(&mut self, ty: TypeId, val: Const) {
        self.mode = OpMode::Constant;
        self.ty = ty;
        self.val = Some(val);
    }
}

impl Default for Operand<'_> {
    fn default() -> Self {
        Operand::new()
    }
}

impl<'a> Checker<'a> {
    /// `x` as messages show it: `a + b (value of type int)`.
    pub fn operand_str(&mut self, x: &Operand<'a>) -> String {
        if x.mode == OpMode::Nil {
            return if x.ty == TypeId::INVALID {
                "nil (with invalid type)".to_string()
            } else if self.types.is_untyped(x.ty) {
                "nil".to_string()
            } else {
                format!("nil (of type {})", self.type_str(x.ty))
            };
        }
        let mut expr = x.expr.to_string();
        if expr.is_empty() {
            expr = match x.mode {
                OpMode::Builtin => {
                    x.id.map(|b| builtin_name(b).to_string())
                        .unwrap_or_default()
                }
                OpMode::TypeExpr => self.type_str(x.ty),
                OpMode::Constant => x.constant().to_string(),
                _ => String::new(),
            };
        }
        let mut out = String::new();
        if !expr.is_empty() {
            out.push_str(&expr);
            out.push_str(" (");
        }
        let mut has_type = false;
        match x.mode {
            OpMode::Invalid | OpMode::NoValue | OpMode::Builtin | OpMode::TypeExpr => {}
            _ if self.types.is_untyped(x.ty) => {
                out.push_str(&self.type_str(x.ty));
                out.push(' ');
            }
            _ => has_type = true,
        }
        out.push_str(x.mode.describe());
        if let (OpMode::Constant, Some(val)) = (x.mode, &x.val) {
            let text = val.to_string();
            if text != expr {
                out.push(' ');
                out.push_str(&text);
            }
        }
        if has_type {
            if self.types.is_valid(x.ty) {
                out.push_str(" of ");
                if self.types.is_generic(x.ty) {
                    out.push_str("generic ");
                }
                let tpar = self.types.as_tparam(x.ty);
                let basic_alias = self.types.is_basic_alias(x.ty);
                let declared = matches!(self.types.get(x.ty), Type::Named(_) | Type::Alias { .. });
                if tpar.is_none() && declared && !basic_alias {
                    let what = self.composite_kind(x.ty);
                    if what.is_empty() {
                        // Here the pointer of package unsafe goes without its package.
                        let basic = self.types.shown_under(x.ty);
                        let name = self.type_str(basic);
                        out.push_str(name.trim_start_matches("unsafe."));
                    } else {
                        out.push_str(what);
                    }
                    out.push(' ');
                }
                out.push_str("type ");
                out.push_str(&self.operand_type_str(x));
                if let Some(tpar) = tpar {
                    out.push_str(" constrained by ");
                    if let Some(bound) = self.types.tparam(tpar).constraint {
                        out.push_str(&self.type_str(bound));
                    }
                    if self.types.type_set(x.ty).is_empty() {
                        out.push_str(" with empty type set");
                    }
                }
            } else {
                out.push_str(" with invalid type");
            }
        }
        if !expr.is_empty() {
            out.push(')');
        }
        out
    }

    /// The type of `x`; the results of a call with the names that its function gives them.
    fn operand_type_str(&mut self, x: &Operand<'a>) -> String {
        if let Type::Tuple(results) = self.types.get(x.ty)
            && let Some(Expr {
                kind: ExprKind::Call { fun, .. },
                ..
            }) = x.expr.expr()
            && let Some(sig) = self
                .info
                .types
                .get(&fun.id)
                .and_then(|tv| self.signature(tv.ty))
            && let Some(names) = sig.names.get(sig.params.len()..)
            && names.len() == results.len()
            && names.iter().any(|n| !n.is_empty())
        {
            let (names, results) = (names.to_vec(), results.clone());
            let list: Vec<String> = names
                .iter()
                .zip(results)
                .map(|(n, ty)| format!("{n} {}", self.type_str(ty)))
                .collect();
            return format!("({})", list.join(", "));
        }
        self.type_str(x.ty)
    }

    /// "array", "slice" and so on for a composite type; "" for a basic one.
    pub fn composite_kind(&self, ty: TypeId) -> &'static str {
        match self.types.get(self.types.under(ty)) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) | Type::TypeParam(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
            Type::Basic(_) | Type::Named(_) | Type::Alias { .. } => "",
        }
    }

    /// Whether `x` may be assigned to a variable of type `target` (spec: Assignability). On failure, `cause`
    /// may be given the reason, and the code says of which kind the failure is.
    pub fn assignable_to(
        &mut self,
        x: &Operand<'a>,
        target: TypeId,
        cause: &mut String,
    ) -> Result<(), Code> {
        if !x.is_valid() || !self.types.is_valid(x.ty) || !self.types.is_valid(target) {
            return Ok(());
        }
        let v = self.types.unalias(x.ty);
        let t = self.types.unalias(target);
        if self.types.identical(v, t) {
            return Ok(());
        }
        let vu = self.types.under(v);
        let tu = self.types.under(t);
        let vp = self.types.as_tparam(v);
        let tp = self.types.as_tparam(t);

        if self.types.is_untyped(vu) {
            if tp.is_some() {
                let terms = self.specific_types(t);
                let ok = !terms.is_empty()
                    && terms
                        .iter()
                        .all(|&(term, _)| self.implicit_type_and_value(x, term).is_ok());
                return if ok {
                    Ok(())
                } else {
                    Err(Code::IncompatibleAssign)
                };
            }
            return match self.implicit_type_and_value(x, t) {
                Ok(_) => Ok(()),
                Err(_) => Err(Code::IncompatibleAssign),
            };
        }

        if vp.is_none()
            && tp.is_none()
            && (!self.types.has_name(v) || !self.types.has_name(t))
            && self.types.identical(vu, tu)
        {
            return Ok(());
        }

        let to_interface = matches!(self.types.get(tu), Type::Interface(_)) && tp.is_none();
        if to_interface || self.is_interface_ptr(tu) {
            let named = self.types.unalias_to_name(x.ty);
            if self.implements_or(named, t, cause) {
                return Ok(());
            }
            if vp.is_none() {
                return Err(Code::InvalidIfaceAssign);
            }
            cause.clear();
        }

        if matches!(self.types.get(vu), Type::Interface(_))
            && vp.is_none()
            && self.implements(x.pos(), t, v, false).is_ok()
        {
            *cause = "need type assertion".to_string();
            return Err(Code::IncompatibleAssign);
        }

        if let (
            &Type::Chan {
                dir: ChanDir::Both,
                elem: ve,
            },
            &Type::Chan { elem: te, .. },
        ) = (self.types.get(vu), self.types.get(tu))
            && self.types.identical(ve, te)
        {
            return if !self.types.has_name(v) || !self.types.has_name(t) {
                Ok(())
            } else {
                Err(Code::InvalidChanAssign)
            };
        }

        if vp.is_none() && tp.is_none() {
            return Err(Code::IncompatibleAssign);
        }

        if tp.is_some() && !self.types.has_name(v) {
            let terms = self.specific_types(t);
            if terms.is_empty() {
                return Err(Code::IncompatibleAssign);
            }
            for (term, _) in terms {
                if let Err(code) = self.assignable_to(x, term, cause) {
                    let text = format!(
                        "cannot assign {} to {} (in {})",
                        self.type_str(x.ty),
                        self.type_str(term),
                        self.type_str(t)
                    );
                    prepend_cause(cause, text);
                    return Err(code);
                }
            }
            return Ok(());
        }

        if vp.is_some() && !self.types.has_name(t) {
            let terms = self.specific_types(v);
            if terms.is_empty() {
                return Err(Code::IncompatibleAssign);
            }
            let mut y = x.clone();
            for (term, _) in terms {
                y.ty = term;
                if let Err(code) = self.assignable_to(&y, t, cause) {
                    let text = format!(
                        "cannot assign {} (in {}) to {}",
                        self.type_str(term),
                        self.type_str(v),
                        self.type_str(target)
                    );
                    prepend_cause(cause, text);
                    return Err(code);
                }
            }
            return Ok(());
        }

        Err(Code::IncompatibleAssign)
    }

    fn implements_or(&mut self, v: TypeId, t: TypeId, cause: &mut String) -> bool {
        match self.implements(Pos::NONE, v, t, false) {
            Ok(()) => true,
            Err(why) => {
                *cause = why;
                false
            }
        }
    }

    /// Whether `x` may be assigned to `target`, without asking why not.
    pub fn is_assignable(&mut self, x: &Operand<'a>, target: TypeId) -> bool {
        self.assignable_to(x, target, &mut String::new()).is_ok()
    }
}

/// Puts `text` before the cause found further down, which moves to a line of its own.
pub fn prepend_cause(cause: &mut String, text: String) {
    if cause.is_empty() {
        *cause = text;
    } else {
        *cause = format!("{text}\n\t{cause}");
    }
}
