//! The main module (or the modules of a workspace), what it requires, and in which directory a package of any of them is.
//! Decision 005 says in which order places are looked at.

mod selection;
mod sums;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::Failure;
use super::folder::has_go_files;
use super::go_version::{CURRENT, GoVersion, NO_GO_LINE, language_version};
use super::main_modules::{self, MainModule, Workspace};
use super::modfile::{Godebug, ModFile, ModVersion};
use super::semver;
use super::shown::{clean, short};
use super::vendor::{self, Vendor};
use selection::{Module, Selected, Stage, read_replacement};
pub use sums::AskedBy;
use sums::Sums;

/// `-mod=`, from the command line or GOFLAGS.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum ModFlag {
    #[default]
    Unset,
    Vendor,
    /// With this and the next the vendor directory is not looked at.
    Mod,
    Readonly,
}

#[derive(Clone, Debug, Default)]
pub struct Modules {
    /// None: no go.mod was found. Several: a workspace.
    pub mains: Vec<MainModule>,
    /// The workspace's own replacements.
    workspace: Option<(PathBuf, ModFile)>,
    vendor: Option<Vendor>,
    flag: ModFlag,
    /// Why a vendor directory that is there is looked at or not, where no flag says so.
    reason: Option<String>,
    /// Versions selected, once something needs them: of what go.mod lists, and of all that modules require.
    listed: OnceCell<Result<Selected, String>>,
    graph: OnceCell<Result<Selected, String>>,
    /// Required modules that have provided a package.
    used: RefCell<BTreeSet<String>>,
    /// What go.sum has, once something needs it.
    sums: OnceCell<Result<Sums, String>>,
    /// What Go says of the first module that is not what go.sum says: it ends the command.
    mismatch: OnceCell<String>,
    /// Packages of the vendor directory that nobody knows of, and of which that has been said.
    ignored: RefCell<BTreeSet<String>>,
}

/// A module that provides a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provided {
    pub module: String,
    pub dir: PathBuf,
    pub go: GoVersion,
    /// Of the main module or the workspace.
    pub main: bool,
}

impl Modules {
    pub fn is_workspace(&self) -> bool {
        self.workspace.is_some()
    }

    /// The main module that a directory belongs to.
    pub fn main_of(&self, dir: &Path) -> Option<&MainModule> {
        let around = self.mains.iter().filter(|m| dir.starts_with(&m.root));
        around.max_by_key(|m| m.root.as_os_str().len())
    }

    /// The module around `dir`: its go.mod, or the go.work that lists it. `flag`: `-mod` of the command line. `Err`: a file that
    /// does not parse, a vendor directory that does not fit.
    pub fn around(dir: &Path, flag: Option<&str>) -> Result<Modules, Failure> {
        let mut modules = Modules {
            flag: mod_flag(flag).map_err(Failure::new)?,
            ..Modules::default()
        };
        if let Some(work) = main_modules::work_file(dir) {
            let Workspace { file, mains } = main_modules::read_workspace(&work)?;
            let dir = work.parent().unwrap_or(Path::new("/")).to_path_buf();
            modules.mains = mains;
            modules.workspace = Some((dir, file));
            modules.read_vendor()?;
            return Ok(modules);
        }
        if let Some(root) = main_modules::root(dir) {
            modules.mains.push(main_modules::read_main(&root)?);
            modules.read_vendor()?;
        }
        Ok(modules)
    }

    /// Settings of GODEBUG that hold for the program: the workspace's, else the main module's.
    pub fn godebug(&self) -> &[Godebug] {
        match (&self.workspace, self.mains.first()) {
            (Some((_, file)), _) => &file.godebug,
            (None, Some(main)) => &main.file.godebug,
            (None, None) => &[],
        }
    }

    /// Whether a pattern passes the directory by, because an `ignore` line of the module around it says so.
    pub fn ignores(&self, dir: &Path) -> bool {
        let inside = self.mains.iter().filter(|m| dir.starts_with(&m.root));
        let Some(main) = inside.max_by_key(|m| m.root.as_os_str().len()) else {
            return false;
        };
        let rest = dir.strip_prefix(&main.root).unwrap_or(dir);
        main.file.ignores.iter().any(|ignored| {
            let ignored = ignored.trim_end_matches('/');
            match ignored.strip_prefix("./") {
                Some(from_root) => rest.starts_with(from_root),
                None => {
                    let parts: Vec<_> = rest.components().collect();
                    let wanted: Vec<_> = Path::new(ignored).components().collect();
                    !wanted.is_empty() && parts.windows(wanted.len()).any(|w| w == wanted)
                }
            }
        })
    }

    fn read_vendor(&mut self) -> Result<(), Failure> {
        let (dir, file) = match (&self.workspace, self.mains.first()) {
            (Some((dir, work)), _) => (dir.clone(), work),
            (None, Some(main)) => (main.root.clone(), &main.file),
            (None, None) => return Ok(()),
        };
        let dir = dir.join("vendor");
        let wanted = match self.flag {
            ModFlag::Unset if dir.is_dir() => {
                let (wanted, reason) = self.by_default(file, vendor::is_of_workspace(&dir));
                self.reason = Some(reason);
                wanted
            }
            ModFlag::Unset => false,
            ModFlag::Vendor => true,
            ModFlag::Mod if self.workspace.is_some() => {
                return Err(Failure::new(
                    "go: -mod may only be set to readonly or vendor when in workspace mode, but it is set to \"mod\"\n\tRemove the -mod flag to use the default readonly value, \n\tor set GOWORK=off to disable workspace mode.",
                ));
            }
            ModFlag::Mod | ModFlag::Readonly => false,
        };
        if wanted {
            let update = self.update_needed("vendor");
            let read = vendor::read(&dir, &self.mains, self.workspace.as_ref(), &update);
            self.vendor = Some(read.map_err(Failure::new)?);
        }
        Ok(())
    }

    /// Whether a vendor directory is looked at though no flag says so, and why, in Go's words. `file`: go.work or the module's go.mod.
    fn by_default(&self, file: &ModFile, for_workspace: bool) -> (bool, String) {
        let name = match self.workspace {
            Some(_) => "go.work",
            None => "go.mod",
        };
        let Some(go) = &file.go else {
            let why =
                format!("Go version in {name} is unspecified, so vendor directory was not used.");
            return (false, why);
        };
        if language_version(go).is_some_and(|go| go < (1, 14)) {
            let why = format!("Go version in {name} is {go}, so vendor directory was not used.");
            return (false, why);
        }
        match (for_workspace, self.workspace.is_some()) {
            (true, false) => (
                false,
                "Outside workspace mode, but vendor directory is for a workspace.".into(),
            ),
            (false, true) => (
                false,
                "In workspace mode, but vendor directory is not for a workspace".into(),
            ),
            _ => (
                true,
                format!("Go version in {name} is at least 1.14 and vendor directory exists."),
            ),
        }
    }

    pub fn any(&self) -> bool {
        !self.mains.is_empty()
    }

    /// Whether the path is one of a main module's.
    pub fn has(&self, path: &str) -> bool {
        self.mains
            .iter()
            .any(|m| strip_path(path, &m.path).is_some())
    }

    /// The newest language version among the main modules.
    fn go(&self) -> GoVersion {
        match self.mains.as_slice() {
            [] => CURRENT,
            [one] => one.go,
            several => several.iter().map(|m| m.go).max().unwrap_or(CURRENT),
        }
    }

    /// The import path of a directory of a main module. In its vendor directory that is what it is imported by.
    pub fn path_of(&self, dir: &Path) -> Option<(String, GoVersion)> {
        let main = self.main_of(dir)?;
        let rest = dir.strip_prefix(&main.root).ok()?;
        // A go.mod on the way is another module's.
        let mut d = dir;
        while d != main.root {
            if d.join("go.mod").is_file() {
                return None;
            }
            d = d.parent()?;
        }
        match vendored(rest) {
            Some(path) => {
                let listed = self.vendor.as_ref().and_then(|v| v.packages.get(&path));
                Some((path, listed.copied().flatten().unwrap_or(NO_GO_LINE)))
            }
            None => Some((join(&main.path, &rest.to_string_lossy()), main.go)),
        }
    }

    /// Why a directory with Go files is no package.
    pub fn no_package(&self, dir: &Path) -> Option<String> {
        match self.not_vendored(dir) {
            None if self.path_of(dir).is_none() => self.not_in_workspace(dir),
            why => why,
        }
    }

    /// It stands in no module of the workspace.
    fn not_in_workspace(&self, dir: &Path) -> Option<String> {
        self.workspace.as_ref()?;
        let shown = match short(dir).as_str() {
            "." => "current directory".to_string(),
            shown => format!("directory {shown}"),
        };
        Some(match main_modules::root(dir) {
            Some(root) => format!(
                "{shown} is contained in a module that is not one of the workspace modules listed in go.work. You can add the module to the workspace using:\n\tgo work use {}",
                short(&root)
            ),
            None => {
                format!("{shown} outside modules listed in go.work or their selected dependencies")
            }
        })
    }

    /// It stands in a main module's vendor directory, but nobody knows of it.
    fn not_vendored(&self, dir: &Path) -> Option<String> {
        let main = self.main_of(dir)?;
        let path = vendored(dir.strip_prefix(&main.root).ok()?)?;
        let dir = dir.display();
        match &self.vendor {
            None => Some(format!(
                "without -mod=vendor, directory {dir} has no package path"
            )),
            Some(vendor) if !vendor.packages.contains_key(&path) => Some(format!(
                "directory {dir} is not a package listed in vendor/modules.txt"
            )),
            Some(_) => None,
        }
    }

    /// Where the package of import path `path` is. `Ok(None)`: no module has it. `Err`: in Go's words.
    pub fn provide(&self, path: &str) -> Result<Option<Provided>, String> {
        if let Some(vendor) = &self.vendor {
            return self.provide_vendored(vendor, path);
        }
        for &stage in self.stages() {
            let found = self.provide_from(stage, path)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    fn provide_from(&self, stage: Stage, path: &str) -> Result<Option<Provided>, String> {
        // Main modules first: no need to look at requirements for their packages.
        let mut found: Vec<Provided> = Vec::new();
        let mut missing = None;
        let mut prefix = path;
        loop {
            let module = match self.mains.iter().find(|m| m.path == prefix) {
                Some(m) => Some(Module {
                    version: String::new(),
                    root: m.root.clone(),
                    go: m.go,
                    cached: None,
                    missing: None,
                    requires: Vec::new(),
                }),
                None => self.selected(stage, prefix)?,
            };
            if let Some(module) = module {
                let rest = path[prefix.len()..].trim_start_matches('/');
                if let Some(why) = &module.missing {
                    missing.get_or_insert(why.clone());
                } else if let Some(dir) = dir_in(&module, rest) {
                    let main = self.mains.iter().any(|m| m.path == prefix);
                    if !main {
                        self.used.borrow_mut().insert(prefix.to_string());
                    }
                    let go = module.go;
                    found.push(Provided {
                        module: prefix.to_string(),
                        dir,
                        go,
                        main,
                    });
                }
            }
            match prefix.rfind('/') {
                Some(at) => prefix = &prefix[..at],
                None => break,
            }
        }
        if found.len() > 1 {
            return Err(self.ambiguous(path, &found));
        }
        match (found.pop(), missing) {
            (Some(provided), _) => Ok(Some(provided)),
            (None, Some(why)) => Err(why),
            (None, None) => Ok(None),
        }
    }

    /// What Go says of a package of the library that a module has as well. `by_library`: where the library's is.
    pub fn contended(&self, path: &str, by_library: impl Fn() -> PathBuf) -> Option<String> {
        if let Some(vendor) = &self.vendor {
            let dir = vendor.dir.join(path);
            if has_go_files(&dir) {
                if vendor.packages.contains_key(path) {
                    let (library, dir) = (by_library(), dir.display());
                    return Some(format!(
                        "ambiguous import: found package {path} in multiple directories:\n\t{}\n\t{dir}",
                        library.display()
                    ));
                }
                self.ignoring(path);
            }
        }
        let above = |module: &str| strip_path(path, module).is_some();
        let concerns =
            |m: &MainModule| above(&m.path) || m.file.requires.iter().any(|r| above(&r.path));
        if !self.mains.iter().any(concerns) {
            return None;
        }
        let provided = self.provide(path).ok()??;
        let text = self.ambiguous(path, &[provided]);
        Some(format!("{text}\n\t ({})", by_library().display()))
    }

    fn ambiguous(&self, path: &str, found: &[Provided]) -> String {
        let mut text = format!("ambiguous import: found package {path} in multiple modules:");
        for provided in found.iter().rev() {
            let version = self.version_shown(&provided.module);
            text.push_str(&format!(
                "\n\t{}{version} ({})",
                provided.module,
                provided.dir.display()
            ));
        }
        text
    }

    fn provide_vendored(&self, vendor: &Vendor, path: &str) -> Result<Option<Provided>, String> {
        for m in &self.mains {
            if let Some(rest) = strip_path(path, &m.path) {
                let module = Module {
                    version: String::new(),
                    root: m.root.clone(),
                    go: m.go,
                    cached: None,
                    missing: None,
                    requires: Vec::new(),
                };
                if let Some(dir) = dir_in(&module, rest) {
                    let go = m.go;
                    return Ok(Some(Provided {
                        module: m.path.clone(),
                        dir,
                        go,
                        main: true,
                    }));
                }
            }
        }
        let dir = vendor.dir.join(path);
        if !has_go_files(&dir) {
            return Ok(None);
        }
        match vendor.packages.get(path) {
            Some(&go) => Ok(Some(Provided {
                module: String::new(),
                dir,
                go: go.unwrap_or(NO_GO_LINE),
                main: false,
            })),
            None if self.go() < (1, 23) => Ok(Some(Provided {
                module: String::new(),
                dir,
                go: NO_GO_LINE,
                main: false,
            })),
            None => {
                self.ignoring(path);
                Ok(None)
            }
        }
    }

    /// Says that what is vendored is not what go.mod and modules.txt know of.
    fn ignoring(&self, path: &str) {
        if !self.ignored.borrow_mut().insert(path.to_string()) {
            return;
        }
        let command = if self.is_workspace() { "work" } else { "mod" };
        eprintln!(
            "go: ignoring package {path} which exists in the vendor directory but is missing from vendor/modules.txt. To sync the vendor directory run go {command} vendor."
        );
    }

    /// What Go says where a module that stands in for a required one wants a newer Go.
    pub fn too_new(&self) -> Option<String> {
        if self.vendor.is_some() {
            return None;
        }
        let required = self.mains.iter().flat_map(|m| &m.file.requires);
        let local = required.filter_map(|r| {
            let (base, new) = self.replacement(r).filter(|(_, r)| r.version.is_empty())?;
            let (_, file) = read_replacement(r, &new.path, clean(&base.join(&new.path))).ok()?;
            Some((new.path, file.go?))
        });
        let mut local = local.filter(|(_, go)| main_modules::is_too_new(go));
        let (written, go) = local.next()?;
        let shown = format!("module {written}");
        Some(format!("go: {}", main_modules::too_new(&shown, &go)))
    }

    /// What Go says where go.mod requires a version that it excludes, or two versions of one module: it finds that before it looks at a package.
    pub fn contradictory(&self) -> Option<String> {
        let (main, verdict) = self.judged()?;
        let requires = &main.file.requires;
        let notes: String = requires
            .iter()
            .filter(|r| main.file.excludes.contains(r))
            .map(|r| {
                format!(
                    "go: ignoring requirement on excluded version {} {}\n",
                    r.path, r.version
                )
            })
            .collect();
        let mut required = FxHashMap::default();
        let mut twice = requires.iter().filter(|r| {
            let before = required.insert(&r.path, &r.version);
            before.is_some_and(|version| *version != r.version)
        });
        // (Before Go 1.17 the newest of them is taken.)
        let twice = main.go >= (1, 17) && twice.next().is_some();
        (twice || !notes.is_empty()).then(|| notes + &verdict)
    }

    /// What Go says where one module stands in for several.
    pub fn shared(&self) -> Option<String> {
        // (Before Go 1.17 it is all the modules that theirs require.)
        if self.vendor.is_some() || self.go() < (1, 17) {
            return None;
        }
        let required = self.mains.iter().flat_map(|m| &m.file.requires);
        let mut required: Vec<&ModVersion> = required.collect();
        required.sort();
        let mut users = FxHashMap::default();
        let mut wrong = Vec::new();
        for module in required {
            let replacement = self.replacement(module).map(|(_, new)| new);
            let source = replacement.unwrap_or_else(|| module.clone());
            let ModVersion { path, version } = &source;
            let shown = format!("go: {path}@{version} used for two different module paths");
            let first = users.entry(source).or_insert(&module.path);
            if *first != &module.path {
                wrong.push(format!("{shown} ({first} and {})", module.path));
            }
        }
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    }

    /// What Go says where go.mod does not list all modules that are used. To be asked when all packages are found.
    pub fn out_of_date(&self) -> Option<String> {
        let (main, verdict) = self.judged()?;
        // Go 1.17 and later list what indirect imports need, too.
        let required = |path: &String| main.file.requires.iter().any(|r| r.path == *path);
        let lacking = main.go >= (1, 17) && self.used.borrow().iter().any(|m| !required(m));
        lacking.then_some(verdict)
    }

    /// What Go says where it would have to change go.mod. `mode`: the value that `-mod` has.
    fn update_needed(&self, mode: &str) -> String {
        let because = match (self.flag, &self.reason) {
            (ModFlag::Unset, None) => "; ".to_string(),
            (ModFlag::Unset, Some(why)) => format!(", disabled by -mod={mode}\n\t({why})\n\t"),
            _ => format!(", disabled by -mod={mode}; "),
        };
        format!("go: updates to go.mod needed{because}to update it:\n\tgo mod tidy")
    }

    /// The module whose go.mod must say all that is used, and what Go says if it does not.
    fn judged(&self) -> Option<(&MainModule, String)> {
        let judges = matches!(self.flag, ModFlag::Unset | ModFlag::Readonly);
        let main = self.alone().filter(|_| judges)?;
        Some((main, self.update_needed("readonly")))
    }

    /// The main module whose go.mod and go.sum count.
    fn alone(&self) -> Option<&MainModule> {
        match (&self.mains[..], &self.workspace, &self.vendor) {
            ([main], None, None) => Some(main),
            _ => None,
        }
    }

    /// What to say of a package that no module provides.
    pub fn missing(&self, path: &str) -> String {
        if !self.any() {
            return format!(
                "no required module provides package {path}: go.mod file not found in current directory or any parent directory; see 'go help modules'"
            );
        }
        let disabled = |mode: &str| {
            let why = match (self.flag, &self.reason) {
                (ModFlag::Unset, Some(why)) => format!("\n\t({why})"),
                _ => String::new(),
            };
            format!(
                "cannot find module providing package {path}: import lookup disabled by -mod={mode}{why}"
            )
        };
        if self.vendor.is_some() {
            return disabled("vendor");
        }
        let replaces = self.mains.iter().flat_map(|m| &m.file.replaces);
        let replaced = replaces.filter(|r| {
            strip_path(path, &r.old.path).is_some()
                && self
                    .selected(Stage::Graph, &r.old.path)
                    .is_ok_and(|m| m.is_none())
        });
        let replaced = replaced.max_by(|a, b| {
            let by_length = a.old.path.len().cmp(&b.old.path.len());
            by_length.then_with(|| semver::compare(&a.old.version, &b.old.version))
        });
        if let Some(r) = replaced {
            let old = &r.old.path;
            let suggested = match r.old.version.as_str() {
                "" => old.clone(),
                version => format!("{old}@{version}"),
            };
            return format!(
                "module {old} provides package {path} and is replaced but not required; to add it:\n\tgo get {suggested}"
            );
        }
        match (self.flag, &self.reason) {
            (ModFlag::Readonly, _) | (ModFlag::Unset, Some(_)) => disabled("readonly"),
            _ => format!("no required module provides package {path}; to add it:\n\tgo get {path}"),
        }
    }

    fn version_shown(&self, module: &str) -> String {
        let required = self.mains.iter().flat_map(|m| &m.file.requires);
        required
            .filter(|r| r.path == module)
            .map(|r| format!(" {}", r.version))
            .next_back()
            .unwrap_or_default()
    }
}

/// The import path of what stands at a place below a module's root, if that is in its vendor directory.
fn vendored(rest: &Path) -> Option<String> {
    let path = rest.strip_prefix("vendor").ok()?;
    (!path.as_os_str().is_empty()).then(|| path.to_string_lossy().into_owned())
}

fn go_of(file: &ModFile) -> GoVersion {
    file.go
        .as_deref()
        .and_then(language_version)
        .unwrap_or(NO_GO_LINE)
}

/// The directory of a package in a module, unless another module begins on the way.
fn dir_in(module: &Module, rest: &str) -> Option<PathBuf> {
    let dir = match rest {
        "" => module.root.clone(),
        rest => module.root.join(rest),
    };
    if module.cached.is_none() {
        let mut d = dir.as_path();
        while d != module.root && d.starts_with(&module.root) {
            if d.join("go.mod").is_file() {
                return None;
            }
            d = d.parent()?;
        }
    }
    has_go_files(&dir).then_some(dir)
}

/// What follows `prefix` in an import path, where it is a prefix of whole elements.
pub fn strip_path<'a>(path: &'a str, prefix: &str) -> Option<&'a str> {
    match path.strip_prefix(prefix)? {
        "" => Some(""),
        rest => rest.strip_prefix('/'),
    }
}

fn join(module: &str, rest: &str) -> String {
    match rest {
        "" => module.to_string(),
        rest => format!("{module}/{rest}"),
    }
}

/// Upper case is written `!` and lower case in the module cache, for file systems that do not tell them apart.
fn escape(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_uppercase() {
            out.push('!');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// GOMODCACHE, or pkg/mod of the first GOPATH.
fn module_cache() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty());
    if let Some(dir) = set("GOMODCACHE") {
        return dir.into();
    }
    let gopath = match set("GOPATH") {
        Some(list) => std::env::split_paths(&list).next().unwrap_or_default(),
        None => PathBuf::from(set("HOME").unwrap_or_default()).join("go"),
    };
    gopath.join("pkg/mod")
}

fn mod_flag(given: Option<&str>) -> Result<ModFlag, String> {
    match given
        .map(str::to_string)
        .or_else(|| go_flag("mod"))
        .as_deref()
    {
        Some("vendor") => Ok(ModFlag::Vendor),
        Some("mod") => Ok(ModFlag::Mod),
        Some("readonly") => Ok(ModFlag::Readonly),
        None | Some("") => Ok(ModFlag::Unset),
        Some(other) => Err(format!(
            "-mod={other} not supported (can be '', 'mod', 'readonly', or 'vendor')"
        )),
    }
}

/// The value of a flag in GOFLAGS; the last one counts.
pub fn go_flag(name: &str) -> Option<String> {
    let flags = super::link_flags::split(&std::env::var("GOFLAGS").ok()?).ok()?;
    flags
        .iter()
        .filter_map(|flag| {
            let flag = flag.strip_prefix("--").or_else(|| flag.strip_prefix('-'))?;
            let (n, value) = flag.split_once('=').unwrap_or((flag, "true"));
            (n == name).then(|| value.to_string())
        })
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_things() {
        assert_eq!(escape("github.com/Azure/X"), "github.com/!azure/!x");
        assert_eq!(strip_path("a/b/c", "a/b"), Some("c"));
        assert_eq!(strip_path("a/bc", "a/b"), None);
    }
}
