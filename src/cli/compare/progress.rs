//! A line on the terminal that says how far a long comparison is. Nothing in a pipe, and nothing for what is over soon.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_millis(700);
const WIDTH: usize = 24;

pub struct Progress {
    total: usize,
    done: usize,
    started: Instant,
    terminal: bool,
    shown: bool,
}

impl Progress {
    pub fn new(total: usize) -> Progress {
        Progress {
            total,
            done: 0,
            started: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
            shown: false,
        }
    }

    /// Does one step, with the line kept up to date meanwhile.
    pub fn during<T>(&mut self, what: &str, work: impl FnOnce() -> T) -> T {
        if !self.terminal {
            return work();
        }
        let result = std::thread::scope(|scope| {
            let (over, wait) = channel::<()>();
            let (started, done, total) = (self.started, self.done, self.total);
            let line = scope.spawn(move || {
                let mut shown = false;
                while wait.recv_timeout(Duration::from_millis(100))
                    == Err(RecvTimeoutError::Timeout)
                {
                    if started.elapsed() > PATIENCE {
                        show(done, total, what, started.elapsed());
                        shown = true;
                    }
                }
                shown
            });
            let result = work();
            drop(over);
            self.shown |= line.join().unwrap_or(false);
            result
        });
        self.done += 1;
        result
    }

    /// Takes the line away.
    pub fn done(&mut self) {
        if std::mem::take(&mut self.shown) {
            eprint!("\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done();
    }
}

fn show(done: usize, total: usize, what: &str, elapsed: Duration) {
    let full = (WIDTH * done / total.max(1)).min(WIDTH);
    let bar = "█".repeat(full) + &"░".repeat(WIDTH - full);
    let seconds = elapsed.as_secs();
    // Nobody could be told that standard error is closed.
    let _ = write!(std::io::stderr(), "\r\x1b[K{bar} {what}, {seconds} s");
}
