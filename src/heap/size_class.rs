//! Go's size classes. Programs see them: `cap` after `append` is what the allocator rounds a request up to.

/// Pages are Go's: 8 KiB.
pub const PAGE_SHIFT: u32 = 13;
pub const PAGE_SIZE: usize = 1 << PAGE_SHIFT;

/// Larger objects get a span of their own.
pub const MAX_SMALL: usize = 32768;

pub const CLASSES: usize = 68;

/// Bytes of an object of each class; class 0 is unused.
pub static CLASS_SIZE: [u32; CLASSES] = [
    0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
    352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
    2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
    32768,
];

/// Pages of a span of each class.
pub static CLASS_PAGES: [u8; CLASSES] = [
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 2, 1, 2, 1, 2, 1, 3, 2, 3, 1, 3, 2, 3, 4, 5, 6, 1, 7, 6, 5, 4, 3, 5, 7, 2, 9, 7, 5, 8,
    3, 10, 7, 4,
];

/// From `(size + 7) / 8` (sizes up to 1024) and `(size - 1024 + 127) / 128` (larger ones) to the class.
static FINE: [u8; 1024 / 8 + 1] = {
    let mut table = [0; 1024 / 8 + 1];
    let mut i = 0;
    while i < table.len() {
        table[i] = smallest_class(i * 8);
        i += 1;
    }
    table
};
static COARSE: [u8; (MAX_SMALL - 1024) / 128 + 1] = {
    let mut table = [0; (MAX_SMALL - 1024) / 128 + 1];
    let mut i = 0;
    while i < table.len() {
        table[i] = smallest_class(1024 + i * 128);
        i += 1;
    }
    table
};

const fn smallest_class(size: usize) -> u8 {
    // A `static` cannot be read in a constant: the same sizes, found by their order.
    let sizes = class_sizes();
    let mut class = 0;
    while (sizes[class] as usize) < size {
        class += 1;
    }
    class as u8
}

const fn class_sizes() -> [u32; CLASSES] {
    [
        0, 8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288,
        320, 352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536,
        1792, 2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192,
        9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576,
        27264, 28672, 32768,
    ]
}

/// The class of objects of `size` bytes; `size` is at most `MAX_SMALL`.
#[inline(always)]
pub fn class_of(size: usize) -> usize {
    if size <= 1024 {
        FINE[size.div_ceil(8)] as usize
    } else {
        COARSE[(size - 1024).div_ceil(128)] as usize
    }
}

/// Objects of at most this size have no header in Go; larger ones with pointers have one of 8 bytes, which
/// shows in the capacity of slices.
const MAX_WITHOUT_HEADER: usize = 512;
const HEADER: usize = 8;

/// The bytes that Go's allocator would make usable for a request of `size` bytes (Go's `roundupsize`).
pub fn round_up_size(size: usize, has_pointers: bool) -> usize {
    if size <= MAX_SMALL - HEADER {
        let header = if has_pointers && size > MAX_WITHOUT_HEADER {
            HEADER
        } else {
            0
        };
        return CLASS_SIZE[class_of(size + header)] as usize - header;
    }
    match size.checked_add(PAGE_SIZE - 1) {
        Some(up) => up & !(PAGE_SIZE - 1),
        None => size,
    }
}

/// The capacity that `append` gives a slice of capacity `old_cap` that must hold `new_len` elements
/// (more than `old_cap`). `None`: more than the address space; `append` panics with "growslice: len out of range".
pub fn grown_capacity(
    old_cap: usize,
    new_len: usize,
    elem_size: usize,
    has_pointers: bool,
) -> Option<usize> {
    if elem_size == 0 {
        return Some(new_len);
    }
    let wanted = wanted_capacity(old_cap, new_len);
    let bytes = wanted
        .checked_mul(elem_size)
        .filter(|&b| b <= MAX_ALLOCATION)?;
    Some(round_up_size(bytes, has_pointers) / elem_size)
}

/// The largest request that is not refused as out of range: Go's 48-bit address space.
pub const MAX_ALLOCATION: usize = 1 << 48;

fn wanted_capacity(old_cap: usize, new_len: usize) -> usize {
    // Doubling up to here, then by steps that fall smoothly to a quarter.
    const THRESHOLD: usize = 256;
    let double = old_cap.saturating_mul(2);
    if new_len > double {
        return new_len;
    }
    if old_cap < THRESHOLD {
        return double;
    }
    let mut cap = old_cap;
    while cap < new_len {
        cap = cap.saturating_add((cap.saturating_add(3 * THRESHOLD)) >> 2);
    }
    cap
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_fit() {
        for size in 1..=MAX_SMALL {
            let class = class_of(size);
            assert!(CLASS_SIZE[class] as usize >= size);
            assert!((CLASS_SIZE[class - 1] as usize) < size);
        }
    }

    #[test]
    fn capacities_as_go_prints_them() {
        // cap() while appending single ints, as Go prints it.
        let mut cap = 0;
        let mut seen = vec![];
        while cap < 5000 {
            cap = grown_capacity(cap, cap + 1, 8, false).unwrap();
            seen.push(cap);
        }
        let want = [
            1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560, 3408, 5120,
        ];
        assert_eq!(seen, want);
        assert_eq!(round_up_size(1024, true), 1144);
        assert_eq!(round_up_size(33000, false), 40960);
    }
}
