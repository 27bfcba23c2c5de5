//! What must hold without the real Go at hand: a seed gives the same program each time, gorun's checker accepts it, and it
//! runs to its end. Needs the gorun binary: `$GORUN_BIN`, or the one beside this test.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use random_programs::compare::{Gorun, How};

/// Fixed, so that a failure here is never by chance.
const SEEDS: std::ops::Range<u64> = 1..400;

/// However slow the machine, the test ends.
const MOST: Duration = Duration::from_secs(15);

fn gorun() -> Option<PathBuf> {
    if let Some(path) = std::env::var_os("GORUN_BIN") {
        return Some(path.into());
    }
    let test = std::env::current_exe().ok()?;
    let folder = test.parent()?.parent()?;
    let binary = folder.join("gorun");
    binary.exists().then_some(binary)
}

#[test]
fn a_seed_names_one_program() {
    for seed in SEEDS.take(40) {
        let text = random_programs::program(seed);
        assert_eq!(text, random_programs::program(seed));
        assert!(text.starts_with("package main\n"));
        let lines = text.lines().count();
        assert!((30..1500).contains(&lines), "seed {seed}: {lines} lines");
    }
}

#[test]
fn functions_that_print_capacities_check_and_end() {
    let groups: Vec<_> = (1..41).map(random_programs::caps::group).collect();
    let text = random_programs::caps::program(&groups);
    let again: Vec<_> = (1..41).map(random_programs::caps::group).collect();
    assert_eq!(text, random_programs::caps::program(&again));
    let Some(binary) = gorun() else {
        eprintln!("no gorun binary to run programs with");
        return;
    };
    let gorun = Gorun {
        binary,
        work: Path::new(env!("CARGO_TARGET_TMPDIR")).join("selfcheck-caps"),
        limit: Duration::from_secs(30),
    };
    let ran = gorun.run(0, &text, &How::default());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.len() > 1000);
}

#[test]
fn programs_check_and_end() {
    let Some(binary) = gorun() else {
        eprintln!("no gorun binary to run programs with");
        return;
    };
    let gorun = Gorun {
        binary,
        work: Path::new(env!("CARGO_TARGET_TMPDIR")).join("selfcheck"),
        limit: Duration::from_secs(30),
    };
    let started = Instant::now();
    for seed in SEEDS {
        if started.elapsed() > MOST {
            break;
        }
        let how = How {
            stress: seed % 8 == 0,
            ..How::default()
        };
        let text = random_programs::program(seed);
        let ran = gorun.run(0, &text, &how);
        // 1: refused. 101 or killed: gorun's own fault. 0, 2 and others: the program's own ends.
        assert!(
            ran.code >= 0 && ran.code != 101 && !ran.stderr.starts_with("# command-line-arguments"),
            "seed {seed} (random-programs emit --seed {seed}): exit code {}\n{}",
            ran.code,
            ran.stderr
        );
    }
}
