//! Which version of each required module is taken: minimal version selection over the go.mod files that can be read, with replacements.

use std::fs;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::super::go_version::{GoVersion, NO_GO_LINE};
use super::super::modfile::{self, Kind, ModFile, ModVersion};
use super::super::semver;
use super::super::shown::{clean, error_text, short};
use super::{Modules, escape, go_of, module_cache};

#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    pub(super) modules: FxHashMap<String, Module>,
}

#[derive(Clone, Debug)]
pub(super) struct Module {
    pub(super) root: PathBuf,
    pub(super) version: String,
    pub(super) go: GoVersion,
    /// As what the module cache has it. None: a main module, or a directory that replaces one; other modules may begin in it.
    pub(super) cached: Option<ModVersion>,
    /// Why its files cannot be had.
    pub(super) missing: Option<String>,
}

impl Modules {
    pub(super) fn selected(&self, path: &str) -> Result<Option<Module>, String> {
        if self.mains.iter().all(|m| m.file.requires.is_empty()) {
            return Ok(None);
        }
        match self.selected.get_or_init(|| self.select()) {
            Ok(selected) => Ok(selected.modules.get(path).cloned()),
            Err(why) => Err(why.clone()),
        }
    }

    /// Minimal version selection. A go.mod of Go 1.17 or later lists all that its packages need, so that the
    /// requirements of its dependencies only raise versions; they are followed all the same, where they can be read.
    fn select(&self) -> Result<Selected, String> {
        let mut versions: FxHashMap<String, String> = FxHashMap::default();
        let mut work: Vec<ModVersion> = Vec::new();
        for m in &self.mains {
            work.extend(m.file.requires.iter().cloned());
        }
        let mut seen = rustc_hash::FxHashSet::default();
        let excluded = |v: &ModVersion| self.mains.iter().any(|m| m.file.excludes.contains(v));
        let mut files: FxHashMap<ModVersion, (Module, ModFile)> = FxHashMap::default();
        while let Some(required) = work.pop() {
            if self.mains.iter().any(|m| m.path == required.path)
                || excluded(&required)
                || !seen.insert(required.clone())
            {
                continue;
            }
            let best = versions.entry(required.path.clone()).or_default();
            if best.is_empty() || semver::compare(best, &required.version).is_lt() {
                best.clone_from(&required.version);
            }
            let (module, file) = self.read_module(&required)?;
            work.extend(file.requires.iter().cloned());
            files.insert(required, (module, file));
        }
        let mut selected = Selected::default();
        for (path, version) in versions {
            let key = ModVersion {
                path: path.clone(),
                version,
            };
            if let Some((module, _)) = files.remove(&key) {
                selected.modules.insert(path, module);
            }
        }
        Ok(selected)
    }

    /// A required module after replacement: its root and its go.mod, as far as they are there.
    fn read_module(&self, required: &ModVersion) -> Result<(Module, ModFile), String> {
        let (source, replaced) = match self.replacement(required) {
            Some((base, new)) if new.version.is_empty() => {
                let root = clean(&base.join(&new.path));
                return read_replacement(required, &new.path, root);
            }
            Some((_, new)) => (new, true),
            None => (required.clone(), false),
        };
        let cache = module_cache();
        let root = cache.join(format!(
            "{}@{}",
            escape(&source.path),
            escape(&source.version)
        ));
        let there = root.is_dir();
        let go_mod = root.join("go.mod");
        let downloaded = cache
            .join("cache/download")
            .join(escape(&source.path))
            .join(format!("@v/{}.mod", escape(&source.version)));
        // The download cache's copy is what Go reads; it is there even where the module was never unpacked.
        let text = fs::read_to_string(&downloaded).or_else(|_| fs::read_to_string(&go_mod));
        let file = match text {
            Ok(text) => {
                let shown = short(&go_mod);
                modfile::parse(&shown, &shown, &text, Kind::Dependency)
                    .map_err(|why| format!("errors parsing {shown}:\n{why}"))?
            }
            Err(_) => ModFile::default(),
        };
        let missing = (!there).then(|| {
            let by = match replaced {
                true => format!(" (replaced by {}@{})", source.path, source.version),
                false => String::new(),
            };
            format!(
                "{}@{}{by} is not in the module cache ({}), and gorun downloads nothing; to fetch it:\n\tgo mod download {}",
                required.path,
                required.version,
                cache.display(),
                required.path
            )
        });
        let module = Module {
            version: required.version.clone(),
            root,
            go: go_of(&file),
            cached: Some(source),
            missing,
        };
        Ok((module, file))
    }

    /// The replacement of a module, with the directory that a local one is relative to.
    pub(super) fn replacement(&self, of: &ModVersion) -> Option<(PathBuf, ModVersion)> {
        let workspace = self.workspace.iter().map(|(dir, file)| (dir, file));
        let modules = self.mains.iter().map(|m| (&m.root, &m.file));
        for (dir, file) in workspace.chain(modules) {
            let exact = |version: &str| {
                file.replaces
                    .iter()
                    .find(|r| r.old.path == of.path && r.old.version == version)
            };
            if let Some(r) = exact(&of.version).or_else(|| exact("")) {
                return Some((dir.clone(), r.new.clone()));
            }
        }
        None
    }
}

pub(super) fn read_replacement(
    required: &ModVersion,
    written: &str,
    root: PathBuf,
) -> Result<(Module, ModFile), String> {
    let go_mod = root.join("go.mod");
    if !root.is_dir() {
        let ModVersion { path, version } = required;
        let module = Module {
            version: version.clone(),
            missing: Some(format!(
                "{path}@{version}: replacement directory {written} does not exist"
            )),
            root,
            go: NO_GO_LINE,
            cached: None,
        };
        return Ok((module, ModFile::default()));
    }
    let text = fs::read_to_string(&go_mod).map_err(|e| {
        format!(
            "module {written}: reading {}: open {}: {}",
            short(&go_mod),
            go_mod.display(),
            error_text(&e)
        )
    })?;
    let shown = short(&go_mod);
    let file = modfile::parse(
        &shown,
        &go_mod.display().to_string(),
        &text,
        Kind::Dependency,
    )
    .map_err(|why| {
        format!(
            "go: {}@{} (replaced by {written}): errors parsing {shown}:\n{why}",
            required.path, required.version
        )
    })?;
    let module = Module {
        version: required.version.clone(),
        go: go_of(&file),
        root,
        cached: None,
        missing: None,
    };
    Ok((module, file))
}
