//! Random calls of the library's pure functions under Go and under gorun (tests/calls), compared.

use std::process::Command;

use crate::oracle;

/// The programs, each run together with calls.go.
const PROGRAMS: &[&str] = &["strings", "numbers", "texts"];

pub fn calls(count: u32) {
    let root = oracle::root();
    let gorun = root.join("target/quick/gorun");
    let mut failed = false;
    for program in PROGRAMS {
        let run = |command: &mut Command| {
            let files = ["calls.go".to_string(), format!("{program}.go")];
            let ran = command
                .args(files)
                .arg(count.to_string())
                .current_dir(root.join("tests/calls"))
                .env("CGO_ENABLED", "0")
                .output()
                .unwrap();
            String::from_utf8_lossy(&ran.stdout).into_owned()
        };
        let want = run(Command::new(oracle::go()).arg("run"));
        let got = run(Command::new(&gorun).arg("run"));
        let differs = want.lines().zip(got.lines()).position(|(w, g)| w != g);
        match differs {
            None if want.lines().count() == got.lines().count() && !want.is_empty() => {
                println!("{program}: {count} calls, no difference");
            }
            at => {
                failed = true;
                let block = at.unwrap_or(0);
                println!(
                    "{program}: the first difference is in block {block}: compare the output of `calls.go {program}.go {count} {block}`"
                );
            }
        }
    }
    if failed {
        std::process::exit(1);
    }
}
