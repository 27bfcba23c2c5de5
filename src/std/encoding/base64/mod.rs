//! Package encoding/base64: both directions, for any alphabet and padding, with Go's positions of bad input.

use crate::std::scratch;
use crate::vm::native::{GoPtr, GoSlice, GoStr, NativeCx};

crate::natives! {
    "encodeTo" => encode_to,
    "decodeTo" => decode_to,
    "encodeString" => encode_string,
    "letters" => letters,
}

/// Alphabet, padding and strictness; the Go side's Encoding begins with these fields.
#[repr(C)]
pub struct Encoding {
    encode: [u8; 64],
    decode: [u8; 256],
    padding: i32,
    strict: bool,
}

pub const STANDARD: Encoding =
    Encoding::new(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

impl Encoding {
    const fn new(alphabet: &[u8; 64]) -> Encoding {
        let mut decode = [0xff; 256];
        let mut i = 0;
        while i < 64 {
            decode[alphabet[i] as usize] = i as u8;
            i += 1;
        }
        Encoding {
            encode: *alphabet,
            decode,
            padding: '=' as i32,
            strict: false,
        }
    }

    fn pads(&self) -> bool {
        self.padding != -1
    }

    pub fn encoded_len(&self, n: usize) -> usize {
        if self.pads() {
            n.div_ceil(3) * 4
        } else {
            n / 3 * 4 + (n % 3 * 8).div_ceil(6)
        }
    }

    /// Fills `to`, which is at least `encoded_len` long.
    pub fn encode_to(&self, to: &mut [u8], from: &[u8]) {
        let letter = |v: u32| self.encode[v as usize & 63];
        let mut chunks = from.chunks_exact(3);
        let mut at = 0;
        for chunk in &mut chunks {
            let v = u32::from(chunk[0]) << 16 | u32::from(chunk[1]) << 8 | u32::from(chunk[2]);
            to[at..at + 4].copy_from_slice(&[
                letter(v >> 18),
                letter(v >> 12),
                letter(v >> 6),
                letter(v),
            ]);
            at += 4;
        }
        let rest = chunks.remainder();
        let Some(&first) = rest.first() else { return };
        let second = rest.get(1).copied();
        let v = u32::from(first) << 16 | u32::from(second.unwrap_or(0)) << 8;
        let mut put = |byte: u8| {
            to[at] = byte;
            at += 1;
        };
        put(letter(v >> 18));
        put(letter(v >> 12));
        if second.is_some() {
            put(letter(v >> 6));
        }
        if self.pads() {
            for _ in rest.len()..3 {
                put(self.padding as u8);
            }
        }
    }

    /// Appends to `to`. `Err`: the offset of the first byte that does not fit; what came before it was appended.
    pub fn decode_to(&self, to: &mut Vec<u8>, from: &[u8]) -> Result<(), usize> {
        to.reserve(from.len() / 4 * 3 + 3);
        let mut at = 0;
        loop {
            // Four letters at a time while nothing is special.
            while let Some(four) = from.get(at..at + 4) {
                let v = [four[0], four[1], four[2], four[3]].map(|c| self.decode[c as usize]);
                if v[0] | v[1] | v[2] | v[3] == 0xff {
                    break;
                }
                to.extend_from_slice(&[
                    v[0] << 2 | v[1] >> 4,
                    v[1] << 4 | v[2] >> 2,
                    v[2] << 6 | v[3],
                ]);
                at += 4;
            }
            if !self.quantum(to, from, &mut at)? {
                return Ok(());
            }
        }
    }

    /// One group of up to four letters with line breaks between them and padding behind. False at the end.
    fn quantum(&self, to: &mut Vec<u8>, from: &[u8], at: &mut usize) -> Result<bool, usize> {
        let is_break = |at: usize| matches!(from.get(at), Some(b'\n' | b'\r'));
        let mut group = [0; 4];
        let mut have = 0;
        let mut bad = None;
        while have < 4 {
            let Some(&byte) = from.get(*at) else {
                match have {
                    0 => return Ok(false),
                    1 => return Err(*at - 1),
                    _ if self.pads() => return Err(*at - have),
                    _ => break,
                }
            };
            *at += 1;
            let value = self.decode[byte as usize];
            if value != 0xff {
                group[have] = value;
                have += 1;
                continue;
            }
            if matches!(byte, b'\n' | b'\r') {
                continue;
            }
            if i32::from(byte) != self.padding || have < 2 {
                return Err(*at - 1);
            }
            if have == 2 {
                while is_break(*at) {
                    *at += 1;
                }
                match from.get(*at) {
                    None => return Err(from.len()),
                    Some(&b) if i32::from(b) != self.padding => return Err(*at - 1),
                    Some(_) => *at += 1,
                }
            }
            while is_break(*at) {
                *at += 1;
            }
            if *at < from.len() {
                bad = Some(*at);
            }
            break;
        }
        let v = group.iter().fold(0u32, |v, &g| v << 6 | u32::from(g));
        let bytes = [(v >> 16) as u8, (v >> 8) as u8, v as u8];
        if self.strict {
            if have == 3 && bytes[2] != 0 {
                return Err(*at - 1);
            }
            if have == 2 && (bytes[1] != 0 || bytes[2] != 0) {
                return Err(*at - 2);
            }
        }
        to.extend_from_slice(&bytes[..have - 1]);
        bad.map_or(Ok(true), Err)
    }
}

fn of<'a>(enc: GoPtr<Encoding>) -> &'a Encoding {
    // SAFETY: the Go side passes the address of its Encoding, which has this layout; nothing is collected meanwhile.
    unsafe { &*enc.0 }
}

/// The Go side has made sure that `dst` is long enough.
fn encode_to(enc: GoPtr<Encoding>, dst: GoSlice<u8>, src: GoSlice<u8>) {
    of(enc).encode_to(dst.items_mut(), &src);
}

fn encode_string(enc: GoPtr<Encoding>, src: GoSlice<u8>) -> Vec<u8> {
    let mut out = vec![0; of(enc).encoded_len(src.len())];
    of(enc).encode_to(&mut out, &src);
    out
}

/// Decodes into `dst` as far as it reaches: bytes written, and the offset of the bad byte or -1.
fn decode_to(enc: GoPtr<Encoding>, dst: GoSlice<u8>, src: GoStr) -> (i64, i64) {
    let mut out = scratch::take();
    let bad = match of(enc).decode_to(&mut out, &src) {
        Ok(()) => -1,
        Err(at) => at as i64,
    };
    let n = out.len().min(dst.len());
    dst.items_mut()[..n].copy_from_slice(&out[..n]);
    scratch::give(out);
    (n as i64, bad)
}

fn letters(cx: &mut NativeCx, mut to: GoSlice<u8>, from: GoSlice<u8>) -> GoSlice<u8> {
    let mut rest = from.items();
    while let Some(end) = memchr::memchr2(b'\n', b'\r', rest) {
        to = cx.append(to, &rest[..end]);
        rest = &rest[end + 1..];
    }
    cx.append(to, rest)
}
