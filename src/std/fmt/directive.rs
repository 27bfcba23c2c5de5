//! Print, Println and Printf: the operands one after the other, and the format string with its directives.

use super::format::Flags;
use super::printer::Printer;
use crate::bytecode::rtype::Kind;
use crate::std::unicode::utf8;
use crate::std::value::Place;
use crate::vm::native::Iface;

pub fn print(p: &mut Printer<'_>, args: &[Iface]) {
    let mut last_string = false;
    for (i, &arg) in args.iter().enumerate() {
        let string = arg.type_ref().is_some_and(|t| t.kind == Kind::String);
        if i > 0 && !string && !last_string {
            p.f.byte(b' ');
        }
        p.argument(arg, b'v' as i32);
        last_string = string;
    }
}

pub fn println(p: &mut Printer<'_>, args: &[Iface]) {
    for (i, &arg) in args.iter().enumerate() {
        if i > 0 {
            p.f.byte(b' ');
        }
        p.argument(arg, b'v' as i32);
    }
    p.f.byte(b'\n');
}

/// A width or precision is at most this.
const LARGEST: i64 = 1_000_000;

/// The state of one walk through a format string.
struct Walk<'f> {
    format: &'f [u8],
    at: usize,
    args: &'f [Iface],
    next: usize,
    /// An explicit index was used somewhere.
    reordered: bool,
    /// The explicit indices of this directive are right.
    good_index: bool,
}

/// Operands of `%w` go to `wrapped`, with `true` where explicit indices were used.
pub fn printf(p: &mut Printer<'_>, format: &[u8], args: &[Iface], wrapped: &mut Vec<i64>) -> bool {
    let mut w = Walk {
        format,
        at: 0,
        args,
        next: 0,
        reordered: false,
        good_index: true,
    };
    while w.at < format.len() {
        let rest = &format[w.at..];
        // What stands between two directives is short.
        let near = rest.iter().take(16).position(|&c| c == b'%');
        let next = match near {
            None if rest.len() > 16 => memchr::memchr(b'%', &rest[16..]).map(|n| n + 16),
            near => near,
        };
        match next {
            None => {
                p.f.out.extend_from_slice(&format[w.at..]);
                break;
            }
            Some(n) => {
                p.f.out.extend_from_slice(&format[w.at..w.at + n]);
                w.at += n + 1;
            }
        }
        if !w.directive(p, wrapped) {
            break;
        }
    }
    if !w.reordered && w.next < args.len() {
        p.f.flags = Flags::default();
        p.f.text("%!(EXTRA ");
        for (i, &arg) in args[w.next..].iter().enumerate() {
            if i > 0 {
                p.f.text(", ");
            }
            match arg.type_ref() {
                None => p.f.text("<nil>"),
                Some(ty) => {
                    p.f.text(&ty.name);
                    p.f.byte(b'=');
                    p.argument(arg, b'v' as i32);
                }
            }
        }
        p.f.byte(b')');
    }
    w.reordered
}

impl Walk<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// One directive from behind its `%`; false at the end of the format.
    fn directive(&mut self, p: &mut Printer<'_>, wrapped: &mut Vec<i64>) -> bool {
        self.good_index = true;
        p.f.flags = Flags::default();
        // Most directives are a verb and nothing else.
        if let Some(verb @ b'a'..=b'z') = self.peek()
            && verb != b'w'
            && let Some(&arg) = self.args.get(self.next)
        {
            self.at += 1;
            self.next += 1;
            p.argument(arg, verb as i32);
            return true;
        }
        while let Some(c) = self.peek() {
            let f = &mut p.f.flags;
            match c {
                b'#' => f.sharp = true,
                b'0' => f.zero = true,
                b'+' => f.plus = true,
                b'-' => f.minus = true,
                b' ' => f.space = true,
                _ => break,
            }
            self.at += 1;
        }
        let mut after_index = self.index();
        // Width.
        if self.peek() == Some(b'*') {
            self.at += 1;
            match self.int_operand() {
                Some(n) => {
                    p.f.flags.width = Some(n.unsigned_abs() as usize);
                    if n < 0 {
                        p.f.flags.minus = true;
                        p.f.flags.zero = false;
                    }
                }
                None => p.f.text("%!(BADWIDTH)"),
            }
            after_index = false;
        } else {
            p.f.flags.width = self.number();
            if after_index && p.f.flags.width.is_some() {
                self.good_index = false;
            }
        }
        // Precision.
        if self.at + 1 < self.format.len() && self.peek() == Some(b'.') {
            self.at += 1;
            if after_index {
                self.good_index = false;
            }
            after_index = self.index();
            if self.peek() == Some(b'*') {
                self.at += 1;
                match self.int_operand() {
                    Some(n) if n >= 0 => p.f.flags.precision = Some(n as usize),
                    _ => p.f.text("%!(BADPREC)"),
                }
                after_index = false;
            } else {
                p.f.flags.precision = Some(self.number().unwrap_or(0));
            }
        }
        if !after_index {
            self.index();
        }
        if self.at >= self.format.len() {
            p.f.text("%!(NOVERB)");
            return false;
        }
        let (verb, size) = utf8::decode(&self.format[self.at..]);
        self.at += size;
        if verb == b'%' as i32 {
            p.f.byte(b'%');
            return true;
        }
        if !self.good_index {
            p.f.text("%!");
            p.f.rune(verb);
            p.f.text("(BADINDEX)");
            return true;
        }
        let Some(&arg) = self.args.get(self.next) else {
            p.f.text("%!");
            p.f.rune(verb);
            p.f.text("(MISSING)");
            return true;
        };
        if verb == b'w' as i32 {
            wrapped.push(self.next as i64);
        }
        if verb == b'w' as i32 || verb == b'v' as i32 {
            let f = &mut p.f.flags;
            f.sharp_v = std::mem::take(&mut f.sharp);
            f.plus_v = std::mem::take(&mut f.plus);
        }
        p.argument(arg, verb);
        self.next += 1;
        true
    }

    /// Digits, if any: `None` for none or too many.
    fn number(&mut self) -> Option<usize> {
        let (n, end) = parse_number(self.format, self.at, self.format.len());
        self.at = end;
        n
    }

    /// An explicit index `[n]`, if one stands here; whether there was one that counts.
    fn index(&mut self) -> bool {
        if self.peek() != Some(b'[') {
            return false;
        }
        self.reordered = true;
        let rest = &self.format[self.at..];
        let close = rest
            .iter()
            .position(|&c| c == b']')
            .filter(|_| rest.len() >= 3);
        let Some(close) = close else {
            self.good_index = false;
            self.at += 1;
            return false;
        };
        let (n, end) = parse_number(rest, 1, close);
        self.at += close + 1;
        match n {
            Some(n) if end == close => {
                if n >= 1 && n <= self.args.len() {
                    self.next = n - 1;
                } else {
                    self.good_index = false;
                }
                true
            }
            _ => {
                self.good_index = false;
                false
            }
        }
    }

    /// The operand for a `*`.
    fn int_operand(&mut self) -> Option<i64> {
        let &arg = self.args.get(self.next)?;
        self.next += 1;
        let kind = arg.type_ref()?.kind;
        // SAFETY: not nil, as it has a type.
        let place = unsafe { Place::of_iface(arg) };
        let n = match kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => place.int(),
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => i64::try_from(place.uint()).ok()?,
            _ => return None,
        };
        (-LARGEST..=LARGEST).contains(&n).then_some(n)
    }
}

/// The number at `from`, and where it ends. One that is too large swallows everything to `end`.
fn parse_number(s: &[u8], from: usize, end: usize) -> (Option<usize>, usize) {
    let (mut at, mut n, mut any) = (from, 0usize, false);
    while at < end && s[at].is_ascii_digit() {
        if n > LARGEST as usize {
            return (None, end);
        }
        n = n * 10 + (s[at] - b'0') as usize;
        any = true;
        at += 1;
    }
    (any.then_some(n), at)
}
