//! How slices grow: Go's capacities, because programs print `cap`.

use crate::heap::{MAX_ALLOCATION, grown_capacity, round_up_size};

/// The capacity that an allocation for `count` elements of `size` bytes really has.
pub fn round_cap(count: usize, size: usize, pointers: bool) -> usize {
    if size == 0 || count == 0 {
        return count;
    }
    round_up_size(count * size, pointers) / size
}

/// The capacity of the array that `append` moves to, for at least `need` elements; `None`: too large.
pub fn grown_cap(old: usize, need: usize, size: usize, pointers: bool) -> Option<usize> {
    if (need as isize) < 0 {
        return None;
    }
    grown_capacity(old, need, size, pointers)
}

/// The checks of `make([]T, len, cap)`.
pub fn check_make(size: usize, len: i64, cap: i64) -> Result<(), &'static str> {
    let fits = |n: i64| {
        n >= 0
            && (n as usize)
                .checked_mul(size)
                .is_some_and(|bytes| bytes <= MAX_ALLOCATION)
    };
    if !fits(len) {
        Err("makeslice: len out of range")
    } else if !fits(cap) || len > cap {
        Err("makeslice: cap out of range")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caps_are_gos() {
        // append of one int at a time, as printed by Go 1.27.
        let mut cap = 0;
        let mut seen = Vec::new();
        for need in 1..5000 {
            if need > cap {
                cap = grown_cap(cap, need, 8, false).unwrap();
                seen.push(cap);
            }
        }
        assert_eq!(
            seen,
            [
                1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408, 5120
            ]
        );
        assert_eq!(grown_cap(0, 5, 1, false), Some(8));
        assert_eq!(grown_cap(0, 3, 4, false), Some(4));
    }
}
