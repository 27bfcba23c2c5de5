//! How packages are found: modules, vendoring, build constraints, embedding, language versions, initialisation across
//! packages, and what is said of all that goes wrong. Each tests/packages/<case> is a directory tree with commands;
//! `cargo run -p xtask -- packages` asks the real Go and writes what it answered.

mod harness;
#[path = "harness/package_case.rs"]
mod package_case;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use harness::{gorun, in_parallel, root};

fn expect(case: &Path) -> Result<(), String> {
    let name = case.file_name().unwrap().to_string_lossy().into_owned();
    let work = std::env::temp_dir().join(format!("gorun-packages-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&work);
    package_case::copy(case, &work);
    let work = fs::canonicalize(work).unwrap();
    let mut got = String::new();
    for command in package_case::commands(case) {
        let mut process = Command::new(gorun());
        process
            .arg(&command.verb)
            .args(&command.args)
            .current_dir(work.join(&command.dir))
            .env("GOMODCACHE", work.join("modcache"))
            .env("GOROOT", work.join("no-go-here"))
            .env_remove("GOFLAGS")
            .env_remove("GOMAXPROCS");
        for (key, value) in &command.env {
            process.env(key, value);
        }
        let ran = harness::run(&mut process, Duration::from_secs(60));
        let code = ran.code.unwrap_or(-1);
        let stderr = match ran.stderr.contains("goroutine ") {
            true => harness::normalise(&ran.stderr),
            false => ran.stderr.clone(),
        };
        let stdout = match command.verb.as_str() {
            "test" => package_case::plain_test_output(&ran.stdout),
            _ => ran.stdout.clone(),
        };
        got += &package_case::shown(&command.line, &stdout, &stderr, code, &work);
    }
    let _ = fs::remove_dir_all(&work);
    let want = fs::read_to_string(case.join("expected")).unwrap_or_default();
    if got == want {
        return Ok(());
    }
    Err(format!("{name}:\n--- got\n{got}--- want\n{want}"))
}

#[test]
fn packages_are_found_as_go_finds_them() {
    let only = std::env::var("GORUN_TEST").unwrap_or_default();
    let mut cases = package_case::cases(root());
    cases.retain(|c| c.to_string_lossy().contains(&only));
    assert!(!cases.is_empty(), "no cases found");
    let failures = in_parallel(&cases, |case| expect(case));
    assert!(
        failures.is_empty(),
        "{} failed:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
