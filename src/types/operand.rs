//! What an expression turned out to be while it is checked: mode, type, constant value.

use gorun_grammar::ast::{Expr, Pos};

use super::constant::Const;
use super::object::Builtin;
use super::ty::{Basic, TypeId};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpMode {
    Invalid,
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

#[derive(Clone, Debug)]
pub struct Operand<'a> {
    pub mode: OpMode,
    pub expr: Option<&'a Expr>,
    pub ty: TypeId,
    /// Constants only.
    pub val: Option<Const>,
    /// Builtins only.
    pub id: Option<Builtin>,
}

impl Default for Operand<'_> {
    fn default() -> Self {
        Operand {
            mode: OpMode::Invalid,
            expr: None,
            ty: TypeId::of(Basic::Invalid),
            val: None,
            id: None,
        }
    }
}

impl Operand<'_> {
    pub fn is_valid(&self) -> bool {
        self.mode != OpMode::Invalid
    }
    pub fn invalidate(&mut self) {
        self.mode = OpMode::Invalid;
    }
    /// Where errors about the operand are reported.
    pub fn pos(&self) -> Pos {
        self.expr.map_or(Pos::NONE, |e| e.pos)
    }
}
