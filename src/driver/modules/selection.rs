//! Which version of each required module is taken: minimal version selection over the go.mod files that can be read, with replacements. Since Go 1.17
//! a main module's go.mod lists all that its packages need, and what others' go.mod say is looked at no further than has to be: not at all for packages
//! of what is listed, and for others where those that are listed have nothing to say for themselves ("pruned").

use std::fs;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::super::go_version::{GoVersion, NO_GO_LINE};
use super::super::modfile::{self, Kind, ModFile, ModVersion};
use super::super::semver;
use super::super::shown::{clean, error_text, short};
use super::{ModFlag, Modules, escape, go_of, module_cache};

#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    pub(super) modules: FxHashMap<String, Module>,
}

/// What modules a package is looked for in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    /// Those that go.mod lists.
    Listed,
    /// Those too that they require.
    Graph,
}

/// How far what a module requires is followed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Depth {
    /// It is only mentioned.
    Mentioned,
    /// Up to what it mentions, if its go.mod lists all that it needs.
    Pruned,
    All,
}

impl Depth {
    /// Of what the go.mod of a module with this language version requires.
    fn below(go: GoVersion) -> Depth {
        match go >= (1, 17) {
            true => Depth::Pruned,
            false => Depth::All,
        }
    }
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
    /// What its go.mod requires.
    pub(super) requires: Vec<ModVersion>,
}

impl Modules {
    /// Where packages are looked for, one after the other.
    pub(super) fn stages(&self) -> &'static [Stage] {
        let listed = self.alone().is_some_and(|m| m.go >= (1, 17)) && self.flag != ModFlag::Mod;
        match listed {
            true => &[Stage::Listed, Stage::Graph],
            false => &[Stage::Graph],
        }
    }

    pub(super) fn selected(&self, stage: Stage, path: &str) -> Result<Option<Module>, String> {
        if self.mains.iter().all(|m| m.file.requires.is_empty()) {
            return Ok(None);
        }
        let selection = match stage {
            Stage::Listed => &self.listed,
            Stage::Graph => &self.graph,
        };
        match selection.get_or_init(|| self.select(stage)) {
            Ok(selected) => Ok(selected.modules.get(path).cloned()),
            Err(why) => Err(why.clone()),
        }
    }

    /// A module that go.mod lists.
    pub(super) fn required(&self, path: &str) -> Option<Module> {
        self.selected(self.stages()[0], path).ok()?
    }

    /// The module that a package is in, as it is required; none: a main module, or nobody's.
    pub fn module_of(&self, package: &str) -> Option<ModVersion> {
        if let Some(vendor) = &self.vendor {
            return vendor.modules.get(package).cloned();
        }
        let provided = self.provide(package).ok()??;
        let stages = self.stages().iter();
        let version = stages
            .filter_map(|&stage| self.selected(stage, &provided.module).ok()?)
            .next()?
            .version;
        Some(ModVersion {
            path: provided.module,
            version,
        })
    }

    /// What Go says where modules require newer versions of what go.mod lists: those whose packages are used, or, once one had to be
    /// looked for further, any. It says that before anything about packages.
    pub fn raised(&self) -> Option<String> {
        let (main, verdict) = self.judged()?;
        let listed = &main.file.requires;
        if let Some(Ok(graph)) = self.graph.get() {
            let newer = |r: &ModVersion| graph.modules.get(&r.path).map(|m| m.version != r.version);
            if listed.iter().any(|r| newer(r).unwrap_or(false)) {
                return Some(verdict);
            }
        }
        let Some(Ok(selected)) = self.listed.get() else {
            return None;
        };
        let used = self.used.borrow();
        let used = used.iter().filter_map(|path| selected.modules.get(path));
        let newer = |wanted: &ModVersion| {
            let module = selected.modules.get(&wanted.path);
            module.is_some_and(|m| semver::compare(&m.version, &wanted.version).is_lt())
                && !main.file.excludes.contains(wanted)
        };
        let mut wanted = used.flat_map(|module| &module.requires);
        wanted.any(newer).then_some(verdict)
    }

    /// Minimal version selection.
    fn select(&self, stage: Stage) -> Result<Selected, String> {
        let mut versions: FxHashMap<String, String> = FxHashMap::default();
        let mut work: Vec<(ModVersion, Depth)> = Vec::new();
        for m in &self.mains {
            let depth = match stage {
                Stage::Listed => Depth::Mentioned,
                Stage::Graph => Depth::below(m.go),
            };
            work.extend(m.file.requires.iter().map(|r| (r.clone(), depth)));
        }
        let mut seen: FxHashMap<ModVersion, Depth> = FxHashMap::default();
        let excluded = |v: &ModVersion| self.mains.iter().any(|m| m.file.excludes.contains(v));
        let mut read: FxHashMap<ModVersion, Module> = FxHashMap::default();
        while let Some((required, depth)) = work.pop() {
            if self.mains.iter().any(|m| m.path == required.path)
                || excluded(&required)
                || seen.get(&required).is_some_and(|d| *d >= depth)
            {
                continue;
            }
            seen.insert(required.clone(), depth);
            let best = versions.entry(required.path.clone()).or_default();
            if best.is_empty() || semver::compare(best, &required.version).is_lt() {
                best.clone_from(&required.version);
            }
            if depth == Depth::Mentioned {
                continue;
            }
            let module = self.read_module(&required)?;
            let below = match (depth, Depth::below(module.go)) {
                (Depth::Pruned, Depth::Pruned) => Depth::Mentioned,
                _ => Depth::All,
            };
            work.extend(module.requires.iter().map(|r| (r.clone(), below)));
            read.insert(required, module);
        }
        let mut selected = Selected::default();
        for (path, version) in versions {
            let key = ModVersion {
                path: path.clone(),
                version,
            };
            let module = match read.remove(&key) {
                Some(module) => module,
                None => self.read_module(&key)?,
            };
            selected.modules.insert(path, module);
        }
        Ok(selected)
    }

    /// A required module after replacement, as far as it is there.
    fn read_module(&self, required: &ModVersion) -> Result<Module, String> {
        let (source, replaced) = match self.replacement(required) {
            Some((base, new)) if new.version.is_empty() => {
                let root = clean(&base.join(&new.path));
                return Ok(read_replacement(required, &new.path, root)?.0);
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
        Ok(Module {
            version: required.version.clone(),
            root,
            go: go_of(&file),
            cached: Some(source),
            missing,
            requires: file.requires,
        })
    }

    /// The replacement of a module, with the directory that a local one is relative to.
    pub fn replacement(&self, of: &ModVersion) -> Option<(PathBuf, ModVersion)> {
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
            requires: Vec::new(),
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
        requires: file.requires.clone(),
    };
    Ok((module, file))
}
