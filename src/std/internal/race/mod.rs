//! What the race detector is told, and what it has found.

use crate::vm::native::{GoSlice, NativeCx};

crate::natives! {
    "Errors" => errors,
    "WriteRange" => write_range,
}

fn errors(cx: &mut NativeCx) -> i64 {
    cx.machine().race().map_or(0, |race| race.found() as i64)
}

/// The detector sees the call (`vm/race/memory.rs`).
fn write_range(_: GoSlice<u8>) {}
