//! Elementary functions by the algorithms that Go uses on amd64 (Cephes and FreeBSD's msun), because programs print results to the last
//! digit: where the host's libm would be as good, it would still differ in the last bit now and then.
// Coefficients stand as they were published.
#![allow(clippy::excessive_precision)]

use std::f64::consts::{FRAC_2_PI, FRAC_PI_2, FRAC_PI_4, LOG2_E, LOG10_E, PI};

pub fn poly(x: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().fold(0.0, |sum, &c| sum * x + c)
}

/// x * 2^exp with one rounding, subnormal results included.
pub fn ldexp(x: f64, exp: i64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let (fraction, e) = frexp(x);
    let exp = exp.saturating_add(e) - 1;
    let mantissa = fraction * 2.0;
    if exp > 1023 {
        return f64::INFINITY.copysign(x);
    }
    if exp >= -1022 {
        return mantissa * f64::from_bits(((exp + 1023) as u64) << 52);
    }
    if exp < -1075 {
        return 0.0f64.copysign(x);
    }
    // Scale in two steps: the second one rounds.
    mantissa * f64::from_bits(((exp + 53 + 1023) as u64) << 52) * f64::from_bits((1023 - 53) << 52)
}

/// x = fraction * 2^exp with 0.5 <= |fraction| < 1.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, below) = if x.abs() < f64::MIN_POSITIVE {
        (x * (1u64 << 52) as f64, -52)
    } else {
        (x, 0)
    };
    let bits = x.to_bits();
    let exp = ((bits >> 52) & 0x7ff) as i64 - 1022;
    (
        f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52),
        exp + below,
    )
}

const PI4A: f64 = 7.853_981_256_484_985e-1;
const PI4B: f64 = 3.774_894_707_930_798e-8;
const PI4C: f64 = 2.695_151_429_079_059_5e-15;
const REDUCE_THRESHOLD: f64 = (1u64 << 29) as f64;

/// The octant of x >= 0 (made even) and what is left of x, in radians.
fn octant(x: f64) -> (u64, f64) {
    if x >= REDUCE_THRESHOLD {
        return reduce_large(x);
    }
    let mut j = (x * (2.0 * FRAC_2_PI)) as u64;
    let mut y = j as f64;
    if j & 1 == 1 {
        j += 1;
        y += 1.0;
    }
    (j & 7, ((x - y * PI4A) - y * PI4B) - y * PI4C)
}

/// Binary digits of 4/pi.
const FOUR_OVER_PI: [u64; 20] = [
    0x0000_0000_0000_0001,
    0x45f3_06dc_9c88_2a53,
    0xf84e_afa3_ea69_bb81,
    0xb6c5_2b32_7887_2083,
    0xfca2_c757_bd77_8ac3,
    0x6e48_dc74_849b_a5c0,
    0x0c92_5dd4_13a3_2439,
    0xfc3b_d639_6253_4e7d,
    0xd104_6bea_5d76_8909,
    0xd338_e04d_68be_fc82,
    0x7323_ac73_06a6_73e9,
    0x3908_bf17_7bf2_5076,
    0x3ff1_2fff_bc0b_301f,
    0xde5e_2316_b414_da3e,
    0xda6c_fd9e_4f96_136e,
    0x9e8c_7ecd_3cbf_d45a,
    0xea4f_758f_d7cb_e2f6,
    0x7a0e_73ef_14a5_25d4,
    0xd7f6_bf62_3f1a_ba10,
    0xac06_608d_f8f6_d757,
];

/// Payne and Hanek's reduction: 128 bits of the product of x's mantissa with 4/pi, from the bit on that x's exponent and
/// `from` say; what stands before them is a multiple of the period.
fn product(x: f64, from: i64) -> u128 {
    let bits = x.to_bits();
    let exp = ((bits >> 52) & 0x7ff) as i64 - 1023 - 52;
    let mantissa = u128::from(bits & !(0x7ff << 52) | 1 << 52);
    let (digit, shift) = (((exp + from) / 64) as usize, ((exp + from) % 64) as u32);
    let word = |i: usize| {
        let low = if shift == 0 {
            0
        } else {
            FOUR_OVER_PI[digit + i + 1] >> (64 - shift)
        };
        FOUR_OVER_PI[digit + i] << shift | low
    };
    let high = (u128::from(word(2)) * mantissa) >> 64;
    let middle = u128::from(word(1)) * mantissa;
    let top = word(0).wrapping_mul(mantissa as u64);
    (u128::from(top) << 64)
        .wrapping_add(middle)
        .wrapping_add(high)
}

/// The first 53 bits of a number below one, in two halves.
fn fraction(high: u64, low: u64) -> f64 {
    let shift = high.leading_zeros() + 1;
    let digits = high.checked_shl(shift).unwrap_or(0);
    let more = 64u32.checked_sub(shift).map_or(0, |n| low >> n);
    f64::from_bits((digits | more) >> 12 | (1023 - u64::from(shift)) << 52)
}

/// With three bits for the octant.
fn reduce_large(x: f64) -> (u64, f64) {
    let sum = product(x, 61);
    let mut j = (sum >> 125) as u64;
    // Go leaves the lower half where it is when it moves the upper one.
    let mut z = fraction((sum >> 61) as u64, sum as u64);
    if j & 1 == 1 {
        j = (j + 1) & 7;
        z -= 1.0;
    }
    (j, z * FRAC_PI_4)
}

/// x >= 2^30 without multiples of pi: between -pi/2 and pi/2.
pub fn reduce_pi(x: f64) -> f64 {
    // 1/pi is a fourth of 4/pi.
    let sum = product(x, 62);
    let mut z = fraction((sum >> 64) as u64, sum as u64);
    if z > 0.5 {
        z -= 1.0;
    }
    z * PI
}

fn sin_near_zero(z: f64) -> f64 {
    const C: [f64; 6] = [
        1.589_623_015_765_465_7e-10,
        -2.505_074_776_285_780_7e-8,
        2.755_731_362_138_572_2e-6,
        -1.984_126_982_958_954e-4,
        8.333_333_333_322_118e-3,
        -1.666_666_666_666_663_1e-1,
    ];
    let zz = z * z;
    z + z * zz * poly(zz, &C)
}

fn cos_near_zero(z: f64) -> f64 {
    const C: [f64; 6] = [
        -1.135_853_652_138_768_2e-11,
        2.087_570_084_197_473e-9,
        -2.755_731_417_929_674e-7,
        2.480_158_728_885_170_5e-5,
        -1.388_888_888_887_305_6e-3,
        4.166_666_666_666_659_5e-2,
    ];
    let zz = z * z;
    1.0 - 0.5 * zz + zz * zz * poly(zz, &C)
}

pub fn sin(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (mut j, z) = octant(x.abs());
    let mut negative = x < 0.0;
    if j > 3 {
        negative = !negative;
        j -= 4;
    }
    let y = if j == 1 || j == 2 {
        cos_near_zero(z)
    } else {
        sin_near_zero(z)
    };
    if negative { -y } else { y }
}

pub fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return f64::NAN;
    }
    let (mut j, z) = octant(x.abs());
    let mut negative = false;
    if j > 3 {
        j -= 4;
        negative = !negative;
    }
    if j > 1 {
        negative = !negative;
    }
    let y = if j == 1 || j == 2 {
        sin_near_zero(z)
    } else {
        cos_near_zero(z)
    };
    if negative { -y } else { y }
}

pub fn tan(x: f64) -> f64 {
    const P: [f64; 3] = [
        -1.309_369_391_813_837_8e4,
        1.153_516_648_385_874_2e6,
        -1.795_652_519_764_848_8e7,
    ];
    const Q: [f64; 5] = [
        1.0,
        1.368_129_634_706_929_5e4,
        -1.320_892_344_402_109_7e6,
        2.500_838_018_233_579e7,
        -5.386_957_559_294_546_4e7,
    ];
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return f64::NAN;
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut y = if zz > 1e-14 {
        z + z * (zz * poly(zz, &P) / poly(zz, &Q))
    } else {
        z
    };
    if j & 2 == 2 {
        y = -1.0 / y;
    }
    if x.is_sign_negative() { -y } else { y }
}

fn atan_small(x: f64) -> f64 {
    const P: [f64; 5] = [
        -8.750_608_600_031_904e-1,
        -1.615_753_718_733_365_2e1,
        -7.500_855_792_314_705e1,
        -1.228_866_684_490_136_1e2,
        -6.485_021_904_942_025e1,
    ];
    const Q: [f64; 6] = [
        1.0,
        2.485_846_490_142_306_3e1,
        1.650_270_098_316_988_5e2,
        4.328_810_604_912_902_7e2,
        4.853_903_996_359_137e2,
        1.945_506_571_482_614e2,
    ];
    let z = x * x;
    let z = z * poly(z, &P) / poly(z, &Q);
    x * z + x
}

fn atan_positive(x: f64) -> f64 {
    const MORE_BITS: f64 = 6.123_233_995_736_766e-17;
    const TAN_3_PI_8: f64 = 2.414_213_562_373_095;
    if x <= 0.66 {
        atan_small(x)
    } else if x > TAN_3_PI_8 {
        FRAC_PI_2 - atan_small(1.0 / x) + MORE_BITS
    } else {
        FRAC_PI_4 + atan_small((x - 1.0) / (x + 1.0)) + 0.5 * MORE_BITS
    }
}

pub fn atan(x: f64) -> f64 {
    if x == 0.0 {
        x
    } else if x > 0.0 {
        atan_positive(x)
    } else {
        -atan_positive(-x)
    }
}

pub fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    if a > 1.0 || x.is_nan() {
        return f64::NAN;
    }
    let root = (1.0 - a * a).sqrt();
    let y = if a > 0.7 {
        FRAC_PI_2 - atan_positive(root / a)
    } else {
        atan_positive(a / root)
    };
    if x.is_sign_negative() { -y } else { y }
}

pub fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

pub fn atan2(y: f64, x: f64) -> f64 {
    if y.is_nan() || x.is_nan() {
        return f64::NAN;
    }
    if y == 0.0 {
        return if x >= 0.0 && !x.is_sign_negative() {
            0.0f64.copysign(y)
        } else {
            PI.copysign(y)
        };
    }
    if x == 0.0 {
        return FRAC_PI_2.copysign(y);
    }
    if x.is_infinite() {
        let q = match (x > 0.0, y.is_infinite()) {
            (true, true) => FRAC_PI_4,
            (true, false) => 0.0,
            (false, true) => 3.0 * FRAC_PI_4,
            (false, false) => PI,
        };
        return q.copysign(y);
    }
    if y.is_infinite() {
        return FRAC_PI_2.copysign(y);
    }
    let q = atan(y / x);
    if x < 0.0 {
        return if q <= 0.0 { q + PI } else { q - PI };
    }
    q
}

/// e^x as Go's assembly for machines with fused multiply-add has it.
pub fn exp(x: f64) -> f64 {
    const LN2_HIGH: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LN2_LOW: f64 = 0.282_352_905_630_315_77e-12;
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x == f64::NEG_INFINITY {
        return 0.0;
    }
    if x > 7.097_827_128_933_84e2 {
        return f64::INFINITY;
    }
    // The conversion to a 32-bit integer rounds to nearest even and answers its minimum when out of range.
    let scaled = (x * std::f64::consts::LOG2_E).round_ties_even();
    if scaled < f64::from(i32::MIN) {
        return 0.0;
    }
    let k = scaled as i64;
    let r = (-LN2_HIGH).mul_add(scaled, x);
    let r = (-LN2_LOW).mul_add(scaled, r) * 0.0625;
    let mut sum = 2.480_158_730_158_730_2e-5f64;
    for c in [
        1.984_126_984_126_984_1e-4,
        1.388_888_888_888_889e-3,
        8.333_333_333_333_333e-3,
        4.166_666_666_666_666_4e-2,
        1.666_666_666_666_666_6e-1,
        0.5,
        1.0,
    ] {
        sum = sum.mul_add(r, c);
    }
    let mut y = r * sum;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    y = (y + 2.0).mul_add(y, 1.0);
    scale_exp(y, k)
}

/// y * 2^k for the results of `exp`: below the subnormals it is 0 at once.
fn scale_exp(y: f64, k: i64) -> f64 {
    let biased = k + 1023;
    if biased >= 0x7ff {
        return f64::INFINITY;
    }
    if biased > 0 {
        return y * f64::from_bits((biased as u64) << 52);
    }
    if biased < -52 {
        return 0.0;
    }
    y * f64::from_bits(((biased + 1022) as u64) << 52) * f64::from_bits(1 << 52)
}

pub fn exp2(x: f64) -> f64 {
    const LN2_HI: f64 = 6.931_471_803_691_238e-1;
    const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
    const P: [f64; 5] = [
        4.138_136_797_057_238_5e-8,
        -1.653_390_220_546_525_2e-6,
        6.613_756_321_437_934e-5,
        -2.777_777_777_701_559_3e-3,
        1.666_666_666_666_666_6e-1,
    ];
    if x.is_nan() {
        return x;
    }
    if x > 1.0239999999999999e+03 {
        return f64::INFINITY;
    }
    if x < -1.0740e+03 {
        return 0.0;
    }
    let k = if x > 0.0 {
        (x + 0.5) as i64
    } else if x < 0.0 {
        (x - 0.5) as i64
    } else {
        0
    };
    let t = x - k as f64;
    let (hi, lo) = (t * LN2_HI, -t * LN2_LO);
    let r = hi - lo;
    let t = r * r;
    let c = r - t * poly(t, &P);
    ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k)
}

pub fn log(x: f64) -> f64 {
    const LN2_HI: f64 = 6.931_471_803_691_238e-1;
    const LN2_LO: f64 = 1.908_214_929_270_587_7e-10;
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    // Go's assembly for amd64 takes the bits as they stand: numbers below 2^-1022 give what it gives.
    let bits = x.to_bits();
    let mut f = f64::from_bits(bits & ((1 << 52) - 1) | 0.5f64.to_bits());
    let mut k = (bits >> 52) as i32 - 0x3fe;
    if f <= std::f64::consts::FRAC_1_SQRT_2 {
        f *= 2.0;
        k -= 1;
    }
    let f = f - 1.0;
    let k = f64::from(k);
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let t1 = s2
        * poly(
            s4,
            &[
                1.479_819_860_511_658_6e-1,
                1.818_357_216_161_805e-1,
                2.857_142_874_366_239e-1,
                6.666_666_666_666_735e-1,
            ],
        );
    let t2 = s4
        * poly(
            s4,
            &[
                1.531_383_769_920_937_3e-1,
                2.222_219_843_214_978_4e-1,
                3.999_999_999_940_942e-1,
            ],
        );
    let r = t1 + t2;
    let half_square = 0.5 * f * f;
    k * LN2_HI - ((half_square - (s * (half_square + r) + k * LN2_LO)) - f)
}

pub fn log2(x: f64) -> f64 {
    let (fraction, exp) = frexp(x);
    if fraction == 0.5 {
        return (exp - 1) as f64;
    }
    log(fraction) * LOG2_E + exp as f64
}

pub fn log10(x: f64) -> f64 {
    log(x) * LOG10_E
}

fn is_odd_integer(y: f64) -> bool {
    if y.abs() >= (1u64 << 53) as f64 {
        return false;
    }
    y.fract() == 0.0 && (y as i64) & 1 == 1
}

pub fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    if x == 0.0 {
        let odd = x.is_sign_negative() && is_odd_integer(y);
        return match (y < 0.0, odd) {
            (true, true) => f64::NEG_INFINITY,
            (true, false) => f64::INFINITY,
            (false, true) => x,
            (false, false) => 0.0,
        };
    }
    if y.is_infinite() {
        return if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        };
    }
    if x.is_infinite() {
        if x < 0.0 {
            return pow(1.0 / x, -y);
        }
        return if y < 0.0 { 0.0 } else { f64::INFINITY };
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 {
        return 1.0 / x.sqrt();
    }
    let (mut whole, mut part) = (y.abs().trunc(), y.abs().fract());
    if part != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    if whole >= 9.223_372_036_854_775_8e18 {
        return if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        };
    }
    let mut mantissa = 1.0;
    let mut exponent = 0i64;
    if part != 0.0 {
        if part > 0.5 {
            part -= 1.0;
            whole += 1.0;
        }
        mantissa = exp(part * log(x));
    }
    // Successive squarings, with powers of two kept apart.
    let (mut square, mut square_exponent) = frexp(x);
    let mut i = whole as i64;
    while i != 0 {
        if !(-(1 << 12)..=1 << 12).contains(&square_exponent) {
            exponent += square_exponent;
            break;
        }
        if i & 1 == 1 {
            mantissa *= square;
            exponent += square_exponent;
        }
        square *= square;
        square_exponent <<= 1;
        if square < 0.5 {
            square += square;
            square_exponent -= 1;
        }
        i >>= 1;
    }
    if y < 0.0 {
        mantissa = 1.0 / mantissa;
        exponent = -exponent;
    }
    ldexp(mantissa, exponent)
}

pub fn sinh(x: f64) -> f64 {
    let a = x.abs();
    let y = if a > 21.0 {
        exp(a) * 0.5
    } else if a > 0.5 {
        let e = exp(a);
        (e - 1.0 / e) * 0.5
    } else {
        const P: [f64; 4] = [
            -0.263_056_321_339_749_7e2,
            -0.289_421_135_598_956_4e4,
            -0.899_127_202_203_950_9e5,
            -0.630_767_364_049_771_7e6,
        ];
        const Q: [f64; 4] = [
            1.0,
            -0.173_678_953_558_233_7e3,
            0.152_151_737_879_001_9e5,
            -0.630_767_364_049_771_7e6,
        ];
        let sq = a * a;
        poly(sq, &P) * a / poly(sq, &Q)
    };
    if x.is_sign_negative() { -y } else { y }
}

pub fn cosh(x: f64) -> f64 {
    let a = x.abs();
    let e = exp(a);
    if a > 21.0 {
        e * 0.5
    } else {
        (e + 1.0 / e) * 0.5
    }
}

pub fn tanh(x: f64) -> f64 {
    const MAX_LOG: f64 = 8.802_969_193_111_305e1;
    const P: [f64; 3] = [
        -9.643_991_794_250_523e-1,
        -9.928_772_310_019_186e1,
        -1.614_687_684_417_084_5e3,
    ];
    const Q: [f64; 4] = [
        1.0,
        1.128_116_784_916_329_3e2,
        2.235_488_390_601_004_5e3,
        4.844_063_053_251_255e3,
    ];
    let z = x.abs();
    if z > 0.5 * MAX_LOG {
        return 1.0f64.copysign(x);
    }
    if z >= 0.625 {
        let y = 1.0 - 2.0 / (exp(2.0 * z) + 1.0);
        return if x < 0.0 { -y } else { y };
    }
    if x == 0.0 {
        return x;
    }
    let s = x * x;
    x + x * s * poly(s, &P) / poly(s, &Q)
}

pub fn hypot(p: f64, q: f64) -> f64 {
    let (p, q) = (p.abs(), q.abs());
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    let (large, small) = if p > q { (p, q) } else { (q, p) };
    if large == 0.0 {
        return 0.0;
    }
    let ratio = small / large;
    large * (1.0 + ratio * ratio).sqrt()
}

pub fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let mut t = f64::from_bits(a.to_bits() / 3 + (715_094_163 << 32));
    if a < f64::MIN_POSITIVE {
        t = (1u64 << 54) as f64 * a;
        t = f64::from_bits(t.to_bits() / 3 + (696_219_795 << 32));
    }
    let r = t * t / a;
    let s = 5.428_571_428_571_428e-1 + r * t;
    t *= 3.571_428_571_428_571_5e-1
        + 1.607_142_857_142_857_2 / (s + 1.414_285_714_285_714_4 - 7.053_061_224_489_796e-1 / s);
    t = f64::from_bits((t.to_bits() & (0xF_FFFF_FFFC << 28)) + (1 << 30));
    let s = t * t;
    let r = a / s;
    let r = (r - t) / (t + t + r);
    (t + t * r).copysign(x)
}
