//! Floating-point numbers as text in Go's formats, exactly rounded. Digits come from Ryu for the shortest form, for a given precision
//! from integers of 128 bits (`decimal`) or, where those are too small, from Rust's own exact algorithms; only their
//! arrangement is Go's.

use std::fmt::Write;

use super::decimal;

/// Decimal digits of a finite number: 0.d1d2d3... times 10 to the `point`. None at the end are zero.
struct Digits {
    short: [u8; 64],
    /// Those that do not fit in `short`; else empty.
    long: Vec<u8>,
    len: usize,
    point: i32,
}

impl Digits {
    /// From parts of the digits, and where the point is in the whole: zeros at either end fall away.
    fn new(parts: [&[u8]; 2], point: i32) -> Digits {
        let [mut first, mut second] = parts;
        let mut point = point;
        while let [b'0', rest @ ..] = first {
            first = rest;
            point -= 1;
        }
        if first.is_empty() {
            while let [b'0', rest @ ..] = second {
                second = rest;
                point -= 1;
            }
        }
        while let [rest @ .., b'0'] = second {
            second = rest;
        }
        if second.is_empty() {
            while let [rest @ .., b'0'] = first {
                first = rest;
            }
        }
        let len = first.len() + second.len();
        let mut d = Digits {
            short: [0; 64],
            long: Vec::new(),
            len,
            point: if len == 0 { 0 } else { point },
        };
        let to = if len <= d.short.len() {
            &mut d.short[..len]
        } else {
            d.long.resize(len, 0);
            &mut d.long[..]
        };
        to[..first.len()].copy_from_slice(first);
        to[first.len()..].copy_from_slice(second);
        d
    }
    /// From `ddd.ddde-nn`; the point and the exponent may be missing.
    fn from_text(text: &[u8]) -> Digits {
        // An exponent has three digits and a sign at most.
        let tail = text.len().saturating_sub(5);
        let e = text[tail..].iter().position(|&c| c == b'e');
        let (mantissa, exponent) = match e {
            None => (text, 0),
            Some(e) => {
                let (negative, digits) = match &text[tail + e + 1..] {
                    [b'-', digits @ ..] => (true, digits),
                    digits => (false, digits),
                };
                let n = digits.iter().fold(0, |n, c| n * 10 + (c - b'0') as i32);
                (&text[..tail + e], if negative { -n } else { n })
            }
        };
        let point = mantissa.iter().position(|&c| c == b'.');
        let parts = match point {
            Some(at) => [&mantissa[..at], &mantissa[at + 1..]],
            None => [mantissa, &[]],
        };
        Digits::new(parts, parts[0].len() as i32 + exponent)
    }
    fn shortest(v: f64, bits: u32) -> Digits {
        let mut buffer = ryu::Buffer::new();
        let text = if bits == 32 {
            buffer.format_finite(v as f32)
        } else {
            buffer.format_finite(v)
        };
        Digits::from_text(text.as_bytes())
    }
    /// Rounded to `n` significant digits, n >= 1.
    fn significant(v: f64, n: usize) -> Digits {
        if let Some((digits, power)) = decimal::significant(v, n) {
            return Digits::from_integer(digits as u128, power);
        }
        let mut text = String::new();
        // No f64 has more than 767 significant digits; the rest are zeros, which are left out anyway.
        let _ = write!(text, "{:.*e}", (n - 1).min(800), v);
        Digits::from_text(text.as_bytes())
    }
    /// Rounded to `n` digits after the point.
    fn fixed(v: f64, n: usize) -> Digits {
        if let Some(digits) = decimal::fixed(v, n) {
            return Digits::from_integer(digits, -(n as i32));
        }
        let mut text = String::new();
        let _ = write!(text, "{:.*}", n.min(1100), v);
        Digits::from_text(text.as_bytes())
    }
    /// `v` times 10 to the `power`.
    fn from_integer(v: u128, power: i32) -> Digits {
        let mut buffer = [0; 40];
        let from = decimal::digits(v, &mut buffer);
        let digits = &buffer[from..];
        Digits::new([digits, &[]], digits.len() as i32 + power)
    }
    fn get(&self) -> &[u8] {
        if self.long.is_empty() {
            &self.short[..self.len]
        } else {
            &self.long
        }
    }
}

/// `strconv.AppendFloat`: `format` is one of `e E f g G b x X`, `precision` -1 means the shortest that reads
/// back the same in `bits` (32 or 64).
pub fn append_float(out: &mut Vec<u8>, v: f64, format: u8, precision: i64, bits: u32) {
    let v = if bits == 32 { v as f32 as f64 } else { v };
    if v.is_nan() {
        out.extend_from_slice(b"NaN");
        return;
    }
    if v.is_infinite() {
        out.extend_from_slice(if v < 0.0 { b"-Inf" } else { b"+Inf" });
        return;
    }
    if v.is_sign_negative() && !matches!(format, b'b' | b'x' | b'X') {
        out.push(b'-');
    }
    let positive = v.abs();
    let shortest = precision < 0;
    let precision = precision.max(0) as usize;
    match format {
        b'b' => binary_exponent(out, v, bits),
        b'x' | b'X' => hexadecimal(
            out,
            v,
            format,
            if shortest { None } else { Some(precision) },
            bits,
        ),
        b'e' | b'E' => {
            let (d, n) = if shortest {
                let d = Digits::shortest(positive, bits);
                let n = d.len.max(1) - 1;
                (d, n)
            } else {
                (Digits::significant(positive, precision + 1), precision)
            };
            scientific(out, &d, n, format);
        }
        b'f' | b'F' => {
            let (d, n) = if shortest {
                let d = Digits::shortest(positive, bits);
                let n = (d.len as i32 - d.point).max(0) as usize;
                (d, n)
            } else {
                (Digits::fixed(positive, precision), precision)
            };
            plain(out, &d, n);
        }
        b'g' | b'G' => {
            let (d, mut precision) = if shortest {
                (Digits::shortest(positive, bits), 6)
            } else {
                let n = precision.max(1);
                (Digits::significant(positive, n), n)
            };
            let mut limit = precision as i32;
            if limit > d.len as i32 && d.len as i32 >= d.point {
                limit = d.len as i32;
            }
            if shortest {
                limit = 6;
                precision = d.len;
            }
            let exponent = d.point - 1;
            if exponent < -4 || exponent >= limit {
                let n = precision.min(d.len).max(1) - 1;
                scientific(out, &d, n, format + b'e' - b'g');
            } else {
                let n = (d.len as i32 - d.point).max(0) as usize;
                plain(out, &d, n);
            }
        }
        _ => {
            if v.is_sign_negative() {
                out.pop();
            }
            out.push(b'%');
            out.push(format);
        }
    }
}

/// `d.ddde±dd` with `n` digits after the point.
fn scientific(out: &mut Vec<u8>, d: &Digits, n: usize, letter: u8) {
    let exponent = if d.len == 0 { 0 } else { d.point - 1 };
    let digits = d.get();
    out.push(digits.first().copied().unwrap_or(b'0'));
    if n > 0 {
        out.push(b'.');
        let have = digits.len().clamp(1, n + 1) - 1;
        out.extend_from_slice(&digits[digits.len().min(1)..][..have]);
        out.resize(out.len() + n - have, b'0');
    }
    out.push(letter);
    exponent_digits(out, exponent, 2);
}

fn exponent_digits(out: &mut Vec<u8>, exponent: i32, least: usize) {
    out.push(if exponent < 0 { b'-' } else { b'+' });
    let n = exponent.unsigned_abs();
    if n < 10 && least < 2 {
        out.push(b'0' + n as u8);
    } else if n < 100 {
        out.extend_from_slice(&super::int::PAIRS[n as usize]);
    } else {
        out.extend_from_slice(super::int::IntText::new(n as u64, false, 10).bytes());
    }
}

/// `ddd.ddd` with `n` digits after the point.
fn plain(out: &mut Vec<u8>, d: &Digits, n: usize) {
    let point = d.point;
    let digits = d.get();
    if point > 0 {
        let have = digits.len().min(point as usize);
        out.extend_from_slice(&digits[..have]);
        out.resize(out.len() + point as usize - have, b'0');
    } else {
        out.push(b'0');
    }
    if n > 0 {
        out.push(b'.');
        let start = out.len();
        let zeros = ((-point).max(0) as usize).min(n);
        out.resize(start + zeros, b'0');
        let from = (point.max(0) as usize).min(digits.len());
        let have = (digits.len() - from).min(n - zeros);
        out.extend_from_slice(&digits[from..from + have]);
        out.resize(start + n, b'0');
    }
}

/// Mantissa as an integer, exponent of 2.
fn parts(v: f64, bits: u32) -> (bool, u64, i32) {
    if bits == 32 {
        let b = (v as f32).to_bits();
        let e = (b >> 23 & 0xff) as i32;
        let m = (b & 0x7f_ffff) as u64;
        let (m, e) = if e == 0 { (m, 1) } else { (m | 1 << 23, e) };
        (b >> 31 != 0, m, e - 127)
    } else {
        let b = v.to_bits();
        let e = (b >> 52 & 0x7ff) as i32;
        let m = b & ((1 << 52) - 1);
        let (m, e) = if e == 0 { (m, 1) } else { (m | 1 << 52, e) };
        (b >> 63 != 0, m, e - 1023)
    }
}

/// `-ddddp±ddd`.
fn binary_exponent(out: &mut Vec<u8>, v: f64, bits: u32) {
    let (negative, mantissa, exponent) = parts(v, bits);
    if negative {
        out.push(b'-');
    }
    out.extend_from_slice(mantissa.to_string().as_bytes());
    out.push(b'p');
    exponent_digits(out, exponent - if bits == 32 { 23 } else { 52 }, 1);
}

/// `-0x1.yyyyyyyyp±ddd`.
fn hexadecimal(out: &mut Vec<u8>, v: f64, format: u8, precision: Option<usize>, bits: u32) {
    let (negative, mut mantissa, mut exponent) = parts(v, bits);
    if mantissa == 0 {
        exponent = 0;
    }
    // One hexadecimal digit (0 or 1), then 60 bits.
    mantissa <<= 60 - if bits == 32 { 23 } else { 52 };
    while mantissa != 0 && mantissa & (1 << 60) == 0 {
        mantissa <<= 1;
        exponent -= 1;
    }
    if let Some(n) = precision
        && n < 15
    {
        let shift = (n * 4) as u32;
        let extra = (mantissa << shift) & ((1 << 60) - 1);
        mantissa >>= 60 - shift;
        if extra | (mantissa & 1) > 1 << 59 {
            mantissa += 1;
        }
        mantissa <<= 60 - shift;
        if mantissa & (1 << 61) != 0 {
            mantissa >>= 1;
            exponent += 1;
        }
    }
    let digits: &[u8; 16] = if format == b'X' {
        b"0123456789ABCDEF"
    } else {
        b"0123456789abcdef"
    };
    if negative {
        out.push(b'-');
    }
    out.extend_from_slice(&[b'0', format, b'0' + (mantissa >> 60 & 1) as u8]);
    mantissa <<= 4;
    match precision {
        None if mantissa != 0 => {
            out.push(b'.');
            while mantissa != 0 {
                out.push(digits[(mantissa >> 60) as usize]);
                mantissa <<= 4;
            }
        }
        Some(n) if n > 0 => {
            out.push(b'.');
            for _ in 0..n {
                out.push(digits[(mantissa >> 60) as usize]);
                mantissa <<= 4;
            }
        }
        _ => {}
    }
    out.push(if format == b'X' { b'P' } else { b'p' });
    exponent_digits(out, exponent, 2);
}

/// `strconv.FormatComplex`; `bits` is 64 or 128.
pub fn append_complex(out: &mut Vec<u8>, re: f64, im: f64, format: u8, precision: i64, bits: u32) {
    out.push(b'(');
    append_float(out, re, format, precision, bits / 2);
    let at = out.len();
    append_float(out, im, format, precision, bits / 2);
    if !matches!(out[at], b'+' | b'-') {
        out.insert(at, b'+');
    }
    out.extend_from_slice(b"i)");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(v: f64, format: u8, precision: i64, bits: u32) -> String {
        let mut out = Vec::new();
        append_float(&mut out, v, format, precision, bits);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn go_formats() {
        assert_eq!(text(1.0, b'e', 5, 64), "1.00000e+00");
        assert_eq!(text(0.0, b'e', 5, 64), "0.00000e+00");
        assert_eq!(text(0.0, b'g', -1, 64), "0");
        assert_eq!(text(-1.0, b'g', -1, 64), "-1");
        assert_eq!(text(1e21, b'g', -1, 64), "1e+21");
        assert_eq!(text(100000000.0, b'g', -1, 64), "1e+08");
        assert_eq!(text(400.0, b'g', 2, 64), "4e+02");
        assert_eq!(text(40.0, b'g', 2, 64), "40");
        assert_eq!(text(1e23, b'f', 0, 64), "99999999999999991611392");
        assert_eq!(text(0.05, b'f', 1, 64), "0.1");
        assert_eq!(text(0.5, b'f', 0, 64), "0");
        assert_eq!(text(1.5, b'f', 0, 64), "2");
        assert_eq!(text(123.45, b'f', 3, 64), "123.450");
        assert_eq!(text(0.1f32 as f64, b'g', -1, 32), "0.1");
        assert_eq!(text(1.0, b'b', -1, 64), "4503599627370496p-52");
        assert_eq!(text(1.0, b'x', -1, 64), "0x1p+00");
        assert_eq!(text(-1.1, b'x', 3, 64), "-0x1.19ap+00");
        assert_eq!(text(0.0001, b'g', -1, 64), "0.0001");
        assert_eq!(text(0.00001, b'g', -1, 64), "1e-05");
    }
}
