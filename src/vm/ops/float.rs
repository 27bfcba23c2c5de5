//! Floating-point and complex arithmetic.

use crate::vm::dispatch::{Flow, State};

#[inline(always)]
fn f32_of(word: u64) -> f32 {
    f32::from_bits(word as u32)
}
#[inline(always)]
fn word_of(f: f32) -> u64 {
    f.to_bits() as u64
}

macro_rules! f64_binary {
    ($($name:ident $op:tt)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.put_f(s.fb() $op s.fc())
        })*
    };
}
f64_binary! { add_f64 + sub_f64 - mul_f64 * div_f64 / }

macro_rules! f32_binary {
    ($($name:ident $op:tt)*) => {
        $(#[inline(always)]
        pub fn $name(s: State) -> Flow {
            s.put(word_of(f32_of(s.rb()) $op f32_of(s.rc())))
        })*
    };
}
f32_binary! { add_f32 + sub_f32 - mul_f32 * div_f32 / }

#[inline(always)]
pub fn neg_f64(s: State) -> Flow {
    s.put(s.rb() ^ 1 << 63)
}
#[inline(always)]
pub fn neg_f32(s: State) -> Flow {
    s.put((s.rb() as u32 ^ 1 << 31) as u64)
}
#[inline(always)]
pub fn sqrt_f64(s: State) -> Flow {
    s.put_f(s.fb().sqrt())
}
#[inline(always)]
pub fn abs_f64(s: State) -> Flow {
    s.put(s.rb() & !(1 << 63))
}
#[inline(always)]
pub fn floor_f64(s: State) -> Flow {
    s.put_f(s.fb().floor())
}

macro_rules! min_max {
    ($min:ident, $max:ident, $t:ty) => {
        /// Go's min: NaN wins, -0 < +0.
        #[inline(always)]
        fn $min(x: $t, y: $t) -> $t {
            if x.is_nan() || y.is_nan() {
                <$t>::NAN
            } else if x == y {
                <$t>::from_bits(x.to_bits() | y.to_bits())
            } else if x < y {
                x
            } else {
                y
            }
        }
        #[inline(always)]
        fn $max(x: $t, y: $t) -> $t {
            if x.is_nan() || y.is_nan() {
                <$t>::NAN
            } else if x == y {
                <$t>::from_bits(x.to_bits() & y.to_bits())
            } else if x > y {
                x
            } else {
                y
            }
        }
    };
}
min_max!(min64, max64, f64);
min_max!(min32, max32, f32);

#[inline(always)]
pub fn min_f64(s: State) -> Flow {
    s.put_f(min64(s.fb(), s.fc()))
}
#[inline(always)]
pub fn max_f64(s: State) -> Flow {
    s.put_f(max64(s.fb(), s.fc()))
}
#[inline(always)]
pub fn min_f32(s: State) -> Flow {
    s.put(word_of(min32(f32_of(s.rb()), f32_of(s.rc()))))
}
#[inline(always)]
pub fn max_f32(s: State) -> Flow {
    s.put(word_of(max32(f32_of(s.rb()), f32_of(s.rc()))))
}

#[inline(always)]
pub fn div_c128(s: State) -> Flow {
    s.slow(div_complex, 0, 0)
}

fn div_complex(s: State, _: u64, _: u64) -> crate::vm::dispatch::Jump {
    let f = |slot| f64::from_bits(s.get(slot));
    let (b, c) = (s.b(), s.c());
    let (re, im) = complex_div(f(b), f(b + 1), f(c), f(c + 1));
    s.set(s.a(), re.to_bits());
    s.set(s.a() + 1, im.to_bits());
    s.after(1)
}

/// (a + bi) / (c + di) with the results that Go specifies for infinities and NaNs (C99 annex G, as gc does it).
pub fn complex_div(a: f64, b: f64, c: f64, d: f64) -> (f64, f64) {
    let (e, f);
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + ratio * d;
        e = (a + b * ratio) / denominator;
        f = (b - a * ratio) / denominator;
    } else {
        let ratio = c / d;
        let denominator = d + ratio * c;
        e = (a * ratio + b) / denominator;
        f = (b * ratio - a) / denominator;
    }
    if !(e.is_nan() && f.is_nan()) {
        return (e, f);
    }
    let unit = |x: f64| (if x.is_infinite() { 1.0f64 } else { 0.0 }).copysign(x);
    if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
        let inf = f64::INFINITY.copysign(c);
        (inf * a, inf * b)
    } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
        let (a, b) = (unit(a), unit(b));
        (
            f64::INFINITY * (a * c + b * d),
            f64::INFINITY * (b * c - a * d),
        )
    } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
        let (c, d) = (unit(c), unit(d));
        (0.0 * (a * c + b * d), 0.0 * (b * c - a * d))
    } else {
        (e, f)
    }
}
