//! Names that Go's library has and gorun's does not yet, told from names that nobody has.

use gorun_grammar::ast::{Decl, File};

use super::LoadedPackage;
use crate::source::Diagnostic;

/// Exported names of Go 1.27's library, a line for each package. Written by `xtask api`.
const API: &str = include_str!("go_api.txt");

/// What the package's errors say is not there although Go has it: `strings.Foo`, `bytes.Buffer.Foo`; sorted, each once.
pub fn names(package: &LoadedPackage, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut found: Vec<String> = diagnostics
        .iter()
        .filter_map(|d| of_message(package, d))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn of_message(package: &LoadedPackage, d: &Diagnostic) -> Option<String> {
    if let Some(rest) = d.message.strip_prefix("package ")
        && let Some((path, _)) = rest.split_once(" is part of Go")
    {
        return Some(path.to_string());
    }
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
    Some(format!("{path}.{name}"))
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

    #[test]
    fn what_go_has() {
        assert!(in_go("strings", "Builder.Grow") && in_go("strings", "Cut"));
        assert!(!in_go("strings", "Nothing") && !in_go("nothing", "Cut"));
        assert_eq!(library_name("math/rand/v2"), "rand");
    }
}
