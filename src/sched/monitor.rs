//! The monitor: a thread without a processor that ends time slices, notices work that nobody takes, fires late timers and prints the trace.
//!
//! It changes nothing but through requests that any thread may make. It looks often while it has to step in, seldom when all goes by itself, and sleeps while every processor is idle.

use std::sync::Arc;
use std::time::Duration;

use super::g::G;
use super::sync::{AtomicBool, Condvar, Mutex, Ordering, fence, spawn_thread};
use super::{Runner, Sched, TraceConfig};

/// A goroutine may run this long before others get their turn.
const SLICE: i64 = 10_000_000;
const SHORTEST: Duration = Duration::from_micros(50);
const LONGEST: Duration = Duration::from_millis(10);
/// While events are recorded: how coarse their times may get.
const LONGEST_RECORDED: Duration = Duration::from_millis(1);
/// A program is no short one when it has run for so long.
const SETTLED: i64 = 10_000_000;
/// Quiet looks before the pause grows.
const QUIET: u32 = 20;

/// Wakes the monitor.
pub(super) struct Bell {
    asleep: AtomicBool,
    rung: Mutex<bool>,
    wakes: Condvar,
}

impl Bell {
    pub fn new() -> Bell {
        Bell {
            asleep: AtomicBool::new(false),
            rung: Mutex::new(false),
            wakes: Condvar::new(),
        }
    }
    pub fn ring(&self) {
        *self.rung.lock() = true;
        self.wakes.notify_all();
    }
    pub fn ring_if_asleep(&self) {
        // Pairs with the fence in `sleep_while_idle`: the caller has just made a processor busy.
        fence(Ordering::SeqCst);
        if self.asleep.load(Ordering::Relaxed) {
            self.ring();
        }
    }
    fn wait(&self, limit: Option<Duration>) {
        let mut rung = self.rung.lock();
        if !*rung {
            match limit {
                Some(limit) => {
                    self.wakes.wait_for(&mut rung, limit);
                }
                None => self.wakes.wait(&mut rung),
            }
        }
        *rung = false;
    }
}

/// What the monitor saw of a processor at its last look.
#[derive(Clone, Copy)]
struct Seen {
    slice: u32,
    since: i64,
    rounds: u32,
    next: *mut G,
}

impl Sched {
    pub(super) fn start_monitor(&self) {
        // Nothing may depend on it, so the models have none.
        if cfg!(loom) {
            return;
        }
        // Held to the end: what `P::request_stop` writes to belongs to the runner.
        let runner = self.runner.read().clone();
        if let (Some(sched), Some(runner)) = (self.me.upgrade(), runner) {
            // Without a monitor there is no preemption, but nothing breaks.
            spawn_thread("gorun-monitor".into(), move || {
                watch(&sched, &*runner);
            });
        }
    }

    /// Sleeps while every processor is idle; false if some are not.
    fn sleep_while_idle(&self, limit: Option<Duration>) -> bool {
        self.monitor.asleep.store(true, Ordering::Relaxed);
        // Pairs with the fence in `ring_if_asleep`: either we see the processor that went to work, or the bell rings.
        fence(Ordering::SeqCst);
        let idle = self.idle_ps.load(Ordering::Relaxed) >= self.procs() && !self.exiting();
        if idle {
            self.monitor.wait(limit);
        }
        self.monitor.asleep.store(false, Ordering::Relaxed);
        idle
    }
}

fn watch(sched: &Arc<Sched>, runner: &dyn Runner) {
    let mut settled = false;
    let mut seen: Vec<Seen> = Vec::new();
    let mut pause = SHORTEST;
    let mut quiet = 0;
    let trace = sched.config.trace;
    let every = trace.map(|t| t.every_ms as i64 * 1_000_000);
    let mut next_trace = every.unwrap_or(i64::MAX);
    while !sched.exiting() {
        let now = sched.now();
        let to_trace = every.map(|_| Duration::from_nanos((next_trace - now).max(0) as u64));
        if !settled && now >= SETTLED {
            settled = true;
            runner.settled();
        }
        let first = (!settled).then_some(LONGEST);
        if sched.sleep_while_idle(to_trace.or(first)) {
            (pause, quiet) = (SHORTEST, 0);
        } else {
            sched
                .monitor
                .wait(Some(to_trace.map_or(pause, |t| t.min(pause))));
        }
        let now = sched.now();
        sched.coarse.store(now as u64, Ordering::Relaxed);
        if now >= next_trace {
            sched.print_trace(trace.is_some_and(|t: TraceConfig| t.detail));
            next_trace = now + every.unwrap_or(i64::MAX);
        }
        if let Some(record) = &sched.record {
            record.tick();
            pause = pause.min(LONGEST_RECORDED);
        }
        if look(sched, &mut seen, now) {
            (pause, quiet) = (SHORTEST, 0);
        } else {
            quiet += 1;
            if quiet > QUIET {
                pause = (pause * 2).min(LONGEST);
            }
        }
    }
}

/// One look at all processors; says whether there was something to do that nobody else would have done soon.
fn look(sched: &Sched, seen: &mut Vec<Seen>, now: i64) -> bool {
    let mut helped = false;
    if sched.poller.get().is_some_and(|p| p.is_neglected(now)) {
        sched.poll_from_outside();
    }
    let idle = sched.idle_ps.load(Ordering::Relaxed);
    for i in 0..sched.procs() {
        let p = sched.p(i);
        let saw = Seen {
            slice: p.slices.load(Ordering::Relaxed),
            since: now,
            rounds: p.rounds.load(Ordering::Relaxed),
            next: p.runnext.load(Ordering::Relaxed),
        };
        if i >= seen.len() {
            seen.push(saw);
            continue;
        }
        let old = seen[i];
        let running = !p.running.load(Ordering::Relaxed).is_null();
        if saw.slice != old.slice || !running {
            seen[i] = saw;
            continue;
        }
        seen[i] = Seen {
            since: old.since,
            ..saw
        };
        if now - old.since >= SLICE {
            p.request_stop();
        }
        // It has been meant to run next for a whole look, while others have nothing to do.
        if idle > 0 && !saw.next.is_null() && saw.next == old.next && saw.rounds == old.rounds {
            helped = true;
            sched.wake();
        }
    }
    if idle > 0 && sched.timers.next() <= now {
        helped = true;
        sched.wake();
    }
    helped
}
