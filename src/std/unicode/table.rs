//! Range tables and case ranges in the memory form that Go's declarations give them, and looking runes up.

pub use super::tables::TABLES;
use super::tables::{CASE_RANGES, ORBITS};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Range16 {
    lo: u16,
    hi: u16,
    stride: u16,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Range32 {
    lo: u32,
    hi: u32,
    stride: u32,
}

/// Go's `unicode.RangeTable`: two slices and an int.
#[repr(C)]
pub struct RangeTable {
    r16: *const Range16,
    r16_len: usize,
    r16_cap: usize,
    r32: *const Range32,
    r32_len: usize,
    r32_cap: usize,
    latin_offset: usize,
}

// SAFETY: built-in tables point to static data that nobody changes.
unsafe impl Sync for RangeTable {}

/// Go's `unicode.CaseRange`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CaseRange {
    lo: u32,
    hi: u32,
    delta: [i32; 3],
}

pub const fn r16(lo: u16, hi: u16, stride: u16) -> Range16 {
    Range16 { lo, hi, stride }
}
pub const fn r32(lo: u32, hi: u32, stride: u32) -> Range32 {
    Range32 { lo, hi, stride }
}
pub const fn case(lo: u32, hi: u32, delta: [i32; 3]) -> CaseRange {
    CaseRange { lo, hi, delta }
}
/// The table of `n16` ranges from `at16` on and `n32` ranges from `at32` on.
pub const fn range_table(
    all16: &'static [Range16],
    at16: usize,
    n16: usize,
    all32: &'static [Range32],
    at32: usize,
    n32: usize,
    latin_offset: usize,
) -> RangeTable {
    assert!(at16 + n16 <= all16.len() && at32 + n32 <= all32.len());
    RangeTable {
        r16: all16.as_ptr().wrapping_add(at16),
        r16_len: n16,
        r16_cap: n16,
        r32: all32.as_ptr().wrapping_add(at32),
        r32_len: n32,
        r32_cap: n32,
        latin_offset,
    }
}

impl RangeTable {
    fn ranges(&self) -> (&[Range16], &[Range32]) {
        fn view<'a, T>(p: *const T, n: usize) -> &'a [T] {
            if n == 0 {
                return &[];
            }
            // SAFETY: pointer and length of a Go slice or of static data.
            unsafe { std::slice::from_raw_parts(p, n) }
        }
        (view(self.r16, self.r16_len), view(self.r32, self.r32_len))
    }
    /// Calls `each` with first, last and stride of each range.
    pub fn each_range(&self, mut each: impl FnMut(u32, u32, u32)) {
        let (low, high) = self.ranges();
        for r in low {
            each(u32::from(r.lo), u32::from(r.hi), u32::from(r.stride));
        }
        for r in high {
            each(r.lo, r.hi, r.stride);
        }
    }
    pub fn contains(&self, r: u32) -> bool {
        let (low, high) = self.ranges();
        if r <= 0xFFFF {
            let at = low.partition_point(|x| (x.hi as u32) < r);
            if let Some(x) = low.get(at)
                && x.lo as u32 <= r
            {
                return x.stride <= 1 || (r - x.lo as u32).is_multiple_of(x.stride as u32);
            }
            // A table of a program may hold small code points in R32.
        }
        let at = high.partition_point(|x| x.hi < r);
        high.get(at)
            .is_some_and(|x| x.lo <= r && (x.stride <= 1 || (r - x.lo).is_multiple_of(x.stride)))
    }
}

pub fn in_table(table: usize, r: i32) -> bool {
    TABLES[table].contains(r as u32)
}

pub const UPPER_CASE: usize = 0;
pub const LOWER_CASE: usize = 1;
pub const TITLE_CASE: usize = 2;

/// What `r` maps to by sorted ranges; `None` where they do not cover it.
pub fn map_in(ranges: &[CaseRange], which: usize, r: i32) -> Option<i32> {
    const UPPER_LOWER: i32 = 0x10FFFF + 1;
    let at = ranges.partition_point(|c| (c.hi as i32) < r);
    let c = ranges.get(at).filter(|c| c.lo as i32 <= r)?;
    let delta = c.delta[which];
    Some(if delta < UPPER_LOWER {
        r + delta
    } else {
        // Alternating: the even offsets are upper case, the odd ones lower.
        let lo = c.lo as i32;
        lo + ((r - lo) & !1 | (which & 1) as i32)
    })
}

#[inline]
pub fn map_case(which: usize, r: i32) -> i32 {
    // The two halves of Latin-1 have their small letters 32 behind the capital ones.
    match (which == LOWER_CASE, r) {
        (true, 0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE) => r + 0x20,
        (false, 0x61..=0x7A | 0xE0..=0xF6 | 0xF8..=0xFE) => r - 0x20,
        (_, 0..0x80) | (true, 0x80..0x100) => r,
        _ => map_in(&CASE_RANGES, which, r).unwrap_or(r),
    }
}

pub fn simple_fold(r: i32) -> i32 {
    if !(0..=0x10FFFF).contains(&r) {
        return r;
    }
    if let Ok(at) = ORBITS.binary_search_by_key(&(r as u32), |o| o.0) {
        return ORBITS[at].1 as i32;
    }
    match map_case(LOWER_CASE, r) {
        lower if lower != r => lower,
        _ => map_case(UPPER_CASE, r),
    }
}
