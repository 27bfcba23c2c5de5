//! What the real Go says to the commands of tests/packages.

use std::fs;
use std::process::Command;

use crate::oracle;

#[path = "../../tests/harness/package_case.rs"]
mod package_case;

pub fn packages(only: &str) {
    let go = oracle::go();
    for case in package_case::cases(&oracle::root()) {
        if !case.to_string_lossy().contains(only) {
            continue;
        }
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let work = std::env::temp_dir().join(format!("gorun-ask-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&work);
        package_case::copy(&case, &work);
        let work = fs::canonicalize(work).unwrap();
        let mut answers = String::new();
        for command in package_case::commands(&case) {
            let mut process = Command::new(&go);
            match command.verb.as_str() {
                "run" => process.arg("run"),
                // gorun checks a module's packages where Go builds those that a pattern names.
                "check" => process.arg("build"),
                "test" => process.args(["test", "-count=1"]),
                verb => panic!("{}: no command {verb}", case.display()),
            };
            process
                .args(&command.args)
                .current_dir(work.join(&command.dir))
                .env("CGO_ENABLED", "0")
                .env("GOMODCACHE", work.join("modcache"))
                .env("GOPROXY", "off")
                .env("GONOSUMDB", "*")
                .env("GONOSUMCHECK", "1")
                .env("GOFLAGS", "")
                .env("GOTOOLCHAIN", "local");
            for (key, value) in &command.env {
                process.env(key, value);
            }
            let ran = process.output().unwrap();
            let stderr = String::from_utf8_lossy(&ran.stderr).into_owned();
            // `go run` answers 1 and says what the program's own code was.
            let status = stderr
                .lines()
                .next_back()
                .and_then(|l| l.strip_prefix("exit status "));
            let code = match status.and_then(|n| n.parse().ok()) {
                Some(n) => n,
                None => ran.status.code().unwrap_or(-1),
            };
            let stdout = String::from_utf8_lossy(&ran.stdout);
            let stdout = match command.verb.as_str() {
                "test" => package_case::plain_test_output(&stdout).into(),
                _ => stdout,
            };
            let stderr = match stderr.contains("goroutine ") {
                true => crate::normalise::normalise(&stderr),
                false => stderr,
            };
            answers += &package_case::shown(&command.line, &stdout, &stderr, code, &work);
        }
        fs::write(case.join("expected"), answers).unwrap();
        println!("{name}");
        // The module cache is made read-only by Go.
        let _ = Command::new("chmod")
            .args(["-R", "u+w"])
            .arg(&work)
            .status();
        let _ = fs::remove_dir_all(&work);
    }
}
