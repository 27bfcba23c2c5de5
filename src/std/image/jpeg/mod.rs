//! Package image/jpeg: the cosine transforms of blocks of 8 by 8, where the time goes.
//!
//! After Loeffler, Ligtenberg and Moschytz, in fixed point with the scales that Go's package has, as its bytes and pixels are to come out.

use crate::vm::native::GoSlice;

crate::natives! {
    "zigzag" => zigzag,
    "inverse" => inverse,
    "forward" => forward,
}

/// Where the coefficients lie, in the order in which they are written: along the diagonals.
const ZIGZAG: [u8; 64] = diagonals();

const fn diagonals() -> [u8; 64] {
    let mut order = [0; 64];
    let (mut x, mut y, mut up) = (0, 0, true);
    let mut i = 0;
    while i < 64 {
        order[i] = y * 8 + x;
        match (up, x, y) {
            (true, 7, _) => (y, up) = (y + 1, false),
            (true, _, 0) => (x, up) = (x + 1, false),
            (true, _, _) => (x, y) = (x + 1, y - 1),
            (false, _, 7) => (x, up) = (x + 1, true),
            (false, 0, _) => (y, up) = (y + 1, true),
            (false, _, _) => (x, y) = (x - 1, y + 1),
        }
        i += 1;
    }
    order
}

/// Fills `out` with the order of coefficients.
fn zigzag(out: GoSlice<u8>) {
    for (to, from) in out.items_mut().iter_mut().zip(ZIGZAG) {
        *to = from;
    }
}

/// `x`, a number in units of 2^-60, in units of 2^-bits.
const fn fixed(x: u64, bits: u32) -> i32 {
    ((x + (1 << (59 - bits))) >> (60 - bits)) as i32
}

// Cosines and sines of n*pi/16, some times or over the root of two.
const COS_1: u64 = 1_130_768_441_178_740_757;
const SIN_1: u64 = 224_923_827_593_068_887;
const COS_3: u64 = 958_619_196_450_722_178;
const SIN_3: u64 = 640_528_868_967_736_374;
const ROOT: u64 = 1_630_477_228_166_597_777;
const ROOT_COS_6: u64 = 623_956_622_067_911_264;
const ROOT_SIN_6: u64 = 1_506_364_539_328_854_985;
const HALF_ROOT: u64 = 815_238_614_083_298_888;
const HALF_ROOT_COS_6: u64 = 311_978_311_033_955_632;
const HALF_ROOT_SIN_6: u64 = 753_182_269_664_427_492;

/// The sum and the difference.
fn both(a: i32, b: i32) -> (i32, i32) {
    (a.wrapping_add(b), a.wrapping_sub(b))
}

/// Turns the point (a, b) by the angle of the cosine and the sine, with three multiplications.
fn turn(a: i32, b: i32, cos: i32, sin: i32) -> (i32, i32) {
    let sum = cos.wrapping_mul(a.wrapping_add(b));
    (
        sum.wrapping_add((sin - cos).wrapping_mul(b)),
        sum.wrapping_sub((cos + sin).wrapping_mul(a)),
    )
}

type Line = [i32; 8];

/// Eight samples to coefficients. Factors have `bits` behind the point, those of the last step `last`; what they multiply is cut
/// by `cut` and `last_cut` before.
fn forward_line(x: Line, cut: u32, bits: u32, last_cut: u32, last: u32) -> Line {
    let [x0, x1, x2, x3, x4, x5, x6, x7] = x;
    let (x0, x7) = both(x0, x7);
    let (x1, x6) = both(x1, x6);
    let (x2, x5) = both(x2, x5);
    let (x3, x4) = both(x3, x4);
    let (x4, x7) = turn(x4 >> cut, x7 >> cut, fixed(COS_3, bits), fixed(SIN_3, bits));
    let (x5, x6) = turn(x5 >> cut, x6 >> cut, fixed(COS_1, bits), fixed(SIN_1, bits));
    let (x0, x3) = both(x0, x3);
    let (x1, x2) = both(x1, x2);
    let (x2, x3) = turn(
        x2 >> cut,
        x3 >> cut,
        fixed(ROOT_COS_6, bits),
        fixed(ROOT_SIN_6, bits),
    );
    let (x0, x1) = both(x0, x1);
    let (x4, x6) = both(x4, x6);
    let (x7, x5) = both(x7, x5);
    let x5 = (x5 >> last_cut).wrapping_mul(fixed(ROOT, last));
    let x6 = (x6 >> last_cut).wrapping_mul(fixed(ROOT, last));
    let (x7, x4) = both(x7, x4);
    [x0, x7, x2, x5, x1, x6, x3, x4]
}

fn column(b: &[i32], i: usize) -> Line {
    std::array::from_fn(|j| b[j * 8 + i])
}

fn row(b: &[i32], i: usize) -> Line {
    std::array::from_fn(|j| b[i * 8 + j])
}

fn set_column(b: &mut [i32], i: usize, line: Line) {
    for (j, x) in line.into_iter().enumerate() {
        b[j * 8 + i] = x;
    }
}

fn set_row(b: &mut [i32], i: usize, line: Line) {
    b[i * 8..i * 8 + 8].copy_from_slice(&line);
}

/// Rounded to the nearest, halves away from zero.
fn divide(a: i32, by: i32) -> i32 {
    if a >= 0 {
        a.wrapping_add(by >> 1) / by
    } else {
        -(a.wrapping_neg().wrapping_add(by >> 1) / by)
    }
}

/// Samples of a block to coefficients over `quant`, in the order in which both are written.
fn forward(b: GoSlice<i32>, quant: GoSlice<u8>) {
    let (b, quant) = (b.items_mut(), quant.items());
    if b.len() != 64 || quant.len() != 64 {
        return;
    }
    for i in 0..8 {
        let mut line = forward_line(column(b, i), 0, 18, 12, 12);
        line[0] = line[0].wrapping_sub(128 * 8) << 18;
        line[4] <<= 18;
        set_column(b, i, line);
    }
    for i in 0..8 {
        let line = forward_line(row(b, i), 14, 14, 14, 14);
        // The samples' mean and the fourth have not been multiplied, and are cut like the others.
        set_row(b, i, line.map(|x| x.wrapping_add(1 << 17) >> 18));
    }
    let natural: [i32; 64] = std::array::from_fn(|i| b[i]);
    for (i, at) in ZIGZAG.into_iter().enumerate() {
        b[i] = divide(natural[at as usize], 8 * i32::from(quant[i].max(1)));
    }
}

fn inverse_row(x: Line) -> Line {
    let [x0, x7, x2, x5, x1, x6, x3, x4] = x;
    let (x0, x1) = both(x0 << 17, x1 << 17);
    let (x2, x3) = turn(
        x2,
        x3,
        fixed(HALF_ROOT_COS_6, 18),
        -fixed(HALF_ROOT_SIN_6, 18),
    );
    let (x7, x4) = both(x7 << 7, x4 << 7);
    let x6 = x6.wrapping_mul(fixed(HALF_ROOT, 8));
    let x5 = x5.wrapping_mul(fixed(HALF_ROOT, 8));
    inverse_rest([x0, x1, x2, x3, x4, x5, x6, x7], 2)
}

fn inverse_column(x: Line) -> Line {
    let [x0, x7, x2, x5, x1, x6, x3, x4] = x;
    let (x0, x1) = both(x0.wrapping_add(1 << 19), x1);
    let (x2, x3) = turn(
        x2 >> 13,
        x3 >> 13,
        fixed(HALF_ROOT_COS_6, 12),
        -fixed(HALF_ROOT_SIN_6, 12),
    );
    let (x7, x4) = both(x7, x4);
    let x5 = (x5 >> 13).wrapping_mul(fixed(HALF_ROOT, 14));
    let x6 = (x6 >> 13).wrapping_mul(fixed(HALF_ROOT, 14));
    inverse_rest([x0 >> 2, x1 >> 2, x2, x3, x4, x5, x6, x7], 14).map(|x| x >> 18)
}

/// What rows and columns have in common: the last steps, with what is cut before the turns.
fn inverse_rest(x: Line, cut: u32) -> Line {
    let [x0, x1, x2, x3, x4, x5, x6, x7] = x;
    let (x1, x2) = both(x1, x2);
    let (x0, x3) = both(x0, x3);
    let (x7, x5) = both(x7, x5);
    let (x4, x6) = both(x4, x6);
    let (x4, x7) = turn(x4 >> cut, x7 >> cut, fixed(COS_3, 12), -fixed(SIN_3, 12));
    let (x5, x6) = turn(x5 >> cut, x6 >> cut, fixed(COS_1, 12), -fixed(SIN_1, 12));
    let (x0, x7) = both(x0, x7);
    let (x1, x6) = both(x1, x6);
    let (x2, x5) = both(x2, x5);
    let (x3, x4) = both(x3, x4);
    [x0, x1, x2, x3, x4, x5, x6, x7]
}

/// Coefficients, where they lie, times `quant`, in the order in which it is written, to samples: eight lines of `dst`, `stride` apart.
/// False if `dst` is too short.
fn inverse(b: GoSlice<i32>, quant: GoSlice<i32>, dst: GoSlice<u8>, stride: i64) -> bool {
    let (b, quant, dst, stride) = (
        b.items_mut(),
        quant.items(),
        dst.items_mut(),
        stride as usize,
    );
    if b.len() != 64 || quant.len() != 64 || dst.len() < 7 * stride + 8 {
        return false;
    }
    for (i, at) in ZIGZAG.into_iter().enumerate() {
        b[at as usize] = b[at as usize].wrapping_mul(quant[i]);
    }
    for i in 0..8 {
        let line = inverse_row(row(b, i));
        set_row(b, i, line);
    }
    for i in 0..8 {
        let line = inverse_column(column(b, i));
        set_column(b, i, line);
    }
    for y in 0..8 {
        for x in 0..8 {
            dst[y * stride + x] = b[y * 8 + x].wrapping_add(128).clamp(0, 255) as u8;
        }
    }
    true
}
