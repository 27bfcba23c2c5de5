//! Other people's programs: the tests of every repository that a GOPATH holds (Debian's golang-*-dev packages are one), by gorun, and by
//! the real Go where gorun's fail. Prints a table and names the packages that differ. Nothing of them comes into this repository.
//!
//! Wanted: the real Go (`$GO`, 1.27), `timeout` of coreutils, and sources, such as from
//! `apt-get install golang-golang-x-text-dev golang-github-spf13-cobra-dev ...`. Kept below target/others, so that a run can be cut short and go on:
//! `logs/` (what gorun said of each repository; one that has a log is not run again unless it is named) and `go.tsv` (what Go said).

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use crate::oracle;
use crate::process::in_parallel;
use tree::Tree;

#[derive(clap::Args)]
pub struct Options {
    /// Only repositories whose path contains one of these, and these again
    only: Vec<String>,
    #[arg(long, default_value = "target/quick/gorun")]
    bin: String,
    /// The GOPATH
    #[arg(long, default_value = "/usr/share/gocode")]
    from: PathBuf,
    /// Seconds for a repository; its tests have a quarter of that for each package
    #[arg(long, default_value_t = 240)]
    limit: u32,
    /// Do not run anything: only what the logs say
    #[arg(long)]
    table: bool,
}

pub fn others(options: &Options) {
    let go = oracle::go();
    let bin = fs::canonicalize(&options.bin).unwrap_or_else(|e| panic!("{}: {e}", options.bin));
    let work = oracle::root().join("target/others");
    let logs = work.join("logs");
    fs::create_dir_all(&logs).unwrap();
    let tree = Tree::read(&options.from.join("src"));
    if tree.repositories.is_empty() {
        eprintln!(
            "xtask: no Go packages below {}/src; apt-get install golang-golang-x-text-dev (and whatever else shall be tried), or --from GOPATH",
            options.from.display()
        );
        std::process::exit(1);
    }
    let log_of = |repository: &str| logs.join(format!("{}.log", repository.replace('/', "_")));
    let chosen: Vec<&String> = tree
        .repositories
        .keys()
        .filter(|r| options.only.is_empty() || options.only.iter().any(|o| r.contains(o)))
        .collect();
    let wanted: Vec<&String> = chosen
        .iter()
        .copied()
        .filter(|r| !options.table && (!options.only.is_empty() || !log_of(r).exists()))
        .collect();
    let vendor = work.join("vendor");
    if !wanted.is_empty() {
        tree.write_vendor(&vendor);
    }
    in_parallel(&wanted, |repository| {
        let module = tree.module(repository, &work.join("modules"), &vendor);
        let ran = Command::new("timeout")
            .args(["-k", "5", &options.limit.to_string()])
            .arg(&bin)
            .args([
                "test",
                "-vet=off",
                "-timeout",
                &format!("{}s", options.limit / 4),
                "./...",
            ])
            .current_dir(&module)
            .env("GOROOT", oracle::goroot())
            .output()
            .map_err(|e| e.to_string())?;
        let text = [ran.stdout, ran.stderr].concat();
        fs::write(log_of(repository), text).map_err(|e| e.to_string())?;
        // What has been run is only in the way of the next.
        let _ = fs::remove_dir_all(module);
        Ok(())
    });

    let verdicts = chosen
        .iter()
        .flat_map(|r| verdicts(&fs::read_to_string(log_of(r)).unwrap_or_default()))
        .collect();
    report(
        chosen.len(),
        &verdicts,
        &options.from,
        &go,
        &work.join("go.tsv"),
    );
}

/// What a log says of each package: its state, `ok`, `?`, `FAIL` or why it was not built.
fn verdicts(log: &str) -> Vec<(String, String)> {
    let line = |line: &str| {
        let mut fields = line.split('\t');
        let (state, rest) = (fields.next()?.trim(), fields.next()?);
        let (package, note) = rest.split_once(' ').unwrap_or((rest, ""));
        let state = match state {
            "FAIL" if !note.is_empty() => note.trim_matches(['[', ']']),
            "ok" | "?" | "FAIL" => state,
            _ => return None,
        };
        Some((package.to_string(), state.to_string()))
    };
    log.lines().filter_map(line).collect()
}

fn report(
    repositories: usize,
    verdicts: &BTreeMap<String, String>,
    gopath: &Path,
    go: &Path,
    known: &Path,
) {
    let text = fs::read_to_string(known).unwrap_or_default();
    let said: BTreeMap<&str, bool> = text
        .lines()
        .filter_map(|l| l.split_once('\t'))
        .map(|(package, passes)| (package, passes == "ok"))
        .collect();
    let failing: BTreeSet<&String> = verdicts
        .iter()
        .filter(|(_, state)| !matches!(state.as_str(), "ok" | "?"))
        .map(|(package, _)| package)
        .collect();
    let asked: Vec<&&String> = failing
        .iter()
        .filter(|p| !said.contains_key(p.as_str()))
        .collect();
    let answers = Mutex::new(Vec::new());
    in_parallel(&asked, |package| {
        let passes = go_passes(go, gopath, package);
        answers.lock().unwrap().push((package.to_string(), passes));
        Ok(())
    });
    let answers = answers.into_inner().unwrap();
    let lines = answers
        .iter()
        .map(|(package, passes)| format!("{package}\t{}\n", if *passes { "ok" } else { "FAIL" }));
    fs::write(known, text.clone() + &lines.collect::<String>()).unwrap();
    let passes = |package: &str| {
        let new = answers.iter().find(|(p, _)| p == package).map(|a| a.1);
        new.or_else(|| said.get(package).copied()).unwrap_or(false)
    };
    let (differ, both): (Vec<&String>, Vec<&String>) = failing.into_iter().partition(|p| passes(p));
    let count = |state: &str| verdicts.values().filter(|s| *s == state).count();
    println!("| repositories | packages ok | without tests | failing in both | differing |");
    println!("| ---: | ---: | ---: | ---: | ---: |");
    println!(
        "| {repositories} | {} | {} | {} | {} |",
        count("ok"),
        count("?"),
        both.len(),
        differ.len()
    );
    for package in differ {
        println!("{package}: {}", verdicts[package]);
    }
}

/// Whether the package's tests pass with the real Go, which finds all in the GOPATH.
fn go_passes(go: &Path, gopath: &Path, package: &str) -> bool {
    let in_tree = |path: &str| gopath.join("src").join(path).is_dir();
    // A module's version is not a folder.
    let mut parts: Vec<&str> = package.split('/').collect();
    if !in_tree(package) {
        parts.retain(|p| !tree::is_version(p));
    }
    Command::new("timeout")
        .args(["-k", "5", "180"])
        .arg(go)
        .args(["test", "-vet=off", "-timeout=120s", &parts.join("/")])
        .current_dir(std::env::temp_dir())
        .env("GO111MODULE", "off")
        .env("GOPATH", gopath)
        .env("GOFLAGS", "")
        .env("CGO_ENABLED", "0")
        .output()
        .is_ok_and(|o| o.status.success())
}
