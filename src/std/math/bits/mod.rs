//! Package math/bits: the host's instructions.

use crate::vm::native::{GoPanic, NativeCx};

fn leading_zeros(x: u64) -> i64 {
    i64::from(x.leading_zeros())
}
fn trailing_zeros(x: u64) -> i64 {
    i64::from(x.trailing_zeros())
}
fn ones(x: u64) -> i64 {
    i64::from(x.count_ones())
}
fn mul(x: u64, y: u64) -> (u64, u64) {
    let product = u128::from(x) * u128::from(y);
    ((product >> 64) as u64, product as u64)
}
/// The Go side has made sure that `hi < y`, so the quotient fits.
fn div(hi: u64, lo: u64, y: u64) -> (u64, u64) {
    let dividend = u128::from(hi) << 64 | u128::from(lo);
    let y = u128::from(y.max(1));
    ((dividend / y) as u64, (dividend % y) as u64)
}

/// The panic of a quotient that does not fit.
fn overflow(cx: &mut NativeCx) -> Result<(), GoPanic> {
    Err(cx.runtime_error("integer overflow"))
}

crate::natives! {
    "overflow" => overflow,
    "leadingZeros64" => leading_zeros,
    "trailingZeros64" => trailing_zeros,
    "onesCount64" => ones,
    "reverse64" => u64::reverse_bits,
    "reverseBytes64" => u64::swap_bytes,
    "mul64" => mul,
    "div128" => div,
}
