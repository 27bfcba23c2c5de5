//! Package math: the host's instructions where they are exact, elsewhere the algorithms that Go uses (Cephes, msun), in the same order of
//! operations, so that results are the same to the last bit. Of the crate libm only what has been found to be the same.

mod bessel;
pub mod big;
pub mod bits;
mod elementary;
mod error_function;
mod gamma;
mod inverse;
mod lgamma;
pub mod rand;

pub mod cmplx {
    //! Package math/cmplx.

    crate::natives! {
        "reduceLarge" => super::reduce_pi,
    }
}

use bessel::{j0, j1, jn, y0, y1, yn};
use elementary::*;
use error_function::{erf, erfc};
use gamma::gamma;
use inverse::{acosh, asinh, atanh, log1p};
use lgamma::lgamma;

pub use elementary::{frexp, ldexp};

/// As `NaN` of the Go side.
const NAN: f64 = f64::from_bits(0x7FF8_0000_0000_0001);

/// The infinity wins over NaN, NaN over numbers, +0 over -0.
fn max(x: f64, y: f64) -> f64 {
    if x == f64::INFINITY || y == f64::INFINITY {
        f64::INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x > y || (x == y && x.is_sign_positive()) {
        x
    } else {
        y
    }
}

fn min(x: f64, y: f64) -> f64 {
    if x == f64::NEG_INFINITY || y == f64::NEG_INFINITY {
        f64::NEG_INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x < y || (x == y && x.is_sign_negative()) {
        x
    } else {
        y
    }
}

fn round(x: f64) -> f64 {
    x.round()
}

fn modulo(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() || x.is_nan() || y.is_nan() {
        f64::NAN
    } else {
        x % y
    }
}

crate::natives! {
    "Max" => max,
    "Min" => min,
    "Sqrt" => f64::sqrt,
    "Floor" => f64::floor,
    "Ceil" => f64::ceil,
    "Trunc" => f64::trunc,
    "Round" => round,
    "RoundToEven" => f64::round_ties_even,
    "Mod" => modulo,
    "Remainder" => libm::remainder,
    "Pow" => pow,
    "Exp" => exp,
    "Exp2" => exp2,
    "Expm1" => libm::expm1,
    "Log" => log,
    "Log2" => log2,
    "Log10" => log10,
    "Log1p" => log1p,
    "Sin" => sin,
    "Cos" => cos,
    "Tan" => tan,
    "Asin" => asin,
    "Acos" => acos,
    "Atan" => atan,
    "Atan2" => atan2,
    "Sinh" => sinh,
    "Cosh" => cosh,
    "Tanh" => tanh,
    "Asinh" => asinh,
    "acosh" => acosh,
    "Atanh" => atanh,
    "Hypot" => hypot,
    "Cbrt" => cbrt,
    "Erf" => erf,
    "Erfc" => erfc,
    "Gamma" => gamma,
    "Lgamma" => lgamma,
    "Frexp" => frexp,
    "Ldexp" => ldexp,
    "nextafter" => libm::nextafter,
    "nextafter32" => libm::nextafterf,
    "FMA" => f64::mul_add,
    "J0" => j0,
    "J1" => j1,
    "Y0" => y0,
    "Y1" => y1,
    "Jn" => jn,
    "Yn" => yn,
    "Float64bits" => f64::to_bits,
    "Float64frombits" => f64::from_bits,
    "Float32bits" => f32::to_bits,
    "Float32frombits" => f32::from_bits,
}
