//! The side tables: for every page of the arena what lies on it, and a mark bit for every object.
//!
//! A span is a run of pages with objects of one size and shape. `PageInfo` is repeated on each page of
//! a span, so that the collector gets from an address to its object with one load. Tables are reserved for the whole
//! arena and become usable along with it. Entries of a span are written under the page heap's lock before anyone
//! has an address in it; freed ones are written while the world is stopped.

use std::sync::atomic::AtomicU64;

use super::memory::{GRAIN, Reservation};
use super::shape::Shape;
use super::size_class::{PAGE_SHIFT, PAGE_SIZE};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum PageKind {
    /// On the page heap's lists, or never used.
    Free = 0,
    Small = 1,
    Large = 2,
}

#[derive(Clone, Copy)]
#[repr(C)]
pub struct PageInfo {
    /// Null when the objects have no pointers.
    pub shape: *const Shape,
    /// The first page of the span.
    pub head: u32,
    /// ceil(2^32 / size), for division by the size; 0 for large objects.
    pub magic: u32,
    /// Bytes of an object; 0 for large objects.
    pub size: u32,
    /// Elements of the shape in an object (small spans).
    pub elems: u32,
    pub objects: u16,
    pub kind: PageKind,
    /// The page may hold something other than zeros (meaningful while it is free).
    pub dirty: bool,
    pub central: u32,
}

const _: () = assert!(size_of::<PageInfo>() == 32);

/// What belongs to the whole span; in the table at its first page.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct SpanInfo {
    pub pages: u32,
    /// Objects not marked in the last collection.
    pub free: u32,
    /// Bytes asked for, of a large object.
    pub bytes: u64,
    /// Its memory is all zero where no object lies.
    pub clean: bool,
    /// So many of the first pages of a large object were given back to the system (`Heap::empty`).
    pub emptied: u32,
}

const _: () = assert!(size_of::<SpanInfo>() == 24);

/// 64-bit words of mark bits for a page: one bit for each 8 bytes.
pub const MARK_WORDS: usize = PAGE_SIZE / 8 / 64;

pub struct Pages {
    pub arena: Reservation,
    infos: Reservation,
    spans: Reservation,
    marks: Reservation,
}

impl Pages {
    pub fn new(arena_len: usize) -> Option<Pages> {
        let arena = Reservation::new(arena_len)?;
        let pages = arena.size() >> PAGE_SHIFT;
        Some(Pages {
            arena,
            infos: Reservation::new(pages * size_of::<PageInfo>())?,
            spans: Reservation::new(pages * size_of::<SpanInfo>())?,
            marks: Reservation::new(pages * MARK_WORDS * 8)?,
        })
    }

    /// Makes the first `pages` pages and their tables usable.
    pub fn grow(&self, pages: usize) -> bool {
        // A reservation grows by whole grains: the tables must reach as far as the arena then does.
        let pages = pages.next_multiple_of(GRAIN.div_ceil(PAGE_SIZE));
        self.infos.grow(pages * size_of::<PageInfo>())
            && self.spans.grow(pages * size_of::<SpanInfo>())
            && self.marks.grow(pages * MARK_WORDS * 8)
            && self.arena.grow(pages << PAGE_SHIFT)
    }

    /// Bytes got from the system for tables.
    pub fn table_bytes(&self) -> usize {
        self.infos.usable() + self.spans.usable() + self.marks.usable()
    }

    #[inline(always)]
    pub fn base(&self) -> usize {
        self.arena.base()
    }

    #[inline(always)]
    pub fn address(&self, page: usize) -> usize {
        self.arena.base() + (page << PAGE_SHIFT)
    }

    /// The page of an address in the usable part of the arena.
    #[inline(always)]
    pub fn page_of(&self, address: usize) -> Option<usize> {
        let offset = address.wrapping_sub(self.arena.base());
        (offset < self.arena.usable()).then_some(offset >> PAGE_SHIFT)
    }

    #[inline(always)]
    pub fn info(&self, page: usize) -> *mut PageInfo {
        (self.infos.base() as *mut PageInfo).wrapping_add(page)
    }

    #[inline(always)]
    pub fn span(&self, page: usize) -> *mut SpanInfo {
        (self.spans.base() as *mut SpanInfo).wrapping_add(page)
    }

    /// The mark bits of the span that begins at `page`; each page adds `MARK_WORDS` words.
    #[inline(always)]
    pub fn marks(&self, page: usize) -> *mut AtomicU64 {
        (self.marks.base() as *mut AtomicU64).wrapping_add(page * MARK_WORDS)
    }
}

/// Where an address lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Located {
    pub start: usize,
    pub size: usize,
    pub head: u32,
    pub index: u32,
}

/// The object that holds `address`, whether it is live or not.
///
/// # Safety
/// `info` is the entry of the page that holds `address`, and not written meanwhile.
#[inline(always)]
pub unsafe fn locate(pages: &Pages, info: &PageInfo, address: usize) -> Option<Located> {
    let base = pages.address(info.head as usize);
    match info.kind {
        PageKind::Small => {
            let offset = address - base;
            let index = ((offset as u64 * info.magic as u64) >> 32) as u32;
            if index >= info.objects as u32 {
                return None;
            }
            Some(Located {
                start: base + index as usize * info.size as usize,
                size: info.size as usize,
                head: info.head,
                index,
            })
        }
        PageKind::Large => {
            // SAFETY: the head of a live span has its entry (the caller's promise).
            let bytes = unsafe { (*pages.span(info.head as usize)).bytes } as usize;
            Some(Located {
                start: base,
                size: bytes,
                head: info.head,
                index: 0,
            })
        }
        PageKind::Free => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever the number of pages asked for: a reservation's grain once reached further than the tables.
    #[test]
    fn tables_reach_as_far_as_the_arena() {
        let count = if cfg!(miri) { 40 } else { 12_000 };
        for asked in (1..count).step_by(7) {
            let pages = Pages::new(count * PAGE_SIZE).unwrap();
            assert!(pages.grow(asked));
            let reached = pages.arena.usable() / PAGE_SIZE;
            assert!(reached >= asked);
            assert!(pages.infos.usable() >= reached * size_of::<PageInfo>());
            assert!(pages.spans.usable() >= reached * size_of::<SpanInfo>());
            assert!(pages.marks.usable() >= reached * MARK_WORDS * 8);
        }
    }
}
