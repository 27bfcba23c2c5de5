//! Constants as messages show them.

use std::fmt;

use num_rational::BigRational;
use num_traits::Zero;

use super::{Const, round_to_float};
use crate::types::typestring;

/// As messages show constants: strings and floats shortened.
impl fmt::Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Const::Unknown => f.write_str("unknown"),
            Const::Bool(b) => write!(f, "{b}"),
            Const::Int(i) => write!(f, "{i}"),
            Const::Str(s) => {
                const MAX: usize = 72;
                let q = quote_bytes(s);
                if q.chars().count() > MAX {
                    let cut: String = q.chars().take(MAX - 3).collect();
                    write!(f, "{cut}...")
                } else {
                    f.write_str(&q)
                }
            }
            Const::Float(r) => f.write_str(&float_string(r)),
            Const::Huge(x) => {
                let (m, exp) = x.parts();
                f.write_str(&scientific(m, exp))
            }
            Const::Complex(re, im) => write!(f, "({} + {}i)", float_string(re), float_string(im)),
            Const::HugeComplex(parts) => write!(f, "({} + {}i)", parts.0, parts.1),
        }
    }
}

fn float_string(r: &BigRational) -> String {
    let v = round_to_float(r, 53, -1022, 1023);
    if r.is_zero() == (v == 0.0) && v.is_finite() {
        let s = format_g(v, Some(6));
        if !r.is_integer() && !s.contains('.') {
            return format_g(v, None);
        }
        return s;
    }
    // Beyond float64: mantissa and decimal exponent from the binary ones.
    let exp = r.numer().bits() as i64 - r.denom().bits() as i64;
    let scaled = if exp >= 0 {
        BigRational::new(r.numer().clone(), r.denom() << exp as u64)
    } else {
        BigRational::new(r.numer() << (-exp) as u64, r.denom().clone())
    };
    // The mantissa lies between 1/2 and 1.
    let m = round_to_float(&scaled, 53, -1022, 1023);
    let (m, exp) = if m.abs() >= 1.0 {
        (m / 2.0, exp + 1)
    } else {
        (m, exp)
    };
    scientific(m, exp)
}

/// m·2^exp in decimal, roughly: for what no float64 can be.
fn scientific(m: f64, exp: i64) -> String {
    let d = exp as f64 * std::f64::consts::LN_2 / std::f64::consts::LN_10;
    let mut e = d as i64;
    let mut m: f64 = m * 10f64.powf(d - e as f64);
    if m.abs() < 1.0 - 0.5e-6 {
        m *= 10.0;
        e -= 1;
    } else if m.abs() >= 10.0 {
        m /= 10.0;
        e += 1;
    }
    format!(
        "{}e{}{}",
        format_g(m, Some(6)),
        if e < 0 { "-" } else { "+" },
        e.abs()
    )
}

/// C's `%.6g`, or with `None` Go's shortest `%g`.
fn format_g(v: f64, precision: Option<usize>) -> String {
    if v == 0.0 {
        return "0".into();
    }
    let sci = match precision {
        Some(p) => format!("{:.*e}", p - 1, v),
        None => format!("{v:e}"),
    };
    let (mantissa, exp) = sci.split_once('e').unwrap_or((&sci, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa
        .strip_prefix('-')
        .map_or(("", mantissa), |m| ("-", m));
    let digits: String = mantissa.chars().filter(|&c| c != '.').collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    // The shortest form, too, decides as if for six digits.
    let limit = precision.unwrap_or(6) as i32;
    if exp < -4 || exp >= limit {
        let (head, tail) = digits.split_at(1);
        let dot = if tail.is_empty() { "" } else { "." };
        return format!(
            "{sign}{head}{dot}{tail}e{}{:02}",
            if exp < 0 { '-' } else { '+' },
            exp.abs()
        );
    }
    if exp < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exp - 1) as usize));
    }
    let int = exp as usize + 1;
    if digits.len() <= int {
        format!("{sign}{digits}{}", "0".repeat(int - digits.len()))
    } else {
        format!("{sign}{}.{}", &digits[..int], &digits[int..])
    }
}

/// A Go string literal for the bytes.
pub fn quote_bytes(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        let valid = typestring::quote(chunk.valid());
        out.push_str(&valid[1..valid.len() - 1]);
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out.push('"');
    out
}
