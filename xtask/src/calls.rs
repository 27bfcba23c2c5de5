//! Random calls of the library's pure functions under Go and under gorun (tests/calls), compared.

use std::path::Path;
use std::process::Command;

use crate::oracle;

/// Which calls are made.
#[derive(clap::Args)]
pub struct Options {
    /// How many calls of each program
    #[arg(default_value_t = 100_000)]
    count: u32,
    /// Which arguments: every seed gives others
    #[arg(long, default_value_t = 11)]
    seed: u64,
    /// Only the program of this name (strings, json, time, ...)
    #[arg(long)]
    only: Option<String>,
}

pub fn calls(options: &Options) {
    let root = oracle::root();
    let folder = root.join("tests/calls");
    let gorun = root.join("target/quick/gorun");
    let mut failed = false;
    for program in programs(&folder) {
        if options.only.as_ref().is_some_and(|only| *only != program) {
            continue;
        }
        let file = format!("{program}.go");
        let run = |command: &mut Command| {
            let ran = command
                .args(["run", "calls.go", &file])
                .args([options.count.to_string(), options.seed.to_string()])
                .current_dir(&folder)
                .env("CGO_ENABLED", "0")
                .output()
                .unwrap();
            String::from_utf8_lossy(&ran.stdout).into_owned()
        };
        let want = run(&mut Command::new(oracle::go()));
        let got = run(&mut Command::new(&gorun));
        if want == got && !want.is_empty() {
            println!("{program}: {} calls, no difference", options.count);
            continue;
        }
        failed = true;
        let block = want
            .lines()
            .zip(got.lines())
            .take_while(|(want, got)| want == got)
            .count();
        println!(
            "{program}: the first difference is in block {block}: compare the output of `run calls.go {file} {} {} {block}`",
            options.count, options.seed
        );
    }
    if failed {
        std::process::exit(1);
    }
}

/// The programs, each run together with calls.go.
fn programs(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| {
            entry
                .unwrap()
                .file_name()
                .to_str()?
                .strip_suffix(".go")
                .map(String::from)
        })
        .filter(|name| name != "calls")
        .collect();
    names.sort();
    names
}
