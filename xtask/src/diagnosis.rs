//! Error reports of gorun and of the real compiler, made comparable.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::oracle;

/// Errors with their continuation lines; folders and `./` before file names are gone.
pub fn errors(output: &str, folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    let mut list: Vec<String> = Vec::new();
    for line in output.lines().filter(|l| !l.starts_with('#')) {
        let line = line.replace(&prefix, "");
        let line = line.replace("./", "");
        match list.last_mut() {
            Some(last) if line.starts_with('\t') => {
                last.push('\n');
                last.push_str(&line);
            }
            _ => list.push(line),
        }
    }
    list.retain(|l| !l.trim().is_empty());
    list
}

/// What `gorun check -e` says of the files, and whether it accepts them.
pub fn gorun_check(bin: &Path, files: &[PathBuf], flags: &[String]) -> (bool, String) {
    let mut command = Command::new(bin);
    command
        .args(["check", "-e"])
        .args(flags)
        .env("GOROOT", oracle::goroot())
        .args(files.iter().map(|f| f.file_name().unwrap()))
        .current_dir(files[0].parent().unwrap());
    let started = Instant::now();
    let out = crate::process::run(&mut command, Duration::from_secs(20));
    let mut text = out.stdout + &out.stderr;
    if out.code.is_none() {
        text = format!("DIED after {:?}\n{text}", started.elapsed());
    }
    (out.code == Some(0), text)
}

/// What one side says and the other does not; `None` if they agree.
pub fn difference(gc: &[String], gorun: &[String]) -> Option<String> {
    if gc == gorun {
        return None;
    }
    let mut out = String::new();
    let mut rest: Vec<&String> = gorun.iter().collect();
    for error in gc {
        match rest.iter().position(|e| *e == error) {
            Some(i) => {
                rest.remove(i);
            }
            None => out.push_str(&format!("  gc     {error}\n")),
        }
    }
    for error in rest {
        out.push_str(&format!("  gorun  {error}\n"));
    }
    if out.is_empty() {
        out.push_str("  order differs\n");
    }
    Some(out)
}
