//! What runtime.ReadMemStats, gctrace and profiles ask for.

use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::Mutex;

use crate::bytecode::rtype::TypeRef;

use super::page::PageKind;
use super::size_class::{CLASSES, PAGE_SIZE};
use super::{Cache, Cycle, Heap};

/// Objects by size class.
pub type ByClass = [u64; CLASSES];

/// Counts that caches have handed in.
pub struct Totals {
    objects: AtomicU64,
    bytes: AtomicU64,
    by_class: Mutex<ByClass>,
    pub seeds: AtomicU64,
}

impl Default for Totals {
    fn default() -> Totals {
        Totals {
            objects: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            by_class: Mutex::new([0; CLASSES]),
            seeds: AtomicU64::new(0),
        }
    }
}

impl Totals {
    pub fn add(&self, objects: u64, bytes: u64, by_class: &ByClass) {
        self.objects.fetch_add(objects, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        add(&mut self.by_class.lock(), by_class);
    }

    pub fn by_class(&self) -> ByClass {
        *self.by_class.lock()
    }

    pub fn objects(&self) -> u64 {
        self.objects.load(Ordering::Relaxed)
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }
}

pub(super) fn add(to: &mut ByClass, more: &ByClass) {
    for (to, more) in to.iter_mut().zip(more) {
        *to += more;
    }
}

/// The collections so far.
#[derive(Default)]
pub struct History {
    pub cycles: u32,
    pub forced: u32,
    pub pause_total_ns: u64,
    /// The last 256 pauses and their ends (Unix nanoseconds); cycle n at (n + 255) % 256.
    pub pauses: Vec<u64>,
    pub pause_ends: Vec<u64>,
    pub freed_objects: u64,
    pub freed_bytes: u64,
    /// Empty: none.
    pub freed_by_class: Vec<u64>,
    pub last: Option<Cycle>,
}

/// As `runtime.MemStats`, as far as the heap knows it.
#[derive(Clone, Default, Debug)]
pub struct MemStats {
    pub alloc: u64,
    pub total_alloc: u64,
    pub sys: u64,
    pub mallocs: u64,
    pub frees: u64,
    pub heap_alloc: u64,
    pub heap_sys: u64,
    pub heap_idle: u64,
    pub heap_inuse: u64,
    pub heap_released: u64,
    pub heap_objects: u64,
    pub gc_sys: u64,
    pub next_gc: u64,
    /// Unix nanoseconds; 0: never.
    pub last_gc: u64,
    pub pause_total_ns: u64,
    pub pause_ns: Vec<u64>,
    pub pause_end: Vec<u64>,
    pub num_gc: u32,
    pub num_forced_gc: u32,
    /// Objects allocated and freed, by size class.
    pub by_class: Vec<(u64, u64)>,
}

/// Live objects of one type.
#[derive(Clone, Copy, Debug)]
pub struct TypeCount {
    /// Null: objects without pointers, and the runtime's own.
    pub ty: TypeRef,
    pub objects: u64,
    pub bytes: u64,
}

impl Heap {
    /// Exact when given all caches (with the world stopped); without, what caches have taken since the last
    /// collection is left out.
    pub fn stats<'a>(&self, caches: impl IntoIterator<Item = &'a Cache>) -> MemStats {
        let (mut objects, mut bytes) = (self.totals.objects(), self.totals.bytes());
        let mut mallocs = self.totals.by_class();
        for cache in caches {
            let (o, b, by_class) = cache.counts();
            objects += o;
            bytes += b;
            add(&mut mallocs, &by_class);
        }
        let history = self.history.lock();
        let frees = history.freed_by_class.iter().chain(std::iter::repeat(&0));
        let by_class = mallocs.into_iter().zip(frees.copied()).collect();
        let pages = self.page_heap.lock();
        let alloc = bytes.saturating_sub(history.freed_bytes);
        let heap_sys = (pages.top() * PAGE_SIZE) as u64;
        let heap_inuse = (pages.in_use() * PAGE_SIZE) as u64;
        let gc_sys = (self.pages.table_bytes()) as u64;
        MemStats {
            alloc,
            total_alloc: bytes,
            sys: heap_sys + gc_sys,
            mallocs: objects,
            frees: history.freed_objects,
            heap_alloc: alloc,
            heap_sys,
            heap_idle: heap_sys - heap_inuse,
            heap_inuse,
            heap_released: (pages.clean_free(&self.pages) * PAGE_SIZE) as u64,
            heap_objects: objects.saturating_sub(history.freed_objects),
            gc_sys,
            next_gc: self.pacer.goal() as u64,
            last_gc: match history.cycles {
                0 => 0,
                n => history.pause_ends[(n as usize + 255) % 256],
            },
            pause_total_ns: history.pause_total_ns,
            pause_ns: history.pauses.clone(),
            pause_end: history.pause_ends.clone(),
            num_gc: history.cycles,
            num_forced_gc: history.forced,
            by_class,
        }
    }

    /// How many collections there have been.
    pub fn collections(&self) -> u32 {
        self.history.lock().cycles
    }

    /// The last collection, for gctrace and reports.
    pub fn last_cycle(&self) -> Option<Cycle> {
        self.history.lock().last.clone()
    }

    /// Objects that the last collection found live, by type, most bytes first.
    ///
    /// # Safety
    /// The world is stopped.
    pub unsafe fn census(&self) -> Vec<TypeCount> {
        let mut counts: rustc_hash::FxHashMap<*const (), TypeCount> = Default::default();
        let top = self.page_heap.lock().top();
        let mut page = 0;
        while page < top {
            // SAFETY: entries below `top` are usable, and nobody writes them while the world is stopped.
            let (info, span) = unsafe { (*self.pages.info(page), *self.pages.span(page)) };
            if info.kind == PageKind::Free {
                page += 1;
                continue;
            }
            // SAFETY: the marks belong to this span; shapes live as long as the heap.
            let (live, ty) = unsafe {
                let live = self.live_objects(page, info.objects as u32);
                let ty = info.shape.as_ref().map_or(TypeRef::NULL, |s| s.ty);
                (live as u64, ty)
            };
            let size = if info.kind == PageKind::Large {
                span.bytes
            } else {
                info.size as u64
            };
            let count = counts.entry(ty.0.cast()).or_insert(TypeCount {
                ty,
                objects: 0,
                bytes: 0,
            });
            count.objects += live;
            count.bytes += live * size;
            page += span.pages as usize;
        }
        let mut counts: Vec<TypeCount> = counts.into_values().filter(|c| c.objects > 0).collect();
        counts.sort_by_key(|c| std::cmp::Reverse(c.bytes));
        counts
    }
}
