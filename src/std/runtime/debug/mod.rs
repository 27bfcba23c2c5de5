//! Package runtime/debug: the collector's settings.

use std::sync::Arc;

use crate::vm::native::{Answer, NativeCx, Outcome};

crate::natives! {
    "SetGCPercent" => set_gc_percent,
    "SetMemoryLimit" => set_memory_limit,
    "releaseFree" => release_free,
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

/// Before the goroutine goes on.
fn release_free(cx: &mut NativeCx) -> Answer<()> {
    let heap = Arc::clone(cx.machine().heap());
    cx.ctx().on().at_stop(Box::new(move |_| {
        // SAFETY: the world is stopped.
        unsafe { heap.release_free() };
        crate::heap::memory::trim_host();
    }));
    Answer::new(Outcome::Yield)
}
