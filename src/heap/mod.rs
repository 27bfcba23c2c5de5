//! The collected heap: allocation, marking, sweeping, pacing. Objects never move. It knows type descriptors
//! and nothing of goroutines, frames or Go's objects; roots come to it through `Roots`.
//!
//! * `memory` address space; `page` side tables; `page_heap` free pages; `size_class` Go's classes
//! * `shape` what to read in an object; `central` spans with room; `cache` the allocator of a P
//! * `collect` a cycle; `mark` the marker; `sweep` what follows; `pacer` when; `stats`; `handle` roots held by Rust
//! * `reach` what can be reached from somewhere, without marks
//! * `specials` finalizers, cleanups, weak references
//!
//! Who may use what when: a `Cache` belongs to one thread at a time; everything else of a `Heap` may be used from any
//! thread; `Heap::collect` runs while the world is stopped, that is while nobody allocates or changes an object.

pub mod cache;
mod central;
mod collect;
mod handle;
mod mark;
pub mod memory;
mod pacer;
mod page;
mod page_heap;
mod reach;
pub mod shape;
pub mod size_class;
mod specials;
mod stats;
mod sweep;
mod system;
#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use parking_lot::{Mutex, RwLock};

use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::race::Detector;

pub use cache::Cache;
pub use collect::{Alone, Cycle, Threads, Workers};
pub use handle::Handle;
pub use reach::{HeapObject, Reached};
pub use shape::{Layout, layout_index};
pub use size_class::{MAX_ALLOCATION, grown_capacity, round_up_size};
pub use specials::{Specials, Task, TaskKind};
pub use stats::{MemStats, TypeCount};

use central::{Central, Centrals};
use handle::Handles;
use pacer::Pacer;
use page::{PageInfo, PageKind, Pages, SpanInfo};
use page_heap::PageHeap;
use shape::element_of;
use size_class::{PAGE_SHIFT, PAGE_SIZE};
use stats::{History, Totals};

/// What keeps objects alive besides other objects. The world is stopped while it is asked.
pub trait Roots: Sync {
    /// Marks the roots of part `part` of `parts` (the parts are asked for in parallel, each once).
    fn mark(&self, marker: &mut dyn Mark, part: usize, parts: usize);
    /// Asked when all parts are marked and followed, and perhaps again when finalizers have kept more: marks what lives as long as
    /// something else that `live` says is alive.
    fn settle(&self, _live: &dyn Fn(u64) -> bool, _marker: &mut dyn Mark) {}
    /// Asked when nothing more will be marked: lets go of what `settle` did not mark.
    fn forget(&self, _live: &dyn Fn(u64) -> bool) {}
    /// Asked when all parts are marked: how many bytes of roots that took. As in Go, the heap may grow in proportion to
    /// them as well, so that many small stacks are not looked at for little garbage.
    fn bytes(&self) -> usize {
        0
    }
}

pub trait Mark {
    /// An address, interior or not; 0, static and stale addresses are ignored.
    fn pointer(&mut self, address: u64);
    /// An interface's two words; the type word is 0 or a descriptor's address.
    fn iface(&mut self, type_word: u64, data_word: u64);
    /// What the object at an address points to, without the object itself.
    fn contents(&mut self, address: u64);
    /// Consecutive words of the given classes.
    ///
    /// # Safety
    /// `base` points to `classes.len()` readable words. An `IfaceData` word has its type word before it.
    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]);
}

/// What `alloc` answers; null: out of memory.
pub type Object = *mut u8;

/// As gc's zerobase a word that may be written: programs with unsafe do, and nobody reads it.
static ZERO_SIZED: AtomicU64 = AtomicU64::new(0);

/// Where all objects without size are.
pub fn zero_sized() -> Object {
    ZERO_SIZED.as_ptr().cast()
}

/// See `HeapConfig::outgrown`.
pub type Outgrown = Arc<dyn Fn() + Send + Sync>;

pub struct HeapConfig {
    /// Bytes of address space to reserve, at most; less is taken where that is refused.
    pub reserve: usize,
    /// Bytes that objects may take up; beyond, allocation answers null. By default most of what the machine has left.
    pub hard_limit: usize,
    /// As GOGC: how many percent of the live heap may be allocated until the next collection; negative: off.
    pub gogc: i64,
    /// As GOMEMLIMIT, in bytes.
    pub memory_limit: usize,
    /// Called by the thread that allocates, when objects take up more than a megabyte, and again each time they take up three times as much.
    pub outgrown: Option<Outgrown>,
    /// Who looks for data races: told of memory that nobody refers to any more.
    pub race: Option<Arc<Detector>>,
}

impl Default for HeapConfig {
    fn default() -> HeapConfig {
        HeapConfig {
            reserve: 256 << 30,
            hard_limit: system::memory_to_use(),
            gogc: 100,
            memory_limit: usize::MAX,
            outgrown: None,
            race: None,
        }
    }
}

pub struct Heap {
    pages: Pages,
    page_heap: Mutex<PageHeap>,
    centrals: RwLock<Centrals>,
    pacer: Pacer,
    handles: Mutex<Handles>,
    specials: Specials,
    totals: Totals,
    history: Mutex<History>,
    /// Caches that exist: a collection must be given all of them.
    caches: AtomicUsize,
    seeds: RandomState,
    race: Option<Arc<Detector>>,
}

// SAFETY: the raw pointers are addresses of the heap's own tables, used as the comments of `page` say.
unsafe impl Send for Heap {}
// SAFETY: as above.
unsafe impl Sync for Heap {}

impl Heap {
    /// None: the system refuses even a small piece of address space.
    pub fn new(config: &HeapConfig) -> Option<Arc<Heap>> {
        const SMALLEST: usize = 1 << 20;
        let wanted = config.hard_limit.saturating_mul(2).min(config.reserve);
        let mut reserve = wanted.max(SMALLEST);
        let pages = loop {
            if let Some(pages) = Pages::new(reserve) {
                break pages;
            }
            reserve /= 2;
            if reserve < SMALLEST {
                return None;
            }
        };
        let limit_pages = config.hard_limit >> PAGE_SHIFT;
        Some(Arc::new(Heap {
            pages,
            page_heap: Mutex::new(PageHeap::new(limit_pages)),
            centrals: RwLock::default(),
            pacer: Pacer::new(config),
            handles: Mutex::default(),
            specials: Specials::default(),
            totals: Totals::default(),
            history: Mutex::default(),
            caches: AtomicUsize::new(0),
            seeds: RandomState::new(),
            race: config.race.clone(),
        }))
    }

    /// The heap has grown to its goal: stop the world and `collect` soon.
    #[inline(always)]
    pub fn wants_collection(&self) -> bool {
        self.pacer.wanted()
    }

    /// Whether it is better to collect before an object of so many bytes is made than after; then a collection is wanted.
    pub fn collects_before(&self, bytes: usize) -> bool {
        let before = self.pacer.comes_before(bytes);
        if before {
            self.pacer.request();
        }
        before
    }

    /// GOGC; negative: off.
    pub fn gogc(&self) -> i64 {
        self.pacer.gogc()
    }

    /// The same; answers the old value.
    pub fn set_gogc(&self, percent: i64) -> i64 {
        self.pacer.set_gogc(percent)
    }

    /// GOMEMLIMIT; answers the old value.
    pub fn set_memory_limit(&self, bytes: usize) -> usize {
        self.pacer.set_memory_limit(bytes)
    }

    pub fn memory_limit(&self) -> usize {
        self.pacer.memory_limit()
    }

    /// Bytes that objects may take up at most.
    pub fn set_hard_limit(&self, bytes: usize) {
        self.page_heap.lock().limit_pages = bytes >> PAGE_SHIFT;
        self.pacer.set_hard_limit(bytes);
    }

    /// Bytes live after the last collection and allocated since.
    pub fn bytes(&self) -> usize {
        self.pacer.heap()
    }

    /// Whether an address lies in this heap's arena (live or not).
    #[inline(always)]
    pub fn contains(&self, address: u64) -> bool {
        self.pages.page_of(address as usize).is_some()
    }

    /// The object that holds `address`: start, bytes, and the type of its elements (null: no pointers, or one of
    /// the runtime's own).
    ///
    /// # Safety
    /// No collection runs meanwhile.
    pub unsafe fn object_at(&self, address: u64) -> Option<(u64, usize, TypeRef)> {
        let page = self.pages.page_of(address as usize)?;
        // SAFETY: entries of usable pages are readable; a live object's page is not rewritten outside collections.
        unsafe {
            let info = *self.pages.info(page);
            let at = page::locate(&self.pages, &info, address as usize)?;
            let ty = info.shape.as_ref().map_or(TypeRef::NULL, |shape| shape.ty);
            Some((at.start as u64, at.size, ty))
        }
    }

    /// Keeps the object at `address` alive until the handle is given to `unpin`.
    pub fn pin(&self, address: u64) -> Handle {
        self.handles.lock().insert(address)
    }

    pub fn unpin(&self, handle: Handle) {
        self.handles.lock().remove(handle);
    }

    /// Every word of every object that the last collection has found alive, and the addresses of their types.
    ///
    /// # Safety
    /// The world is stopped, and has been since the collection.
    pub unsafe fn each_live_word(&self, visit: &mut dyn FnMut(u64)) {
        let top = self.page_heap.lock().top();
        let mut page = 0;
        while page < top {
            // SAFETY: below the top pages and their tables are usable; nobody writes, as the world is stopped.
            unsafe {
                let info = *self.pages.info(page);
                if info.kind == page::PageKind::Free || info.head as usize != page {
                    page += 1;
                    continue;
                }
                let span = *self.pages.span(page);
                let size = match info.kind {
                    page::PageKind::Large => span.bytes as usize,
                    _ => info.size as usize,
                };
                let base = self.pages.address(page);
                let mut shape = info.shape.as_ref();
                for i in 0..info.objects as usize {
                    let marks = (*self.pages.marks(page).add(i / 64)).load(Ordering::Relaxed);
                    if marks >> (i % 64) & 1 == 0 {
                        continue;
                    }
                    if let Some(shape) = shape.take() {
                        visit(shape.ty.word());
                    }
                    let at = (base + i * size) as *const u64;
                    for word in 0..size / 8 {
                        visit(*at.add(word));
                    }
                }
                page += (span.pages as usize).max(1);
            }
        }
    }

    /// These types have gone: their numbers may come to mean others.
    ///
    /// # Safety
    /// The world has been stopped since a collection, which found no object of theirs; `caches` are all that there are.
    pub unsafe fn forget_types<'a>(
        &self,
        caches: impl Iterator<Item = &'a mut Cache>,
        ids: &[u32],
    ) {
        caches.for_each(|cache| cache.forget_types(ids));
        self.centrals.write().forget(ids);
    }

    /// What finalizers and cleanups refer to.
    pub fn mark_specials(&self, marker: &mut dyn Mark) {
        self.specials.mark(marker);
    }

    /// Finalizers, cleanups and weak references.
    pub fn specials(&self) -> &Specials {
        &self.specials
    }

    pub fn random_seed(&self) -> u64 {
        // Every `hash_one` of another number under the process's random keys.
        let turn = self.totals.seeds.fetch_add(1, Ordering::Relaxed);
        self.seeds.hash_one(turn)
    }

    /// A span of `central` with free objects, for one cache alone: its first page, and whether all of its free
    /// memory is zero.
    fn take_span(&self, central: &Central) -> Option<(u32, bool)> {
        let again = central.partial.lock().pop();
        if let Some(head) = again {
            // SAFETY: the span came off the list, so it is ours alone.
            let free = unsafe { (*self.pages.span(head as usize)).free };
            self.pacer.allocated(free as usize * central.size as usize);
            return Some((head, false));
        }
        let pages = central.pages as usize;
        let mut heap = self.page_heap.lock();
        let Some(run) = heap.take(&self.pages, pages) else {
            self.pacer.request();
            return None;
        };
        // SAFETY: the pages were free: their entries are ours under the lock, and usable.
        unsafe {
            self.write_span(
                run.start,
                central.page_info(run.start),
                central.span_info(run.clean),
            );
        }
        drop(heap);
        self.pacer.allocated(pages * PAGE_SIZE);
        Some((run.start as u32, run.clean))
    }

    /// `elem` null: no pointers.
    fn take_large(&self, elem: TypeRef, bytes: usize, zero: bool) -> Object {
        let shape = if elem.is_null() {
            std::ptr::null()
        } else {
            self.centrals.write().shape(element_of(elem))
        };
        let count = bytes.div_ceil(PAGE_SIZE);
        let mut heap = self.page_heap.lock();
        let fits = u32::try_from(count).ok();
        let Some(run) = fits.and_then(|_| heap.take(&self.pages, count)) else {
            self.pacer.request();
            return std::ptr::null_mut();
        };
        let info = PageInfo {
            shape,
            head: run.start as u32,
            magic: 0,
            size: 0,
            elems: 0,
            objects: 1,
            kind: PageKind::Large,
            dirty: true,
            central: u32::MAX,
        };
        let span = SpanInfo {
            pages: count as u32,
            free: 0,
            bytes: bytes as u64,
            clean: run.clean,
            emptied: 0,
        };
        // SAFETY: the pages were free: their entries are ours under the lock, and usable.
        unsafe { self.write_span(run.start, info, span) };
        drop(heap);
        self.pacer.allocated(count * PAGE_SIZE);
        let p = self.pages.address(run.start) as Object;
        if !run.clean {
            // What the collector may read has to be zero: everything, or what lies behind the last byte asked for.
            let (from, len) = if zero || !shape.is_null() {
                (0, count * PAGE_SIZE)
            } else {
                (bytes, count * PAGE_SIZE - bytes)
            };
            // SAFETY: the run is ours and usable.
            unsafe { std::ptr::write_bytes(p.add(from), 0, len) };
        }
        p
    }

    /// Gives back to the system what the first `bytes` bytes of an object lie on, as far as whole pages go, if the object is a large one. Where
    /// that is possible they read as zero afterwards.
    ///
    /// # Safety
    /// `object` is the start of a live object, which nobody writes to any more, and which nobody else gives to this function; who reads it can do with zeros.
    pub unsafe fn empty(&self, object: Object, bytes: usize) {
        let Some(page) = self.pages.page_of(object as usize) else {
            return;
        };
        let span = self.pages.span(page);
        // SAFETY: entries of usable pages are readable, and a live object's do not change but for `emptied`, which is read while the
        // world is stopped, and here.
        unsafe {
            let info = self.pages.info(page);
            if (*info).kind != PageKind::Large || (*info).head as usize != page {
                return;
            }
            let (done, size) = ((*span).emptied as usize, (*span).bytes as usize);
            let until = match bytes >= size {
                true => (*span).pages as usize,
                false => bytes / PAGE_SIZE,
            };
            if until <= done {
                return;
            }
            let arena = &self.pages.arena;
            if arena.discard((page + done) * PAGE_SIZE, (until - done) * PAGE_SIZE) {
                (*span).emptied = until as u32;
            }
        }
    }

    /// # Safety
    /// The pages are free, usable, and the caller holds the page heap's lock.
    unsafe fn write_span(&self, start: usize, info: PageInfo, span: SpanInfo) {
        // SAFETY: tables are usable up to the arena's usable part; nobody else looks at entries of free pages.
        unsafe {
            self.pages.span(start).write(span);
            for page in start..start + span.pages as usize {
                self.pages.info(page).write(info);
            }
            let words = (info.objects as usize).div_ceil(64);
            let marks = self.pages.marks(start);
            for i in 0..words {
                (*marks.add(i)).store(0, Ordering::Relaxed);
            }
        }
    }
}
