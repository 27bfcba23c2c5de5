//! Arithmetic with an operand or the result in memory: fields behind pointers, elements of slices.

use super::memory::{get_64, put_64};
use crate::vm::dispatch::{Flow, State};
use crate::vm::raise;

fn add_f64(x: u64, y: u64) -> u64 {
    (f64::from_bits(x) + f64::from_bits(y)).to_bits()
}
fn sub_f64(x: u64, y: u64) -> u64 {
    (f64::from_bits(x) - f64::from_bits(y)).to_bits()
}
fn mul_f64(x: u64, y: u64) -> u64 {
    (f64::from_bits(x) * f64::from_bits(y)).to_bits()
}

/// `a = b op mem[c + ext]`
macro_rules! from_memory {
    ($($name:ident $op:path)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let base = s.rc();
            if base == 0 {
                return s.slow(raise::nil, s.ext(1), 0);
            }
            let y = get_64(base.wrapping_add(s.ext(1)));
            s.set(s.a(), $op(s.rb(), y));
            s.next(2)
        })*
    };
}
from_memory! {
    add_f64_m add_f64
    sub_f64_m sub_f64
    mul_f64_m mul_f64
    add_i64_m u64::wrapping_add
    sub_i64_m u64::wrapping_sub
    mul_i64_m u64::wrapping_mul
}

/// `mem[a + c] op= b`
macro_rules! to_memory {
    ($($name:ident $op:path, $operand:expr;)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let base = s.ra();
            if base == 0 {
                return s.slow(raise::nil, s.c() as u64, 0);
            }
            let at = base.wrapping_add(s.c() as u64);
            put_64(at, $op(get_64(at), $operand(s)));
            s.next(1)
        })*
    };
}
to_memory! {
    add_to_f64 add_f64, State::rb;
    sub_to_f64 sub_f64, State::rb;
    add_to_i64 u64::wrapping_add, State::rb;
    sub_to_i64 u64::wrapping_sub, State::rb;
    add_to_i64_k u64::wrapping_add, |s: State| s.bi() as u64;
}

/// `a[b] op= c` of a slice.
macro_rules! to_element {
    ($($name:ident $op:path, $operand:expr;)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            let (a, i) = (s.a(), s.rb());
            let len = s.get(a + 1);
            if i >= len {
                return s.slow(raise::index, i, len);
            }
            let at = s.get(a) + i * 8;
            put_64(at, $op(get_64(at), $operand(s)));
            s.next(1)
        })*
    };
}
to_element! {
    add_idx_f64 add_f64, State::rc;
    add_idx_i64 u64::wrapping_add, State::rc;
    add_idx_i64_k u64::wrapping_add, |s: State| s.ci() as u64;
}
