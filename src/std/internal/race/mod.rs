//! What the race detector has found.

use crate::vm::native::NativeCx;

crate::natives! {
    "Errors" => errors,
}

fn errors(cx: &mut NativeCx) -> i64 {
    cx.machine().race().map_or(0, |race| race.found() as i64)
}
