//! Go's own tests of its library, under gorun and under the real Go: names the tests that end differently. The files in GOROOT are cut down to
//! what another module's tests may name (xtask/gotests); they lie below target/gotests and never in this repository.
//!
//! Wanted: the real Go (`$GO`, 1.27). What Go itself says is kept in target/gotests/go, one file for each package: delete the folder to ask anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use regex::Regex;

use crate::oracle;
use crate::process::run;
use crate::stdlib::gorun_packages;

#[derive(clap::Args)]
pub struct Options {
    /// Import paths; all of gorun's packages where there is none
    packages: Vec<String>,
    #[arg(long, default_value = "target/quick/gorun")]
    bin: String,
    /// Seconds for the tests of a package
    #[arg(long, default_value_t = 100)]
    limit: u64,
}

/// How each test ended: `PASS`, `FAIL`, `SKIP`, or `RUN` where it only began.
type Outcomes = BTreeMap<String, String>;

pub fn gotests(options: &Options) {
    let go = oracle::go();
    let goroot = oracle::goroot();
    let bin = fs::canonicalize(&options.bin).unwrap_or_else(|e| panic!("{}: {e}", options.bin));
    let work = oracle::root().join("target/gotests");
    let packages = match options.packages.as_slice() {
        [] => gorun_packages(&oracle::root()),
        named => named.to_vec(),
    };
    let wanted: Vec<&str> = packages
        .iter()
        .map(String::as_str)
        .filter(|package| !work.join("module").join(package).is_dir())
        .collect();
    cut(&go, goroot, &work.join("module"), &wanted);
    for log in ["go", "gorun"] {
        fs::create_dir_all(work.join(log)).unwrap();
    }

    let (mut tests, mut differ) = (0, 0);
    // Many of the tests measure time: one package after the other.
    for package in &packages {
        let module = work.join("module").join(package);
        if !module.is_dir() {
            continue;
        }
        let log = |of: &str| work.join(of).join(package.replace('/', "_"));
        let test = |command: &Path, log: PathBuf| {
            let limit = format!("{}s", options.limit);
            let ran = run(
                Command::new(command)
                    .args(["test", "-v", "-vet=off", "-short", "-timeout", &limit, "."])
                    .current_dir(&module)
                    .env("CGO_ENABLED", "0")
                    .env("GOROOT", goroot),
                Duration::from_secs(options.limit + 60),
            );
            fs::write(log, ran.stdout + &ran.stderr).unwrap();
        };
        if !log("go").exists() {
            test(&go, log("go"));
        }
        test(&bin, log("gorun"));
        let [theirs, ours] = ["go", "gorun"].map(|of| outcomes(&log(of)));
        let differing = differing(&theirs, &ours);
        tests += theirs.len();
        differ += differing.len();
        if !differing.is_empty() {
            println!("{package}: {} of {}", differing.len(), theirs.len());
            print!("{}", differing.concat());
        }
    }
    println!(
        "{tests} tests and subtests, {differ} end differently; what was said is in {}",
        work.display()
    );
}

/// Writes the tests of these packages as packages of one module.
fn cut(go: &Path, goroot: &Path, module: &Path, packages: &[&str]) {
    if packages.is_empty() {
        return;
    }
    let xtask = oracle::root().join("xtask/gotests");
    fs::create_dir_all(module).unwrap();
    fs::write(module.join("go.mod"), "module gotests\ngo 1.27\n").unwrap();
    for package in ["testenv", "testcert"] {
        let file = format!("{package}/{package}.go");
        fs::create_dir_all(module.join(package)).unwrap();
        fs::copy(xtask.join(&file), module.join(&file)).unwrap();
    }
    let status = Command::new(go)
        .arg("run")
        .arg(xtask.join("cut.go"))
        .arg(goroot)
        .arg(&xtask)
        .arg(module)
        .args(packages)
        .current_dir(module)
        .env("CGO_ENABLED", "0")
        .status()
        .unwrap();
    if !status.success() {
        std::process::exit(1);
    }
}

fn outcomes(log: &Path) -> Outcomes {
    let text = fs::read(log).unwrap_or_default();
    // Some tests are named after where something lies.
    let address = Regex::new("0x[0-9a-f]{8,}").unwrap();
    let text = String::from_utf8_lossy(&text);
    let mut outcomes = Outcomes::new();
    for line in address.replace_all(&text, "0x").lines() {
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("---"), Some(how), Some(test)) if how.ends_with(':') => {
                outcomes.insert(test.into(), how.trim_end_matches(':').into());
            }
            (Some("==="), Some("RUN"), Some(test)) => {
                outcomes.entry(test.into()).or_insert_with(|| "RUN".into());
            }
            _ => {}
        }
    }
    outcomes
}

/// A line for each test that only one of them ran, or that ended differently.
fn differing(theirs: &Outcomes, ours: &Outcomes) -> Vec<String> {
    let of = |outcomes: &Outcomes, test: &str| {
        let outcome = outcomes.get(test).map(String::as_str);
        outcome.unwrap_or("not run").to_string()
    };
    let tests: BTreeSet<&String> = theirs.keys().chain(ours.keys()).collect();
    tests
        .into_iter()
        .map(|test| (test, of(theirs, test), of(ours, test)))
        .filter(|(_, go, gorun)| go != gorun)
        .map(|(test, go, gorun)| format!("    {test}: go {go}, gorun {gorun}\n"))
        .collect()
}
