//! What package sync is made of: semaphores, mutexes and ticket lists, each a word or two in memory whose waiters are in the scheduler's lot.
//!
//! Invariants: a semaphore is above 0 only while nobody waits for it (a release with a waiter hands over instead of counting). A mutex's `WAITERS` bit
//! changes under the lock of its place in the lot and says whether somebody is queued there. `WOKEN` says that a waiter was woken and has not
//! yet got the lock or queued again: until then no other is woken.

use crate::sched::sync::{AtomicU32, Ordering, spin_loop};
use crate::sched::{GRef, On, Waiter, WaiterKind};

fn address(word: &AtomicU32) -> usize {
    word as *const AtomicU32 as usize
}

/// The goroutine's own waiter, made ready to be queued.
///
/// # Safety
/// `g` runs on the caller's M and is not queued.
unsafe fn waiter(g: GRef, kind: WaiterKind, case: u32) -> *mut Waiter {
    // SAFETY: the caller's promise.
    unsafe {
        let place = &raw mut (*g.0).waiter;
        place.write(Waiter {
            g: g.0,
            kind,
            case,
            ..Waiter::new()
        });
        place
    }
}

/// Wakes the goroutine of a waiter that was taken out of its place.
fn wake(on: On<'_>, w: *mut Waiter, success: bool) {
    // SAFETY: who takes a waiter out owns its goroutine until it has made it runnable.
    unsafe {
        (*(*w).g).owned.used();
        (*w).success = success;
        on.ready(GRef((*w).g));
    }
}

/// Takes one from the semaphore, or parks until a release hands one over; says whether it parked. `park` saves the goroutine and marks it as waiting.
///
/// # Safety
/// `g` runs on the caller's M.
pub unsafe fn acquire(on: On<'_>, g: GRef, sema: &AtomicU32, park: impl FnOnce()) -> bool {
    if try_acquire(sema) {
        return false;
    }
    let mut place = on.sched().lot().lock(address(sema));
    if try_acquire(sema) {
        return false;
    }
    on.waits_for(address(sema));
    park();
    // SAFETY: the goroutine is ours until the place is unlocked.
    unsafe { place.push(waiter(g, WaiterKind::Semaphore, 0), false) };
    true
}

fn try_acquire(sema: &AtomicU32) -> bool {
    // Acquire: pairs with the Release in `release`.
    sema.fetch_update(Ordering::Acquire, Ordering::Relaxed, |n| n.checked_sub(1))
        .is_ok()
}

/// Gives one to the semaphore: to who waits longest, if anybody does.
pub fn release(on: On<'_>, sema: &AtomicU32) {
    let mut place = on.sched().lot().lock(address(sema));
    match place.pop() {
        Some(w) => {
            drop(place);
            wake(on, w, true);
        }
        None => {
            sema.fetch_add(1, Ordering::Release);
        }
    }
}

const LOCKED: u32 = 1;
const WOKEN: u32 = 2;
const WAITERS: u32 = 4;
/// The first waiter is starving: the lock is to be handed over.
const HUNGRY: u32 = 8;
/// A waiter that has tried for this long (nanoseconds) gets the lock handed over.
const STARVING: i64 = 1_000_000;

/// Takes the mutex if it is free.
#[inline]
pub fn try_lock(mutex: &AtomicU32) -> bool {
    let state = mutex.load(Ordering::Relaxed);
    // Acquire: pairs with the Release in `unlock`.
    state & LOCKED == 0
        && mutex
            .compare_exchange(state, state | LOCKED, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
}

/// `try_lock` of the mutex at an address; it begins with its state.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn try_lock_at(mutex: u64) -> bool {
    // SAFETY: the caller's promise.
    try_lock(unsafe { &*(mutex as *const AtomicU32) })
}

/// Gives the mutex at an address back if nobody need be woken: nobody waits, or a woken one is on its way.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn unlock_fast_at(mutex: u64) -> bool {
    // SAFETY: the caller's promise.
    let mutex = unsafe { &*(mutex as *const AtomicU32) };
    let state = mutex.load(Ordering::Relaxed);
    // Looked at first: a compare-and-swap that fails costs as much as one that does not. Release: pairs with the Acquire of the next holder.
    (state == LOCKED || state & (LOCKED | WOKEN | HUNGRY) == LOCKED | WOKEN)
        && mutex
            .compare_exchange(state, state & !LOCKED, Ordering::Release, Ordering::Relaxed)
            .is_ok()
}

/// Where a sync.RWMutex has the number of its readers (`std/sync/rwmutex.rs`).
pub const READERS: u64 = 16;

/// Adds one reader to the sync.RWMutex at an address, if no writer is there.
///
/// # Safety
/// A sync.RWMutex is there.
#[inline(always)]
pub unsafe fn read_lock_at(rw: u64) -> bool {
    // SAFETY: the caller's promise.
    let readers = unsafe { &*((rw + READERS) as *const AtomicU32) };
    let n = readers.load(Ordering::Relaxed);
    // SeqCst, as all steps on this word (`std/sync/rwmutex.rs`). Below zero as a signed number: a writer.
    (n as i32) >= 0
        && readers
            .compare_exchange(n, n + 1, Ordering::SeqCst, Ordering::Relaxed)
            .is_ok()
}

/// Takes one reader away, if there is one and no writer waits.
///
/// # Safety
/// A sync.RWMutex is there.
#[inline(always)]
pub unsafe fn read_unlock_at(rw: u64) -> bool {
    // SAFETY: the caller's promise.
    let readers = unsafe { &*((rw + READERS) as *const AtomicU32) };
    let n = readers.load(Ordering::Relaxed);
    (n as i32) > 0
        && readers
            .compare_exchange(n, n - 1, Ordering::SeqCst, Ordering::Relaxed)
            .is_ok()
}

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

/// Takes the mutex (answers true) or parks (false): when it is woken, `lock` is to be called again unless the waiter's `success` says
/// that the lock was handed over. `park` gets the attempt with `since` filled in.
///
/// # Safety
/// As for `acquire`.
pub unsafe fn lock(
    on: On<'_>,
    g: GRef,
    mutex: &AtomicU32,
    mut attempt: Attempt,
    park: impl FnOnce(Attempt),
) -> bool {
    let clear = if attempt.woken { WOKEN } else { 0 };
    let mut spins = if attempt.since == 0 { SPINS } else { 0 };
    loop {
        let state = mutex.load(Ordering::Relaxed);
        if state & LOCKED == 0 {
            let taken = (state | LOCKED) & !clear;
            // Acquire: pairs with the Release in `unlock`.
            if mutex
                .compare_exchange_weak(state, taken, Ordering::Acquire, Ordering::Relaxed)
                .is_ok()
            {
                return true;
            }
            continue;
        }
        // A short critical section on another processor ends sooner than parking takes.
        if spins > 0 && on.sched().procs() > 1 {
            spins -= 1;
            for _ in 0..PAUSES {
                spin_loop();
            }
            continue;
        }
        let mut place = on.sched().lot().lock(address(mutex));
        let state = mutex.load(Ordering::Relaxed);
        let now = on.sched().now().max(1);
        let again = attempt.since != 0;
        if !again {
            attempt.since = now;
        }
        let starving = now - attempt.since > STARVING;
        let hungry = if starving { HUNGRY } else { 0 };
        let queued = (state | WAITERS | hungry) & !clear;
        if state & LOCKED == 0
            || mutex
                .compare_exchange(state, queued, Ordering::Relaxed, Ordering::Relaxed)
                .is_err()
        {
            if !again {
                attempt.since = 0;
            }
            continue;
        }
        on.waits_for(address(mutex));
        park(attempt);
        // SAFETY: the goroutine is ours until the place is unlocked.
        unsafe { place.push(waiter(g, WaiterKind::Mutex, starving as u32), again) };
        return false;
    }
}

/// Gives the mutex back if nobody waits for it.
#[inline]
pub fn unlock_fast(mutex: &AtomicU32) -> bool {
    // Release: pairs with the Acquire of the next holder.
    mutex
        .compare_exchange(LOCKED, 0, Ordering::Release, Ordering::Relaxed)
        .is_ok()
}

/// Gives the mutex back; false if it was not locked.
#[inline]
pub fn unlock(on: On<'_>, mutex: &AtomicU32) -> bool {
    unlock_fast(mutex) || unlock_slow(on, mutex)
}

#[cold]
fn unlock_slow(on: On<'_>, mutex: &AtomicU32) -> bool {
    // A woken goroutine is on its way and will take the lock or wait again: nobody else need be woken.
    let mut state = mutex.load(Ordering::Relaxed);
    while state & (LOCKED | WOKEN | HUNGRY) == LOCKED | WOKEN {
        // Release: pairs with the Acquire of the next holder.
        match mutex.compare_exchange_weak(
            state,
            state & !LOCKED,
            Ordering::Release,
            Ordering::Relaxed,
        ) {
            Ok(_) => return true,
            Err(now) => state = now,
        }
    }
    let mut place = on.sched().lot().lock(address(mutex));
    let state = mutex.load(Ordering::Relaxed);
    if state & LOCKED == 0 {
        return false;
    }
    // While it is locked by us and its place too, nobody else changes the word: who wants it sees `LOCKED` and waits for the place.
    let Some(first) = place.first() else {
        mutex.store(state & WOKEN, Ordering::Release);
        return true;
    };
    // SAFETY: it is queued here, under our lock.
    let hand_over = unsafe { (*first).case == 1 };
    if !hand_over && state & WOKEN != 0 {
        mutex.store(state & !LOCKED, Ordering::Release);
        return true;
    }
    let woken = place.pop();
    let waiters = match place.first() {
        // SAFETY: as above.
        Some(next) if unsafe { (*next).case == 1 } => WAITERS | HUNGRY,
        Some(_) => WAITERS,
        None => 0,
    };
    let next = if hand_over {
        LOCKED | waiters | (state & WOKEN)
    } else {
        WOKEN | waiters
    };
    mutex.store(next, Ordering::Release);
    drop(place);
    if let Some(w) = woken {
        wake(on, w, hand_over);
    }
    true
}

/// A list in which each waiter has a ticket and is woken in the order of the tickets (sync.Cond).
#[repr(C)]
pub struct Tickets {
    /// The next to be given out.
    wait: AtomicU32,
    /// Up to here all have been notified. Changes under the lock of the place.
    notify: AtomicU32,
}

impl Tickets {
    /// For models; in Go's objects it is zeroed memory.
    #[cfg(loom)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Tickets {
        Tickets {
            wait: AtomicU32::new(0),
            notify: AtomicU32::new(0),
        }
    }
    pub fn take(&self) -> u32 {
        self.wait.fetch_add(1, Ordering::AcqRel)
    }
    fn is_notified(&self, ticket: u32) -> bool {
        (ticket.wrapping_sub(self.notify.load(Ordering::Relaxed)) as i32) < 0
    }
    /// Parks until the ticket is notified; says whether it parked.
    ///
    /// # Safety
    /// As for `acquire`.
    pub unsafe fn wait(&self, on: On<'_>, g: GRef, ticket: u32, park: impl FnOnce()) -> bool {
        let mut place = on.sched().lot().lock(address(&self.wait));
        if self.is_notified(ticket) {
            return false;
        }
        on.waits_for(address(&self.wait));
        park();
        // SAFETY: the goroutine is ours until the place is unlocked.
        unsafe { place.push(waiter(g, WaiterKind::Semaphore, ticket), false) };
        true
    }
    pub fn signal(&self, on: On<'_>) {
        if self.wait.load(Ordering::Acquire) == self.notify.load(Ordering::Relaxed) {
            return;
        }
        let mut place = on.sched().lot().lock(address(&self.wait));
        let ticket = self.notify.load(Ordering::Relaxed);
        if ticket == self.wait.load(Ordering::Acquire) {
            return;
        }
        self.notify.store(ticket.wrapping_add(1), Ordering::Relaxed);
        // Whoever has the ticket and is not queued yet will see that it is notified.
        let w = place.pop_case(ticket);
        drop(place);
        if let Some(w) = w {
            wake(on, w, true);
        }
    }
    pub fn broadcast(&self, on: On<'_>) {
        if self.wait.load(Ordering::Acquire) == self.notify.load(Ordering::Relaxed) {
            return;
        }
        let mut place = on.sched().lot().lock(address(&self.wait));
        let end = self.wait.load(Ordering::Acquire);
        self.notify.store(end, Ordering::Relaxed);
        let mut woken = Vec::new();
        // Tickets taken since then are not queued: that needs the place.
        while let Some(w) = place.pop() {
            woken.push(w);
        }
        drop(place);
        for w in woken {
            wake(on, w, true);
        }
    }
}
