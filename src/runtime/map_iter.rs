//! Iterators over maps: objects in the heap, each used by one goroutine.
//!
//! An iterator walks the table that the map had when it began, from a random slot on. While the map has the same table, what stands there
//! now is what is visited. After the map has got another table, the old one says which keys are to be visited still, and
//! the new one whether they are there and with which element. So nothing deleted is visited and nothing twice.

use std::sync::atomic::Ordering;

use crate::bytecode::rtype::WordClass;
use crate::heap::{Cache, Layout, layout_index};

use super::equal::eq_memory;
use super::fault::Fault;
use super::map::find_slot;
use super::map_key::KeyKind;
use super::map_table::{CONCURRENT_ITERATION, Map, key_type};

#[repr(C)]
pub struct MapIter {
    /// Null: the end, from the beginning or since it was reached.
    map: *const Map,
    ctrl: *const u8,
    slots: *mut u8,
    /// Slots of the table, a power of two.
    capacity: usize,
    /// Where it began.
    offset: usize,
    visited: usize,
    clears: u16,
}

static ITERATOR: Layout = Layout {
    index: layout_index::MAP_ITER,
    size: size_of::<MapIter>(),
    words: &[WordClass::Pointer, WordClass::Pointer, WordClass::Pointer],
    name: "map iterator",
};

/// A new iterator over `map` (null: nil).
///
/// # Safety
/// `map` is null or a map.
pub unsafe fn new(cache: &mut Cache, map: *const Map) -> Result<*mut MapIter, Fault> {
    let iter = cache.alloc_layout(&ITERATOR).cast::<MapIter>();
    if iter.is_null() {
        return Err(Fault::OutOfMemory);
    }
    // SAFETY: the caller's promise.
    let Some(of) = (unsafe { map.as_ref() }) else {
        return Ok(iter);
    };
    of.reading(CONCURRENT_ITERATION)?;
    if of.len.load(Ordering::Relaxed) == 0 {
        return Ok(iter);
    }
    of.iterated.store(true, Ordering::Relaxed);
    let view = of.view();
    // SAFETY: a fresh object of the iterator's size.
    unsafe {
        iter.write(MapIter {
            map,
            ctrl: view.ctrl,
            slots: view.slots,
            capacity: of.capacity(),
            offset: cache.random() as usize,
            visited: 0,
            clears: of.clears.load(Ordering::Relaxed),
        });
    }
    Ok(iter)
}

/// Slots of at most `limit` entries, in the order of the table, without an iterator in the heap.
///
/// # Safety
/// `map` is null or a map, which nothing changes.
pub unsafe fn first_slots(map: *const Map, limit: usize) -> Vec<*const u8> {
    // SAFETY: the caller's promise.
    let Some(of) = (unsafe { map.as_ref() }) else {
        return Vec::new();
    };
    if of.len.load(Ordering::Relaxed) == 0 {
        return Vec::new();
    }
    let view = of.view();
    // SAFETY: indices of the table, which has `capacity` slots with a control byte each.
    let full = |&i: &usize| unsafe { *view.ctrl.add(i) & 0x80 == 0 };
    // SAFETY: as above.
    let slot = |i: usize| unsafe { view.slots.add(i * of.slot_size as usize).cast_const() };
    (0..of.capacity())
        .filter(full)
        .map(slot)
        .take(limit)
        .collect()
}

/// The slot of the next key (key first, element at the map's `elem_offset`); null at the end.
///
/// # Safety
/// `iter` comes from `new`, and only this goroutine uses it.
#[inline]
pub unsafe fn next(iter: *mut MapIter) -> Result<*const u8, Fault> {
    // SAFETY: the caller's promise; the map is alive, since the iterator refers to it.
    let (iter, map) = unsafe {
        let iter = &mut *iter;
        let Some(map) = iter.map.as_ref() else {
            return Ok(std::ptr::null());
        };
        (iter, map)
    };
    map.reading(CONCURRENT_ITERATION)?;
    let same = map.view().slots == iter.slots;
    while iter.visited < iter.capacity {
        let index = iter.visited.wrapping_add(iter.offset) & (iter.capacity - 1);
        iter.visited += 1;
        // SAFETY: an index of the table, which the iterator keeps alive.
        let slot = unsafe {
            if *iter.ctrl.add(index) & 0x80 != 0 {
                continue;
            }
            iter.slots.add(index * map.slot_size as usize)
        };
        if same {
            return Ok(slot);
        }
        // SAFETY: a full slot of an old table, with a key of the map's type.
        let found = unsafe { find_slot(map, slot)? };
        if !found.is_null() {
            return Ok(found);
        }
        // A key that is not equal to itself cannot be found, nor deleted but by clear: it is there still.
        // SAFETY: as above.
        if unsafe { is_unequal_to_itself(map, slot)? }
            && map.clears.load(Ordering::Relaxed) == iter.clears
        {
            return Ok(slot);
        }
    }
    iter.map = std::ptr::null();
    iter.ctrl = std::ptr::null();
    iter.slots = std::ptr::null_mut();
    Ok(std::ptr::null())
}

/// # Safety
/// `slot` begins with a key of the map.
unsafe fn is_unequal_to_itself(map: &Map, slot: *const u8) -> Result<bool, Fault> {
    if map.kind != KeyKind::Memory {
        return Ok(false);
    }
    let ty = key_type(map.ty);
    // SAFETY: the caller's promise.
    Ok(!unsafe { eq_memory(&ty, slot, slot)? })
}
