//! From an import path to where the package's files are: gorun's own library, the module and what it requires, or an
//! installed Go (decision 005).

use std::path::PathBuf;

use super::go_std::{GO_STD, GO_STD_INTERNAL};
use super::go_version::GoVersion;
use super::goroot::Goroot;
use super::modules::{AskedBy, Modules};
use crate::types::quote;

/// Who wrote a package, which says what it may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// gorun's own library: functions without a body are natives.
    Own,
    /// Compiled from GOROOT/src.
    Goroot,
    /// The main module, a workspace's, or files named on the command line.
    Main,
    /// A dependency.
    Dependency,
}

impl Origin {
    /// Part of the standard library.
    pub fn is_std(self) -> bool {
        matches!(self, Origin::Own | Origin::Goroot)
    }
}

#[derive(Clone, Debug)]
pub struct Located {
    /// The import path in full: GOROOT's own vendored packages begin with `vendor/`.
    pub path: String,
    pub origin: Origin,
    /// None: the texts are built in.
    pub dir: Option<PathBuf>,
    pub go: GoVersion,
}

/// Packages that are Go's own machinery: their sources need its scheduler, linker or assembler all over. (What only
/// some functions of a package need is found out when something reaches them.) A path stands for all below it.
const BOUND_TO_GO: &[(&str, &str)] = &[
    ("plugin", "it loads code that Go's linker made"),
    (
        "runtime",
        "it is part of Go's runtime, and gorun has its own",
    ),
];

pub fn bound_to_go(path: &str) -> Option<&'static str> {
    BOUND_TO_GO
        .iter()
        .find(|(p, _)| super::modules::strip_path(path, p).is_some())
        .map(|(_, why)| *why)
}

/// Who imports.
#[derive(Clone, Copy, Debug)]
pub struct Importer<'a> {
    pub origin: Origin,
    pub path: &'a str,
    /// A file of its tests does it.
    pub test: bool,
}

/// Finds the package that `path` means inside the package `by`. `Err`: why there is none, in Go's words where it has some.
pub fn locate(
    modules: &Modules,
    goroot: &Goroot,
    path: &str,
    by: Option<Importer<'_>>,
) -> Result<Located, String> {
    let from = by.map(|b| b.origin);
    let located = |origin, dir, go| Located {
        path: path.to_string(),
        origin,
        dir,
        go,
    };
    let current = super::go_version::CURRENT;
    let from_std = from.is_some_and(Origin::is_std);
    // gorun's inner packages are its own: nobody else can name them.
    if crate::std::sources(path).is_some() && (from_std || !path.starts_with("internal/")) {
        return Ok(located(Origin::Own, None, current));
    }
    let first = path.split('/').next().unwrap_or_default();
    if let Some(found) = vendored_in_goroot(goroot, path, by) {
        return Ok(found);
    }
    if super::import_path::is_local(path) {
        return Err(format!(
            "{path} is relative, but relative import paths are not supported in module mode",
            path = quote(path)
        ));
    }
    if path.starts_with('/') {
        return Err(format!(
            "{path} is not a package path; see 'go help packages'",
            path = quote(path)
        ));
    }
    if super::import_path::is_of_many(path) {
        return Err(format!(
            "{path} is not an importable package; see 'go help packages'",
            path = quote(path)
        ));
    }
    if let Some(why) = super::import_path::malformed(path) {
        return Err(format!(
            "malformed import path {path}: {why}",
            path = quote(path)
        ));
    }
    let known = GO_STD.contains(&path);
    if !first.contains('.') {
        if let Some(dir) = goroot.package(path).filter(|_| first != "cmd") {
            if let Some(why) = bound_to_go(path) {
                return Err(not_from_goroot(path, why));
            }
            return Ok(located(Origin::Goroot, Some(dir), current));
        }
        if known {
            return Err(match bound_to_go(path) {
                Some(why) => not_from_goroot(path, why),
                None => not_here_yet(path, goroot),
            });
        }
    }
    let asked = by.map(|b| AskedBy {
        package: b.path,
        test: b.test,
    });
    if let Some(why) = modules.unverified(path, asked) {
        return Err(why);
    }
    if let Some(provided) = modules.provide(path)? {
        let origin = match provided.main {
            true => Origin::Main,
            false => Origin::Dependency,
        };
        return Ok(located(origin, Some(provided.dir), provided.go));
    }
    if first.contains('.') {
        return Err(modules.missing(path));
    }
    let shown = goroot.src().map_or_else(String::new, |src| {
        format!(" ({})", src.join(path).display())
    });
    Err(format!("package {path} is not in std{shown}"))
}

/// What Go says where the user's module has a package that the library has too.
pub fn contended(modules: &Modules, goroot: &Goroot, path: &str) -> Option<String> {
    if !GO_STD.contains(&path) && !GO_STD_INTERNAL.contains(&path) {
        return None;
    }
    modules.contended(path, || {
        let src = goroot.src().unwrap_or_else(|| "$GOROOT/src".into());
        src.join(path)
    })
}

/// GOROOT's own copies of packages from elsewhere.
fn vendored_in_goroot(goroot: &Goroot, path: &str, by: Option<Importer<'_>>) -> Option<Located> {
    let by = by.filter(|b| b.origin == Origin::Goroot)?;
    if !path.split('/').next()?.contains('.') {
        return None;
    }
    let command = by.path == "cmd" || by.path.starts_with("cmd/");
    let path = match command {
        true => format!("cmd/vendor/{path}"),
        false => format!("vendor/{path}"),
    };
    let dir = goroot.package(&path)?;
    Some(Located {
        path,
        origin: Origin::Goroot,
        dir: Some(dir),
        go: super::go_version::CURRENT,
    })
}

/// The same where all of the library, gorun's own part included, is to come from GOROOT, to check it.
pub fn locate_in_goroot(
    goroot: &Goroot,
    path: &str,
    by: Option<Importer<'_>>,
) -> Result<Located, String> {
    if let Some(found) = vendored_in_goroot(goroot, path, by) {
        return Ok(found);
    }
    match goroot.package(path) {
        Some(dir) => Ok(Located {
            path: path.to_string(),
            origin: Origin::Goroot,
            dir: Some(dir),
            go: super::go_version::CURRENT,
        }),
        None => Err(format!("package {path} is not in std")),
    }
}

fn not_from_goroot(path: &str, why: &str) -> String {
    match GO_STD.contains(&path) {
        true => format!(
            "package {path} is part of Go, but gorun does not have it yet, and cannot compile it from GOROOT: {why}"
        ),
        false => format!("package {path} cannot be compiled from GOROOT: {why}"),
    }
}

fn not_here_yet(path: &str, goroot: &Goroot) -> String {
    let remedy = match goroot.root() {
        None => "; with GOROOT set to a Go installation it is compiled from there",
        Some(_) => "",
    };
    lacking(path) + remedy
}

/// What to say of a package of Go's library that gorun does not have.
pub fn lacking(path: &str) -> String {
    format!("package {path} is part of Go, but gorun does not have it yet")
}

/// What stands before the last `internal` element: only packages below it may import the package.
pub fn internal_parent(path: &str) -> Option<&str> {
    if let Some(parent) = path.strip_suffix("/internal") {
        return Some(parent);
    }
    if let Some(at) = path.rfind("/internal/") {
        return Some(&path[..at]);
    }
    (path == "internal" || path.starts_with("internal/")).then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_paths() {
        assert_eq!(internal_parent("a/internal/b"), Some("a"));
        assert_eq!(
            internal_parent("a/internal/b/internal"),
            Some("a/internal/b")
        );
        assert_eq!(internal_parent("internal/b"), Some(""));
        assert_eq!(internal_parent("a/internals"), None);
    }

    #[test]
    fn what_cannot_be_compiled() {
        assert!(bound_to_go("runtime/metrics").is_some());
        assert!(bound_to_go("runtimes").is_none());
    }
}
