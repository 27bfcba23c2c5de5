//! What the decoder reads of its text: space, strings, values to step over.

use super::Decoder;
use crate::std::encoding::json::quote;
use crate::std::encoding::json::scan::Scanner;
use crate::vm::native::GoStr;

impl<'a> Decoder<'a, '_> {
    pub(super) fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.data.get(self.at) {
            self.at += 1;
        }
    }

    pub(super) fn peek(&mut self) -> u8 {
        self.space();
        self.data.get(self.at).copied().unwrap_or(0)
    }

    /// Steps over one value: the text is valid.
    pub(super) fn skip(&mut self) -> &'a [u8] {
        let from = self.at;
        match self.data.get(from) {
            Some(b'{' | b'[') => {
                let mut depth = 0;
                loop {
                    match self.data.get(self.at) {
                        Some(b'{' | b'[') => depth += 1,
                        Some(b'}' | b']') => depth -= 1,
                        Some(b'"') => {
                            self.string();
                            continue;
                        }
                        Some(_) => {}
                        None => break,
                    }
                    self.at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => {
                let mut s = Scanner {
                    data: self.data,
                    at: from,
                };
                let _ = s.scalar();
                self.at = s.at.max(from + 1).min(self.data.len());
            }
        }
        &self.data[from..self.at]
    }

    /// Steps over a string; its text without the quotes.
    pub(super) fn string(&mut self) -> &'a [u8] {
        let from = self.at + 1;
        let mut at = from;
        loop {
            match memchr::memchr2(b'"', b'\\', &self.data[at.min(self.data.len())..]) {
                Some(n) if self.data[at + n] == b'"' => {
                    self.at = at + n + 1;
                    return &self.data[from..at + n];
                }
                Some(n) => at += n + 2,
                None => {
                    self.at = self.data.len();
                    return &self.data[from..];
                }
            }
        }
    }

    pub(super) fn go_string(&mut self, raw: &[u8]) -> GoStr {
        if quote::is_plain(raw) {
            self.cx.string(raw)
        } else {
            self.cx.string(quote::unquoted(raw))
        }
    }
}
