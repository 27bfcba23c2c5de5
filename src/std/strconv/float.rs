//! Floating-point numbers as text in Go's formats, exactly rounded. Digits come from Ryu for the shortest form
//! and from Rust's own exact algorithms for a given precision; only their arrangement is Go's.

use std::fmt::Write;

/// Decimal digits of a finite number: 0.d1d2d3... times 10 to the `point`.
struct Digits {
    buf: Text,
    len: usize,
    point: i32,
}

/// Text that usually stays on the stack.
struct Text {
    short: [u8; 64],
    len: usize,
    long: Vec<u8>,
}

impl Text {
    fn new() -> Text {
        Text {
            short: [0; 64],
            len: 0,
            long: Vec::new(),
        }
    }
    fn bytes(&mut self) -> &mut [u8] {
        if self.long.is_empty() {
            &mut self.short[..self.len]
        } else {
            &mut self.long
        }
    }
}

impl Write for Text {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        let s = s.as_bytes();
        if self.long.is_empty() && self.len + s.len() <= self.short.len() {
            self.short[self.len..self.len + s.len()].copy_from_slice(s);
            self.len += s.len();
        } else {
            if self.long.is_empty() {
                self.long.extend_from_slice(&self.short[..self.len]);
            }
            self.long.extend_from_slice(s);
        }
        Ok(())
    }
}

impl Digits {
    /// From `d.ddde-nn`, as Rust writes it.
    fn from_scientific(mut buf: Text) -> Digits {
        let text = buf.bytes();
        let e = text
            .iter()
            .rposition(|&c| c == b'e')
            .expect("scientific notation");
        let exponent: i32 = std::str::from_utf8(&text[e + 1..])
            .ok()
            .and_then(|s| s.parse().ok())
            .expect("a decimal exponent");
        // Close the gap of the point.
        let mut len = e;
        if len > 1 {
            text.copy_within(2..e, 1);
            len -= 1;
        }
        // Trailing zeros carry nothing.
        while len > 0 && text[len - 1] == b'0' {
            len -= 1;
        }
        Digits {
            buf,
            len,
            point: if len == 0 { 0 } else { exponent + 1 },
        }
    }
    fn shortest(v: f64, bits: u32) -> Digits {
        let mut buffer = ryu::Buffer::new();
        let text = if bits == 32 {
            buffer.format_finite(v as f32)
        } else {
            buffer.format_finite(v)
        };
        Digits::from_any(text.as_bytes())
    }
    /// From digits with a point and an exponent, each of which may be missing.
    fn from_any(text: &[u8]) -> Digits {
        let mut buf = Text::new();
        let (mut len, mut point, mut exponent) = (0, None, 0);
        for (i, &c) in text.iter().enumerate() {
            match c {
                b'.' => point = Some(len as i32),
                b'e' => {
                    exponent += std::str::from_utf8(&text[i + 1..])
                        .ok()
                        .and_then(|s| s.parse::<i32>().ok())
                        .expect("a decimal exponent");
                    break;
                }
                // Leading zeros only move the point.
                b'0' if len == 0 => {
                    if point.is_some() {
                        exponent -= 1;
                    }
                }
                _ => {
                    buf.short[len] = c;
                    len += 1;
                }
            }
        }
        let point = point.unwrap_or(len as i32) + exponent;
        buf.len = len;
        while len > 0 && buf.short[len - 1] == b'0' {
            len -= 1;
        }
        Digits {
            buf,
            len,
            point: if len == 0 { 0 } else { point },
        }
    }
    /// Rounded to `n` significant digits, n >= 1.
    fn significant(v: f64, n: usize) -> Digits {
        let mut text = Text::new();
        // No f64 has more than 767 significant digits; the rest are zeros, which are left out anyway.
        let _ = write!(text, "{:.*e}", (n - 1).min(800), v);
        Digits::from_scientific(text)
    }
    /// Rounded to `n` digits after the point.
    fn fixed(v: f64, n: usize) -> Digits {
        let mut text = Text::new();
        let _ = write!(text, "{:.*}", n.min(1100), v);
        let bytes = text.bytes();
        let point = bytes.iter().position(|&c| c == b'.').unwrap_or(bytes.len());
        let mut len = bytes.len();
        if point < len {
            bytes.copy_within(point + 1.., point);
            len -= 1;
        }
        let zeros = bytes[..len].iter().take_while(|&&c| c == b'0').count();
        bytes.copy_within(zeros..len, 0);
        len -= zeros;
        while len > 0 && bytes[len - 1] == b'0' {
            len -= 1;
        }
        Digits {
            buf: text,
            len,
            point: if len == 0 {
                0
            } else {
                point as i32 - zeros as i32
            },
        }
    }
    fn get(&mut self) -> &[u8] {
        let len = self.len;
        &self.buf.bytes()[..len]
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
            let (mut d, n) = if shortest {
                let d = Digits::shortest(positive, bits);
                let n = d.len.max(1) - 1;
                (d, n)
            } else {
                (Digits::significant(positive, precision + 1), precision)
            };
            scientific(out, &mut d, n, format);
        }
        b'f' | b'F' => {
            let (mut d, n) = if shortest {
                let d = Digits::shortest(positive, bits);
                let n = (d.len as i32 - d.point).max(0) as usize;
                (d, n)
            } else {
                (Digits::fixed(positive, precision), precision)
            };
            plain(out, &mut d, n);
        }
        b'g' | b'G' => {
            let (mut d, mut precision) = if shortest {
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
                scientific(out, &mut d, n, format + b'e' - b'g');
            } else {
                let n = (d.len as i32 - d.point).max(0) as usize;
                plain(out, &mut d, n);
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
fn scientific(out: &mut Vec<u8>, d: &mut Digits, n: usize, letter: u8) {
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
    let text = exponent.unsigned_abs().to_string();
    for _ in text.len()..least {
        out.push(b'0');
    }
    out.extend_from_slice(text.as_bytes());
}

/// `ddd.ddd` with `n` digits after the point.
fn plain(out: &mut Vec<u8>, d: &mut Digits, n: usize) {
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
