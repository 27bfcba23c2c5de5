//! The vendor directory: its modules.txt, and whether that still fits go.mod.

use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::modfile::{ModFile, ModVersion};
use super::modules::{GoVersion, language_version};

#[derive(Clone, Debug)]
pub struct Vendor {
    pub dir: PathBuf,
    /// Packages listed, with the language version of their module where it is known.
    pub packages: FxHashMap<String, Option<GoVersion>>,
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
    meta: Vec<(ModVersion, Meta)>,
    versions: FxHashMap<String, String>,
}

/// Reads `dir`/modules.txt. `Err` in Go's words where it and go.mod disagree.
pub fn read_vendor(dir: &Path, file: &ModFile, go: GoVersion) -> Result<Vendor, String> {
    let list = parse(&fs::read_to_string(dir.join("modules.txt")).unwrap_or_default());
    let problems = disagreements(&list, file, go < (1, 14));
    if !problems.is_empty() {
        let root = dir.parent().unwrap_or(dir).display();
        return Err(format!(
            "go: inconsistent vendoring in {root}:{problems}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod vendor"
        ));
    }
    Ok(Vendor {
        dir: dir.to_path_buf(),
        packages: list.packages,
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
            list.versions
                .insert(module.path.clone(), module.version.clone());
            let meta = Meta {
                replacement,
                ..Meta::default()
            };
            list.meta.push((module, meta));
        } else if let Some(rest) = line.strip_prefix("## ") {
            let Some((_, meta)) = list.meta.last_mut() else {
                continue;
            };
            for entry in rest.split(';').map(str::trim) {
                if entry == "explicit" {
                    meta.explicit = true;
                } else if let Some(version) = entry.strip_prefix("go ") {
                    meta.go = language_version(version);
                }
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            let go = list.meta.last().and_then(|(_, meta)| meta.go);
            list.packages.insert(line.trim().to_string(), go);
        }
    }
    list
}

fn disagreements(list: &List, file: &ModFile, old: bool) -> String {
    let mut out = String::new();
    let mut say = |module: &ModVersion, detail: String| {
        let version = match module.version.as_str() {
            "" => String::new(),
            v => format!("@{v}"),
        };
        out.push_str(&format!("\n\t{}{version}: {detail}", module.path));
    };
    let meta = |module: &ModVersion| list.meta.iter().find(|(m, _)| m == module).map(|(_, m)| m);
    let describe = |m: &ModVersion| match m.version.as_str() {
        "" => m.path.clone(),
        v => format!("{}@{v}", m.path),
    };
    for required in &file.requires {
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
    for r in &file.replaces {
        match meta(&r.old).and_then(|m| m.replacement.as_ref()) {
            None if old => {}
            None => say(
                &r.old,
                "is replaced in go.mod, but not marked as replaced in vendor/modules.txt".into(),
            ),
            Some(marked) if *marked != r.new => say(
                &r.old,
                format!(
                    "is replaced by {} in go.mod, but marked as replaced by {} in vendor/modules.txt",
                    describe(&r.new),
                    describe(marked)
                ),
            ),
            Some(_) => {}
        }
    }
    for (module, meta) in &list.meta {
        if meta.explicit && !file.requires.contains(module) {
            say(module, "is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod".into());
        }
    }
    for (module, meta) in &list.meta {
        let replaced = file.replaces.iter().any(|r| {
            r.old.path == module.path
                && (r.old.version.is_empty() || r.old.version == module.version)
        });
        if meta.replacement.is_some() && !replaced {
            say(
                module,
                "is marked as replaced in vendor/modules.txt, but not replaced in go.mod".into(),
            );
        }
    }
    out
}
