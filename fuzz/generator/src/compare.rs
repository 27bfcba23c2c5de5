//! Programs under the real Go and under gorun.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::oracle::Oracle;
use crate::run::{Ran, difference, run};

/// One way to run gorun.
#[derive(Clone, Default)]
pub struct How {
    pub stress: bool,
    pub procs: Option<usize>,
}

pub struct Gorun {
    pub binary: PathBuf,
    pub work: PathBuf,
    pub limit: Duration,
}

impl Gorun {
    pub fn run(&self, slot: usize, text: &str, how: &How) -> Ran {
        let folder = self.work.join(format!("slot{slot}"));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("prog.go");
        fs::write(&file, text).unwrap();
        let mut command = Command::new(&self.binary);
        command.arg("run");
        if how.stress {
            command.arg("--gc-stress");
        }
        command.arg(&file).env_remove("GOMAXPROCS");
        if let Some(procs) = how.procs {
            command.env("GOMAXPROCS", procs.to_string());
        }
        run(&mut command, self.limit)
    }
}

pub struct Range {
    pub from: u64,
    pub count: u64,
    pub jobs: usize,
}

/// Runs the programs of a range of seeds, each in one of the ways, by its seed; those that differ are left in `work/found`. The number of differences.
pub fn compare(oracle: &Oracle, gorun: &Gorun, range: &Range, hows: &[How]) -> usize {
    let found = gorun.work.join("found");
    fs::create_dir_all(&found).unwrap();
    let mut differences = 0;
    let mut at = range.from;
    let end = range.from + range.count;
    let mut broken = 0;
    while at < end {
        let next = (at + 64).min(end);
        let programs: Vec<(u64, String)> = (at..next)
            .map(|seed| (seed, crate::program(seed)))
            .collect();
        let wanted = oracle.wanted(&programs);
        let mut sound = Vec::new();
        for ((seed, text), want) in programs.into_iter().zip(wanted) {
            match want {
                Ok(want) => sound.push((seed, text, want)),
                Err(why) => {
                    broken += 1;
                    keep(&found.join(format!("broken_{seed}.go")), &text);
                    println!("seed {seed}: the real Go refuses it:\n{why}");
                }
            }
        }
        for (seed, text, why) in differing(gorun, &sound, range.jobs, hows) {
            differences += 1;
            keep(&found.join(format!("seed_{seed}.go")), &text);
            println!("seed {seed}: {why}");
        }
        at = next;
    }
    println!(
        "{} programs, {differences} differ, {broken} refused by the real Go",
        range.count
    );
    differences + broken
}

fn keep(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
}

fn differing(
    gorun: &Gorun,
    programs: &[(u64, String, Ran)],
    jobs: usize,
    hows: &[How],
) -> Vec<(u64, String, String)> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for slot in 0..jobs {
            let (next, found) = (&next, &found);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some((seed, text, want)) = programs.get(n) else {
                        return;
                    };
                    let how = &hows[*seed as usize % hows.len()];
                    let got = gorun.run(slot, text, how);
                    if let Some(why) = difference(&got, want) {
                        let why = format!("{}{why}", name(how));
                        found.lock().unwrap().push((*seed, text.clone(), why));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort();
    found
}

fn name(how: &How) -> String {
    let mut text = String::new();
    if how.stress {
        text.push_str("(gc stress) ");
    }
    if let Some(procs) = how.procs {
        text.push_str(&format!("(GOMAXPROCS={procs}) "));
    }
    text
}
