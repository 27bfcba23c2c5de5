//! What keeps a package's tests from running, found and told in the order in which the go command does: first what is wrong with
//! the package and what it imports, then the first thing wrong with what its tests import, then with the tests
//! themselves; of packages that do not compile each is told once, however many tests need it.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, OnceLock};

use gorun_grammar::ast::Decl;
use gorun_grammar::{ParseInput, parse_file};

use super::Session;
use super::vetting::{self, Around, Checks};
use crate::driver::build::Checked;
use crate::driver::input::Testing;
use crate::driver::{self, Failure, Folder, Input, PackageErrors, Refused, Root};
use crate::source::{ReportStyle, SourceMap};

/// What is wrong with one package.
#[derive(Clone, Debug)]
pub struct Report {
    /// The package as the go command knows it: with its tests it is another than without.
    pub of: String,
    pub text: String,
}

impl Report {
    fn of_module(text: &str) -> Report {
        Report {
            of: String::new(),
            text: text.to_string(),
        }
    }

    /// What is wrong with the module, no package's fault, ends the whole command.
    pub fn end(reports: &[Report]) -> Result<(), Failure> {
        match reports {
            [Report { of, text }] if of.is_empty() => Err(Failure::new(text)),
            _ => Ok(()),
        }
    }
}

/// When a package fails.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// While it is read.
    Setup,
    /// While it is compiled, or looked at by vet.
    Build,
}

impl Stage {
    pub fn word(self) -> &'static str {
        match self {
            Stage::Setup => "setup",
            Stage::Build => "build",
        }
    }
}

/// All packages that the command line means, without their tests, and what has been said of them.
#[derive(Default)]
pub struct Named {
    roots: HashMap<String, Root>,
    /// What they import themselves.
    imported: OnceLock<HashSet<String>>,
    said: Mutex<HashSet<String>>,
}

impl Named {
    pub fn new(roots: impl Iterator<Item = (String, Root)>) -> Named {
        Named {
            roots: roots.collect(),
            ..Named::default()
        }
    }

    /// Whether a package's failure to compile is news.
    pub fn is_news(&self, of: &str) -> bool {
        let mut said = self.said.lock().unwrap_or_else(|e| e.into_inner());
        said.insert(of.to_string())
    }

    fn is_imported(&self, path: &str) -> bool {
        let imported = self.imported.get_or_init(|| {
            let folders = self.roots.values().filter_map(folder_of);
            folders.flat_map(imports_of).collect()
        });
        imported.contains(path)
    }
}

fn folder_of(root: &Root) -> Option<&Folder> {
    match root {
        Root::Folder { folder, .. } | Root::Files { folder } => Some(folder),
        Root::Path(_) | Root::Own(_) | Root::TestMain { .. } => None,
    }
}

fn imports_of(folder: &Folder) -> Vec<String> {
    let mut found = Vec::new();
    for file in &folder.files {
        let (tree, _) = parse_file(ParseInput {
            text: &file.text,
            base: 1,
        });
        for decl in &tree.decls {
            if let Decl::Import(specs) = decl {
                let paths = specs.iter().map(|s| s.path.text.trim_matches(['"', '`']));
                found.extend(paths.map(String::from));
            }
        }
    }
    found
}

/// Errors of loading under the package's name.
fn headed(path: &str, text: String) -> String {
    match text.starts_with("# ") {
        true => text,
        false => format!("# {path}\n{text}"),
    }
}

/// What telling of a package's failure needs.
pub struct Failing<'a> {
    path: &'a str,
    named: &'a Named,
    /// The package as it is without its tests, if there is one.
    plain: Option<Input>,
    vet: &'a Checks,
    around: Around,
    style: ReportStyle,
}

/// What is wrong with the package, by what its files show or that none of them can be read.
pub fn of_package(path: &str, why: String) -> Vec<Report> {
    vec![Report {
        of: path.to_string(),
        text: headed(path, why),
    }]
}

/// What is wrong with the package without its tests, and with what it imports.
pub fn of_package_alone(path: &str, refused: Vec<Refused>) -> Vec<Report> {
    let report = |r: Refused| Report {
        of: r.path,
        text: headed(path, r.text),
    };
    refused.into_iter().map(report).collect()
}

/// The chain of imports that leads to an error begins with the tests, if they are what imports.
fn of_the_tests(path: &str, text: String, tests: bool) -> String {
    let chain = text
        .strip_prefix("package ")
        .and_then(|t| t.strip_prefix(path))
        .filter(|t| tests && t.starts_with('\n') && !t.contains("import cycle not allowed"));
    chain.map_or_else(
        || text.clone(),
        |chain| format!("package {path} (test){chain}"),
    )
}

impl Session {
    /// What vet is told of the package.
    fn around(&self, path: &str) -> Around {
        let Some(folder) = self.named.roots.get(path).and_then(folder_of) else {
            return Around::default();
        };
        let module = self.modules.main_of(&folder.dir);
        Around {
            go: module.and_then(|m| m.file.go.clone()).unwrap_or_default(),
            left_out: folder.left_out.clone(),
        }
    }

    pub(super) fn failing<'a>(&'a self, path: &'a str) -> Failing<'a> {
        let root = self.named.roots.get(path);
        let root = root.filter(|r| folder_of(r).is_some_and(|f| !f.files.is_empty()));
        Failing {
            path,
            named: &self.named,
            plain: root.map(|root| Input {
                testing: None,
                ..self.input(path, vec![root.clone()])
            }),
            vet: &self.options.vet,
            around: self.around(path),
            style: self.style,
        }
    }
}

impl Failing<'_> {
    /// What is told of a package when something was refused while it was loaded with its tests.
    pub fn of_loading(self, mut refused: Vec<Refused>) -> Vec<Report> {
        let path = self.path;
        if let [Refused { path: of, text }] = &refused[..]
            && of.is_empty()
        {
            return vec![Report::of_module(text)];
        }
        let mut with_tests = Some(Testing {
            path: path.to_string(),
            changed: true,
        });
        let plain = self.plain.and_then(|i| driver::load_or_tell(i).err());
        match plain {
            Some(plain) => (refused, with_tests) = (plain, None),
            // (What belongs to no package goes with what it explains.)
            None => {
                let second = refused.iter().skip(1).position(|r| !r.path.is_empty());
                refused.truncate(second.map_or(usize::MAX, |i| i + 1));
            }
        }
        let mut reports: Vec<Report> = Vec::new();
        for Refused { path: of, text } in refused {
            match reports.last_mut().filter(|_| of.is_empty()) {
                Some(last) => last.text.push_str(&format!("\n{text}")),
                None => reports.push(Report {
                    of: match &with_tests {
                        _ if of.is_empty() => path.to_string(),
                        Some(t) => t.shown(&of),
                        None => of,
                    },
                    text: headed(path, of_the_tests(path, text, with_tests.is_some())),
                }),
            }
        }
        reports
    }

    /// What is wrong with a package that has only tests, if another one imports it: what that one wants is not there.
    pub fn of_only_tests(&self) -> Option<Vec<Report>> {
        let folder = self.named.roots.get(self.path).and_then(folder_of)?;
        let only = folder.files.is_empty() && self.named.is_imported(self.path);
        only.then(|| {
            vec![Report {
                of: self.path.to_string(),
                text: driver::only_tests(self.path, &folder.dir.display().to_string()),
            }]
        })
    }

    /// The same where its test files show it, which are looked at when all that they import has been found.
    pub fn of_tests(self, tests: Input, why: String) -> Vec<Report> {
        match driver::load_or_tell(tests) {
            Err(refused) => self.of_loading(refused),
            Ok(_) => vec![Report {
                of: format!("{}.test", self.path),
                text: headed(self.path, why),
            }],
        }
    }

    /// What is told when something does not compile.
    pub fn of_compiling(
        mut self,
        input: Input,
        errors: &[PackageErrors],
        sources: &SourceMap,
    ) -> Vec<Report> {
        let path = self.path;
        let Some(testing) = &input.testing else {
            return self.listed(errors, sources);
        };
        // A package that another one imports is compiled without its tests first.
        let changed = testing.changed && errors.iter().any(|e| e.shown == testing.shown(path));
        if changed
            && self.named.is_imported(path)
            && let Some(Ok(plain)) = self.plain.take().map(driver::load_or_tell)
            && let Err((errors, sources)) = driver::check(plain)
        {
            return self.listed(&errors, &sources);
        }
        let mut reports = self.listed(errors, sources);
        let outer = testing.outer();
        if errors.iter().all(|e| e.shown == testing.shown(&outer)) {
            reports.extend(self.of_vet_inside(input, &outer));
        }
        reports
    }

    fn listed(&self, errors: &[PackageErrors], sources: &SourceMap) -> Vec<Report> {
        let one = |e: &PackageErrors| Report {
            of: e.shown.clone(),
            text: driver::report_all(std::slice::from_ref(e), sources, self.style).0,
        };
        errors.iter().map(one).collect()
    }

    /// What vet has against a package whose outer tests do not compile.
    fn of_vet_inside(&self, mut input: Input, outer: &str) -> Vec<Report> {
        input.roots.retain(|root| match root {
            Root::Folder { path, .. } => path != outer,
            Root::Files { .. } => true,
            Root::Path(_) | Root::Own(_) | Root::TestMain { .. } => false,
        });
        let changed = input.testing.as_ref().is_some_and(|t| t.changed);
        let Ok(mut loaded) = driver::load_or_tell(input) else {
            return Vec::new();
        };
        loaded.vetted = true;
        match driver::check(loaded) {
            Ok(mut checked) => {
                checked.types.rename_package(checked.main, self.path.into());
                self.of_vet(changed, &mut checked)
            }
            Err(_) => Vec::new(),
        }
    }

    /// What vet has against a package and its outer tests.
    pub fn of_vet(&self, changed: bool, checked: &mut Checked) -> Vec<Report> {
        let path = self.path;
        let vetted = [path.to_string(), format!("{path}_test")];
        let found = vetting::run(checked, &vetted, &self.around, self.vet, self.style);
        // With its tests it is another package than without, which the reports say.
        let report = |(of, list): (String, String)| match changed || of != path {
            true => Report {
                text: format!("# {of}\n# [{of}]\n{list}"),
                of: format!("{of} [{path}.test]"),
            },
            false => Report {
                text: format!("# {path}\n{list}"),
                of,
            },
        };
        found.into_iter().map(report).collect()
    }
}
