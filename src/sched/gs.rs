//! Making, reusing and listing goroutines.
//!
//! Invariants: a `G` is made in a chunk and never moves or goes away while the scheduler lives. A dead one is on exactly one free list:
//! its processor's (`GCache`) or the common one; it keeps its stack there when that is small, so that a
//! goroutine that starts and ends costs no allocation. Only the status tells the living from the dead.

use std::sync::atomic::{AtomicU32, AtomicU64};

use super::g::{G, GRef, Stack, Status};
use super::stacks::{MIN_SLOTS, StackCache, Stacks};
use super::sync::{Mutex, Ordering};

/// Goroutines in one chunk.
const CHUNK: usize = if cfg!(loom) { 4 } else { 64 };
/// Ids that a processor takes at once.
const ID_BATCH: u64 = 16;
/// A dead goroutine keeps a stack of at most this many slots.
const KEEP_SLOTS: u32 = 8 * MIN_SLOTS;

/// A processor's part; its owner alone touches it.
pub struct GCache {
    free: *mut G,
    len: usize,
    next_id: u64,
    end_id: u64,
    pub stacks: StackCache,
}

// SAFETY: owns the dead goroutines that it links.
unsafe impl Send for GCache {}

impl GCache {
    pub const fn new() -> GCache {
        GCache {
            free: std::ptr::null_mut(),
            len: 0,
            next_id: 0,
            end_id: 0,
            stacks: StackCache::new(),
        }
    }
}

#[derive(Default)]
struct Common {
    /// From `Box::into_raw`: a box among others would claim what goroutines' owners use.
    chunks: Vec<*mut [G]>,
    free: Vec<Chain>,
}

/// Dead goroutines that are linked, `CHUNK` of them: they change hands without being touched, for they lie in another processor's cache.
#[derive(Clone, Copy)]
struct Chain(*mut G);

// SAFETY: the goroutines in the chunks follow the status protocol of `g`.
unsafe impl Send for Common {}

pub struct Gs {
    common: Mutex<Common>,
    next_id: AtomicU64,
    /// Goroutines that have been used at least once.
    used: AtomicU32,
    pub stacks: Stacks,
}

impl Gs {
    pub fn new() -> Gs {
        Gs {
            common: Mutex::new(Common::default()),
            next_id: AtomicU64::new(1),
            used: AtomicU32::new(0),
            stacks: Stacks::new(),
        }
    }

    /// A goroutine in status `Runnable`, with a new id and a stack of at least `slots` slots, which the caller fills.
    pub fn make(&self, cache: &mut GCache, slots: u32) -> GRef {
        if cache.free.is_null() {
            cache.free = self.chain().0;
            cache.len = CHUNK;
        }
        let gref = GRef(cache.free);
        // SAFETY: it is dead and on our own list, so it is ours.
        let g = unsafe { gref.get() };
        g.owned.used();
        cache.free = g.next;
        cache.len -= 1;
        g.next = std::ptr::null_mut();
        if g.stack.slots < slots.max(1) {
            // Only here: one that was never used has no stack.
            if g.place == 0 {
                // Relaxed: only the order counts.
                g.place = self.used.fetch_add(1, Ordering::Relaxed) + 1;
            }
            let old = std::mem::replace(
                &mut g.stack,
                Stack {
                    base: std::ptr::null_mut(),
                    slots: 0,
                },
            );
            self.stacks.free(&mut cache.stacks, old);
            g.stack = self.stacks.alloc(&mut cache.stacks, slots);
        }
        if cache.next_id == cache.end_id {
            // Relaxed: only uniqueness matters.
            let first = self.next_id.load(Ordering::Relaxed) == 1;
            let batch = if first { 1 } else { ID_BATCH };
            cache.next_id = self.next_id.fetch_add(batch, Ordering::Relaxed);
            cache.end_id = cache.next_id + batch;
        }
        g.id = cache.next_id;
        cache.next_id += 1;
        g.set_status(Status::Runnable);
        gref
    }

    /// One of the common list, or a new one.
    #[cold]
    fn chain(&self) -> Chain {
        let mut common = self.common.lock();
        if let Some(chain) = common.free.pop() {
            return chain;
        }
        let chunk: Box<[G]> = (0..CHUNK).map(|_| G::new()).collect();
        let chunk = Box::into_raw(chunk);
        common.chunks.push(chunk);
        drop(common);
        // In address order.
        let mut head = std::ptr::null_mut();
        for i in (0..CHUNK).rev() {
            // SAFETY: inside the chunk, which nobody uses yet: who looks through the chunks reads the status only.
            unsafe {
                let g = chunk.cast::<G>().add(i);
                (*g).next = head;
                head = g;
            }
        }
        Chain(head)
    }

    /// Takes an ended goroutine back.
    ///
    /// # Safety
    /// The caller owns it (it was `Running` on the caller's M) and nothing else refers to it.
    pub unsafe fn free(&self, cache: &mut GCache, gref: GRef) {
        // SAFETY: the caller owns it.
        let g = unsafe { gref.get() };
        g.owned.used();
        g.set_status(Status::Dead);
        g.waiting = std::ptr::null_mut();
        g.locked = 0;
        g.panics_on_fault = false;
        g.clock = 0;
        if g.cases.capacity() > 0 {
            g.cases = Vec::new();
        }
        if g.stack.slots > KEEP_SLOTS {
            let old = std::mem::replace(
                &mut g.stack,
                Stack {
                    base: std::ptr::null_mut(),
                    slots: 0,
                },
            );
            self.stacks.free(&mut cache.stacks, old);
        }
        g.next = cache.free;
        cache.free = gref.0;
        cache.len += 1;
        if cache.len > 4 * CHUNK {
            self.give_up(cache);
        }
    }

    /// Two chains go to the common list.
    #[cold]
    fn give_up(&self, cache: &mut GCache) {
        let chains = [(); 2].map(|()| {
            let chain = Chain(cache.free);
            let mut last = GRef(cache.free);
            for _ in 1..CHUNK {
                // SAFETY: dead, and on our own list, which has more than twice as many.
                last = GRef(unsafe { last.get() }.next);
            }
            // SAFETY: as above.
            let last = unsafe { last.get() };
            cache.free = std::mem::replace(&mut last.next, std::ptr::null_mut());
            cache.len -= CHUNK;
            chain
        });
        self.common.lock().free.extend(chains);
    }

    /// Takes the stacks that dead goroutines have kept, but for the smallest, and gives the system what nobody needs. The world is stopped.
    pub fn trim(&self) {
        let mut cache = StackCache::new();
        for chain in &self.common.lock().free {
            let mut next = chain.0;
            while !next.is_null() {
                // SAFETY: it is dead and on the common list, whose lock we hold.
                let g = unsafe { GRef(next).get() };
                next = g.next;
                if g.stack.slots > MIN_SLOTS {
                    let none = Stack {
                        base: std::ptr::null_mut(),
                        slots: 0,
                    };
                    self.stacks
                        .free(&mut cache, std::mem::replace(&mut g.stack, none));
                }
            }
        }
        self.stacks.flush(&mut cache);
        self.stacks.trim();
    }

    /// All goroutines that are not dead, of part `part` of `parts`. Their fields may be read only while the
    /// world is stopped; the status and the wait reason always.
    pub fn each_part(&self, part: usize, parts: usize, mut visit: impl FnMut(GRef)) {
        // The chunks do not move; the lock is not held while visiting.
        let mut at = part;
        loop {
            let Some(chunk) = self.common.lock().chunks.get(at).copied() else {
                return;
            };
            for i in 0..chunk.len() {
                // SAFETY: inside the chunk, which is never freed or moved while the scheduler lives.
                let gref = GRef(unsafe { chunk.cast::<G>().add(i) });
                if gref.status() != Status::Dead {
                    visit(gref);
                }
            }
            at += parts;
        }
    }
    pub fn each(&self, visit: impl FnMut(GRef)) {
        self.each_part(0, 1, visit);
    }
}

impl Drop for Gs {
    fn drop(&mut self) {
        let mut cache = StackCache::new();
        let common = self.common.get_mut();
        for chunk in common.chunks.drain(..) {
            // SAFETY: made by `refill`; the scheduler and so every goroutine is gone.
            let mut chunk = unsafe { Box::from_raw(chunk) };
            for g in &mut chunk {
                let stack = std::mem::replace(
                    &mut g.stack,
                    Stack {
                        base: std::ptr::null_mut(),
                        slots: 0,
                    },
                );
                self.stacks.free(&mut cache, stack);
            }
        }
    }
}
