//! What operations on a channel order, for who looks for data races: after Go's memory model a send happens before its receive is over,
//! the receive of value k before the send of value k + cap is, a close before a receive that sees it. As in Go's runtime a value's place in the ring is what orders;
//! where there is none, the two goroutines are ordered by each other.

use super::{Chan, ring};
use crate::race::{Detector, Thread};
use crate::sched::sync::Ordering;
use crate::sched::{G, On, Waiter};

/// The clock of a goroutine that is ours: it runs here, or waits and has been won.
///
/// # Safety
/// As just said; no other reference to its clock is alive.
#[allow(clippy::mut_from_ref)]
unsafe fn clock(race: &Detector, g: *mut G) -> Option<&mut Thread> {
    // SAFETY: the caller's promise.
    unsafe { race.thread(g.as_ref()?.clock) }
}

/// What orders the values that come to `index` of the ring.
///
/// # Safety
/// The lock is held.
unsafe fn key(c: *mut Chan, index: usize) -> usize {
    // SAFETY: the caller's promise.
    unsafe {
        let elem = (*c).elem;
        match elem.size {
            // The ring takes up no memory; the channel itself does.
            0 => c as usize + 1 + index % (size_of::<Chan>() - 1),
            _ => ring::slot(c, index) as usize,
        }
    }
}

/// The place in the ring that the next value gets.
///
/// # Safety
/// The lock is held, and the channel has a ring.
unsafe fn next(c: *mut Chan) -> usize {
    // SAFETY: the caller's promise.
    unsafe { ((*c).head + (*c).len.load(Ordering::Relaxed)) % (*c).cap }
}

/// A value goes from the running goroutine straight to one that waits, or back.
///
/// # Safety
/// The lock is held, and the waiter is won.
#[cold]
pub(super) unsafe fn handed_over(race: &Detector, on: On<'_>, c: *mut Chan, w: *mut Waiter) {
    // SAFETY: the caller's promise; the two are different goroutines.
    unsafe {
        let (one, other) = (clock(race, on.running()), clock(race, (*w).g));
        if (*c).timer.load(Ordering::Relaxed)
            && let Some(other) = other
        {
            return race.acquire(other, c as usize);
        }
        let (Some(one), Some(other)) = (one, other) else {
            return;
        };
        if (*c).cap == 0 {
            return race.meet(one, other);
        }
        // As if it had passed through the ring, which is empty: so it may begin at its next place.
        let key = key(c, (*c).head);
        race.pass(one, key);
        race.pass(other, key);
        (*c).head = ((*c).head + 1) % (*c).cap;
    }
}

/// The running goroutine is about to put a value into the ring, or to take one out.
///
/// # Safety
/// The lock is held; there is room, or a value.
#[cold]
pub(super) unsafe fn through_ring(race: &Detector, on: On<'_>, c: *mut Chan, takes: bool) {
    // SAFETY: the caller's promise.
    unsafe {
        let index = if takes { (*c).head } else { next(c) };
        if let Some(thread) = clock(race, on.running()) {
            match (*c).timer.load(Ordering::Relaxed) {
                // Whoever set the timer did so before its value is received.
                true => race.acquire(thread, c as usize),
                false => race.pass(thread, key(c, index)),
            }
        }
    }
}

/// The value of a waiting sender is about to be put into the ring, where one has just been taken out.
///
/// # Safety
/// As for `through_ring`; the waiter is won.
#[cold]
pub(super) unsafe fn takes_place(race: &Detector, c: *mut Chan, w: *mut Waiter) {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(thread) = clock(race, (*w).g) {
            race.pass(thread, key(c, next(c)));
        }
    }
}

/// The running goroutine closes the channel.
///
/// # Safety
/// The lock is held.
#[cold]
pub(super) unsafe fn closes(race: &Detector, on: On<'_>, c: *mut Chan) {
    // SAFETY: the caller's promise.
    if let Some(thread) = unsafe { clock(race, on.running()) } {
        race.release(thread, c as usize);
    }
}

/// A goroutine sees that the channel is closed.
///
/// # Safety
/// The lock is held; the goroutine runs here or has been won.
#[cold]
pub(super) unsafe fn sees_close(race: &Detector, c: *mut Chan, g: *mut G) {
    // SAFETY: the caller's promise.
    if let Some(thread) = unsafe { clock(race, g) } {
        race.acquire(thread, c as usize);
    }
}
