//! Go's own library, from an installed Go (GOROOT, or the `go` on the path). For developers, and wherever a Go is installed:
//!
//!     GOROOT=... cargo test --test goroot -- --ignored --nocapture
//!
//! Every package of GOROOT/src checks without an error, and the programs of tests/goroot, which use packages that gorun
//! compiles from there, print what the real Go printed (`xtask bless` writes that).

mod harness;

use std::fs;
use std::process::Command;
use std::time::Duration;

use harness::{gorun, in_parallel, root};

#[test]
#[ignore = "needs an installed Go"]
fn every_package_checks() {
    let mut check = Command::new(gorun());
    check.args(["check", "--goroot", "std", "cmd"]);
    let ran = harness::run(&mut check, Duration::from_secs(600));
    print!("{}", ran.stdout);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
}

#[test]
#[ignore = "needs an installed Go"]
fn programs_print_what_go_prints() {
    let folder = root().join("tests/goroot");
    let mut programs: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "go"))
        .collect();
    programs.sort();
    let failures = in_parallel(&programs, |program| {
        let want = fs::read_to_string(program.with_extension("out")).unwrap();
        let ran = harness::run(Command::new(gorun()).arg(program), Duration::from_secs(120));
        if ran.stdout == want && ran.code == Some(0) {
            return Ok(());
        }
        Err(format!(
            "{}: exit {:?}\n{}\n--- got\n{}--- want\n{want}",
            program.display(),
            ran.code,
            ran.stderr,
            ran.stdout
        ))
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
