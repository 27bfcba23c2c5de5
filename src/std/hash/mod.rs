//! The packages under hash: inner loops over bytes. State lies on the Go side.

use crate::runtime::hash;
use crate::vm::native::{GoPanic, GoPtr, GoSlice, GoStr, Iface, NativeCx};

pub mod fnv {
    use super::*;

    crate::natives! {
        "update32" => update32,
        "update64" => update64,
        "update128" => update128,
    }

    /// `a`: the variant that multiplies last.
    fn update32(mut h: u32, p: GoSlice<u8>, a: bool) -> u32 {
        const PRIME: u32 = 16_777_619;
        for &b in p.items() {
            h = if a {
                (h ^ u32::from(b)).wrapping_mul(PRIME)
            } else {
                h.wrapping_mul(PRIME) ^ u32::from(b)
            };
        }
        h
    }

    fn update64(mut h: u64, p: GoSlice<u8>, a: bool) -> u64 {
        const PRIME: u64 = 1_099_511_628_211;
        for &b in p.items() {
            h = if a {
                (h ^ u64::from(b)).wrapping_mul(PRIME)
            } else {
                h.wrapping_mul(PRIME) ^ u64::from(b)
            };
        }
        h
    }

    fn update128(high: u64, low: u64, p: GoSlice<u8>, a: bool) -> (u64, u64) {
        const PRIME: u128 = (1 << 88) + 0x13b;
        let mut h = u128::from(high) << 64 | u128::from(low);
        for &b in p.items() {
            h = if a {
                (h ^ u128::from(b)).wrapping_mul(PRIME)
            } else {
                h.wrapping_mul(PRIME) ^ u128::from(b)
            };
        }
        ((h >> 64) as u64, h as u64)
    }
}

pub mod crc32 {
    use super::*;

    crate::natives! {
        "update" => update,
        "updateIEEE" => update_ieee,
    }

    fn update(crc: u32, table: GoPtr<[u32; 256]>, p: GoSlice<u8>) -> u32 {
        // SAFETY: the Go side passes a table, not nil.
        let table = unsafe { &*table.0 };
        let step = |crc: u32, &b: &u8| table[usize::from(crc as u8 ^ b)] ^ (crc >> 8);
        !p.items().iter().fold(!crc, step)
    }

    fn update_ieee(crc: u32, p: GoSlice<u8>) -> u32 {
        let mut hasher = crc32fast::Hasher::new_with_initial(crc);
        hasher.update(&p);
        hasher.finalize()
    }
}

pub mod crc64 {
    use super::*;

    crate::natives! {
        "update" => update,
    }

    fn update(crc: u64, table: GoPtr<[u64; 256]>, p: GoSlice<u8>) -> u64 {
        // SAFETY: the Go side passes a table, not nil.
        let table = unsafe { &*table.0 };
        let step = |crc: u64, &b: &u8| table[usize::from(crc as u8 ^ b)] ^ (crc >> 8);
        !p.items().iter().fold(!crc, step)
    }
}

pub mod adler32 {
    use super::*;

    crate::natives! {
        "update" => update,
    }

    fn update(d: u32, p: GoSlice<u8>) -> u32 {
        const MOD: u32 = 65521;
        /// As many bytes as cannot overflow 32 bits.
        const CHUNK: usize = 5552;
        let (mut a, mut b) = (d & 0xffff, d >> 16);
        for chunk in p.items().chunks(CHUNK) {
            for &byte in chunk {
                a += u32::from(byte);
                b += a;
            }
            a %= MOD;
            b %= MOD;
        }
        b << 16 | a
    }
}

pub mod maphash {
    use super::*;

    crate::natives! {
        "sum" => sum,
        "sumValue" => sum_value,
        "random" => random,
    }

    fn sum(seed: u64, s: GoStr) -> u64 {
        // SAFETY: a string's bytes.
        unsafe { hash::hash_bytes(s.bytes().as_ptr(), s.len(), seed) }
    }

    fn sum_value(cx: &mut NativeCx, seed: u64, v: Iface) -> Result<u64, GoPanic> {
        let noise = cx.ctx().on().random();
        // SAFETY: an interface value.
        let hashed = unsafe { hash::hash_iface(v.ty, v.data, seed, noise) };
        hashed.map_err(|fault| cx.runtime_error(&fault.text()))
    }

    fn random(cx: &mut NativeCx) -> u64 {
        cx.ctx().on().random()
    }
}
