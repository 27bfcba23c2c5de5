//! After marking: empty spans go back to the page heap, spans with room to the lists that caches take from. The
//! objects themselves are not touched; the next allocation in a span finds the gaps between its bits.

use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use parking_lot::Mutex;

use super::Heap;
use super::central::Central;
use super::page::{PageInfo, PageKind};
use super::size_class::{CLASSES, PAGE_SIZE, class_of};
use super::stats::ByClass;
use crate::race::Detector;

/// Pages that a worker takes at a time.
const STRIDE: usize = 1024;

/// What is live.
pub struct Live {
    pub objects: AtomicUsize,
    pub bytes: AtomicUsize,
    pub by_class: Mutex<ByClass>,
}

impl Default for Live {
    fn default() -> Live {
        Live {
            objects: AtomicUsize::new(0),
            bytes: AtomicUsize::new(0),
            by_class: Mutex::new([0; CLASSES]),
        }
    }
}

/// # Safety
/// The entry is usable.
unsafe fn kind_cell<'a>(info: *mut PageInfo) -> &'a AtomicU8 {
    // SAFETY: `PageKind` is one byte; the caller's promise.
    unsafe { AtomicU8::from_ptr(&raw mut (*info).kind as *mut u8) }
}

impl Heap {
    /// Objects of a span whose bits are set.
    ///
    /// # Safety
    /// `head` begins a live span of `objects` objects, and nobody marks.
    pub(super) unsafe fn live_objects(&self, head: usize, objects: u32) -> u32 {
        let marks = self.pages.marks(head);
        (0..(objects as usize).div_ceil(64))
            // SAFETY: the words belong to the span.
            .map(|i| unsafe { (*marks.add(i)).load(Ordering::Relaxed) }.count_ones())
            .sum()
    }

    /// Calls `each` for the heads of spans that begin in the strides this worker gets.
    ///
    /// # Safety
    /// The world is stopped; `each` writes only entries of the span it is given.
    unsafe fn for_spans(&self, next: &AtomicUsize, top: usize, mut each: impl FnMut(usize)) {
        loop {
            let start = next.fetch_add(STRIDE, Ordering::Relaxed);
            if start >= top {
                return;
            }
            let end = (start + STRIDE).min(top);
            let mut page = start;
            while page < end {
                let info = self.pages.info(page);
                // SAFETY: entries below `top` are usable. Another worker may be freeing the end of a span that began in its
                // own stride: of pages that are not heads it writes `kind` (atomically) and `dirty`, which is not read here.
                let (kind, head) =
                    unsafe { (kind_cell(info).load(Ordering::Relaxed), (*info).head) };
                if kind == PageKind::Free as u8 || head as usize != page {
                    page += 1;
                    continue;
                }
                // SAFETY: a head of our stride: only this worker writes its entries.
                let pages = unsafe { (*self.pages.span(page)).pages } as usize;
                each(page);
                page += pages;
            }
        }
    }

    /// Clears all mark bits. Workers call it together with one counter.
    ///
    /// # Safety
    /// The world is stopped.
    pub(super) unsafe fn clear_marks(&self, next: &AtomicUsize, top: usize) {
        // SAFETY: bits of the given span only.
        unsafe {
            self.for_spans(next, top, |page| {
                let objects = (*self.pages.info(page)).objects as usize;
                let marks = self.pages.marks(page);
                for i in 0..objects.div_ceil(64) {
                    (*marks.add(i)).store(0, Ordering::Relaxed);
                }
            });
        }
    }

    /// Tells who looks for races which memory of a span holds no live objects.
    ///
    /// # Safety
    /// As for `live_objects`.
    #[cold]
    unsafe fn forget_dead(&self, race: &Detector, head: usize, info: &PageInfo, pages: usize) {
        let start = self.pages.address(head);
        if info.kind == PageKind::Large {
            // SAFETY: the caller's promise.
            unsafe {
                if self.live_objects(head, info.objects as u32) == 0 {
                    race.forget(start, pages * PAGE_SIZE);
                }
            }
            return;
        }
        let (marks, size) = (self.pages.marks(head), info.size as usize);
        let is_dead = |object: usize| {
            // SAFETY: the word belongs to the span.
            let word = unsafe { (*marks.add(object / 64)).load(Ordering::Relaxed) };
            word >> (object % 64) & 1 == 0
        };
        let objects = info.objects as usize;
        let mut from = 0;
        while from < objects {
            let dead = (from..objects).take_while(|&i| is_dead(i)).count();
            if dead > 0 {
                // SAFETY: the caller's promise.
                unsafe { race.forget(start + from * size, dead * size) };
            }
            from += dead + 1;
        }
    }

    /// Sorts the spans. Workers call it together with one counter.
    ///
    /// # Safety
    /// The world is stopped, marking is over, and `centrals` are all of the heap's.
    pub(super) unsafe fn sweep(
        &self,
        next: &AtomicUsize,
        top: usize,
        centrals: &[*const Central],
        live: &Live,
    ) {
        let mut partial: Vec<Vec<u32>> = vec![Vec::new(); centrals.len()];
        let (mut objects, mut bytes) = (0usize, 0usize);
        let mut by_class: ByClass = [0; CLASSES];
        // SAFETY: writes entries of the given span only.
        unsafe {
            self.for_spans(next, top, |page| {
                let info = *self.pages.info(page);
                let span = self.pages.span(page);
                let marked = self.live_objects(page, info.objects as u32);
                if let Some(race) = &self.race {
                    self.forget_dead(race, page, &info, (*span).pages as usize);
                }
                if marked == 0 {
                    let mut emptied = (*span).emptied as usize;
                    // Again: a racy program may have written there since.
                    if emptied > 0
                        && !self
                            .pages
                            .arena
                            .discard(page * PAGE_SIZE, emptied * PAGE_SIZE)
                    {
                        emptied = 0;
                    }
                    for freed in page..page + (*span).pages as usize {
                        let info = self.pages.info(freed);
                        (*info).dirty = freed - page >= emptied;
                        kind_cell(info).store(PageKind::Free as u8, Ordering::Relaxed);
                    }
                    return;
                }
                objects += marked as usize;
                if info.kind == PageKind::Large {
                    bytes += (*span).pages as usize * PAGE_SIZE;
                    return;
                }
                bytes += marked as usize * info.size as usize;
                by_class[class_of(info.size as usize)] += u64::from(marked);
                (*span).free = info.objects as u32 - marked;
                (*span).clean = false;
                if (*span).free > 0 {
                    partial[info.central as usize].push(page as u32);
                }
            });
        }
        for (index, spans) in partial.into_iter().enumerate() {
            if !spans.is_empty() {
                // SAFETY: centrals live as long as the heap.
                unsafe { &*centrals[index] }.partial.lock().extend(spans);
            }
        }
        live.objects.fetch_add(objects, Ordering::Relaxed);
        live.bytes.fetch_add(bytes, Ordering::Relaxed);
        super::stats::add(&mut live.by_class.lock(), &by_class);
    }
}
