//! What package sync is made of beside its mutex (`mutex.rs`): semaphores and ticket lists, each a word or two in memory whose waiters are in the
//! scheduler's lot.
//!
//! Invariant: a semaphore is above 0 only while nobody waits for it (a release with a waiter hands over instead of counting).

use crate::sched::sync::{AtomicU32, Ordering};
use crate::sched::{Bubble, GRef, On, Waiter, WaiterKind};

fn address(word: &AtomicU32) -> usize {
    word as *const AtomicU32 as usize
}

/// The goroutine's own waiter, made ready to be queued.
///
/// # Safety
/// `g` runs on the caller's M and is not queued.
pub(super) unsafe fn waiter(g: GRef, kind: WaiterKind, case: u32) -> *mut Waiter {
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
pub(super) fn wake(on: On<'_>, w: *mut Waiter, success: bool) {
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

/// Wakes the goroutine of a waiter that was taken out of its place, unless it is in a bubble that is not `by`; then its number.
fn wake_inside(on: On<'_>, w: *mut Waiter, by: *const Bubble) -> Result<(), u64> {
    // SAFETY: as in `wake`.
    let g = unsafe {
        (*(*w).g).owned.used();
        &*(*w).g
    };
    if !g.bubble.is_null() && g.bubble != by {
        return Err(g.id);
    }
    wake(on, w, true);
    Ok(())
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
    /// `by`: the bubble of the goroutine that signals. Error: who should be woken is in another one, and its number is this.
    pub fn signal(&self, on: On<'_>, by: *const Bubble) -> Result<(), u64> {
        if self.wait.load(Ordering::Acquire) == self.notify.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut place = on.sched().lot().lock(address(&self.wait));
        let ticket = self.notify.load(Ordering::Relaxed);
        if ticket == self.wait.load(Ordering::Acquire) {
            return Ok(());
        }
        self.notify.store(ticket.wrapping_add(1), Ordering::Relaxed);
        // Whoever has the ticket and is not queued yet will see that it is notified.
        let w = place.pop_case(ticket);
        drop(place);
        w.map_or(Ok(()), |w| wake_inside(on, w, by))
    }
    /// As `signal`.
    pub fn broadcast(&self, on: On<'_>, by: *const Bubble) -> Result<(), u64> {
        if self.wait.load(Ordering::Acquire) == self.notify.load(Ordering::Relaxed) {
            return Ok(());
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
        woken.into_iter().try_for_each(|w| wake_inside(on, w, by))
    }
}
