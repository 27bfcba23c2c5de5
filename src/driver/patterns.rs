//! Words with `...`: which packages they mean. Those that name places are looked for below a directory, others among the import
//! paths of the main modules.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::{self, Folder};
use super::import_path::is_local;
use super::input::{Selection, current_dir, folder_root};
use super::main_modules::directory_of_module;
use super::modules::Modules;
use super::tags::Tags;
use super::{Failure, Root, header};

const ANY: &str = "...";

/// All packages of the main modules, and what they import.
pub const ALL: &str = "all";

/// Whether a word means as many packages as there are.
pub fn is_pattern(word: &str) -> bool {
    word.contains(ANY)
}

/// What a pattern matches, and the modules around it.
pub struct Matched {
    pub roots: Vec<Root>,
    pub modules: Modules,
    /// What is wrong with one of the directories that match, which is none of the roots: of tests, Go runs the others.
    pub wrong: Option<String>,
}

/// `with_tests`: packages that are tests only count too.
pub fn find(
    word: &str,
    selection: &Selection,
    tags: &Tags,
    with_tests: bool,
) -> Result<Matched, Failure> {
    // (All packages there are, the library's too, are nobody's wish here.)
    let word = if word == ANY { "./..." } else { word };
    let wildcard = word.find(ANY).unwrap_or(word.len());
    if !is_local(word) && !word.starts_with('/') {
        let modules = selection.modules_around(&current_dir())?;
        let mut roots = Vec::new();
        for main in &modules.mains {
            roots.extend(all_below(&main.root, &modules, tags, with_tests)?);
        }
        roots.retain(
            |root| matches!(root, Root::Folder { path, .. } if word == ALL || matches(word, path)),
        );
        return Ok(Matched {
            roots,
            modules,
            wrong: None,
        });
    }
    let top = &word[..word[..wildcard].rfind('/').map_or(0, |i| i + 1)];
    let dir = directory_of_module(Path::new(top));
    if !dir.is_dir() {
        return Err(Failure::new(format!(
            "pattern {word}: lstat {top}: no such file or directory"
        )));
    }
    let modules = selection.modules_for(&dir)?;
    let outside = modules.any() && modules.path_of(&dir).is_none();
    let mut roots = match outside && modules.is_workspace() {
        true => Vec::new(),
        false => all_below(&dir, &modules, tags, with_tests)?,
    };
    if roots.is_empty() && outside {
        let dir = super::shown::short(&dir);
        let scope = match modules.is_workspace() {
            true => "modules listed in go.work or their selected dependencies",
            false => "main module or its selected dependencies",
        };
        return Err(Failure::new(format!(
            "pattern {word}: directory prefix {dir} does not contain {scope}"
        )));
    }
    roots.retain(|root| {
        let Root::Folder { folder, .. } = root else {
            return true;
        };
        let below = folder.dir.strip_prefix(&dir).unwrap_or(&folder.dir);
        let place = match below.as_os_str().is_empty() {
            true => top.trim_end_matches('/').to_string(),
            false => format!("{top}{}", below.display()),
        };
        matches(word, &place)
    });
    let mut wrong = None;
    roots.retain(|root| {
        let Root::Folder { folder, .. } = root else {
            return true;
        };
        let why = modules.no_package(&folder.dir);
        let is_one = why.is_none();
        if wrong.is_none() {
            wrong = why.map(|why| format!("pattern {word}: {why}"));
        }
        is_one
    });
    Ok(Matched {
        roots,
        modules,
        wrong,
    })
}

/// Whether a package is a program, as far as its files' headers say.
pub fn is_program(root: &Root) -> bool {
    match root {
        Root::Folder { folder, .. } => {
            let mut names = folder.files.iter().map(|f| header::package_name(&f.text));
            let first = names.next().flatten();
            // What is wrong with a package is said of any.
            let mixed = names.any(|name| name != first);
            folder.error.is_some() || mixed || first.as_deref() == Some("main")
        }
        _ => true,
    }
}

/// `...` stands for any text, `/...` at the end for none as well.
fn matches(pattern: &str, path: &str) -> bool {
    let without = pattern.strip_suffix("/...");
    without.is_some_and(|p| matches_parts(p, path)) || matches_parts(pattern, path)
}

fn matches_parts(pattern: &str, path: &str) -> bool {
    let Some((first, others)) = pattern.split_once(ANY) else {
        return pattern == path;
    };
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let (between, last) = match others.rsplit_once(ANY) {
        Some((between, last)) => (Some(between), last),
        None => (None, others),
    };
    for part in between.into_iter().flat_map(|b| b.split(ANY)) {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Every package in a directory and below it.
pub fn all_below(
    dir: &Path,
    modules: &Modules,
    tags: &Tags,
    with_tests: bool,
) -> Result<Vec<Root>, Failure> {
    let mut roots = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if folder::has_go_files(&folder) {
            let read: Folder = folder::read_in_go(&folder, tags, true).map_err(Failure::new)?;
            let tests = with_tests && !read.tests.is_empty();
            if !read.files.is_empty() || tests || read.error.is_some() {
                roots.push(folder_root(read, modules));
            }
        }
        let mut below: Vec<PathBuf> = fs::read_dir(&folder)
            .into_iter()
            .flatten()
            .flatten()
            .filter(|e| e.file_type().is_ok_and(|t| t.is_dir()))
            .filter(|e| {
                let name = e.file_name();
                let name = name.to_string_lossy();
                !name.starts_with(['.', '_']) && name != "testdata" && name != "vendor"
            })
            .map(|e| e.path())
            .filter(|d| !d.join("go.mod").is_file() && !modules.ignores(d))
            .collect();
        below.sort();
        below.reverse();
        folders.extend(below);
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, path, wanted) in [
            ("./...", ".", true),
            ("./...", "./a/b", true),
            ("./a/...", "./a", true),
            ("./a/...", "./ab", false),
            ("./a...", "./ab", true),
            ("./a...", "./a/b", true),
            ("./a/.../c", "./a/b/c", true),
            ("./a/.../c", "./a/c", false),
            ("m/...", "m", true),
            ("m/...", "mx", false),
            ("m", "m/a", false),
        ] {
            assert_eq!(matches(pattern, path), wanted, "{pattern} {path}");
        }
    }
}
