//! Runs: while nothing else happens on a processor than that one channel's ring is filled, by one step from value to value, or emptied, its
//! events are counted here, where they happen, with a few instructions for each. The log hears of them when anything else does happen.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A processor's run, if there is one. Channels are addresses, and may be gone while nobody goes on with the run: that it is the same one is
/// for the record to rely on, not for who touches the channel.
pub struct Run {
    /// The channel whose ring is filled, or emptied, as expected. The monitor puts `NONE` here when it looks; that such a word is lost now and then
    /// does not matter.
    fills: AtomicUsize,
    takes: AtomicUsize,
    own: UnsafeCell<Own>,
}

/// What only the processor's holder looks at.
struct Own {
    /// The next value, and how much greater it is than the one before.
    next: u64,
    by: u64,
    /// So many events may still be counted, and could be when it was opened; 0: it is not open.
    left: u32,
    opened: u32,
    /// It fills.
    fills: bool,
}

/// No channel's address.
const NONE: usize = !0;

// SAFETY: `own` is only touched by the thread that holds the processor; the rest is atomic.
unsafe impl Sync for Run {}
// SAFETY: as above.
unsafe impl Send for Run {}

/// Of processors whose events are not recorded: it is never opened.
pub static NO_RUN: Run = Run::new();

/// What there was of a run that ends.
pub(super) struct Ended {
    pub counted: u32,
    /// The last value, of a ring that was filled.
    pub last: Option<u64>,
    /// More could have been counted, and the monitor has not looked.
    pub goes_on: bool,
}

impl Run {
    pub(super) const fn new() -> Run {
        Run {
            fills: AtomicUsize::new(NONE),
            takes: AtomicUsize::new(NONE),
            own: UnsafeCell::new(Own {
                next: 0,
                by: 0,
                left: 0,
                opened: 0,
                fills: false,
            }),
        }
    }
    /// Whether it is expected that this value goes into the ring of this channel. If it does, `filled` must follow.
    ///
    /// # Safety
    /// By who holds the processor. So for all others but `stop`.
    #[inline(always)]
    pub unsafe fn fills_on(&self, chan: usize, value: impl FnOnce() -> u64) -> bool {
        // Relaxed: a hint of the monitor's, else our own.
        // SAFETY: nobody else is at `own`, by the caller's promise. So below.
        self.fills.load(Ordering::Relaxed) == chan && unsafe { (*self.own.get()).next } == value()
    }
    /// It has gone there.
    ///
    /// # Safety
    /// As for `fills_on`, which said yes.
    #[inline(always)]
    pub unsafe fn filled(&self) {
        // SAFETY: as above.
        unsafe {
            let own = self.own.get();
            (*own).next = (*own).next.wrapping_add((*own).by);
            self.counts();
        }
    }
    /// Whether it is expected that the oldest value comes out of the ring of this channel. If it does, `taken` must follow.
    ///
    /// # Safety
    /// As for `fills_on`.
    #[inline(always)]
    pub unsafe fn takes_on(&self, chan: usize) -> bool {
        self.takes.load(Ordering::Relaxed) == chan
    }
    /// It has come out.
    ///
    /// # Safety
    /// As for `fills_on`; `takes_on` said yes.
    #[inline(always)]
    pub unsafe fn taken(&self) {
        // SAFETY: as above.
        unsafe { self.counts() };
    }
    /// # Safety
    /// As for `fills_on`, and `left` is not 0: where it becomes 0 the keys go, which only come with more.
    #[inline(always)]
    unsafe fn counts(&self) {
        // SAFETY: as above.
        unsafe {
            let own = self.own.get();
            (*own).left -= 1;
            if (*own).left == 0 {
                self.stop();
            }
        }
    }
    /// Counts no further.
    #[inline(always)]
    pub(super) fn stop(&self) {
        self.fills.store(NONE, Ordering::Relaxed);
        self.takes.store(NONE, Ordering::Relaxed);
    }
    /// From now on `left` events may be counted: that the channel's ring is emptied, or filled by this step (`fill`) from the last value on.
    ///
    /// # Safety
    /// As for `fills_on`; it is not open.
    pub(super) unsafe fn open(&self, chan: usize, fill: Option<(u64, u64)>, left: u32) {
        debug_assert!(left > 0);
        // SAFETY: as above.
        let own = unsafe { &mut *self.own.get() };
        (own.left, own.opened, own.fills) = (left, left, fill.is_some());
        match fill {
            Some((last, by)) => {
                (own.next, own.by) = (last.wrapping_add(by), by);
                self.fills.store(chan, Ordering::Relaxed);
            }
            None => self.takes.store(chan, Ordering::Relaxed),
        }
    }
    /// It ends.
    ///
    /// # Safety
    /// As for `fills_on`.
    pub(super) unsafe fn close(&self) -> Ended {
        let goes_on = [&self.fills, &self.takes]
            .iter()
            .any(|key| key.load(Ordering::Relaxed) != NONE);
        self.stop();
        // SAFETY: as above.
        let own = unsafe { &mut *self.own.get() };
        let opened = std::mem::replace(&mut own.opened, 0);
        Ended {
            counted: opened - own.left,
            last: own.fills.then(|| own.next.wrapping_sub(own.by)),
            goes_on,
        }
    }
    /// # Safety
    /// As for `fills_on`.
    #[inline(always)]
    pub(super) unsafe fn is_open(&self) -> bool {
        // SAFETY: as above.
        unsafe { (*self.own.get()).opened != 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Miri looks at who touches what.
    #[test]
    fn a_run_counts_until_it_may_not() {
        let run = Run::new();
        // SAFETY: only this thread uses it as the processor's holder does.
        unsafe {
            assert!(!run.is_open() && !run.takes_on(8) && !run.fills_on(0, || 0));
            run.open(8, Some((5, 2)), 3);
            assert!(!run.fills_on(8, || 8) && !run.fills_on(16, || 7) && !run.takes_on(8));
            for value in [7, 9] {
                assert!(run.fills_on(8, || value));
                run.filled();
            }
            let ended = run.close();
            assert_eq!(
                (ended.counted, ended.last, ended.goes_on),
                (2, Some(9), true)
            );
            assert!(!run.is_open() && !run.fills_on(8, || 11));
            // The last that may be counted, and the monitor's look.
            for looks in [false, true] {
                run.open(9, None, 2);
                for _ in 0..if looks { 1 } else { 2 } {
                    assert!(run.takes_on(9));
                    run.taken();
                }
                if looks {
                    std::thread::scope(|s| s.spawn(|| run.stop()).join().unwrap());
                }
                assert!(run.is_open() && !run.takes_on(9));
                let ended = run.close();
                assert_eq!((ended.last, ended.goes_on), (None, false));
            }
        }
    }
}
