//! The ring of a channel's values in the heap, and values from goroutine to goroutine.

use super::Chan;
use crate::bytecode::rtype::TypeRef;
use crate::runtime::leaves;
use crate::sched::sync::Ordering;

/// Where a value at `index` of the ring lies.
///
/// # Safety
/// The lock is held and `index < cap`.
pub(super) unsafe fn slot(c: *mut Chan, index: usize) -> *mut u8 {
    // SAFETY: the ring has `cap` elements.
    unsafe {
        let elem = (*c).elem;
        (*c).ring.add(index * elem.size)
    }
}

/// Puts the value at `value` into the ring.
///
/// # Safety
/// The lock is held, the ring is not full, `value` are slots of the element type.
pub(super) unsafe fn push(c: *mut Chan, value: *const u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let len = (*c).len.load(Ordering::Relaxed);
        let mut at = (*c).head + len;
        if at >= (*c).cap {
            at -= (*c).cap;
        }
        leaves::store((*c).elem, value, slot(c, at));
        // Release: pairs with the Acquire in `looks_empty`.
        (*c).len.store(len + 1, Ordering::Release);
    }
}

/// Takes the oldest value out of the ring into `into` (null: nowhere).
///
/// # Safety
/// The lock is held, the ring is not empty, `into` are slots of the element type.
pub(super) unsafe fn pop(c: *mut Chan, into: *mut u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let elem = (*c).elem;
        let from = slot(c, (*c).head);
        if !into.is_null() {
            if elem.in_memory {
                leaves::copy_memory(from, *into as *mut u8, elem.size);
            } else {
                leaves::load(elem, from, into);
            }
        }
        if elem.has_pointers() {
            std::ptr::write_bytes(from, 0, elem.size);
        }
        (*c).head += 1;
        if (*c).head == (*c).cap {
            (*c).head = 0;
        }
        let len = (*c).len.load(Ordering::Relaxed);
        (*c).len.store(len - 1, Ordering::Release);
    }
}

/// From slots to slots.
///
/// # Safety
/// Both are slots of type `elem`.
#[inline]
pub(super) unsafe fn hand_over(elem: TypeRef, from: *const u64, to: *mut u64) {
    // SAFETY: the caller's promise; an `in_memory` receiver's slot holds an object of its own.
    unsafe {
        if elem.in_memory {
            leaves::copy_memory(*from as *const u8, *to as *mut u8, elem.size);
        } else {
            std::ptr::copy_nonoverlapping(from, to, elem.leaves.len());
        }
    }
}
