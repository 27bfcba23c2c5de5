//! What a run did, in numbers: for comparisons of runs.

use std::sync::atomic::Ordering;

use super::Sched;
use super::proc::On;
use super::record::Kind;

/// Of one processor.
#[derive(Clone, Copy, Debug)]
pub struct ProcStats {
    /// Goroutines switched to.
    pub switches: u32,
    pub steals: u32,
    /// Nobody held the processor for so long.
    pub idle_ns: u64,
}

#[derive(Clone, Debug)]
pub struct Stats {
    /// Goroutines begun, the main one included.
    pub goroutines: u64,
    pub wall_ns: u64,
    /// One for each processor that there ever was.
    pub procs: Vec<ProcStats>,
}

impl Sched {
    /// Exact once the run is over (`wind_down`).
    pub fn stats(&self) -> Stats {
        let now = match self.exited_at.load(Ordering::Relaxed) {
            0 => self.now() as u64,
            at => at,
        };
        let all = self.table.iter().map(|slot| slot.load(Ordering::Acquire));
        let mut begun = 0u64;
        let procs = all
            .take_while(|p| !p.is_null())
            .map(|p| {
                // SAFETY: as in `Sched::p`.
                let p = unsafe { &*p };
                begun = p.begun.load(Ordering::Relaxed).wrapping_add(begun);
                let since = p.idle_since.load(Ordering::Relaxed);
                let open = if since == 0 {
                    0
                } else {
                    now.saturating_sub(since)
                };
                ProcStats {
                    switches: p.rounds.load(Ordering::Relaxed),
                    steals: p.steals.load(Ordering::Relaxed),
                    idle_ns: p.idle.load(Ordering::Relaxed) + open,
                }
            })
            .collect();
        Stats {
            goroutines: begun,
            wall_ns: now,
            procs,
        }
    }

    /// Nobody holds the processor any more. Under the lock of `central`.
    pub(super) fn begin_idle(&self, p: usize) {
        let now = self.now().max(1) as u64;
        self.p(p).idle_since.store(now, Ordering::Relaxed);
    }

    /// Somebody is about to hold the processor again. Under the lock of `central`; the processor is the caller's to give.
    pub(super) fn end_idle(&self, p: usize) {
        let p = self.p(p);
        let since = p.idle_since.swap(0, Ordering::Relaxed);
        if since != 0 {
            let time = (self.now() as u64).saturating_sub(since);
            p.idle.fetch_add(time, Ordering::Relaxed);
        }
        On::new(self, p).event(Kind::Busy, 0, 0, &[]);
    }
}
