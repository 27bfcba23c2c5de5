//! The main module, or the modules of a workspace: their go.mod and go.work, and what is wrong with these before any package
//! is looked for. In Go's words, with Go's order of complaints.

use std::cmp::Ordering;
use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::go_version::{self, GoVersion, NO_GO_LINE, RELEASE, language_version};
use super::modfile::{self, Kind, ModFile, ModVersion};
use super::shown::{absolute, clean, error_text, short};
use super::{Failure, godebug, import_path};
use crate::types::constant::quote_bytes;
use crate::types::quote;

#[derive(Clone, Debug)]
pub struct MainModule {
    pub path: String,
    pub root: PathBuf,
    pub go: GoVersion,
    pub file: ModFile,
}

/// A go.work and the modules that it lists.
#[derive(Debug)]
pub struct Workspace {
    pub file: ModFile,
    pub mains: Vec<MainModule>,
}

/// The directory of the go.mod around `dir`.
pub fn root(dir: &Path) -> Option<PathBuf> {
    find_upwards(dir, "go.mod")
}

/// A directory as an absolute path. Links are followed, but for those inside of a module: there packages have the names of the links.
pub fn directory_of_module(path: &Path) -> PathBuf {
    let lexical = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let lexical = clean(&lexical);
    match root(&lexical) {
        Some(root) if absolute(&root) == root => lexical,
        _ => absolute(path),
    }
}

/// GOWORK, or the nearest go.work.
pub fn work_file(dir: &Path) -> Option<PathBuf> {
    match std::env::var("GOWORK").as_deref() {
        Ok("off") => None,
        Ok(path) if !path.is_empty() => Some(PathBuf::from(path)),
        _ => find_upwards(dir, "go.work").map(|d| d.join("go.work")),
    }
}

/// The nearest directory from `dir` upwards that has a file of that name.
fn find_upwards(dir: &Path, name: &str) -> Option<PathBuf> {
    dir.ancestors()
        .find(|d| d.join(name).is_file())
        .map(Path::to_path_buf)
}

/// The module of a go.mod that stands alone.
pub fn read_main(root: &Path) -> Result<MainModule, Failure> {
    let module = read(root).map_err(|why| match why {
        Wrong::TooNew(wanted) => failure(&too_new(&short(&root.join("go.mod")), &wanted)),
        Wrong::Other(why) => failure(&why),
    })?;
    let shown = short(&root.join("go.mod"));
    let wrong = wrong_settings(&module.file, "go.mod", &shown);
    match wrong.is_empty() {
        true => conflicts(&module.file).or_else(|| malformed(&module).map(|why| failure(&why))),
        false => Some(joined(wrong)),
    }
    .map_or(Ok(module), Err)
}

pub fn read_workspace(path: &Path) -> Result<Workspace, Failure> {
    let shown = short(path);
    let text = fs::read_to_string(path).map_err(|e| {
        failure(&format!(
            "reading go.work: open {shown}: {}",
            error_text(&e)
        ))
    })?;
    let file = modfile::parse(&shown, &shown, &text, Kind::Work)
        .map_err(|why| failure(&format!("errors parsing go.work:\n{why}")))?;
    if let Some(go) = file.go.as_deref().filter(|go| is_too_new(go)) {
        return Err(failure(&too_new(&shown, go)));
    }
    let dir = path.parent().unwrap_or(Path::new("/"));
    let mut roots: Vec<PathBuf> = Vec::new();
    for (used, line) in &file.uses {
        let root = clean(&dir.join(used));
        if roots.contains(&root) {
            let root = root.display();
            return Err(failure(&format!(
                "error loading go.work:\n{shown}:{line}: path {root} appears multiple times in workspace"
            )));
        }
        roots.push(root);
    }
    if let Some(first) = wrong_settings(&file, "go.work", &shown).into_iter().next() {
        return Err(failure(&first));
    }
    let (mut mains, mut wrong) = (Vec::new(), Vec::new());
    for root in roots {
        match listed(&root, &file) {
            Ok(module) => {
                wrong.extend(malformed(&module));
                mains.push(module);
            }
            Err(why) => wrong.push(why),
        }
    }
    if !wrong.is_empty() {
        return Err(joined(wrong));
    }
    if mains.is_empty() {
        return Err(failure(
            "no modules were found in the current workspace; see 'go help work'",
        ));
    }
    if let Some(failure) = disagreement(&file, &mains) {
        return Err(failure);
    }
    Ok(Workspace { file, mains })
}

/// A module that a go.work lists.
fn listed(root: &Path, work: &ModFile) -> Result<MainModule, String> {
    let shown = short(root);
    let wanted = match read(root) {
        Ok(module) => {
            let go = module.file.go.clone().unwrap_or_else(|| "1.16".into());
            let strict = go_version::compare(&go, "1.21") != Ordering::Less;
            if !strict || go_version::compare(&go, of_work(work)) != Ordering::Greater {
                return match conflicts(&module.file) {
                    None => Ok(module),
                    Some(Failure(why)) => Err(why.trim_start_matches("go: ").into()),
                };
            }
            go
        }
        Err(Wrong::TooNew(wanted)) => wanted,
        Err(Wrong::Other(why)) => {
            let why = format!("cannot load module {shown} listed in go.work file: {why}");
            return Err(why);
        }
    };
    let verb = match work.go {
        Some(_) => "lists",
        None => "implicitly requires",
    };
    Err(format!(
        "module {shown} listed in go.work file requires go >= {wanted}, but go.work {verb} go {}; to download and use go {wanted}:\n\tgo work use",
        of_work(work)
    ))
}

/// The version of a go.work.
fn of_work(work: &ModFile) -> &str {
    work.go.as_deref().unwrap_or("1.18")
}

/// What is wrong with the modules of a workspace together.
fn disagreement(work: &ModFile, mains: &[MainModule]) -> Option<Failure> {
    let mut wrong = Vec::new();
    for (i, main) in mains.iter().enumerate() {
        if mains[..i].iter().any(|m| m.path == main.path) {
            wrong.push(format!(
                "module {} appears multiple times in workspace",
                main.path
            ));
        }
    }
    for r in &work.replaces {
        if r.old.version.is_empty() && mains.iter().any(|m| m.path == r.old.path) {
            wrong.push(format!(
                "workspace module {} is replaced at all versions in the go.work file. To fix, remove the replacement from the go.work file or specify the version at which to replace the module.",
                r.old.path
            ));
        }
    }
    let mut known: FxHashMap<&ModVersion, ModVersion> = FxHashMap::default();
    for main in mains {
        for r in &main.file.replaces {
            if work.replaces.iter().any(|w| w.old.path == r.old.path) {
                continue;
            }
            let mut new = r.new.clone();
            if new.version.is_empty() && !new.path.starts_with('/') {
                new.path = clean(&main.root.join(&new.path)).display().to_string();
            }
            match known.get(&r.old) {
                Some(before) if *before != new => {
                    let old = named(&r.old);
                    wrong.push(format!(
                        "conflicting replacements for {old}:\n\t{}\n\t{}\nuse \"go work edit -replace {old}=[override]\" to resolve",
                        named(before),
                        named(&new)
                    ));
                    return Some(joined(wrong));
                }
                _ => {
                    known.insert(&r.old, new);
                }
            }
        }
    }
    if let Some(Failure(why)) = conflicts(work) {
        wrong.push(why.trim_start_matches("go: ").to_string());
    }
    (!wrong.is_empty()).then(|| joined(wrong))
}

/// Why there is no module to work with.
enum Wrong {
    /// It asks for this version of Go.
    TooNew(String),
    Other(String),
}

fn read(root: &Path) -> Result<MainModule, Wrong> {
    let path = root.join("go.mod");
    let shown = short(&path);
    let bytes =
        fs::read(&path).map_err(|e| Wrong::Other(format!("open {shown}: {}", error_text(&e))))?;
    let text = String::from_utf8_lossy(&bytes);
    let whole = path.display().to_string();
    let file = modfile::parse(&shown, &whole, &text, Kind::Main).map_err(|why| {
        // What is new to this Go may be right in the one that the file asks for.
        let lax = modfile::parse(&shown, &whole, &text, Kind::Dependency);
        match lax.ok().and_then(|f| f.go).filter(|go| is_too_new(go)) {
            Some(go) => Wrong::TooNew(go),
            None => Wrong::Other(format!("errors parsing {shown}:\n{why}")),
        }
    })?;
    if let Some(go) = file.go.as_deref().filter(|go| is_too_new(go)) {
        return Err(Wrong::TooNew(go.to_string()));
    }
    let path = match file.module.clone() {
        None => {
            return Err(Wrong::Other(format!(
                "error reading {shown}: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod"
            )));
        }
        Some(path) if matches!(path.as_str(), "go" | "toolchain") => {
            return Err(Wrong::Other(format!(
                "error reading {shown}: invalid module path: {path}",
                path = quote(&path)
            )));
        }
        Some(path) => path,
    };
    if let Some(word) = broken_word(&bytes, &path) {
        let word = quote_bytes(word);
        let why = format!("malformed module path {word}: invalid UTF-8");
        return Err(Wrong::Other(why));
    }
    let go = file.go.as_deref().and_then(language_version);
    Ok(MainModule {
        path,
        root: root.to_path_buf(),
        go: go.unwrap_or(NO_GO_LINE),
        file,
    })
}

/// The word that was read as `path` if it is no UTF-8: only in a module's path does it matter.
fn broken_word<'b>(bytes: &'b [u8], path: &str) -> Option<&'b [u8]> {
    let words = bytes.split(|b| b.is_ascii_whitespace());
    let mut broken = words.filter(|w| std::str::from_utf8(w).is_err());
    broken.find(|w| String::from_utf8_lossy(w) == path)
}

pub fn is_too_new(go: &str) -> bool {
    go_version::compare(go, RELEASE) == Ordering::Greater
}

pub fn too_new(shown: &str, wanted: &str) -> String {
    format!("{shown} requires go >= {wanted} (running go {RELEASE}; GOTOOLCHAIN=local)")
}

/// Settings of GODEBUG that there are not.
fn wrong_settings(file: &ModFile, name: &str, shown: &str) -> Vec<String> {
    let check = |g: &modfile::Godebug| godebug::check("godebug", &g.name, &g.value).err();
    let wrong = file
        .godebug
        .iter()
        .filter_map(|g| Some((g.line, check(g)?)));
    wrong
        .map(|(line, why)| format!("error loading {name}:\n{shown}:{line}: {why}"))
        .collect()
}

/// A module that one file replaces by two.
fn conflicts(file: &ModFile) -> Option<Failure> {
    let mut known: FxHashMap<&ModVersion, &ModVersion> = FxHashMap::default();
    file.replaces.iter().find_map(|r| {
        let before = known.insert(&r.old, &r.new)?;
        (*before != r.new).then(|| {
            let (old, before, new) = (named(&r.old), named(before), named(&r.new));
            failure(&format!(
                "conflicting replacements for {old}:\n\t{before}\n\t{new}"
            ))
        })
    })
}

fn malformed(module: &MainModule) -> Option<String> {
    let malformed = |kind: &str, path: &str| {
        let why = import_path::malformed(path)?;
        let path = quote_bytes(path.as_bytes());
        Some(format!("malformed {kind} path {path}: {why}"))
    };
    let tools = module.file.tools.iter();
    malformed("module", &module.path).or_else(|| tools.clone().find_map(|t| malformed("tool", t)))
}

fn named(m: &ModVersion) -> String {
    match m.version.as_str() {
        "" => m.path.clone(),
        version => format!("{}@{version}", m.path),
    }
}

fn failure(why: &str) -> Failure {
    Failure::new(format!("go: {why}"))
}

/// Several complaints, each with its `go: `.
fn joined(wrong: Vec<String>) -> Failure {
    let lines: Vec<String> = wrong.iter().map(|why| format!("go: {why}")).collect();
    Failure::new(lines.join("\n"))
}
