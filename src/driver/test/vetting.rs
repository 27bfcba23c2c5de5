//! The checks of `go vet` before the tests of a package: `-vet`, and what is said when they find something.

use std::path::PathBuf;

use gorun_grammar::ast::File;
use gorun_grammar::{ParseInput, parse_file};

use crate::driver::build::Checked;
use crate::driver::folder::read_source;
use crate::driver::shown;
use crate::source::{Diagnostic, ReportStyle, SourceMap, listed};
use crate::types::PkgId;
use crate::types::quote;
use crate::vet::{self, Facts, Package};

/// Which checks run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Checks {
    /// Those of `go test`.
    #[default]
    Usual,
    All,
    Named(Vec<String>),
    Off,
}

/// Names that `go vet` knows. Those without a check here find nothing.
const KNOWN: &str = "appends asmdecl assign atomic bool bools buildtag buildtags cgocall composites copylocks defers \
    directive errorsas framepointer hostport httpresponse ifaceassert loopclosure lostcancel methods nilfunc printf \
    rangeloops shift sigchanyzer slog stdmethods stdversion stringintconv structtag testinggoroutine tests timeformat \
    unmarshal unreachable unsafeptr unusedresult waitgroup";

impl Checks {
    /// Reads the value of `-vet`. `Err` in the words of the go command.
    pub fn parse(value: &str) -> Result<Checks, String> {
        if value.is_empty() {
            return Ok(Checks::Usual);
        }
        if value.contains('=') {
            return Err("-vet argument cannot contain equal signs".into());
        }
        if value.contains(' ') {
            return Err("-vet argument is comma-separated list, cannot contain spaces".into());
        }
        let (mut names, mut special, mut off) = (Vec::new(), None, false);
        for name in value.split(',') {
            match name {
                "" => return Err("-vet argument contains empty list element".into()),
                "all" | "off" => {
                    special = Some(name);
                    off = name == "off";
                    names.clear();
                }
                _ if !KNOWN.split(' ').any(|k| k == name) => {
                    return Err(format!(
                        "-vet argument must be a supported analyzer or a distinguished value; found {name}"
                    ));
                }
                // Names of old.
                "bool" => names.push("bools".to_string()),
                "buildtags" => names.push("buildtag".to_string()),
                _ => names.push(name.to_string()),
            }
        }
        match special {
            Some(special) if names.len() > 1 => Err(format!(
                "-vet does not accept {special} in a list with other analyzers",
                special = quote(special)
            )),
            _ if off => Ok(Checks::Off),
            _ if names.is_empty() => Ok(Checks::All),
            _ => Ok(Checks::Named(names)),
        }
    }

    fn includes(&self, name: &str) -> bool {
        match self {
            Checks::Usual => vet::USUAL.contains(&name),
            Checks::All => true,
            Checks::Named(names) => names.iter().any(|n| n == name),
            Checks::Off => false,
        }
    }
}

/// What vet is told of a package beside what it declares.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The version in its module's `go` line.
    pub go: String,
    /// Its files that build constraints exclude.
    pub left_out: Vec<PathBuf>,
}

impl Around {
    /// Reads the files that are left out.
    fn read(&self, after: u32) -> (SourceMap, Vec<Option<File>>) {
        let mut sources = SourceMap::starting_after(after);
        let mut files = Vec::new();
        for path in &self.left_out {
            let Ok(source) = read_source(String::new(), path.clone()) else {
                continue;
            };
            let name = shown::in_reports(path);
            let Ok(id) = sources.add(name, path.clone(), source.text.into()) else {
                continue;
            };
            let file = sources.file(id);
            let (tree, wrong) = parse_file(ParseInput {
                text: &file.text,
                base: file.base,
            });
            let sound = !wrong.iter().any(Diagnostic::leaves_types_unchecked);
            files.push(sound.then_some(tree));
        }
        (sources, files)
    }
}

/// Checks the packages of those import paths, of which the first is the one that was named, which `checked` has. The reports, by import path.
pub fn run(
    checked: &mut Checked,
    paths: &[String],
    around: &Around,
    checks: &Checks,
    style: ReportStyle,
) -> Vec<(String, String)> {
    let mut reports = Vec::new();
    if *checks == Checks::Off {
        return reports;
    }
    let mut facts = Facts::default();
    let names = |name: &str| checks.includes(name);
    let mut failed: Option<PkgId> = None;
    let (left_out_sources, left_out) = around.read(checked.sources.end());
    for package in checked.packages.iter().filter(|p| !p.bodies_pending) {
        let types = &mut checked.types;
        let path = types.package(package.id).path.to_string();
        let of = Package {
            id: package.id,
            files: &package.files,
            info: &package.info,
            sources: &checked.sources,
            go: &around.go,
            left_out: match paths.first() == Some(&path) {
                true => &left_out,
                false => &[],
            },
            left_out_sources: &left_out_sources,
        };
        if !paths.contains(&path) {
            vet::learn(types, &of, &mut facts, &names);
            continue;
        }
        // What a package that has been found wrong would tell others is lost, as in Go.
        if let Some(pkg) = failed.take() {
            facts.forget(types, pkg);
        }
        let found = vet::check(types, &of, &mut facts, &names);
        if !found.is_empty() {
            failed = Some(package.id);
            let list: String = found
                .into_iter()
                .map(|f| {
                    let sources = match left_out_sources.covers(f.pos) {
                        true => &left_out_sources,
                        false => &*checked.sources,
                    };
                    listed(sources, std::iter::once((f.pos, f.message)), style)
                })
                .collect();
            reports.push((path, list.trim_end().to_string()));
        }
    }
    reports
}

#[cfg(test)]
mod tests {
    use super::Checks;

    #[test]
    fn values() {
        let named = |l: &[&str]| Ok(Checks::Named(l.iter().map(|s| s.to_string()).collect()));
        assert_eq!(Checks::parse("atomic,bool"), named(&["atomic", "bools"]));
        assert_eq!(Checks::parse("off"), Ok(Checks::Off));
        assert_eq!(Checks::parse("all"), Ok(Checks::All));
        assert!(Checks::parse("list").is_err() && Checks::parse("a=b").is_err());
    }
}
