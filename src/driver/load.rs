//! Reads and parses the packages of a program: the ones named and all that they import, directly or not. What is wrong
//! before checking (packages that are not there, import cycles, internal packages of others) is reported here, after
//! the model of `go list`: every package that is in error says so once, dependencies first.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gorun_grammar::ast::{self, Decl};
use gorun_grammar::{ParseInput, parse_declarations, parse_file, parse_outline};
use rustc_hash::FxHashMap;

use super::folder::{self, Folder, SourceText};
use super::go_std::GO_STD;
use super::go_version::{CURRENT, GoVersion};
use super::goroot::Goroot;
use super::input::Testing;
use super::load_error::{LoadError, Step};
use super::locate::{Importer, Located, Origin, internal_parent, locate, locate_in_goroot};
use super::modules::{Modules, strip_path};
use super::settings::Settings;
use super::shipped::{self, SHIPPED};
use super::tags::Tags;
use super::{Failure, Input, Root, embed, shown};
use crate::source::{Diagnostic, Pos, SourceMap, Text};

/// All packages of a program, each after those that it imports.
#[derive(Debug)]
pub struct Loaded {
    pub sources: SourceMap,
    pub packages: Vec<LoadedPackage>,
    /// Import paths of the packages that the command line named.
    pub roots: Vec<String>,
    /// Functions of the program may lack a body.
    pub incomplete: bool,
    /// The library's packages are whole, bodies included, and checked like a program's.
    pub only_goroot: bool,
    /// The program is a test: of its own packages, only the last named is `main`.
    pub testing: bool,
}

#[derive(Debug)]
pub struct LoadedPackage {
    /// The import path.
    pub path: String,
    /// The declared name.
    pub name: String,
    /// As error reports name it.
    pub shown: String,
    pub files: Vec<ast::File>,
    pub origin: Origin,
    pub go: GoVersion,
    /// Imports whose path means another package (GOROOT's vendored ones).
    pub renamed: FxHashMap<String, String>,
    /// Import paths of what it imports, in full.
    pub imports: Vec<String>,
    /// Files that `//go:embed` patterns name.
    pub embeds: FxHashMap<String, Vec<String>>,
    pub dir: PathBuf,
    /// For a package compiled from GOROOT: which import of the user's asked for it, as `file:line:column: path`.
    pub asked_by: Option<String>,
    /// What the parser found.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong with its `//go:debug` lines: the go command says so, and compiles nothing.
    pub wrong_settings: Vec<Diagnostic>,
}

/// Packages that the runtime needs whether imported or not.
const ALWAYS: &[&str] = &["runtime"];

/// Packages of GOROOT that describe the machine: there is no version of them for no machine. Their assembly is not reached.
const OF_THE_MACHINE: &[&str] = &["internal/abi", "internal/cpu", "internal/runtime/sys"];

/// Loads the named packages. `Err`: all that is wrong with any of them.
pub fn load(input: Input) -> Result<Loaded, Failure> {
    load_changed(input, 0, &[])
}

/// The same for a program that grows, with positions that are greater than `after`.
pub fn load_after(input: Input, after: u32) -> Result<Loaded, Failure> {
    load_all(input, after, &[], true)
}

/// A file and the text that it is taken to have.
pub type Changed = (PathBuf, Arc<str>);

/// The same, as if some files had other texts.
pub fn load_changed(input: Input, after: u32, changed: &[Changed]) -> Result<Loaded, Failure> {
    load_all(input, after, changed, false)
}

fn load_all(input: Input, after: u32, changed: &[Changed], grows: bool) -> Result<Loaded, Failure> {
    let settings = Settings::of(&input);
    let mut loader = Loader {
        settings,
        modules: input.modules,
        goroot: Goroot::default(),
        tags: input.tags,
        sources: SourceMap::starting_after(after),
        packages: Vec::new(),
        index: FxHashMap::default(),
        stack: Vec::new(),
        only_goroot: input.only_goroot,
        keep_going: input.keep_going,
        testing: input.testing,
        changed,
    };
    if !input.only_goroot {
        for path in ALWAYS {
            loader.import(path, None, None);
        }
    }
    let mut roots = Vec::new();
    for root in input.roots {
        roots.push(loader.root(root));
    }
    if input.to_run {
        roots.iter().for_each(|&i| loader.must_be_main(i));
    }
    loader.widen();
    loader.choose_halves(grows);
    let order = loader.in_order(&roots);
    let mut errors = Vec::new();
    for &i in &order {
        let p = &loader.packages[i];
        errors.extend(p.error.iter().map(LoadError::show));
        if p.error.is_none() && p.files.is_empty() && !p.absent {
            let dir = p.dir.display();
            errors.push(format!("{}: no non-test Go files in {dir}", p.path));
        }
    }
    match loader.modules.excluded() {
        Some(why) => errors = vec![why],
        None if errors.is_empty() => errors.extend(loader.modules.out_of_date()),
        None => {}
    }
    let mut order = order;
    if input.incomplete {
        // As for the compiler, an import that fails is an error at its place, and no pattern of files is looked at.
        let failed = |i: &usize| loader.packages[*i].error.is_some() && !roots.contains(i);
        order.retain(|i| !failed(i) && !loader.packages[*i].files.is_empty());
    } else if !errors.is_empty() {
        let lacks = |&i: &usize| {
            let p = &loader.packages[i];
            let wants = p.absent && p.error.is_some() && GO_STD.contains(&p.path.as_str());
            wants && loader.contended(&p.path).is_none()
        };
        if order.iter().any(lacks) {
            errors.push(format!("{SHIPPED}{}", shipped::packages()));
        }
        return Err(Failure::new(errors.join("\n")));
    }
    let roots = roots
        .iter()
        .map(|&i| loader.packages[i].path.clone())
        .collect();
    if let Some(lang) = input.lang {
        let main = loader
            .packages
            .iter_mut()
            .filter(|p| p.origin == Origin::Main);
        main.for_each(|p| p.go = lang);
    }
    let mut loaded = loader.finish(&order, roots);
    loaded.incomplete = input.incomplete;
    Ok(loaded)
}

struct Package {
    path: String,
    name: String,
    dir: PathBuf,
    origin: Origin,
    go: GoVersion,
    files: Vec<ast::File>,
    diagnostics: Vec<Diagnostic>,
    wrong_settings: Vec<Diagnostic>,
    error: Option<LoadError>,
    imports: Vec<usize>,
    renamed: FxHashMap<String, String>,
    embeds: FxHashMap<String, Vec<String>>,
    /// Its imports are being loaded.
    open: bool,
    /// Files named on the command line, in no directory's name.
    named_files: bool,
    /// Nothing was found under its path.
    absent: bool,
    asked_by: Option<String>,
}

struct Loader<'c> {
    settings: Settings,
    modules: Modules,
    goroot: Goroot,
    tags: Tags,
    sources: SourceMap,
    packages: Vec<Package>,
    index: FxHashMap<String, usize>,
    /// The chain of imports that led to where we are.
    stack: Vec<Step>,
    /// All of the library comes from GOROOT.
    only_goroot: bool,
    /// What gorun's library lacks does not end the loading.
    keep_going: bool,
    testing: Option<Testing>,
    changed: &'c [Changed],
}

/// An import as a file writes it.
struct Import {
    path: String,
    pos: Pos,
}

/// `parse_file`, or for the library's packages what reads less: `parse_outline` for gorun's own, `parse_declarations` for GOROOT's.
type Parser = fn(ParseInput<'_>) -> (ast::File, Vec<Diagnostic>);

impl Loader<'_> {
    fn root(&mut self, root: Root) -> usize {
        match root {
            Root::Path(path) => self.import(&path, None, None).0,
            Root::Own(path) => {
                let located = Located {
                    path,
                    origin: Origin::Own,
                    dir: None,
                    go: CURRENT,
                };
                self.load(located, None, None)
            }
            Root::Folder { path, go, folder } => {
                if let Some(&i) = self.index.get(&path) {
                    return i;
                }
                if let Some(why) = self.contended(&path) {
                    return self.refused(&path, why);
                }
                if super::import_path::is_of_many(&path) {
                    let why =
                        format!("{path:?} is not an importable package; see 'go help packages'");
                    return self.refused(&path, why);
                }
                let located = Located {
                    path,
                    origin: Origin::Main,
                    dir: Some(folder.dir.clone()),
                    go,
                };
                let package = self.add(located, false);
                self.load_folder(package, Ok(folder), None)
            }
            Root::TestMain { path, folder } => {
                let located = Located {
                    path,
                    origin: Origin::Main,
                    dir: Some(folder.dir.clone()),
                    go: CURRENT,
                };
                let package = self.add(located, true);
                self.load_folder(package, Ok(folder), None)
            }
            Root::Files { folder } => {
                let located = Located {
                    path: "command-line-arguments".into(),
                    origin: Origin::Main,
                    dir: Some(folder.dir.clone()),
                    go: CURRENT,
                };
                let package = self.add(located, true);
                self.load_folder(package, Ok(folder), None)
            }
        }
    }

    fn must_be_main(&mut self, package: usize) {
        let p = &mut self.packages[package];
        if p.name != "main" && p.error.is_none() {
            let text = format!("package {} is not a main package", p.path);
            p.error = Some(LoadError::new(&[], text));
        }
    }

    /// The package that `path` means in `parent`, loaded with all that it imports. The error, if any, is the importer's
    /// own fault; errors of the package itself are kept with it.
    fn import(
        &mut self,
        path: &str,
        parent: Option<usize>,
        pos: Option<Pos>,
    ) -> (usize, Option<LoadError>) {
        if path.contains('@') {
            return (self.with_version(path), None);
        }
        // For readers only; what the compiler says of it is the checker's to say.
        if path == "builtin" {
            return (self.nothing(path), None);
        }
        if let Some(error) = parent.and_then(|p| self.of_the_library(path, p)) {
            let position = pos.map(|p| self.position(p));
            return (self.nothing(path), Some(error.at(position)));
        }
        // (Go's own packages have the same difficulty, but gorun's are not theirs.)
        let by_user = parent.is_none_or(|p| !self.packages[p].origin.is_std());
        if let Some(why) = self.contended(path).filter(|_| by_user) {
            if parent.is_none() {
                return (self.refused(path, why), None);
            }
            let position = pos.map(|p| self.position(p));
            let error = LoadError::new(&self.stack, why).at(position);
            let known = self.index.get(path).copied();
            return (known.unwrap_or_else(|| self.nothing(path)), Some(error));
        }
        let by = parent.map(|p| Importer {
            origin: self.packages[p].origin,
            path: &self.packages[p].path,
        });
        let located = match self.only_goroot {
            true => locate_in_goroot(&self.goroot, path, by),
            false => locate(&self.modules, &self.goroot, path, by),
        };
        let located = match located {
            Ok(located) => located,
            Err(why) => return self.not_found(path, why, parent, pos),
        };
        let step = Step {
            path: path.to_string(),
            from: pos.map(|p| self.file_name(p)),
        };
        let package = match self.index.get(&located.path) {
            Some(&i) => {
                if self.packages[i].open && self.packages[i].error.is_none() {
                    self.stack.push(step);
                    let text = match &self.testing {
                        Some(t) if t.path == located.path => "import cycle not allowed in test",
                        _ => "import cycle not allowed",
                    };
                    let mut error = LoadError::new(&self.stack, text);
                    error.cycle = true;
                    self.packages[i].error = Some(error);
                    self.stack.pop();
                }
                i
            }
            None => {
                let asked_by = match parent {
                    _ if located.origin != Origin::Goroot => None,
                    Some(p) if self.packages[p].origin.is_std() => {
                        self.packages[p].asked_by.clone()
                    }
                    _ => pos.map(|p| format!("{}: {path}", self.position(p))),
                };
                self.load(located, pos, asked_by)
            }
        };
        let error = parent.and_then(|parent| self.forbidden(package, parent, path));
        let error = error.map(|e| e.at(pos.map(|p| self.position(p))));
        (package, error)
    }

    fn not_found(
        &mut self,
        path: &str,
        why: String,
        parent: Option<usize>,
        pos: Option<Pos>,
    ) -> (usize, Option<LoadError>) {
        // Files named on the command line are local, whatever that means without a path.
        let by_path = parent.is_some_and(|p| !self.packages[p].named_files);
        let local = (by_path && super::import_path::is_local(path)).then(|| {
            let text = match path {
                "." => ".: cannot import current directory".to_string(),
                _ => format!("local import {path:?} in non-local package"),
            };
            LoadError::new(&self.stack, text)
        });
        let wrong = parent
            .and_then(|parent| self.names_vendor(parent, path).or(local))
            .map(|error| error.at(pos.map(|p| self.position(p))));
        if let Some(&i) = self.index.get(path) {
            return (i, wrong);
        }
        if self.keep_going && GO_STD.contains(&path) {
            // Left to the checker, so that everything that is not here is listed at once.
            return (self.nothing(path), wrong);
        }
        let mut error = LoadError::new(&self.stack, why);
        let in_goroot = parent.is_some_and(|p| self.packages[p].origin == Origin::Goroot);
        match in_goroot {
            // The user's own import is the place to look at; the way from there is what explains it.
            true => {
                error.with_stack = true;
                error.stack.push(Step {
                    path: path.to_string(),
                    from: None,
                });
            }
            false => error = error.at(pos.map(|p| self.position(p))),
        }
        let package = self.nothing(path);
        self.packages[package].error = Some(error);
        (package, wrong)
    }

    fn contended(&self, path: &str) -> Option<String> {
        match self.only_goroot {
            true => None,
            false => super::locate::contended(&self.modules, &self.goroot, path),
        }
    }

    /// Stands for a package that cannot be asked for.
    fn refused(&mut self, path: &str, why: String) -> usize {
        let package = self.nothing(path);
        self.packages[package].error = Some(LoadError::new(&self.stack, why));
        package
    }

    /// Stands for a package that there is not.
    fn nothing(&mut self, path: &str) -> usize {
        let located = Located {
            path: path.to_string(),
            origin: Origin::Main,
            dir: None,
            go: CURRENT,
        };
        let package = self.add(located, false);
        self.packages[package].open = false;
        self.packages[package].absent = true;
        package
    }

    fn with_version(&mut self, path: &str) -> usize {
        if let Some(&i) = self.index.get(path) {
            return i;
        }
        let package = self.nothing(path);
        let mut stack = self.stack.clone();
        stack.push(Step {
            path: path.to_string(),
            from: None,
        });
        let text =
            "can only use path@version syntax with 'go get' and 'go install' in module-aware mode";
        self.packages[package].error = Some(LoadError::new(&stack, text));
        package
    }

    /// The library's inner packages are not for others, whether gorun has them or not.
    fn of_the_library(&self, path: &str, parent: usize) -> Option<LoadError> {
        let commands = super::go_cmd::is_of_commands(path);
        let std = commands
            || path.starts_with("vendor/golang.org/x/")
            || super::go_std::GO_STD_INTERNAL.contains(&path);
        if self.packages[parent].origin.is_std() || !std || self.modules.has(path) {
            return None;
        }
        if path.starts_with("cmd/vendor/") || path.starts_with("vendor/") {
            let text = "use of vendored package not allowed";
            return Some(LoadError::new(&self.stack, text));
        }
        if internal_parent(path).is_none() {
            let text = format!("import {path:?} is a program, not an importable package");
            return commands.then(|| LoadError::new(&self.stack, text));
        }
        let text = format!("use of internal package {path} not allowed");
        let mut error = LoadError::new(&self.stack, text);
        error.with_stack = true;
        Some(error)
    }

    /// Why `parent` may not import `package`.
    fn forbidden(&self, package: usize, parent: usize, path: &str) -> Option<LoadError> {
        let (p, by) = (&self.packages[package], &self.packages[parent]);
        if p.error.is_none()
            && let Some(allowed) = internal_parent(&p.path)
        {
            let importer = match by.named_files {
                true => self
                    .modules
                    .path_of(&by.dir)
                    .map_or_else(|| ".".to_string(), |(path, _)| path),
                // The tests outside of a package are where the package is.
                false => match &self.testing {
                    Some(t) if by.path == t.outer() => t.path.clone(),
                    _ => by.path.clone(),
                },
            };
            let inside = match p.origin.is_std() {
                // The library's inner packages: only for the library, and there below their parent.
                true => {
                    by.origin.is_std()
                        && (allowed.is_empty()
                            || by.origin == Origin::Own
                            || strip_path(&importer, allowed).is_some()
                            || importer.starts_with("crypto"))
                }
                false => strip_path(&importer, allowed).is_some(),
            };
            if !inside {
                let text = format!("use of internal package {} not allowed", p.path);
                let mut error = LoadError::new(&self.stack, text);
                error.with_stack = true;
                return Some(error);
            }
        }
        if p.origin.is_std() && !by.origin.is_std() && p.path.starts_with("vendor/") {
            let text = "use of vendored package not allowed";
            return Some(LoadError::new(&self.stack, text));
        }
        if let Some(error) = self.names_vendor(parent, path) {
            return Some(error);
        }
        if p.name == "main" && p.dir != by.dir {
            let text = format!("import {path:?} is a program, not an importable package");
            return Some(LoadError::new(&self.stack, text));
        }
        None
    }

    /// Vendored packages are imported by their own paths.
    fn names_vendor(&self, parent: usize, path: &str) -> Option<LoadError> {
        let own = match path.rsplit_once("/vendor/") {
            Some((_, own)) => own,
            None => path.strip_prefix("vendor/")?,
        };
        if self.packages[parent].origin.is_std() {
            return None;
        }
        let text = format!("{path} must be imported as {own}");
        Some(LoadError::new(&self.stack, text))
    }

    fn load(&mut self, located: Located, pos: Option<Pos>, asked_by: Option<String>) -> usize {
        match located.dir.clone() {
            None => self.load_own(located),
            Some(dir) => {
                let folder = self.read_folder(&located.path, &dir, located.origin);
                let package = self.add(located, false);
                self.packages[package].asked_by = asked_by;
                self.load_folder(package, folder, pos)
            }
        }
    }

    fn read_folder(&self, path: &str, dir: &Path, origin: Origin) -> Result<Folder, String> {
        let mut tags = self.tags.clone();
        if self.only_goroot {
            return folder::read(dir, &tags, false);
        }
        tags.pure |= origin == Origin::Goroot;
        let src = self.goroot.src().unwrap_or_default();
        let of_the_machine = OF_THE_MACHINE.iter().any(|path| src.join(path) == dir);
        if origin == Origin::Goroot && !of_the_machine && folder::has_assembly(dir, &tags) {
            tags.no_machine = true;
        }
        let read = match origin.is_std() || crate::std::has_stand_ins(path) {
            true => folder::read,
            false => folder::read_in_go,
        };
        let mut folder = read(dir, &tags, !origin.is_std())?;
        if origin == Origin::Goroot {
            super::built_by_go::complete(&mut folder, &src);
        }
        Ok(folder)
    }

    fn add(&mut self, located: Located, named_files: bool) -> usize {
        let package = self.packages.len();
        self.index.insert(located.path.clone(), package);
        self.packages.push(Package {
            path: located.path,
            name: String::new(),
            dir: located.dir.unwrap_or_default(),
            origin: located.origin,
            go: located.go,
            files: Vec::new(),
            diagnostics: Vec::new(),
            wrong_settings: Vec::new(),
            error: None,
            imports: Vec::new(),
            renamed: FxHashMap::default(),
            embeds: FxHashMap::default(),
            open: true,
            named_files,
            absent: false,
            asked_by: None,
        });
        package
    }

    /// One of gorun's own packages.
    fn load_own(&mut self, located: Located) -> usize {
        let path = located.path.clone();
        let package = self.add(located, false);
        let files = crate::std::sources_under(&path, |name| self.settings.get(name));
        self.parse_own(package, &files);
        self.name_of(package);
        let step = Step { path, from: None };
        self.load_imports(package, step);
        package
    }

    fn parse_own(&mut self, package: usize, files: &[(&'static str, &'static str)]) {
        for (name, text) in files {
            let shown = format!("$GOROOT/src/{name}");
            let path = shown.clone().into();
            match self.parse(shown, path, Text::BuiltIn(text), parse_outline) {
                Ok((file, diagnostics)) => {
                    self.packages[package].files.push(file);
                    self.packages[package].diagnostics.extend(diagnostics);
                }
                Err(why) => self.packages[package].error = Some(LoadError::new(&[], why)),
            }
        }
    }

    /// Packages of gorun's own that others than the library import are made whole.
    fn widen(&mut self) {
        let outside = self.packages.iter().filter(|p| p.origin != Origin::Own);
        let mut wanted: Vec<usize> = outside.flat_map(|p| p.imports.iter().copied()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for i in wanted {
            if self.packages[i].origin != Origin::Own {
                continue;
            }
            let path = self.packages[i].path.clone();
            let files = crate::std::wide_sources(&path);
            if !files.is_empty() {
                self.parse_own(i, files);
                self.packages[i].imports.clear();
                self.load_imports(i, Step { path, from: None });
            }
        }
    }

    /// Packages of gorun's own that have two halves get the second, or what stands in its place. A program that grows may
    /// name anything later.
    fn choose_halves(&mut self, grows: bool) {
        for halves in crate::std::HALVES {
            let Some(&i) = self.index.get(halves.of) else {
                continue;
            };
            if self.packages[i].origin != Origin::Own {
                continue;
            }
            let whole = grows || self.index.contains_key(halves.beside) || self.name_any(halves);
            let files = if whole { halves.with } else { halves.without };
            self.parse_own(i, files);
            self.packages[i].imports.clear();
            let path = halves.of.to_string();
            self.load_imports(i, Step { path, from: None });
        }
    }

    /// Whether a file outside gorun's own library names what leads to a package's second half.
    fn name_any(&self, halves: &crate::std::Halves) -> bool {
        let outside = self.packages.iter().filter(|p| p.origin != Origin::Own);
        outside.flat_map(|p| &p.files).any(|file| {
            let Some(position) = self.sources.position(file.package) else {
                return true;
            };
            let text = &position.file.text;
            let named = halves
                .named
                .iter()
                .any(|name| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some());
            // Under another name of the file's own: not looked for.
            let imported = format!("\"{}\"", halves.import());
            let renamed = text.lines().any(|line| {
                let import = line
                    .trim_start()
                    .trim_start_matches("import")
                    .trim_start()
                    .trim_start_matches('(')
                    .trim_start();
                import.contains(&imported) && !import.starts_with(['"', '_'])
            });
            named || renamed
        })
    }

    /// A package of a directory that has been read.
    fn load_folder(
        &mut self,
        package: usize,
        folder: Result<Folder, String>,
        pos: Option<Pos>,
    ) -> usize {
        let step = Step {
            path: self.packages[package].path.clone(),
            from: pos.map(|p| self.file_name(p)),
        };
        let error = match folder {
            Err(why) => Some(LoadError::new(&self.stack, why)),
            Ok(folder) => self.parse_folder(package, folder, &step, pos),
        };
        self.packages[package].error = error;
        self.load_imports(package, step);
        package
    }

    /// Parses a directory's files; what `go list` would say against them.
    fn parse_folder(
        &mut self,
        package: usize,
        folder: Folder,
        step: &Step,
        pos: Option<Pos>,
    ) -> Option<LoadError> {
        let dir = folder.dir.display().to_string();
        let at_import = |loader: &Self, text: String| {
            let position = pos.map(|p| loader.position(p));
            LoadError::new(&loader.stack, text).at(position)
        };
        let mut error = folder.error.map(|why| match why.starts_with('#') {
            true => LoadError::new(&[], why),
            false => at_import(self, why),
        });
        let mut ignored = folder.ignored;
        let mut first: Option<(String, String)> = None;
        let mut names: Vec<(String, String)> = Vec::new();
        let mut settings: Vec<(Pos, super::godebug::Said)> = Vec::new();
        for source in folder.files {
            let SourceText {
                name,
                path,
                text,
                broken,
            } = source;
            let changed = self.changed.iter().find(|(p, _)| *p == path);
            let text = changed.map_or_else(|| text.into(), |(_, t)| t.clone());
            if let Some((offset, why)) = super::header::package_clause_error(&text) {
                // The scanner does not count a line that nothing stands on.
                let whole = text.strip_suffix('\n').unwrap_or(&text);
                let before = &whole[..offset.min(whole.len())];
                let line = before.matches('\n').count() + 1;
                let column = offset - before.rfind('\n').map_or(0, |i| i + 1) + 1;
                let place = format!("{}:{line}:{column}", shown::short(&path));
                let mut stack = self.stack.clone();
                stack.push(step.clone());
                error.get_or_insert(LoadError::new(&stack, why).at(Some(place)));
                continue;
            }
            let shown = shown::in_reports(&path);
            // The library's functions are parsed when the program reaches them.
            let parser = match self.packages[package].origin {
                Origin::Goroot if !self.only_goroot => parse_declarations,
                _ => parse_file,
            };
            let (file, diagnostics) =
                match self.parse(shown, path, Text::Read(text.clone()), parser) {
                    Ok(parsed) => parsed,
                    Err(why) => {
                        error.get_or_insert(LoadError::new(&[], why));
                        continue;
                    }
                };
            let base = self.sources.files().last().map_or(0, |f| f.base);
            let mut broken = broken
                .into_iter()
                .map(|at| Pos(base + at as u32))
                .peekable();
            if let Some(first) = broken.peek()
                && first.0 < base + super::header::imports_end(&text) as u32
            {
                let place = self.position(*first);
                let wrong = LoadError::new(&[], "illegal UTF-8 encoding").at(Some(place));
                error.get_or_insert(wrong);
            }
            let wrong = (!diagnostics.is_empty()).then(|| super::header::imports_error(&text));
            if let Some((offset, why)) = wrong.flatten() {
                let place = self.position(Pos(base + offset as u32));
                error.get_or_insert(LoadError::new(&[], why).at(Some(place)));
            }
            if let Some(wrong) = imports(std::slice::from_ref(&file))
                .into_iter()
                .find(|i| !super::import_path::is_plain(&i.path))
            {
                // Here Go shows the whole path of the file.
                let place = self
                    .sources
                    .position(wrong.pos)
                    .map(|p| format!("{}:{}:{}", p.file.path.display(), p.line, p.column));
                let text = format!("invalid import path: {}", wrong.path);
                error.get_or_insert(LoadError::new(&[], text).at(place));
            }
            let declared = match file.name.name.as_str() {
                // The tree of a file that does not parse may have no name.
                "_" => super::header::package_name(&text).unwrap_or_default(),
                name => name.to_string(),
            };
            let cgo = imports(std::slice::from_ref(&file))
                .iter()
                .any(|i| i.path == "C");
            if declared == "documentation" || cgo {
                ignored += 1;
                continue;
            }
            names.push((name, declared));
            let lines = super::godebug::lines(&text).into_iter();
            settings.extend(lines.map(|(at, said)| (Pos(base + at as u32), said)));
            let p = &mut self.packages[package];
            p.files.push(file);
            let encoding = |pos| Diagnostic::new(pos, "invalid UTF-8 encoding");
            p.diagnostics.extend(broken.map(encoding));
            // Directives that gc keeps for the library and its runtime.
            let is_std = p.origin.is_std();
            let found = diagnostics.into_iter();
            p.diagnostics
                .extend(found.filter(|d| !is_std || !d.message.starts_with("//go:")));
        }
        self.packages[package].wrong_settings = super::godebug::wrong(settings);
        let tests = folder.tests.iter();
        names.extend(tests.map(|t| (t.source.name.clone(), t.package.clone())));
        names.sort();
        for (name, declared) in names {
            let outer = name
                .ends_with("_test.go")
                .then(|| declared.strip_suffix("_test"))
                .flatten();
            let declared = match (&first, outer) {
                (Some((_, f)), Some(_)) if *f == declared => declared,
                (_, Some(plain)) => plain.to_string(),
                _ => declared,
            };
            match &first {
                None => first = Some((name, declared)),
                Some((file, other)) if *other != declared => {
                    let text =
                        format!("found packages {other} ({file}) and {declared} ({name}) in {dir}");
                    if error.is_none() {
                        error = Some(at_import(self, text));
                    }
                }
                Some(_) => {}
            }
        }
        self.packages[package].name = first.map_or_else(String::new, |f| f.1);
        if self.packages[package].files.is_empty() && error.is_none() {
            let text = match (ignored, folder.tests.len()) {
                (_, 1..) => return None,
                (0, 0) => format!("no Go files in {dir}"),
                // All of them are written for C.
                _ if self.packages[package].named_files => {
                    return Some(LoadError::new(&[], "go: no Go source files"));
                }
                _ => format!("build constraints exclude all Go files in {dir}"),
            };
            let mut stack = self.stack.clone();
            stack.push(step.clone());
            return Some(LoadError::new(&stack, text));
        }
        error.or_else(|| self.resolve_embeds(package, step))
    }

    fn name_of(&mut self, package: usize) {
        let name = self.packages[package].files.first().map(|f| &f.name.name);
        self.packages[package].name = name.map_or_else(String::new, |n| n.to_string());
    }

    fn resolve_embeds(&mut self, package: usize, step: &Step) -> Option<LoadError> {
        let mut patterns: Vec<(String, Pos)> = Vec::new();
        for file in &self.packages[package].files {
            let one = std::slice::from_ref(file);
            if imports(one).iter().any(|i| i.path == "embed") {
                patterns.extend(crate::types::embed_patterns(file));
            }
        }
        patterns.sort();
        let dir = self.packages[package].dir.clone();
        for (pattern, pos) in patterns {
            if self.packages[package].embeds.contains_key(&pattern) {
                continue;
            }
            match embed::resolve(&dir, &pattern) {
                Ok(files) => {
                    self.packages[package].embeds.insert(pattern, files);
                }
                Err(why) => {
                    let mut stack = self.stack.clone();
                    stack.push(step.clone());
                    let text = format!("pattern {pattern}: {why}");
                    return Some(LoadError::new(&stack, text).at(Some(self.position(pos))));
                }
            }
        }
        None
    }

    fn load_imports(&mut self, package: usize, step: Step) {
        self.stack.push(step);
        let mut list = imports(&self.packages[package].files);
        list.sort_by(|a, b| a.path.cmp(&b.path).then(a.pos.cmp(&b.pos)));
        list.dedup_by(|b, a| a.path == b.path);
        for import in list {
            if import.path == "unsafe" || !super::import_path::is_plain(&import.path) {
                continue;
            }
            let (imported, error) = self.import(&import.path, Some(package), Some(import.pos));
            let full = self.packages[imported].path.clone();
            let p = &mut self.packages[package];
            if p.error.is_none() {
                p.error = error;
            }
            if full != import.path {
                p.renamed.insert(import.path, full);
            }
            p.imports.push(imported);
        }
        self.stack.pop();
        self.packages[package].open = false;
    }

    fn parse(
        &mut self,
        shown: String,
        path: PathBuf,
        text: Text,
        parser: Parser,
    ) -> Result<(ast::File, Vec<Diagnostic>), String> {
        let id = self.sources.add_text(shown, path, text)?;
        let file = self.sources.file(id);
        Ok(parser(ParseInput {
            text: &file.text,
            base: file.base,
        }))
    }

    fn position(&self, pos: Pos) -> String {
        self.sources.position(pos).map_or_else(String::new, |p| {
            let named = p.named();
            let column = named.column.map_or_else(String::new, |c| format!(":{c}"));
            format!("{}:{}{column}", shown::short(named.path), named.line)
        })
    }

    /// The name of the file that a position is in, without its directory.
    fn file_name(&self, pos: Pos) -> String {
        let file = self.sources.file_at(pos);
        let name = file.and_then(|f| f.path.file_name());
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// All packages that are needed, each after what it imports.
    fn in_order(&self, roots: &[usize]) -> Vec<usize> {
        fn visit(packages: &[Package], i: usize, seen: &mut [bool], order: &mut Vec<usize>) {
            if std::mem::replace(&mut seen[i], true) {
                return;
            }
            for &import in &packages[i].imports {
                visit(packages, import, seen, order);
            }
            order.push(i);
        }
        let (mut seen, mut order) = (vec![false; self.packages.len()], Vec::new());
        let always = ALWAYS.iter().filter_map(|path| self.index.get(*path));
        for &i in always.chain(roots) {
            visit(&self.packages, i, &mut seen, &mut order);
        }
        order
    }

    fn finish(self, order: &[usize], roots: Vec<String>) -> Loaded {
        let paths: Vec<String> = self.packages.iter().map(|p| p.path.clone()).collect();
        let mut slots: Vec<Option<Package>> = self.packages.into_iter().map(Some).collect();
        let packages = order
            .iter()
            .filter_map(|&i| slots[i].take())
            .filter(|p| !p.absent)
            .map(|p| LoadedPackage {
                shown: match &self.testing {
                    Some(t) => t.shown(&p.path),
                    None => p.path.clone(),
                },
                path: p.path,
                name: p.name,
                files: p.files,
                origin: p.origin,
                go: p.go,
                renamed: p.renamed,
                imports: p.imports.iter().map(|&i| paths[i].clone()).collect(),
                embeds: p.embeds,
                dir: p.dir,
                asked_by: p.asked_by,
                diagnostics: p.diagnostics,
                wrong_settings: p.wrong_settings,
            })
            .collect();
        Loaded {
            sources: self.sources,
            packages,
            roots,
            incomplete: false,
            only_goroot: self.only_goroot,
            testing: self.testing.is_some(),
        }
    }
}

/// Import paths with the positions of their declarations. What is no string is left to the checker.
fn imports(files: &[ast::File]) -> Vec<Import> {
    let specs = files.iter().flat_map(|f| &f.decls).filter_map(|d| match d {
        Decl::Import(specs) => Some(specs),
        _ => None,
    });
    specs
        .flatten()
        .filter_map(|spec| {
            let bytes = crate::types::constant::unquote(&spec.path.text)?;
            Some(Import {
                path: String::from_utf8_lossy(&bytes).into_owned(),
                pos: spec.pos,
            })
        })
        .collect()
}
