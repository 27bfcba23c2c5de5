//! The type checker, after go/types: one file for each construct. It reads syntax trees and says what every
//! expression is; it changes nothing and generates nothing. Other packages are known to it through
//! `Importer` alone.

mod anonymous_cycle;
mod assignment;
mod big_float;
mod binary;
mod builtins;
mod call;
pub mod checker;
pub mod codes;
mod comparison;
mod composite;
mod concrete;
mod const_expr;
pub mod constant;
mod conversion;
mod decl;
mod decl_cycle;
mod directives;
mod embed;
mod errors;
mod export_data;
mod expr;
pub mod expr_string;
mod frame;
mod func_lit;
pub mod go_library;
mod index;
mod infer;
pub mod info;
mod initorder;
mod instantiate;
mod interface;
mod large_type;
mod large_variable;
pub mod library;
mod literal;
pub mod lookup;
mod mono;
mod needed;
pub mod object;
mod operand;
pub mod predicates;
pub mod reach;
mod reason;
mod recording;
mod resolver;
pub mod returns;
pub mod scope;
mod selector;
pub mod session;
mod shift;
mod signature;
mod sizes;
mod slice_expr;
mod stmt;
pub mod store;
mod struct_type;
pub mod subst;
mod temporaries;
pub mod ty;
mod type_assert;
mod type_params;
mod typeset;
mod typestring;
mod typexpr;
mod unary;
mod under;
mod unify;
pub mod universe;
mod unprintable;
mod unsafe_builtins;
mod valid_type;
mod var_size;
mod version;

use gorun_grammar::{Diagnostic, ast};
use smol_str::SmolStr;

pub use embed::embed_patterns;
pub use export_data::ExportedBody;
pub use info::Info;
pub use literal::unquote;
pub use lookup::{Lookup, LookupKind, LookupOutcome, MethodEntry};
pub use object::{ObjId, Object, ObjectKind, PkgId};
pub use predicates::is_exported;
pub use store::Types;
pub use ty::{Basic, NamedId, Type, TypeId};
pub use typestring::quote;
pub use universe::builtin_name;

/// How the checker asks for an imported package.
pub trait Importer {
    /// The package of import path `path`, checked. `Err` is the sentence to report at the import.
    fn import(&mut self, types: &mut Types, path: &str) -> Result<PkgId, String>;

    /// The functions of a package whose bodies gc writes into its export data.
    fn exported_bodies(&mut self, _: &mut Types, _: PkgId) -> Vec<ExportedBody> {
        Vec::new()
    }
}

/// What a package is checked with.
#[derive(Clone, Debug)]
pub struct Config {
    /// The language version, such as (1, 27).
    pub version: (u32, u32),
    /// Functions without a body are natives (the standard library's own files).
    pub natives: bool,
    /// Report unused imports and variables and other errors of the kind (false for the standard library).
    pub lint: bool,
    /// Keep what `Info::written` is for.
    pub as_written: bool,
    /// The parser found nothing wrong: what gc says only of such a package is to be said.
    pub parsed_soundly: bool,
}

/// Checks the files of one package. The diagnostics are in the order found; the caller sorts and cuts.
pub fn check_package(
    types: &mut Types,
    importer: &mut dyn Importer,
    config: &Config,
    path: SmolStr,
    files: &[ast::File],
) -> (PkgId, Info, Vec<Diagnostic>) {
    let mut check = checker::Checker::new(types, importer, config, path, files);
    check.check_files();
    (check.pkg, check.info, check.diagnostics)
}
