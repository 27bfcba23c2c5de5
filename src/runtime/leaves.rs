//! Between a value's two forms: leaves in slots, and Go's layout in memory.

use std::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::Relaxed};

use crate::bytecode::rtype::{TypeRef, Width};

/// Reads a value from memory into its slots.
///
/// # Safety
/// `memory` holds a value of `ty`, which is not `in_memory`; `slots` has room for its leaves.
#[inline]
pub unsafe fn load(ty: TypeRef, memory: *const u8, slots: *mut u64) {
    debug_assert!(!ty.in_memory);
    for (i, leaf) in ty.leaves.iter().enumerate() {
        // SAFETY: a leaf lies inside the value, aligned for its width.
        unsafe { *slots.add(i) = load_leaf(memory.add(leaf.offset as usize), leaf.width) };
    }
}

/// One leaf, normalised.
///
/// # Safety
/// `at` is readable and aligned for the width.
#[inline(always)]
pub unsafe fn load_leaf(at: *const u8, width: Width) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        match width {
            Width::U8 => (*at.cast::<AtomicU8>()).load(Relaxed) as u64,
            Width::I8 => (*at.cast::<AtomicU8>()).load(Relaxed) as i8 as i64 as u64,
            Width::U16 => (*at.cast::<AtomicU16>()).load(Relaxed) as u64,
            Width::I16 => (*at.cast::<AtomicU16>()).load(Relaxed) as i16 as i64 as u64,
            Width::U32 => (*at.cast::<AtomicU32>()).load(Relaxed) as u64,
            Width::I32 => (*at.cast::<AtomicU32>()).load(Relaxed) as i32 as i64 as u64,
            Width::W64 => (*at.cast::<AtomicU64>()).load(Relaxed),
        }
    }
}

/// Writes a value in register form to memory; an `in_memory` value is copied from where its slot points.
///
/// # Safety
/// `slots` hold a value of `ty`; `memory` has room for it.
#[inline]
pub unsafe fn store(ty: TypeRef, slots: *const u64, memory: *mut u8) {
    if ty.in_memory {
        // SAFETY: the slot points to a value of the type.
        unsafe { copy_memory(*slots as *const u8, memory, ty.size) };
        return;
    }
    for (i, leaf) in ty.leaves.iter().enumerate() {
        // SAFETY: a leaf lies inside the value, aligned for its width.
        unsafe { store_leaf(memory.add(leaf.offset as usize), leaf.width, *slots.add(i)) };
    }
}

/// One leaf.
///
/// # Safety
/// `at` is writable and aligned for the width.
#[inline(always)]
pub unsafe fn store_leaf(at: *mut u8, width: Width, word: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        match width {
            Width::U8 | Width::I8 => (*at.cast::<AtomicU8>()).store(word as u8, Relaxed),
            Width::U16 | Width::I16 => (*at.cast::<AtomicU16>()).store(word as u16, Relaxed),
            Width::U32 | Width::I32 => (*at.cast::<AtomicU32>()).store(word as u32, Relaxed),
            Width::W64 => (*at.cast::<AtomicU64>()).store(word, Relaxed),
        }
    }
}

/// Copies bytes that may overlap.
///
/// # Safety
/// Both ranges are valid for `size` bytes (nothing is touched when it is 0).
#[inline]
pub unsafe fn copy_memory(from: *const u8, to: *mut u8, size: usize) {
    if size != 0 {
        // SAFETY: the caller's promise.
        unsafe { std::ptr::copy(from, to, size) };
    }
}
