//! Values that open nothing: booleans, numbers, strings, bytes, null.

use super::Decoder;
use super::misfit::{described, failure};
use crate::bytecode::rtype::Kind;
use crate::std::encoding::json::codec::{Codec, kind};
use crate::std::encoding::json::quote;
use crate::std::encoding::json::scan::{self, Scanner};
use crate::std::strconv::{int, parse_float};
use crate::vm::native::{GoSlice, GoStr};

impl Decoder<'_, '_> {
    pub(super) fn scalar(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match codec.kind {
            kind::BOOL => self.boolean(codec, to, first, quoted),
            kind::INT | kind::UINT | kind::FLOAT => self.number(codec, to, first, quoted),
            kind::STRING if first == b'"' => self.text(codec, to, quoted),
            kind::BYTES if first == b'"' => self.bytes(codec, to),
            kind::NUMBER if first != b'n' => self.json_number(codec, to, first),
            kind::SLICE | kind::BYTES | kind::MAP if first == b'n' => {
                self.skip();
                // SAFETY: a variable of the type.
                unsafe { std::ptr::write_bytes(to, 0, codec.ty().size) };
            }
            kind::STRUCT | kind::ARRAY | kind::STRING | kind::NUMBER if first == b'n' => {
                self.skip();
            }
            _ if first == b'n' && matches!(codec.ty().kind, Kind::Func | Kind::Chan) => {
                self.skip();
                // SAFETY: a variable of one word.
                unsafe { *(to as *mut u64) = 0 };
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn boolean(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match first {
            b'n' => {
                self.skip();
            }
            b't' | b'f' if !quoted => {
                self.skip();
                // SAFETY: a variable of type bool.
                unsafe { *to = u8::from(first == b't') };
            }
            b'"' if quoted => {
                let from = self.at;
                let text = quote::unquoted(self.string());
                match &*text {
                    b"null" => {}
                    // SAFETY: a variable of type bool.
                    b"true" | b"false" => unsafe { *to = u8::from(text == b"true") },
                    _ => {
                        let mut value = b"string ".to_vec();
                        value.extend_from_slice(&self.data[from..self.at]);
                        let why = "invalid syntax";
                        self.misfit(failure::MISFIT, codec.typ, self.at, value, why);
                    }
                }
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn number(&mut self, codec: &Codec, to: *mut u8, first: u8, quoted: bool) {
        match first {
            b'n' => {
                self.skip();
            }
            b'"' if quoted => {
                let text = quote::unquoted(self.string());
                if text != b"null" && !store_number(codec, to, &text) {
                    self.wrong_number(codec, &text);
                }
            }
            b'-' | b'0'..=b'9' if !quoted => {
                let text = self.skip();
                if !store_number(codec, to, text) {
                    self.wrong_number(codec, text);
                }
            }
            _ => self.wrong_kind(codec, ""),
        }
    }

    fn text(&mut self, codec: &Codec, to: *mut u8, quoted: bool) {
        let raw = self.string();
        // SAFETY: a variable of type string.
        let variable = unsafe { &mut *(to as *mut GoStr) };
        if !quoted {
            *variable = self.go_string(raw);
            return;
        }
        let outer = quote::unquoted(raw);
        if outer == b"null" {
            return;
        }
        let mut s = Scanner {
            data: &outer,
            at: 0,
        };
        let wrong = if outer.first() == Some(&b'"') {
            s.string().err().map(|w| w.text)
        } else {
            Some(scan::not_a_string(&outer))
        };
        match wrong {
            None if s.at == outer.len() => {
                *variable = self.cx.string(quote::unquoted(&outer[1..s.at - 1]));
            }
            wrong => {
                let why = wrong.unwrap_or_else(|| {
                    scan::validate(&outer)
                        .err()
                        .map_or(String::new(), |w| w.text)
                });
                let value = described(b'"');
                let why = why.replace("after top-level value", "after string value");
                self.misfit(failure::INNER_SYNTAX, codec.typ, self.at, value, &why);
            }
        }
    }

    fn bytes(&mut self, codec: &Codec, to: *mut u8) {
        let raw = self.string();
        let text = quote::unquoted(raw);
        let mut bytes = Vec::new();
        if let Err(at) = crate::std::encoding::base64::STANDARD.decode_to(&mut bytes, &text) {
            let why = format!("illegal base64 data at input byte {at}");
            self.misfit(failure::MISFIT, codec.typ, self.at, described(b'"'), &why);
            return;
        }
        // SAFETY: a variable of a slice of bytes.
        let slice = unsafe { &mut *(to as *mut GoSlice<u8>) };
        let old = slice.slice(0, 0);
        *slice = if bytes.is_empty() && old.is_nil() {
            self.cx.empty_slice()
        } else {
            self.cx.append(old, &bytes)
        };
    }

    fn json_number(&mut self, codec: &Codec, to: *mut u8, first: u8) {
        let from = self.at;
        let text = match first {
            b'"' => {
                let text = quote::unquoted(self.string());
                let mut s = Scanner { data: &text, at: 0 };
                let begins = matches!(text.first(), Some(b'-' | b'0'..=b'9'));
                if !begins || s.scalar().is_err() || s.at != text.len() {
                    let mut value = b"string ".to_vec();
                    value.extend_from_slice(&self.data[from..self.at]);
                    self.misfit(failure::NUMBER, codec.typ, 0, value, "invalid syntax");
                    return;
                }
                text
            }
            b'-' | b'0'..=b'9' => self.skip().to_vec(),
            _ => {
                self.skip();
                self.misfit(failure::NUMBER, codec.typ, 0, described(first), "");
                return;
            }
        };
        let text = self.cx.string(text);
        // SAFETY: a variable whose type is a string type.
        unsafe { *(to as *mut GoStr) = text };
    }
}

/// False: it is no such number, or does not fit.
pub(super) fn store_number(codec: &Codec, to: *mut u8, text: &[u8]) -> bool {
    let size = codec.ty().size;
    let bits = size as i64 * 8;
    let word = match codec.kind {
        kind::INT => match int::parse_int(text, 10, bits) {
            (v, None) => v as u64,
            _ => return false,
        },
        kind::UINT => match int::parse_uint(text, 10, bits) {
            (v, None) => v,
            _ => return false,
        },
        _ => match parse_float::parse_prefix(text, bits) {
            (v, n, None) if n == text.len() => {
                if size == 4 {
                    u64::from((v as f32).to_bits())
                } else {
                    v.to_bits()
                }
            }
            _ => return false,
        },
    };
    // SAFETY: a variable of a number type of that size.
    unsafe {
        match size {
            1 => *to = word as u8,
            2 => *(to as *mut u16) = word as u16,
            4 => *(to as *mut u32) = word as u32,
            _ => *(to as *mut u64) = word,
        }
    }
    true
}
