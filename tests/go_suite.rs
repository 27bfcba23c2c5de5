//! Go's own test programs (Debian's golang-1.19-src), those that say `// run`. What fails is listed in
//! tests/go_suite/known_failures.txt, and the list only shrinks: a listed program that passes fails this test until
//! its line is deleted. `cargo run -p xtask -- gosuite` rewrites the lists.

mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use harness::{gorun, in_parallel, root, run};

const SUITE: &str = "/usr/share/go-1.19/test";

#[test]
fn run_programs() {
    if !Path::new(SUITE).exists() {
        eprintln!("{SUITE} is not there (Debian package golang-1.19-src): nothing tested");
        return;
    }
    let known = list("known_failures.txt");
    let rejected = list("not_go127.txt");
    let programs: Vec<String> = programs()
        .into_iter()
        .filter(|p| !rejected.contains(p))
        .collect();
    let failures = in_parallel(&programs, |program| {
        match (passes(program), known.contains(program)) {
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Ok(()), true) => Err(format!(
                "{program} passes: delete its line from known_failures.txt"
            )),
            (Err(why), false) => Err(format!("{program}: {why}")),
        }
    });
    let passing = programs.iter().filter(|p| !known.contains(*p)).count();
    eprintln!(
        "{passing} of {} run programs of Go's suite pass",
        programs.len()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn list(name: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/go_suite").join(name)).unwrap_or_default();
    text.lines()
        .map(|l| l.split('#').next().unwrap().trim().to_string())
        .filter(|l| !l.is_empty())
        .collect()
}

fn programs() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "chan", "ken", "interface", "typeparam"] {
        let Ok(entries) = fs::read_dir(Path::new(SUITE).join(folder)) else {
            continue;
        };
        for path in entries
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "go"))
        {
            let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
            let action = text
                .lines()
                .find(|l| !l.trim().is_empty() && !l.starts_with("//go:build"))
                .unwrap_or("");
            if action.trim() == "// run" {
                found.push(
                    path.strip_prefix(SUITE)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    found.sort();
    found
}

fn passes(program: &str) -> Result<(), String> {
    let path = Path::new(SUITE).join(program);
    let ran = run(
        Command::new(gorun())
            .arg(&path)
            // As the go command sets it for the programs that it runs.
            .env("GOROOT", Path::new(SUITE).parent().unwrap())
            .current_dir(path.parent().unwrap()),
        Duration::from_secs(60),
    );
    if ran.code != Some(0) {
        let first = ran
            .stderr
            .lines()
            .chain(ran.stdout.lines())
            .find(|l| !l.starts_with('#'))
            .unwrap_or("")
            .to_string();
        return Err(format!("exit {:?}: {first}", ran.code));
    }
    match fs::read_to_string(path.with_extension("out")) {
        Ok(want)
            if ran.stdout.clone() + &ran.stderr != want
                && ran.stderr.clone() + &ran.stdout != want =>
        {
            Err("output differs".into())
        }
        _ => Ok(()),
    }
}
