//! Package image/png: the filters of lines, which look at each byte.

use crate::vm::native::GoSlice;

crate::natives! {
    "unfilter" => unfilter,
    "filter" => filter,
}

/// The neighbour that is nearest to left + above - both.
fn paeth(left: u8, above: u8, both: u8) -> u8 {
    let (a, b, c) = (i32::from(left), i32::from(above), i32::from(both));
    let (by_a, by_b, by_c) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if by_a <= by_b && by_a <= by_c {
        left
    } else if by_b <= by_c {
        above
    } else {
        both
    }
}

/// What a filter expects of a byte; `None`: there is no such filter.
fn expected(kind: i64, left: u8, above: u8, both: u8) -> Option<u8> {
    Some(match kind {
        0 => 0,
        1 => left,
        2 => above,
        3 => ((u16::from(left) + u16::from(above)) / 2) as u8,
        4 => paeth(left, above, both),
        _ => return None,
    })
}

/// Undoes the filter of a line of pixels of `size` bytes, in place; false: there is no such filter.
fn unfilter(kind: i64, line: GoSlice<u8>, above: GoSlice<u8>, size: i64) -> bool {
    let size = size as usize;
    let (line, above) = (line.items_mut(), above.items());
    if expected(kind, 0, 0, 0).is_none() {
        return false;
    }
    for i in 0..line.len().min(above.len()) {
        let (left, both) = match i.checked_sub(size) {
            Some(at) => (line[at], above[at]),
            None => (0, 0),
        };
        line[i] = line[i].wrapping_add(expected(kind, left, above[i], both).unwrap_or(0));
    }
    true
}

/// Writes the number of the filter that leaves the smallest sum, and what it leaves, to `out`.
fn filter(line: GoSlice<u8>, above: GoSlice<u8>, size: i64, out: GoSlice<u8>) {
    let size = size as usize;
    let (line, above, out) = (line.items(), above.items(), out.items_mut());
    let left_over = |kind: i64, i: usize| {
        let (left, both) = match i.checked_sub(size) {
            Some(at) => (line[at], above[at]),
            None => (0, 0),
        };
        line[i].wrapping_sub(expected(kind, left, above[i], both).unwrap_or(0))
    };
    let n = line.len().min(above.len()).min(out.len().saturating_sub(1));
    let sum = |kind: i64| {
        (0..n)
            .map(|i| u64::from((left_over(kind, i) as i8).unsigned_abs()))
            .sum::<u64>()
    };
    // The first of equals, in this order.
    let kind = [2, 4, 0, 1, 3].into_iter().min_by_key(|&kind| sum(kind));
    let kind = kind.unwrap_or(0);
    for i in 0..n {
        out[i + 1] = left_over(kind, i);
    }
    if let Some(first) = out.first_mut() {
        *first = kind as u8;
    }
}
