//! runtime.ReadMemStats.

use crate::vm::native::{GoSlice, NativeCx};

/// The numbers in the order of `ReadMemStats`. What other processors have allocated since the last collection is left out.
pub fn read_mem_stats(
    cx: &mut NativeCx,
    words: GoSlice<u64>,
    pauses: GoSlice<u64>,
    ends: GoSlice<u64>,
) {
    let stack = cx.ctx().on().sched().stack_bytes() as u64;
    let cache = &cx.ctx().cache;
    let s = cache.heap().stats([cache]);
    let numbers = [
        s.alloc,
        s.total_alloc,
        s.mallocs,
        s.frees,
        s.heap_alloc,
        s.heap_sys,
        s.heap_idle,
        s.heap_inuse,
        s.heap_released,
        s.heap_objects,
        stack,
        s.gc_sys,
        s.next_gc,
        s.last_gc,
        s.pause_total_ns,
        u64::from(s.num_gc),
        u64::from(s.num_forced_gc),
        s.sys,
    ];
    let fill = |to: GoSlice<u64>, from: &[u64]| {
        for (place, &number) in to.items_mut().iter_mut().zip(from) {
            *place = number;
        }
    };
    fill(words, &numbers);
    fill(pauses, &s.pause_ns);
    fill(ends, &s.pause_end);
}
