//! From checked syntax trees to a linked program. One file for each construct, named as in `types`.
//! It reports no errors of the user's: the checker has; what it refuses is only what no machine could hold.

use gorun_grammar::ast;

use crate::types::{Info, PkgId};

pub mod layout;
mod escape;
mod function;
mod instances;
mod methods;
mod program;
mod expr;
mod stmt;
mod call;
mod builtins;
mod closure;
mod thunk;
mod convert;
mod constant;
mod place;
mod memory;
mod value;
mod interface;
mod variables;

pub use program::compile_program;

/// A package that has been checked without errors.
pub struct CheckedPackage {
    pub id: PkgId,
    pub files: Vec<ast::File>,
    pub info: Info,
}
