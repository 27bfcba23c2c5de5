//! The vendor directory: its modules.txt, and whether that still fits go.mod.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::go_version::{GoVersion, language_version};
use super::main_modules::{self, MainModule};
use super::modfile::{ModFile, ModVersion};
use super::shown::{clean, relative, short};

#[derive(Clone, Debug)]
pub struct Vendor {
    pub dir: PathBuf,
    /// Packages listed, with the language version of their module where it is known.
    pub packages: FxHashMap<String, Option<GoVersion>>,
    /// The modules of these packages.
    pub modules: FxHashMap<String, ModVersion>,
}

/// What modules.txt says of a module.
#[derive(Debug, Default)]
struct Meta {
    explicit: bool,
    replacement: Option<ModVersion>,
    go: Option<GoVersion>,
}

#[derive(Debug, Default)]
struct List {
    packages: FxHashMap<String, Option<GoVersion>>,
    modules: FxHashMap<String, ModVersion>,
    meta: Vec<(ModVersion, Meta)>,
    /// Modules with packages among them.
    used: Vec<ModVersion>,
    versions: FxHashMap<String, String>,
    /// A module that wants a newer Go, and which one.
    too_new: Option<(String, String)>,
}

/// Whether the directory holds what all modules of a workspace need.
pub fn is_of_workspace(dir: &Path) -> bool {
    let text = fs::read_to_string(dir.join("modules.txt")).unwrap_or_default();
    let first = text.lines().next().and_then(|l| l.strip_prefix("## "));
    first.is_some_and(|entries| entries.split(';').any(|e| e.trim() == "workspace"))
}

/// Reads `dir`/modules.txt, for one module or those of a workspace. `Err` in Go's words where it and they disagree. `update`: what
/// Go says where go.mod needs to be changed.
pub fn read(
    dir: &Path,
    mains: &[MainModule],
    work: Option<&(PathBuf, ModFile)>,
    update: &str,
) -> Result<Vendor, String> {
    let file = dir.join("modules.txt");
    let list = parse(&fs::read_to_string(&file).unwrap_or_default());
    if let Some((module, go)) = &list.too_new {
        let shown = format!("{module} in {}", short(&file));
        return Err(format!("go: {}", main_modules::too_new(&shown, go)));
    }
    let problems = Program { mains, work }.disagreements(&list);
    if !problems.is_empty() {
        let root = dir.parent().unwrap_or(dir).display();
        let command = if work.is_some() { "work" } else { "mod" };
        return Err(format!(
            "go: inconsistent vendoring in {root}:{problems}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo {command} vendor"
        ));
    }
    // Since Go 1.17 a module's go.mod names all that it needs.
    if let ([main], None) = (mains, work)
        && main.go >= (1, 17)
    {
        let lacking = list.used.iter().filter(|m| !main.file.requires.contains(m));
        let mut lines: Vec<String> = lacking
            .map(|m| {
                let shown = describe(m);
                format!("go: vendored module {shown} should be required explicitly in go.mod")
            })
            .collect();
        if !lines.is_empty() {
            lines.push(update.to_string());
            return Err(lines.join("\n"));
        }
    }
    Ok(Vendor {
        dir: dir.to_path_buf(),
        packages: list.packages,
        modules: list.modules,
    })
}

/// Lines `# module version [=> replacement]`, `## explicit; go 1.17`, and one for each package.
fn parse(text: &str) -> List {
    let mut list = List::default();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# ") {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let version = |words: &[&str]| match words {
                [path, version, ..] => ModVersion {
                    path: path.to_string(),
                    version: version.to_string(),
                },
                [path] => ModVersion {
                    path: path.to_string(),
                    version: String::new(),
                },
                [] => ModVersion {
                    path: String::new(),
                    version: String::new(),
                },
            };
            let arrow = words.iter().position(|w| *w == "=>");
            let module = version(&words[..arrow.unwrap_or(words.len())]);
            let replacement = arrow.map(|at| version(&words[at + 1..]));
            let meta = Meta {
                replacement,
                ..Meta::default()
            };
            list.meta.push((module, meta));
        } else if let Some(rest) = line.strip_prefix("## ") {
            let Some((module, meta)) = list.meta.last_mut() else {
                continue;
            };
            for entry in rest.split(';').map(str::trim) {
                if entry == "explicit" {
                    meta.explicit = true;
                } else if let Some(version) = entry.strip_prefix("go ") {
                    meta.go = language_version(version);
                    if main_modules::is_too_new(version) && list.too_new.is_none() {
                        list.too_new = Some((module.path.clone(), version.to_string()));
                    }
                }
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            let Some((module, meta)) = list.meta.last() else {
                continue;
            };
            list.packages.insert(line.trim().to_string(), meta.go);
            list.modules.insert(line.trim().to_string(), module.clone());
            if !list.used.contains(module) {
                list.used.push(module.clone());
            }
            list.versions
                .insert(module.path.clone(), module.version.clone());
        }
    }
    list
}

/// The modules that a vendor directory is for.
struct Program<'a> {
    mains: &'a [MainModule],
    work: Option<&'a (PathBuf, ModFile)>,
}

impl Program<'_> {
    fn disagreements(&self, list: &List) -> String {
        let mut out = String::new();
        let mut say = |module: &ModVersion, detail: String| {
            out.push_str(&format!("\n\t{}: {detail}", describe(module)));
        };
        let meta =
            |module: &ModVersion| list.meta.iter().find(|(m, _)| m == module).map(|(_, m)| m);
        // Before Go 1.14 the file said less.
        let old = self.work.is_none() && self.mains.iter().all(|m| m.go < (1, 14));
        for required in self.mains.iter().flat_map(|m| &m.file.requires) {
            if meta(required).is_some_and(|m| m.explicit) {
                continue;
            }
            if !old {
                say(required, "is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt".into());
            } else if let Some(version) = list.versions.get(&required.path)
                && *version != required.version
            {
                let path = &required.path;
                say(
                    required,
                    format!(
                        "is explicitly required in go.mod, but vendor/modules.txt indicates {path}@{version}"
                    ),
                );
            }
        }
        let files = self.mains.iter().map(|m| &m.file);
        let mut seen: Vec<&ModVersion> = Vec::new();
        for r in files
            .chain(self.work.map(|(_, file)| file))
            .flat_map(|f| &f.replaces)
        {
            if seen.contains(&&r.old) {
                continue;
            }
            seen.push(&r.old);
            let Some((new, file)) = self.replacement(&r.old) else {
                continue;
            };
            match meta(&r.old).and_then(|m| m.replacement.as_ref()) {
                None if old => {}
                None => say(
                    &r.old,
                    format!(
                        "is replaced in {file}, but not marked as replaced in vendor/modules.txt"
                    ),
                ),
                Some(marked) if *marked != new => say(
                    &r.old,
                    format!(
                        "is replaced by {} in {file}, but marked as replaced by {} in vendor/modules.txt",
                        describe(&new),
                        describe(marked)
                    ),
                ),
                Some(_) => {}
            }
        }
        let article = if self.work.is_some() { "a " } else { "" };
        let required = |m: &ModVersion| self.mains.iter().any(|f| f.file.requires.contains(m));
        for module in &list.used {
            if meta(module).is_some_and(|m| m.explicit) && !required(module) {
                say(
                    module,
                    format!(
                        "is marked as explicit in vendor/modules.txt, but not explicitly required in {article}go.mod"
                    ),
                );
            }
        }
        let source = match self.work {
            Some(_) => "the workspace",
            None => "go.mod",
        };
        for (module, meta) in &list.meta {
            if meta.replacement.is_some() && self.replacement(module).is_none() {
                say(
                    module,
                    format!(
                        "is marked as replaced in vendor/modules.txt, but not replaced in {source}"
                    ),
                );
            }
        }
        out
    }

    /// What replaces a module, as modules.txt names it, and the file that says so.
    fn replacement(&self, of: &ModVersion) -> Option<(ModVersion, String)> {
        let find = |file: &ModFile| {
            let exact = |version: &str| {
                let mut replaces = file.replaces.iter();
                replaces.find(|r| r.old.path == of.path && r.old.version == version)
            };
            Some(exact(&of.version).or_else(|| exact(""))?.new.clone())
        };
        let Some((dir, work)) = self.work else {
            let main = self.mains.first()?;
            return Some((find(&main.file)?, short(&main.root.join("go.mod"))));
        };
        if let Some(new) = find(work) {
            return Some((new, short(&dir.join("go.work"))));
        }
        self.mains.iter().find_map(|m| {
            let mut new = find(&m.file)?;
            if new.version.is_empty() && !new.path.starts_with('/') {
                new.path = from_workspace(dir, &m.root.join(&new.path));
            }
            Some((new, short(&m.root.join("go.mod"))))
        })
    }
}

/// A directory as a go.work would name it.
fn from_workspace(work: &Path, dir: &Path) -> String {
    let dir = clean(dir);
    let named = relative(work, &dir).unwrap_or(dir).display().to_string();
    match named.starts_with(['.', '/']) {
        true => named,
        false => format!("./{named}"),
    }
}

fn describe(m: &ModVersion) -> String {
    match m.version.as_str() {
        "" => m.path.clone(),
        version => format!("{}@{version}", m.path),
    }
}
