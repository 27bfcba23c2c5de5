//! Names that Go's library has and gorun's does not yet, told from names that nobody has.

use std::collections::{BTreeMap, BTreeSet};

use gorun_grammar::ast::{Decl, File};
use rustc_hash::FxHashMap;

use super::LoadedPackage;
use super::go_std::GO_STD;
use super::shipped::{self, SHIPPED};
use crate::source::Diagnostic;
use crate::types::{PkgId, Types};

/// Exported names of Go 1.27's library, a line for each package. Written by `xtask api`.
const API: &str = include_str!("go_api.txt");

/// What a program wants of Go's library and gorun does not have, with what it has in that place.
#[derive(Default)]
pub struct Missing {
    /// `strings.Foo`, `bytes.Buffer.Foo`, `go/types`.
    names: BTreeSet<String>,
    /// Of packages that lack a name that was asked for: their path, and what they have.
    beside: BTreeMap<String, String>,
}

impl Missing {
    /// What the package's errors say is not there although Go has it.
    pub fn of(
        package: &LoadedPackage,
        diagnostics: &[Diagnostic],
        types: &Types,
        done: &FxHashMap<String, PkgId>,
    ) -> Missing {
        let mut missing = Missing::default();
        for d in diagnostics {
            if let Some(path) = d.message.strip_prefix("package ")
                && let Some((path, _)) = path.split_once(" is part of Go")
            {
                missing.names.insert(path.to_string());
            } else if let Some((path, name)) = of_message(package, d) {
                missing.names.insert(format!("{path}.{name}"));
                if !name.contains('.')
                    && let Some(list) = done.get(path).and_then(|&p| shipped::names(types, p))
                {
                    missing.beside.insert(path.to_string(), list);
                }
            }
        }
        missing
    }

    pub fn add(&mut self, other: &Missing) {
        self.names.extend(other.names.iter().cloned());
        let beside = other.beside.iter();
        self.beside
            .extend(beside.map(|(path, list)| (path.clone(), list.clone())));
    }

    /// The list for the end of a report; empty if nothing is missing.
    pub fn report(&self) -> String {
        if self.names.is_empty() {
            return String::new();
        }
        let mut text = "gorun does not have yet, although Go does:".to_string();
        for name in &self.names {
            text.push_str(&format!("\n\t{name}"));
        }
        for (path, list) in &self.beside {
            text.push_str(&format!("\nwhat gorun has of {path}:{list}"));
        }
        if self
            .names
            .iter()
            .any(|name| GO_STD.contains(&name.as_str()))
        {
            text.push_str(&format!("\n{SHIPPED}{}", shipped::packages()));
        }
        text
    }
}

/// The package's path and the name in it.
fn of_message<'a>(package: &'a LoadedPackage, d: &Diagnostic) -> Option<(&'a str, String)> {
    // A message may go on with a remedy in parentheses.
    let (qualifier, name) = match d.message.strip_prefix("undefined: ") {
        Some(rest) => {
            let (qualifier, name) = rest.split_whitespace().next()?.split_once('.')?;
            (qualifier, name.to_string())
        }
        None => {
            let (_, rest) = d.message.split_once(" undefined (type ")?;
            let (ty, rest) = rest.split_once(" has no field or method ")?;
            let member = rest.split([',', ')']).next()?;
            let (qualifier, ty) = ty.trim_start_matches('*').split_once('.')?;
            let ty = ty.split('[').next()?;
            (qualifier, format!("{ty}.{member}"))
        }
    };
    let here = |f: &&File| f.package <= d.pos && d.pos <= f.end;
    let files = package.files.iter();
    let paths: Vec<&str> = files
        .filter(here)
        .flat_map(|f| imported_as(f, qualifier))
        .collect();
    let path = paths
        .into_iter()
        .find(|path| crate::std::sources(path).is_some() && in_go(path, &name))?;
    Some((path, name))
}

/// Paths that the file imports under a name.
fn imported_as<'a>(file: &'a File, name: &str) -> Vec<&'a str> {
    let specs = file.decls.iter().filter_map(|d| match d {
        Decl::Import(specs) => Some(specs),
        _ => None,
    });
    specs
        .flatten()
        .filter_map(|spec| {
            let path = spec.path.text.trim_matches(['"', '`']);
            let known = match &spec.name {
                Some(n) => n.name.as_str(),
                None => library_name(path),
            };
            (known == name).then_some(path)
        })
        .collect()
}

/// The name of a package of the library: the last element of its path that is no version.
fn library_name(path: &str) -> &str {
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or(path);
    match last {
        "v2" => elements.next().unwrap_or(last),
        _ => last,
    }
}

fn in_go(path: &str, name: &str) -> bool {
    API.lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(package, _)| *package == path)
        .is_some_and(|(_, names)| names.split(' ').any(|n| n == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No package that API names lacks anything today, so no program shows this.
    #[test]
    fn a_part_of_a_package_is_listed() {
        let mut missing = Missing::default();
        missing.add(&Missing {
            names: ["a/b.F".to_string()].into(),
            beside: [("a/b".to_string(), "\n\tG H".to_string())].into(),
        });
        let report =
            "gorun does not have yet, although Go does:\n\ta/b.F\nwhat gorun has of a/b:\n\tG H";
        assert_eq!(missing.report(), report);
    }

    #[test]
    fn what_go_has() {
        assert!(in_go("strings", "Builder.Grow") && in_go("strings", "Cut"));
        assert!(!in_go("strings", "Nothing") && !in_go("nothing", "Cut"));
        assert_eq!(library_name("math/rand/v2"), "rand");
    }
}
