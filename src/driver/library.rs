//! The bodies of the library's functions: parsed and checked when the program reaches them, each once.

use std::sync::Arc;

use elsa::FrozenVec;
use gorun_grammar::ast::{FuncDecl, Pos};
use gorun_grammar::{Diagnostic, ParseInput, parse_function, parse_signature};

use crate::compile::{CheckedPackage, Library, Whole};
use crate::source::SourceMap;
use crate::types::library::{Bodies, CONFIG, CheckedFunction, check_function};
use crate::types::{ObjId, Types};

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
    pub fn covers(&self, pos: Pos) -> bool {
        self.sources.covers(pos)
    }
}

impl Bodies for LibraryBodies {
    fn parse(&self, decl: &FuncDecl) -> Option<&FuncDecl> {
        let body_end = || Some(Pos(decl.body.as_ref()?.rbrace.0 + 1));
        let to = decl.left_out.or_else(body_end)?;
        let whole = parse_function(ParseInput {
            text: self.sources.text_between(decl.pos, to)?,
            base: decl.pos.0,
        })?;
        Some(self.parsed.push_get(whole))
    }

    fn signature(&self, decl: &FuncDecl) -> Option<&FuncDecl> {
        let signature = parse_signature(ParseInput {
            text: self.sources.text_between(decl.pos, decl.left_out?)?,
            base: decl.pos.0,
        })?;
        Some(self.parsed.push_get(signature))
    }

    fn sources(&self) -> &Arc<SourceMap> {
        &self.sources
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
    use gorun_grammar::ast::{Decl, File};
    use gorun_grammar::{parse_declarations, parse_file, parse_outline};

    use super::*;
    use crate::driver::build::Checked;
    use crate::driver::{Loaded, Origin, Selection, check, load, on_deep_stack, read_snippet};

    /// The whole library, loaded.
    fn library() -> Loaded {
        let imports = crate::std::known_packages()
            .filter(|p| !p.split('/').any(|e| e == "internal"))
            .map(|p| format!("import _ {p:?}\n"));
        let text = format!(
            "package main\n{}func main() {{}}\n",
            imports.collect::<String>()
        );
        let input = read_snippet(text, &Selection::default()).unwrap();
        load(input).unwrap()
    }

    fn checked(loaded: Loaded) -> Checked {
        check(loaded).unwrap_or_else(|_| panic!("the declarations do not check"))
    }

    fn functions(file: &File) -> Vec<&FuncDecl> {
        let functions = file.decls.iter().filter_map(|d| match d {
            Decl::Func(f) => Some(&**f),
            _ => None,
        });
        functions.collect()
    }

    /// What nobody reaches is checked nowhere else.
    #[test]
    fn every_function_of_the_library_checks() {
        let faults = on_deep_stack(|| {
            let mut checked = checked(library());
            let (mut faults, mut count) = (Vec::new(), 0);
            for package in checked.packages.iter().filter(|p| p.bodies_pending) {
                for f in package.files.iter().flat_map(functions) {
                    let Some(&obj) = package.info.defs.get(&f.name.id) else {
                        continue;
                    };
                    count += 1;
                    let whole = checked
                        .library
                        .function(&mut checked.types, package, obj, f);
                    let name = &f.name.name;
                    if let Err(errors) = whole {
                        faults.extend(errors.iter().map(|e| format!("{name}: {}", e.message)));
                    }
                    checked.types.read_signature(obj);
                    if checked
                        .types
                        .object(obj)
                        .ty
                        .is_none_or(|t| !checked.types.is_valid(t))
                    {
                        faults.push(format!("{name}: no signature"));
                    }
                }
            }
            assert!(count > 1000, "only {count} functions found");
            faults
        });
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    /// Where functions end is seen from how lines begin and end: gofmt's form is not enough for that, as a line of a literal may be a
    /// closing brace, and a comment may follow an opening one.
    #[test]
    fn outlines_are_exact() {
        let end = |f: &FuncDecl| Some(Pos(f.body.as_ref()?.rbrace.0 + 1));
        on_deep_stack(|| {
            for file in library().sources.files() {
                let (text, base) = (&*file.text, file.base);
                let input = || ParseInput { text, base };
                let (whole, outline) = (parse_file(input()).0, parse_outline(input()).0);
                let (whole, outline) = (functions(&whole), functions(&outline));
                assert_eq!(whole.len(), outline.len(), "{}", file.shown);
                for (w, o) in whole.into_iter().zip(outline) {
                    let place = format!("{}: {}", file.shown, w.name.name);
                    assert_eq!((w.pos, w.name.pos), (o.pos, o.name.pos), "{place}");
                    if file.shown.starts_with("$GOROOT") {
                        assert_eq!(
                            w.body.is_some(),
                            o.body.is_some(),
                            "{place}: a body or none"
                        );
                        assert!(w.body.is_none() || end(w) == o.left_out, "{place}: its end");
                    }
                }
            }
        });
    }

    /// They hold functions that mention other variables, which nobody calls before all are initialised.
    const HOLDING_FUNCTIONS: &[&str] = &[
        "html/template.escapers",
        "net/http.DefaultTransport",
        "text/template.builtins",
    ];

    /// Only direct mentions count for the order in which the library's variables are initialised: what functions mention makes no
    /// difference. Where it does, put the variable behind those that it needs.
    #[test]
    fn initialisation_does_not_hang_on_bodies() {
        let order = |checked: Checked| -> Vec<String> {
            let types = &checked.types;
            let name = |&obj: &ObjId| {
                let o = types.object(obj);
                format!("{}.{}", types.package(o.pkg).path, o.name)
            };
            let variables = checked.packages.iter().flat_map(|p| &p.info.init_order);
            let names = variables.flat_map(|i| &i.lhs).map(name);
            names
                .filter(|n| !HOLDING_FUNCTIONS.contains(&n.as_str()))
                .collect()
        };
        on_deep_stack(|| {
            let outlined = order(checked(library()));
            let mut loaded = library();
            let own = loaded
                .packages
                .iter_mut()
                .filter(|p| p.origin == Origin::Own);
            for file in own.flat_map(|p| &mut p.files) {
                let found = loaded.sources.file_at(file.package).unwrap();
                let (text, base) = (&*found.text, found.base);
                *file = parse_declarations(ParseInput { text, base }).0;
            }
            for (by_bodies, outlined) in order(checked(loaded)).iter().zip(&outlined) {
                assert_eq!(by_bodies, outlined);
            }
        });
    }
}
