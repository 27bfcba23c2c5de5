//! The checker on real code: Go's own standard library, from an installed Go. For developers:
//!
//!     GORUN_PKGS="fmt net/http" cargo test --test goroot packages -- --ignored --nocapture
//!     GORUN_FILES="a.go b.go" cargo test --test goroot files -- --ignored --nocapture
//!
//! Packages must check without a diagnostic; of files the diagnostics are printed, to compare them with gc's.

use std::collections::HashMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;

use gorun::source::{ReportStyle, SourceMap, report};
use gorun::types::{Config, Importer, PkgId, Types, check_package};
use gorun_grammar::ast::{Decl, File};
use gorun_grammar::{Diagnostic, ParseInput, parse_file};

struct Loader {
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
        self.0
            .get(path)
            .copied()
            .ok_or_else(|| format!("could not import {path}"))
    }
}

impl Loader {
    fn new() -> Loader {
        Loader {
            sources: SourceMap::new(),
            types: Types::new(),
            done: HashMap::new(),
            failures: 0,
        }
    }

    fn parse(&mut self, path: PathBuf, diagnostics: &mut Vec<Diagnostic>) -> Option<File> {
        let text = fs::read_to_string(&path).ok()?;
        let id = self
            .sources
            .add(path.display().to_string(), path, text.as_str().into())
            .unwrap();
        let base = self.sources.file(id).base;
        let (file, errors) = parse_file(ParseInput { text: &text, base });
        diagnostics.extend(errors);
        Some(file)
    }

    /// Checks what the files import.
    fn import_all(&mut self, files: &[File]) {
        let mut paths = Vec::new();
        for decl in files.iter().flat_map(|f| &f.decls) {
            let Decl::Import(specs) = decl else { continue };
            paths.extend(
                specs
                    .iter()
                    .map(|s| s.path.text.trim_matches(['"', '`']).to_string()),
            );
        }
        paths.retain(|p| !self.done.contains_key(p) && p != "unsafe" && p != "C" && !p.is_empty());
        self.packages(&paths);
    }

    /// Checks packages and before them all that they import.
    fn packages(&mut self, paths: &[String]) {
        if paths.is_empty() {
            return;
        }
        let go = std::env::var("GORUN_GO").unwrap_or_else(|_| "go".into());
        let out = Command::new(go)
            .env("CGO_ENABLED", "0")
            .args(["list", "-e", "-deps", "-f", "{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles \" \"}}\t{{range $k, $v := .ImportMap}}{{$k}}={{$v}} {{end}}"])
            .args(paths)
            .output()
            .expect("no go: set GORUN_GO");
        for line in String::from_utf8_lossy(&out.stdout).lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let &[path, dir, files, map] = parts.as_slice() else {
                continue;
            };
            if path == "unsafe" || self.done.contains_key(path) {
                continue;
            }
            for entry in map.split_whitespace() {
                if let Some((from, to)) = entry.split_once('=')
                    && let Some(&id) = self.done.get(to)
                {
                    self.done.insert(from.to_string(), id);
                }
            }
            self.package(path, dir, files);
        }
    }

    fn package(&mut self, path: &str, dir: &str, names: &str) {
        let mut diagnostics = Vec::new();
        let files: Vec<File> = names
            .split_whitespace()
            .filter_map(|n| self.parse(PathBuf::from(dir).join(n), &mut diagnostics))
            .collect();
        let started = std::time::Instant::now();
        let config = Config {
            version: (1, 27),
            natives: true,
            lint: true,
        };
        let (id, _, errors) = check_package(
            &mut self.types,
            &mut Done(&self.done),
            &config,
            path.into(),
            &files,
        );
        self.done.insert(path.to_string(), id);
        diagnostics.extend(errors);
        if !diagnostics.is_empty() || std::env::var_os("GORUN_VERBOSE").is_some() {
            eprintln!(
                "{path}: {} diagnostics, {:?}",
                diagnostics.len(),
                started.elapsed()
            );
        }
        if !diagnostics.is_empty() {
            self.failures += 1;
            self.print(path, &diagnostics);
        }
    }

    /// Checks one file and prints what is wrong with it. Its first line may say `// -lang=go1.N`.
    fn file(&mut self, path: &str) {
        let mut diagnostics = Vec::new();
        let files: Vec<File> = self
            .parse(path.into(), &mut diagnostics)
            .into_iter()
            .collect();
        if diagnostics.is_empty() {
            self.import_all(&files);
            let text = fs::read_to_string(path).unwrap_or_default();
            let lang = text.lines().next().and_then(|l| l.split_once("-lang=go1."));
            let minor =
                lang.and_then(|(_, v)| v.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok());
            let config = Config {
                version: (1, minor.unwrap_or(27)),
                natives: false,
                lint: true,
            };
            let mut done = Done(&self.done);
            let (_, _, errors) =
                check_package(&mut self.types, &mut done, &config, "main".into(), &files);
            diagnostics = errors;
        }
        self.print(path, &diagnostics);
    }

    fn print(&self, shown: &str, diagnostics: &[Diagnostic]) {
        let limit = std::env::var("GORUN_LIMIT")
            .ok()
            .and_then(|l| l.parse().ok())
            .unwrap_or(10);
        print!(
            "{}",
            report(
                &self.sources,
                shown,
                diagnostics,
                ReportStyle {
                    limit,
                    ..ReportStyle::default()
                }
            )
        );
    }
}

/// The front end recurses over syntax.
fn on_deep_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new()
        .stack_size(1 << 30)
        .spawn(work)
        .unwrap();
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

#[test]
#[ignore = "needs an installed Go"]
fn packages() {
    on_deep_stack(|| {
        let mut loader = Loader::new();
        let paths = std::env::var("GORUN_PKGS").unwrap_or("fmt".into());
        let paths: Vec<String> = paths.split_whitespace().map(String::from).collect();
        loader.packages(&paths);
        assert_eq!(loader.failures, 0);
    });
}

#[test]
#[ignore = "needs an installed Go"]
fn files() {
    on_deep_stack(|| {
        let mut loader = Loader::new();
        let list = std::env::var("GORUN_FILES").unwrap_or_default();
        let list = list
            .strip_prefix('@')
            .map_or(list.clone(), |path| fs::read_to_string(path).unwrap());
        for path in list.split_whitespace() {
            // A file that the checker cannot bear is named; the others go on.
            let work = AssertUnwindSafe(|| loader.file(path));
            if catch_unwind(work).is_err() {
                println!("# {path}\n{path}:1:1: PANIC");
            }
        }
    });
}
