//! Scanning a string where all goes well: decimal integers, plain floating-point numbers and words, in ASCII. Whatever else the text, the format or
//! the operands are is left to the Go side, which also words what is wrong: nothing has been stored then.

use crate::bytecode::rtype::Kind;
use crate::std::bufio::Reader;
use crate::std::strconv::{int, parse_float};
use crate::vm::native::{GoSlice, GoStr, Iface, Maker, NativeCx};

type Scanned = Option<(i64, Iface)>;

/// More operands are the Go side's.
const MOST: usize = 8;

pub fn try_sscan(cx: &mut Maker, text: GoStr, args: GoSlice<Iface>) -> Scanned {
    let mut scan = Scan::new(text.bytes(), true);
    finish(cx, &args, scan.all(&args).map(|()| scan))
}

pub fn try_sscanln(cx: &mut Maker, text: GoStr, args: GoSlice<Iface>) -> Scanned {
    let mut scan = Scan::new(text.bytes(), false);
    let done = scan.all(&args).and_then(|()| {
        scan.blanks();
        matches!(scan.peek(), None | Some(b'\n')).then_some(())
    });
    finish(cx, &args, done.map(|()| scan))
}

pub fn try_sscanf(cx: &mut Maker, text: GoStr, format: GoStr, args: GoSlice<Iface>) -> Scanned {
    let mut scan = Scan::new(text.bytes(), false);
    finish(cx, &args, scan.formatted(&format, &args).map(|()| scan))
}

pub fn try_fscan(cx: &mut NativeCx, r: Iface, args: GoSlice<Iface>) -> Scanned {
    let reader = buffered(cx, r, &args)?;
    let mut scan = Scan::new(reader.buffered().items(), true);
    scan.all(&args)?;
    // Behind what has been read there may be more of the last operand. What follows it in the text has been looked at, and taken back.
    scan.peek().filter(u8::is_ascii)?;
    let n = scan.at + 1;
    let scanned = finish(cx, &args, Some(scan));
    reader.take_runes(n, true);
    scanned
}

pub fn try_fscanln(cx: &mut NativeCx, r: Iface, args: GoSlice<Iface>) -> Scanned {
    let reader = buffered(cx, r, &args)?;
    let mut scan = Scan::new(reader.buffered().items(), false);
    scan.all(&args)?;
    scan.blanks();
    scan.peek().filter(|&c| c == b'\n')?;
    let n = scan.at + 1;
    let scanned = finish(cx, &args, Some(scan));
    reader.take_runes(n, false);
    scanned
}

/// The `*bufio.Reader` in an interface. The race detector is to see how that is used.
fn buffered<'a>(cx: &NativeCx, r: Iface, args: &[Iface]) -> Option<&'a mut Reader> {
    let t = r.type_ref().filter(|t| t.kind == Kind::Pointer)?;
    let known = &*t.name == "*bufio.Reader" && &*t.elem.pkg_path == "bufio";
    if !known || args.is_empty() || cx.machine().race().is_some() {
        return None;
    }
    // SAFETY: a pointer of the type of which this is the memory form, or nil; the goroutine that called may use it.
    unsafe { (r.data as *mut Reader).as_mut() }
}

/// Stores what has been found.
fn finish(cx: &mut Maker, args: &[Iface], scan: Option<Scan<'_>>) -> Scanned {
    let scan = scan?;
    for (arg, value) in args.iter().zip(scan.found) {
        let p = arg.data as *mut u8;
        // SAFETY: `operand` has seen that it is a pointer, not nil, to a variable of the kind and size that the value was read for.
        unsafe {
            match value {
                Value::Word(word, size) => match size {
                    1 => *p = word as u8,
                    2 => *(p as *mut u16) = word as u16,
                    4 => *(p as *mut u32) = word as u32,
                    _ => *(p as *mut u64) = word,
                },
                Value::Text(text) => *(p as *mut GoStr) = cx.string(text),
            }
        }
    }
    Some((args.len() as i64, Iface::NIL))
}

#[derive(Clone, Copy)]
enum Value<'t> {
    /// The bits of a number, and the bytes that it takes.
    Word(u64, usize),
    Text(&'t [u8]),
}

/// Every step answers `None` where the Go side is to do it all.
struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    newline_is_space: bool,
    found: [Value<'t>; MOST],
    count: usize,
}

/// White space but for newlines.
fn is_blank(c: u8) -> bool {
    matches!(c, b' ' | b'\t' | 0x0B | 0x0C | b'\r')
}

impl<'t> Scan<'t> {
    fn new(text: &'t [u8], newline_is_space: bool) -> Scan<'t> {
        Scan {
            text,
            at: 0,
            newline_is_space,
            found: [Value::Text(&[]); MOST],
            count: 0,
        }
    }
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }
    fn skip(&mut self, takes: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&takes) {
            self.at += 1;
        }
    }
    fn blanks(&mut self) {
        self.skip(is_blank);
    }
    fn digits(&mut self) -> usize {
        let start = self.at;
        self.skip(|c| c.is_ascii_digit());
        self.at - start
    }
    fn sign(&mut self) -> bool {
        let sign = matches!(self.peek(), Some(b'+' | b'-'));
        self.at += sign as usize;
        sign
    }
    /// Before an operand: to the first byte of it.
    fn space(&mut self) -> Option<()> {
        let newline = self.newline_is_space;
        self.skip(|c| is_blank(c) || newline && c == b'\n');
        (self.peek()? != b'\n').then_some(())
    }

    fn all(&mut self, args: &[Iface]) -> Option<()> {
        args.iter().try_for_each(|&arg| self.operand(b'v', arg))
    }

    fn formatted(&mut self, format: &[u8], args: &[Iface]) -> Option<()> {
        let mut args = args.iter();
        let mut rest = format;
        while let [c, after @ ..] = rest {
            rest = after;
            match c {
                b' ' | b'\t' => {
                    if self.peek().is_some_and(|c| !is_blank(c)) {
                        return None;
                    }
                    self.blanks();
                    // Other spaces of the format have been matched too; a newline among them is another matter.
                    let n = rest.iter().take_while(|&&c| is_blank(c)).count();
                    rest = &rest[n..];
                    if rest.first() == Some(&b'\n') {
                        return None;
                    }
                }
                b'%' => {
                    let width = rest.iter().take_while(|c| c.is_ascii_digit()).count();
                    let (digits, after) = rest.split_at(width);
                    let (&verb, after) = after.split_first()?;
                    rest = after;
                    self.space()?;
                    let whole = self.text;
                    if width > 0 {
                        // Of numbers: they are ASCII. Other operands count characters.
                        let most = int::short_decimal(digits).filter(|&n| n > 0)?;
                        let end = self.at.saturating_add(most as usize).min(whole.len());
                        matches!(verb, b'd' | b'x' | b'X').then(|| self.text = &whole[..end])?;
                    }
                    self.operand(verb, *args.next()?)?;
                    self.text = whole;
                }
                0x21..0x7F if self.peek() == Some(*c) => self.at += 1,
                _ => return None,
            }
        }
        args.next().is_none().then_some(())
    }

    fn operand(&mut self, verb: u8, arg: Iface) -> Option<()> {
        let ty = arg.type_ref()?;
        if ty.kind != Kind::Pointer || !ty.methods.is_empty() || arg.data == 0 || self.count == MOST
        {
            return None;
        }
        self.space()?;
        let (kind, size) = (ty.elem.kind, ty.elem.size);
        let value = match kind {
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => {
                let v = self.integer(verb, true)?;
                let unused = 64 - 8 * size as u32;
                if v << unused >> unused != v {
                    return None;
                }
                Value::Word(v as u64, size)
            }
            Kind::Uint
            | Kind::Uint8
            | Kind::Uint16
            | Kind::Uint32
            | Kind::Uint64
            | Kind::Uintptr => {
                let v = self.integer(verb, false)? as u64;
                let unused = 64 - 8 * size as u32;
                if v << unused >> unused != v {
                    return None;
                }
                Value::Word(v, size)
            }
            Kind::Float32 => Value::Word((self.float(verb, 32)? as f32).to_bits() as u64, size),
            Kind::Float64 => Value::Word(self.float(verb, 64)?.to_bits(), size),
            Kind::String if matches!(verb, b's' | b'v') => Value::Text(self.word()?),
            _ => return None,
        };
        self.found[self.count] = value;
        self.count += 1;
        Some(())
    }

    /// In decimal or hexadecimal; `%v` also knows other bases and underscores.
    fn integer(&mut self, verb: u8, signed: bool) -> Option<i64> {
        if !matches!(verb, b'd' | b'v' | b'x' | b'X') {
            return None;
        }
        let start = self.at;
        if self.sign() && !signed {
            return None;
        }
        let first = self.at;
        if let b'x' | b'X' = verb {
            self.skip(|c| c.is_ascii_hexdigit());
            let value = int::parse_int(&self.text[start..self.at], 16, 64);
            return (first < self.at && value.1.is_none()).then_some(value.0);
        }
        let n = self.digits();
        if verb == b'v'
            && (n > 1 && self.text[first] == b'0'
                || self
                    .peek()
                    .is_some_and(|c| c == b'_' || c.is_ascii_alphabetic()))
        {
            return None;
        }
        int::short_decimal(&self.text[start..self.at])
    }

    fn float(&mut self, verb: u8, bits: i64) -> Option<f64> {
        if !matches!(verb, b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'v') {
            return None;
        }
        let start = self.at;
        self.sign();
        self.digits();
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.sign();
            self.digits();
        }
        // Underscores, other bases and binary exponents.
        if matches!(self.peek(), Some(b'_' | b'p' | b'P' | b'x' | b'X')) {
            return None;
        }
        parse_float::parse_decimal(&self.text[start..self.at], bits)
    }

    /// Up to the next space.
    fn word(&mut self) -> Option<&'t [u8]> {
        let start = self.at;
        self.skip(|c| !is_blank(c) && c != b'\n' && c < 0x80);
        // Some spaces are not ASCII.
        if self.peek().is_some_and(|c| c >= 0x80) {
            return None;
        }
        Some(&self.text[start..self.at])
    }
}
