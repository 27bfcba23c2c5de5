//! The bodies of the library's functions: parsed and checked when the program reaches them, each once.

use std::sync::Arc;

use elsa::FrozenVec;
use gorun_grammar::ast::FuncDecl;
use gorun_grammar::{Diagnostic, ParseInput, parse_function};

use crate::compile::{CheckedPackage, Library, Whole};
use crate::source::SourceMap;
use crate::types::library::{Bodies, CheckedFunction, check_function};
use crate::types::{Config, ObjId, Types};

/// What the library's packages are checked with.
pub const CONFIG: Config = Config {
    version: (1, 27),
    natives: true,
    lint: false,
};

pub struct LibraryBodies {
    sources: Arc<SourceMap>,
    parsed: FrozenVec<Box<FuncDecl>>,
    checked: FrozenVec<Box<CheckedFunction>>,
}

impl LibraryBodies {
    pub fn new(sources: Arc<SourceMap>) -> LibraryBodies {
        LibraryBodies {
            sources,
            parsed: FrozenVec::new(),
            checked: FrozenVec::new(),
        }
    }
}

impl Bodies for LibraryBodies {
    fn parse(&self, decl: &FuncDecl) -> Option<&FuncDecl> {
        let body = decl.body.as_ref()?;
        let file = self.sources.position(decl.pos)?.file;
        let from = (decl.pos.0 - file.base) as usize;
        let to = (body.rbrace.0 - file.base) as usize + 1;
        let whole = parse_function(ParseInput {
            text: file.text.get(from..to)?,
            base: decl.pos.0,
        })?;
        Some(self.parsed.push_get(whole))
    }
}

impl Library for LibraryBodies {
    fn function(
        &self,
        types: &mut Types,
        package: &CheckedPackage,
        obj: ObjId,
        decl: &FuncDecl,
    ) -> Result<Whole<'_>, Vec<Diagnostic>> {
        let missing = || {
            vec![Diagnostic::new(
                decl.pos,
                "the body of this function is lost",
            )]
        };
        let whole = self.parse(decl).ok_or_else(missing)?;
        let scope = package.scopes.get(&obj).copied().ok_or_else(missing)?;
        let (checked, errors) = check_function(types, &CONFIG, package.id, scope, whole);
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Whole {
            decl: whole,
            checked: self.checked.push_get(Box::new(checked)),
        })
    }
}
