//! The block function of ChaCha8: four interleaved blocks at once, as Go's generator lays them out (word `j` of block `i` is at
//! `4 * j + i`), with only the seed added back.

use crate::vm::native::GoPtr;

pub fn block(seed: GoPtr<[u64; 4]>, out: GoPtr<[u64; 32]>, counter: u32) {
    // SAFETY: the Go side passes the addresses of its own two arrays, which do not overlap.
    let (seed, out) = unsafe { (&*seed.0, &mut *out.0) };
    let mut words = [[0u32; 4]; 16];
    for i in 0..4 {
        let block = one(seed, counter + i as u32);
        for (row, word) in words.iter_mut().zip(block) {
            row[i] = word;
        }
    }
    for (pair, to) in words.as_flattened().chunks_exact(2).zip(out) {
        *to = u64::from(pair[0]) | u64::from(pair[1]) << 32;
    }
}

fn one(seed: &[u64; 4], counter: u32) -> [u32; 16] {
    let mut state = [0u32; 16];
    state[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
    for (i, word) in seed.iter().enumerate() {
        state[4 + 2 * i] = *word as u32;
        state[5 + 2 * i] = (*word >> 32) as u32;
    }
    state[12] = counter;
    let start = state;
    for _ in 0..4 {
        for column in 0..4 {
            quarter(&mut state, [column, 4 + column, 8 + column, 12 + column]);
        }
        for diagonal in 0..4 {
            let at = |row: usize| 4 * row + (diagonal + row) % 4;
            quarter(&mut state, [at(0), at(1), at(2), at(3)]);
        }
    }
    for i in 4..12 {
        state[i] = state[i].wrapping_add(start[i]);
    }
    state
}

fn quarter(s: &mut [u32; 16], [a, b, c, d]: [usize; 4]) {
    for (left, right) in [(16, 12), (8, 7)] {
        s[a] = s[a].wrapping_add(s[b]);
        s[d] = (s[d] ^ s[a]).rotate_left(left);
        s[c] = s[c].wrapping_add(s[d]);
        s[b] = (s[b] ^ s[c]).rotate_left(right);
    }
}
