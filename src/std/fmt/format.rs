//! Single values under the flags of a directive: integers, floats, strings, padding. The lowest layer of fmt.

use crate::std::strconv::float::append_float;
use crate::std::strconv::quote::{self, Keep, append_quoted, append_quoted_rune};
use crate::std::unicode::utf8;

const LOWER: &[u8; 17] = b"0123456789abcdefx";
const UPPER: &[u8; 17] = b"0123456789ABCDEFX";

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Default)]
pub struct Flags {
    pub width: Option<usize>,
    pub precision: Option<usize>,
    pub minus: bool,
    pub plus: bool,
    pub sharp: bool,
    pub space: bool,
    pub zero: bool,
    /// `%+v` and `%#v`, which change more than a sign or a prefix.
    pub plus_v: bool,
    pub sharp_v: bool,
}

/// Output and the flags of the directive at hand.
#[derive(Default)]
pub struct Format {
    pub out: Vec<u8>,
    pub flags: Flags,
}

impl Format {
    pub fn text(&mut self, s: &str) {
        self.out.extend_from_slice(s.as_bytes());
    }
    pub fn byte(&mut self, b: u8) {
        self.out.push(b);
    }
    pub fn rune(&mut self, r: i32) {
        utf8::push(&mut self.out, r);
    }

    fn padding(&mut self, n: usize) {
        let fill = if self.flags.zero && !self.flags.minus {
            b'0'
        } else {
            b' '
        };
        self.out.resize(self.out.len() + n, fill);
    }
    fn spaces(&mut self, n: usize) {
        self.out.resize(self.out.len() + n, b' ');
    }
    /// Pads what has been written from `start` on.
    fn pad_from(&mut self, start: usize) {
        let Some(width) = self.flags.width.filter(|&w| w > 0) else {
            return;
        };
        let missing = width.saturating_sub(utf8::count(&self.out[start..]));
        if missing > 0 {
            self.padding(missing);
            if !self.flags.minus {
                self.out[start..].rotate_right(missing);
            }
        }
    }
    pub fn pad(&mut self, s: &[u8]) {
        let Some(width) = self.flags.width.filter(|&w| w > 0) else {
            return self.out.extend_from_slice(s);
        };
        let missing = width.saturating_sub(utf8::count(s));
        if self.flags.minus {
            self.out.extend_from_slice(s);
            self.padding(missing);
        } else {
            self.padding(missing);
            self.out.extend_from_slice(s);
        }
    }
    /// Pads with spaces, whatever the zero flag says.
    fn pad_plain(&mut self, s: &[u8]) {
        let zero = std::mem::replace(&mut self.flags.zero, false);
        self.pad(s);
        self.flags.zero = zero;
    }

    pub fn boolean(&mut self, v: bool) {
        self.pad(if v { b"true" } else { b"false" });
    }

    /// `U+0078`, with `#` also the character.
    pub fn unicode(&mut self, u: u64) {
        let digits = self.flags.precision.unwrap_or(4).max(4);
        let mut text = format!("U+{u:0digits$X}").into_bytes();
        if self.flags.sharp && u <= 0x10FFFF && crate::std::unicode::is_print(u as i32) {
            text.extend_from_slice(b" '");
            utf8::push(&mut text, u as i32);
            text.push(b'\'');
        }
        self.pad_plain(&text);
    }

    pub fn hex_address(&mut self, u: u64, prefix: bool) {
        let sharp = std::mem::replace(&mut self.flags.sharp, prefix);
        self.integer(u, 16, false, b'v', false);
        self.flags.sharp = sharp;
    }

    pub fn integer(&mut self, u: u64, base: u64, signed: bool, verb: u8, upper: bool) {
        let f = self.flags;
        let negative = signed && (u as i64) < 0;
        let mut u = if negative { u.wrapping_neg() } else { u };
        // The common case: a plain number.
        if f.width.is_none()
            && f.precision.is_none()
            && base == 10
            && !f.plus
            && !f.space
            && verb != b'O'
        {
            let text = crate::std::strconv::int::IntText::new(u, negative, 10);
            self.out.extend_from_slice(text.bytes());
            return;
        }
        let mut least = 0;
        if let Some(p) = f.precision {
            least = p;
            if p == 0 && u == 0 {
                let zero = std::mem::replace(&mut self.flags.zero, false);
                self.padding(f.width.unwrap_or(0));
                self.flags.zero = zero;
                return;
            }
        } else if let Some(width) = f.width
            && f.zero
            && !f.minus
        {
            least = width;
            if negative || f.plus || f.space {
                least = least.saturating_sub(1);
            }
        }
        let digits = if upper { UPPER } else { LOWER };
        // From the right. 64 digits, a prefix and a sign, unless more is asked for.
        let (mut short, mut long) = ([0; 68], Vec::new());
        let buffer = if least <= 64 {
            &mut short[..]
        } else {
            long.resize(least + 4, 0);
            &mut long[..]
        };
        let mut at = buffer.len();
        let mut put = |c: u8| {
            at -= 1;
            buffer[at] = c;
        };
        let mut count = 1;
        if base == 10 {
            while u >= 10 {
                put(b'0' + (u % 10) as u8);
                u /= 10;
                count += 1;
            }
        } else {
            let shift = base.trailing_zeros();
            while u >= base {
                put(digits[(u & (base - 1)) as usize]);
                u >>= shift;
                count += 1;
            }
        }
        let first = digits[u as usize];
        put(first);
        for _ in count..least {
            put(b'0');
        }
        if f.sharp {
            match base {
                2 => b"b0".iter().for_each(|&c| put(c)),
                8 if first != b'0' && count >= least => put(b'0'),
                16 => [digits[16], b'0'].into_iter().for_each(&mut put),
                _ => {}
            }
        }
        if verb == b'O' {
            b"o0".iter().for_each(|&c| put(c));
        }
        if negative {
            put(b'-');
        } else if f.plus {
            put(b'+');
        } else if f.space {
            put(b' ');
        }
        let text = &buffer[at..];
        // All of it is ASCII.
        match f.width {
            Some(width) if width > text.len() => {
                let missing = width - text.len();
                if f.minus {
                    self.out.extend_from_slice(text);
                    self.spaces(missing);
                } else {
                    self.spaces(missing);
                    self.out.extend_from_slice(text);
                }
            }
            _ => self.out.extend_from_slice(text),
        }
    }

    fn truncated<'s>(&self, s: &'s [u8]) -> &'s [u8] {
        match self.flags.precision {
            Some(n) if n < s.len() => {
                let end = utf8::runes(s).nth(n).map_or(s.len(), |(at, _, _)| at);
                &s[..end]
            }
            _ => s,
        }
    }
    pub fn string(&mut self, s: &[u8]) {
        let s = self.truncated(s);
        self.pad(s);
    }
    pub fn quoted(&mut self, s: &[u8]) {
        let s = self.truncated(s);
        let start = self.out.len();
        if self.flags.sharp && quote::can_backquote(s) {
            self.out.push(b'`');
            self.out.extend_from_slice(s);
            self.out.push(b'`');
        } else {
            let keep = self.keep();
            append_quoted(&mut self.out, s, b'"', keep);
        }
        self.pad_from(start);
    }
    fn keep(&self) -> Keep {
        if self.flags.plus {
            Keep::Ascii
        } else {
            Keep::Print
        }
    }
    fn to_rune(c: u64) -> i32 {
        if c > 0x10FFFF {
            utf8::RUNE_ERROR
        } else {
            c as i32
        }
    }
    pub fn character(&mut self, c: u64) {
        let start = self.out.len();
        utf8::push(&mut self.out, Format::to_rune(c));
        self.pad_from(start);
    }
    pub fn quoted_character(&mut self, c: u64) {
        let start = self.out.len();
        let keep = self.keep();
        append_quoted_rune(&mut self.out, Format::to_rune(c), keep);
        self.pad_from(start);
    }
    /// The bytes as hexadecimal digits.
    pub fn hex_bytes(&mut self, s: &[u8], upper: bool) {
        let f = self.flags;
        let digits = if upper { UPPER } else { LOWER };
        let s = &s[..f.precision.unwrap_or(s.len()).min(s.len())];
        let mut width = 2 * s.len();
        if width == 0 {
            if let Some(w) = f.width {
                self.padding(w);
            }
            return;
        }
        if f.space {
            if f.sharp {
                width *= 2;
            }
            width += s.len() - 1;
        } else if f.sharp {
            width += 2;
        }
        let missing = f.width.unwrap_or(0).saturating_sub(width);
        if !f.minus {
            self.padding(missing);
        }
        self.out.reserve(width);
        if !f.space && !f.sharp {
            let pairs = s
                .iter()
                .flat_map(|b| [digits[(b >> 4) as usize], digits[(b & 15) as usize]]);
            self.out.extend(pairs);
            if f.minus {
                self.padding(missing);
            }
            return;
        }
        for (i, b) in s.iter().enumerate() {
            if f.space && i > 0 {
                self.byte(b' ');
            }
            if f.sharp && (f.space || i == 0) {
                self.out.extend_from_slice(&[b'0', digits[16]]);
            }
            self.out
                .extend_from_slice(&[digits[(b >> 4) as usize], digits[(b & 15) as usize]]);
        }
        if f.minus {
            self.padding(missing);
        }
    }

    /// `verb` is a format of strconv; `precision` -1: the shortest.
    pub fn float(&mut self, v: f64, bits: u32, verb: u8, precision: i64) {
        let f = self.flags;
        let precision = f.precision.map_or(precision, |p| p as i64);
        let plain = f.width.is_none() && !f.plus && !f.space && !f.sharp;
        if plain && v.is_finite() {
            return append_float(&mut self.out, v, verb, precision, bits);
        }
        if v.is_finite() && !f.sharp && !f.zero {
            // Written where it goes, then moved by what it is padded with.
            let start = self.out.len();
            if !v.is_sign_negative() {
                if f.plus {
                    self.byte(b'+');
                } else if f.space {
                    self.byte(b' ');
                }
            }
            append_float(&mut self.out, v, verb, precision, bits);
            return self.pad_from(start);
        }
        let mut num = vec![b'+'];
        append_float(&mut num, v, verb, precision, bits);
        if matches!(num[1], b'-' | b'+') {
            num.remove(0);
        }
        if f.space && num[0] == b'+' && !f.plus {
            num[0] = b' ';
        }
        if matches!(num[1], b'I' | b'N') {
            // A NaN has no sign unless asked for.
            let from = (num[1] == b'N' && !f.space && !f.plus) as usize;
            return self.pad_plain(&num[from..]);
        }
        if f.sharp && verb != b'b' {
            num = keep_zeros(num, verb, precision);
        }
        if f.plus || num[0] != b'+' {
            if f.zero && !f.minus && f.width.is_some_and(|w| w > num.len()) {
                self.byte(num[0]);
                self.padding(f.width.unwrap_or(0) - num.len());
                self.out.extend_from_slice(&num[1..]);
                return;
            }
            return self.pad(&num);
        }
        self.pad(&num[1..]);
    }
}

/// The sharp flag: always a point, and for %g the zeros at the end.
fn keep_zeros(mut num: Vec<u8>, verb: u8, precision: i64) -> Vec<u8> {
    let mut digits = match verb {
        b'v' | b'g' | b'G' | b'x' => {
            if precision == -1 {
                6
            } else {
                precision
            }
        }
        _ => 0,
    };
    let hex = matches!(verb, b'x' | b'X');
    let tail_at = num[1..]
        .iter()
        .position(|&c| matches!(c, b'p' | b'P') || !hex && matches!(c, b'e' | b'E'))
        .map_or(num.len(), |i| i + 1);
    let tail = num.split_off(tail_at);
    let (mut point, mut nonzero) = (false, false);
    for &c in &num[1..] {
        if c == b'.' {
            point = true;
            continue;
        }
        nonzero |= c != b'0';
        digits -= nonzero as i64;
    }
    if !point {
        if num.len() == 2 && num[1] == b'0' {
            digits -= 1;
        }
        num.push(b'.');
    }
    num.resize(num.len() + digits.max(0) as usize, b'0');
    num.extend_from_slice(&tail);
    num
}
