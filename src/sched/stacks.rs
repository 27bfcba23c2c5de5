//! Memory of goroutine stacks: size classes from 256 bytes on, each with a free list per processor and one for all.
//!
//! Invariants: a block belongs to one stack or to one free list. Blocks of slab classes are never given back to the
//! system while the scheduler lives; larger ones are. A free block's first word links the list.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::g::Stack;
use super::sync::Mutex;

/// The smallest stack, in slots.
pub const MIN_SLOTS: u32 = 32;
/// Class i holds `MIN_SLOTS << i` slots; beyond the last one a stack comes from the allocator by itself.
const CLASSES: usize = 8;
const SLAB_BYTES: usize = 256 << 10;
/// Blocks that move between a processor's list and the common one at once.
const BATCH: usize = 64;

/// A list of free blocks of one class.
struct FreeList {
    head: *mut u64,
    len: usize,
}

// SAFETY: owns the blocks it links.
unsafe impl Send for FreeList {}

impl FreeList {
    const fn new() -> FreeList {
        FreeList {
            head: std::ptr::null_mut(),
            len: 0,
        }
    }
    fn push(&mut self, block: *mut u64) {
        // SAFETY: the block is at least MIN_SLOTS long and free, so nobody else uses its first word.
        unsafe { *block = self.head as u64 };
        self.head = block;
        self.len += 1;
    }
    fn pop(&mut self) -> Option<*mut u64> {
        if self.head.is_null() {
            return None;
        }
        let block = self.head;
        // SAFETY: `push` put the link there and nobody has used the block since.
        self.head = unsafe { *block } as *mut u64;
        self.len -= 1;
        Some(block)
    }
}

/// A processor's own free blocks.
pub struct StackCache {
    lists: [FreeList; CLASSES],
}

impl StackCache {
    pub const fn new() -> StackCache {
        StackCache {
            lists: [const { FreeList::new() }; CLASSES],
        }
    }
}

struct Common {
    lists: [FreeList; CLASSES],
    slabs: Vec<*mut u8>,
}

// SAFETY: owns the slabs and the blocks in its lists.
unsafe impl Send for Common {}

pub struct Stacks {
    common: Mutex<Common>,
    /// Bytes taken from the system.
    taken: AtomicUsize,
}

fn class_of(slots: u32) -> (usize, u32) {
    let slots = slots.max(MIN_SLOTS).next_power_of_two();
    ((slots / MIN_SLOTS).trailing_zeros() as usize, slots)
}

fn slab_layout() -> Layout {
    Layout::array::<u64>(SLAB_BYTES / 8).expect("a constant size")
}

fn large_layout(slots: u32) -> Layout {
    Layout::array::<u64>(slots as usize).expect("at most 32 GiB")
}

impl Stacks {
    pub fn new() -> Stacks {
        Stacks {
            common: Mutex::new(Common {
                lists: [const { FreeList::new() }; CLASSES],
                slabs: Vec::new(),
            }),
            taken: AtomicUsize::new(0),
        }
    }

    /// A stack of at least `slots` slots; its contents are arbitrary.
    pub fn alloc(&self, cache: &mut StackCache, slots: u32) -> Stack {
        let (class, slots) = class_of(slots);
        if class >= CLASSES {
            let layout = large_layout(slots);
            // Relaxed, here and below: a number for reports and limits.
            self.taken.fetch_add(layout.size(), Ordering::Relaxed);
            // SAFETY: the size is not zero.
            let base = unsafe { alloc(layout) }.cast::<u64>();
            if base.is_null() {
                handle_alloc_error(layout);
            }
            return Stack { base, slots };
        }
        let base = match cache.lists[class].pop() {
            Some(block) => block,
            None => self.refill(&mut cache.lists[class], class, slots),
        };
        Stack { base, slots }
    }

    #[cold]
    fn refill(&self, list: &mut FreeList, class: usize, slots: u32) -> *mut u64 {
        let mut common = self.common.lock();
        if common.lists[class].len == 0 {
            let layout = slab_layout();
            // SAFETY: the size is not zero.
            let slab = unsafe { alloc(layout) };
            if slab.is_null() {
                handle_alloc_error(layout);
            }
            common.slabs.push(slab);
            self.taken.fetch_add(SLAB_BYTES, Ordering::Relaxed);
            let blocks = SLAB_BYTES / (slots as usize * 8);
            // In address order, the lowest first, so that memory is touched as it is needed.
            for i in (0..blocks).rev() {
                // SAFETY: inside the slab.
                let block = unsafe { slab.cast::<u64>().add(i * slots as usize) };
                common.lists[class].push(block);
            }
        }
        let from = &mut common.lists[class];
        let first = from.pop().expect("filled above");
        for _ in 1..BATCH.min(2048 / slots as usize + 1) {
            match from.pop() {
                Some(block) => list.push(block),
                None => break,
            }
        }
        first
    }

    /// Takes a stack back. Nobody may use it any more.
    pub fn free(&self, cache: &mut StackCache, stack: Stack) {
        if stack.base.is_null() {
            return;
        }
        let (class, slots) = class_of(stack.slots);
        if class >= CLASSES {
            // SAFETY: made by `alloc` with this layout, and given back once.
            unsafe { dealloc(stack.base.cast(), large_layout(slots)) };
            self.taken
                .fetch_sub(large_layout(slots).size(), Ordering::Relaxed);
            return;
        }
        let list = &mut cache.lists[class];
        list.push(stack.base);
        if list.len > 4 * BATCH {
            let mut common = self.common.lock();
            while list.len > 2 * BATCH {
                let block = list.pop().expect("longer than the batch");
                common.lists[class].push(block);
            }
        }
    }

    /// Bytes taken from the system.
    pub fn bytes(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Stacks {
    fn drop(&mut self) {
        for slab in self.common.get_mut().slabs.drain(..) {
            // SAFETY: made by `refill` with this layout; the scheduler and so every stack is gone.
            unsafe { dealloc(slab, slab_layout()) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_reused_and_do_not_overlap() {
        let stacks = Stacks::new();
        let mut cache = StackCache::new();
        let mut live: Vec<Stack> = Vec::new();
        for round in 0..3u64 {
            for i in 0..500u64 {
                let stack = stacks.alloc(&mut cache, 1 << (i % 14));
                for s in 0..stack.slots as usize {
                    // SAFETY: inside the stack.
                    unsafe { *stack.base.add(s) = round * 1000 + i };
                }
                live.push(stack);
            }
            for (i, stack) in live.drain(..).enumerate() {
                for s in 0..stack.slots as usize {
                    // SAFETY: inside the stack.
                    assert_eq!(unsafe { *stack.base.add(s) }, round * 1000 + i as u64);
                }
                stacks.free(&mut cache, stack);
            }
        }
    }
}
