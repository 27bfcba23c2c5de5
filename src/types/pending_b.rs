//! What declarations and types need of expressions and statements. Whoever writes the real thing deletes it here.

use std::rc::Rc;

use gorun_grammar::ast::{Block, Expr, Ident};

use super::checker::{Checker, DeclId, FuncSig};
use super::constant::Const;
use super::object::ObjId;
use super::operand::Operand;
use super::ty::{Signature, TypeId};

/// The type that a generic function value is to be inferred for, and what it is assigned to.
#[derive(Clone, Debug)]
pub struct Target {
    pub sig: Signature,
    pub desc: String,
}

impl<'a> Checker<'a> {
    /// `None` unless `ty` is a function type.
    pub fn new_target(&mut self, ty: Option<TypeId>, desc: &str) -> Option<Target> {
        let _ = (ty, desc);
        todo!()
    }
    /// A single value.
    pub fn expr(&mut self, target: Option<&Target>, x: &mut Operand<'a>, e: &'a Expr) {
        let _ = (target, x, e);
        todo!()
    }
    /// A value or a type.
    pub fn expr_or_type(&mut self, x: &mut Operand<'a>, e: &'a Expr, allow_generic: bool) {
        let _ = (x, e, allow_generic);
        todo!()
    }
    /// `e` is `ExprKind::Selector`.
    pub fn selector(&mut self, x: &mut Operand<'a>, e: &'a Expr, want_type: bool) {
        let _ = (x, e, want_type);
        todo!()
    }
    /// Evaluates expressions for their uses only, after an error.
    pub fn use_exprs(&mut self, list: &'a [Expr]) {
        let _ = list;
        todo!()
    }
    /// Sets type (if unset) and value of a constant object.
    pub fn init_const(&mut self, lhs: ObjId, x: &mut Operand<'a>) {
        let _ = (lhs, x);
        todo!()
    }
    pub fn init_var(&mut self, lhs: ObjId, x: &mut Operand<'a>, context: &str) {
        let _ = (lhs, x, context);
        todo!()
    }
    pub fn init_vars(&mut self, lhs: &[ObjId], rhs: &'a [Expr], return_names: Option<&'a Ident>) {
        let _ = (lhs, rhs, return_names);
        todo!()
    }
    /// The body of a function, checked in its own environment.
    pub fn func_body(
        &mut self,
        decl: Option<DeclId>,
        name: &str,
        sig: &Rc<FuncSig>,
        body: &'a Block,
        iota: Option<Const>,
    ) {
        let _ = (decl, name, sig, body, iota);
        todo!()
    }
    /// Reports overflow of a constant operand of a declared type.
    pub fn overflow(&mut self, x: &mut Operand<'a>, op_pos: gorun_grammar::ast::Pos) {
        let _ = (x, op_pos);
        todo!()
    }
    /// The value of a constant array length or the like as an operand's description, for messages.
    pub fn operand_str(&mut self, x: &Operand<'a>) -> String {
        let _ = x;
        todo!()
    }
}
