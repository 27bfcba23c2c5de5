//! Whole programs: each `tests/run/**/X.go` (and each example) prints what the real Go printed.
//! `cargo run -p xtask -- bless` writes the expectations: `X.out` (standard output), and where the program
//! fails `X.err` (standard error, normalised) with the exit code in its first line.

mod harness;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use harness::{Ran, gorun, in_parallel, normalise, root, run};

struct Case {
    source: PathBuf,
    /// Path of the expectation without its ending.
    expected: PathBuf,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut folders = vec![root().join("tests/run")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == "out") {
                let expected = entry.with_extension("");
                let in_examples = folder.ends_with("tests/run/examples");
                let name = expected.file_name().unwrap();
                let base = if in_examples {
                    root().join("examples").join(name)
                } else {
                    expected.clone()
                };
                cases.push(Case {
                    source: base.with_extension("go"),
                    expected,
                });
            }
        }
    }
    cases.sort_by(|a, b| a.source.cmp(&b.source));
    let only = std::env::var("GORUN_TEST").unwrap_or_default();
    cases.retain(|c| c.source.to_string_lossy().contains(&only));
    assert!(!cases.is_empty(), "no test programs found");
    cases
}

fn expect(case: &Case, stress: bool, procs: Option<&str>) -> Result<(), String> {
    let mut command = Command::new(gorun());
    command.arg("run");
    if stress {
        command.arg("--gc-stress");
    }
    command
        .arg(&case.source)
        .env_remove("GOMAXPROCS")
        .current_dir(case.source.parent().unwrap());
    if let Some(procs) = procs {
        command.env("GOMAXPROCS", procs);
    }
    let ran = run(&mut command, Duration::from_secs(120));
    let how = format!(
        "{}{}{}",
        case.source.display(),
        if stress { " under gc stress" } else { "" },
        procs.map_or(String::new(), |p| format!(" with GOMAXPROCS={p}"))
    );
    compare(&case.expected, &ran).map_err(|why| format!("{how}: {why}"))
}

fn compare(expected: &Path, ran: &Ran) -> Result<(), String> {
    // A program may print anything; what it printed has been read in the same way.
    let stdout = fs::read(expected.with_extension("out")).unwrap();
    let stdout = String::from_utf8_lossy(&stdout).into_owned();
    let (code, stderr) = match fs::read_to_string(expected.with_extension("err")) {
        Ok(text) => {
            let (code, rest) = text.split_once('\n').unwrap();
            (code.parse().unwrap(), rest.to_string())
        }
        Err(_) => (0, String::new()),
    };
    if ran.code != Some(code) {
        return Err(format!(
            "exit code {:?}, want {code}\n{}",
            ran.code, ran.stderr
        ));
    }
    if ran.stdout != stdout {
        return Err(difference("standard output", &ran.stdout, &stdout));
    }
    let got = normalise(&ran.stderr);
    if got != stderr {
        return Err(difference("standard error", &got, &stderr));
    }
    Ok(())
}

fn difference(what: &str, got: &str, want: &str) -> String {
    let (mut g, mut w) = (got.lines(), want.lines());
    for number in 1.. {
        match (g.next(), w.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => return format!("{what}, line {number}:\n   got {a:?}\n  want {b:?}"),
        }
    }
    format!("{what} differs in its line ends")
}

fn check_all(stress: bool, procs: Option<&str>) {
    let mut cases = cases();
    // In which order goroutines run is the subject of the folder `order`; a collection at every safepoint ends their slices.
    cases.retain(|c| {
        !stress
            || !c
                .source
                .components()
                .any(|part| part.as_os_str() == "order")
    });
    let failures = in_parallel(&cases, |case| expect(case, stress, procs));
    assert!(
        failures.is_empty(),
        "{} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn programs_print_what_go_prints() {
    check_all(false, None);
}

#[test]
fn on_one_processor() {
    check_all(false, Some("1"));
}

#[test]
fn on_two_processors() {
    check_all(false, Some("2"));
}

#[test]
fn on_eight_processors() {
    check_all(false, Some("8"));
}

#[test]
fn collecting_at_every_safepoint() {
    check_all(true, Some("2"));
}

/// The documents' Monte Carlo program: random, so its output is checked for form and nearness.
#[test]
fn the_documents_pi() {
    let ran = run(
        Command::new(gorun()).arg(root().join("examples/pi.go")),
        Duration::from_secs(120),
    );
    let value: f64 = ran
        .stdout
        .strip_prefix("Pi: ")
        .expect(&ran.stdout)
        .trim()
        .parse()
        .unwrap();
    assert!((value - std::f64::consts::PI).abs() < 0.01, "{value}");
    assert_eq!(ran.code, Some(0));
}
