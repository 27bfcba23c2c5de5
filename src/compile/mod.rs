//! From checked syntax trees to a linked program. One file for each construct, named as in `types`.
//! It reports no errors of the user's: the checker has; what it refuses is only what no machine could hold.

use gorun_grammar::ast;

use crate::types::library::FileScopes;
use crate::types::{Info, ObjId, PkgId};

mod buffers;
mod builtins;
mod call;
mod callee;
mod closure;
mod constant;
mod convert;
mod debug;
mod declarations;
mod embed;
mod escape;
mod expr;
mod function;
mod hoist;
mod initial;
mod inline;
mod instances;
mod interface;
mod intrinsic;
mod known_types;
pub mod layout;
mod linkname;
mod memory;
mod methods;
mod order;
mod place;
mod program;
pub mod session;
mod stmt;
pub mod sweep;
mod tables;
mod thunk;
mod value;
mod variables;
mod version;

pub use buffers::exported_bodies;
pub use declarations::{Library, Whole};
pub use initial::{has_initialisers, value_at};
pub use program::{ProgramBuilder, compile_package, compile_program};

/// A package that has been checked without errors.
pub struct CheckedPackage {
    pub id: PkgId,
    pub files: Vec<ast::File>,
    pub info: Info,
    /// One of gorun's own, whose capacities no program sees.
    pub std: bool,
    /// Its functions come without bodies; `Library` has them.
    pub bodies_pending: bool,
    /// The scope of the file of each of these functions.
    pub scopes: FileScopes,
    pub embedded: Vec<Embedded>,
}

/// The contents of a variable with a `//go:embed` line.
pub struct Embedded {
    pub variable: ObjId,
    /// Names with slashes, sorted, and what the files hold.
    pub files: Vec<(String, Vec<u8>)>,
}
