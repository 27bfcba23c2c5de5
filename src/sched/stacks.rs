//! Memory of goroutine stacks: size classes from 256 bytes on, each with a free list per processor and one for all.
//!
//! Invariants: a block belongs to one stack or to one free list. A slab is cut into blocks of one class, and goes back to the system when
//! all of them are in the common list and have not been needed for some collections (`trim`); larger stacks go back at once. A free
//! block's first word links the list.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use super::g::Stack;
use super::sync::Mutex;

/// The smallest stack, in slots.
pub const MIN_SLOTS: u32 = 32;
/// Class i holds `MIN_SLOTS << i` slots; beyond the last one a stack comes from the allocator by itself.
const CLASSES: usize = 8;
/// A slab's size and alignment.
const SLAB_BYTES: usize = 256 << 10;
/// Free memory that `trim` does not look at.
const SPARE: usize = 1 << 20;
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
    /// Of each class, the part of its newest slab that was never cut: memory is touched as it is needed.
    uncut: [Uncut; CLASSES],
    slabs: Vec<*mut u8>,
    /// Bytes in use at the last calls of `trim`, the most of them; older ones count less.
    recent: usize,
}

#[derive(Clone, Copy)]
struct Uncut {
    next: *mut u64,
    blocks: usize,
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

fn block_bytes(class: usize) -> usize {
    (MIN_SLOTS as usize * 8) << class
}

fn large_layout(slots: u32) -> Layout {
    Layout::array::<u64>(slots as usize).expect("at most 32 GiB")
}

impl Stacks {
    pub fn new() -> Stacks {
        Stacks {
            common: Mutex::new(Common {
                lists: [const { FreeList::new() }; CLASSES],
                uncut: [Uncut {
                    next: std::ptr::null_mut(),
                    blocks: 0,
                }; CLASSES],
                slabs: Vec::new(),
                recent: 0,
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
        let first = self.block(&mut common, class, slots);
        for _ in 1..BATCH.min(2048 / slots as usize + 1) {
            list.push(self.block(&mut common, class, slots));
        }
        first
    }

    /// A free block, from a new slab if there is no other.
    fn block(&self, common: &mut Common, class: usize, slots: u32) -> *mut u64 {
        if let Some(block) = common.lists[class].pop() {
            return block;
        }
        let uncut = &mut common.uncut[class];
        if uncut.blocks == 0 {
            let slab = slab::map();
            common.slabs.push(slab);
            self.taken.fetch_add(SLAB_BYTES, Ordering::Relaxed);
            *uncut = Uncut {
                next: slab.cast(),
                blocks: SLAB_BYTES / block_bytes(class),
            };
        }
        let block = uncut.next;
        uncut.blocks -= 1;
        // SAFETY: at most the end of the slab.
        uncut.next = unsafe { block.add(slots as usize) };
        block
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

    /// Moves a processor's free blocks to the common lists.
    pub fn flush(&self, cache: &mut StackCache) {
        let mut common = self.common.lock();
        for (list, to) in cache.lists.iter_mut().zip(&mut common.lists) {
            while let Some(block) = list.pop() {
                to.push(block);
            }
        }
    }

    /// Gives slabs back to the system that nobody has needed lately. To be called now and then, while the world is stopped: it looks
    /// at every block of the common lists if there is much to give.
    pub fn trim(&self) {
        let mut guard = self.common.lock();
        let common = &mut *guard;
        let sizes = (0..CLASSES).map(block_bytes);
        let free: usize = common.lists.iter().zip(sizes).map(|(l, n)| l.len * n).sum();
        let all = common.slabs.len() * SLAB_BYTES;
        common.recent = (all - free).max(common.recent - common.recent / 4);
        let mut excess = all.saturating_sub(common.recent + SPARE) / SLAB_BYTES;
        if excess == 0 {
            return;
        }
        let slab_of = |block: *mut u64| block as usize & !(SLAB_BYTES - 1);
        let mut blocks: FxHashMap<usize, usize> = FxHashMap::default();
        let mut gone: Vec<usize> = Vec::new();
        for (class, list) in common.lists.iter_mut().enumerate() {
            blocks.clear();
            let mut at = list.head;
            while !at.is_null() {
                *blocks.entry(slab_of(at)).or_default() += 1;
                // SAFETY: as in `pop`.
                at = unsafe { *at } as *mut u64;
            }
            let whole = SLAB_BYTES / block_bytes(class);
            blocks.retain(|_, n| {
                let goes = *n == whole && excess > 0;
                excess -= usize::from(goes);
                goes
            });
            if blocks.is_empty() {
                continue;
            }
            gone.extend(blocks.keys());
            // The order of what stays is kept: `refill` has put low addresses first.
            let mut kept = Vec::with_capacity(list.len);
            while let Some(block) = list.pop() {
                if !blocks.contains_key(&slab_of(block)) {
                    kept.push(block);
                }
            }
            kept.into_iter().rev().for_each(|block| list.push(block));
        }
        gone.sort_unstable();
        common.slabs.retain(|&slab| {
            let goes = gone.binary_search(&(slab as usize)).is_ok();
            if goes {
                // SAFETY: all its blocks were in a free list, and are in none now.
                unsafe { slab::unmap(slab) };
            }
            !goes
        });
        self.taken
            .fetch_sub(gone.len() * SLAB_BYTES, Ordering::Relaxed);
    }

    /// Bytes taken from the system.
    pub fn bytes(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

impl Drop for Stacks {
    fn drop(&mut self) {
        for slab in self.common.get_mut().slabs.drain(..) {
            // SAFETY: made by `refill`; the scheduler and so every stack is gone.
            unsafe { slab::unmap(slab) };
        }
    }
}

/// Memory of `SLAB_BYTES`, aligned to as much.
#[cfg(all(unix, not(miri)))]
mod slab {
    use super::SLAB_BYTES;

    pub fn map() -> *mut u8 {
        let (read_write, kind) = (
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANON,
        );
        let wide = 2 * SLAB_BYTES;
        // SAFETY: a fresh mapping where the system likes touches no memory of ours.
        let at = unsafe { libc::mmap(std::ptr::null_mut(), wide, read_write, kind, -1, 0) };
        if at == libc::MAP_FAILED {
            std::alloc::handle_alloc_error(std::alloc::Layout::new::<[u8; SLAB_BYTES]>());
        }
        let at = at.cast::<u8>();
        let before = at.align_offset(SLAB_BYTES);
        // SAFETY: what is cut off lies in the mapping, before and behind the slab.
        unsafe {
            let slab = at.add(before);
            if before > 0 {
                libc::munmap(at.cast(), before);
            }
            libc::munmap(slab.add(SLAB_BYTES).cast(), SLAB_BYTES - before);
            slab
        }
    }

    /// # Safety
    /// `slab` is from `map` and nobody uses it.
    pub unsafe fn unmap(slab: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { libc::munmap(slab.cast(), SLAB_BYTES) };
    }
}

#[cfg(not(all(unix, not(miri))))]
mod slab {
    use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};

    use super::SLAB_BYTES;

    const LAYOUT: Layout = match Layout::from_size_align(SLAB_BYTES, SLAB_BYTES) {
        Ok(layout) => layout,
        Err(_) => panic!("a power of two"),
    };

    pub fn map() -> *mut u8 {
        // SAFETY: the size is not zero.
        let slab = unsafe { alloc(LAYOUT) };
        if slab.is_null() {
            handle_alloc_error(LAYOUT);
        }
        slab
    }

    /// # Safety
    /// `slab` is from `map` and nobody uses it.
    pub unsafe fn unmap(slab: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { dealloc(slab, LAYOUT) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_needed_goes_back() {
        let stacks = Stacks::new();
        let mut cache = StackCache::new();
        for round in 0..40 {
            let live: Vec<Stack> = (0..20_000)
                .map(|i| stacks.alloc(&mut cache, MIN_SLOTS << ((i + round) % 4)))
                .collect();
            for stack in live {
                // SAFETY: inside the stack.
                unsafe { *stack.base.add(stack.slots as usize - 1) = 1 };
                stacks.free(&mut cache, stack);
            }
        }
        let most = stacks.bytes();
        assert!(most > 16 << 20);
        stacks.flush(&mut cache);
        for _ in 0..40 {
            stacks.trim();
        }
        // Of each of the four classes a slab that is not cut to its end stays.
        assert!(
            stacks.bytes() <= SPARE + 5 * SLAB_BYTES,
            "{}",
            stacks.bytes()
        );
        let again = stacks.alloc(&mut cache, MIN_SLOTS);
        stacks.free(&mut cache, again);
    }

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
