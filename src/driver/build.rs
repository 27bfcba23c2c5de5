//! Checks and compiles loaded packages.

use std::any::Any;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use gorun_grammar::ast::Decl;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build_info::BuildInfo;
use super::go_std::GO_STD;
use super::init_order::{self, Entry};
use super::library::LibraryBodies;
use super::locate::lacking;
use super::missing::Missing;
use super::{Failure, Loaded, LoadedPackage, Origin};
use crate::bytecode::program::Program;
use crate::compile::{CheckedPackage, Embedded, compile_package, compile_program, exported_bodies};
use crate::source::{Diagnostic, ReportStyle, SourceMap, report};
use crate::types::info::Embed;
use crate::types::library::{CONFIG, FileScopes, check_declarations};
use crate::types::{Config, ExportedBody, Importer, Info, PkgId, Types, check_package};

/// A program ready to run, with the sources that its positions refer to.
pub struct Built {
    pub program: Program,
    pub sources: Arc<SourceMap>,
    /// What the front end needed and the program does not: to be dropped (`on_deep_stack`) when there is time for it.
    pub rest: Box<dyn Any + Send>,
}

/// What checking leaves behind.
pub struct Checked {
    pub types: Types,
    pub packages: Vec<CheckedPackage>,
    pub main: PkgId,
    pub sources: Arc<SourceMap>,
    pub library: LibraryBodies,
    /// The main package's name in error reports.
    pub shown: String,
    /// Packages compiled from GOROOT.
    pub foreign: Vec<Foreign>,
    /// What the program's files say of GODEBUG.
    pub settings: String,
    /// What it can be told of itself.
    pub info: BuildInfo,
    /// The packages by import path.
    pub by_path: FxHashMap<String, PkgId>,
}

/// A package compiled from GOROOT, where gorun may lack what its sources need.
pub struct Foreign {
    pub path: String,
    pub dir: PathBuf,
    /// The import of the user's that asked for it: `file:line:column: path`.
    pub asked_by: String,
}

/// Packages checked so far, by import path; all that a package imports come before it.
struct Done<'a> {
    packages: &'a FxHashMap<String, PkgId>,
    checked: &'a [CheckedPackage],
    library: &'a LibraryBodies,
    renamed: &'a FxHashMap<String, String>,
}

impl Importer for Done<'_> {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        if path == "unsafe" {
            return Ok(PkgId::UNSAFE);
        }
        let path = self.renamed.get(path).map_or(path, String::as_str);
        self.packages.get(path).copied().ok_or_else(|| match path {
            _ if GO_STD.contains(&path) => lacking(path),
            _ if path.starts_with('/') => {
                format!("could not import {path} (import path cannot be absolute path)")
            }
            _ => format!("could not import {path} (open : no such file or directory)"),
        })
    }

    fn exported_bodies(&mut self, types: &mut Types, package: PkgId) -> Vec<ExportedBody> {
        // What gc has of the library is known without looking at gorun's.
        let users = |p: &CheckedPackage| p.id == package && !p.bodies_pending;
        match self.checked.iter().any(users) {
            true => exported_bodies(types, self.checked, self.library, package),
            false => Vec::new(),
        }
    }
}

/// The errors found in one package.
pub struct PackageErrors {
    /// As reports name it.
    pub shown: String,
    /// For a package of GOROOT: the user's import.
    pub asked_by: Option<String>,
    /// What it uses of the library and gorun does not have yet.
    missing: Missing,
    pub diagnostics: Vec<Diagnostic>,
    /// What the go command says itself, without the package's name above it.
    pub told: Option<String>,
}

impl PackageErrors {
    /// What Go finds out where it would compile a package that has tests and nothing else.
    fn only_tests(package: LoadedPackage) -> PackageErrors {
        let dir = package.dir.display();
        PackageErrors {
            told: Some(only_tests(&package.path, &dir.to_string())),
            shown: package.shown,
            asked_by: None,
            missing: Missing::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// What Go says of a package that has tests and nothing else, where the package itself is wanted.
pub fn only_tests(path: &str, dir: &str) -> String {
    format!("{path}: no non-test Go files in {dir}")
}

/// Type-checks all packages, those that import one in error left out. `Err`: what is wrong, by package.
pub fn check(loaded: Loaded) -> Result<Checked, (Vec<PackageErrors>, Arc<SourceMap>)> {
    let mut types = Types::new();
    let (settings, info) = (loaded.settings.clone(), loaded.info.clone());
    let mut by_path = FxHashMap::default();
    let more = check_more(&mut types, loaded, &mut by_path)?;
    let More {
        packages,
        main,
        sources,
        library,
        shown,
        foreign,
    } = more;
    Ok(Checked {
        types,
        packages,
        main,
        sources,
        library,
        shown,
        foreign,
        settings,
        info,
        by_path,
    })
}

/// Packages that have been checked; `types` has them.
pub struct More {
    pub packages: Vec<CheckedPackage>,
    pub main: PkgId,
    pub sources: Arc<SourceMap>,
    pub library: LibraryBodies,
    pub shown: String,
    pub foreign: Vec<Foreign>,
}

/// Checks the packages that are not in `done`, and puts them there.
pub fn check_more(
    types: &mut Types,
    loaded: Loaded,
    done: &mut FxHashMap<String, PkgId>,
) -> Result<More, (Vec<PackageErrors>, Arc<SourceMap>)> {
    let Loaded {
        sources,
        packages,
        roots,
        incomplete,
        only_goroot,
        testing,
        vetted,
        settings: _,
        info: _,
    } = loaded;
    let main_path = roots.last().cloned().unwrap_or_default();
    let sources = Arc::new(sources);
    let library = LibraryBodies::new(sources.clone());
    let mut failed: FxHashSet<String> = FxHashSet::default();
    let mut errors = Vec::new();
    let mut checked = Vec::new();
    let mut entries = Vec::new();
    let mut foreign = Vec::new();
    let mut main = PkgId::UNIVERSE;
    for package in packages {
        if let Some(&id) = done.get(&package.path) {
            if package.path == main_path {
                main = id;
            }
            continue;
        }
        if package.imports.iter().any(|i| failed.contains(i)) {
            failed.insert(package.path);
            continue;
        }
        if package.has_only_tests() {
            failed.insert(package.path.clone());
            // Go has said so before anything is compiled.
            let before = errors
                .iter()
                .take_while(|e: &&PackageErrors| e.told.is_some());
            errors.insert(before.count(), PackageErrors::only_tests(package));
            continue;
        }
        let step = Step {
            done: &*done,
            checked: &checked,
            library: &library,
            incomplete,
            whole: only_goroot,
            vetted,
            program: match testing {
                true => Some(&main_path),
                false => None,
            },
        };
        let (id, info, scopes, mut found) = check_one(types, &step, &package);
        found.extend(too_many_files(types, &package, &info));
        if let Some(asked_by) = &package.asked_by {
            foreign.push(Foreign {
                path: package.path.clone(),
                dir: package.dir.clone(),
                asked_by: asked_by.clone(),
            });
        }
        if !found.is_empty() {
            failed.insert(package.path.clone());
            errors.push(PackageErrors {
                missing: Missing::of(&package, &found, types, done),
                shown: package.shown,
                asked_by: package.asked_by,
                diagnostics: found,
                told: None,
            });
            continue;
        }
        if package.path == main_path {
            main = id;
        }
        let embedded = embedded(&package, &info);
        done.insert(package.path.clone(), id);
        entries.push(Entry {
            path: package.path,
            imports: package.imports,
            own: package.origin == Origin::Own,
        });
        checked.push(CheckedPackage {
            id,
            files: package.files,
            info,
            std: package.origin == Origin::Own,
            bodies_pending: package.origin.is_std(),
            scopes,
            embedded,
        });
    }
    if !errors.is_empty() {
        return Err((errors, sources));
    }
    let packages = init_order::sort(types, checked, &entries, main);
    Ok(More {
        packages,
        main,
        sources,
        library,
        foreign,
        shown: main_path,
    })
}

/// What checking one package needs of the others.
struct Step<'a> {
    done: &'a FxHashMap<String, PkgId>,
    checked: &'a [CheckedPackage],
    library: &'a LibraryBodies,
    incomplete: bool,
    /// The library's packages came with their functions' bodies.
    whole: bool,
    /// Types are also wanted as they are written.
    vetted: bool,
    /// The one package that is `main` although others are called that.
    program: Option<&'a str>,
}

fn check_one(
    types: &mut Types,
    step: &Step<'_>,
    package: &LoadedPackage,
) -> (PkgId, Info, FileScopes, Vec<Diagnostic>) {
    if !package.wrong_settings.is_empty() {
        let (info, scopes) = (Info::default(), FileScopes::default());
        return (
            PkgId::UNIVERSE,
            info,
            scopes,
            package.wrong_settings.clone(),
        );
    }
    let mut diagnostics = package.diagnostics.clone();
    if diagnostics.iter().any(Diagnostic::leaves_types_unchecked) {
        let (info, scopes) = (Info::default(), FileScopes::default());
        return (PkgId::UNIVERSE, info, scopes, diagnostics);
    }
    let mut importer = Done {
        packages: step.done,
        checked: step.checked,
        library: step.library,
        renamed: &package.renamed,
    };
    let files = &package.files;
    let (id, info, scopes, found) = if package.origin.is_std() && !step.whole {
        // What Go writes in assembly is told from a mistake when something calls it.
        let path = package.path.as_str().into();
        check_declarations(types, &mut importer, &CONFIG, path, files, step.library)
    } else {
        let config = Config {
            version: package.go,
            natives: step.incomplete
                || crate::std::has_stand_ins(&package.path)
                || leaves_to_linker(package),
            lint: true,
            parsed_soundly: diagnostics.is_empty(),
            as_written: step.vetted,
        };
        // A program's own package is `main` to its programs, whatever its path.
        let path = match package.name.as_str() {
            "main" if step.program.is_none_or(|p| p == package.path) => "main",
            _ => package.path.as_str(),
        };
        let (id, info, found) = check_package(types, &mut importer, &config, path.into(), files);
        (id, info, FileScopes::default(), found)
    };
    diagnostics.extend(found);
    (id, info, scopes, diagnostics)
}

/// Whether functions without a body are the linker's affair, and none if nobody calls them: a package says so by a file in assembly,
/// though there be nothing in it.
fn leaves_to_linker(package: &LoadedPackage) -> bool {
    let decls = package.files.iter().flat_map(|f| &f.decls);
    let mut functions = decls.filter_map(|d| match d {
        Decl::Func(f) => Some(f),
        _ => None,
    });
    let by_name = package.path == "command-line-arguments";
    functions.any(|f| f.body.is_none() && f.left_out.is_none())
        && !by_name
        && super::folder::has_empty_assembly(&package.dir)
}

/// Files that an embedding variable holds, sorted.
fn embedded_names(package: &LoadedPackage, variable: &Embed) -> Vec<String> {
    let files = |pattern: &String| package.embeds.get(pattern).cloned().unwrap_or_default();
    let mut names: Vec<String> = variable.patterns.iter().flat_map(files).collect();
    names.sort();
    names.dedup();
    names
}

/// A string holds one file.
fn too_many_files(types: &Types, package: &LoadedPackage, info: &Info) -> Vec<Diagnostic> {
    let wrong = |variable: &Embed| {
        let ty = variable.single.as_ref()?;
        let pos = types.object(variable.obj).pos;
        let text = format!("invalid go:embed: multiple files for type {ty}");
        (embedded_names(package, variable).len() > 1).then(|| Diagnostic::new(pos, text))
    };
    info.embeds.iter().filter_map(wrong).collect()
}

/// The contents of the package's embedding variables.
fn embedded(package: &LoadedPackage, info: &Info) -> Vec<Embedded> {
    info.embeds
        .iter()
        .map(|variable| {
            let names = embedded_names(package, variable);
            let contents = |name: String| {
                let bytes = fs::read(package.dir.join(&name)).unwrap_or_default();
                (name, bytes)
            };
            Embedded {
                variable: variable.obj,
                files: names.into_iter().map(contents).collect(),
            }
        })
        .collect()
}

/// The reports on all packages in error, one after the other.
pub fn report_all(errors: &[PackageErrors], sources: &SourceMap, style: ReportStyle) -> Failure {
    let reports: Vec<String> = errors
        .iter()
        .map(|e| {
            if let Some(told) = &e.told {
                return format!("{told}\n");
            }
            let blame = e.asked_by.as_deref().map(|by| format!("{}\n", lacks(by)));
            blame.unwrap_or_default() + &report(sources, &e.shown, &e.diagnostics, style)
        })
        .collect();
    let mut missing = Missing::default();
    errors.iter().for_each(|e| missing.add(&e.missing));
    let text = reports.concat() + &missing.report();
    Failure::new(text.trim_end())
}

/// What Go's linker says of a program without a function main.
fn without_main(types: &Types, package: PkgId, shown: &str) -> Option<Failure> {
    let scope = types.package(package).scope;
    let there = types.scope(scope).names.contains_key("main");
    let text =
        format!("# {shown}\nruntime.main_main·f: function main is undeclared in the main package");
    (!there).then(|| Failure::new(text))
}

/// What is wrong with those of the checked packages that are programs, which `go build` links.
pub fn link_only(checked: &Checked, paths: &[String]) -> Result<(), Failure> {
    let wrong = paths.iter().filter_map(|path| {
        let id = *checked.by_path.get(path)?;
        let is_program = &*checked.types.package(id).name == "main";
        is_program.then(|| without_main(&checked.types, id, path))?
    });
    let wrong: Vec<String> = wrong.map(|failure| failure.0).collect();
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Failure::new(wrong.join("\n"))),
    }
}

/// Compiles the whole main package, program or not, and throws the result away.
pub fn compile_only(checked: Checked) -> Result<(), (Vec<PackageErrors>, Arc<SourceMap>)> {
    let Checked {
        mut types,
        packages,
        main,
        sources,
        library,
        shown,
        ..
    } = checked;
    compile_package(&mut types, &packages, main, &library).map_err(|diagnostics| {
        let errors = PackageErrors {
            missing: Missing::default(),
            shown,
            diagnostics,
            asked_by: None,
            told: None,
        };
        (vec![errors], sources)
    })
}

/// Compiles a checked program, which must have a `main.main`. `names`: of variables, for those who explain.
pub fn build(checked: Checked, style: ReportStyle, names: bool) -> Result<Built, Failure> {
    let Checked {
        mut types,
        packages,
        main,
        sources,
        library,
        shown,
        foreign,
        settings,
        info,
        by_path: _,
    } = checked;
    if let Some(failure) = without_main(&types, main, &shown) {
        return Err(failure);
    }
    match compile_program(&mut types, &packages, main, &library, names) {
        Ok(mut program) => match missing_native(&program, &foreign, &shown) {
            Some(why) => Err(Failure::new(why)),
            None => {
                program.settings = settings;
                program.info = info.text();
                Ok(Built {
                    program,
                    sources,
                    rest: Box::new((types, packages, library)),
                })
            }
        },
        Err(errors) => {
            let place = errors.first().and_then(|e| sources.position(e.pos));
            let dir = place.and_then(|p| p.file.path.parent());
            let blame = foreign.iter().find(|f| Some(f.dir.as_path()) == dir);
            let (prefix, shown) = match blame {
                Some(f) => (format!("{}\n", lacks(&f.asked_by)), &f.path),
                None => (String::new(), &shown),
            };
            let text = prefix + &report(&sources, shown, &errors, style);
            Err(Failure::new(text.trim_end()))
        }
    }
}

/// `asked_by`: the user's import of a package whose sources, or those that they import, do not compile here.
fn lacks(asked_by: &str) -> String {
    format!("{asked_by} is compiled from GOROOT, and needs what gorun does not have:")
}

/// A function without a body that the program reaches and nobody has: in a package of GOROOT, or one that a
/// `//go:linkname` line of the program's own promised.
fn missing_native(program: &Program, foreign: &[Foreign], shown: &str) -> Option<String> {
    let lost = program
        .natives
        .iter()
        .find(|n| crate::std::native(&n.package, &n.name).is_none())?;
    let (package, name) = (&lost.package, &lost.name);
    if let Some(from) = foreign.iter().find(|f| f.path == **package) {
        return Some(format!(
            "{}\n\t{package}.{name}, which Go writes in assembly or in its runtime",
            lacks(&from.asked_by)
        ));
    }
    let own = crate::std::sources(package).is_some();
    (!own).then(|| format!("# {shown}\n{package}.{name}: relocation target not defined"))
}
