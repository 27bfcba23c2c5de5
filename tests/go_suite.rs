//! Go's own test programs (Debian's golang-1.19-src), each as its first line asks: run, compiled, or refused with
//! the announced errors at their lines. What fails is listed in tests/go_suite/known_failures*.txt, and the lists
//! only shrink: a listed program that passes fails this test until its line is deleted. Programs that the real Go
//! 1.27 does not pass either are in not_go127.txt, those that say nothing about gorun in skipped.txt.
//! `cargo run -p xtask -- gosuite` rewrites the lists.

mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use harness::suite::{FOLDERS, Gorun, Group, Program, SUITE, passes, programs};
use harness::{gorun, in_parallel, root};

const LIMIT: Duration = Duration::from_secs(60);

fn group(group: Group) {
    if !Path::new(SUITE).exists() {
        eprintln!("{SUITE} is not there (Debian package golang-1.19-src): nothing tested");
        return;
    }
    let known = list(group.list());
    let rejected = list("not_go127.txt");
    let list: Vec<Program> = programs(FOLDERS)
        .into_iter()
        .filter(|p| p.group() == group && p.skip.is_none() && !rejected.contains(&p.path))
        .collect();
    let subject = Gorun(gorun());
    let failures = in_parallel(&list, |program| {
        let path = &program.path;
        match (passes(program, &subject, LIMIT), known.contains(path)) {
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Ok(()), true) => Err(format!(
                "{path} passes: delete its line from {}",
                group.list()
            )),
            (Err(why), false) => Err(format!("{path}: {why}")),
        }
    });
    let passing = list.iter().filter(|p| !known.contains(&p.path)).count();
    eprintln!("{passing} of {} programs pass ({group:?})", list.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The programs named in a list; what follows a `#` is the cause.
fn list(name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/go_suite").join(name)).unwrap_or_default();
    text.lines()
        .map(|l| l.split('#').next().unwrap().trim().to_string())
        .filter(|l| !l.is_empty())
        .collect()
}

#[test]
fn run_programs() {
    group(Group::Run);
}

#[test]
fn run_folders_and_generated_programs() {
    group(Group::RunMany);
}

#[test]
fn compile_programs() {
    group(Group::Compile);
}

#[test]
fn errorcheck_programs() {
    group(Group::ErrorCheck);
}

#[test]
fn skipped_programs_are_listed() {
    if Path::new(SUITE).exists() {
        let skipped = programs(FOLDERS).into_iter().filter(|p| p.skip.is_some());
        let skipped: BTreeSet<String> = skipped.map(|p| p.path).collect();
        assert_eq!(skipped, list("skipped.txt"));
    }
}
