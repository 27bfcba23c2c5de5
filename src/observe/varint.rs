//! Numbers in as few bytes as they need: seven bits in each, the lowest first, the eighth bit set while more follow.

pub fn push(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Signed: 0, -1, 1, -2, ...
pub fn zigzag(n: i64) -> u64 {
    (n << 1 ^ n >> 63) as u64
}

/// In base 64, as pages can carry it.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three
            .iter()
            .enumerate()
            .fold(0u32, |word, (i, &b)| word | u32::from(b) << (16 - 8 * i));
        for i in 0..4 {
            out.push(match i <= three.len() {
                true => DIGITS[(word >> (18 - 6 * i) & 63) as usize],
                false => b'=',
            });
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let mut out = Vec::new();
        push(&mut out, 300);
        push(&mut out, 5);
        assert_eq!(out, [0xac, 0x02, 5]);
        assert_eq!([0, -1, 1, i64::MIN].map(zigzag), [0, 1, 2, u64::MAX]);
        assert_eq!(base64(b"go"), "Z28=");
        assert_eq!(base64(b"run"), "cnVu");
        assert_eq!(base64(b"g"), "Zw==");
    }
}
