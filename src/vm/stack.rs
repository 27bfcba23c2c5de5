//! Goroutine stacks grow by copying: nothing points into them.

use super::context::Ctx;

/// Slots that a native which parks or calls back may need above the caller's frame are made sure of by
/// `reserve`, everything else by `Enter`.
///
/// Makes the running goroutine's stack at least `need` slots long. Positions kept as offsets stay good,
/// addresses into the stack do not.
#[cold]
pub fn grow(cx: &mut Ctx, need: usize) {
    let on = cx.on();
    let g = cx.g_mut();
    let slots = need.max(g.stack.slots as usize * 2).next_power_of_two();
    let slots = u32::try_from(slots).expect("stacks are limited to less than 32 GiB");
    let new = on.stack_alloc(slots);
    // SAFETY: both blocks have at least the old one's slots, and do not overlap.
    unsafe { std::ptr::copy_nonoverlapping(g.stack.base, new.base, g.stack.slots as usize) };
    if !cx.at.0.is_null() {
        let offset = cx.offset_of(cx.at.1);
        // SAFETY: a frame of this goroutine, where it is now.
        cx.at.1 = unsafe { new.base.add(offset as usize) };
    }
    let old = std::mem::replace(&mut g.stack, new);
    on.stack_free(old);
    cx.stack = g.stack.base;
    let end = cx.stack_end();
    // A request to stop (0) must not be lost: exchanged only if nobody has stored it meanwhile.
    let limit = &cx.limit;
    let old_limit = limit.load(std::sync::atomic::Ordering::Relaxed);
    if old_limit != 0 {
        let _ = limit.compare_exchange(
            old_limit,
            end,
            std::sync::atomic::Ordering::Relaxed,
            std::sync::atomic::Ordering::Relaxed,
        );
    }
}

/// Makes sure of `slots` slots from `fp` on; answers `fp`'s new place.
pub fn reserve(cx: &mut Ctx, fp: *mut u64, slots: usize) -> *mut u64 {
    if fp as usize + slots * 8 <= cx.stack_end() {
        return fp;
    }
    let offset = cx.offset_of(fp);
    grow(cx, offset as usize + slots);
    cx.frame_at(offset)
}
