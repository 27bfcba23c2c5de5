//! Package runtime/metrics: what its Go side cannot ask package runtime for.

use crate::vm::native::NativeCx;

crate::natives! {
    "percent" => percent,
    "begun" => begun,
}

fn percent(cx: &mut NativeCx) -> i64 {
    cx.machine().heap().gogc()
}

fn begun(cx: &mut NativeCx) -> u64 {
    cx.machine().sched().stats().goroutines
}
