//! Integer arithmetic. Registers hold 64 bits; the narrow forms normalise their result.

use crate::vm::dispatch::{Flow, State};
use crate::vm::raise;

macro_rules! narrow {
    ($($name:ident: $t:ty, $wide:ty, $op:ident;)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.put((s.rb() as $t).$op(s.rc() as $t) as $wide as u64)
        })*
    };
}
narrow! {
    add_i64: u64, u64, wrapping_add;
    add_i32: i32, i64, wrapping_add;
    add_u32: u32, u64, wrapping_add;
    add_i16: i16, i64, wrapping_add;
    add_u16: u16, u64, wrapping_add;
    add_i8: i8, i64, wrapping_add;
    add_u8: u8, u64, wrapping_add;
    sub_i64: u64, u64, wrapping_sub;
    sub_i32: i32, i64, wrapping_sub;
    sub_u32: u32, u64, wrapping_sub;
    sub_i16: i16, i64, wrapping_sub;
    sub_u16: u16, u64, wrapping_sub;
    sub_i8: i8, i64, wrapping_sub;
    sub_u8: u8, u64, wrapping_sub;
    mul_i64: u64, u64, wrapping_mul;
    mul_i32: i32, i64, wrapping_mul;
    mul_u32: u32, u64, wrapping_mul;
    mul_i16: i16, i64, wrapping_mul;
    mul_u16: u16, u64, wrapping_mul;
    mul_i8: i8, i64, wrapping_mul;
    mul_u8: u8, u64, wrapping_mul;
}

macro_rules! simple {
    ($($name:ident: $s:ident => $value:expr;)*) => {
        $(#[inline(always)]
        pub fn $name($s: State) -> Flow {
            $s.put($value)
        })*
    };
}
simple! {
    add_i64_k: s => s.rb().wrapping_add(s.ci() as u64);
    mul_i64_k: s => s.rb().wrapping_mul(s.ci() as u64);
    and: s => s.rb() & s.rc();
    or: s => s.rb() | s.rc();
    xor: s => s.rb() ^ s.rc();
    and_not: s => s.rb() & !s.rc();
    and_k: s => s.rb() & s.ci() as u64;
    not: s => !s.rb();
    neg_i64: s => (s.rb() as i64).wrapping_neg() as u64;
    shl: s => { let n = s.rc(); if n < 64 { s.rb() << n } else { 0 } };
    shr_i64: s => (s.rb() as i64 >> s.rc().min(63)) as u64;
    shr_u64: s => { let n = s.rc(); if n < 64 { s.rb() >> n } else { 0 } };
    shl_k: s => s.rb() << (s.c() & 63);
    shr_i64_k: s => (s.rb() as i64 >> (s.c() & 63)) as u64;
    shr_u64_k: s => s.rb() >> (s.c() & 63);
    ext_i8: s => s.rb() as i8 as i64 as u64;
    ext_u8: s => s.rb() as u8 as u64;
    ext_i16: s => s.rb() as i16 as i64 as u64;
    ext_u16: s => s.rb() as u16 as u64;
    ext_i32: s => s.rb() as i32 as i64 as u64;
    ext_u32: s => s.rb() as u32 as u64;
    bool_not: s => s.rb() ^ 1;
}

#[inline(always)]
pub fn div_i64(s: State) -> Flow {
    let (x, y) = (s.rb() as i64, s.rc() as i64);
    if y == 0 {
        return s.slow(raise::divide, 0, 0);
    }
    s.put(if y == -1 { x.wrapping_neg() } else { x / y } as u64)
}
#[inline(always)]
pub fn rem_i64(s: State) -> Flow {
    let (x, y) = (s.rb() as i64, s.rc() as i64);
    if y == 0 {
        return s.slow(raise::divide, 0, 0);
    }
    s.put(if y == -1 { 0 } else { x % y } as u64)
}
/// x / 2**n, rounded towards 0: a negative number first goes up by what the shift would round down.
#[inline(always)]
fn div_power(x: i64, n: usize) -> i64 {
    let up = ((x >> 63) as u64 >> ((64 - n) & 63)) as i64;
    x.wrapping_add(up) >> (n & 63)
}
#[inline(always)]
pub fn div_i64_p(s: State) -> Flow {
    s.put(div_power(s.rb() as i64, s.c()) as u64)
}
#[inline(always)]
pub fn rem_i64_p(s: State) -> Flow {
    let (x, n) = (s.rb() as i64, s.c());
    s.put(x.wrapping_sub(div_power(x, n) << (n & 63)) as u64)
}
#[inline(always)]
pub fn div_u64(s: State) -> Flow {
    match s.rb().checked_div(s.rc()) {
        Some(q) => s.put(q),
        None => s.slow(raise::divide, 0, 0),
    }
}
#[inline(always)]
pub fn rem_u64(s: State) -> Flow {
    match s.rb().checked_rem(s.rc()) {
        Some(r) => s.put(r),
        None => s.slow(raise::divide, 0, 0),
    }
}
#[inline(always)]
pub fn shift_check(s: State) -> Flow {
    if (s.ra() as i64) < 0 {
        return s.slow(raise::negative_shift, 0, 0);
    }
    s.next(1)
}

/// Functions of math/bits.
macro_rules! counts {
    ($($name:ident $x:ident $count:expr;)*) => {$(
        #[inline(always)]
        pub fn $name(s: State) -> Flow {
            let $x = s.rb();
            s.put(u64::from($count))
        }
    )*};
}
counts! {
    ones_count x x.count_ones();
    leading_zeros x x.leading_zeros();
    trailing_zeros x x.trailing_zeros();
    bit_len x 64 - x.leading_zeros();
}
/// By a number modulo the width, also a negative one.
#[inline(always)]
pub fn rotate_left_64(s: State) -> Flow {
    s.put(s.rb().rotate_left(s.rc() as u32 % 64))
}
#[inline(always)]
pub fn rotate_left_32(s: State) -> Flow {
    s.put(u64::from((s.rb() as u32).rotate_left(s.rc() as u32 % 32)))
}
