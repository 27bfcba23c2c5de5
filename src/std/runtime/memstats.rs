//! runtime.ReadMemStats, and what the heap holds by type.

use super::stopped::{answer, ask};
use crate::heap::MemStats;
use crate::heap::size_class::CLASS_SIZE;
use crate::vm::Machine;
use crate::vm::native::{Answer, GoPtr, GoSlice, NativeCx, put};

/// `runtime.MemStats` in memory.
#[repr(C)]
pub struct GoMemStats {
    alloc: u64,
    total_alloc: u64,
    sys: u64,
    lookups: u64,
    mallocs: u64,
    frees: u64,
    heap_alloc: u64,
    heap_sys: u64,
    heap_idle: u64,
    heap_inuse: u64,
    heap_released: u64,
    heap_objects: u64,
    stack_inuse: u64,
    stack_sys: u64,
    other: [u64; 5],
    gc_sys: u64,
    other_sys: u64,
    next_gc: u64,
    last_gc: u64,
    pause_total_ns: u64,
    pause_ns: [u64; 256],
    pause_end: [u64; 256],
    num_gc: u32,
    num_forced_gc: u32,
    gc_cpu_fraction: f64,
    enable_gc: bool,
    debug_gc: bool,
    by_size: [BySize; 61],
}

#[repr(C)]
struct BySize {
    size: u32,
    mallocs: u64,
    frees: u64,
}

/// Nothing is allocated for it in the Go heap, so that a program can count what it allocates itself.
pub fn read_mem_stats(cx: &mut NativeCx, to: GoPtr<GoMemStats>) -> Answer<()> {
    if to.is_null() {
        let panic = cx.nil_dereference();
        return Answer::new(panic.into());
    }
    // Among the state words, the collector sees it.
    cx.state[1] = to.0 as u64;
    let at = to.0 as usize;
    let outcome = ask(
        cx,
        move |machine, world| {
            let stats = machine.mem_stats();
            let stack = world.sched().stack_bytes() as u64;
            // SAFETY: a MemStats of the program's, alive while its goroutine waits.
            let to = unsafe { &mut *(at as *mut GoMemStats) };
            fill(to, &stats, stack);
            // Collections stop all processors.
            let elapsed = world.sched().now().max(1) as f64;
            to.gc_cpu_fraction = (stats.pause_total_ns as f64 / elapsed).min(1.0);
        },
        |cx| {
            answer::<()>(cx);
            put(cx, ())
        },
    );
    Answer::new(outcome)
}

fn fill(to: &mut GoMemStats, s: &MemStats, stack: u64) {
    to.alloc = s.alloc;
    to.total_alloc = s.total_alloc;
    to.sys = s.sys + stack;
    to.mallocs = s.mallocs;
    to.frees = s.frees;
    to.heap_alloc = s.heap_alloc;
    to.heap_sys = s.heap_sys;
    to.heap_idle = s.heap_idle;
    to.heap_inuse = s.heap_inuse;
    to.heap_released = s.heap_released;
    to.heap_objects = s.heap_objects;
    (to.stack_inuse, to.stack_sys) = (stack, stack);
    to.gc_sys = s.gc_sys;
    to.next_gc = s.next_gc;
    to.last_gc = s.last_gc;
    to.pause_total_ns = s.pause_total_ns;
    for (place, &n) in to.pause_ns.iter_mut().zip(&s.pause_ns) {
        *place = n;
    }
    for (place, &n) in to.pause_end.iter_mut().zip(&s.pause_end) {
        *place = n;
    }
    to.num_gc = s.num_gc;
    to.num_forced_gc = s.num_forced_gc;
    to.enable_gc = true;
    let classes = CLASS_SIZE.iter().zip(&s.by_class);
    for (place, (&size, &(mallocs, frees))) in to.by_size.iter_mut().zip(classes) {
        *place = BySize {
            size,
            mallocs,
            frees,
        };
    }
}

/// Objects and bytes of each type, as the last collection found them live.
pub fn live_by_type(cx: &mut NativeCx) -> Answer<GoSlice<i64>> {
    let outcome = ask(
        cx,
        |machine: &Machine, _| {
            // SAFETY: the world is stopped.
            let counts = unsafe { machine.heap().census() };
            let pairs = counts.iter().map(|c| [c.objects as i64, c.bytes as i64]);
            pairs.flatten().collect::<Vec<i64>>()
        },
        |cx| {
            let counts: Vec<i64> = answer(cx).unwrap_or_default();
            let list = cx.ints(&counts);
            put(cx, list)
        },
    );
    Answer::new(outcome)
}
