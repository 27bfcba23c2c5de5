//! The marker: finds every object that can be reached from the roots and sets its bit. Several threads mark
//! together. Each has a stack of addresses that it has seen; one that runs dry asks (`hungry`), and
//! the others put part of their stacks where it looks.
//!
//! An address goes from the stack into a short ring before it is looked at: what must be read then (page entry,
//! bits, object) is fetched meanwhile.
//!
//! Whatever is followed is checked to lie in a live span: a racy program may show a stale address.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crossbeam_deque::{Injector, Steal};

use crate::bytecode::rtype::{RType, WordClass};

use super::page::{PageKind, Pages, locate};
use super::shape::Shape;
use super::size_class::PAGE_SHIFT;
use super::{Mark, Roots, Specials};

/// Larger arrays are marked in pieces of this many bytes, so that several threads can share one.
const PIECE: usize = 128 << 10;
const RING: usize = 8;
/// How often to look whether others are hungry (addresses followed).
const SHARE_INTERVAL: u32 = 64;
const SHARE_AT_LEAST: usize = 4;
const SHARE_AT_MOST: usize = 2048;

/// A piece of a large object.
struct Piece {
    at: usize,
    elems: usize,
    shape: *const Shape,
}

// SAFETY: addresses in the stopped heap and a shape that lives as long as the heap.
unsafe impl Send for Piece {}

/// What the markers of one cycle have in common.
pub struct Marking<'a> {
    pages: &'a Pages,
    batches: Injector<Vec<usize>>,
    pieces: Injector<Piece>,
    /// Markers that have, or may make, work. When it is 0 all work is done: one stops being busy only when no
    /// part, batch or piece is left, and only the busy make new ones.
    busy: AtomicUsize,
    hungry: AtomicUsize,
    next_part: AtomicUsize,
    parts: usize,
    workers: usize,
}

impl<'a> Marking<'a> {
    pub fn new(pages: &'a Pages, parts: usize, workers: usize) -> Marking<'a> {
        Marking {
            pages,
            batches: Injector::new(),
            pieces: Injector::new(),
            busy: AtomicUsize::new(0),
            hungry: AtomicUsize::new(0),
            next_part: AtomicUsize::new(0),
            parts,
            workers,
        }
    }

    /// Takes part in marking until all is marked.
    ///
    /// # Safety
    /// The world is stopped, and `roots` tells the truth about classes of words.
    pub unsafe fn work(&self, roots: &dyn Roots, extra: &[u64], specials: &Specials) {
        let mut marker = Marker::new(self);
        self.busy.fetch_add(1, Ordering::SeqCst);
        loop {
            while let Some(part) = self.take_part() {
                if part == 0 {
                    extra.iter().for_each(|&address| marker.pointer(address));
                    specials.mark(&mut marker);
                }
                roots.mark(&mut marker, part, self.parts);
                // SAFETY: the caller's promise.
                unsafe { marker.drain() };
            }
            // SAFETY: as above.
            if unsafe { marker.take_shared() } {
                continue;
            }
            if !self.wait_for_work() {
                return;
            }
        }
    }

    /// Follows what `mark` names, alone.
    ///
    /// # Safety
    /// As `work`.
    pub unsafe fn follow(&self, mark: impl FnOnce(&mut dyn Mark)) {
        let mut marker = Marker::new(self);
        mark(&mut marker);
        // SAFETY: the caller's promise.
        unsafe {
            marker.drain();
            while marker.take_shared() {}
        }
    }

    fn take_part(&self) -> Option<usize> {
        if self.next_part.load(Ordering::Relaxed) >= self.parts {
            return None;
        }
        let part = self.next_part.fetch_add(1, Ordering::Relaxed);
        (part < self.parts).then_some(part)
    }

    /// Waits until there is something to share (true: we are busy again) or everybody waits (false).
    fn wait_for_work(&self) -> bool {
        self.hungry.fetch_add(1, Ordering::Relaxed);
        self.busy.fetch_sub(1, Ordering::SeqCst);
        let mut turns = 0u32;
        loop {
            if !self.batches.is_empty() || !self.pieces.is_empty() {
                self.busy.fetch_add(1, Ordering::SeqCst);
                self.hungry.fetch_sub(1, Ordering::Relaxed);
                return true;
            }
            if self.busy.load(Ordering::SeqCst) == 0 {
                self.hungry.fetch_sub(1, Ordering::Relaxed);
                return false;
            }
            turns += 1;
            if turns < 100 {
                std::hint::spin_loop();
            } else {
                std::thread::sleep(std::time::Duration::from_micros(20));
            }
        }
    }
}

struct Marker<'a> {
    shared: &'a Marking<'a>,
    pages: &'a Pages,
    base: usize,
    usable: usize,
    stack: Vec<usize>,
    alone: bool,
}

impl<'a> Marker<'a> {
    fn new(shared: &'a Marking<'a>) -> Marker<'a> {
        Marker {
            shared,
            pages: shared.pages,
            base: shared.pages.base(),
            usable: shared.pages.arena.usable(),
            stack: Vec::with_capacity(1024),
            alone: shared.workers == 1,
        }
    }

    #[inline(always)]
    fn push(&mut self, address: usize) {
        if address.wrapping_sub(self.base) < self.usable {
            self.stack.push(address);
        }
    }

    /// # Safety
    /// The world is stopped.
    unsafe fn drain(&mut self) {
        let mut ring = [0usize; RING];
        let mut at = 0;
        let mut waiting = 0;
        let mut until_share = SHARE_INTERVAL;
        loop {
            let next = match self.stack.pop() {
                Some(address) => {
                    self.prefetch(address);
                    waiting += 1;
                    address
                }
                None if waiting == 0 => return,
                None => 0,
            };
            let address = std::mem::replace(&mut ring[at], next);
            at = (at + 1) % RING;
            if address == 0 {
                continue;
            }
            waiting -= 1;
            // SAFETY: `push` let it in, so it lies in the usable arena; the world is stopped.
            unsafe { self.mark(address) };
            until_share -= 1;
            if until_share == 0 {
                until_share = SHARE_INTERVAL;
                self.share();
            }
        }
    }

    #[inline(always)]
    fn prefetch(&self, address: usize) {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            let page = (address - self.base) >> PAGE_SHIFT;
            // SAFETY: a prefetch reads nothing.
            unsafe {
                _mm_prefetch::<_MM_HINT_T0>(self.pages.info(page) as *const i8);
                _mm_prefetch::<_MM_HINT_T0>(self.pages.marks(page) as *const i8);
                _mm_prefetch::<_MM_HINT_T0>(address as *const i8);
            }
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = address;
    }

    /// Marks the object that holds `address` and notes what it points to.
    ///
    /// # Safety
    /// The address is in the usable arena, and the world is stopped.
    #[inline(always)]
    unsafe fn mark(&mut self, address: usize) {
        let page = (address - self.base) >> PAGE_SHIFT;
        // SAFETY: tables are usable as far as the arena; nobody writes them while the world is stopped.
        let info = unsafe { *self.pages.info(page) };
        match info.kind {
            PageKind::Small => {
                let span = self.pages.address(info.head as usize);
                let offset = (address - span) as u64;
                let index = ((offset * info.magic as u64) >> 32) as usize;
                if index >= info.objects as usize {
                    return;
                }
                // SAFETY: `index` is an object of the span, whose bits these are.
                if !unsafe { self.set_bit(info.head as usize, index) } || info.shape.is_null() {
                    return;
                }
                let start = span + index * info.size as usize;
                // SAFETY: a live object of this shape; shapes live as long as the heap.
                unsafe { self.scan(start, info.elems as usize, &*info.shape) };
            }
            PageKind::Large => {
                // SAFETY: a large span has one object and one bit.
                if unsafe { self.set_bit(info.head as usize, 0) } && !info.shape.is_null() {
                    // SAFETY: a live object of this shape; the head of a live span has its entry.
                    unsafe { self.scan_large(info.head as usize, info.shape) };
                }
            }
            PageKind::Free => {}
        }
    }

    /// True if the bit was clear.
    ///
    /// # Safety
    /// The span has an object `index`.
    #[inline(always)]
    unsafe fn set_bit(&self, head: usize, index: usize) -> bool {
        // SAFETY: the caller's promise; the table is usable as far as the arena.
        let word: &AtomicU64 = unsafe { &*self.pages.marks(head).add(index / 64) };
        let bit = 1 << (index % 64);
        let old = word.load(Ordering::Relaxed);
        if old & bit != 0 {
            return false;
        }
        if self.alone {
            word.store(old | bit, Ordering::Relaxed);
            return true;
        }
        // Relaxed: only who set the bit matters, the object itself was written before the world stopped.
        word.fetch_or(bit, Ordering::Relaxed) & bit == 0
    }

    /// # Safety
    /// `elems` elements of this shape lie at `start`.
    #[inline(always)]
    unsafe fn scan(&mut self, start: usize, elems: usize, shape: &Shape) {
        // SAFETY: word offsets of a shape lie inside the element. Relaxed: the world is stopped.
        let read = |base: usize, word: usize| unsafe {
            (*(base as *const AtomicU64).add(word)).load(Ordering::Relaxed)
        };
        if shape.dense {
            for word in 0..elems * (shape.elem_size / 8) {
                self.push(read(start, word) as usize);
            }
            return;
        }
        let mut base = start;
        for _ in 0..elems {
            for &word in &shape.pointers {
                self.push(read(base, word as usize) as usize);
            }
            for &word in &shape.ifaces {
                let data = read(base, word as usize);
                if data != 0 {
                    self.iface(read(base, word as usize - 1), data);
                }
            }
            base += shape.elem_size;
        }
    }

    /// # Safety
    /// `head` begins a large span with objects of this shape.
    unsafe fn scan_large(&mut self, head: usize, shape: *const Shape) {
        // SAFETY: the caller's promise.
        let (bytes, elem) = unsafe {
            let span = *self.pages.span(head);
            (span.bytes as usize, (*shape).elem_size)
        };
        let mut at = self.pages.address(head);
        let mut elems = bytes / elem;
        let each = (PIECE / elem).max(1);
        while elems > each {
            self.shared.pieces.push(Piece {
                at,
                elems: each,
                shape,
            });
            at += each * elem;
            elems -= each;
        }
        // SAFETY: what is left of the object.
        unsafe { self.scan(at, elems, &*shape) };
    }

    /// Gives part of the stack to others, if there are hungry ones and nothing for them to take.
    #[inline]
    fn share(&mut self) {
        if self.shared.hungry.load(Ordering::Relaxed) == 0
            || self.stack.len() < SHARE_AT_LEAST
            || !self.shared.batches.is_empty()
        {
            return;
        }
        let half = self.stack.len() / 2;
        let batch = if half <= SHARE_AT_MOST {
            // The oldest have most below them.
            self.stack.drain(..half).collect()
        } else {
            self.stack.split_off(self.stack.len() - SHARE_AT_MOST)
        };
        self.shared.batches.push(batch);
    }

    /// Does one piece of shared work; false if there is none.
    ///
    /// # Safety
    /// The world is stopped.
    unsafe fn take_shared(&mut self) -> bool {
        loop {
            match self.shared.batches.steal() {
                Steal::Success(batch) => {
                    self.stack.extend(batch);
                    break;
                }
                Steal::Retry => continue,
                Steal::Empty => {}
            }
            match self.shared.pieces.steal() {
                Steal::Success(piece) => {
                    // SAFETY: a piece of a live object, made by `scan_large`.
                    unsafe { self.scan(piece.at, piece.elems, &*piece.shape) };
                    break;
                }
                Steal::Retry => continue,
                Steal::Empty => return false,
            }
        }
        // SAFETY: the caller's promise.
        unsafe { self.drain() };
        true
    }
}

impl Mark for Marker<'_> {
    #[inline]
    fn pointer(&mut self, address: u64) {
        self.push(address as usize);
    }

    #[inline]
    fn iface(&mut self, type_word: u64, data_word: u64) {
        if type_word == 0 {
            return;
        }
        // SAFETY: a type word is 0 or the address of a descriptor, which lives as long as the program
        // (compiler and runtime write nothing else there).
        if unsafe { (*(type_word as *const RType)).data_is_pointer } {
            self.push(data_word as usize);
        }
    }

    fn contents(&mut self, address: u64) {
        let address = address as usize;
        if address.wrapping_sub(self.base) >= self.usable {
            return;
        }
        let page = (address - self.base) >> PAGE_SHIFT;
        // SAFETY: as in `mark`; nothing is marked here.
        unsafe {
            let info = *self.pages.info(page);
            let Some(at) = locate(self.pages, &info, address).filter(|_| !info.shape.is_null())
            else {
                return;
            };
            match info.kind {
                PageKind::Small => self.scan(at.start, info.elems as usize, &*info.shape),
                PageKind::Large => self.scan_large(info.head as usize, info.shape),
                PageKind::Free => {}
            }
        }
    }

    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]) {
        for (i, class) in classes.iter().enumerate() {
            // SAFETY: the caller's promise; an interface's type word comes before its data word.
            unsafe {
                match class {
                    WordClass::Scalar => {}
                    WordClass::Pointer => self.push(*base.add(i) as usize),
                    WordClass::IfaceData => self.iface(*base.add(i - 1), *base.add(i)),
                }
            }
        }
    }
}
