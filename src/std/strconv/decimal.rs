//! Decimal digits of binary floating-point numbers by exact arithmetic on 128-bit integers, rounded half to even. Good for
//! the numbers and places that programs print; where 128 bits are not enough the answer is `None`, and `float` asks Rust's own
//! algorithms, which fall back to numbers of any length for whatever lies near the middle (all short decimals do).

const POWERS: [u128; 39] = {
    let mut powers = [1; 39];
    let mut i = 1;
    while i < 39 {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// A number that is not negative, as `m * 2^e`; `m` has at most 53 bits.
fn parts(v: f64) -> (u64, i32) {
    let bits = v.to_bits();
    let (e, m) = ((bits >> 52 & 0x7ff) as i32, bits & ((1 << 52) - 1));
    if e == 0 {
        (m, -1074)
    } else {
        (m | 1 << 52, e - 1075)
    }
}

/// `x / 2^s`, rounded; `x` is below 2^127.
fn shifted(x: u128, s: u32) -> u128 {
    if s >= 128 {
        return 0;
    }
    let half = 1u128 << (s - 1);
    let (q, rest) = (x >> s, x & ((half << 1).wrapping_sub(1)));
    q + (rest > half || rest == half && q & 1 != 0) as u128
}

/// `v * 10^places`, rounded.
pub fn fixed(v: f64, places: usize) -> Option<u128> {
    let (m, e) = parts(v);
    if m == 0 {
        return Some(0);
    }
    // 10^22 has 74 bits.
    if places > 22 {
        return None;
    }
    let x = m as u128 * POWERS[places];
    if e < 0 {
        return Some(shifted(x, -e as u32));
    }
    (e as u32 <= x.leading_zeros()).then(|| x << e)
}

/// The `n` leading digits of a positive number, n from 1 to 18, rounded, and the power of ten that they are to be multiplied by. Rounding up
/// may make them 10^n.
pub fn significant(v: f64, n: usize) -> Option<(u64, i32)> {
    let (m, e) = parts(v);
    if m == 0 || n > 18 {
        return None;
    }
    let top = 63 - m.leading_zeros() as i32 + e;
    // The number of digits before the point less one, or one too few: the logarithm of 2^top.
    let log = (top * 78913) >> 18;
    let k = n as i32 - 1 - log;
    let limit = POWERS[n] as u64;
    let (below, rounded) = scaled(m, e, k)?;
    if below < limit as u128 {
        return Some((rounded as u64, -k));
    }
    let (_, rounded) = scaled(m, e, k - 1)?;
    Some((rounded as u64, 1 - k))
}

/// `m * 2^e * 10^k`, rounded down and rounded.
fn scaled(m: u64, e: i32, k: i32) -> Option<(u128, u128)> {
    if k >= 0 {
        if k > 22 {
            return None;
        }
        let x = m as u128 * POWERS[k as usize];
        if e < 0 {
            let s = -e as u32;
            return Some((x.checked_shr(s).unwrap_or(0), shifted(x, s)));
        }
        return (e as u32 <= x.leading_zeros()).then(|| (x << e, x << e));
    }
    let mut x = m as u128;
    let mut by = *POWERS.get(-k as usize)?;
    // One bit stays free, for twice the remainder.
    if e >= 0 {
        if e as u32 >= x.leading_zeros() {
            return None;
        }
        x <<= e;
    } else {
        if -e as u32 >= by.leading_zeros() {
            return None;
        }
        by <<= -e;
    }
    if by.leading_zeros() == 0 {
        return None;
    }
    let (q, rest) = match (u64::try_from(x), u64::try_from(by)) {
        (Ok(x), Ok(by)) => ((x / by) as u128, (x % by) as u128),
        _ => (x / by, x % by),
    };
    let twice = rest << 1;
    Some((q, q + (twice > by || twice == by && q & 1 != 0) as u128))
}

/// Writes a number's digits at the end of the buffer; the answer is where they begin. Zero has none.
pub fn digits(mut v: u128, buffer: &mut [u8; 40]) -> usize {
    const PART: u128 = 10_000_000_000_000_000_000;
    let mut at = buffer.len();
    while v > u64::MAX as u128 {
        let mut low = (v % PART) as u64;
        v /= PART;
        for _ in 0..19 {
            at -= 1;
            buffer[at] = b'0' + (low % 10) as u8;
            low /= 10;
        }
    }
    let mut v = v as u64;
    while v >= 100 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&super::int::PAIRS[(v % 100) as usize]);
        v /= 100;
    }
    if v >= 10 {
        at -= 2;
        buffer[at..at + 2].copy_from_slice(&super::int::PAIRS[v as usize]);
    } else if v > 0 {
        at -= 1;
        buffer[at] = b'0' + v as u8;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_to_even() {
        assert_eq!(fixed(0.5, 0), Some(0));
        assert_eq!(fixed(1.5, 0), Some(2));
        assert_eq!(fixed(2.5, 0), Some(2));
        assert_eq!(fixed(0.125, 2), Some(12));
        assert_eq!(fixed(0.375, 2), Some(38));
        assert_eq!(fixed(5e-324, 22), Some(0));
        assert_eq!(fixed(1e300, 0), None);
        assert_eq!(significant(125.0, 2), Some((12, 1)));
        assert_eq!(significant(999.5, 3), Some((1000, 0)));
        assert_eq!(significant(0.25, 1), Some((2, -1)));
        assert_eq!(significant(1e-300, 3), None);
    }

    /// The same digits as Rust's own algorithms give, for numbers of all sizes.
    #[test]
    fn as_the_library_rounds() {
        let mut x = 88172645463325252u64;
        for i in 0..200_000 {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            let v = match i % 4 {
                0 => f64::from_bits(x >> 1),
                1 => (x % 1_000_000) as f64 / 1000.0,
                2 => (x >> 40) as f64 / (1u64 << (x % 60)) as f64,
                _ => (x as f64) * 1e-10,
            };
            if !v.is_finite() {
                continue;
            }
            let places = (x % 23) as usize;
            if let Some(q) = fixed(v, places) {
                let text = format!("{v:.places$}").replace('.', "");
                let text = text.trim_start_matches('0');
                let mut buffer = [0; 40];
                let at = digits(q, &mut buffer);
                assert_eq!(
                    std::str::from_utf8(&buffer[at..]),
                    Ok(text),
                    "{v:e} {places}"
                );
            }
            let n = (x % 18) as usize + 1;
            if let Some((q, power)) = significant(v, n) {
                let text = format!("{v:.*e}", n - 1);
                let (mantissa, e) = text.split_once('e').unwrap();
                let mantissa: u64 = mantissa.replace('.', "").parse().unwrap();
                let exponent = e.parse::<i32>().unwrap() - (n as i32 - 1);
                let carried = q == POWERS[n] as u64;
                let (q, power) = if carried {
                    (q / 10, power + 1)
                } else {
                    (q, power)
                };
                assert_eq!((q, power), (mantissa, exponent), "{v:e} {n}");
            }
        }
    }
}
