//! What is said of a program's end beyond Go's own reports: where in the source it happened, who started the goroutine, what each waits
//! for and why nobody can wake it. On a terminal; with `--explain` everywhere, and then also what has to be watched from the beginning.
//!
//! Runs when nothing else does. It never changes how a program runs or ends, and what is off costs nothing (`Config::explain`).

mod place;
mod reach;
mod story;
mod values;
mod waits;
mod watched;

use std::time::Duration;

use crate::sched::{GRef, Status};

use super::config::Explain;
use super::machine::Machine;

pub use watched::{Watched, locked, unlocked, watch_locks};

/// How long other goroutines have for reaching a safepoint when the program ends.
const PATIENCE: Duration = Duration::from_millis(100);

/// Of a goroutine that panicked, or met with a fatal error. It is saved. `still`: nothing else runs, so that values can be looked at.
pub fn panic(out: &mut Vec<u8>, machine: &Machine, gref: GRef, still: bool) {
    if machine.config().explain == Explain::Off {
        return;
    }
    let mut text = String::new();
    let values = still && machine.explained().is_some();
    story::happened(&mut text, machine, gref, values);
    if values && let Some(lost) = lost_at_end(machine) {
        text.push('\n');
        text.push_str(&lost);
    }
    out.extend_from_slice(text.as_bytes());
}

/// Nothing can run any more.
pub fn deadlock(out: &mut Vec<u8>, machine: &Machine) {
    if machine.config().explain == Explain::Off {
        return;
    }
    let all = waiting(machine);
    let mut text = String::from("\nWhat they wait for:\n");
    waits::tell(&mut text, machine, &all, &all);
    out.extend_from_slice(text.as_bytes());
}

/// Nothing can wake the one goroutine that somebody waits for.
pub fn deadlock_of(out: &mut Vec<u8>, machine: &Machine, g: GRef) {
    if machine.config().explain != Explain::Off && g.status() == Status::Waiting {
        let mut text = String::new();
        waits::tell(&mut text, machine, &[g], &waiting(machine));
        out.extend_from_slice(text.as_bytes());
    }
}

/// The program ends by itself, on the M of processor `p`: goroutines that nobody could have woken are told of.
pub fn program_ends(machine: &Machine, p: usize) {
    // What still runs cannot be looked at, and may be about to wake others.
    if machine.sched().halt(Some(p), PATIENCE) != Some(true) {
        return;
    }
    if let Some(text) = lost_at_end(machine) {
        super::report::finish(machine, text.as_bytes());
    }
}

/// Tells of the goroutines that nobody could have woken, if there are any. Nobody runs any more.
fn lost_at_end(machine: &Machine) -> Option<String> {
    let lost = lost(machine);
    let (what, them) = match lost.len() {
        0 => return None,
        1 => ("1 goroutine was".to_string(), "it"),
        n => (format!("{n} goroutines were"), "them"),
    };
    let mut text = format!(
        "gorun: the program has ended; {what} waiting, and nobody could have woken {them}:\n"
    );
    waits::tell(&mut text, machine, &lost, &lost);
    Some(text)
}

/// The goroutines that nobody can wake, by number. Nobody runs meanwhile.
pub fn lost(machine: &Machine) -> Vec<GRef> {
    reach::lost(machine, &goroutines(machine))
}

/// Those that wait, by number.
fn waiting(machine: &Machine) -> Vec<GRef> {
    let mut all = goroutines(machine);
    all.retain(|g| g.status() == Status::Waiting);
    // SAFETY: the number of a goroutine does not change while it lives.
    all.sort_by_key(|g| unsafe { g.get() }.id);
    all
}

/// The program's own.
fn goroutines(machine: &Machine) -> Vec<GRef> {
    let mut all = Vec::new();
    machine.sched().each_g(0, 1, |g| all.push(g));
    // SAFETY: the number and the kind of a goroutine do not change while it lives.
    all.retain(|&g| g.status() != Status::Dead && !unsafe { g.get() }.system);
    all
}
