//! The logarithm of 1 + x, and the inverse hyperbolic functions, which are made of it: msun's algorithms in the order of operations that
//! Go uses.

use std::f64::consts::{LN_2, SQRT_2};

use super::elementary::{log, poly};

const LN2_HI: f64 = 6.931_471_803_691_238e-1;
const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
/// From the highest power on.
const L: [f64; 7] = [
    1.479_819_860_511_658_6e-1,
    1.531_383_769_920_937_3e-1,
    1.818_357_216_161_805e-1,
    2.222_219_843_214_978_4e-1,
    2.857_142_874_366_239e-1,
    3.999_999_999_940_942e-1,
    6.666_666_666_666_735e-1,
];

/// 1 + x = 2^k * (1 + f), with what is lost of x in that sum, and whether f is next to nothing.
struct Parts {
    k: f64,
    f: f64,
    lost: f64,
    tiny: bool,
}

fn parts(x: f64) -> Parts {
    const FRACTION: u64 = (1 << 52) - 1;
    let large = x.abs() >= (1u64 << 53) as f64;
    let sum = if large { x } else { 1.0 + x };
    let bits = sum.to_bits();
    let mut k = (bits >> 52) as i64 - 1023;
    let lost = match (large, k > 0) {
        (true, _) => 0.0,
        (_, true) => (1.0 - (sum - x)) / sum,
        (_, false) => (x - (sum - 1.0)) / sum,
    };
    let mut fraction = bits & FRACTION;
    let f = if fraction < SQRT_2.to_bits() & FRACTION {
        f64::from_bits(fraction | 1023 << 52)
    } else {
        k += 1;
        let half = f64::from_bits(fraction | 1022 << 52);
        fraction = ((1 << 52) - fraction) >> 2;
        half
    };
    Parts {
        k: k as f64,
        f: f - 1.0,
        lost,
        tiny: fraction == 0,
    }
}

pub fn log1p(x: f64) -> f64 {
    if x < -1.0 || x.is_nan() {
        return f64::NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    // Up to the square root of 2, and from that of 1/2 on, 1 + x is left as it is.
    let small = x.abs() < 4.142_135_623_730_950_3e-1;
    if small && x.abs() < 1.0 / f64::from(1 << 29) {
        return match x.abs() < 1.0 / (1u64 << 54) as f64 {
            true => x,
            false => x - x * x * 0.5,
        };
    }
    let Parts { k, f, lost, tiny } = match small && x > -2.928_932_188_134_525e-1 {
        true => Parts {
            k: 0.0,
            f: x,
            lost: 0.0,
            tiny: false,
        },
        false => parts(x),
    };
    let half_square = 0.5 * f * f;
    if tiny {
        if f == 0.0 {
            return match k == 0.0 {
                true => 0.0,
                false => k * LN2_HI + (lost + k * LN2_LO),
            };
        }
        let r = half_square * (1.0 - 2.0 / 3.0 * f);
        return match k == 0.0 {
            true => f - r,
            false => k * LN2_HI - ((r - (k * LN2_LO + lost)) - f),
        };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * poly(z, &L);
    match k == 0.0 {
        true => f - (half_square - s * (half_square + r)),
        false => k * LN2_HI - ((half_square - (s * (half_square + r) + (k * LN2_LO + lost))) - f),
    }
}

/// Up to here x is its own inverse hyperbolic sine and tangent; beyond the other, 1 does not matter beside x squared.
const NEAR_ZERO: f64 = 1.0 / LARGE;
const LARGE: f64 = (1 << 28) as f64;

pub fn asinh(x: f64) -> f64 {
    if !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let y = if a > LARGE {
        log(a) + LN_2
    } else if a > 2.0 {
        log(2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a))
    } else if a < NEAR_ZERO {
        a
    } else {
        log1p(a + a * a / (1.0 + (1.0 + a * a).sqrt()))
    };
    y.copysign(x)
}

pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        f64::NAN
    } else if x >= LARGE {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

pub fn atanh(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1.0 {
        return f64::NAN;
    }
    let a = x.abs();
    let y = if a == 1.0 {
        f64::INFINITY
    } else if a < NEAR_ZERO {
        a
    } else if a < 0.5 {
        let twice = a + a;
        0.5 * log1p(twice + twice * a / (1.0 - a))
    } else {
        0.5 * log1p((a + a) / (1.0 - a))
    };
    y.copysign(x)
}
