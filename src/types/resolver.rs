//! Collecting the package's objects: imports, declarations, methods and their base types.

use gorun_grammar::ast::{Expr, Ident, Pos};

use super::checker::Checker;
use super::object::ObjId;
use super::scope::ScopeId;

impl<'a> Checker<'a> {
    pub(super) fn collect_objects(&mut self) {
        todo!()
    }
    pub(super) fn package_objects(&mut self) {
        todo!()
    }
    pub(super) fn unused_imports(&mut self) {
        todo!()
    }
    /// Drops what is no longer needed and leaves canonical types to the compiler.
    pub(super) fn finish(&mut self) {
        todo!()
    }
    /// Reports when the numbers of names and values in a declaration differ.
    pub fn arity(
        &mut self,
        pos: Pos,
        names: &'a [Ident],
        inits: &'a [Expr],
        const_decl: bool,
        inherited: bool,
    ) {
        let _ = (pos, names, inits, const_decl, inherited);
        todo!()
    }
    /// Puts `obj` into `scope` (reporting a redeclaration) and files it as declared by `id`.
    pub fn declare(&mut self, scope: ScopeId, id: Option<&Ident>, obj: ObjId) {
        let _ = (scope, id, obj);
        todo!()
    }
}
