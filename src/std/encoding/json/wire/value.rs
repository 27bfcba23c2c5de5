//! A whole value: read, and written anew where that is asked for.

use std::borrow::Cow;
use std::collections::HashSet;

use super::numbers::{append_number, number};
use super::strings::{append_string, string, unquoted};
use super::{AFTER_ELEMENT, AFTER_MEMBER, AFTER_NAME, AFTER_WRITTEN_ELEMENT, AT_VALUE, MAX_DEPTH};
use super::{Fault, NOT_VERBATIM, Scan, fault, flag, space, unexpected, wrong};
use crate::std::encoding::json::scan;

/// The names that an object has had.
#[derive(Default)]
pub(super) struct Names<'a> {
    few: Vec<Cow<'a, [u8]>>,
    many: HashSet<Cow<'a, [u8]>>,
}

impl<'a> Names<'a> {
    /// False: it had the name already.
    fn insert(&mut self, name: Cow<'a, [u8]>) -> bool {
        const FEW: usize = 16;
        if self.few.contains(&name) || self.many.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
        } else {
            self.many.insert(name);
        }
        true
    }
}

/// An array or object that has begun.
pub(super) struct Level<'a> {
    pub(super) object: bool,
    pub(super) index: u64,
    /// The name that was read last, with its quotes.
    pub(super) name: &'a [u8],
    /// A value is being read: what is wrong is wrong within it.
    pub(super) within: bool,
    pub(super) names: Names<'a>,
}

/// One value being read and, where `out` is there, written anew.
pub(super) struct Machine<'a> {
    pub(super) b: &'a [u8],
    pub(super) at: usize,
    pub(super) flags: i64,
    pub(super) depth: usize,
    pub(super) open: Vec<Level<'a>>,
    pub(super) out: Option<Vec<u8>>,
    pub(super) prefix: &'a [u8],
    pub(super) indent: &'a [u8],
}

impl<'a> Machine<'a> {
    fn has(&self, flag: i64) -> bool {
        self.flags & flag != 0
    }

    fn space(&mut self) -> Scan<u8> {
        self.at = space(self.b, self.at);
        self.b
            .get(self.at)
            .copied()
            .ok_or_else(|| fault(wrong::SHORT, self.at))
    }

    fn put(&mut self, text: &[u8]) {
        if let Some(out) = &mut self.out {
            out.extend_from_slice(text);
        }
    }

    fn line(&mut self) {
        if !self.has(flag::MULTILINE) {
            return;
        }
        let levels = self.depth + self.open.len();
        if let Some(out) = &mut self.out {
            out.push(b'\n');
            out.extend_from_slice(self.prefix);
            for _ in 1..levels {
                out.extend_from_slice(self.indent);
            }
        }
    }

    /// The value that begins here; what kind of string it is, if it is one.
    pub(super) fn value(&mut self) -> Scan<i64> {
        let mut kind = 0;
        loop {
            let Some(&c) = self.b.get(self.at) else {
                return Err(fault(wrong::SHORT, self.at));
            };
            if let b'{' | b'[' = c {
                if self.begin(c)? {
                    continue;
                }
            } else {
                kind = self.scalar(c)?;
            }
            loop {
                let Some(level) = self.open.last_mut() else {
                    return Ok(kind);
                };
                level.within = false;
                let object = level.object;
                let c = self.space()?;
                match c {
                    b',' => {
                        self.at += 1;
                        self.put(b",");
                        if self.has(flag::SPACE_COMMA) {
                            self.put(b" ");
                        }
                        self.next()?;
                        break;
                    }
                    b'}' if object => self.end(b"}"),
                    b']' if !object => self.end(b"]"),
                    _ => {
                        let place = match (object, self.out.is_some()) {
                            (true, _) => AFTER_MEMBER,
                            (false, true) => AFTER_WRITTEN_ELEMENT,
                            (false, false) => AFTER_ELEMENT,
                        };
                        return Err(unexpected(self.at, place));
                    }
                }
            }
        }
    }

    /// Begins an array or object, and its first value. False: it is empty, and over.
    fn begin(&mut self, c: u8) -> Scan<bool> {
        if self.depth + self.open.len() > MAX_DEPTH {
            return Err(fault(wrong::DEPTH, self.at));
        }
        let object = c == b'{';
        self.at += 1;
        self.put(&[c]);
        self.open.push(Level {
            object,
            index: 0,
            name: &[],
            within: false,
            names: Names::default(),
        });
        let next = self.space()?;
        if next == if object { b'}' } else { b']' } {
            self.at += 1;
            self.put(&[next]);
            self.open.pop();
            return Ok(false);
        }
        self.element()?;
        Ok(true)
    }

    fn end(&mut self, close: &[u8]) {
        self.at += 1;
        self.open.pop();
        let level = self.open.len();
        // The line of what closes is indented as that which opened.
        if self.has(flag::MULTILINE) && self.out.is_some() {
            let levels = self.depth + level;
            let (prefix, indent) = (self.prefix, self.indent);
            if let Some(out) = &mut self.out {
                out.push(b'\n');
                out.extend_from_slice(prefix);
                for _ in 1..levels {
                    out.extend_from_slice(indent);
                }
            }
        }
        self.put(close);
    }

    /// After a comma.
    fn next(&mut self) -> Scan<()> {
        if let Some(level) = self.open.last_mut() {
            level.index += 1;
        }
        self.element()
    }

    /// To where the next value of the array or object begins.
    fn element(&mut self) -> Scan<()> {
        self.line();
        self.space()?;
        let Some(level) = self.open.last() else {
            return Ok(());
        };
        if level.object {
            self.name()?;
        } else if let Some(level) = self.open.last_mut() {
            level.within = true;
        }
        Ok(())
    }

    fn name(&mut self) -> Scan<()> {
        let from = self.at;
        let (end, kind) = string(self.b, from, !self.has(flag::ALLOW_INVALID))?;
        let name = &self.b[from..end];
        if let Some(out) = &mut self.out {
            append_string(out, name, kind, self.flags);
        }
        let unique = !self.has(flag::ALLOW_DUPLICATES);
        let level = self.open.last_mut().expect("an object has begun");
        level.name = name;
        level.within = true;
        if unique {
            let text = if kind & NOT_VERBATIM == 0 {
                Cow::Borrowed(&name[1..name.len() - 1])
            } else {
                Cow::Owned(unquoted(name).0)
            };
            if !level.names.insert(text) {
                return Err(fault(wrong::DUPLICATE, from));
            }
        }
        self.at = end;
        if self.space()? != b':' {
            return Err(unexpected(self.at, AFTER_NAME));
        }
        self.at += 1;
        self.put(b":");
        if self.has(flag::SPACE_COLON) {
            self.put(b" ");
        }
        self.space()?;
        Ok(())
    }

    fn scalar(&mut self, c: u8) -> Scan<i64> {
        let from = self.at;
        match c {
            b'"' => {
                let (end, kind) = string(self.b, from, !self.has(flag::ALLOW_INVALID))?;
                self.at = end;
                if let Some(out) = &mut self.out {
                    append_string(out, &self.b[from..end], kind, self.flags);
                }
                return Ok(kind);
            }
            b'-' | b'0'..=b'9' => match number(&self.b[from..]) {
                Ok(len) => {
                    self.at += len;
                    if let Some(out) = &mut self.out {
                        append_number(out, &self.b[from..from + len], self.flags);
                    }
                }
                Err(mut fault) => {
                    // A reader, which may get more, goes back to the number's beginning.
                    let back = fault.kind == wrong::SHORT && self.out.is_none();
                    fault.at = if back { from } else { from + fault.at };
                    return Err(fault);
                }
            },
            b'n' => self.literal("null")?,
            b't' => self.literal("true")?,
            b'f' => self.literal("false")?,
            b']' if self.has(flag::IN_OBJECT) => return Err(fault(wrong::MISMATCH, from)),
            b'}' if self.has(flag::IN_ARRAY) => return Err(fault(wrong::MISMATCH, from)),
            _ => return Err(unexpected(from, AT_VALUE)),
        }
        Ok(0)
    }

    fn literal(&mut self, word: &str) -> Scan<()> {
        let from = self.at;
        for (i, &wanted) in word.as_bytes().iter().enumerate() {
            match self.b.get(from + i) {
                None => return Err(fault(wrong::SHORT, from + i)),
                Some(&c) if c == wanted => {}
                Some(_) => {
                    let wanted = char::from(wanted);
                    return Err(Fault {
                        place: Cow::Owned(format!("in literal {word} (expecting '{wanted}')")),
                        ..fault(wrong::CHARACTER, from + i)
                    });
                }
            }
        }
        self.at = from + word.len();
        self.put(word.as_bytes());
        Ok(())
    }

    /// Where in the value something is wrong, as a JSON pointer.
    pub(super) fn pointer(&self) -> Vec<u8> {
        let mut pointer = Vec::new();
        for level in self.open.iter().filter(|level| level.within) {
            pointer.push(b'/');
            if level.object {
                let name = unquoted(level.name).0;
                scan::append_pointer(&mut pointer, &name);
            } else {
                pointer.extend_from_slice(level.index.to_string().as_bytes());
            }
        }
        pointer
    }
}
