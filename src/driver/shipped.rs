//! What gorun's library has, for whoever asks for something that it does not have.

use crate::types::{PkgId, Types, is_exported};

/// What stands before the list of packages.
pub const SHIPPED: &str = "what gorun has of Go's library:";

/// Columns of a list.
const WIDTH: usize = 100;
/// Nobody reads on after so many names.
const MOST_NAMES: usize = 80;

/// The packages that programs can import, as lines that begin with tabs.
pub fn packages() -> String {
    let mut all: Vec<&str> = crate::std::known_packages()
        .filter(|path| super::locate::internal_parent(path).is_none() && !is_foreign(path))
        .collect();
    all.push("unsafe");
    all.sort_unstable();
    lines(&all)
}

/// Written for a package of another module that the library itself needs.
fn is_foreign(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    first.contains('.') || first == "vendor"
}

/// What a package declares for others, in the same form; None for those that declare more than anyone would read.
pub fn names(types: &Types, package: PkgId) -> Option<String> {
    let scope = types.scope(types.package(package).scope);
    let exported = scope.names.keys().map(|name| name.as_str());
    let mut all: Vec<&str> = exported.filter(|name| is_exported(name)).collect();
    all.sort_unstable();
    (all.len() <= MOST_NAMES).then(|| lines(&all))
}

fn lines(words: &[&str]) -> String {
    let mut out = String::new();
    let mut width = WIDTH;
    for word in words {
        if width + 1 + word.len() > WIDTH {
            out.push_str("\n\t");
            width = word.len();
        } else {
            out.push(' ');
            width += 1 + word.len();
        }
        out.push_str(word);
    }
    out
}
