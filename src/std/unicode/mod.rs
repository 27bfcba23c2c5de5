//! Package unicode: tables, properties, case mapping.

pub mod table;
mod tables;
pub mod utf8;

use crate::vm::native::value::Opaque;
use crate::vm::native::{GoPtr, GoSlice};
use table::{LOWER_CASE, RangeTable, TITLE_CASE, UPPER_CASE, in_table, map_case};
use tables::{
    CASE_RANGES, DIGIT, LETTER, LOWER, MARK, NUMBER, PUNCT, SPACE_SEPARATOR, SYMBOL, TABLES, TITLE,
    UPPER, WHITE_SPACE,
};

crate::natives! {
    "table" => range_table,
    "caseRanges" => case_ranges,
    "Is" => is,
    "IsControl" => is_control,
    "IsDigit" => is_digit,
    "IsGraphic" => is_graphic,
    "IsLetter" => is_letter,
    "IsLower" => is_lower,
    "IsMark" => is_mark,
    "IsNumber" => is_number,
    "IsPrint" => is_print,
    "IsPunct" => is_punct,
    "IsSpace" => is_space,
    "IsSymbol" => is_symbol,
    "IsTitle" => is_title,
    "IsUpper" => is_upper,
    "SimpleFold" => table::simple_fold,
    "To" => to,
    "ToLower" => to_lower,
    "ToTitle" => to_title,
    "ToUpper" => to_upper,
}

fn range_table(i: i64) -> GoPtr<RangeTable> {
    GoPtr::new(&TABLES[i as usize] as *const RangeTable as *mut RangeTable)
}

fn case_ranges() -> GoSlice<Opaque> {
    let (p, n) = (CASE_RANGES.as_ptr() as *mut Opaque, CASE_RANGES.len());
    // SAFETY: static data in the memory form of []CaseRange.
    unsafe { GoSlice::from_raw(p, n, n) }
}

fn is(table: GoPtr<RangeTable>, r: i32) -> bool {
    // SAFETY: a Go pointer to a RangeTable, or nil.
    unsafe { table.0.as_ref() }.is_some_and(|t| t.contains(r as u32))
}

/// Of the first 256 code points: which are letters, and of which kind.
const LATIN: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut r = 0;
    while r < 256 {
        kinds[r] = match r as u8 {
            b'A'..=b'Z' | 0xC0..=0xD6 | 0xD8..=0xDE => LATIN_UPPER,
            b'a'..=b'z' | 0xB5 | 0xDF..=0xF6 | 0xF8..=0xFF => LATIN_LOWER,
            0xAA | 0xBA => LATIN_OTHER,
            _ => 0,
        };
        r += 1;
    }
    kinds
};
const LATIN_UPPER: u8 = 1;
const LATIN_LOWER: u8 = 2;
const LATIN_OTHER: u8 = 4;

/// Whether `r` is a letter of one of these kinds; for others than the first 256 it is looked up.
#[inline]
fn is_latin(r: i32, kinds: u8, table: usize) -> bool {
    match LATIN.get(r as u32 as usize) {
        Some(kind) => kind & kinds != 0,
        None => in_table(table, r),
    }
}

pub fn is_control(r: i32) -> bool {
    (0..0x20).contains(&r) || (0x7F..0xA0).contains(&r)
}
pub fn is_digit(r: i32) -> bool {
    if (r as u32) < 0x100 {
        return (b'0' as i32..=b'9' as i32).contains(&r);
    }
    in_table(DIGIT, r)
}
pub fn is_letter(r: i32) -> bool {
    is_latin(r, LATIN_UPPER | LATIN_LOWER | LATIN_OTHER, LETTER)
}
pub fn is_lower(r: i32) -> bool {
    is_latin(r, LATIN_LOWER, LOWER)
}
pub fn is_upper(r: i32) -> bool {
    is_latin(r, LATIN_UPPER, UPPER)
}
pub fn is_title(r: i32) -> bool {
    (r as u32) >= 0x100 && in_table(TITLE, r)
}
pub fn is_mark(r: i32) -> bool {
    (r as u32) >= 0x100 && in_table(MARK, r)
}
pub fn is_number(r: i32) -> bool {
    if (r as u32) < 0x80 {
        return (r as u8).is_ascii_digit();
    }
    in_table(NUMBER, r)
}
pub fn is_punct(r: i32) -> bool {
    in_table(PUNCT, r)
}
pub fn is_symbol(r: i32) -> bool {
    in_table(SYMBOL, r)
}
pub fn is_space(r: i32) -> bool {
    if (r as u32) < 0x100 {
        return matches!(r, 0x09..=0x0D | 0x20 | 0x85 | 0xA0);
    }
    in_table(WHITE_SPACE, r)
}
pub fn is_print(r: i32) -> bool {
    if (r as u32) < 0x80 {
        return (0x20..0x7F).contains(&r);
    }
    [LETTER, MARK, NUMBER, PUNCT, SYMBOL]
        .iter()
        .any(|&t| in_table(t, r))
}
pub fn is_graphic(r: i32) -> bool {
    is_print(r) || in_table(SPACE_SEPARATOR, r)
}
fn to(which: i64, r: i32) -> i32 {
    match which {
        0..=2 => map_case(which as usize, r),
        _ => 0xFFFD,
    }
}
pub fn to_lower(r: i32) -> i32 {
    map_case(LOWER_CASE, r)
}
pub fn to_title(r: i32) -> i32 {
    map_case(TITLE_CASE, r)
}
pub fn to_upper(r: i32) -> i32 {
    map_case(UPPER_CASE, r)
}
