//! What the command line names: files, a directory, a package path, standard input.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::Failure;
use super::folder::{self, Folder, SourceText, TestFile};
use super::go_version::{CURRENT, GoVersion};
use super::link_flags::NOTED;
use super::main_modules::directory_of_module;
use super::modules::{Modules, go_flag};
use super::patterns::{self, Matched};
use super::shown::{absolute, error_text};
use super::tags::Tags;
use crate::types::quote;

/// The packages that a command is about, and the modules around them.
#[derive(Clone, Debug)]
pub struct Input {
    pub modules: Modules,
    pub tags: Tags,
    pub roots: Vec<Root>,
    /// The one package is to be run: it has to be a main package.
    pub to_run: bool,
    /// `-lang`: the language version of the main module's packages.
    pub lang: Option<GoVersion>,
    /// Functions may lack a body.
    pub incomplete: bool,
    /// Take all of the library from GOROOT, gorun's own part too.
    pub only_goroot: bool,
    /// Check on although gorun's library lacks packages, to list at once all that it lacks.
    pub keep_going: bool,
    /// The program is the test of a package.
    pub testing: Option<Testing>,
}

impl Input {
    /// The import paths of the packages that the command line names.
    pub fn named(&self) -> Vec<String> {
        self.roots.iter().map(|r| r.path().to_string()).collect()
    }
}

impl Root {
    /// The import path.
    fn path(&self) -> &str {
        match self {
            Root::Path(path)
            | Root::Own(path)
            | Root::Folder { path, .. }
            | Root::TestMain { path, .. } => path,
            Root::Files { .. } => "command-line-arguments",
        }
    }
}

/// The package under test.
#[derive(Clone, Debug)]
pub struct Testing {
    pub path: String,
    /// Test files are part of it.
    pub changed: bool,
}

impl Testing {
    /// The package of the tests outside of it.
    pub fn outer(&self) -> String {
        format!("{}_test", self.path)
    }

    /// How reports name a package.
    pub fn shown(&self, path: &str) -> String {
        match path == self.path && self.changed || path == self.outer() {
            true => format!("{path} [{}.test]", self.path),
            false => path.to_string(),
        }
    }
}

#[derive(Clone, Debug)]
pub enum Root {
    /// An import path.
    Path(String),
    /// A package of gorun's own that no program can import.
    Own(String),
    /// A directory that has been read.
    Folder {
        path: String,
        go: GoVersion,
        folder: Folder,
    },
    /// Files named one by one: they belong to no module, so their language is the newest.
    Files { folder: Folder },
    /// The main function of a package's tests.
    TestMain { path: String, folder: Folder },
}

/// Flags that say which files and which language.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// `-tags a,b`.
    pub tags: Option<String>,
    /// `-lang=go1.N`.
    pub lang: Option<String>,
    /// `-mod=vendor`.
    pub modules: Option<String>,
    /// `-race`.
    pub race: bool,
    /// `-ldflags`.
    pub ldflags: Option<String>,
    /// Flags that change nothing, as `name=value`.
    pub noted: Vec<String>,
}

impl Selection {
    /// The module around the directory.
    pub(super) fn modules_around(&self, dir: &Path) -> Result<Modules, Failure> {
        Modules::around(dir, self.modules.as_deref())
    }

    /// The module around the directory; where it stands in none, the current directory's.
    pub(super) fn modules_for(&self, dir: &Path) -> Result<Modules, Failure> {
        let modules = self.modules_around(dir)?;
        match modules.any() {
            true => Ok(modules),
            false => self.modules_around(&current_dir()),
        }
    }

    /// What the linker's flags ask for, if there are some.
    pub fn linker(&self) -> Option<String> {
        self.ldflags.clone().or_else(|| go_flag("ldflags"))
    }

    /// What programs may read of the flags of their build: names and values.
    pub fn settings(&self) -> BTreeMap<String, String> {
        let of_go = NOTED.iter().filter_map(|n| Some((*n, go_flag(n)?)));
        let named = self.noted.iter().filter_map(|n| n.split_once('='));
        let named = named.map(|(name, value)| (name, value.to_string()));
        let all = of_go.chain(named);
        all.map(|(name, value)| (format!("-{name}"), value))
            .collect()
    }

    fn tags(&self) -> Tags {
        let list = self.tags.clone().or_else(|| go_flag("tags"));
        let extra = super::link_flags::tags(list.as_deref().unwrap_or_default());
        Tags {
            extra: extra
                .unwrap_or_default()
                .into_iter()
                .chain(self.race.then(|| "race".to_string()))
                .collect(),
            ..Tags::default()
        }
    }

    fn lang(&self) -> Result<Option<GoVersion>, Failure> {
        let Some(text) = &self.lang else {
            return Ok(None);
        };
        let version = text
            .strip_prefix("go")
            .filter(|v| super::go_version::is_go_version(v))
            .and_then(super::go_version::language_version);
        match version {
            Some(v) if v <= CURRENT => Ok(Some(v)),
            Some(_) => Err(Failure::new(format!(
                "invalid value {} for -lang: max known version is \"go1.{}\"",
                quote(text),
                CURRENT.1
            ))),
            None => Err(Failure::new(format!(
                "invalid value {text} for -lang: should be something like \"go1.12\"",
                text = quote(text)
            ))),
        }
    }
}

/// What `gorun run` is given: Go files; or a directory; or a script with any name; or `-`; or a package path.
pub fn read_program(words: &[String], selection: &Selection) -> Result<Input, Failure> {
    if let Some(test) = words.iter().find(|w| w.ends_with("_test.go")) {
        return Err(Failure::new(format!(
            "go: cannot run *_test.go files ({test})"
        )));
    }
    let mut input = read(words, selection, Reading::Run)?;
    input.to_run = true;
    if input.roots.len() > 1 {
        let names: Vec<&str> = input.roots.iter().map(Root::path).collect();
        return Err(Failure::new(format!(
            "go: pattern {} matches multiple packages:\n\t{}",
            words[0],
            names.join("\n\t")
        )));
    }
    Ok(input)
}

/// What `gorun check` is given: the same, and a directory with a go.mod means all packages of the module.
pub fn read_to_check(words: &[String], selection: &Selection) -> Result<Input, Failure> {
    let mut input = read(words, selection, Reading::Check)?;
    input.keep_going = true;
    Ok(input)
}

/// What `gorun test` is given: directories, patterns, import paths or files; nothing means the current directory.
pub fn read_to_test(words: &[String], selection: &Selection) -> Result<Input, Failure> {
    let here = [".".to_string()];
    let mut input = read(
        if words.is_empty() { &here } else { words },
        selection,
        Reading::Tests,
    )?;
    for root in &mut input.roots {
        if let Root::Files { folder } = root {
            let (tests, files) = std::mem::take(&mut folder.files)
                .into_iter()
                .partition(|f: &SourceText| f.name.ends_with("_test.go"));
            folder.files = files;
            folder.tests = tests.into_iter().map(test_file).collect();
        }
        // A path of the module's own is a directory like those named by place.
        if let Root::Path(path) = root
            && let Ok(Some(found)) = input.modules.provide(path)
        {
            let folder = folder::read_in_go(&found.dir, &input.tags, true).map_err(Failure::new)?;
            *root = Root::Folder {
                path: path.clone(),
                go: found.go,
                folder,
            };
        }
    }
    if input.roots.is_empty() {
        return Err(Failure::new("no packages to test"));
    }
    Ok(input)
}

fn test_file(source: SourceText) -> TestFile {
    let package = super::header::package_name(&source.text).unwrap_or_default();
    TestFile { source, package }
}

/// What the packages are read for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Run,
    Check,
    Tests,
}

fn read(words: &[String], selection: &Selection, reading: Reading) -> Result<Input, Failure> {
    let with_tests = reading == Reading::Tests;
    let tags = selection.tags();
    let lang = selection.lang()?;
    let input = |modules, roots| Input {
        modules,
        tags: tags.clone(),
        roots,
        to_run: false,
        lang,
        incomplete: false,
        only_goroot: false,
        keep_going: false,
        testing: None,
    };
    if words.iter().all(|w| w.ends_with(".go")) {
        let folder = named_files(words)?;
        let modules = selection.modules_for(&folder.dir)?;
        return Ok(input(modules, vec![Root::Files { folder }]));
    }
    let mut modules = None;
    let mut roots = Vec::new();
    for word in words {
        let path = Path::new(word);
        if word == "-" {
            modules = Some(selection.modules_around(&current_dir())?);
            roots.push(Root::Files {
                folder: standard_input()?,
            });
        } else if patterns::is_pattern(word) || word == patterns::ALL && reading == Reading::Check {
            let Matched {
                roots: mut found,
                modules: around,
                wrong,
            } = match patterns::find(word, selection, &tags, with_tests) {
                Ok(matched) => matched,
                // An error of that word, not of the others.
                Err(_) if with_tests => {
                    roots.push(Root::Path(word.clone()));
                    continue;
                }
                Err(failure) => return Err(failure),
            };
            let failed = wrong.is_some();
            match wrong {
                Some(_) if with_tests => roots.push(Root::Path(word.clone())),
                Some(why) => return Err(Failure::new(why)),
                None => {}
            }
            let any = !found.is_empty();
            if reading == Reading::Run {
                found.retain(patterns::is_program);
            }
            if found.is_empty() && !failed {
                let what = if any { "only non-main" } else { "no" };
                eprintln!(
                    "go: warning: {word} matched {what} packages",
                    word = quote(word)
                );
                if reading == Reading::Run {
                    return Err(Failure::new(format!("go: no packages loaded from {word}")));
                }
            }
            roots.extend(found);
            modules = Some(around);
        } else if path.is_dir() {
            let dir = directory_of_module(path);
            let around = selection.modules_for(&dir)?;
            // A module's folder is all its packages; where it has none, something is to be said of it.
            let all = reading == Reading::Check && around.mains.iter().any(|m| m.root == dir);
            let below = match all {
                true => patterns::all_below(&dir, &around, &tags, with_tests)?,
                false => Vec::new(),
            };
            let none = below.is_empty();
            roots.extend(below);
            if !all || none {
                match directory(dir, &around, &tags) {
                    Ok(root) => roots.push(root),
                    // An error of that package, not of the others.
                    Err(_) if with_tests => roots.push(Root::Path(word.clone())),
                    Err(failure) => return Err(failure),
                }
            }
            modules = Some(around);
        } else if path.exists() {
            // A file, or what can be read like one: `gorun <(generator)`.
            let folder = named_files(std::slice::from_ref(word))?;
            modules = Some(selection.modules_for(&folder.dir)?);
            roots.push(Root::Files { folder });
        } else if with_tests && super::import_path::is_local(word) {
            // An error of that package, not of the others.
            roots.push(Root::Path(word.clone()));
        } else if word.starts_with("./") || word.starts_with("../") || word.starts_with('/') {
            return Err(Failure::new(format!(
                "stat {}: directory not found",
                super::shown::clean(&current_dir().join(word)).display()
            )));
        } else if word.ends_with(".go") {
            return Err(Failure::new(format!(
                "stat {word}: no such file or directory"
            )));
        } else {
            modules = Some(selection.modules_around(&current_dir())?);
            roots.push(Root::Path(word.trim_end_matches('/').to_string()));
        }
    }
    let modules = match modules {
        Some(modules) => modules,
        None => selection.modules_around(&current_dir())?,
    };
    Ok(input(modules, roots))
}

/// A snippet of `gorun -e`.
pub fn snippet(text: String, selection: &Selection) -> Result<Input, Failure> {
    let dir = current_dir();
    let file = SourceText::made("snippet.go", &dir, text);
    let modules = selection.modules_around(&dir)?;
    let folder = Folder {
        dir,
        files: vec![file],
        ..Folder::default()
    };
    Ok(Input {
        modules,
        tags: selection.tags(),
        roots: vec![Root::Files { folder }],
        to_run: true,
        lang: selection.lang()?,
        incomplete: false,
        only_goroot: false,
        keep_going: false,
        testing: None,
    })
}

/// Packages of GOROOT: `std`, `cmd`, or import paths. For `gorun check --goroot`.
pub fn read_goroot(words: &[String]) -> Result<Input, Failure> {
    let goroot = super::goroot::Goroot::default();
    let Some(src) = goroot.src() else {
        return Err(Failure::new(
            "gorun: no Go installation found; set GOROOT to one",
        ));
    };
    let tags = Tags::default();
    let mut roots = Vec::new();
    for word in words {
        match word.as_str() {
            // `builtin` declares for readers what no package declares.
            "std" => roots.extend(library_paths(&src, &src, &tags, &["cmd", "builtin"])),
            "cmd" => roots.extend(library_paths(&src, &src.join("cmd"), &tags, &[])),
            path => roots.push(path.to_string()),
        }
    }
    Ok(Input {
        modules: Modules::default(),
        tags,
        roots: roots.into_iter().map(Root::Path).collect(),
        to_run: false,
        lang: None,
        incomplete: true,
        only_goroot: true,
        keep_going: false,
        testing: None,
    })
}

/// Import paths of all packages below a directory that have files for this machine.
fn library_paths(src: &Path, top: &Path, tags: &Tags, without: &[&str]) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(dir) = folders.pop() {
        let buildable = folder::has_go_files(&dir)
            && folder::read(&dir, tags, false)
                .is_ok_and(|f| f.files.iter().any(|f| !is_documentation_or_cgo(&f.text)));
        if buildable && let Ok(path) = dir.strip_prefix(src) {
            paths.push(path.display().to_string());
        }
        let below = fs::read_dir(&dir).into_iter().flatten().flatten();
        folders.extend(
            below
                .filter(|e| e.file_type().is_ok_and(|t| t.is_dir()))
                .filter_map(|e| {
                    let name = e.file_name().into_string().ok()?;
                    let skipped = name.starts_with(['.', '_'])
                        || matches!(name.as_str(), "testdata" | "vendor")
                        || without.contains(&name.as_str());
                    (!skipped).then(|| e.path())
                }),
        );
    }
    paths.sort();
    paths
}

fn is_documentation_or_cgo(text: &str) -> bool {
    super::header::package_name(text).as_deref() == Some("documentation")
        || text.contains("\nimport \"C\"")
}

pub fn current_dir() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

fn standard_input() -> Result<Folder, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::new(format!("reading standard input: {e}")))?;
    let dir = current_dir();
    let path = dir.join("stdin.go");
    Ok(Folder {
        dir,
        files: vec![folder::source_of("stdin.go".into(), path, bytes)],
        ..Folder::default()
    })
}

/// Files named one by one: no constraint leaves one out, but all stand in one directory.
fn named_files(words: &[String]) -> Result<Folder, Failure> {
    let parent = |word: &str| match Path::new(word.trim_start_matches("./")).parent() {
        Some(p) if !p.as_os_str().is_empty() => p.display().to_string(),
        _ => ".".to_string(),
    };
    let mut files = Vec::new();
    let first = parent(&words[0]);
    for word in words {
        let info = fs::metadata(word)
            .map_err(|e| Failure::new(format!("stat {word}: {}", error_text(&e))))?;
        if info.is_dir() {
            return Err(Failure::new(format!(
                "{word} is a directory, should be a Go file"
            )));
        }
        let dir = parent(word);
        if super::shown::clean(Path::new(&dir)) != super::shown::clean(Path::new(&first)) {
            return Err(Failure::new(format!(
                "named files must all be in one directory; have {first} and {dir}"
            )));
        }
        let path = absolute(Path::new(word));
        let name = Path::new(word)
            .file_name()
            .map_or_else(|| word.clone(), |n| n.to_string_lossy().into_owned());
        // Named or not, Go passes these by.
        if name.starts_with(['_', '.']) && name.ends_with(".go") {
            continue;
        }
        // The constraint does not count, but it must be one.
        let source = folder::read_source(name.clone(), path).map_err(Failure::new)?;
        if let Err(why) = crate::source::file_constraints(&source.text) {
            return Err(Failure::new(format!("{name}: {why}")));
        }
        if super::header::has_nul(&source.text) {
            let why = "unexpected NUL in input";
            return Err(Failure::new(format!("go: reading {word}: {why}")));
        }
        files.push(source);
    }
    let dir = absolute(Path::new(&words[0]));
    let dir = dir.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Folder {
        dir,
        files,
        ..Folder::default()
    })
}

fn directory(dir: PathBuf, modules: &Modules, tags: &Tags) -> Result<Root, Failure> {
    let folder = folder::read_in_go(&dir, tags, true).map_err(Failure::new)?;
    if folder.files.is_empty()
        && folder.ignored == 0
        && folder.tests.is_empty()
        && folder.error.is_none()
    {
        return Err(Failure::new(format!("no Go files in {}", dir.display())));
    }
    if let Some(why) = modules.no_package(&dir) {
        return Err(Failure::new(why));
    }
    Ok(folder_root(folder, modules))
}

pub fn folder_root(folder: Folder, modules: &Modules) -> Root {
    match modules.path_of(&folder.dir) {
        Some((path, go)) => Root::Folder { path, go, folder },
        None => Root::Folder {
            path: "command-line-arguments".into(),
            go: CURRENT,
            folder,
        },
    }
}

/// A package to be imported by a session's entry.
pub fn import(path: String) -> Result<Input, Failure> {
    roots_around(&current_dir(), vec![Root::Path(path)])
}

/// The program that waits for a session's entries.
pub(super) fn session() -> Result<Input, Failure> {
    roots_around(&current_dir(), vec![Root::Own("internal/repl".into())])
}

fn roots_around(dir: &Path, roots: Vec<Root>) -> Result<Input, Failure> {
    Ok(Input {
        modules: Modules::around(dir, None)?,
        tags: Selection::default().tags(),
        roots,
        to_run: false,
        lang: None,
        incomplete: false,
        only_goroot: false,
        keep_going: false,
        testing: None,
    })
}
