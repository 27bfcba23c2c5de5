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
    "sqrt" => f64::sqrt,
    "floor" => f64::floor,
    "ceil" => f64::ceil,
    "trunc" => f64::trunc,
    "round" => round,
    "roundToEven" => f64::round_ties_even,
    "mod" => modulo,
    "remainder" => libm::remainder,
    "pow" => pow,
    "exp" => exp,
    "exp2" => exp2,
    "expm1" => libm::expm1,
    "log" => log,
    "log2" => log2,
    "log10" => log10,
    "log1p" => log1p,
    "sin" => sin,
    "cos" => cos,
    "tan" => tan,
    "asin" => asin,
    "acos" => acos,
    "atan" => atan,
    "atan2" => atan2,
    "sinh" => sinh,
    "cosh" => cosh,
    "tanh" => tanh,
    "asinh" => asinh,
    "acosh" => acosh,
    "atanh" => atanh,
    "hypot" => hypot,
    "cbrt" => cbrt,
    "erf" => erf,
    "erfc" => erfc,
    "gamma" => gamma,
    "logGamma" => lgamma,
    "frexp" => frexp,
    "ldexp" => ldexp,
    "nextafter" => libm::nextafter,
    "nextafter32" => libm::nextafterf,
    "fma" => f64::mul_add,
    "j0" => j0,
    "j1" => j1,
    "y0" => y0,
    "y1" => y1,
    "jn" => jn,
    "yn" => yn,
    "bits64" => f64::to_bits,
    "from64" => f64::from_bits,
    "bits32" => f32::to_bits,
    "from32" => f32::from_bits,
}
