//! Package math/rand: the seeding of Go's generator, the tables of the ziggurat method, and the unseeded functions, each
//! with a generator of its own on every thread.

mod chacha8;
mod methods;
mod warm_state;
mod ziggurat;

use std::cell::Cell;

use crate::vm::native::{GoPanic, GoPtr, NativeCx};

/// The state of a `rngSource`, in Go's layout.
#[repr(C)]
pub struct Source {
    tap: i64,
    feed: i64,
    state: [u64; 607],
}

const LENGTH: i64 = 607;
const TAP: i64 = 273;

/// One step of the minimal standard generator by Park and Miller with multiplier 48271.
fn park_miller(x: i64) -> i64 {
    x * 48271 % i64::from(i32::MAX)
}

fn seed(source: GoPtr<Source>, seed: i64) {
    // SAFETY: the Go side passes the address of its own source, whose layout `Source` has.
    let source = unsafe { &mut *source.0 };
    source.tap = 0;
    source.feed = LENGTH - TAP;
    let mut x = seed.rem_euclid(i64::from(i32::MAX));
    if x == 0 {
        x = 89_482_311;
    }
    for _ in 0..20 {
        x = park_miller(x);
    }
    for (word, warm) in source.state.iter_mut().zip(&warm_state::STATE) {
        let mut u = 0;
        for shift in [40, 20, 0] {
            x = park_miller(x);
            u ^= (x as u64) << shift;
        }
        *word = u ^ warm;
    }
}

fn step(source: GoPtr<Source>) -> u64 {
    // SAFETY: as in `seed`.
    let source = unsafe { &mut *source.0 };
    // The state is the program's to corrupt by racing: any index leads to one that there is.
    let back = |i: i64| match i {
        1..LENGTH => i - 1,
        _ => LENGTH - 1,
    };
    source.tap = back(source.tap);
    source.feed = back(source.feed);
    let x = source.state[source.feed as usize].wrapping_add(source.state[source.tap as usize]);
    source.state[source.feed as usize] = x;
    x
}

/// Words that lie 8 bytes behind a multiple of 32. Measured on a Zen 5: where the linker had put them at a multiple of 32 (two of six builds), pi took
/// a quarter longer with the same instructions.
#[repr(C, align(32))]
struct Apart {
    _before: u64,
    words: [Cell<u64>; 4],
}

thread_local! {
    /// xoshiro256++, one for each thread; all zero until first used.
    static STATE: Apart = const {
        Apart {
            _before: 0,
            words: [const { Cell::new(0) }; 4],
        }
    };
}

/// A random word: the source of all unseeded functions, of maps and of select.
#[inline]
pub fn random() -> u64 {
    STATE.with(|state| {
        let state = &state.words;
        let [mut a, mut b, mut c, mut d] = [0, 1, 2, 3].map(|i| state[i].get());
        if a | b | c | d == 0 {
            [a, b, c, d] = fresh();
        }
        let result = a.wrapping_add(d).rotate_left(23).wrapping_add(a);
        let t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = d.rotate_left(45);
        for (cell, word) in state.iter().zip([a, b, c, d]) {
            cell.set(word);
        }
        result
    })
}

/// A state from the system's randomness (which the standard library draws its hash keys from).
#[cold]
fn fresh() -> [u64; 4] {
    use std::hash::{BuildHasher, RandomState};
    std::array::from_fn(|i| RandomState::new().hash_one(i) | 1)
}

fn uint64() -> u64 {
    random()
}
fn int63() -> i64 {
    (random() >> 1) as i64
}
fn uint32() -> u32 {
    (random() >> 32) as u32
}
fn int31() -> i32 {
    (random() >> 33) as i32
}
fn float64() -> f64 {
    (random() >> 11) as f64 / (1u64 << 53) as f64
}
fn float32() -> f32 {
    (random() >> 40) as f32 / (1u32 << 24) as f32
}

/// A number in 0..n, by the high half of a product (Lemire).
fn below(n: u64) -> u64 {
    let mut product = u128::from(random()) * u128::from(n);
    if (product as u64) < n {
        let threshold = n.wrapping_neg() % n;
        while (product as u64) < threshold {
            product = u128::from(random()) * u128::from(n);
        }
    }
    (product >> 64) as u64
}

/// Functions that panic where their argument is not above 0, and what they do where it is.
macro_rules! ranged {
    ($($name:ident | $quick:ident ($ty:ty) $text:literal;)*) => {$(
        #[allow(unused_comparisons)]
        fn $quick(n: $ty) -> Option<$ty> {
            (n > 0).then(|| below(n as u64) as $ty)
        }
        fn $name(cx: &mut NativeCx, n: $ty) -> Result<$ty, GoPanic> {
            $quick(n).ok_or_else(|| cx.panic_string($text))
        }
    )*};
}
ranged! {
    int63n | quick_int63n (i64) "invalid argument to Int63n";
    int31n | quick_int31n (i32) "invalid argument to Int31n";
    intn | quick_intn (i64) "invalid argument to Intn";
}

crate::natives! {
    "seed" => seed,
    "step" => step,
    "random" => uint64,
    "tryRandInt63" => methods::int63,
    "tryRandInt" => methods::int63,
    "tryRandUint32" => methods::uint32,
    "tryRandInt31" => methods::int31,
    "tryRandUint64" => methods::uint64,
    "tryRandFloat64" => methods::float64,
    "tryRandInt31n" => methods::int31n,
    "tryRandInt63n" => methods::int63n,
    "tryRandIntn" => methods::intn,
    "normal" => ziggurat::normal,
    "exponential" => ziggurat::exponential,
    "Uint64" => uint64,
    "Int63" => int63,
    "Int" => int63,
    "Uint32" => uint32,
    "Int31" => int31,
    "Float64" => float64,
    "Float32" => float32,
    "Int63n" => int63n | quick_int63n,
    "Int31n" => int31n | quick_int31n,
    "Intn" => intn | quick_intn,
}

pub mod v2 {
    //! Package math/rand/v2.

    use super::*;

    ranged! {
        int64n | quick_int64n (i64) "invalid argument to Int64N";
        uint64n | quick_uint64n (u64) "invalid argument to Uint64N";
        int32n | quick_int32n (i32) "invalid argument to Int32N";
        uint32n | quick_uint32n (u32) "invalid argument to Uint32N";
        intn | quick_intn (i64) "invalid argument to IntN";
        uintn | quick_uintn (u64) "invalid argument to UintN";
    }

    crate::natives! {
        "block" => chacha8::block,
        "normal" => ziggurat::normal,
        "exponential" => ziggurat::exponential,
        "Uint64" => uint64,
        "Uint" => uint64,
        "Int64" => int63,
        "Int" => int63,
        "Uint32" => uint32,
        "Int32" => int31,
        "Float64" => float64,
        "Float32" => float32,
        "Int64N" => int64n | quick_int64n,
        "Uint64N" => uint64n | quick_uint64n,
        "Int32N" => int32n | quick_int32n,
        "Uint32N" => uint32n | quick_uint32n,
        "IntN" => intn | quick_intn,
        "UintN" => uintn | quick_uintn,
    }
}
