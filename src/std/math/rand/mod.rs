//! Package math/rand: the seeding of Go's generator, the tables of the ziggurat method, and the unseeded functions, each
//! with a generator of its own on every thread.

mod chacha8;
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
    let back = |i: i64| if i == 0 { LENGTH - 1 } else { i - 1 };
    // The state is the program's to corrupt by racing, so the indices are checked by the array.
    source.tap = back(source.tap.rem_euclid(LENGTH));
    source.feed = back(source.feed.rem_euclid(LENGTH));
    let x = source.state[source.feed as usize].wrapping_add(source.state[source.tap as usize]);
    source.state[source.feed as usize] = x;
    x
}

thread_local! {
    /// xoshiro256++, one for each thread; all zero until first used.
    static STATE: Cell<[u64; 4]> = const { Cell::new([0; 4]) };
}

/// A random word: the source of all unseeded functions, of maps and of select.
pub fn random() -> u64 {
    STATE.with(|cell| {
        let mut s = cell.get();
        if s == [0; 4] {
            s = fresh();
        }
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        cell.set(s);
        result
    })
}

/// A state from the system's randomness (which the standard library draws its hash keys from).
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

fn int63n(cx: &mut NativeCx, n: i64) -> Result<i64, GoPanic> {
    if n <= 0 {
        Err(cx.panic_string("invalid argument to Int63n"))
    } else {
        Ok(below(n as u64) as i64)
    }
}
fn int31n(cx: &mut NativeCx, n: i32) -> Result<i32, GoPanic> {
    if n <= 0 {
        Err(cx.panic_string("invalid argument to Int31n"))
    } else {
        Ok(below(n as u64) as i32)
    }
}
fn intn(cx: &mut NativeCx, n: i64) -> Result<i64, GoPanic> {
    if n <= 0 {
        Err(cx.panic_string("invalid argument to Intn"))
    } else {
        Ok(below(n as u64) as i64)
    }
}

crate::natives! {
    "seed" => seed,
    "step" => step,
    "random" => uint64,
    "normal" => ziggurat::normal,
    "exponential" => ziggurat::exponential,
    "Uint64" => uint64,
    "Int63" => int63,
    "Int" => int63,
    "Uint32" => uint32,
    "Int31" => int31,
    "Float64" => float64,
    "Float32" => float32,
    "Int63n" => int63n,
    "Int31n" => int31n,
    "Intn" => intn,
}

pub mod v2 {
    //! Package math/rand/v2.

    use super::*;

    macro_rules! ranged {
        ($($name:ident($ty:ty) $text:literal;)*) => {$(
            #[allow(unused_comparisons)]
            fn $name(cx: &mut NativeCx, n: $ty) -> Result<$ty, GoPanic> {
                if n <= 0 { Err(cx.panic_string($text)) } else { Ok(below(n as u64) as $ty) }
            }
        )*};
    }
    ranged! {
        int64n(i64) "invalid argument to Int64N";
        uint64n(u64) "invalid argument to Uint64N";
        int32n(i32) "invalid argument to Int32N";
        uint32n(u32) "invalid argument to Uint32N";
        intn(i64) "invalid argument to IntN";
        uintn(u64) "invalid argument to UintN";
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
        "Int64N" => int64n,
        "Uint64N" => uint64n,
        "Int32N" => int32n,
        "Uint32N" => uint32n,
        "IntN" => intn,
        "UintN" => uintn,
    }
}
