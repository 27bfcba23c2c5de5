//! Hashes of Go values, seeded: equal values have equal hashes, and who does not know the seed cannot make
//! many that collide. Multiply-and-fold, after wyhash.

use crate::bytecode::rtype::{Detail, Equality, Kind, RType, TypeRef};

use super::fault::Fault;

const K0: u64 = 0xA076_1D64_78BD_642F;
const K1: u64 = 0xE703_7ED1_A0B4_28DB;
const K2: u64 = 0x8EBC_6AF0_9C88_C6E3;

#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

#[inline(always)]
pub fn hash_word(word: u64, seed: u64) -> u64 {
    fold(word ^ seed, K0 ^ seed.rotate_left(32))
}

/// # Safety
/// `at` is readable for `len` bytes.
#[inline]
pub unsafe fn hash_bytes(at: *const u8, len: usize, seed: u64) -> u64 {
    // SAFETY: offsets are below `len`, widths included.
    let read8 = |offset: usize| unsafe { at.add(offset).cast::<u64>().read_unaligned() };
    // SAFETY: as above.
    let read4 = |offset: usize| unsafe { at.add(offset).cast::<u32>().read_unaligned() as u64 };
    // SAFETY: as above.
    let read1 = |offset: usize| unsafe { at.add(offset).read() as u64 };
    let mut state = seed ^ K0;
    let (a, b) = match len {
        0 => (0, 0),
        1..4 => (read1(0) << 16 | read1(len / 2) << 8 | read1(len - 1), 0),
        4..8 => (read4(0), read4(len - 4)),
        8..=16 => (read8(0), read8(len - 8)),
        _ => {
            let mut offset = 0;
            if len > 64 {
                let (mut x, mut y) = (state, seed ^ K2);
                while offset + 32 < len {
                    x = fold(read8(offset) ^ K1, read8(offset + 8) ^ x);
                    y = fold(read8(offset + 16) ^ K2, read8(offset + 24) ^ y);
                    offset += 32;
                }
                state = x ^ y;
            }
            while offset + 16 < len {
                state = fold(read8(offset) ^ K1, read8(offset + 8) ^ state);
                offset += 16;
            }
            (read8(len - 16), read8(len - 8))
        }
    };
    fold(K1 ^ len as u64, fold(a ^ K1, b ^ state))
}

/// A zero of either sign has the same hash; a NaN is never found, so it may have any (`noise` spreads them).
#[inline]
fn hash_f64(x: f64, seed: u64, noise: u64) -> u64 {
    if x == 0.0 {
        hash_word(0, seed)
    } else if x.is_nan() {
        hash_word(noise, seed)
    } else {
        hash_word(x.to_bits(), seed)
    }
}

/// The hash of the value of type `ty` at `at`. `noise`: any number, another each time where many NaNs may be put in.
///
/// # Safety
/// `at` holds a value of `ty`.
pub unsafe fn hash_value(ty: &RType, at: *const u8, seed: u64, noise: u64) -> Result<u64, Fault> {
    // SAFETY: the reads below are of the value's own parts, by its type.
    unsafe {
        Ok(match ty.equality {
            Equality::None => return Err(Fault::Unhashable(TypeRef(ty))),
            Equality::Bytes => match ty.size {
                8 => hash_word(at.cast::<u64>().read_unaligned(), seed),
                4 => hash_word(at.cast::<u32>().read_unaligned() as u64, seed),
                size => hash_bytes(at, size, seed),
            },
            Equality::F32 => hash_f64(at.cast::<f32>().read() as f64, seed, noise),
            Equality::F64 => hash_f64(at.cast::<f64>().read(), seed, noise),
            Equality::C64 => {
                let re = hash_f64(at.cast::<f32>().read() as f64, seed, noise);
                hash_f64(at.add(4).cast::<f32>().read() as f64, re, noise)
            }
            Equality::C128 => {
                let re = hash_f64(at.cast::<f64>().read(), seed, noise);
                hash_f64(at.add(8).cast::<f64>().read(), re, noise)
            }
            Equality::String => {
                let words = at.cast::<u64>();
                hash_bytes(
                    words.read() as *const u8,
                    words.add(1).read() as usize,
                    seed,
                )
            }
            Equality::Interface => {
                let words = at.cast::<u64>();
                hash_iface(words.read(), words.add(1).read(), seed, noise)?
            }
            Equality::Struct => {
                let Detail::Struct { fields } = &ty.detail else {
                    return Err(Fault::Unhashable(TypeRef(ty)));
                };
                let mut hash = seed;
                for field in fields.iter().filter(|f| &*f.name != "_") {
                    hash = hash_value(&field.ty, at.add(field.offset), hash, noise)?;
                }
                hash
            }
            Equality::Array => {
                let Detail::Array { len, .. } = ty.detail else {
                    return Err(Fault::Unhashable(TypeRef(ty)));
                };
                let mut hash = seed;
                for i in 0..len {
                    hash = hash_value(&ty.elem, at.add(i * ty.elem.size), hash, noise)?;
                }
                hash
            }
        })
    }
}

/// The hash of an interface's dynamic value.
///
/// # Safety
/// The words are an interface's.
pub unsafe fn hash_iface(type_word: u64, data: u64, seed: u64, noise: u64) -> Result<u64, Fault> {
    if type_word == 0 {
        return Ok(hash_word(0, seed));
    }
    // SAFETY: not nil, so the address of a descriptor.
    let ty = unsafe { TypeRef::from_word(type_word) };
    if !ty.is_comparable() {
        return Err(Fault::Unhashable(ty));
    }
    if !ty.direct {
        // SAFETY: the data word of a boxed type points to a value of it.
        return unsafe { hash_value(&ty, data as *const u8, seed, noise) };
    }
    Ok(match ty.kind {
        Kind::Float32 => hash_f64(f32::from_bits(data as u32) as f64, seed, noise),
        Kind::Float64 => hash_f64(f64::from_bits(data), seed, noise),
        _ => hash_word(data, seed),
    })
}
