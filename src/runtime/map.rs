//! Go's maps, as the virtual machine and natives use them. A map is the address of its header (`map_table`), 0
//! for nil. Keys come as the address of their slots (register form), or of their memory form where a
//! name says so (reflection).
//!
//! All functions are unsafe for the same reason: `map` must be 0 or a map of type `ty`, keys and values
//! of its types, results must have room.

use std::sync::atomic::Ordering;

use crate::bytecode::rtype::TypeRef;
use crate::heap::Cache;

use super::fault::Fault;
use super::hash::hash_value;
use super::leaves;
use super::map_iter;
use super::map_key::{Key, KeyBuffer, KeyKind, Memory, Str, W8, W16, W32, W64, key_memory};
use super::map_table::{CONCURRENT_READ, Map, key_type};

pub use super::map_iter::MapIter;

/// Evaluates `$body` with `$key` bound to the key whose slots are at `$slots`, as the map's kind wants it.
macro_rules! with_key {
    ($kind:expr, $ty:expr, $slots:expr, $noise:expr, |$key:ident| $body:expr) => {
        match $kind {
            KeyKind::W64 => {
                let $key = W64($slots.read());
                $body
            }
            KeyKind::W32 => {
                let $key = W32($slots.read() as u32);
                $body
            }
            KeyKind::W16 => {
                let $key = W16($slots.read() as u16);
                $body
            }
            KeyKind::W8 => {
                let $key = W8($slots.read() as u8);
                $body
            }
            KeyKind::Str => {
                let $key = Str {
                    ptr: $slots.read(),
                    len: $slots.add(1).read(),
                };
                $body
            }
            KeyKind::Memory => {
                let ty = key_type($ty);
                let mut buffer: KeyBuffer = [0; _];
                let $key = Memory {
                    at: key_memory(ty, $slots, &mut buffer),
                    ty,
                    noise: $noise,
                };
                $body
            }
        }
    };
}

/// The same for a key in memory form.
macro_rules! with_memory_key {
    ($kind:expr, $ty:expr, $at:expr, $noise:expr, |$key:ident| $body:expr) => {
        match $kind {
            KeyKind::W64 => {
                let $key = W64($at.cast::<u64>().read());
                $body
            }
            KeyKind::W32 => {
                let $key = W32($at.cast::<u32>().read());
                $body
            }
            KeyKind::W16 => {
                let $key = W16($at.cast::<u16>().read());
                $body
            }
            KeyKind::W8 => {
                let $key = W8($at.read());
                $body
            }
            KeyKind::Str => {
                let $key = Str {
                    ptr: $at.cast::<u64>().read(),
                    len: $at.cast::<u64>().add(1).read(),
                };
                $body
            }
            KeyKind::Memory => {
                let $key = Memory {
                    at: $at,
                    ty: key_type($ty),
                    noise: $noise,
                };
                $body
            }
        }
    };
}

/// A new map; a negative or absurd hint is none.
pub fn make(cache: &mut Cache, ty: TypeRef, hint: i64) -> Result<u64, Fault> {
    Ok(Map::make(cache, ty, usize::try_from(hint).unwrap_or(0))? as u64)
}

/// # Safety
/// See the module's comment (all functions).
#[inline(always)]
pub unsafe fn len(map: u64) -> u64 {
    if map == 0 {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { &*(map as *const Map) }.len.load(Ordering::Relaxed)
}

/// The address of the element for a key, null if it is not there. Good until the next safepoint or map operation.
///
/// # Safety
/// See the module's comment.
pub unsafe fn find(map: u64, ty: TypeRef, key: *const u64) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(of) = (map as *const Map).as_ref() else {
            return hash_fault(ty, key);
        };
        of.reading(CONCURRENT_READ)?;
        if of.len.load(Ordering::Relaxed) == 0 {
            return hash_fault(ty, key);
        }
        with_key!(of.kind, ty, key, 0, |key| find_elem(of, key))
    }
}

/// As `find`, at once, where keys and elements are one word each; None: some other map, or one that somebody writes to.
///
/// # Safety
/// See the module's comment.
#[inline(always)]
pub unsafe fn find_word(map: u64, key: *const u64) -> Option<*mut u8> {
    // SAFETY: the caller's promise.
    unsafe {
        let of = (map as *const Map).as_ref()?;
        if !of.words || of.reading(CONCURRENT_READ).is_err() {
            return None;
        }
        Some(word_of(of, key.read()))
    }
}

/// The same for one who is going to write to the element; None also where there is no such key.
///
/// # Safety
/// See the module's comment.
#[inline(always)]
pub unsafe fn find_word_to_write(map: u64, key: *const u64) -> Option<*mut u8> {
    // SAFETY: the caller's promise.
    unsafe {
        let of = (map as *const Map).as_ref()?;
        if !of.words || of.begin_write().is_err() {
            return None;
        }
        let at = word_of(of, key.read());
        if of.end_write().is_err() {
            // Somebody else has ended meanwhile. Who looks next, and that is the caller, says so.
            let _ = of.begin_write();
            return None;
        }
        (!at.is_null()).then_some(at)
    }
}

/// The element of a map of words, null if it is not there.
///
/// # Safety
/// See the module's comment.
#[inline(always)]
unsafe fn word_of(map: &Map, key: u64) -> *mut u8 {
    // SAFETY: the caller's promise; slots of two words.
    unsafe {
        let key = W64(key);
        let found = key
            .hash(map.seed)
            .and_then(|hash| map.find_in(key, hash, 16));
        match found {
            Ok(Some((slot, _))) => slot.add(8),
            _ => std::ptr::null_mut(),
        }
    }
}

/// # Safety
/// `key` is of the map's kind and type.
#[inline(always)]
unsafe fn find_elem<K: Key>(map: &Map, key: K) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let hash = key.hash(map.seed)?;
        let found = map.find(key, hash)?;
        Ok(found.map_or(std::ptr::null(), |(slot, _)| {
            slot.add(map.elem_offset as usize).cast_const()
        }))
    }
}

/// Looking up what cannot be hashed panics in an empty map too; otherwise nothing is found there.
///
/// # Safety
/// See the module's comment.
#[cold]
unsafe fn hash_fault(ty: TypeRef, key: *const u64) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let kind = KeyKind::of(&key_type(ty));
        with_key!(kind, ty, key, 0, |key| key.hash(0)).map_err(Fault::in_empty_map)?;
    }
    Ok(std::ptr::null())
}

/// `m[key]` in register form to `value` (a new object where the element is `in_memory`), its zero value if
/// the key is not there; answers whether it is.
///
/// # Safety
/// See the module's comment.
#[inline]
pub unsafe fn get(
    cache: &mut Cache,
    map: u64,
    ty: TypeRef,
    key: *const u64,
    value: *mut u64,
) -> Result<bool, Fault> {
    // SAFETY: the caller's promise; `find` answers an element of the map.
    unsafe {
        let found = find(map, ty, key)?;
        let elem = ty.elem;
        if !found.is_null() {
            load_copy(cache, elem, found, value)?;
            return Ok(true);
        }
        if elem.in_memory {
            let zero = cache.alloc(elem);
            if zero.is_null() {
                return Err(Fault::OutOfMemory);
            }
            value.write(zero as u64);
        } else {
            value.write_bytes(0, elem.leaves.len());
        }
        Ok(false)
    }
}

/// Reads a value into slots that own it.
///
/// # Safety
/// `at` holds a value of `ty`; `slots` has room.
#[inline]
unsafe fn load_copy(
    cache: &mut Cache,
    ty: TypeRef,
    at: *const u8,
    slots: *mut u64,
) -> Result<(), Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        if ty.in_memory {
            let copy = cache.alloc(ty);
            if copy.is_null() {
                return Err(Fault::OutOfMemory);
            }
            leaves::copy_memory(at, copy, ty.size);
            slots.write(copy as u64);
        } else {
            leaves::load(ty, at, slots);
        }
        Ok(())
    }
}

/// The address of the element for a key, which is put in with a zero element if it is not there. Good until the next
/// safepoint or map operation.
///
/// # Safety
/// See the module's comment.
pub unsafe fn addr(
    cache: &mut Cache,
    map: u64,
    ty: TypeRef,
    key: *const u64,
) -> Result<*mut u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(of) = (map as *const Map).as_ref() else {
            return Err(Fault::NilMapWrite);
        };
        with_key!(of.kind, ty, key, cache.random(), |key| addr_of(
            cache, of, key
        ))
    }
}

/// # Safety
/// `key` is of the map's kind and type.
#[inline(always)]
unsafe fn addr_of<K: Key>(cache: &mut Cache, map: &Map, key: K) -> Result<*mut u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let hash = key.hash(map.seed)?;
        map.begin_write()?;
        let slot = map.find_or_insert(cache, key, hash);
        map.end_write()?;
        Ok(slot?.add(map.elem_offset as usize))
    }
}

/// `m[key] = value`, both in register form.
///
/// # Safety
/// See the module's comment.
#[inline]
pub unsafe fn set(
    cache: &mut Cache,
    map: u64,
    ty: TypeRef,
    key: *const u64,
    value: *const u64,
) -> Result<(), Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let elem = addr(cache, map, ty, key)?;
        leaves::store(ty.elem, value, elem);
    }
    Ok(())
}

/// `delete(m, key)`.
///
/// # Safety
/// See the module's comment.
pub unsafe fn delete(map: u64, ty: TypeRef, key: *const u64) -> Result<(), Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        match (map as *const Map).as_ref() {
            Some(of) if of.len.load(Ordering::Relaxed) != 0 => {
                with_key!(of.kind, ty, key, 0, |key| delete_key(of, key))
            }
            // Nothing to delete; what cannot be hashed panics all the same.
            _ => hash_fault(ty, key).map(drop),
        }
    }
}

/// # Safety
/// `key` is of the map's kind and type.
#[inline(always)]
unsafe fn delete_key<K: Key>(map: &Map, key: K) -> Result<(), Fault> {
    // SAFETY: the caller's promise; `find` answered what is removed.
    unsafe {
        let hash = key.hash(map.seed)?;
        map.begin_write()?;
        let found = map.find(key, hash);
        if let Ok(Some((slot, index))) = found {
            map.remove(slot, index);
        }
        map.end_write()?;
        found.map(drop)
    }
}

/// `clear(m)`.
///
/// # Safety
/// See the module's comment.
pub unsafe fn clear(map: u64) -> Result<(), Fault> {
    // SAFETY: the caller's promise.
    let Some(of) = (unsafe { (map as *const Map).as_ref() }) else {
        return Ok(());
    };
    of.begin_write()?;
    of.clear();
    of.end_write()
}

/// Slots of at most `limit` entries: each a key, with its element at the type's `elem_offset`. For reports.
///
/// # Safety
/// `map` is 0 or a map, which nothing changes.
pub unsafe fn first_slots(map: u64, limit: usize) -> Vec<*const u8> {
    // SAFETY: the caller's promise.
    unsafe { map_iter::first_slots(map as *const Map, limit) }
}

/// A new iterator: an object in the heap, which one goroutine uses.
///
/// # Safety
/// See the module's comment.
pub unsafe fn iter(cache: &mut Cache, map: u64) -> Result<u64, Fault> {
    // SAFETY: the caller's promise.
    Ok(unsafe { map_iter::new(cache, map as *const Map)? } as u64)
}

/// The next key and element in register form, each to where it is wanted (null: nowhere); false at the end.
///
/// # Safety
/// `iter` comes from `iter` over a map of type `ty`.
pub unsafe fn next(
    cache: &mut Cache,
    iter: u64,
    ty: TypeRef,
    key: *mut u64,
    value: *mut u64,
) -> Result<bool, Fault> {
    // SAFETY: the caller's promise; the iterator answers a slot of the map.
    unsafe {
        let Some((key_at, elem_at)) = next_memory(iter, ty)? else {
            return Ok(false);
        };
        if !key.is_null() {
            load_copy(cache, key_type(ty), key_at, key)?;
        }
        if !value.is_null() {
            load_copy(cache, ty.elem, elem_at, value)?;
        }
        Ok(true)
    }
}

/// The addresses of the next key and element, good until the next safepoint or map operation.
///
/// # Safety
/// As `next`.
#[inline]
pub unsafe fn next_memory(iter: u64, ty: TypeRef) -> Result<Option<(*const u8, *const u8)>, Fault> {
    let crate::bytecode::rtype::Detail::Map { elem_offset, .. } = ty.detail else {
        return Ok(None);
    };
    // SAFETY: the caller's promise.
    unsafe {
        let slot = map_iter::next(iter as *mut MapIter)?;
        Ok((!slot.is_null()).then(|| (slot, slot.add(elem_offset))))
    }
}

/// As `find`, the key in memory form.
///
/// # Safety
/// See the module's comment.
pub unsafe fn find_memory(map: u64, ty: TypeRef, key: *const u8) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        match (map as *const Map).as_ref() {
            Some(of) if of.len.load(Ordering::Relaxed) != 0 => {
                of.reading(CONCURRENT_READ)?;
                with_memory_key!(of.kind, ty, key, 0, |key| find_elem(of, key))
            }
            _ => {
                hash_value(&key_type(ty), key, 0, 0).map_err(Fault::in_empty_map)?;
                Ok(std::ptr::null())
            }
        }
    }
}

/// As `addr`, the key in memory form.
///
/// # Safety
/// See the module's comment.
pub unsafe fn addr_memory(
    cache: &mut Cache,
    map: u64,
    ty: TypeRef,
    key: *const u8,
) -> Result<*mut u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let Some(of) = (map as *const Map).as_ref() else {
            return Err(Fault::NilMapWrite);
        };
        with_memory_key!(of.kind, ty, key, cache.random(), |key| addr_of(
            cache, of, key
        ))
    }
}

/// As `delete`, the key in memory form.
///
/// # Safety
/// See the module's comment.
pub unsafe fn delete_memory(map: u64, ty: TypeRef, key: *const u8) -> Result<(), Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        match (map as *const Map).as_ref() {
            Some(of) if of.len.load(Ordering::Relaxed) != 0 => {
                with_memory_key!(of.kind, ty, key, 0, |key| delete_key(of, key))
            }
            _ => hash_value(&key_type(ty), key, 0, 0)
                .map_err(Fault::in_empty_map)
                .map(drop),
        }
    }
}

/// The slot in which the map has the key that stands at `key`; null if it has none.
///
/// # Safety
/// `key` is the memory form of a key of the map.
pub(super) unsafe fn find_slot(map: &Map, key: *const u8) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise.
    unsafe {
        let elem = with_memory_key!(map.kind, map.ty, key, 0, |key| find_elem(map, key))?;
        Ok(if elem.is_null() {
            elem
        } else {
            elem.sub(map.elem_offset as usize)
        })
    }
}
