//! Errors at their lines: each `tests/check/**/X.go` is a package of its own whose lines in error say so in a
//! comment, `// ERROR "regexp"` (several regexps: several errors), matched against the message without its
//! position. All errors must be announced, and all announced errors reported.
//! A comment `// ERROR@12 "regexp"` speaks of column 12 of its line.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use gorun::source::{SourceMap, resolve_places};
use gorun::types::codes::Code;
use gorun::types::{Config, Importer, PkgId, Types, check_package};
use gorun_grammar::ast::{Decl, File};
use gorun_grammar::{Diagnostic, ParseInput, parse_file};
use regex::Regex;

struct Done<'a>(&'a HashMap<String, PkgId>);

impl Importer for Done<'_> {
    fn import(&mut self, _: &mut Types, path: &str) -> Result<PkgId, String> {
        if path == "unsafe" {
            return Ok(PkgId::UNSAFE);
        }
        self.0
            .get(path)
            .copied()
            .ok_or_else(|| format!("package {path} is not in std"))
    }
}

#[derive(Default)]
struct Loader {
    sources: SourceMap,
    types: Types,
    done: HashMap<String, PkgId>,
}

impl Loader {
    fn parse(&mut self, path: PathBuf, text: &str) -> (File, Vec<Diagnostic>) {
        let id = self
            .sources
            .add(path.display().to_string(), path, text.into())
            .unwrap();
        parse_file(ParseInput {
            text,
            base: self.sources.file(id).base,
        })
    }

    /// Checks gorun's own packages that the file imports.
    fn import(&mut self, files: &[File]) {
        let specs = files.iter().flat_map(|f| &f.decls).filter_map(|d| match d {
            Decl::Import(specs) => Some(specs),
            _ => None,
        });
        for spec in specs.flatten() {
            let path = spec.path.text.trim_matches(['"', '`']).to_string();
            let Some(texts) = gorun::std::sources(&path) else {
                continue;
            };
            if self.done.contains_key(&path) {
                continue;
            }
            // Packages that have halves are checked whole.
            let halves = gorun::std::HALVES.iter().filter(|half| half.of == path);
            let texts: Vec<_> = texts
                .iter()
                .chain(halves.flat_map(|half| half.with))
                .collect();
            let files: Vec<File> = texts
                .iter()
                .map(|(name, text)| self.parse(format!("{path}/{name}").into(), &text.read()).0)
                .collect();
            self.import(&files);
            let config = Config {
                version: (1, 27),
                natives: true,
                lint: false,
                parsed_soundly: true,
                as_written: false,
            };
            let (id, _, errors) = check_package(
                &mut self.types,
                &mut Done(&self.done),
                &config,
                path.as_str().into(),
                &files,
            );
            assert!(errors.is_empty(), "package {path}: {errors:?}");
            self.done.insert(path, id);
        }
    }
}

/// What line comments announce: line, column if given, regexp.
fn expected(text: &str) -> Vec<(usize, Option<usize>, Regex)> {
    let comment = Regex::new(r#"// ERROR(?:@(\d+))? (.*)$"#).unwrap();
    let quoted = Regex::new(r#""((?:[^"\\]|\\.)*)"|`([^`]*)`"#).unwrap();
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let Some(found) = comment.captures(line) else {
            continue;
        };
        let column = found.get(1).map(|c| c.as_str().parse().unwrap());
        for q in quoted.captures_iter(&found[2]) {
            let rx = q
                .get(1)
                .map_or_else(|| q[2].to_string(), |m| m.as_str().replace("\\\"", "\""));
            out.push((i + 1, column, Regex::new(&rx).unwrap()));
        }
    }
    out
}

/// The text without what stands behind directives, which would be a part of them.
fn without_marks(text: &str) -> String {
    let bare = |line: &str| match line.trim_start().starts_with("//go:") {
        true => line.split(" // ERROR").next().unwrap_or(line).to_string(),
        false => line.to_string(),
    };
    text.lines().map(|line| bare(line) + "\n").collect()
}

/// `codes`: the kinds of errors met so far.
fn check(path: PathBuf, codes: &mut BTreeSet<&'static str>) -> Result<(), String> {
    let text = fs::read_to_string(&path).unwrap();
    let mut loader = Loader::default();
    let (file, mut diagnostics) = loader.parse(path.clone(), &without_marks(&text));
    if !diagnostics.iter().any(Diagnostic::leaves_types_unchecked) {
        let files = [file];
        loader.import(&files);
        let config = Config {
            version: (1, 27),
            natives: false,
            lint: true,
            parsed_soundly: diagnostics.is_empty(),
            as_written: false,
        };
        let mut done = Done(&loader.done);
        let errors = check_package(&mut loader.types, &mut done, &config, "p".into(), &files).2;
        diagnostics.extend(errors);
    }
    codes.extend(diagnostics.iter().filter_map(|d| d.code));
    let place = |pos| match loader.sources.position(pos) {
        Some(p) => format!("{}:{}", p.line, p.column),
        None => "-".to_string(),
    };
    // The same message twice at one line counts once, as in reports.
    let mut got: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for d in &diagnostics {
        let position = loader
            .sources
            .position(d.pos)
            .expect("an error has a place");
        got.entry((position.line, resolve_places(&d.message, place)))
            .or_insert(position.column);
    }
    let mut problems = String::new();
    for (line, column, rx) in expected(&text) {
        let found = got
            .iter()
            .find(|((l, message), c)| {
                *l == line && column.is_none_or(|want| want == **c) && rx.is_match(message)
            })
            .map(|(key, _)| key.clone());
        match found {
            Some(key) => {
                got.remove(&key);
            }
            None => problems.push_str(&format!("  line {line}: no error like {rx}\n")),
        }
    }
    for ((line, message), column) in got {
        problems.push_str(&format!("  {line}:{column}: unexpected: {message}\n"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(format!("{}:\n{problems}", path.display()))
    }
}

#[test]
fn programs() {
    let only = std::env::var("GORUN_TEST").unwrap_or_default();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")];
    let mut paths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "go")
                && entry.to_string_lossy().contains(&only)
            {
                paths.push(entry);
            }
        }
    }
    paths.sort();
    let whole = only.is_empty();
    let thread = std::thread::Builder::new()
        .stack_size(1 << 30)
        .spawn(move || {
            let mut codes = BTreeSet::new();
            let mut failures: Vec<String> = paths
                .into_iter()
                .filter_map(|p| check(p, &mut codes).err())
                .collect();
            if whole {
                failures.extend(unprovoked(&codes));
            }
            assert!(failures.is_empty(), "\n{}", failures.join("\n"));
        });
    if let Err(panic) = thread.unwrap().join() {
        std::panic::resume_unwind(panic);
    }
}

/// Every kind of error has a program here that provokes it, but those that are said to remain unseen.
fn unprovoked(codes: &BTreeSet<&'static str>) -> Vec<String> {
    Code::ALL
        .iter()
        .filter(|(code, example)| example.starts_with("unseen:") == codes.contains(code.name()))
        .map(|(code, example)| match codes.contains(code.name()) {
            true => format!(
                "{}: provoked, but its example says {example:?}",
                code.name()
            ),
            false => format!("{}: no program provokes it ({example})", code.name()),
        })
        .collect()
}
