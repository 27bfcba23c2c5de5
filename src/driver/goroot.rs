//! Where an installed Go keeps its library's sources.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// GOROOT: the environment's; else that of the `go` on the path; else the usual place. Looked for when first asked for,
/// which only a program does that imports what gorun does not ship.
#[derive(Debug, Default)]
pub struct Goroot {
    root: OnceLock<Option<PathBuf>>,
}

impl Goroot {
    pub fn root(&self) -> Option<&Path> {
        self.root.get_or_init(find).as_deref()
    }

    pub fn src(&self) -> Option<PathBuf> {
        Some(self.root()?.join("src"))
    }

    /// The directory of a package of the library, if there is one with Go files.
    pub fn package(&self, path: &str) -> Option<PathBuf> {
        let dir = self.src()?.join(path);
        super::folder::has_go_files(&dir).then_some(dir)
    }
}

fn find() -> Option<PathBuf> {
    let is_root = |dir: &Path| dir.join("src/runtime").is_dir();
    if let Some(root) = std::env::var_os("GOROOT").filter(|v| !v.is_empty()) {
        // What the user names is taken or nothing.
        let root = PathBuf::from(root);
        return is_root(&root).then_some(root);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    for dir in std::env::split_paths(&path) {
        // `go` is a link into GOROOT/bin more often than not.
        if let Ok(go) = std::fs::canonicalize(dir.join("go"))
            && let Some(root) = go.parent().and_then(Path::parent)
            && is_root(root)
        {
            return Some(root.to_path_buf());
        }
    }
    ["/usr/local/go", "/usr/lib/go", "/usr/lib/golang"]
        .into_iter()
        .map(PathBuf::from)
        .find(|dir| is_root(dir))
}
