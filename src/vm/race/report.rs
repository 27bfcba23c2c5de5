//! What is said of a race, in Go's form.

use std::io::Write;

use parking_lot::Mutex;

use crate::bytecode::isa::Insn;
use crate::race::{Conflict, Owner, Stack, Thread, Touch};
use crate::vm::machine::Machine;
use crate::vm::report::write_error;
use crate::vm::traceback;

use super::Watch;

/// How races are reported: what `GORACE` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reporting {
    /// The exit code of a program that would end with 0.
    pub exit_code: i32,
    /// The first race ends the program.
    pub halt_on_error: bool,
    /// Not two reports of one address, of one pair of places.
    pub once_a_word: bool,
    pub once_a_place: bool,
    /// Reports go to this file, to which the process number is added; empty: standard error.
    pub log_path: String,
}

impl Default for Reporting {
    fn default() -> Reporting {
        Reporting {
            exit_code: 66,
            halt_on_error: false,
            once_a_word: true,
            once_a_place: true,
            log_path: String::new(),
        }
    }
}

impl Reporting {
    /// Of `GORACE`: `option=value`, separated by blanks. Options that there are not here have no effect.
    pub fn parse(text: &str) -> Reporting {
        let mut out = Reporting::default();
        for (name, value) in text.split_whitespace().filter_map(|o| o.split_once('=')) {
            match name {
                "exitcode" => out.exit_code = value.parse().unwrap_or(out.exit_code),
                "halt_on_error" => out.halt_on_error = value == "1",
                "suppress_equal_addresses" => out.once_a_word = value != "0",
                "suppress_equal_stacks" => out.once_a_place = value != "0",
                "log_path" => out.log_path = value.into(),
                _ => {}
            }
        }
        out
    }
    pub fn write(&self, text: &str) {
        let written = match &*self.log_path {
            "" | "stderr" => return write_error(text),
            "stdout" => std::io::stdout().lock().write_all(text.as_bytes()),
            path => std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(format!("{path}.{}", std::process::id()))
                .and_then(|mut file| file.write_all(text.as_bytes())),
        };
        if written.is_err() {
            write_error(text);
        }
    }
}

/// One report at a time.
static TELLING: Mutex<()> = Mutex::new(());

/// Reports a race, unless it has been.
#[cold]
pub fn tell(
    watch: &Watch,
    machine: &Machine,
    thread: &Thread,
    conflict: &Conflict,
    touch: Touch,
    here: Stack,
) {
    let detector = watch.detector();
    let how = &watch.reporting;
    if !detector.is_news(conflict, here, how.once_a_word, how.once_a_place) {
        return;
    }
    let _one = TELLING.lock();
    machine.flush_output();
    let (now, before) = (detector.owner_of(thread), detector.owner(&conflict.earlier));
    let by = |owner: &Owner| match owner.goroutine {
        0 => "unknown goroutine".into(),
        1 => "main goroutine".into(),
        n => format!("goroutine {n}"),
    };
    let at = conflict.address;
    let mut text = String::from("==================\nWARNING: DATA RACE\n");
    let kind = if touch.write { "Write" } else { "Read" };
    text += &format!("{kind} at {at:#014x} by {}:\n", by(&now));
    text += &frames(watch, machine, here);
    let earlier = &conflict.earlier;
    let kind = if earlier.mark.touch().write {
        "write"
    } else {
        "read"
    };
    text += &format!("\nPrevious {kind} at {at:#014x} by {}:\n", by(&before));
    text += &frames(watch, machine, earlier.stack);
    for owner in [&now, &before] {
        if owner.goroutine <= 1 || owner.made == Stack::NONE {
            continue;
        }
        let state = if owner.ended { "finished" } else { "running" };
        text += &format!("\nGoroutine {} ({state}) created at:\n", owner.goroutine);
        text += &frames(watch, machine, owner.made);
    }
    text += "==================\n";
    watch.reporting.write(&text);
    if watch.reporting.halt_on_error {
        std::process::exit(watch.reporting.exit_code);
    }
}

fn frames(watch: &Watch, machine: &Machine, stack: Stack) -> String {
    let shown = watch.detector().frames(stack).into_iter().filter_map(|pc| {
        let pc = pc as *const Insn;
        let function = machine.functions().find(pc).filter(|f| !f.wrapper)?;
        let place = traceback::place(machine, pc);
        Some(format!("  {}()\n      {place}\n", function.name))
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_as_go_reads_them() {
        let all = Reporting::parse(
            "log_path=/tmp/r halt_on_error=1 exitcode=7 suppress_equal_stacks=0 history_size=3",
        );
        assert_eq!(
            all,
            Reporting {
                exit_code: 7,
                halt_on_error: true,
                once_a_place: false,
                log_path: "/tmp/r".into(),
                ..Reporting::default()
            }
        );
        assert_eq!(Reporting::parse("exitcode=x"), Reporting::default());
    }
}
