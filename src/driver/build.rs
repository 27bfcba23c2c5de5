//! Checks and compiles loaded packages.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::library::{CONFIG, LibraryBodies};
use super::{Failure, Loaded};
use crate::bytecode::program::Program;
use crate::compile::{CheckedPackage, compile_program};
use crate::source::{ReportStyle, SourceMap, report};
use crate::types::library::{FileScopes, check_declarations};
use crate::types::{Config, Importer, PkgId, Types, check_package};

/// A program ready to run, with the sources that its positions refer to.
pub struct Built {
    pub program: Program,
    pub sources: Arc<SourceMap>,
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
}

/// Packages checked so far; all that a package imports come before it.
struct Done(FxHashMap<String, PkgId>);

impl Importer for Done {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        if path == "unsafe" {
            return Ok(PkgId::UNSAFE);
        }
        self.0
            .get(path)
            .copied()
            .ok_or_else(|| format!("could not import {path}"))
    }
}

/// Type-checks all packages. The first package with errors ends it with their report.
pub fn check(loaded: Loaded, style: ReportStyle) -> Result<Checked, Failure> {
    let Loaded {
        sources,
        packages,
        language,
        incomplete,
    } = loaded;
    let sources = Arc::new(sources);
    let library = LibraryBodies::new(sources.clone());
    let mut types = Types::new();
    let mut done = Done(FxHashMap::default());
    let mut checked = Vec::new();
    let mut shown = String::new();
    for package in packages {
        let path = package.path.as_str();
        let (id, info, scopes, errors) = if package.std {
            check_declarations(
                &mut types,
                &mut done,
                &CONFIG,
                path.into(),
                &package.files,
                &library,
            )
        } else {
            let config = Config {
                version: language.unwrap_or((1, 27)),
                natives: incomplete,
                lint: true,
            };
            let (id, info, errors) =
                check_package(&mut types, &mut done, &config, path.into(), &package.files);
            (id, info, FileScopes::default(), errors)
        };
        let mut diagnostics = package.diagnostics;
        diagnostics.extend(errors);
        if !diagnostics.is_empty() {
            return Err(Failure::new(
                report(&sources, &package.shown, &diagnostics, style).trim_end(),
            ));
        }
        done.0.insert(package.path, id);
        checked.push(CheckedPackage {
            id,
            files: package.files,
            info,
            std: package.std,
            bodies_pending: package.std,
            scopes,
        });
        shown = package.shown;
    }
    let main = checked.last().map_or(PkgId::UNIVERSE, |p| p.id);
    Ok(Checked {
        types,
        packages: checked,
        main,
        sources,
        library,
        shown,
    })
}

/// Compiles a checked program, which must have a `main.main`.
pub fn build(checked: Checked, style: ReportStyle) -> Result<Built, Failure> {
    let Checked {
        mut types,
        packages,
        main,
        sources,
        library,
        shown,
    } = checked;
    if types.package(main).name != "main" {
        return Err(Failure::new(format!(
            "package {shown} is not a main package"
        )));
    }
    let scope = types.package(main).scope;
    if !types.scope(scope).names.contains_key("main") {
        return Err(Failure::new(format!(
            "# {shown}\nruntime.main_main·f: function main is undeclared in the main package"
        )));
    }
    match compile_program(&mut types, &packages, main, &library) {
        Ok(program) => Ok(Built { program, sources }),
        Err(errors) => Err(Failure::new(
            report(&sources, &shown, &errors, style).trim_end(),
        )),
    }
}
