//! Package encoding/csv: lines that are records, taken apart.

use crate::vm::native::{GoSlice, GoStr, NativeCx};

crate::natives! {
    "split" => split,
}

/// The fields of a record that is one line, and where they begin, counted from 1; nil where quotes are not as they should be, or the record goes on behind the line.
fn split(cx: &mut NativeCx, line: GoSlice<u8>, comma: u8) -> (GoSlice<GoStr>, GoSlice<i64>) {
    let mut text = Vec::with_capacity(line.len());
    let mut ends = Vec::new();
    let mut columns = Vec::new();
    let line = line.items();
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let mut at = 0;
    loop {
        columns.push(at as i64 + 1);
        let next = if line.get(at) == Some(&b'"') {
            quoted(&mut text, line, at + 1, comma)
        } else {
            let rest = &line[at..];
            let len = memchr::memchr2(comma, b'"', rest).unwrap_or(rest.len());
            text.extend_from_slice(&rest[..len]);
            (rest.get(len) != Some(&b'"')).then_some(at + len)
        };
        let Some(next) = next else {
            return (GoSlice::NIL, GoSlice::NIL);
        };
        ends.push(text.len());
        if next == line.len() {
            break;
        }
        at = next + 1;
    }
    let text = cx.string(text);
    let mut from = 0;
    let mut fields = Vec::with_capacity(ends.len());
    for end in ends {
        fields.push(text.slice(from, end));
        from = end;
    }
    (cx.strings(&fields), cx.ints(&columns))
}

/// Appends the field whose text begins at `at`, behind a quote: where it ends, which is where the line ends or a comma stands.
fn quoted(text: &mut Vec<u8>, line: &[u8], mut at: usize, comma: u8) -> Option<usize> {
    loop {
        let len = memchr::memchr(b'"', line.get(at..)?)?;
        text.extend_from_slice(&line[at..at + len]);
        at += len + 1;
        match line.get(at) {
            None => return Some(at),
            Some(b'"') => text.push(b'"'),
            Some(&c) if c == comma => return Some(at),
            Some(_) => return None,
        }
        at += 1;
    }
}
