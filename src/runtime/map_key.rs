//! Keys as a map's table looks for them: numbers and strings straight from their slots, all others in memory form.

use crate::bytecode::rtype::{Equality, MAX_REGISTER_LEAVES, RType, TypeRef};

use super::equal::{eq_memory, eq_strings};
use super::fault::Fault;
use super::hash::{hash_bytes, hash_value, hash_word};
use super::leaves;

/// Which of the implementations below a map uses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum KeyKind {
    W64,
    W32,
    W16,
    W8,
    Str,
    Memory,
}

impl KeyKind {
    pub fn of(key: &RType) -> KeyKind {
        let one_leaf = !key.in_memory && key.leaves.len() == 1 && key.leaves[0].offset == 0;
        match (key.equality, key.size) {
            (Equality::String, _) => KeyKind::Str,
            (Equality::Bytes, 8) if one_leaf => KeyKind::W64,
            (Equality::Bytes, 4) if one_leaf => KeyKind::W32,
            (Equality::Bytes, 2) if one_leaf => KeyKind::W16,
            (Equality::Bytes, 1) if one_leaf => KeyKind::W8,
            _ => KeyKind::Memory,
        }
    }
}

pub trait Key: Copy {
    /// Putting a value under an equal key replaces the key as well (+0 and -0, strings that share other memory).
    const REPLACE: bool;
    /// # Safety
    /// What the key refers to is readable (all methods).
    unsafe fn hash(&self, seed: u64) -> Result<u64, Fault>;
    /// Whether the key at `slot` is this one.
    unsafe fn is_at(&self, slot: *const u8) -> Result<bool, Fault>;
    unsafe fn store(&self, slot: *mut u8);
    /// The key at `slot`; `self` says of which type.
    unsafe fn of_slot(&self, slot: *const u8) -> Self;
}

macro_rules! number_key {
    ($($name:ident: $number:ty;)*) => {$(
        #[derive(Clone, Copy)]
        pub struct $name(pub $number);

        impl Key for $name {
            const REPLACE: bool = false;
            #[inline(always)]
            unsafe fn hash(&self, seed: u64) -> Result<u64, Fault> {
                Ok(hash_word(self.0 as u64, seed))
            }
            #[inline(always)]
            unsafe fn is_at(&self, slot: *const u8) -> Result<bool, Fault> {
                // SAFETY: the slot begins with a key of this width.
                Ok(unsafe { slot.cast::<$number>().read() } == self.0)
            }
            #[inline(always)]
            unsafe fn store(&self, slot: *mut u8) {
                // SAFETY: as above.
                unsafe { slot.cast::<$number>().write(self.0) }
            }
            #[inline(always)]
            unsafe fn of_slot(&self, slot: *const u8) -> Self {
                // SAFETY: as above.
                $name(unsafe { slot.cast::<$number>().read() })
            }
        }
    )*};
}

number_key! {
    W64: u64;
    W32: u32;
    W16: u16;
    W8: u8;
}

#[derive(Clone, Copy)]
pub struct Str {
    pub ptr: u64,
    pub len: u64,
}

impl Key for Str {
    const REPLACE: bool = true;
    #[inline(always)]
    unsafe fn hash(&self, seed: u64) -> Result<u64, Fault> {
        // SAFETY: a string's words name readable bytes.
        Ok(unsafe { hash_bytes(self.ptr as *const u8, self.len as usize, seed) })
    }
    #[inline(always)]
    unsafe fn is_at(&self, slot: *const u8) -> Result<bool, Fault> {
        // SAFETY: the slot begins with a string.
        unsafe {
            let [ptr, len] = slot.cast::<[u64; 2]>().read();
            Ok(eq_strings(self.ptr, self.len, ptr, len))
        }
    }
    #[inline(always)]
    unsafe fn store(&self, slot: *mut u8) {
        // SAFETY: as above.
        unsafe { slot.cast::<[u64; 2]>().write([self.ptr, self.len]) }
    }
    #[inline(always)]
    unsafe fn of_slot(&self, slot: *const u8) -> Str {
        // SAFETY: as above.
        let [ptr, len] = unsafe { slot.cast::<[u64; 2]>().read() };
        Str { ptr, len }
    }
}

/// A key of any type, by the address of its memory form.
#[derive(Clone, Copy)]
pub struct Memory {
    pub at: *const u8,
    pub ty: TypeRef,
    /// Spreads NaNs; see `hash_value`.
    pub noise: u64,
}

impl Key for Memory {
    const REPLACE: bool = true;
    unsafe fn hash(&self, seed: u64) -> Result<u64, Fault> {
        // SAFETY: `at` holds a value of `ty`.
        unsafe { hash_value(&self.ty, self.at, seed, self.noise) }
    }
    unsafe fn is_at(&self, slot: *const u8) -> Result<bool, Fault> {
        // SAFETY: the slot begins with a key of the type.
        unsafe { eq_memory(&self.ty, self.at, slot) }
    }
    unsafe fn store(&self, slot: *mut u8) {
        // SAFETY: as above; the key may come from a slot of the same table (an iterator's).
        unsafe { leaves::copy_memory(self.at, slot, self.ty.size) }
    }
    unsafe fn of_slot(&self, slot: *const u8) -> Memory {
        Memory {
            at: slot,
            ty: self.ty,
            noise: self.noise.wrapping_add(slot as u64),
        }
    }
}

/// Room for the memory form of a key that is kept in registers: at most 8 leaves of at most 8 bytes, each after
/// padding of less than its width.
pub type KeyBuffer = [u64; 2 * MAX_REGISTER_LEAVES];

/// The memory form of a key in register form; `buffer` is where it is put unless it is in memory already.
///
/// # Safety
/// `slots` are those of a value of `ty`.
#[inline]
pub unsafe fn key_memory(ty: TypeRef, slots: *const u64, buffer: &mut KeyBuffer) -> *const u8 {
    // SAFETY: the caller's promise; the buffer is zeroed and large enough (padding is never compared).
    unsafe {
        if ty.in_memory {
            return slots.read() as *const u8;
        }
        debug_assert!(ty.size <= size_of::<KeyBuffer>());
        let at = buffer.as_mut_ptr().cast::<u8>();
        leaves::store(ty, slots, at);
        at
    }
}
