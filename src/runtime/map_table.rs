//! The table of a map: open addressing over groups of sixteen slots with control bytes.
//!
//! The header is an object of its own layout. Control bytes and slots are two more objects; a table of
//! eight slots, which every map starts with, has its control bytes in the header. A table that has been
//! outgrown is never written again: iterators that began on it go on reading it. Where there is none, the memory of its slots goes back to
//! the system while they are moved, so that a large map that grows does not need the memory of three tables.
//!
//! A racy program may look something up while another goroutine puts something in. Both may meet nonsense, but nothing outside
//! the heap's memory: tables never shrink, and new slots become visible before new control bytes, those before the new mask;
//! readers read in the opposite order. Slots that have been given back read as zero: keys and elements like any other. The flag `writing` finds most such programs, as in Go.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU16, AtomicU64, AtomicUsize, Ordering};

use crate::bytecode::rtype::{Detail, TypeRef, Width, WordClass};
use crate::heap::{Cache, Layout, layout_index};

use super::fault::Fault;
use super::map_group::{DELETED, EMPTY, GROUP, Group};
use super::map_key::{Key, KeyKind};

/// Slots of the first table.
pub const SMALL: usize = 8;

/// Tables whose slots take less (bytes) are left to the collector as a whole.
const LARGE: usize = 1 << 20;
/// The others are given back in so many steps, while they are moved.
const STEPS: usize = 8;

#[repr(C)]
pub struct Map {
    /// First, so that `len` is one load.
    pub len: AtomicU64,
    /// Address of the control bytes.
    ctrl: AtomicUsize,
    /// Address of the slots; 0 before the first key.
    slots: AtomicUsize,
    /// Groups less one.
    mask: AtomicUsize,
    /// Empty slots that may still be filled before the table is made anew.
    room: AtomicUsize,
    pub seed: u64,
    pub ty: TypeRef,
    pub slot_size: u32,
    pub elem_offset: u32,
    writing: AtomicU8,
    pub kind: KeyKind,
    /// Slots, where there is only one group.
    small: AtomicU8,
    /// Keys and elements are one word each: slots are two words.
    pub words: bool,
    /// How often the map was cleared.
    pub clears: AtomicU16,
    /// There has been an iterator over this table.
    pub iterated: AtomicBool,
    _pad2: u8,
    first_ctrl: [AtomicU8; GROUP],
}

const HEADER_WORDS: usize = size_of::<Map>() / 8;
const _: () = assert!(HEADER_WORDS == 11);

pub static HEADER: Layout = Layout {
    index: layout_index::MAP,
    size: size_of::<Map>(),
    words: &[WordClass::Scalar, WordClass::Pointer, WordClass::Pointer],
    name: "map",
};

/// A table as one reader sees it.
#[derive(Clone, Copy)]
pub struct View {
    pub ctrl: *const u8,
    pub slots: *mut u8,
    pub mask: usize,
}

pub const CONCURRENT_WRITES: Fault = Fault::Fatal(&"concurrent map writes");
pub const CONCURRENT_READ: Fault = Fault::Fatal(&"concurrent map read and map write");
pub const CONCURRENT_ITERATION: Fault = Fault::Fatal(&"concurrent map iteration and map write");

/// Parts of a map's type.
#[inline]
fn parts(ty: TypeRef) -> (TypeRef, TypeRef, usize) {
    match ty.detail {
        Detail::Map {
            key,
            slot,
            elem_offset,
        } => (key, slot, elem_offset),
        _ => unreachable!("the compiler gives map instructions map types"),
    }
}

#[inline]
pub fn key_type(ty: TypeRef) -> TypeRef {
    parts(ty).0
}

/// Whether a register holds a value of the type as memory does.
fn is_word(ty: TypeRef) -> bool {
    !ty.in_memory && ty.size == 8 && ty.leaves.len() == 1 && ty.leaves[0].width == Width::W64
}

impl Map {
    /// A new map for about `hint` keys.
    pub fn make(cache: &mut Cache, ty: TypeRef, hint: usize) -> Result<*mut Map, Fault> {
        let (key, slot, elem_offset) = parts(ty);
        let map = cache.alloc_layout(&HEADER).cast::<Map>();
        if map.is_null() {
            return Err(Fault::OutOfMemory);
        }
        let seed = cache.random();
        // SAFETY: a fresh object of the header's size; all zeros but what is written here.
        let made = unsafe {
            (&raw mut (*map).seed).write(seed);
            (&raw mut (*map).ty).write(ty);
            (&raw mut (*map).slot_size).write(slot.size as u32);
            (&raw mut (*map).elem_offset).write(elem_offset as u32);
            let kind = KeyKind::of(&key);
            (&raw mut (*map).kind).write(kind);
            (&raw mut (*map).words).write(kind == KeyKind::W64 && is_word(ty.elem));
            let made = &*map;
            for byte in &made.first_ctrl {
                byte.store(DELETED, Ordering::Relaxed);
            }
            made.ctrl
                .store(made.first_ctrl.as_ptr() as usize, Ordering::Relaxed);
            made
        };
        if hint > SMALL {
            let capacity = (hint + hint / 7 + 1).next_power_of_two();
            let capacity = if hint <= GROUP { GROUP } else { capacity };
            // An absurd hint is no hint.
            if capacity < usize::MAX >> 16 && capacity * slot.size.max(1) < 1 << 40 {
                made.new_table(cache, capacity)?;
            }
        }
        Ok(map)
    }

    #[inline]
    pub fn view(&self) -> View {
        // Acquire, in this order: pairs with the releases in `new_table` (see the module's comment).
        let mask = self.mask.load(Ordering::Acquire);
        let ctrl = self.ctrl.load(Ordering::Acquire) as *const u8;
        let slots = self.slots.load(Ordering::Relaxed) as *mut u8;
        View { ctrl, slots, mask }
    }

    #[inline]
    pub fn capacity(&self) -> usize {
        match self.mask.load(Ordering::Relaxed) {
            0 => self.small.load(Ordering::Relaxed) as usize,
            mask => (mask + 1) * GROUP,
        }
    }

    #[inline]
    pub fn reading(&self, fault: Fault) -> Result<(), Fault> {
        match self.writing.load(Ordering::Relaxed) {
            0 => Ok(()),
            _ => Err(fault),
        }
    }

    #[inline]
    pub fn begin_write(&self) -> Result<(), Fault> {
        if self.writing.load(Ordering::Relaxed) != 0 {
            return Err(CONCURRENT_WRITES);
        }
        self.writing.store(1, Ordering::Relaxed);
        Ok(())
    }

    #[inline]
    pub fn end_write(&self) -> Result<(), Fault> {
        if self.writing.load(Ordering::Relaxed) == 0 {
            return Err(CONCURRENT_WRITES);
        }
        self.writing.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// The slot that holds `key`, and its index.
    ///
    /// # Safety
    /// The map's keys are of `K`'s kind and the key's type; `hash` is the key's.
    #[inline(always)]
    pub unsafe fn find<K: Key>(
        &self,
        key: K,
        hash: u64,
    ) -> Result<Option<(*mut u8, usize)>, Fault> {
        // SAFETY: the caller's promise.
        unsafe { self.find_in(key, hash, self.slot_size as usize) }
    }

    /// `find`, where the size of the slots is known.
    ///
    /// # Safety
    /// As `find`; the slots have that size.
    #[inline(always)]
    pub unsafe fn find_in<K: Key>(
        &self,
        key: K,
        hash: u64,
        slot_size: usize,
    ) -> Result<Option<(*mut u8, usize)>, Fault> {
        let View { ctrl, slots, mask } = self.view();
        let tag = (hash >> 57) as u8;
        let mut group = hash as usize & mask;
        let mut step = 0;
        loop {
            // SAFETY: `group` is at most the mask, for which there are control bytes and slots.
            unsafe {
                let bytes = Group::load(ctrl.add(group * GROUP));
                for i in bytes.matching(tag) {
                    let index = group * GROUP + i;
                    let slot = slots.add(index * slot_size);
                    if key.is_at(slot)? {
                        return Ok(Some((slot, index)));
                    }
                }
                step += 1;
                if mask == 0 || bytes.empty().any() || step > mask {
                    return Ok(None);
                }
            }
            group = (group + step) & mask;
        }
    }

    /// The slot of `key`, put in with a zero element if it is not there.
    ///
    /// # Safety
    /// As `find`; the caller has begun to write.
    #[inline(always)]
    pub unsafe fn find_or_insert<K: Key>(
        &self,
        cache: &mut Cache,
        key: K,
        hash: u64,
    ) -> Result<*mut u8, Fault> {
        // SAFETY: the caller's promise; slots found or reserved are the map's.
        unsafe {
            if let Some((slot, _)) = self.find(key, hash)? {
                if K::REPLACE {
                    key.store(slot);
                }
                return Ok(slot);
            }
            if self.room.load(Ordering::Relaxed) == 0 {
                self.grow(cache, key)?;
            }
            let slot = self.reserve(hash);
            key.store(slot);
            self.len
                .store(self.len.load(Ordering::Relaxed) + 1, Ordering::Relaxed);
            Ok(slot)
        }
    }

    /// Takes a vacant slot for a key that is not in the table.
    ///
    /// # Safety
    /// There is room.
    #[inline(always)]
    unsafe fn reserve(&self, hash: u64) -> *mut u8 {
        let View { ctrl, slots, mask } = self.view();
        let mut group = hash as usize & mask;
        let mut step = 0;
        let index = loop {
            // SAFETY: `group` is at most the mask.
            let bytes = unsafe { Group::load(ctrl.add(group * GROUP)) };
            let mut vacant = bytes.vacant();
            if mask == 0 {
                // The slots that a small table lacks look deleted.
                vacant = vacant.below(self.small.load(Ordering::Relaxed) as usize);
            }
            if let Some(i) = vacant.first() {
                break group * GROUP + i;
            }
            step += 1;
            if step > mask {
                // Only a race can have filled the table behind our back: overwrite something rather than hang.
                break 0;
            }
            group = (group + step) & mask;
        };
        // SAFETY: an index of the table, whose control bytes are written by writers alone.
        unsafe {
            let byte = &*ctrl.add(index).cast::<AtomicU8>();
            if byte.load(Ordering::Relaxed) == EMPTY {
                let room = self.room.load(Ordering::Relaxed);
                self.room.store(room.saturating_sub(1), Ordering::Relaxed);
            }
            byte.store((hash >> 57) as u8, Ordering::Relaxed);
            slots.add(index * self.slot_size as usize)
        }
    }

    /// Makes room: a table twice as large, or one of the same size when many keys were deleted.
    ///
    /// # Safety
    /// As `find`; `like` tells the type of keys.
    #[cold]
    #[inline(never)]
    unsafe fn grow<K: Key>(&self, cache: &mut Cache, like: K) -> Result<(), Fault> {
        let old = self.view();
        let old_capacity = self.capacity();
        let len = self.len.load(Ordering::Relaxed) as usize;
        let capacity = if old_capacity == 0 {
            SMALL
        } else if old.mask != 0 && len * 4 < old_capacity * 2 {
            old_capacity
        } else {
            old_capacity * 2
        };
        let size = self.slot_size as usize;
        let all = old_capacity * size;
        let gives_back = all >= LARGE && !self.iterated.load(Ordering::Relaxed);
        self.new_table(cache, capacity)?;
        let groups = old_capacity.div_ceil(GROUP);
        let step = (groups / STEPS).max(1);
        for group in 0..groups {
            // SAFETY: groups and slots of the old table, which stays readable; the new one has room for all keys. No iterator has the
            // old slots, nobody writes them any more, and we alone, the writer, give them back.
            unsafe {
                for i in Group::load(old.ctrl.add(group * GROUP)).full() {
                    let from = old.slots.add((group * GROUP + i) * size);
                    // A key that was hashed once does not fault.
                    let hash = like.of_slot(from).hash(self.seed).unwrap_or(0);
                    let to = self.reserve(hash);
                    std::ptr::copy_nonoverlapping(from, to, size);
                }
                if gives_back && (group + 1) % step == 0 {
                    cache.heap().empty(old.slots, (group + 1) * GROUP * size);
                }
            }
        }
        Ok(())
    }

    /// Gives the map an empty table; the caller moves the keys.
    fn new_table(&self, cache: &mut Cache, capacity: usize) -> Result<(), Fault> {
        let (_, slot, _) = parts(self.ty);
        let slots = cache.alloc_array(slot, capacity);
        if slots.is_null() {
            return Err(Fault::OutOfMemory);
        }
        let (ctrl, room) = if capacity == SMALL {
            for byte in &self.first_ctrl[..SMALL] {
                byte.store(EMPTY, Ordering::Relaxed);
            }
            (self.first_ctrl.as_ptr() as usize, SMALL)
        } else {
            let ctrl = cache.alloc_bytes_unzeroed(capacity);
            if ctrl.is_null() {
                return Err(Fault::OutOfMemory);
            }
            // SAFETY: a fresh object of that size.
            unsafe { std::ptr::write_bytes(ctrl, EMPTY, capacity) };
            let room = if capacity == GROUP {
                GROUP
            } else {
                capacity / 8 * 7
            };
            (ctrl as usize, room)
        };
        if capacity <= GROUP {
            self.small.store(capacity as u8, Ordering::Relaxed);
        }
        self.room.store(room, Ordering::Relaxed);
        self.iterated.store(false, Ordering::Relaxed);
        // Release, in this order: pairs with `view`.
        self.slots.store(slots as usize, Ordering::Release);
        self.ctrl.store(ctrl, Ordering::Release);
        self.mask
            .store(capacity.div_ceil(GROUP) - 1, Ordering::Release);
        Ok(())
    }

    /// Takes out the key in slot `index`.
    ///
    /// # Safety
    /// `find` has just answered this.
    pub unsafe fn remove(&self, slot: *mut u8, index: usize) {
        let View { ctrl, mask, .. } = self.view();
        // SAFETY: a slot of the table and its control byte.
        unsafe {
            std::ptr::write_bytes(slot, 0, self.slot_size as usize);
            // No search goes past a group with an empty slot, nor past the only group.
            let group = Group::load(ctrl.add(index / GROUP * GROUP));
            let byte = &*ctrl.add(index).cast::<AtomicU8>();
            if mask == 0 || group.empty().any() {
                byte.store(EMPTY, Ordering::Relaxed);
                let room = self.room.load(Ordering::Relaxed);
                self.room.store(room + 1, Ordering::Relaxed);
            } else {
                byte.store(DELETED, Ordering::Relaxed);
            }
        }
        let len = self.len.load(Ordering::Relaxed);
        self.len.store(len.saturating_sub(1), Ordering::Relaxed);
    }

    /// Takes out all keys; the table stays as large as it is.
    pub fn clear(&self) {
        let View { ctrl, slots, mask } = self.view();
        let capacity = self.capacity();
        let clears = self.clears.load(Ordering::Relaxed);
        self.clears.store(clears.wrapping_add(1), Ordering::Relaxed);
        self.len.store(0, Ordering::Relaxed);
        if slots.is_null() {
            return;
        }
        // SAFETY: the table's own bytes, as many as it has.
        unsafe {
            std::ptr::write_bytes(ctrl as *mut u8, EMPTY, capacity);
            std::ptr::write_bytes(slots, 0, capacity * self.slot_size as usize);
        }
        let room = if mask == 0 {
            capacity
        } else {
            capacity / 8 * 7
        };
        self.room.store(room, Ordering::Relaxed);
    }
}
