//! Runs that are watched: `--trace` writes the run's history, and `gorun compare` learns the numbers of a run through a file of lines
//! `name value ...` (`--numbers`, its own side channel).

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use crate::observe::waits::Waits;
use crate::observe::{History, page, trace_events};
use crate::vm::Machine;

/// What is to be written when the run is over.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    /// A page, or a file for trace viewers if it is named `.json`.
    pub trace: Option<PathBuf>,
    /// The numbers of the run; with `waits` also what its goroutines waited for.
    pub numbers: Option<PathBuf>,
    pub waits: bool,
    /// What the page is called: the program.
    pub title: String,
    /// Millions of bytes of events that are kept at most.
    pub limit: usize,
    /// Where the trace is, is said in the end: nobody named a place.
    pub announce: bool,
}

impl Watch {
    pub fn records(&self) -> bool {
        self.trace.is_some() || self.waits
    }
    /// So that a long run does not end with "cannot write".
    pub fn check(&self) -> Result<(), Failure> {
        let Some(path) = &self.trace else {
            return Ok(());
        };
        if !["json", "html"]
            .map(Some)
            .contains(&path.extension().and_then(|e| e.to_str()))
        {
            return Err(Failure::new(format!(
                "gorun: --trace {}: the name must end in .html (a page) or .json (for Perfetto and chrome://tracing)",
                path.display()
            )));
        }
        File::create(path)
            .map(|_| ())
            .map_err(|error| Failure::new(cannot(path, &error)))
    }

    /// Writes everything. Failures are told on standard error: the program's own end is the result.
    pub fn finish(&self, machine: &Machine, cpu_before: u64) {
        if let Some(path) = &self.numbers {
            let cpu = processor_time().saturating_sub(cpu_before);
            let written = numbers(machine, cpu).and_then(|mut text| {
                if self.waits {
                    waits(&mut text, &Waits::of(&History::of(machine)))?;
                }
                std::fs::write(path, text)
            });
            tell(path, written);
        }
        if let Some(path) = &self.trace {
            let history = History::of(machine);
            let written = File::create(path).and_then(|file| {
                let mut out = BufWriter::new(file);
                match path.extension().is_some_and(|e| e == "json") {
                    true => trace_events::write(&history, &mut out)?,
                    false => page::write(&history, &self.title, &mut out)?,
                }
                out.flush()
            });
            if self.announce && written.is_ok() {
                eprintln!("gorun: wrote {}", path.display());
            }
            tell(path, written);
            if history.cut {
                eprintln!(
                    "gorun: {}: the first {} events only (--trace-limit raises it, in megabytes: it was {})",
                    path.display(),
                    history.events,
                    self.limit
                );
            }
        }
    }
}

fn cannot(path: &Path, error: &io::Error) -> String {
    format!("gorun: cannot write {}: {error}", path.display())
}
fn tell(path: &Path, written: io::Result<()>) {
    if let Err(error) = written {
        eprintln!("{}", cannot(path, &error));
    }
}

fn numbers(machine: &Machine, cpu_ns: u64) -> io::Result<Vec<u8>> {
    let stats = machine.sched().stats();
    let mut out = Vec::new();
    writeln!(out, "wall {}", stats.wall_ns)?;
    writeln!(out, "cpu {cpu_ns}")?;
    writeln!(out, "goroutines {}", stats.goroutines)?;
    writeln!(out, "collections {}", machine.heap().collections())?;
    for p in &stats.procs {
        writeln!(out, "p {} {} {}", p.switches, p.steals, p.idle_ns)?;
    }
    Ok(out)
}

fn waits(out: &mut Vec<u8>, w: &Waits) -> io::Result<()> {
    writeln!(out, "duration {}", w.duration)?;
    writeln!(out, "at-most-one {}", w.at_most_one)?;
    writeln!(out, "none {}", w.none)?;
    writeln!(out, "able {:.3}", w.able)?;
    writeln!(out, "stopped {}", w.stopped)?;
    let (id, function, share) = &w.busiest;
    writeln!(out, "busiest {id} {share:.4} {function}")?;
    for wait in w.waits.iter().take(8) {
        let at = match wait.at.as_str() {
            "" => "?",
            at => at,
        };
        let reason = wait.reason.text();
        writeln!(out, "wait {} {} {at}|{reason}", wait.covered, wait.total)?;
    }
    Ok(())
}

/// Nanoseconds that this process has computed.
pub fn processor_time() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: writes one record, ours.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}
