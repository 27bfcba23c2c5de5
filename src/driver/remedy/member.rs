//! Methods that an interface wants and a type does not have.

use super::{Edit, Remedy, Wrong};
use crate::types::{PkgId, Type, TypeId, Types};

/// `T does not implement I (missing method M)`.
pub fn remedies(wrong: &Wrong<'_>) -> Vec<Remedy> {
    missing(wrong).into_iter().collect()
}

fn missing(wrong: &Wrong<'_>) -> Option<Remedy> {
    let first = wrong.message.lines().next()?;
    let (before, method) = first.split_once(" (missing method ")?;
    let method = method.strip_suffix(')')?;
    let (ty, interface) = before.rsplit_once(" does not implement ")?;
    let ty = ty.rsplit([' ', '\t']).next()?;
    let base = ty.trim_start_matches('*');
    let plain = base.chars().all(|c| c.is_alphanumeric() || c == '_');
    if wrong.message.lines().count() > 1 || !plain {
        return None;
    }
    let types = wrong.types;
    let iface = named(types, interface)?;
    // All that are missing can only be told by trying: those of the interface that are called like no method of the type.
    let set = types.type_set(iface);
    let has = |name: &str| declares(wrong, base, name);
    let mut texts = Vec::new();
    let mut help = String::new();
    let qualify = |pkg: PkgId| qualifier(types, pkg);
    for m in set.methods.iter().filter(|m| !has(&m.name)) {
        let sig = types.method_string(&m.name, m.sig, &qualify, true);
        if m.name == method {
            help = format!("add the method: func ({ty}) {sig}");
        }
        texts.push(format!("\nfunc ({ty}) {sig} {{ panic(0) }}\n"));
    }
    if help.is_empty() {
        return None;
    }
    if texts.len() > 1 {
        help.push_str(&format!(" (and {} more)", texts.len() - 1));
    }
    let at = wrong.text.len();
    Some(Remedy::new(help, vec![Edit::insert(at, texts.concat())]))
}

/// Whether the file declares such a method.
fn declares(wrong: &Wrong<'_>, base: &str, name: &str) -> bool {
    let words = wrong.words;
    (0..words.len()).any(|i| {
        words.word(i) == "func"
            && words.word(i + 1) == "("
            && words.closing(i + 1).is_some_and(|close| {
                words.word(close + 1) == name && (i + 2..close).any(|j| words.word(j) == base)
            })
    })
}

/// The interface type that a message names.
fn named(types: &Types, name: &str) -> Option<TypeId> {
    let (package, name) = name.rsplit_once('.').unwrap_or(("", name));
    let packages = types.packages.iter().rev();
    packages
        .filter(|p| match package {
            "" => true,
            _ => p.name == package,
        })
        .filter_map(|p| types.scope(p.scope).lookup(name))
        .filter_map(|obj| types.object(obj).ty)
        .find(|&ty| matches!(types.under_ty(ty), Type::Interface(_)))
}

/// Packages are named, but for the program's own.
fn qualifier(types: &Types, pkg: PkgId) -> String {
    let package = types.package(pkg);
    let own = package.path == "main" || pkg == PkgId::UNIVERSE;
    match own {
        true => String::new(),
        false => package.name.to_string(),
    }
}
