//! The logarithm of the gamma function: msun's approximations in the order of operations that Go uses.

use std::f64::consts::PI;

use super::elementary::{cos, log, poly, sin};

/// Where the gamma function has its minimum, and the logarithm there, with what that lacks.
const LOWEST: f64 = 1.461_632_144_968_362_2;
const AT_LOWEST: f64 = -1.214_862_905_358_496_1e-1;
const TAIL: f64 = -3.638_676_997_039_505e-18;
/// Of polynomials, from the highest power on: near 2 (`A`), near the minimum (`T`), near 1 (`U`, `V`), from 2 to 8 (`S`, `R`) and
/// beyond (`W`).
const A_EVEN: [f64; 6] = [
    2.521_445_654_512_573_3e-5,
    0.000_220_862_790_713_908_39,
    0.001_192_707_631_833_620_7,
    0.007_385_550_860_814_029,
    0.067_352_301_053_129_27,
    0.077_215_664_901_532_87,
];
const A_ODD: [f64; 6] = [
    4.486_409_496_189_151_6e-5,
    0.000_108_011_567_247_583_94,
    0.000_510_069_792_153_511_3,
    0.002_890_513_836_734_156_3,
    0.020_580_808_432_516_733,
    0.322_467_033_424_113_6,
];
const T0: [f64; 5] = [
    0.000_315_632_070_903_625_95,
    -0.001_403_464_699_892_328_4,
    0.006_100_538_702_462_913,
    -0.032_788_541_075_985_965,
    0.483_836_122_723_810_05,
];
const T1: [f64; 5] = [
    -0.000_312_754_168_375_120_86,
    0.000_881_081_882_437_654,
    -0.003_684_520_167_811_382_6,
    0.017_970_675_081_182_04,
    -0.147_587_722_994_593_9,
];
const T2: [f64; 5] = [
    0.000_335_529_192_635_519_1,
    -0.000_538_595_305_356_740_5,
    0.002_259_647_809_006_124_7,
    -0.010_314_224_129_834_144,
    0.064_624_940_239_133_39,
];
const U: [f64; 6] = [
    0.013_381_091_853_678_766,
    0.228_963_728_064_692_45,
    0.977_717_527_963_372_7,
    1.454_922_501_372_347_7,
    0.632_827_064_025_093_4,
    -0.077_215_664_901_532_87,
];
const V: [f64; 6] = [
    0.003_217_092_422_824_239,
    0.104_222_645_593_369_13,
    0.769_285_150_456_672_8,
    2.128_489_763_798_934,
    2.455_977_937_130_411_3,
    1.0,
];
const S: [f64; 7] = [
    3.194_753_265_841_009e-5,
    0.001_840_284_514_073_377_2,
    0.026_642_270_303_363_86,
    0.146_350_472_652_464_45,
    0.325_778_796_408_931,
    0.214_982_415_960_608_85,
    -0.077_215_664_901_532_87,
];
const R: [f64; 7] = [
    7.326_684_307_446_256e-6,
    0.000_777_942_496_381_893_6,
    0.018_645_919_171_565_29,
    0.171_933_865_632_803_08,
    0.721_935_547_567_138_1,
    1.392_005_334_676_210_5,
    1.0,
];
const W: [f64; 7] = [
    -0.001_630_929_340_965_752_7,
    0.000_836_339_918_996_282_1,
    -0.000_595_187_557_450_34,
    0.000_793_650_558_643_019_6,
    -0.002_777_777_777_287_755_4,
    0.083_333_333_333_332_97,
    0.418_938_533_204_672_7,
];

/// Near 2: of 2 - y.
fn below_two(y: f64) -> f64 {
    let z = y * y;
    let (p1, p2) = (poly(z, &A_EVEN), z * poly(z, &A_ODD));
    y * p1 + p2 - 0.5 * y
}
fn near_lowest(y: f64) -> f64 {
    let z = y * y;
    let w = z * y;
    let (p1, p2, p3) = (poly(w, &T0), poly(w, &T1), poly(w, &T2));
    AT_LOWEST + (z * p1 - (TAIL - w * (p2 + y * p3)))
}
/// Of 1 + y.
fn near_one(y: f64) -> f64 {
    -0.5 * y + y * poly(y, &U) / poly(y, &V)
}

fn positive(x: f64) -> f64 {
    if x == 1.0 || x == 2.0 {
        0.0
    } else if x <= 0.9 {
        // By way of x + 1.
        let next = if x >= 0.731_632_144_968_362_3 {
            below_two(1.0 - x)
        } else if x >= 0.191_632_144_968_362_26 {
            near_lowest(x - 0.461_632_144_968_362_25)
        } else {
            near_one(x)
        };
        -log(x) + next
    } else if x < 2.0 {
        if x >= 1.731_632_144_968_362_2 {
            below_two(2.0 - x)
        } else if x >= 1.191_632_144_968_362_2 {
            near_lowest(x - LOWEST)
        } else {
            near_one(x - 1.0)
        }
    } else if x < 8.0 {
        let whole = x.trunc();
        let y = x - whole;
        let first = 0.5 * y + y * poly(y, &S) / poly(y, &R);
        // The factors of gamma(x) / gamma(2 + y), the largest first.
        let factors = (2..whole as u32).rev().map(|n| y + f64::from(n));
        match whole > 2.0 {
            true => first + log(factors.fold(1.0, |z, f| z * f)),
            false => first,
        }
    } else if x < (1u64 << 58) as f64 {
        let t = log(x);
        let z = 1.0 / x;
        let w = W[6] + z * poly(z * z, &W[..6]);
        (x - 0.5) * (t - 1.0) + w
    } else {
        x * (log(x) - 1.0)
    }
}

/// -sin(pi * x), of x >= 0.
fn negative_sine(x: f64) -> f64 {
    if x < 0.25 {
        return -sin(PI * x);
    }
    if x == x.floor() {
        return 0.0;
    }
    let x = x % 2.0;
    -match (x * 4.0) as u32 {
        0 => sin(PI * x),
        1 | 2 => cos(PI * (0.5 - x)),
        3 | 4 => sin(PI * (1.0 - x)),
        5 | 6 => -cos(PI * (x - 1.5)),
        _ => sin(PI * (x - 2.0)),
    }
}

/// With the sign of the gamma function.
pub fn lgamma(x: f64) -> (f64, i64) {
    if x.is_nan() || x.is_infinite() {
        return (x, 1);
    }
    let a = x.abs();
    if x == 0.0 {
        return (f64::INFINITY, 1);
    }
    if a < 2f64.powi(-70) {
        return (-log(a), if x < 0.0 { -1 } else { 1 });
    }
    if x > 0.0 {
        return (positive(x), 1);
    }
    let t = negative_sine(a);
    if t == 0.0 {
        // A whole number.
        return (f64::INFINITY, 1);
    }
    let adjust = log(PI / (t * a).abs());
    (adjust - positive(a), if t < 0.0 { -1 } else { 1 })
}
