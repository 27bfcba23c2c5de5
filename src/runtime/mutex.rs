//! sync.Mutex: two bytes in memory, and waiters in the scheduler's lot.
//!
//! `held` says whether somebody has it, `flags` what who gives it back must think of. They are apart so that giving it back is a store and no second
//! locked instruction. The price: between that store and a look at the flags a waiter may have queued. So
//!
//! * who queues sets its flag, makes every processor pass a barrier (`heavy_fence`) and looks once more whether the mutex is free;
//! * who gives it back looks at the flags afterwards (behind a `light_fence`, which costs nothing); if somebody is to be woken, it takes the mutex again to do so
//!   under it. If that fails, somebody else holds it, and will see the flags.
//!
//! Invariants: flags change under the lock of the mutex's place in the lot, but for `WOKEN`, which its goroutine takes away itself once it has
//! the mutex. `WAITERS` stands whenever somebody is queued, and may stand a while longer. `WOKEN` says that a waiter was woken and has not yet got the mutex or queued
//! again: until then no other is woken.

use super::sema::{waiter, wake};
use crate::sched::sync::{AtomicU8, Ordering, heavy_fence, light_fence, spin_loop};
use crate::sched::{GRef, On, WaiterKind};

/// The first word of a Go mutex. Zeroed memory is a free one; a held one without waiters is the number 1, as Go's.
#[repr(C)]
pub struct Word {
    held: AtomicU8,
    flags: AtomicU8,
    _rest: [u8; 2],
}

const WOKEN: u8 = 2;
const WAITERS: u8 = 4;
/// The first waiter is starving: the mutex is to be handed over.
const HUNGRY: u8 = 8;
/// A waiter that has tried for this long (nanoseconds) gets the mutex handed over.
const STARVING: i64 = 1_000_000;

/// How often a goroutine that comes to a locked mutex looks again before it parks, and how long it pauses before each look.
const SPINS: u32 = 4;
const PAUSES: u32 = 30;

/// How long a goroutine has been at a mutex.
#[derive(Clone, Copy)]
pub struct Attempt {
    /// When it first waited (the scheduler's clock); 0: not yet.
    pub since: i64,
    /// It was woken, so `WOKEN` stands for it.
    pub woken: bool,
}

/// Nobody waits, or a woken one is on its way, which will take the mutex or queue again.
#[inline(always)]
fn nobody_to_wake(flags: u8) -> bool {
    flags == 0 || flags & (WOKEN | HUNGRY) == WOKEN
}

impl Word {
    /// For tests and models; in Go's objects it is zeroed memory.
    #[cfg(any(test, loom))]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Word {
        Word {
            held: AtomicU8::new(0),
            flags: AtomicU8::new(0),
            _rest: [0; 2],
        }
    }
    /// Free, and nobody waits.
    #[cfg(any(test, loom))]
    pub fn is_zero(&self) -> bool {
        self.held.load(Ordering::Relaxed) == 0 && self.flags.load(Ordering::Relaxed) == 0
    }

    fn address(&self) -> usize {
        self as *const Word as usize
    }

    /// Takes the mutex if it is free.
    #[inline(always)]
    pub fn try_lock(&self) -> bool {
        // Looked at first: a compare-and-swap that fails costs as much as one that does not. Acquire: pairs with the Release of who gave it back.
        self.held.load(Ordering::Relaxed) == 0
            && self
                .held
                .compare_exchange(0, 1, Ordering::Acquire, Ordering::Relaxed)
                .is_ok()
    }

    /// Gives the mutex back if nobody need be woken for that; else it is still held (or was not), and `unlock` does it.
    #[inline(always)]
    pub fn unlock_at_once(&self) -> bool {
        if self.held.load(Ordering::Relaxed) == 0
            || !nobody_to_wake(self.flags.load(Ordering::Relaxed))
        {
            return false;
        }
        self.held.store(0, Ordering::Release);
        light_fence();
        nobody_to_wake(self.flags.load(Ordering::Relaxed)) || !self.try_lock()
    }

    /// Takes the mutex (answers true) or parks (false): when it is woken, `lock` is to be called again unless the waiter's `success` says
    /// that the mutex was handed over. `park` gets the attempt with `since` filled in.
    ///
    /// # Safety
    /// `g` runs on the caller's M.
    pub unsafe fn lock(
        &self,
        on: On<'_>,
        g: GRef,
        mut attempt: Attempt,
        park: impl FnOnce(Attempt),
    ) -> bool {
        let mut spins = if attempt.since == 0 { SPINS } else { 0 };
        loop {
            if self.try_lock() {
                if attempt.woken {
                    self.flags.fetch_and(!WOKEN, Ordering::Relaxed);
                }
                return true;
            }
            // A short critical section on another processor ends sooner than parking takes.
            if spins > 0 && on.sched().procs() > 1 {
                spins -= 1;
                for _ in 0..PAUSES {
                    spin_loop();
                }
                continue;
            }
            let mut place = on.sched().lot().lock(self.address());
            let now = on.sched().now().max(1);
            let since = if attempt.since != 0 {
                attempt.since
            } else {
                now
            };
            let starving = now - since > STARVING;
            let mine = WAITERS | if starving { HUNGRY } else { 0 };
            let before = self.flags.fetch_or(mine, Ordering::Relaxed);
            if attempt.woken {
                self.flags.fetch_and(!WOKEN, Ordering::Relaxed);
            }
            if nobody_to_wake(before) || attempt.woken {
                heavy_fence();
            }
            if self.held.load(Ordering::Relaxed) == 0 {
                attempt.woken = false;
                continue;
            }
            let again = attempt.since != 0;
            attempt = Attempt { since, ..attempt };
            on.waits_for(self.address());
            park(attempt);
            // SAFETY: the goroutine is ours until the place is unlocked.
            unsafe { place.push(waiter(g, WaiterKind::Mutex, starving as u32), again) };
            return false;
        }
    }

    /// Gives the mutex back; false if it was not held.
    #[inline]
    pub fn unlock(&self, on: On<'_>) -> bool {
        self.unlock_at_once() || self.unlock_slow(on)
    }

    #[cold]
    fn unlock_slow(&self, on: On<'_>) -> bool {
        let mut place = on.sched().lot().lock(self.address());
        if self.held.load(Ordering::Relaxed) == 0 {
            return false;
        }
        // While we hold the mutex and its place nobody else changes either byte. Release: pairs with the Acquire of the next holder.
        let woken = self.flags.load(Ordering::Relaxed) & WOKEN;
        let Some(first) = place.first() else {
            self.flags.store(woken, Ordering::Relaxed);
            self.held.store(0, Ordering::Release);
            return true;
        };
        // SAFETY: it is queued here, under our lock.
        let hand_over = unsafe { (*first).case == 1 };
        if !hand_over && woken != 0 {
            self.held.store(0, Ordering::Release);
            return true;
        }
        let next = place.pop();
        let waiters = match place.first() {
            // SAFETY: as above.
            Some(first) if unsafe { (*first).case == 1 } => WAITERS | HUNGRY,
            Some(_) => WAITERS,
            None => 0,
        };
        match hand_over {
            true => self.flags.store(waiters | woken, Ordering::Relaxed),
            false => {
                self.flags.store(waiters | WOKEN, Ordering::Relaxed);
                self.held.store(0, Ordering::Release);
            }
        }
        drop(place);
        if let Some(w) = next {
            wake(on, w, hand_over);
        }
        true
    }
}

/// `Word::try_lock` of the mutex at an address; it begins with its word.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn try_lock_at(mutex: u64) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*(mutex as *const Word)).try_lock() }
}

/// `Word::unlock_at_once`, likewise.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn unlock_at(mutex: u64) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*(mutex as *const Word)).unlock_at_once() }
}
