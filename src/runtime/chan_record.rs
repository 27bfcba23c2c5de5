//! What channels tell the record of events (`sched::record`). The frequent ways are short, the others calls.

use crate::bytecode::rtype::TypeRef;
use crate::sched::record::{HERE, Kind, Writer, object_id};

use super::chan::Chan;
use super::shown;

/// The oldest value is taken from the ring.
#[inline(always)]
pub(super) fn record_taken(record: &mut Writer, c: *mut Chan) {
    if !record.takes_on(c as usize) {
        record.takes(c as usize);
    }
}

/// The zero value of a closed channel is received.
#[inline(never)]
pub(super) fn record_zero(record: &mut Writer, c: *mut Chan) {
    record.event(Kind::Recv, 1, object_id(c as usize), &[]);
}

/// A value goes into the ring.
///
/// # Safety
/// The channel's lock is held, `value` are slots of the element type. So for those that follow.
#[inline(always)]
pub(super) unsafe fn record_into_ring(record: &mut Writer, c: *mut Chan, value: *const u64) {
    // SAFETY: the caller's promise: a number has one slot. `fills_on` reads it only where the same channel's numbers were filled in before, with no
    // other goroutine's turn, so no collection, in between.
    unsafe {
        if !record.fills_on(c as usize, || *value) {
            record_into_ring_slow(record, c, value);
        }
    }
}

#[inline(never)]
unsafe fn record_into_ring_slow(record: &mut Writer, c: *mut Chan, value: *const u64) {
    // SAFETY: the caller's promise: a number has one slot.
    unsafe {
        if !shown::is_number((*c).elem()) || !record.fills(c as usize, *value) {
            record_passed_slow(record, c, value, 0, 0);
        }
    }
}

/// A value goes to another goroutine that waits, or (`TAKEN`) comes from such a one.
#[inline(never)]
pub(super) unsafe fn record_passed<const TAKEN: bool>(
    record: &mut Writer,
    c: *mut Chan,
    value: *const u64,
    other: u32,
) {
    // SAFETY: the caller's promise: a number has one slot.
    unsafe {
        if !shown::is_number((*c).elem()) || !record.passes_on(TAKEN, c as usize, other, *value) {
            record_passed_anew::<TAKEN>(record, c, value, other);
        }
    }
}

#[inline(never)]
unsafe fn record_passed_anew<const TAKEN: bool>(
    record: &mut Writer,
    c: *mut Chan,
    value: *const u64,
    other: u32,
) {
    // SAFETY: the caller's promise: a number has one slot.
    unsafe {
        if !shown::is_number((*c).elem()) || !record.passes(TAKEN, c as usize, other, *value) {
            match TAKEN {
                true => record_passed_slow(record, c, value, other, HERE),
                false => record_passed_slow(record, c, value, 0, other),
            }
        }
    }
}

#[inline(never)]
pub(super) unsafe fn record_passed_slow(
    record: &mut Writer,
    c: *mut Chan,
    value: *const u64,
    from: u32,
    to: u32,
) {
    // SAFETY: the caller's promise; if it is one word there is one slot.
    unsafe {
        let elem = (*c).elem();
        match shown::is_one_word(elem) {
            true => record.send(c as usize, from, to, *value),
            false => record_passed_whole(record, elem, c, value, from, to),
        }
    }
}

#[inline(never)]
unsafe fn record_passed_whole(
    record: &mut Writer,
    elem: TypeRef,
    c: *mut Chan,
    value: *const u64,
    from: u32,
    to: u32,
) {
    let mut kept = [0; shown::WORDS];
    // SAFETY: as above.
    let n = unsafe { shown::keep(elem, value, &mut kept) };
    record.send_whole(c as usize, from, to, &kept[..n]);
}
