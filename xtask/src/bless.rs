//! Expected output of test programs, written by the real Go.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::oracle;

/// Examples without a fixed output.
const NOT_FIXED: &[&str] = &["pi.go", "webserver.go"];

pub fn bless(only: &str, new: bool) {
    let go = oracle::go();
    let root = oracle::root();
    let temporary = std::env::temp_dir().join(format!("gorun-bless-{}", std::process::id()));
    fs::create_dir_all(&temporary).unwrap();
    for (source, expected) in programs(&root) {
        let wanted = source.to_string_lossy().contains(only)
            && !(new && expected.with_extension("out").exists());
        if !wanted {
            continue;
        }
        let binary = temporary.join("program");
        if let Err(why) = oracle::build(&go, &source, &binary) {
            eprintln!("{}: does not build:\n{why}", source.display());
            continue;
        }
        let ran = Command::new(&binary)
            .current_dir(source.parent().unwrap())
            .output()
            .unwrap();
        fs::write(expected.with_extension("out"), &ran.stdout).unwrap();
        let stderr = String::from_utf8_lossy(&ran.stderr);
        let errors = expected.with_extension("err");
        if ran.status.success() && stderr.is_empty() {
            let _ = fs::remove_file(errors);
        } else {
            let code = ran.status.code().unwrap_or(-1);
            fs::write(
                errors,
                format!("{code}\n{}", crate::normalise::normalise(&stderr)),
            )
            .unwrap();
        }
        println!("{}", source.display());
    }
    races(&go, &root, only, &temporary.join("program"));
    let _ = fs::remove_dir_all(temporary);
}

/// The programs of `tests/race`, built with Go's race detector: that needs a C compiler.
fn races(go: &Path, root: &Path, only: &str, binary: &Path) {
    let folder = root.join("tests/race");
    let mut sources: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "go"))
        .filter(|path| path.to_string_lossy().contains(only))
        .collect();
    sources.sort();
    for source in sources {
        let built = Command::new(go)
            .args(["build", "-race", "-o"])
            .arg(binary)
            .arg(&source)
            .env("CGO_ENABLED", "1")
            .output()
            .unwrap();
        if !built.status.success() {
            let why = String::from_utf8_lossy(&built.stderr);
            eprintln!("{}: does not build:\n{why}", source.display());
            continue;
        }
        let ran = Command::new(binary)
            .current_dir(&folder)
            .env(
                "GORACE",
                "suppress_equal_stacks=0 suppress_equal_addresses=0",
            )
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = ran.status.code().unwrap_or(-1);
        let expected = crate::races::expectation(code, &text(&ran.stdout), &text(&ran.stderr));
        fs::write(source.with_extension("races"), expected).unwrap();
        println!("{}", source.display());
    }
}

/// (source, expectation without its ending)
fn programs(root: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut found = Vec::new();
    let mut folders = vec![root.join("tests/run"), root.join("tests/goroot")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                found.push((path.clone(), path.with_extension("")));
            }
        }
    }
    let expectations = root.join("tests/run/examples");
    fs::create_dir_all(&expectations).unwrap();
    for path in fs::read_dir(root.join("examples"))
        .unwrap()
        .map(|e| e.unwrap().path())
    {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".go") && !NOT_FIXED.contains(&name.as_str()) {
            found.push((path.clone(), expectations.join(name).with_extension("")));
        }
    }
    found.sort();
    found
}
