//! Go's own test programs (Debian's golang-1.19-src): which there are, and what each asks for. The first line
//! of a program is its recipe, `// errorcheck -lang=go1.17`; test/run.go of Go says what recipes mean.
//! Shared by tests/go_suite.rs and xtask.

#![allow(dead_code)]

mod errors;
mod folder;
mod gorun;
mod judge;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[allow(unused_imports)] // Not every test runner judges.
pub use gorun::Gorun;
#[allow(unused_imports)]
pub use judge::{Subject, passes};

pub const SUITE: &str = "/usr/share/go-1.19/test";

/// The folders that the test runs; `fixedbugs` is measured by `xtask gosuite fixedbugs`.
pub const FOLDERS: &[&str] = &["", "chan", "ken", "interface", "typeparam"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Run,
    /// What the program prints is a program, which is run.
    RunOutput,
    /// The folder beside the program holds packages, the last of which is run.
    RunDir,
    /// The folder beside the program is one package.
    BuildRunDir,
    BuildDir,
    Compile,
    CompileDir,
    ErrorCheck,
    ErrorCheckDir,
    /// What the program prints is a program, which is checked.
    ErrorCheckOutput,
}

/// Programs whose failures are listed together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Run,
    RunMany,
    Compile,
    ErrorCheck,
}

impl Group {
    pub const ALL: &'static [Group] = &[
        Group::Run,
        Group::RunMany,
        Group::Compile,
        Group::ErrorCheck,
    ];

    /// The list of the group's known failures in tests/go_suite.
    pub fn list(self) -> &'static str {
        match self {
            Group::Run => "known_failures.txt",
            Group::RunMany => "known_failures_rundir.txt",
            Group::Compile => "known_failures_compile.txt",
            Group::ErrorCheck => "known_failures_errorcheck.txt",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Program {
    /// Below `SUITE`.
    pub path: String,
    pub action: Action,
    /// The compiler must refuse it.
    pub want_error: bool,
    /// Each file of the folder is a package of its own.
    pub single_files: bool,
    /// Flags for the compiler that gorun knows too.
    pub flags: Vec<String>,
    pub args: Vec<String>,
    /// Why it says nothing about gorun.
    pub skip: Option<String>,
}

impl Program {
    pub fn file(&self) -> PathBuf {
        Path::new(SUITE).join(&self.path)
    }

    /// The folder of packages beside the program.
    pub fn folder(&self) -> PathBuf {
        self.file().with_extension("dir")
    }

    pub fn group(&self) -> Group {
        match self.action {
            Action::Run => Group::Run,
            Action::RunOutput | Action::RunDir | Action::BuildRunDir => Group::RunMany,
            Action::Compile | Action::CompileDir | Action::BuildDir => Group::Compile,
            Action::ErrorCheck | Action::ErrorCheckDir | Action::ErrorCheckOutput => {
                Group::ErrorCheck
            }
        }
    }
}

/// All programs with a recipe, by path.
pub fn programs(folders: &[&str]) -> Vec<Program> {
    let mut found = BTreeMap::new();
    for folder in folders {
        let Ok(entries) = fs::read_dir(Path::new(SUITE).join(folder)) else {
            continue;
        };
        for path in entries.map(|e| e.unwrap().path()) {
            if path.extension().is_some_and(|e| e == "go") {
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                let name = path.strip_prefix(SUITE).unwrap().to_string_lossy();
                if let Some(program) = recipe(&name, &text) {
                    found.insert(program.path.clone(), program);
                }
            }
        }
    }
    found.into_values().collect()
}

fn recipe(path: &str, text: &str) -> Option<Program> {
    let line = text.lines().find(|l| {
        !l.trim().is_empty() && !l.starts_with("//go:build") && !l.starts_with("// +build")
    })?;
    let words = words(line.trim().strip_prefix("//")?);
    let (action, want_error) = match words.first()?.as_str() {
        "run" | "buildrun" => (Action::Run, false),
        "runoutput" => (Action::RunOutput, false),
        "rundir" | "runindir" => (Action::RunDir, false),
        "buildrundir" => (Action::BuildRunDir, false),
        "builddir" => (Action::BuildDir, false),
        "compile" | "build" => (Action::Compile, false),
        "compiledir" => (Action::CompileDir, false),
        "errorcheck" | "errorcheckwithauto" => (Action::ErrorCheck, true),
        "errorcheckdir" => (Action::ErrorCheckDir, true),
        "errorcheckandrundir" => (Action::ErrorCheckDir, false),
        "errorcheckoutput" => (Action::ErrorCheckOutput, true),
        _ => return None,
    };
    let mut program = Program {
        path: path.to_string(),
        action,
        want_error,
        single_files: false,
        flags: Vec::new(),
        args: Vec::new(),
        skip: None,
    };
    let mut rest = words.into_iter().skip(1).peekable();
    while let Some(flag) = rest.next_if(|w| w.starts_with('-')) {
        match flag.as_str() {
            "-0" => program.want_error = false,
            "-1" => program.want_error = true,
            "-s" => program.single_files = true,
            "-t" => drop(rest.next()),
            "-gcflags" => drop(rest.next()),
            "-ldflags" => break,
            "-goexperiment" => {
                program.skip = Some(format!("-goexperiment {}", rest.next()?));
            }
            _ if flag.starts_with("-lang=") => program.flags.push(flag),
            _ if about_generated_code(&flag) => {}
            _ => program.skip = Some(format!("{flag}: gc's own analyses")),
        }
    }
    program.args = rest.collect();
    if program.action == Action::BuildRunDir || program.action == Action::BuildDir {
        let files = fs::read_dir(program.folder()).into_iter().flatten();
        let assembly = |e: fs::DirEntry| e.path().extension().is_some_and(|e| e == "s");
        if files.flatten().any(assembly) {
            program.skip = Some("assembly".into());
        }
    }
    Some(program)
}

/// Flags that change what code gc makes, and nothing that a program can tell.
fn about_generated_code(flag: &str) -> bool {
    let exact = [
        "-d=panic",
        "-d=checkptr",
        "-d=ssa/check/on",
        "-d=libfuzzer",
        "-N",
        "-l",
        "-l=4",
        "-c=2",
        "-c=1",
        "-c=4",
        "-p=p",
        "-p=main",
        "-complete",
    ];
    exact.contains(&flag) || flag.starts_with("-gcflags=") || flag.starts_with("-ldflags=")
}

/// Splits at blanks; quotes keep words together.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut quote = None;
    let mut inside = false;
    for c in text.chars() {
        match quote {
            Some(q) if c == q => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c.is_whitespace() => {
                inside = false;
                continue;
            }
            _ => {
                if !inside {
                    out.push(String::new());
                }
                out.last_mut().unwrap().push(c);
            }
        }
        if !inside && quote.is_some() {
            out.push(String::new());
        }
        inside = true;
    }
    out
}
