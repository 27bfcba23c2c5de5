//! What does not fit is noted, once, with its place, and stepped over.

use super::Decoder;
use super::members::member;
use crate::bytecode::rtype::RType;
use crate::std::encoding::json::codec::{Codec, Frame, kind};
use crate::std::encoding::json::quote;
use crate::std::encoding::json::scan::{Scanner, append_pointer};

impl Decoder<'_, '_> {
    /// Where the value that is being read lies: `a.1.b`.
    fn path(&self) -> Vec<u8> {
        let mut path = Vec::new();
        let shown = |f: &&Frame| f.codec().kind != kind::MAP || f.state & member::SINGLE == 0;
        for frame in self.stack.iter().filter(shown) {
            if !path.is_empty() {
                path.push(b'.');
            }
            match frame.codec().kind {
                kind::STRUCT | kind::MAP => {
                    let raw = &self.data[frame.n as usize..];
                    let mut s = Scanner { data: raw, at: 0 };
                    let _ = s.string();
                    let name = quote::unquoted(&raw[1..s.at.max(2) - 1]);
                    append_pointer(&mut path, &name);
                }
                _ => path.extend_from_slice((frame.i - 1).to_string().as_bytes()),
            }
        }
        path
    }

    /// Notes that the value before `offset` does not fit, if it is the first.
    pub(super) fn misfit(
        &mut self,
        failure: i64,
        ty: *const RType,
        offset: usize,
        value: Vec<u8>,
        why: &str,
    ) {
        if self.state.failed {
            return;
        }
        self.state.failed = true;
        self.state.failure = failure;
        self.state.failure_type = ty;
        self.state.failure_offset = offset as i64;
        self.state.failure_value = self.cx.string(value);
        let path = self.path();
        self.state.failure_path = self.cx.string(path);
        self.state.failure_text = self.cx.string(why);
    }

    /// The value here does not fit the type: it is noted and stepped over.
    pub(super) fn wrong_kind(&mut self, codec: &Codec, why: &str) {
        let from = self.at;
        let first = self.data.get(from).copied().unwrap_or(0);
        self.skip();
        let offset = if matches!(first, b'[' | b'{') {
            from + 1
        } else {
            self.at
        };
        self.misfit(failure::MISFIT, codec.typ, offset, described(first), why);
    }

    pub(super) fn wrong_number(&mut self, codec: &Codec, text: &[u8]) {
        let mut value = b"number ".to_vec();
        value.extend_from_slice(text);
        self.misfit(failure::MISFIT, codec.typ, self.at, value, "");
    }
}

pub(super) mod failure {
    /// Type, value and place tell it; the text says why, if anything does.
    pub const MISFIT: i64 = 1;
    pub const UNKNOWN_FIELD: i64 = 2;
    /// As MISFIT, without the place: what json.Number says.
    pub const NUMBER: i64 = 3;
    /// As MISFIT; the text is a syntax error of a string in a string.
    pub const INNER_SYNTAX: i64 = 4;
}

/// The kind of a JSON value in Go's words.
pub(super) fn described(first: u8) -> Vec<u8> {
    match first {
        b'"' => "string",
        b't' | b'f' => "bool",
        b'[' => "array",
        b'{' => "object",
        b'n' => "null",
        _ => "number",
    }
    .into()
}
