//! The checker on real code: Go's own standard library, from an installed Go. For developers:
//!
//!     GORUN_PKGS="fmt net/http" cargo test --test goroot packages -- --ignored --nocapture
//!     GORUN_FILES="a.go b.go" cargo test --test goroot files -- --ignored --nocapture
//!
//! Packages must check without a diagnostic; of files the diagnostics are printed, to compare them with gc's.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use gorun::driver::{build_constraint_fits, file_name_fits, on_deep_stack};
use gorun::source::{ReportStyle, SourceMap, report};
use gorun::types::{Config, Importer, PkgId, Types, check_package};
use gorun_grammar::ast::{Decl, File};
use gorun_grammar::{Diagnostic, ParseInput, parse_file};

struct Loader {
    goroot: PathBuf,
    sources: SourceMap,
    types: Types,
    done: HashMap<String, PkgId>,
    failures: usize,
}

struct Done<'a>(&'a HashMap<String, PkgId>);

impl Importer for Done<'_> {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        if path == "unsafe" {
            return Ok(PkgId::UNSAFE);
        }
        self.0.get(path).copied().ok_or_else(|| format!("could not import {path}"))
    }
}

impl Loader {
    fn new() -> Loader {
        let go = std::env::var("GORUN_GO").unwrap_or_else(|_| "go".into());
        let out = Command::new(go).args(["env", "GOROOT"]).output().expect("no go: set GORUN_GO");
        Loader {
            goroot: String::from_utf8_lossy(&out.stdout).trim().into(),
            sources: SourceMap::new(),
            types: Types::new(),
            done: HashMap::new(),
            failures: 0,
        }
    }

    fn parse(&mut self, path: PathBuf, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
        let text = fs::read_to_string(&path).ok()?;
        let id = self.sources.add(path.display().to_string(), path, text.as_str().into()).unwrap();
        let base = self.sources.file(id).base;
        let (file, errors) = parse_file(ParseInput { text: &text, base });
        diagnostics.extend(errors);
        Some(file)
    }

    fn dir_of(&self, path: &str) -> Option<PathBuf> {
        let src = self.goroot.join("src");
        [src.join(path), src.join("vendor").join(path), src.join("cmd/vendor").join(path)]
            .into_iter()
            .find(|d| d.is_dir())
    }

    fn import_all(&mut self, files: &[File]) {
        for file in files {
            for decl in &file.decls {
                let Decl::Import(specs) = decl else { continue };
                for spec in specs {
                    let path = spec.path.text.trim_matches(['"', '`']).to_string();
                    self.package(&path);
                }
            }
        }
    }

    fn package(&mut self, path: &str) {
        if path == "unsafe" || path == "C" || self.done.contains_key(path) {
            return;
        }
        let Some(dir) = self.dir_of(path) else { return };
        let mut names: Vec<_> = fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name()).collect();
        names.sort();
        let mut diagnostics = Vec::new();
        let mut files = Vec::new();
        for name in names {
            let name = name.to_string_lossy().into_owned();
            if !name.ends_with(".go") || name.ends_with("_test.go") || !file_name_fits(&name) {
                continue;
            }
            let text = fs::read_to_string(dir.join(&name)).unwrap_or_default();
            if !build_constraint_fits(&text) || text.contains("import \"C\"") {
                continue;
            }
            files.extend(self.parse(dir.join(&name), &mut diagnostics));
        }
        self.import_all(&files);
        let started = std::time::Instant::now();
        let config = Config { version: (1, 27), natives: true, lint: true };
        let (id, _, errors) =
            check_package(&mut self.types, &mut Done(&self.done), &config, path.into(), &files);
        self.done.insert(path.to_string(), id);
        diagnostics.extend(errors);
        eprintln!("{path}: {} diagnostics, {:?}", diagnostics.len(), started.elapsed());
        if !diagnostics.is_empty() {
            self.failures += 1;
            self.print(path, &diagnostics);
        }
    }

    fn print(&self, shown: &str, diagnostics: &[Diagnostic]) {
        let limit = std::env::var("GORUN_LIMIT").ok().and_then(|l| l.parse().ok()).unwrap_or(10);
        print!("{}", report(&self.sources, shown, diagnostics, ReportStyle { limit, ..ReportStyle::default() }));
    }
}

#[test]
#[ignore = "needs an installed Go"]
fn packages() {
    on_deep_stack(|| {
        let mut loader = Loader::new();
        for path in std::env::var("GORUN_PKGS").unwrap_or("fmt".into()).split_whitespace() {
            loader.package(path);
        }
        assert_eq!(loader.failures, 0);
    });
}

#[test]
#[ignore = "needs an installed Go"]
fn files() {
    on_deep_stack(|| {
        let mut loader = Loader::new();
        for path in std::env::var("GORUN_FILES").unwrap_or_default().split_whitespace() {
            let mut diagnostics = Vec::new();
            let files: Vec<File> = loader.parse(path.into(), &mut diagnostics).into_iter().collect();
            if diagnostics.is_empty() {
                loader.import_all(&files);
                let config = Config { version: (1, 27), natives: false, lint: true };
                let mut done = Done(&loader.done);
                let (_, _, errors) = check_package(&mut loader.types, &mut done, &config, "main".into(), &files);
                diagnostics = errors;
            }
            loader.print(path, &diagnostics);
        }
    });
}
