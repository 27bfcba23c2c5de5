//! Words into and out of rings: what `send` and `recv` do most often, short enough for the handlers of the instructions. Whatever is in the way is
//! left to those; nobody is woken here.

use super::{Chan, Locked};
use crate::bytecode::rtype::Width;
use crate::runtime::leaves;
use crate::sched::sync::Ordering;

/// What `send` does most often: puts a word into the ring, if there is room and nobody is in the way. False: nothing has happened.
/// Not where events are recorded.
///
/// # Safety
/// As for `send`.
#[inline(always)]
pub unsafe fn send_word(chan: *mut Chan, value: *const u64) -> bool {
    // SAFETY: the caller's promise.
    unsafe { !chan.is_null() && put_word(chan, value) }
}

/// The same, not through nil.
///
/// # Safety
/// As for `send`; `chan` is live.
#[inline(always)]
pub unsafe fn put_word(chan: *mut Chan, value: *const u64) -> bool {
    // SAFETY: the caller's promise; what the lock guards is looked at again under it.
    unsafe {
        let room =
            || (*chan).len.load(Ordering::Relaxed) < (*chan).cap && (*chan).receivers.is_empty();
        if !(*chan).of_words || !room() || !(*chan).lock.try_lock() {
            return false;
        }
        let lock = Locked(chan);
        let sent = room() && !(*chan).closed.load(Ordering::Relaxed);
        if sent {
            let len = (*chan).len.load(Ordering::Relaxed);
            let mut at = (*chan).head + len;
            if at >= (*chan).cap {
                at -= (*chan).cap;
            }
            leaves::store_leaf((*chan).ring.add(8 * at), Width::W64, *value);
            // Release: as in `push`.
            (*chan).len.store(len + 1, Ordering::Release);
        }
        drop(lock);
        sent
    }
}

/// The same for `recv`.
///
/// # Safety
/// As for `recv`.
#[inline(always)]
pub unsafe fn recv_word(chan: *mut Chan, into: *mut u64, ok: *mut u64) -> bool {
    // SAFETY: the caller's promise.
    unsafe { !chan.is_null() && take_word(chan, into, ok) }
}

/// The same, not through nil.
///
/// # Safety
/// As for `recv`; `chan` is live.
#[inline(always)]
pub unsafe fn take_word(chan: *mut Chan, into: *mut u64, ok: *mut u64) -> bool {
    // SAFETY: as above.
    unsafe {
        let any = || (*chan).len.load(Ordering::Relaxed) > 0 && (*chan).senders.is_empty();
        if !(*chan).of_words || !any() || !(*chan).lock.try_lock() {
            return false;
        }
        let lock = Locked(chan);
        let received = any();
        if received {
            let head = (*chan).head;
            let from = (*chan).ring.add(8 * head);
            if !into.is_null() {
                *into = leaves::load_leaf(from, Width::W64);
            }
            // It may be an address.
            leaves::store_leaf(from, Width::W64, 0);
            (*chan).head = if head + 1 == (*chan).cap { 0 } else { head + 1 };
            let len = (*chan).len.load(Ordering::Relaxed);
            (*chan).len.store(len - 1, Ordering::Release);
            if !ok.is_null() {
                *ok = 1;
            }
        }
        drop(lock);
        received
    }
}
