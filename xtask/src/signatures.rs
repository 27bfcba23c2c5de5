//! The types of all exported names of gorun's packages, as messages show them: parameters and results by their names, receivers, fields and variables.
//! The real compiler and gorun are asked by programs that each name of a package makes a line of in error (xtask/signatures/ask.go).

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::diagnosis::{errors, gorun_check};
use crate::gc::Gc;
use crate::oracle;
use crate::process::in_parallel;
use crate::stdlib::gorun_packages;

pub fn signatures(bin: &str) {
    let bin = fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let folder = oracle::root().join("target/signatures");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let asked = Command::new(oracle::go())
        .arg("run")
        .arg(oracle::root().join("xtask/signatures/ask.go"))
        .arg(&folder)
        .args(gorun_packages(&oracle::root()))
        .env("CGO_ENABLED", "0")
        .status();
    assert!(asked.is_ok_and(|s| s.success()), "ask.go fails");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let gc = Gc::new(&files);
    let failures = in_parallel(&files, |file| {
        let file = std::slice::from_ref(file);
        let want = errors(&gc.compile(file, &["-e".to_string()]).1, &folder);
        let got = errors(&gorun_check(&bin, file, &[]).1, &folder);
        let differing = differing(&want, &got);
        match differing.is_empty() {
            true => Ok(()),
            false => Err(differing.join("\n")),
        }
    });
    let differing: usize = failures.iter().map(|f| f.lines().count() / 2).sum();
    for failure in &failures {
        println!("{failure}");
    }
    println!(
        "{differing} names of {} packages are shown in another way",
        files.len()
    );
}

/// What gc says of a line, and what gorun says, where that is something else.
fn differing(want: &[String], got: &[String]) -> Vec<String> {
    let place = |line: &String| line.split(": ").next().map(String::from);
    let got: BTreeMap<_, _> = got.iter().map(|line| (place(line), line)).collect();
    let mut out = Vec::new();
    for line in want {
        let ours = got.get(&place(line)).map_or("nothing", |l| l.as_str());
        if ours != line {
            out.push(format!("gc    {line}\ngorun {ours}"));
        }
    }
    out
}
