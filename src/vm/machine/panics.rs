//! What main's end must know of panics in other goroutines. A deferred call of a panic often wakes main (`defer wg.Done()`), which
//! then returns before the panic has told of itself: like Go's, main gives way to panics whose deferred calls run, and does not end a
//! program that a panic ends. os.Exit asks nobody.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use crate::vm::unwind::Panicking;

/// Deferred calls should not take long: so often main gives way to them.
const TURNS: usize = 1000;
/// After so many of them the panic is on another thread, which may wait for a CPU itself.
const SHORT_TURNS: usize = 20;
const LONG_TURN: Duration = Duration::from_micros(50);

/// What main does when its function has returned.
#[derive(PartialEq, Eq, Debug)]
pub enum MainEnds {
    Now,
    /// Asks again when others have run.
    Later,
    /// Somebody else ends the program.
    Never,
}

#[derive(Default)]
pub struct Panics {
    /// Panics in flight, in all goroutines.
    running: AtomicUsize,
    /// A goroutine is about to end the program, with a report.
    ending: AtomicBool,
    /// How often main has given way.
    turns: AtomicUsize,
}

impl Panics {
    pub fn begun(&self) {
        self.running.fetch_add(1, SeqCst);
    }
    /// These have been recovered, or a Goexit has taken their place.
    pub fn ended(&self, gone: &[Panicking]) {
        self.less(gone.iter().filter(|p| !p.goexit).count());
    }
    fn less(&self, count: usize) {
        if count > 0 {
            self.running.fetch_sub(count, SeqCst);
        }
    }
    /// One ends the program. It stays counted as running: nobody may see neither.
    pub fn ends_program(&self) {
        self.ending.store(true, SeqCst);
    }
    pub fn main_ends(&self) -> MainEnds {
        let some = self.running.load(SeqCst) > 0;
        if self.ending.load(SeqCst) {
            return MainEnds::Never;
        }
        if !some {
            return MainEnds::Now;
        }
        match self.turns.fetch_add(1, SeqCst) {
            TURNS.. => return MainEnds::Now,
            SHORT_TURNS.. => std::thread::sleep(LONG_TURN),
            _ => {}
        }
        MainEnds::Later
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn main_waits_for_panics() {
        let panics = Panics::default();
        assert_eq!(panics.main_ends(), MainEnds::Now);
        panics.begun();
        panics.begun();
        panics.less(1);
        assert_eq!(panics.main_ends(), MainEnds::Later);
        panics.less(1);
        assert_eq!(panics.main_ends(), MainEnds::Now);
        panics.begun();
        let turns = (0..2 * TURNS).filter(|_| panics.main_ends() == MainEnds::Later);
        assert_eq!(turns.count(), TURNS - 1);
        panics.ends_program();
        assert_eq!(panics.main_ends(), MainEnds::Never);
    }
}
