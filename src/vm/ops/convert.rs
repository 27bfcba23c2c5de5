//! Conversions between numbers, with the results that gc's code gives on amd64 for values out of range.

use crate::vm::dispatch::{Flow, State};

/// As cvttsd2si: out of range and NaN give the smallest integer.
#[inline(always)]
pub fn f64_as_i64(x: f64) -> i64 {
    if (-9223372036854775808.0..9223372036854775808.0).contains(&x) {
        x as i64
    } else {
        i64::MIN
    }
}
/// As cvttsd2sl, for every type of 32 bits and less but uint32.
#[inline(always)]
pub fn f64_as_i32(x: f64) -> i32 {
    if x > -2147483649.0 && x < 2147483648.0 {
        x as i32
    } else {
        i32::MIN
    }
}
#[inline(always)]
pub fn f64_as_u64(x: f64) -> u64 {
    if x < 9223372036854775808.0 {
        f64_as_i64(x) as u64
    } else {
        f64_as_i64(x - 9223372036854775808.0) as u64 | 1 << 63
    }
}

#[inline(always)]
pub fn i64_to_f64(s: State) -> Flow {
    s.put_f(s.rb() as i64 as f64)
}
#[inline(always)]
pub fn u64_to_f64(s: State) -> Flow {
    s.put_f(s.rb() as f64)
}
#[inline(always)]
pub fn f64_to_i64(s: State) -> Flow {
    s.put(f64_as_i64(s.fb()) as u64)
}
#[inline(always)]
pub fn f64_to_i32(s: State) -> Flow {
    s.put(f64_as_i32(s.fb()) as i64 as u64)
}
#[inline(always)]
pub fn f32_to_i32(s: State) -> Flow {
    s.put(f64_as_i32(f32::from_bits(s.rb() as u32) as f64) as i64 as u64)
}
#[inline(always)]
pub fn f64_to_u64(s: State) -> Flow {
    s.put(f64_as_u64(s.fb()))
}
#[inline(always)]
pub fn f64_to_f32(s: State) -> Flow {
    s.put((s.fb() as f32).to_bits() as u64)
}
#[inline(always)]
pub fn f32_to_f64(s: State) -> Flow {
    s.put_f(f32::from_bits(s.rb() as u32) as f64)
}
#[inline(always)]
pub fn i64_to_f32(s: State) -> Flow {
    s.put((s.rb() as i64 as f32).to_bits() as u64)
}
#[inline(always)]
pub fn u64_to_f32(s: State) -> Flow {
    s.put((s.rb() as f32).to_bits() as u64)
}
#[inline(always)]
pub fn f32_to_i64(s: State) -> Flow {
    s.put(f64_as_i64(f32::from_bits(s.rb() as u32) as f64) as u64)
}
#[inline(always)]
pub fn f32_to_u64(s: State) -> Flow {
    s.put(f64_as_u64(f32::from_bits(s.rb() as u32) as f64))
}
