//! Package math/bits: the host's instructions. What is counted in 64 bits, and rotations of 32 and 64, the compiler makes instructions
//! of (`compile/intrinsic.rs`).

use crate::vm::native::{GoPanic, NativeCx};

/// For each width.
macro_rules! counts {
    ($($ty:ty: $ones:ident $leading:ident $trailing:ident $len:ident $rotate:ident;)*) => {$(
        fn $ones(x: $ty) -> i64 {
            i64::from(x.count_ones())
        }
        fn $leading(x: $ty) -> i64 {
            i64::from(x.leading_zeros())
        }
        fn $trailing(x: $ty) -> i64 {
            i64::from(x.trailing_zeros())
        }
        fn $len(x: $ty) -> i64 {
            i64::from(<$ty>::BITS - x.leading_zeros())
        }
        fn $rotate(x: $ty, k: i64) -> $ty {
            x.rotate_left(k.rem_euclid(64) as u32)
        }
    )*};
}
counts! {
    u8: ones8 leading8 trailing8 len8 rotate8;
    u16: ones16 leading16 trailing16 len16 rotate16;
    u32: ones32 leading32 trailing32 len32 rotate32;
    u64: ones64 leading64 trailing64 len64 rotate64;
}

fn add(x: u64, y: u64, carry: u64) -> (u64, u64) {
    let sum = x.wrapping_add(y).wrapping_add(carry);
    (sum, ((x & y) | ((x | y) & !sum)) >> 63)
}
fn add32(x: u32, y: u32, carry: u32) -> (u32, u32) {
    let sum = u64::from(x) + u64::from(y) + u64::from(carry);
    (sum as u32, (sum >> 32) as u32)
}
/// A borrow that is neither 0 nor 1 is the program's fault, and told apart from no other.
fn sub(x: u64, y: u64, borrow: u64) -> (u64, u64) {
    let diff = x.wrapping_sub(y).wrapping_sub(borrow);
    (diff, ((!x & y) | (!(x ^ y) & diff)) >> 63)
}
fn sub32(x: u32, y: u32, borrow: u32) -> (u32, u32) {
    let diff = x.wrapping_sub(y).wrapping_sub(borrow);
    (diff, ((!x & y) | (!(x ^ y) & diff)) >> 31)
}
fn mul(x: u64, y: u64) -> (u64, u64) {
    let product = u128::from(x) * u128::from(y);
    ((product >> 64) as u64, product as u64)
}
fn mul32(x: u32, y: u32) -> (u32, u32) {
    let product = u64::from(x) * u64::from(y);
    ((product >> 32) as u32, product as u32)
}
/// Where the quotient fits; Go panics where it does not.
fn try_div(hi: u64, lo: u64, y: u64) -> Option<(u64, u64)> {
    (hi < y).then(|| div(hi, lo, y))
}
fn try_rem(hi: u64, lo: u64, y: u64) -> Option<u64> {
    (y != 0).then(|| div(hi % y, lo, y).1)
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
    "LeadingZeros" => leading64,
    "LeadingZeros8" => leading8,
    "LeadingZeros16" => leading16,
    "LeadingZeros32" => leading32,
    "LeadingZeros64" => leading64,
    "TrailingZeros" => trailing64,
    "TrailingZeros8" => trailing8,
    "TrailingZeros16" => trailing16,
    "TrailingZeros32" => trailing32,
    "TrailingZeros64" => trailing64,
    "OnesCount" => ones64,
    "OnesCount8" => ones8,
    "OnesCount16" => ones16,
    "OnesCount32" => ones32,
    "OnesCount64" => ones64,
    "Len" => len64,
    "Len8" => len8,
    "Len16" => len16,
    "Len32" => len32,
    "Len64" => len64,
    "RotateLeft" => rotate64,
    "RotateLeft8" => rotate8,
    "RotateLeft16" => rotate16,
    "RotateLeft32" => rotate32,
    "RotateLeft64" => rotate64,
    "Reverse" => u64::reverse_bits,
    "Reverse8" => u8::reverse_bits,
    "Reverse16" => u16::reverse_bits,
    "Reverse32" => u32::reverse_bits,
    "Reverse64" => u64::reverse_bits,
    "ReverseBytes" => u64::swap_bytes,
    "ReverseBytes16" => u16::swap_bytes,
    "ReverseBytes32" => u32::swap_bytes,
    "ReverseBytes64" => u64::swap_bytes,
    "Add" => add,
    "Add32" => add32,
    "Add64" => add,
    "Sub" => sub,
    "Sub32" => sub32,
    "Sub64" => sub,
    "Mul" => mul,
    "Mul32" => mul32,
    "Mul64" => mul,
    "tryDiv" => try_div,
    "tryDiv64" => try_div,
    "tryRem" => try_rem,
    "tryRem64" => try_rem,
    "div128" => div,
}
