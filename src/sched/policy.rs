//! Which goroutine a processor runs next. One replaceable part: the ordinary policy is Go's; one that replays or explores schedules from a seed
//! would be another variant here and touch nothing else.

use super::Sched;
use super::g::GRef;
use super::proc::P;
use super::sync::{Ordering, Steal, spin_loop};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Policy {
    /// `runnext`, then the own queue, then the global one; every 61st time the global one first.
    Ordinary,
}

/// How often the global queue comes first.
const GLOBAL_EVERY: u32 = 61;

/// A goroutine, and whether it inherits the time slice of the one before.
pub(super) type Pick = (GRef, bool);

impl Policy {
    /// From what processor `p` has or the global queue holds. The caller holds `p`.
    pub fn next(self, sched: &Sched, p: &P) -> Option<Pick> {
        match self {
            Policy::Ordinary => ordinary(sched, p),
        }
    }
}

fn ordinary(sched: &Sched, p: &P) -> Option<Pick> {
    if p.slices
        .load(Ordering::Relaxed)
        .is_multiple_of(GLOBAL_EVERY)
    {
        // SAFETY: the caller holds the processor.
        let behind = unsafe { p.local() }.behind.pop_front();
        if let Some(g) = behind.or_else(|| global(sched, p)) {
            return Some((g, false));
        }
    }
    if let Some(g) = take_next(p) {
        return Some((g, true));
    }
    // SAFETY: the caller holds the processor.
    if let Some(g) = unsafe { p.local() }.worker.pop() {
        return Some((g, false));
    }
    global(sched, p).map(|g| (g, false))
}

/// What is in `runnext`.
pub(super) fn take_next(p: &P) -> Option<GRef> {
    let next = p.runnext.load(Ordering::Relaxed);
    if next.is_null() {
        return None;
    }
    // Only the holder puts something in, so a failure means that a thief took it. Acquire: a goroutine readied by another M of this processor.
    p.runnext
        .compare_exchange(
            next,
            std::ptr::null_mut(),
            Ordering::Acquire,
            Ordering::Relaxed,
        )
        .ok()
        .map(GRef)
}

/// From the global queue, with a share for the own queue.
pub(super) fn global(sched: &Sched, p: &P) -> Option<GRef> {
    if sched.injector.is_empty() {
        return None;
    }
    let share = (sched.injector.len() / sched.procs() + 1).min(128);
    // SAFETY: the caller holds the processor.
    let worker = &unsafe { p.local() }.worker;
    loop {
        match sched.injector.steal_batch_with_limit_and_pop(worker, share) {
            Steal::Success(g) => return Some(g),
            Steal::Empty => return None,
            Steal::Retry => spin_loop(),
        }
    }
}
