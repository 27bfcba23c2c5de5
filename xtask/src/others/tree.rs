//! A GOPATH's repositories as modules with a vendor folder: gorun takes packages from modules only, and Debian installs none.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

pub struct Tree {
    src: PathBuf,
    /// Import paths of the packages of each, those by which only a module's version (`/v2`) differs from the folder among them.
    pub repositories: BTreeMap<String, BTreeSet<String>>,
    /// Repositories whose module is a version: the elements to add to their path.
    versions: BTreeMap<String, BTreeSet<String>>,
}

/// Whether an element of a path is a major version: v2, v3, ...
pub fn is_version(part: &str) -> bool {
    part.strip_prefix('v')
        .is_some_and(|n| n.parse::<u32>().is_ok())
}

/// How many elements of a path name the repository.
fn length(parts: &[&str]) -> usize {
    match parts {
        ["gopkg.in", second, ..] if second.contains(".v") => 2,
        [_, second, ..] if is_version(second) => 3,
        [
            "github.com" | "gitlab.com" | "bitbucket.org" | "golang.org" | "gitea.com"
            | "git.sr.ht" | "codeberg.org" | "gopkg.in" | "code.google.com",
            ..,
        ] => 3,
        _ => 2,
    }
}

impl Tree {
    pub fn read(src: &Path) -> Tree {
        let mut tree = Tree {
            src: src.to_path_buf(),
            repositories: BTreeMap::new(),
            versions: BTreeMap::new(),
        };
        tree.walk("");
        let repositories = tree.repositories.keys().cloned().collect::<Vec<_>>();
        for repository in repositories {
            tree.add_versions(&repository);
        }
        tree
    }

    fn walk(&mut self, path: &str) {
        let mut has_go = false;
        for entry in fs::read_dir(self.src.join(path))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            let skipped = name.starts_with(['.', '_']) || name == "testdata" || name == "vendor";
            match entry.file_type() {
                Ok(t) if t.is_dir() && !skipped => {
                    self.walk(format!("{path}/{name}").trim_matches('/'))
                }
                Ok(t) if t.is_file() => has_go |= name.ends_with(".go"),
                _ => {}
            }
        }
        let parts: Vec<&str> = path.split('/').collect();
        let length = length(&parts);
        if has_go && parts.len() >= length {
            let packages = self.repositories.entry(parts[..length].join("/"));
            packages.or_default().insert(path.to_string());
        }
    }

    fn add_versions(&mut self, repository: &str) {
        let Some(module) = module_path(&self.src.join(repository)) else {
            return;
        };
        let Some(version) = module
            .strip_prefix(repository)
            .and_then(|v| v.strip_prefix('/'))
        else {
            return;
        };
        if !is_version(version) || self.src.join(&module).is_dir() {
            return;
        }
        let packages = self.repositories.get_mut(repository).unwrap();
        let below: Vec<String> = packages
            .iter()
            .map(|p| format!("{module}{}", &p[repository.len()..]))
            .collect();
        packages.extend(below);
        self.versions
            .entry(repository.to_string())
            .or_default()
            .insert(version.to_string());
    }

    /// One vendor folder for all: links to the repositories, and the list of what it has.
    pub fn write_vendor(&self, vendor: &Path) {
        let _ = fs::remove_dir_all(vendor);
        let mut list = String::new();
        for (repository, packages) in &self.repositories {
            let (from, to) = (self.src.join(repository), vendor.join(repository));
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            match self.versions.get(repository) {
                None => drop(symlink(&from, &to)),
                Some(versions) => {
                    fs::create_dir_all(&to).unwrap();
                    for entry in fs::read_dir(&from).unwrap().flatten() {
                        let _ = symlink(entry.path(), to.join(entry.file_name()));
                    }
                    for version in versions {
                        let _ = symlink(&from, to.join(version));
                    }
                }
            }
            let version = version_of(repository);
            list += &format!("# {repository} {version}\n## explicit; go 1.22\n");
            packages.iter().for_each(|p| list += &format!("{p}\n"));
        }
        fs::write(vendor.join("modules.txt"), list).unwrap();
    }

    /// A copy of a repository as a module: its folder.
    pub fn module(&self, repository: &str, modules: &Path, vendor: &Path) -> PathBuf {
        let (from, to) = (self.src.join(repository), modules.join(repository));
        let _ = fs::remove_dir_all(&to);
        copy(&from, &to);
        let path = module_path(&from).unwrap_or_else(|| repository.to_string());
        // All that is vendored is required, as Go wants it: itself as well, since one list serves all.
        let required = self.repositories.keys();
        let required = required.map(|r| format!("\t{r} {}\n", version_of(r)));
        let required: String = required.collect();
        let text = format!("module {path}\n\ngo 1.22\n\nrequire (\n{required})\n");
        fs::write(to.join("go.mod"), text).unwrap();
        let _ = fs::remove_dir_all(to.join("vendor"));
        symlink(vendor, to.join("vendor")).unwrap();
        to
    }
}

/// A version that fits the path: those of gopkg.in name theirs.
fn version_of(repository: &str) -> String {
    let major = repository
        .strip_prefix("gopkg.in/")
        .and_then(|path| path.rsplit_once(".v"));
    format!("v{}.0.0", major.map_or("1", |(_, major)| major))
}

/// What the go.mod of a folder says.
fn module_path(dir: &Path) -> Option<String> {
    let text = fs::read_to_string(dir.join("go.mod")).ok()?;
    let path = text.lines().find_map(|l| l.strip_prefix("module "))?;
    Some(
        path.split("//")
            .next()?
            .trim()
            .trim_matches('"')
            .to_string(),
    )
    .filter(|p| !p.is_empty())
}

/// Folders and files; links to folders (a version of itself, most of them) are left out.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type() {
            Ok(t) if t.is_dir() => copy(&source, &target),
            _ if source.is_file() => drop(fs::copy(&source, &target)),
            _ => {}
        }
    }
}
