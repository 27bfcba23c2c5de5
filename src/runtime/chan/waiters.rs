//! Those who wait on a channel: into its queues, out of them, awake.

use super::{Chan, Locked};
use crate::sched::sync::Ordering;
use crate::sched::{GRef, NO_SLOT, On, WaitQueue, Waiter, WaiterKind};

/// Takes the first waiter that can still be won out of a queue: its goroutine is the caller's to wake.
///
/// # Safety
/// The channel's lock is held.
#[inline]
pub(super) unsafe fn take(queue: &mut WaitQueue) -> *mut Waiter {
    loop {
        // SAFETY: the caller's promise.
        let w = unsafe { queue.pop() };
        if w.is_null() {
            return w;
        }
        // SAFETY: a waiter that was in the queue is alive until its goroutine leaves `resume`, which needs this lock (a select) or our waking it.
        unsafe {
            if (*w).kind != WaiterKind::Select || (*(*w).g).claimed.swap(1, Ordering::AcqRel) == 0 {
                return w;
            }
        }
    }
}

/// A slot of the goroutine that waits; null for `NO_SLOT`.
///
/// # Safety
/// The caller has won the waiter.
#[inline]
pub(super) unsafe fn waiting_slot(w: *mut Waiter, slot: u32) -> *mut u64 {
    if slot == NO_SLOT {
        return std::ptr::null_mut();
    }
    // SAFETY: its stack does not move while it waits.
    unsafe {
        (*(*w).g).owned.used();
        (*(*w).g).stack.base.add(slot as usize)
    }
}

/// Makes a won waiter's goroutine runnable. `g.waiting` says what is left to do.
///
/// # Safety
/// The caller has won the waiter, and does not touch it afterwards.
pub(super) unsafe fn wake(on: On<'_>, w: *mut Waiter, success: bool) {
    // SAFETY: the caller's promise.
    unsafe {
        let g = (*w).g;
        (*g).owned.used();
        (*w).success = success;
        let finished = (*w).kind == WaiterKind::Channel && (success || !(*w).send);
        (*g).waiting = if finished { std::ptr::null_mut() } else { w };
        match success {
            // The event of the sending said so.
            true => on.ready_unrecorded(GRef(g)),
            false => on.ready(GRef(g)),
        }
    }
}

/// The goroutine of a waiter, as events name it.
///
/// # Safety
/// The caller has won the waiter.
#[inline(always)]
pub(super) unsafe fn number(w: *mut Waiter) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { (*(*w).g).id as u32 }
}

/// The slots of an operation as offsets that stay good while the goroutine waits.
///
/// # Safety
/// `at` is null or points into the running goroutine's stack.
#[inline]
pub(in crate::runtime) unsafe fn offset(g: GRef, at: *const u64) -> u32 {
    if at.is_null() {
        return NO_SLOT;
    }
    // SAFETY: the caller's promise.
    unsafe { at.offset_from((*g.0).stack.base) as u32 }
}

/// For `select`: queues a waiter.
///
/// # Safety
/// The lock is held; the waiter is in no queue and stays where it is.
pub(in crate::runtime) unsafe fn enqueue(c: *mut Chan, w: *mut Waiter) {
    // SAFETY: the caller's promise.
    unsafe {
        match (*w).send {
            true => (*c).senders.push_back(w),
            false => (*c).receivers.push_back(w),
        }
    }
}

/// For `select`: takes a waiter out again if it is still queued.
///
/// # Safety
/// `c` is live and is what `w` was queued on.
pub(in crate::runtime) unsafe fn cancel(c: *mut Chan, w: *mut Waiter) {
    // SAFETY: the caller's promise.
    unsafe {
        let lock = Locked::new(c);
        if (*w).queued {
            match (*w).send {
                true => (*c).senders.remove(w),
                false => (*c).receivers.remove(w),
            }
        }
        drop(lock);
    }
}

/// Takes a waiter out of the queue of its channel, if it still stands there.
///
/// # Safety
/// Its channel is live, and nobody wakes its goroutine meanwhile (the world is stopped).
pub unsafe fn leave(w: *mut Waiter) {
    // SAFETY: the caller's promise.
    unsafe {
        if (*w).queued {
            cancel((*w).on as *mut Chan, w);
        }
    }
}
