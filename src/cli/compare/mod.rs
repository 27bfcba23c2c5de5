//! `gorun compare`: the same program with several values of GOMAXPROCS, side by side. Each run is a process of its own, gorun itself, which
//! tells its numbers through a file (`driver::Watch`). One more run is recorded if the program does not get faster, to say why.

mod numbers;
mod progress;
mod table;
mod why;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::args;
use crate::driver::Failure;
use numbers::Numbers;
use progress::Progress;

/// All runs with one value of GOMAXPROCS.
pub struct Group {
    pub procs: usize,
    pub runs: Vec<Outcome>,
}

/// One run.
pub struct Outcome {
    pub numbers: Numbers,
    pub code: i32,
    pub stdout: Vec<u8>,
}

impl Group {
    /// The fastest run: the least disturbed one.
    pub fn best(&self) -> &Outcome {
        let best = self.runs.iter().min_by_key(|run| run.numbers.wall);
        best.expect("a group has runs")
    }
}

pub fn compare(compare: args::Compare) -> Result<i32, Failure> {
    let (files, arguments) = args::split_files(compare.program.rest);
    if files.is_empty() {
        return Err(Failure::new(
            "gorun: no Go files named; see gorun compare --help",
        ));
    }
    if files == ["-"] {
        return Err(Failure::new(
            "gorun: compare runs the program several times: it needs a file, not standard input",
        ));
    }
    if compare.procs.is_empty()
        || compare
            .procs
            .iter()
            .any(|&p| p == 0 || p > crate::sched::MAX_PROCS)
    {
        return Err(Failure::new(format!(
            "gorun: --procs: numbers from 1 to {}, separated by commas",
            crate::sched::MAX_PROCS
        )));
    }
    let program = Program {
        files,
        arguments,
        tags: compare.program.selection.tags,
        modules: compare.program.selection.modules,
        ldflags: compare.program.selection.ldflags,
    };
    let runs = compare.runs.max(1);
    let mut progress = Progress::new(compare.procs.len() * runs);
    let mut groups = Vec::new();
    for &procs in &compare.procs {
        let mut group = Group {
            procs,
            runs: Vec::new(),
        };
        for run in 1..=runs {
            let what = format!("GOMAXPROCS={procs}, run {run} of {runs}");
            let outcome = progress.during(&what, || program.run(procs, false))?;
            group.runs.push(outcome);
        }
        groups.push(group);
    }
    let cores = crate::sched::cpus();
    let mut notes = why::notes(&groups, cores);
    if compare.why || why::gains_little(&groups, cores) {
        let most = compare.procs.iter().copied().max().unwrap_or(1);
        let procs = most.min(cores.max(2)).max(2);
        let recorded = progress.during("one more run, recorded", || program.run(procs, true))?;
        notes.extend(why::explain(&recorded.numbers));
    }
    progress.done();
    match compare.json {
        true => print!("{}", table::json(&program.files, cores, &groups, &notes)),
        false => print!("{}", table::text(&program.files, cores, &groups, &notes)),
    }
    Ok(0)
}

struct Program {
    files: Vec<String>,
    arguments: Vec<String>,
    tags: Option<String>,
    modules: Option<String>,
    ldflags: Option<String>,
}

impl Program {
    /// `recorded`: its events are recorded, so that the numbers say what goroutines waited for.
    fn run(&self, procs: usize, recorded: bool) -> Result<Outcome, Failure> {
        let cannot =
            |what: &str, error: &std::io::Error| Failure::new(format!("gorun: {what}: {error}"));
        let gorun = std::env::current_exe().map_err(|e| cannot("cannot find gorun itself", &e))?;
        let numbers = SideFile::new();
        let mut command = Command::new(gorun);
        command.arg("run").arg("--numbers").arg(&numbers.0);
        if recorded {
            command.arg("--waits");
        }
        if let Some(tags) = &self.tags {
            command.arg("--tags").arg(tags);
        }
        if let Some(mode) = &self.modules {
            command.arg("--mod").arg(mode);
        }
        if let Some(flags) = &self.ldflags {
            command.arg(format!("--ldflags={flags}"));
        }
        command.args(&self.files).args(&self.arguments);
        command.env("GOMAXPROCS", procs.to_string());
        command.stdin(Stdio::null()).stderr(Stdio::piped());
        let started = Instant::now();
        let ran = command
            .output()
            .map_err(|e| cannot("cannot start gorun", &e))?;
        let whole = started.elapsed();
        let code = ran.status.code().unwrap_or(-1);
        let Some(numbers) = numbers.read() else {
            // It did not begin to run: what gorun says of it is the answer. Or a signal killed it.
            let mut text = String::from_utf8_lossy(&ran.stderr).trim_end().to_string();
            if text.is_empty() {
                text = format!(
                    "gorun: the program was killed ({}) after {whole:.1?}",
                    ran.status
                );
            }
            return Err(Failure::new(text));
        };
        if code != 0 && code != 2 && ran.stdout.is_empty() && !ran.stderr.is_empty() {
            eprint!("{}", String::from_utf8_lossy(&ran.stderr));
        }
        Ok(Outcome {
            numbers,
            code,
            stdout: ran.stdout,
        })
    }
}

/// A file in the folder for temporary ones that goes away by itself.
struct SideFile(PathBuf);

impl SideFile {
    fn new() -> SideFile {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("gorun-compare-{}-{next}", std::process::id());
        SideFile(std::env::temp_dir().join(name))
    }
    fn read(&self) -> Option<Numbers> {
        Numbers::parse(&std::fs::read_to_string(&self.0).ok()?)
    }
}

impl Drop for SideFile {
    fn drop(&mut self) {
        // It may never have been made.
        let _ = std::fs::remove_file(&self.0);
    }
}
