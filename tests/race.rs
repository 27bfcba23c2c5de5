//! `-race`: each `tests/race/X.go` ends as under the real Go with its race detector, and the same races are found. `cargo run -p xtask -- bless race`
//! writes the expectations.

mod harness;
#[path = "harness/races.rs"]
mod races;

use std::fs;
use std::process::Command;
use std::time::Duration;

use harness::{gorun, in_parallel, root, run};

fn ends_as_under_go(processors: &str) {
    let mut sources: Vec<_> = fs::read_dir(root().join("tests/race"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "go"))
        .collect();
    sources.sort();
    assert!(!sources.is_empty());
    let failures = in_parallel(&sources, |source| {
        let mut command = Command::new(gorun());
        command
            .args(["run", "-race"])
            .arg(source)
            .env("GOMAXPROCS", processors)
            .env(
                "GORACE",
                "suppress_equal_stacks=0 suppress_equal_addresses=0",
            )
            .current_dir(root().join("tests/race"));
        let ran = run(&mut command, Duration::from_secs(120));
        let got = races::expectation(ran.code.unwrap_or(-1), &ran.stdout, &ran.stderr);
        let want = fs::read_to_string(source.with_extension("races")).unwrap();
        match got == want {
            true => Ok(()),
            false => Err(format!(
                "{}:\n--- got\n{got}\n--- want\n{want}",
                source.display()
            )),
        }
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn races_are_those_that_go_finds() {
    ends_as_under_go("2");
}

#[test]
fn on_one_processor() {
    ends_as_under_go("1");
}

/// The form of a report, to the letter; and what GORACE says of it.
#[test]
fn a_report_has_the_form_of_gos() {
    let source = root().join("tests/race/ends.go");
    let mut command = Command::new(gorun());
    command.args(["run", "-race"]).arg(&source);
    let ran = run(&mut command, Duration::from_secs(60));
    assert_eq!(ran.code, Some(3));
    let form = regex::Regex::new(&format!(
        r"^==================
WARNING: DATA RACE
Write at 0x([0-9a-f]{{12}}) by main goroutine:
  main.main\(\)
      {path}:17 \+0x[0-9a-f]+

Previous write at 0x([0-9a-f]{{12}}) by goroutine \d+:
  main.main.func1\(\)
      {path}:13 \+0x[0-9a-f]+

Goroutine \d+ \(finished\) created at:
  main.main\(\)
      {path}:13 \+0x[0-9a-f]+
==================
$",
        path = regex::escape(&source.display().to_string())
    ))
    .unwrap();
    let found = form
        .captures(&ran.stderr)
        .unwrap_or_else(|| panic!("{}", ran.stderr));
    assert_eq!(found[1], found[2]);

    command.env("GORACE", "halt_on_error=1 exitcode=7");
    assert_eq!(run(&mut command, Duration::from_secs(60)).code, Some(7));
}
