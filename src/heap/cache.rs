//! The allocator of one P. For every type (every size class of pointer-free objects) it owns a span and in it
//! a run of free objects, zeroed ahead; allocating takes the next of the run. Runs are the gaps between the
//! bits of the last marking, so sweeping is nothing but finding the next gap.
//!
//! Allocation never collects. When the heap has grown to its goal, the slow path stores 0 into the P's limit
//! word, so that the virtual machine stops at the next safepoint and sees `Heap::wants_collection`.
//!
//! A null answer means out of memory (the hard limit): the caller ends the program with Go's fatal error.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bytecode::rtype::TypeRef;
use crate::bytecode::shape::is_too_long;

use super::central::Central;
use super::page::Pages;
use super::shape::{LAYOUTS, Layout, element_of};
use super::size_class::{CLASSES, MAX_SMALL, PAGE_SIZE, class_of};
use super::stats::ByClass;
use super::{Heap, Object, zero_sized};

/// The run that a P allocates from, for one type or class.
#[derive(Clone, Copy)]
#[repr(C)]
struct Slot {
    /// The next free object, up to `end`. Above `end` when there is none.
    next: usize,
    end: usize,
    size: usize,
    central: *const Central,
    /// First page of the span that the run lies in.
    head: u32,
    /// Index of the first object after the run.
    cursor: u32,
    /// There is a span.
    held: bool,
    /// Objects must be zeroed.
    dirty: bool,
}

const EMPTY: Slot = Slot {
    next: 1,
    end: 0,
    size: 0,
    central: std::ptr::null(),
    head: 0,
    cursor: 0,
    held: false,
    dirty: false,
};

impl Slot {
    #[inline(always)]
    fn take(&mut self) -> Option<usize> {
        let p = self.next;
        let after = p + self.size;
        if after <= self.end {
            self.next = after;
            Some(p)
        } else {
            None
        }
    }

    fn left(&self) -> usize {
        let bytes = self.end.saturating_sub(self.next);
        bytes.checked_div(self.size).unwrap_or(0)
    }
}

pub struct Cache {
    /// By `RType::id`: objects of exactly one value.
    fixed: Vec<Slot>,
    /// By class: objects without pointers, not zeroed ahead.
    bytes: Box<[Slot; CLASSES]>,
    /// By `RType::id` of the element, then class.
    arrays: Vec<Option<Box<[Slot; CLASSES]>>>,
    layouts: [Slot; LAYOUTS],
    heap: Arc<Heap>,
    /// The P's limit word.
    limit: *const AtomicUsize,
    /// State of `random`.
    rng: u64,
    /// Objects and bytes in runs taken so far.
    objects: u64,
    taken: u64,
    /// Objects in them by size class, which large ones have none of.
    by_class: Box<ByClass>,
}

// SAFETY: a cache is used by one thread at a time (the one that has the P); the pointers in it are to
// things that live as long as the heap, which the cache keeps alive, apart from `limit` (see `set_limit`).
unsafe impl Send for Cache {}

impl Cache {
    pub fn new(heap: &Arc<Heap>) -> Cache {
        heap.caches.fetch_add(1, Ordering::Relaxed);
        Cache {
            fixed: Vec::new(),
            bytes: Box::new([EMPTY; CLASSES]),
            arrays: Vec::new(),
            layouts: [EMPTY; LAYOUTS],
            heap: heap.clone(),
            limit: std::ptr::null(),
            rng: heap.random_seed(),
            objects: 0,
            taken: 0,
            by_class: Box::new([0; CLASSES]),
        }
    }

    pub fn heap(&self) -> &Arc<Heap> {
        &self.heap
    }

    /// Names the word to store 0 into when a collection is due.
    ///
    /// # Safety
    /// The word outlives the cache, or `set_limit(null)` comes first.
    pub unsafe fn set_limit(&mut self, limit: *const AtomicUsize) {
        self.limit = limit;
    }

    /// A zeroed object of type `ty`.
    #[inline(always)]
    pub fn alloc(&mut self, ty: TypeRef) -> Object {
        let p = self.try_alloc(ty);
        if p.is_null() { self.alloc_slow(ty) } else { p }
    }

    /// As `alloc`, but null where more than taking the next free object would have to be done: for handlers that must not
    /// call anything.
    #[inline(always)]
    pub fn try_alloc(&mut self, ty: TypeRef) -> Object {
        let slot = self.fixed.get_mut(ty.id as usize);
        slot.and_then(Slot::take).unwrap_or(0) as Object
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, ty: TypeRef) -> Object {
        if ty.size == 0 {
            return zero_sized();
        }
        if ty.size > MAX_SMALL {
            return self.alloc_large(ty, ty.size, true);
        }
        let id = ty.id as usize;
        if id >= self.fixed.len() {
            self.fixed.resize((id + 1).next_power_of_two(), EMPTY);
        }
        let slot = &mut self.fixed[id];
        if slot.central.is_null() {
            let mut centrals = self.heap.centrals.write();
            slot.central = centrals.of_type(element_of(ty), class_of(ty.size));
        }
        let mut slot = *slot;
        let p = self.refill(&mut slot, true);
        self.fixed[id] = slot;
        p as Object
    }

    /// `len` zeroed elements. The caller has made sure that their size is at most `MAX_ALLOCATION`.
    #[inline]
    pub fn alloc_array(&mut self, elem: TypeRef, len: usize) -> Object {
        if !elem.has_pointers() {
            return self.alloc_bytes(elem.size.saturating_mul(len));
        }
        let bytes = elem.size.saturating_mul(len);
        if bytes.wrapping_sub(1) >= MAX_SMALL {
            if bytes == 0 {
                return zero_sized();
            }
            return self.alloc_large(elem, bytes, true);
        }
        let class = class_of(bytes);
        if let Some(Some(slots)) = self.arrays.get_mut(elem.id as usize)
            && let Some(p) = slots[class].take()
        {
            return p as Object;
        }
        self.alloc_array_slow(elem, class)
    }

    #[cold]
    #[inline(never)]
    fn alloc_array_slow(&mut self, elem: TypeRef, class: usize) -> Object {
        let id = elem.id as usize;
        if id >= self.arrays.len() {
            self.arrays
                .resize_with((id + 1).next_power_of_two(), || None);
        }
        let slots = self.arrays[id].get_or_insert_with(|| Box::new([EMPTY; CLASSES]));
        let slot = &mut slots[class];
        if slot.central.is_null() {
            let mut centrals = self.heap.centrals.write();
            slot.central = centrals.of_type(element_of(elem), class);
        }
        let mut slot = *slot;
        let p = self.refill(&mut slot, true);
        if let Some(slots) = &mut self.arrays[id] {
            slots[class] = slot;
        }
        p as Object
    }

    /// `len` zeroed bytes that hold no pointers.
    #[inline]
    pub fn alloc_bytes(&mut self, len: usize) -> Object {
        self.bytes(len, true)
    }

    /// As `alloc_bytes`, with any contents: for callers that fill all of it at once.
    #[inline]
    pub fn alloc_bytes_unzeroed(&mut self, len: usize) -> Object {
        self.bytes(len, false)
    }

    #[inline(always)]
    fn bytes(&mut self, len: usize, zero: bool) -> Object {
        if len.wrapping_sub(1) >= MAX_SMALL {
            if len == 0 {
                return zero_sized();
            }
            return self.alloc_large(TypeRef::NULL, len, zero);
        }
        let class = class_of(len);
        let slot = &mut self.bytes[class];
        let (p, dirty) = match slot.take() {
            Some(p) => (p, slot.dirty),
            None => self.bytes_slow(class),
        };
        if zero && dirty && p != 0 {
            // SAFETY: a free object of a class with at least `len` bytes, which is ours now.
            unsafe { std::ptr::write_bytes(p as *mut u8, 0, len) };
        }
        p as Object
    }

    #[cold]
    #[inline(never)]
    fn bytes_slow(&mut self, class: usize) -> (usize, bool) {
        let mut slot = self.bytes[class];
        if slot.central.is_null() {
            slot.central = self.heap.centrals.write().no_pointers(class);
        }
        let p = self.refill(&mut slot, false);
        self.bytes[class] = slot;
        (p, slot.dirty)
    }

    /// A zeroed object of one of the runtime's own layouts.
    #[inline]
    pub fn alloc_layout(&mut self, layout: &'static Layout) -> Object {
        if let Some(p) = self.layouts[layout.index].take() {
            return p as Object;
        }
        let mut slot = self.layouts[layout.index];
        if slot.central.is_null() {
            let mut centrals = self.heap.centrals.write();
            slot.central = centrals.of_layout(layout, class_of(layout.size));
        }
        let p = self.refill(&mut slot, true);
        self.layouts[layout.index] = slot;
        p as Object
    }

    /// `elem` null: no pointers.
    #[cold]
    fn alloc_large(&mut self, elem: TypeRef, bytes: usize, zero: bool) -> Object {
        if !elem.is_null() && is_too_long(element_of(elem)) {
            return std::ptr::null_mut();
        }
        let p = self.heap.take_large(elem, bytes, zero);
        if !p.is_null() {
            self.objects += 1;
            self.taken += bytes as u64;
        }
        self.poll();
        p
    }

    /// Finds the next run of free objects for a slot and takes the first of it; 0: out of memory.
    fn refill(&mut self, slot: &mut Slot, zero: bool) -> usize {
        // SAFETY: centrals live as long as the heap.
        let central = unsafe { &*slot.central };
        let size = central.size as usize;
        loop {
            if slot.held {
                let pages = &self.heap.pages;
                // SAFETY: the span is this slot's alone since it was taken, and its bits do not change until the
                // next collection, which begins by taking the span away (`flush`).
                let run = unsafe {
                    next_free_run(pages, slot.head as usize, central.objects, slot.cursor)
                };
                if let Some((first, after)) = run {
                    // Not more than a page at a time, so that what is zeroed is still in the cache when it is used.
                    let after = after.min(first + (PAGE_SIZE / size).max(1) as u32);
                    let base = pages.address(slot.head as usize);
                    slot.next = base + first as usize * size;
                    slot.end = base + after as usize * size;
                    slot.size = size;
                    slot.cursor = after;
                    if zero && slot.dirty {
                        // SAFETY: free objects of our span.
                        unsafe {
                            std::ptr::write_bytes(slot.next as *mut u8, 0, slot.end - slot.next)
                        };
                    }
                    let count = (after - first) as u64;
                    self.objects += count;
                    self.taken += count * size as u64;
                    self.by_class[class_of(size)] += count;
                    let p = slot.next;
                    slot.next += size;
                    return p;
                }
            }
            let taken = self.heap.take_span(central);
            self.poll();
            let Some((head, clean)) = taken else {
                (slot.next, slot.end, slot.held) = (1, 0, false);
                return 0;
            };
            slot.head = head;
            slot.cursor = 0;
            slot.held = true;
            slot.dirty = !clean;
        }
    }

    #[inline]
    fn poll(&self) {
        if self.heap.wants_collection() && !self.limit.is_null() {
            // SAFETY: `set_limit`'s caller keeps the word alive.
            unsafe { (*self.limit).store(0, Ordering::Relaxed) };
        }
    }

    /// Gives up all runs and spans, which the collector is about to look at.
    pub(super) fn flush(&mut self) {
        let (objects, bytes, by_class) = self.counts();
        let arrays = self.arrays.iter_mut().flatten();
        let arrays = arrays.flat_map(|slots| slots.iter_mut());
        let slots = self.fixed.iter_mut().chain(self.bytes.iter_mut());
        for slot in slots.chain(arrays).chain(self.layouts.iter_mut()) {
            (slot.next, slot.end, slot.held) = (1, 0, false);
        }
        self.heap.totals.add(objects, bytes, &by_class);
        (self.objects, self.taken) = (0, 0);
        self.by_class.fill(0);
    }

    /// Types with these numbers have gone. The cache has been flushed.
    pub(super) fn forget_types(&mut self, ids: &[u32]) {
        for &id in ids {
            if let Some(slot) = self.fixed.get_mut(id as usize) {
                *slot = EMPTY;
            }
            if let Some(slots) = self.arrays.get_mut(id as usize) {
                *slots = None;
            }
        }
    }

    /// Objects and bytes allocated since the last collection, and objects by size class.
    pub(super) fn counts(&self) -> (u64, u64, ByClass) {
        let arrays = self.arrays.iter().flatten();
        let arrays = arrays.flat_map(|slots| slots.iter());
        let slots = self.fixed.iter().chain(self.bytes.iter());
        let (mut objects, mut bytes) = (self.objects, self.taken);
        let mut by_class = *self.by_class;
        for slot in slots.chain(arrays).chain(self.layouts.iter()) {
            let left = slot.left();
            objects -= left as u64;
            bytes -= (left * slot.size) as u64;
            if left > 0 {
                by_class[class_of(slot.size)] -= left as u64;
            }
        }
        (objects, bytes, by_class)
    }

    /// 64 random bits, for seeds of maps and the like: fast, not secret.
    #[inline]
    pub fn random(&mut self) -> u64 {
        self.rng = self.rng.wrapping_add(0xA076_1D64_78BD_642F);
        let x = self.rng as u128 * (self.rng ^ 0xE703_7ED1_A0B4_28DB) as u128;
        (x >> 64) as u64 ^ x as u64
    }

    /// Makes `random` repeat itself (replayed schedules).
    pub fn seed(&mut self, seed: u64) {
        self.rng = seed;
    }
}

impl Drop for Cache {
    fn drop(&mut self) {
        // Its spans stay out of use until the next collection finds them.
        self.flush();
        self.heap.caches.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The first run of objects at or after `from` whose mark bits are clear: first object, object after.
///
/// # Safety
/// `head` begins a live span of `objects` objects.
unsafe fn next_free_run(pages: &Pages, head: usize, objects: u32, from: u32) -> Option<(u32, u32)> {
    let marks = pages.marks(head);
    // SAFETY: `i` is below `objects`, so its word belongs to the span.
    let word = |i: u32| unsafe { (*marks.add(i as usize / 64)).load(Ordering::Relaxed) };
    let mut i = from;
    let first = loop {
        if i >= objects {
            return None;
        }
        let free = !word(i) >> (i % 64);
        if free != 0 {
            break i + free.trailing_zeros();
        }
        i = (i | 63) + 1;
    };
    if first >= objects {
        return None;
    }
    i = first;
    let after = loop {
        if i >= objects {
            break objects;
        }
        let marked = word(i) >> (i % 64);
        if marked != 0 {
            break (i + marked.trailing_zeros()).min(objects);
        }
        i = (i | 63) + 1;
    };
    Some((first, after))
}
