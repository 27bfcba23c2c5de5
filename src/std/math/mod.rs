//! Package math: the host's instructions where they are exact, Go's own algorithms elsewhere (`elementary`), and msun's
//! translations in the crate libm for the rarer functions, which Go translated from the same source.

pub mod big;
pub mod bits;
mod elementary;
mod gamma;
pub mod rand;

pub mod cmplx {
    //! Package math/cmplx.

    crate::natives! {
        "reduceLarge" => super::reduce_pi,
    }
}

use elementary::*;
use gamma::gamma;

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

fn lgamma(x: f64) -> (f64, i64) {
    if x == f64::NEG_INFINITY {
        return (f64::NEG_INFINITY, 1);
    }
    if x != 0.0 && x.abs() < 2f64.powi(-70) {
        return (-log(x.abs()), if x < 0.0 { -1 } else { 1 });
    }
    let (value, sign) = libm::lgamma_r(x);
    // For both zeros Go says 1.
    (value, if x == 0.0 { 1 } else { i64::from(sign) })
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
    "log1p" => libm::log1p,
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
    "asinh" => libm::asinh,
    "acosh" => acosh,
    "atanh" => libm::atanh,
    "hypot" => hypot,
    "cbrt" => cbrt,
    "erf" => libm::erf,
    "erfc" => libm::erfc,
    "gamma" => gamma,
    "lgamma" => lgamma,
    "frexp" => frexp,
    "ldexp" => ldexp,
    "nextafter" => libm::nextafter,
    "nextafter32" => libm::nextafterf,
    "fma" => f64::mul_add,
    "j0" => libm::j0,
    "j1" => libm::j1,
    "y0" => libm::y0,
    "y1" => libm::y1,
    "jn" => jn,
    "yn" => yn,
    "bits64" => f64::to_bits,
    "from64" => f64::from_bits,
    "bits32" => f32::to_bits,
    "from32" => f32::from_bits,
}

fn jn(n: i64, x: f64) -> f64 {
    // Go has no negative zero here.
    if x.is_infinite() || n != 0 && x == 0.0 {
        return 0.0;
    }
    libm::jn(order(n), x)
}

fn yn(n: i64, x: f64) -> f64 {
    libm::yn(order(n), x)
}

/// The order of a Bessel function, as libm takes it.
fn order(n: i64) -> i32 {
    n.clamp(i64::from(-i32::MAX), i64::from(i32::MAX)) as i32
}
