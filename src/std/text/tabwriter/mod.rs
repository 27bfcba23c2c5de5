//! Package text/tabwriter: the search for what ends a cell.

use crate::vm::native::GoSlice;

crate::natives! {
    "special" => special,
}

/// The first byte that may end a cell or begin what is escaped; the length where there is none.
fn special(text: GoSlice<u8>) -> i64 {
    let ends = |c: &u8| matches!(c, b'\t'..=b'\x0c' | b'<' | b'&' | 0xff);
    text.items().iter().position(ends).unwrap_or(text.len()) as i64
}
