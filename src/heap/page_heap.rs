//! Which pages are free. Runs are found by length; after each collection the lists are made anew from
//! the page table, in order of address, which joins neighbours. Only the collector frees.
//!
//! Memory goes back to the system at the end of a collection, beyond what is kept for the next cycle; and when a long run is wanted that no free one is long enough
//! for, though together they are: as much as it needs.

use std::collections::BTreeSet;

use super::page::{PageKind, Pages};
use super::size_class::{PAGE_SHIFT, PAGE_SIZE};

const SHORT: usize = 64;

/// Memory of fewer pages is not given back to the system.
const WORTH_GIVING_BACK: usize = 8;

/// A run of so many pages that does not fit anywhere has as much memory of free ones given back (256 KB).
const LONG: usize = 32;

/// Grow the arena's usable part by at least this many pages.
const GROW_PAGES: usize = 128;

pub struct PageHeap {
    /// Pages at and above were never handed out.
    top: usize,
    /// Free runs shorter than `SHORT`, by length; bit n of `occupied`: there is one of length n.
    short: [Vec<u32>; SHORT],
    occupied: u64,
    /// (length, first page).
    long: BTreeSet<(u32, u32)>,
    free_pages: usize,
    /// Free pages that hold something, about: those whose memory could be given back to the system.
    dirty_pages: usize,
    /// The system has been asked for huge pages.
    huge: bool,
    /// Pages that would be in use at most.
    pub limit_pages: usize,
}

/// A heap of this many pages is worth huge pages of the system's (32 MB): fewer faults and less of the processor's time for
/// finding addresses. A small one starts faster without.
const HUGE_FROM: usize = 4096;

/// Pages handed out.
pub struct Run {
    pub start: usize,
    /// They hold zeros.
    pub clean: bool,
}

impl PageHeap {
    pub fn new(limit_pages: usize) -> PageHeap {
        PageHeap {
            top: 0,
            short: [const { Vec::new() }; SHORT],
            occupied: 0,
            long: BTreeSet::new(),
            free_pages: 0,
            dirty_pages: 0,
            huge: false,
            limit_pages,
        }
    }

    pub fn top(&self) -> usize {
        self.top
    }

    pub fn in_use(&self) -> usize {
        self.top - self.free_pages
    }

    /// Free pages that the system has back, or that were never touched.
    pub fn clean_free(&self, pages: &Pages) -> usize {
        let (mut count, mut page) = (0, 0);
        while page < self.top {
            // SAFETY: below `top` all entries are usable. The caller holds the lock, and with it the entries of free pages; those
            // of others do not change outside collections. `page` is a head where it is not free: we step from span to span.
            unsafe {
                let info = &*pages.info(page);
                if info.kind != PageKind::Free {
                    page += (*pages.span(page)).pages as usize;
                    continue;
                }
                count += usize::from(!info.dirty);
            }
            page += 1;
        }
        count
    }

    /// None: the limit is reached, or the system has no more.
    pub fn take(&mut self, pages: &Pages, count: usize) -> Option<Run> {
        if self.in_use().checked_add(count)? > self.limit_pages {
            return None;
        }
        if let Some((start, len)) = self.find(count) {
            if len > count {
                self.put(start + count, len - count);
            }
            self.free_pages -= count;
            // SAFETY: entries of free pages below `top` are usable and ours under the lock.
            let dirty = (start..start + count).filter(|&p| unsafe { (*pages.info(p)).dirty });
            let dirty = dirty.count();
            self.dirty_pages = self.dirty_pages.saturating_sub(dirty);
            let clean = dirty == 0;
            return Some(Run { start, clean });
        }
        let mut start = self.top;
        let arena = pages.arena.size() >> PAGE_SHIFT;
        if start.checked_add(count)? > arena {
            // The arena's end is near: begin in the free run before it.
            let top = self.top as u32;
            let last = *self.long.iter().find(|&&(len, at)| at + len == top)?;
            start = last.1 as usize;
            if start + count > arena {
                return None;
            }
            self.long.remove(&last);
            self.free_pages -= last.0 as usize;
        }
        let end = start + count;
        if end << PAGE_SHIFT > pages.arena.usable() {
            let step = GROW_PAGES.max(start / 8).min(8192);
            let generous = (end + step).min(arena);
            if !pages.grow(generous) && !pages.grow(end) {
                return None;
            }
            if !self.huge && generous >= HUGE_FROM {
                self.huge = true;
                pages.arena.prefer_huge_pages();
            }
        }
        self.top = end;
        if count >= LONG && self.dirty_pages >= count {
            // There is enough memory for it, but not in one piece.
            self.give_back(pages, count);
        }
        // SAFETY: as above, now that the tables reach so far.
        let clean = (start..end).all(|p| unsafe { !(*pages.info(p)).dirty });
        Some(Run { start, clean })
    }

    /// Takes the free run of the best length off its list.
    fn find(&mut self, count: usize) -> Option<(usize, usize)> {
        if count < SHORT {
            let fitting = self.occupied >> count << count;
            if fitting != 0 {
                let len = fitting.trailing_zeros() as usize;
                let list = &mut self.short[len];
                let start = list.pop()?;
                if list.is_empty() {
                    self.occupied &= !(1 << len);
                }
                return Some((start as usize, len));
            }
        }
        let key = *self.long.range((count as u32, 0)..).next()?;
        self.long.remove(&key);
        Some((key.1 as usize, key.0 as usize))
    }

    fn put(&mut self, start: usize, len: usize) {
        if len < SHORT {
            self.short[len].push(start as u32);
            self.occupied |= 1 << len;
        } else {
            self.long.insert((len as u32, start as u32));
        }
    }

    /// Makes the lists anew from the page table.
    ///
    /// # Safety
    /// The world is stopped.
    pub unsafe fn rebuild(&mut self, pages: &Pages) {
        for list in &mut self.short {
            list.clear();
        }
        self.occupied = 0;
        self.long.clear();
        self.free_pages = 0;
        self.dirty_pages = 0;
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let mut page = 0;
        while page < self.top {
            // SAFETY: below `top` all entries are usable; nobody writes them while the world is stopped.
            if unsafe { (*pages.info(page)).kind } != PageKind::Free {
                // SAFETY: as above; `page` is a head, since we step from span to span.
                page += unsafe { (*pages.span(page)).pages } as usize;
                continue;
            }
            let start = page;
            // SAFETY: as above.
            while page < self.top && unsafe { (*pages.info(page)).kind } == PageKind::Free {
                // SAFETY: as above.
                self.dirty_pages += usize::from(unsafe { (*pages.info(page)).dirty });
                page += 1;
            }
            runs.push((start, page - start));
            self.free_pages += page - start;
        }
        // Lists are taken from their end: low addresses first.
        for &(start, len) in runs.iter().rev() {
            self.put(start, len);
        }
    }

    /// Gives free memory back to the system until about `keep_pages` free pages are left that hold something. Answers how many pages have gone.
    ///
    /// # Safety
    /// `rebuild` has just run, under the same lock.
    pub unsafe fn scavenge(&mut self, pages: &Pages, keep_pages: usize) -> usize {
        self.give_back(pages, self.dirty_pages.saturating_sub(keep_pages))
    }

    /// Gives up to about `wanted` free pages that hold something back to the system, of the longest runs first.
    fn give_back(&mut self, pages: &Pages, wanted: usize) -> usize {
        if wanted == 0 || self.dirty_pages == 0 {
            return 0;
        }
        let short = (WORTH_GIVING_BACK..SHORT).rev().flat_map(|len| {
            let list = self.short[len].iter();
            list.map(move |&start| (len, start as usize))
        });
        let long = self.long.iter().rev();
        let long = long.map(|&(len, start)| (len as usize, start as usize));
        let mut returned = 0;
        for (len, start) in long.chain(short) {
            let run = start..start + len;
            // SAFETY: the pages are free: their entries are ours under the lock.
            let dirty = |&page: &usize| unsafe { (*pages.info(page)).dirty };
            let Some(first) = run.clone().find(dirty) else {
                continue;
            };
            let last = run.rev().find(dirty).unwrap_or(first);
            let len = (last + 1 - first).min((wanted - returned).max(WORTH_GIVING_BACK));
            // SAFETY: the pages are free, so nobody uses their contents.
            if !unsafe { pages.arena.discard(first * PAGE_SIZE, len * PAGE_SIZE) } {
                return returned;
            }
            for page in first..first + len {
                // SAFETY: as above.
                unsafe { (*pages.info(page)).dirty = false };
            }
            returned += len;
            self.dirty_pages = self.dirty_pages.saturating_sub(len);
            if returned >= wanted {
                return returned;
            }
        }
        // Nothing is left that would be worth a call.
        self.dirty_pages = 0;
        returned
    }
}
