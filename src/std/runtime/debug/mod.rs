//! Package runtime/debug: the collector's settings.

use crate::vm::native::NativeCx;

crate::natives! {
    "SetGCPercent" => set_gc_percent,
    "SetMemoryLimit" => set_memory_limit,
}

fn set_gc_percent(cx: &mut NativeCx, percent: i64) -> i64 {
    cx.machine().heap().set_gogc(percent)
}

fn set_memory_limit(cx: &mut NativeCx, limit: i64) -> i64 {
    let heap = cx.machine().heap();
    let old = match usize::try_from(limit) {
        Ok(limit) => heap.set_memory_limit(limit),
        Err(_) => heap.memory_limit(),
    };
    i64::try_from(old).unwrap_or(i64::MAX)
}
