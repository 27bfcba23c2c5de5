//! Package bufio: the searches that its Go side leaves to Rust.

use crate::std::unicode::{is_space, utf8};
use crate::vm::native::GoSlice;

crate::natives! {
    "indexByte" => index_byte,
    "wordIn" => word_in,
}

fn index_byte(b: GoSlice<u8>, c: u8) -> i64 {
    memchr::memchr(c, &b).map_or(-1, |i| i as i64)
}

fn word_in(data: GoSlice<u8>) -> (i64, i64, i64) {
    let mut start = None;
    for (at, r, n) in utf8::runes(&data) {
        match (is_space(r), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => return (from as i64, at as i64, n as i64),
            _ => {}
        }
    }
    (start.unwrap_or(data.len()) as i64, -1, 0)
}
