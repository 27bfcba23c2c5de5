//! Declarations: constants, variables, types and functions, at package level and in functions.

use gorun_grammar::ast::Decl;

use super::checker::Checker;
use super::object::ObjId;

impl<'a> Checker<'a> {
    /// Checks the declaration of a package-level object, if that has not been done.
    pub fn obj_decl(&mut self, obj: ObjId) {
        let _ = obj;
        todo!()
    }
    /// A const, var or type declaration inside a function.
    pub fn decl_stmt(&mut self, decl: &'a Decl) {
        let _ = decl;
        todo!()
    }
}
