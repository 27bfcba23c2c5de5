//! The real compiler, asked directly (`go tool compile`): what it says of a package of a few files. A call takes
//! some 20 milliseconds, where `go build` takes half a second.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::oracle;

/// The compiler with the export data of the packages that will be imported.
pub struct Gc {
    compiler: PathBuf,
    folder: PathBuf,
}

impl Gc {
    /// `sources`: all files that will be asked about; what they import is built now.
    pub fn new(sources: &[PathBuf]) -> Gc {
        let go = oracle::go();
        let folder = std::env::temp_dir().join(format!("gorun-gc-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let library = oracle::goroot().join("src");
        let imports: BTreeSet<String> = sources
            .iter()
            .flat_map(|path| imports(&fs::read_to_string(path).unwrap_or_default()))
            .filter(|path| {
                path != "C" && path != "unsafe" && !path.is_empty() && library.join(path).is_dir()
            })
            .collect();
        let list = |paths: &[&str]| {
            let out = Command::new(&go)
                .args(["list", "-e", "-export", "-deps", "-f"])
                .arg("{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}")
                .args(paths)
                .env("CGO_ENABLED", "0")
                .output()
                .unwrap();
            let lines = String::from_utf8_lossy(&out.stdout).into_owned();
            out.status.success().then_some(lines)
        };
        let mut paths: Vec<&str> = imports.iter().map(String::as_str).collect();
        paths.push("fmt");
        // One that cannot be built (nobody but Go's own tools imports such) keeps the command from answering for the others.
        let found = list(&paths).unwrap_or_else(|| {
            let lines = paths.iter().filter_map(|path| list(&[path]));
            let lines: BTreeSet<String> = lines
                .flat_map(|l| l.lines().map(String::from).collect::<Vec<_>>())
                .collect();
            lines.into_iter().map(|line| line + "\n").collect()
        });
        fs::write(folder.join("importcfg"), found).unwrap();
        // What `//go:embed x.go` finds.
        let embed = r#"{"Patterns":{"x.go":["x.go"]},"Files":{"x.go":"x.go"}}"#;
        fs::write(folder.join("embedcfg"), embed).unwrap();
        let compiler = tool(&go, "compile");
        Gc { compiler, folder }
    }

    /// The compiler with what it needs to find imports; flags and files are to follow.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.compiler);
        command
            .args(["-e", "-c=1", "-importcfg"])
            .arg(self.folder.join("importcfg"))
            .arg("-embedcfg")
            .arg(self.folder.join("embedcfg"))
            .arg("-o")
            .arg(self.scratch("o"));
        command
    }

    /// A file for this thread's use.
    pub fn scratch(&self, ending: &str) -> PathBuf {
        let thread = format!("{:?}.{ending}", std::thread::current().id());
        self.folder.join(thread)
    }

    /// Whether the compiler accepts the files (of one folder), and what it prints.
    pub fn compile(&self, files: &[PathBuf], flags: &[String]) -> (bool, String) {
        let mut command = self.command();
        let text = fs::read_to_string(&files[0]).unwrap_or_default();
        // As the go command names packages of files.
        let path = match text.lines().any(|l| l.starts_with("package main")) {
            true => "-p=main",
            false => "-p=command-line-arguments",
        };
        command
            .args([path, "-complete"])
            .args(flags)
            .args(files.iter().map(|f| f.file_name().unwrap()))
            .current_dir(files[0].parent().unwrap());
        let out = crate::process::run(&mut command, Duration::from_secs(30));
        (out.code == Some(0), out.stdout + &out.stderr)
    }
}

impl Drop for Gc {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// One of the programs behind `go tool`, called without `go` in between so that it can be killed.
fn tool(go: &Path, name: &str) -> PathBuf {
    let out = Command::new(go)
        .args(["env", "GOTOOLDIR"])
        .output()
        .unwrap();
    Path::new(String::from_utf8_lossy(&out.stdout).trim()).join(name)
}

/// Strings in import declarations; text that is no Go may give too many.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in text.lines().map(str::trim_start) {
        let here = line.starts_with("import");
        inside = (inside && !line.starts_with(')')) || (here && line.contains('('));
        if (here || inside)
            && let Some(path) = line.split('"').nth(1)
        {
            found.push(path.to_string());
        }
    }
    found
}
