//! Reads and parses the packages of a program: the ones named and all that they import, directly or not. What is wrong
//! before checking (packages that are not there, import cycles, internal packages of others) is reported here, after
//! the model of `go list`: every package that is in error says so once, dependencies first.

mod files;
mod imports;
mod own;

use std::path::PathBuf;
use std::sync::Arc;

use gorun_grammar::ParseInput;
use gorun_grammar::ast::{self, Decl};
use rustc_hash::FxHashMap;

use super::build_info::BuildInfo;
use super::go_std::GO_STD;
use super::go_version::{CURRENT, GoVersion};
use super::goroot::Goroot;
use super::import_path;
use super::input::Testing;
use super::load_error::{LoadError, Step};
use super::locate::{Located, Origin};
use super::modules::Modules;
use super::settings::Settings;
use super::shipped::{self, SHIPPED};
use super::tags::Tags;
use super::{Failure, Input, Root, shown};
use crate::source::{Diagnostic, Pos, SourceMap, Text};
use crate::types::quote;

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
    /// Vet will look at the program's own packages.
    pub vetted: bool,
    /// What its files say of GODEBUG (`Settings::defaults`).
    pub settings: String,
    /// What the program can be told of itself.
    pub info: BuildInfo,
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

impl LoadedPackage {
    /// There is nothing to compile. The go command finds that out only when it builds: not if anything else is wrong.
    pub fn has_only_tests(&self) -> bool {
        self.files.is_empty() && self.origin != Origin::Own
    }
}

/// Packages that the runtime needs whether imported or not.
const ALWAYS: &[&str] = &["runtime"];

/// Loads the named packages. `Err`: all that is wrong with any of them.
pub fn load(input: Input) -> Result<Loaded, Failure> {
    load_changed(input, 0, &[])
}

/// What is wrong with a package that was to be loaded.
#[derive(Debug)]
pub struct Refused {
    /// Its import path; none where the module is in error.
    pub path: String,
    pub text: String,
}

/// The same. `Err`: what is wrong, package by package.
pub fn load_or_tell(input: Input) -> Result<Loaded, Vec<Refused>> {
    load_all(input, 0, &[], false)
}

/// For each of the named packages what is wrong with it and what it imports, when all are loaded together: a package's error is told with the
/// way on which it was come upon first, whoever needs it.
pub fn refused_by_root(input: Input) -> Vec<Vec<Refused>> {
    let settings = Settings::of(&input);
    let mut loader = Loader::of(&input, settings, 0, &[]);
    let roots: Vec<usize> = input.roots.into_iter().map(|r| loader.root(r)).collect();
    let refused = |&root: &usize| loader.wrong_with(&loader.in_order(&[root]));
    roots.iter().map(refused).collect()
}

/// The same for a program that grows, with positions that are greater than `after`.
pub fn load_after(input: Input, after: u32) -> Result<Loaded, Failure> {
    load_all(input, after, &[], true).map_err(joined)
}

/// A file and the text that it is taken to have.
pub type Changed = (PathBuf, Arc<str>);

/// The same, as if some files had other texts.
pub fn load_changed(input: Input, after: u32, changed: &[Changed]) -> Result<Loaded, Failure> {
    load_all(input, after, changed, false).map_err(joined)
}

fn joined(refused: Vec<Refused>) -> Failure {
    let texts: Vec<String> = refused.into_iter().map(|r| r.text).collect();
    Failure::new(texts.join("\n"))
}

fn load_all(
    input: Input,
    after: u32,
    changed: &[Changed],
    grows: bool,
) -> Result<Loaded, Vec<Refused>> {
    let settings = Settings::of(&input);
    let mut loader = Loader::of(&input, settings, after, changed);
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
    let mut errors = loader.wrong_with(&order);
    let of_module = |text: String| Refused {
        path: String::new(),
        text,
    };
    match loader
        .modules
        .too_new()
        .or_else(|| loader.modules.contradictory())
        .or_else(|| loader.modules.unverified_file())
        .or_else(|| loader.modules.mismatch())
        .or_else(|| loader.modules.shared())
        .or_else(|| loader.modules.raised())
    {
        Some(why) => errors = vec![of_module(why)],
        None if errors.is_empty() => {
            errors.extend(loader.modules.out_of_date().map(of_module));
        }
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
            errors.push(of_module(format!("{SHIPPED}{}", shipped::packages())));
        }
        return Err(errors);
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
    /// Import paths of the program's packages, under themselves in small letters.
    by_folded: FxHashMap<String, String>,
    /// The chain of imports that led to where we are.
    stack: Vec<Step>,
    /// All of the library comes from GOROOT.
    only_goroot: bool,
    /// What gorun's library lacks does not end the loading.
    keep_going: bool,
    incomplete: bool,
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

impl<'c> Loader<'c> {
    /// Nothing is loaded yet but what the runtime needs.
    fn of(input: &Input, settings: Settings, after: u32, changed: &'c [Changed]) -> Loader<'c> {
        let mut loader = Loader {
            settings,
            modules: input.modules.clone(),
            goroot: Goroot::default(),
            tags: input.tags.clone(),
            sources: SourceMap::starting_after(after),
            packages: Vec::new(),
            index: FxHashMap::default(),
            by_folded: FxHashMap::default(),
            stack: Vec::new(),
            only_goroot: input.only_goroot,
            keep_going: input.keep_going,
            incomplete: input.incomplete,
            testing: input.testing.clone(),
            changed,
        };
        if !input.only_goroot {
            for path in ALWAYS {
                loader.import(path, None, None);
            }
        }
        loader
    }

    /// What is wrong with any of these packages.
    fn wrong_with(&self, packages: &[usize]) -> Vec<Refused> {
        let packages = packages.iter().map(|&i| &self.packages[i]);
        let wrong = |p: &Package| {
            p.error.as_ref().map(|error| Refused {
                path: p.path.clone(),
                text: error.show(),
            })
        };
        packages.filter_map(wrong).collect()
    }

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
                    if let Some(error) = &mut self.packages[i].error {
                        error.told_from(&[], &Step { path, from: None });
                    }
                    return i;
                }
                if let Some(why) = self.contended(&path) {
                    return self.refused(&path, why);
                }
                if import_path::is_of_many(&path) {
                    let why = format!(
                        "{path} is not an importable package; see 'go help packages'",
                        path = quote(&path)
                    );
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

    fn name_of(&mut self, package: usize) {
        let name = self.packages[package].files.first().map(|f| &f.name.name);
        self.packages[package].name = name.map_or_else(String::new, |n| n.to_string());
    }

    fn load_imports(&mut self, package: usize, step: Step) {
        self.stack.push(step);
        let files = self.packages[package].files.iter();
        let mut list: Vec<Import> = files
            .map(|file| imports_of(std::slice::from_ref(file)))
            // Go takes no import from a file that has a wrong one.
            .filter(|list| list.iter().all(|i| import_path::is_plain(&i.path)))
            .flatten()
            .collect();
        list.sort_by(|a, b| a.path.cmp(&b.path).then(a.pos.cmp(&b.pos)));
        list.dedup_by(|b, a| a.path == b.path);
        for import in list {
            if import.path == "unsafe" {
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
        self.position_and(pos, 0)
    }

    /// Of the column behind a position.
    fn position_behind(&self, pos: Pos) -> String {
        self.position_and(pos, 1)
    }

    fn position_and(&self, pos: Pos, columns: usize) -> String {
        self.sources.position(pos).map_or_else(String::new, |p| {
            let named = p.named();
            let column = named.column.map(|c| format!(":{}", c + columns));
            let column = column.unwrap_or_default();
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
        let packages: Vec<LoadedPackage> = order
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
        let main = roots.last().map_or("", String::as_str);
        let of = self.testing.as_ref().map_or(main, |t| &t.path);
        // Only runtime/debug tells it.
        let info = match packages.iter().any(|p| p.path == "runtime/debug") {
            true => BuildInfo::new(main, of, &packages, &self.modules, &self.tags.extra),
            false => BuildInfo::default(),
        };
        let info = info.with_settings(self.settings.defaults());
        Loaded {
            settings: self.settings.defaults(),
            info,
            sources: self.sources,
            packages,
            roots,
            incomplete: false,
            only_goroot: self.only_goroot,
            testing: self.testing.is_some(),
            vetted: false,
        }
    }
}

/// Import paths with the positions of their declarations. What is no string is left to the checker.
fn imports_of(files: &[ast::File]) -> Vec<Import> {
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
