//! Methods of a `*Rand` that draws from the source that `NewSource` makes: the same numbers in the same order as the Go side, which does it for
//! other sources, and where arguments are wrong.

use super::{Source, step};
use crate::bytecode::rtype::Kind;
use crate::vm::native::{GoPtr, Iface};

/// The beginning of the Go side's `Rand`.
#[repr(C)]
pub struct Rand {
    source: Iface,
}

fn source(r: GoPtr<Rand>) -> Option<GoPtr<Source>> {
    // SAFETY: nil, or a `Rand` of the Go side.
    let source = unsafe { r.0.as_ref() }?.source;
    let ty = source.type_ref()?;
    // By name, as a native knows no types of the program.
    let own = ty.kind == Kind::Pointer
        && &*ty.elem.base_name == "rngSource"
        && &*ty.elem.pkg_path == "math/rand";
    (own && source.data != 0).then(|| GoPtr::new(source.data as *mut Source))
}

fn draw63(source: GoPtr<Source>) -> i64 {
    (step(source) & !(1 << 63)) as i64
}

pub fn int63(r: GoPtr<Rand>) -> Option<i64> {
    Some(draw63(source(r)?))
}
pub fn uint32(r: GoPtr<Rand>) -> Option<u32> {
    Some((int63(r)? >> 31) as u32)
}
pub fn int31(r: GoPtr<Rand>) -> Option<i32> {
    Some((int63(r)? >> 32) as i32)
}
pub fn uint64(r: GoPtr<Rand>) -> Option<u64> {
    Some(step(source(r)?))
}
pub fn float64(r: GoPtr<Rand>) -> Option<f64> {
    let source = source(r)?;
    loop {
        let f = draw63(source) as f64 / (1u64 << 63) as f64;
        if f != 1.0 {
            return Some(f);
        }
    }
}

pub fn int31n(r: GoPtr<Rand>, n: i32) -> Option<i32> {
    let source = source(r)?;
    let draw = || (draw63(source) >> 32) as i32;
    if n <= 0 {
        return None;
    }
    if n & (n - 1) == 0 {
        return Some(draw() & (n - 1));
    }
    let limit = (i32::MAX as u32 - (1 << 31) % n as u32) as i32;
    loop {
        let v = draw();
        if v <= limit {
            return Some(v % n);
        }
    }
}
pub fn int63n(r: GoPtr<Rand>, n: i64) -> Option<i64> {
    let source = source(r)?;
    if n <= 0 {
        return None;
    }
    if n & (n - 1) == 0 {
        return Some(draw63(source) & (n - 1));
    }
    let limit = (i64::MAX as u64 - (1 << 63) % n as u64) as i64;
    loop {
        let v = draw63(source);
        if v <= limit {
            return Some(v % n);
        }
    }
}
pub fn intn(r: GoPtr<Rand>, n: i64) -> Option<i64> {
    match i32::try_from(n) {
        Ok(n) => int31n(r, n).map(i64::from),
        Err(_) => int63n(r, n),
    }
}
