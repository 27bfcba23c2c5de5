//! Package internal/core/unicode: case mapping.

use crate::std::unicode::table::{CaseRange, map_case, map_in};
use crate::vm::native::GoSlice;
use crate::vm::native::value::Opaque;

crate::natives! {
    "ToIn" => to_in,
    "To" => to,
}

fn to_in(which: i64, r: i32, ranges: GoSlice<Opaque>) -> (i32, bool) {
    let ranges = match ranges.len() {
        0 => &[][..],
        // SAFETY: Go's CaseRange has the same layout, and the slice that many elements.
        n => unsafe { std::slice::from_raw_parts(ranges.as_ptr() as *const CaseRange, n) },
    };
    match usize::try_from(which).ok().filter(|&w| w < 3) {
        Some(which) => map_in(ranges, which, r).map_or((r, false), |m| (m, true)),
        None => (0xFFFD, false),
    }
}

fn to(which: i64, r: i32) -> i32 {
    match usize::try_from(which).ok().filter(|&w| w < 3) {
        Some(which) => map_case(which, r),
        None => 0xFFFD,
    }
}
