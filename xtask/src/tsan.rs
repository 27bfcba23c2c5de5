//! `xtask tsan`: builds gorun with ThreadSanitizer (nightly, with std built anew) and runs the test programs on four processors. Decision 016 says
//! which reports count.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::oracle::root;
use crate::process::{in_parallel, run};

const TARGET: &str = "x86_64-unknown-linux-gnu";
/// A thief of crossbeam-deque reads an element before it knows whether it is its own, and forgets it if not: crossbeam's own list for ThreadSanitizer has
/// these two as well.
const SUPPRESSIONS: &str = "race:crossbeam_deque*push\nrace:crossbeam_deque*steal\n";
/// Sends itself signals. The kernel gives them to the first thread, which sleeps on a futex by a bare system call, and ThreadSanitizer keeps them
/// until a thread calls something that it knows.
const NEVER_ENDS: &str = "std/processes.go";

/// Reports of ThreadSanitizer begin so.
const REPORT: &str = "WARNING: ThreadSanitizer";
const EXIT: i32 = 66;

pub fn tsan(only: &str) {
    let folder = root().join("target/tsan");
    build(&folder);
    let suppressions = folder.join("suppressions");
    std::fs::write(&suppressions, SUPPRESSIONS).unwrap();
    let binary = folder.join(TARGET).join("quick/gorun");
    let mut programs = Vec::new();
    for folder in ["tests/run", "examples"] {
        collect(&root().join(folder), &mut programs);
    }
    // Servers do not end.
    programs.retain(|p| {
        let ends = !p.ends_with("webserver.go") && !p.ends_with(NEVER_ENDS);
        ends && p.to_string_lossy().contains(only)
    });
    programs.sort();
    let failures = in_parallel(&programs, |program| check(&binary, &suppressions, program));
    println!(
        "{} programs, {} with reports",
        programs.len(),
        failures.len()
    );
    if !failures.is_empty() {
        println!("{}", failures.join("\n"));
        std::process::exit(1);
    }
}

/// The flag must not reach build scripts: with `--target` it does not.
fn build(folder: &Path) {
    let status = Command::new("cargo")
        .args([
            "+nightly-2026-07-01",
            "build",
            "-q",
            "-Zbuild-std",
            "--target",
            TARGET,
        ])
        // Handlers that jump to one another need tail calls, which the instrumentation takes away.
        .args([
            "--profile",
            "quick",
            "--features",
            "match-dispatch",
            "--bin",
            "gorun",
        ])
        .env("RUSTFLAGS", "-Zsanitizer=thread")
        .env("CARGO_TARGET_DIR", folder)
        .current_dir(root())
        .status();
    if !status.is_ok_and(|s| s.success()) {
        eprintln!(
            "xtask: the build failed; it needs `rustup toolchain install nightly-2026-07-01 --component rust-src`"
        );
        std::process::exit(1);
    }
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
    {
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|e| e == "go") {
            into.push(path);
        }
    }
}

fn check(binary: &Path, suppressions: &Path, program: &Path) -> Result<(), String> {
    let options = format!(
        "exitcode={EXIT} history_size=4 suppressions={}",
        suppressions.display()
    );
    let ran = run(
        Command::new(binary)
            .arg("run")
            .arg(program)
            .env("GOMAXPROCS", "4")
            .env("TSAN_OPTIONS", &options)
            .current_dir(program.parent().unwrap()),
        Duration::from_secs(300),
    );
    let reported = ran.stderr.contains(REPORT) || ran.code == Some(EXIT);
    match (reported, ran.code) {
        (false, Some(_)) => Ok(()),
        (false, None) => Err(format!("{}: did not end", program.display())),
        (true, _) => Err(format!("{}:\n{}", program.display(), ran.stderr)),
    }
}
