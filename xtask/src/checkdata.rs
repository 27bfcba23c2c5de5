//! Go's own test data for its type checker ($GOROOT/src/internal/types/testdata): each package is given to gorun
//! and to the real compiler, and both must say the same, place and wording. (The ERROR comments in the data are
//! written for the checker without its compiler and leave columns open; the compiler's own output is the
//! stricter judge.)

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::diagnosis::{difference, errors, gorun_check};
use crate::gc::Gc;
use crate::oracle;
use crate::process::in_parallel;

pub fn checkdata(bin: &str, only: &str) {
    let bin = fs::canonicalize(bin).unwrap_or_else(|e| panic!("{bin}: {e}"));
    let data = oracle::goroot().join("src/internal/types/testdata");
    let mut packages = Vec::new();
    for folder in ["check", "examples", "fixedbugs", "spec"] {
        for path in sorted(&data.join(folder)) {
            let files = if path.is_dir() {
                sorted(&path)
            } else {
                vec![path]
            };
            if files[0].to_string_lossy().contains(only) {
                packages.push(files);
            }
        }
    }
    let gc = Gc::new(&packages.concat());
    let failures = in_parallel(&packages, |files| compare(&gc, &bin, files));
    for failure in &failures {
        println!("{failure}");
    }
    println!(
        "{} of {} packages get the same errors as from gc",
        packages.len() - failures.len(),
        packages.len()
    );
}

fn compare(gc: &Gc, bin: &Path, files: &[PathBuf]) -> Result<(), String> {
    let Some(flags) = flags(&files[0]) else {
        return Ok(());
    };
    let folder = files[0].parent().unwrap();
    let want = errors(&gc.compile(files, &flags).1, folder);
    let got = errors(&gorun_check(bin, files, &flags).1, folder);
    let Some(why) = difference(&want, &got) else {
        return Ok(());
    };
    match same_as_command(gc, bin, files, &flags) {
        true => Ok(()),
        false => Err(format!("{}\n{why}", files[0].display())),
    }
}

/// What the go command refuses, no compiler sees: then its words are the ones to have.
fn same_as_command(gc: &Gc, bin: &Path, files: &[PathBuf], flags: &[String]) -> bool {
    let folder = gc.scratch("folder");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let copies: Vec<PathBuf> = files
        .iter()
        .map(|file| {
            let copy = folder.join(file.file_name().unwrap());
            fs::copy(file, &copy).unwrap();
            copy
        })
        .collect();
    let mut build = Command::new(oracle::go());
    build
        .args(["build", "-gcflags=-e", "-o"])
        .arg(folder.join("out"))
        .args(copies.iter().map(|f| f.file_name().unwrap()))
        .env("CGO_ENABLED", "0")
        .current_dir(&folder);
    let said = crate::process::run(&mut build, Duration::from_secs(30));
    let want = errors(&(said.stdout + &said.stderr), &folder);
    let got = errors(&gorun_check(bin, &copies, flags).1, &folder);
    !want.is_empty() && difference(&want, &got).is_none()
}

/// The flags in the first line; `None` if they are for experiments that the compiler does not offer.
fn flags(path: &Path) -> Option<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let first = text.lines().next().unwrap_or("");
    let flags = match first.strip_prefix("//") {
        Some(rest) if rest.trim_start().starts_with('-') && !rest.contains("--") => rest,
        _ => "",
    };
    let flags: Vec<String> = flags
        .split_whitespace()
        .filter(|f| f.len() > 1)
        .map(String::from)
        .collect();
    flags
        .iter()
        .all(|f| f.starts_with("-lang="))
        .then_some(flags)
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut list: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|e| e.unwrap().path())
        .collect();
    list.sort();
    list
}
