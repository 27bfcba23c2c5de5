//! A bubble of testing/synctest: goroutines with a clock of their own, which moves on when all of them wait for each other (decision 022).
//!
//! Its timers are a shard that the scheduler's own clock never looks at. Who waits, and whether that is for others in the bubble, is
//! found out with the world stopped, by the one who knows what is waited for (`std/internal/synctest.rs`).

use std::sync::Arc;

use super::Sched;
use super::g::{G, GRef};
use super::proc::On;
use super::sync::{AtomicBool, AtomicI64, AtomicPtr, AtomicU8, Ordering};

/// Midnight, 1 January 2000, UTC, in nanoseconds since 1970: what the clock of a new bubble shows.
const BEGINNING: i64 = 946_684_800_000_000_000;

pub struct Bubble {
    pub id: u64,
    now: AtomicI64,
    shard: u32,
    /// The goroutine in `Wait`, or null.
    waiter: AtomicPtr<G>,
    /// Its first function has ended: its clock stands.
    done: AtomicBool,
    /// What was found when it was last looked at; the values are the asker's.
    pub found: AtomicU8,
}

impl Bubble {
    pub fn now(&self) -> i64 {
        // Relaxed: it changes with the world stopped.
        self.now.load(Ordering::Relaxed)
    }
    /// What its channels bear: not 0, and the same only for bubbles of which one is the 65,535th after the other.
    pub fn mark(&self) -> u16 {
        (self.id % u64::from(u16::MAX)) as u16 + 1
    }
    pub(super) fn shard(&self) -> u32 {
        self.shard
    }
    pub fn set_done(&self) {
        self.done.store(true, Ordering::Relaxed);
    }
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Relaxed)
    }
    /// `g`, about to park, waits for all others to wait. False: somebody does already.
    pub fn set_waiter(&self, g: GRef) -> bool {
        // Relaxed: read with the world stopped.
        self.waiter
            .compare_exchange(
                std::ptr::null_mut(),
                g.0,
                Ordering::Relaxed,
                Ordering::Relaxed,
            )
            .is_ok()
    }
    pub fn has_waiter(&self) -> bool {
        !self.waiter.load(Ordering::Relaxed).is_null()
    }
    /// Wakes the goroutine in `Wait`; false if there is none. With the world stopped.
    pub fn wake_waiter(&self, on: On<'_>) -> bool {
        let waiter = self.waiter.load(Ordering::Relaxed);
        if waiter.is_null() {
            return false;
        }
        self.waiter.store(std::ptr::null_mut(), Ordering::Relaxed);
        on.ready(GRef(waiter));
        true
    }
    /// Moves the clock to the first timer and fires what is due; false if there is none. With the world stopped.
    pub fn advance(&self, on: On<'_>) -> bool {
        let timers = &on.sched().timers;
        let next = timers.next_apart(self.shard);
        if next == i64::MAX {
            return false;
        }
        let now = next.max(self.now());
        self.now.store(now, Ordering::Relaxed);
        timers.run_apart(on, self.shard, now);
        true
    }
}

impl Sched {
    /// A new bubble. Timers and goroutines that are left over may refer to it for as long as the scheduler lives.
    pub fn new_bubble(&self) -> &Bubble {
        let shard = self.timers.add_apart();
        let mut bubbles = self.bubbles.lock();
        let id = bubbles.len() as u64 + 1;
        let bubble = Arc::new(Bubble {
            id,
            now: AtomicI64::new(BEGINNING),
            shard,
            waiter: AtomicPtr::new(std::ptr::null_mut()),
            done: AtomicBool::new(false),
            found: AtomicU8::new(0),
        });
        let lasting = Arc::as_ptr(&bubble);
        bubbles.push(bubble);
        // SAFETY: it does not move, and is never dropped before the scheduler.
        unsafe { &*lasting }
    }
}
