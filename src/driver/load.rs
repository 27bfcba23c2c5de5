//! Parses the main package and all that it imports, directly or not, in dependency order.

use std::sync::Arc;

use gorun_grammar::ast::{self, Decl};
use gorun_grammar::{ParseInput, parse_declarations, parse_file};
use rustc_hash::FxHashMap;

use super::{Failure, Input, go_std::GO_STD};
use crate::source::{Diagnostic, ReportStyle, SourceMap, report};

/// All packages of a program, each after those that it imports; the last is the main one.
#[derive(Debug)]
pub struct Loaded {
    pub sources: SourceMap,
    pub packages: Vec<LoadedPackage>,
    /// The language version that the command line asks of the program's own packages.
    pub language: Option<(u32, u32)>,
    /// Functions of the program may lack a body.
    pub incomplete: bool,
}

#[derive(Debug)]
pub struct LoadedPackage {
    /// The import path; `main` for the program's own.
    pub path: String,
    /// As error reports name it.
    pub shown: String,
    pub files: Vec<ast::File>,
    /// What is wrong with the files, but is no syntax error: types are checked nevertheless.
    pub diagnostics: Vec<Diagnostic>,
    /// One of gorun's own: natives allowed.
    pub std: bool,
}

/// Packages that the runtime needs whether imported or not.
const ALWAYS: &[&str] = &["runtime"];

/// Parses everything. Syntax errors of the main package end it with their report.
pub fn load(input: Input, style: ReportStyle) -> Result<Loaded, Failure> {
    let mut loader = Loader {
        sources: SourceMap::new(),
        packages: Vec::new(),
        state: FxHashMap::default(),
    };
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    let empty = input
        .files
        .iter()
        .find(|f| f.2.trim().is_empty())
        .map(|f| f.0.clone());
    for (shown, path, text) in input.files {
        files.push(loader.parse(shown, path, text.into(), parse_file, &mut diagnostics)?);
    }
    if let Some(shown) = empty {
        let name = shown.strip_prefix("./").unwrap_or(&shown);
        return Err(Failure::new(format!(
            "{name}:1:1: expected 'package', found 'EOF'"
        )));
    }
    if diagnostics.iter().any(Diagnostic::is_syntax_error) {
        return Err(Failure::new(
            report(&loader.sources, &input.package, &diagnostics, style).trim_end(),
        ));
    }
    if let Some(other) = files.iter().find(|f| f.name.name != files[0].name.name) {
        return Err(Failure::new(format!(
            "found packages {} and {} in {}",
            files[0].name.name,
            other.name.name,
            input.dir.display()
        )));
    }
    for path in ALWAYS {
        loader
            .package(path, &mut Vec::new())
            .map_err(Failure::new)?;
    }
    loader.imports_of(&files, &mut Vec::new())?;
    loader.packages.push(LoadedPackage {
        path: "main".into(),
        shown: input.package,
        files,
        diagnostics,
        std: false,
    });
    Ok(Loaded {
        sources: loader.sources,
        packages: loader.packages,
        language: None,
        incomplete: false,
    })
}

struct Loader {
    sources: SourceMap,
    packages: Vec<LoadedPackage>,
    /// Paths seen: `false` while their imports are being loaded.
    state: FxHashMap<String, bool>,
}

/// `parse_file`, or `parse_declarations` for the library's packages.
type Parser = fn(ParseInput<'_>) -> (ast::File, Vec<Diagnostic>);

impl Loader {
    fn parse(
        &mut self,
        shown: String,
        path: std::path::PathBuf,
        text: Arc<str>,
        parser: Parser,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<ast::File, Failure> {
        let id = self
            .sources
            .add(shown, path, text.clone())
            .map_err(Failure::new)?;
        let (file, errors) = parser(ParseInput {
            text: &text,
            base: self.sources.file(id).base,
        });
        diagnostics.extend(errors);
        Ok(file)
    }

    /// Loads what files of the main package import; all that fail are reported, each at its import.
    fn imports_of(&mut self, files: &[ast::File], stack: &mut Vec<String>) -> Result<(), Failure> {
        let mut failed = Vec::new();
        for (path, pos) in imports(files) {
            let loaded = match is_internal(&path) {
                true => Err(format!("use of internal package {path} not allowed")),
                false => self.package(&path, stack),
            };
            if let Err(why) = loaded {
                let place = self.sources.position(pos).map_or(String::new(), |p| {
                    let shown = p.file.shown.strip_prefix("./").unwrap_or(&p.file.shown);
                    format!("{shown}:{}:{}: ", p.line, p.column)
                });
                failed.push(format!("{place}{why}"));
            }
        }
        if failed.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(failed.join("\n")))
        }
    }

    /// Loads a package and before it what it imports.
    fn package(&mut self, path: &str, stack: &mut Vec<String>) -> Result<(), String> {
        match self.state.get(path) {
            Some(true) => return Ok(()),
            Some(false) => {
                return Err(format!(
                    "import cycle not allowed: {} -> {path}",
                    stack.join(" -> ")
                ));
            }
            None => {}
        }
        if path == "unsafe" {
            return Ok(());
        }
        let Some(texts) = crate::std::sources(path) else {
            return Err(missing(path));
        };
        self.state.insert(path.into(), false);
        stack.push(path.into());
        let mut diagnostics = Vec::new();
        let mut files = Vec::new();
        for (name, text) in texts {
            let shown = format!("$GOROOT/src/{path}/{name}");
            let file = self.parse(
                shown.clone(),
                shown.into(),
                (*text).into(),
                parse_declarations,
                &mut diagnostics,
            );
            files.push(file.map_err(|f| f.0)?);
        }
        if !diagnostics.is_empty() {
            return Err(report(
                &self.sources,
                path,
                &diagnostics,
                ReportStyle::default(),
            ));
        }
        for (import, _) in imports(&files) {
            self.package(&import, stack)?;
        }
        stack.pop();
        self.state.insert(path.into(), true);
        self.packages.push(LoadedPackage {
            path: path.into(),
            shown: path.into(),
            files,
            diagnostics,
            std: true,
        });
        Ok(())
    }
}

/// Import paths with the positions of their strings. Malformed ones are left to the checker.
fn imports(files: &[ast::File]) -> Vec<(String, crate::source::Pos)> {
    let specs = files.iter().flat_map(|f| &f.decls).filter_map(|d| match d {
        Decl::Import(specs) => Some(specs),
        _ => None,
    });
    specs
        .flatten()
        .map(|spec| {
            (
                spec.path.text.trim_matches(['"', '`']).to_string(),
                spec.path.pos,
            )
        })
        .filter(|(path, _)| !path.is_empty() && !path.contains(['\\', ' ']))
        .collect()
}

/// For the standard library's own use.
fn is_internal(path: &str) -> bool {
    path.split('/').any(|element| element == "internal")
}

fn missing(path: &str) -> String {
    if GO_STD.contains(&path) {
        let mut here: Vec<&str> = crate::std::known_packages()
            .filter(|p| !is_internal(p))
            .collect();
        here.sort_unstable();
        format!(
            "package {path} is part of Go, but gorun does not have it yet (there are: {})",
            here.join(", ")
        )
    } else if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains('.'))
    {
        format!(
            "no required module provides package {path}: go.mod file not found in current directory or any parent directory; see 'go help modules'"
        )
    } else {
        format!("package {path} is not in std")
    }
}

/// Whether a file's name suits this system: `x_linux.go`, `x_amd64.go`, `x_windows_arm64.go`.
pub fn file_name_fits(name: &str) -> bool {
    const SYSTEMS: &[&str] = &[
        "aix",
        "android",
        "darwin",
        "dragonfly",
        "freebsd",
        "illumos",
        "ios",
        "js",
        "linux",
        "netbsd",
        "openbsd",
        "plan9",
        "solaris",
        "wasip1",
        "windows",
    ];
    const MACHINES: &[&str] = &[
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
        "ppc64le", "riscv64", "s390x", "wasm",
    ];
    let mut parts: Vec<&str> = name.trim_end_matches(".go").split('_').skip(1).collect();
    if let Some(last) = parts.last()
        && MACHINES.contains(last)
    {
        if *last != machine() {
            return false;
        }
        parts.pop();
    }
    match parts.last() {
        Some(last) if SYSTEMS.contains(last) => *last == "linux",
        _ => true,
    }
}

fn machine() -> &'static str {
    if cfg!(target_arch = "aarch64") {
        "arm64"
    } else {
        "amd64"
    }
}

/// Whether the `//go:build` line above the package clause, if there is one, holds here.
pub fn build_constraint_fits(text: &str) -> bool {
    let header = text.lines().take_while(|l| !l.starts_with("package "));
    match header
        .filter_map(|l| l.trim().strip_prefix("//go:build "))
        .next()
    {
        Some(expression) => Constraint {
            rest: expression.trim(),
        }
        .or(),
        None => true,
    }
}

/// A recursive-descent reader of `linux && (amd64 || !cgo)`.
struct Constraint<'a> {
    rest: &'a str,
}

impl Constraint<'_> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
    fn or(&mut self) -> bool {
        let mut value = self.and();
        while self.eat("||") {
            value |= self.and();
        }
        value
    }
    fn and(&mut self) -> bool {
        let mut value = self.not();
        while self.eat("&&") {
            value &= self.not();
        }
        value
    }
    fn not(&mut self) -> bool {
        if self.eat("!") {
            return !self.not();
        }
        if self.eat("(") {
            let value = self.or();
            self.eat(")");
            return value;
        }
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        tag_holds(tag)
    }
}

fn tag_holds(tag: &str) -> bool {
    match tag {
        "linux" | "unix" | "gc" | "gorun" => true,
        _ => {
            tag == machine()
                || tag
                    .strip_prefix("go1.")
                    .and_then(|minor| minor.parse::<u32>().ok())
                    .is_some_and(|m| m <= 27)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints() {
        assert!(build_constraint_fits(
            "//go:build linux && (!windows || go1.99)\npackage p"
        ));
        assert!(!build_constraint_fits("//go:build ignore\n\npackage p"));
        assert!(build_constraint_fits("package p\n//go:build ignore"));
        assert!(
            file_name_fits("a_linux.go")
                && !file_name_fits("a_windows.go")
                && file_name_fits("linux.go")
        );
    }
}
