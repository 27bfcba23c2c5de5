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
    parsed_soundly: true,
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
    /// Whether the function at `pos` is one of these.
    pub fn covers(&self, pos: gorun_grammar::ast::Pos) -> bool {
        self.sources.covers(pos)
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

#[cfg(test)]
mod tests {
    use gorun_grammar::ast::Decl;

    use super::*;
    use crate::driver::{Selection, check, load, on_deep_stack, read_snippet};

    /// What nobody reaches is checked nowhere else.
    #[test]
    fn every_function_of_the_library_checks() {
        let imports = crate::std::known_packages()
            .filter(|p| !p.split('/').any(|e| e == "internal"))
            .map(|p| format!("import _ {p:?}\n"));
        let text = format!(
            "package main\n{}func main() {{}}\n",
            imports.collect::<String>()
        );
        let faults = on_deep_stack(|| {
            let input = read_snippet(text, &Selection::default()).unwrap();
            let loaded = load(input).unwrap();
            let Ok(mut checked) = check(loaded) else {
                return vec!["the declarations do not check".to_string()];
            };
            let (mut faults, mut count) = (Vec::new(), 0);
            for package in checked.packages.iter().filter(|p| p.bodies_pending) {
                for decl in package.files.iter().flat_map(|f| &f.decls) {
                    let Decl::Func(f) = decl else { continue };
                    let Some(&obj) = package.info.defs.get(&f.name.id) else {
                        continue;
                    };
                    if f.body.is_none() {
                        continue;
                    }
                    count += 1;
                    let whole = checked
                        .library
                        .function(&mut checked.types, package, obj, f);
                    if let Err(errors) = whole {
                        let name = &f.name.name;
                        faults.extend(errors.iter().map(|e| format!("{name}: {}", e.message)));
                    }
                }
            }
            assert!(count > 1000, "only {count} functions found");
            faults
        });
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
