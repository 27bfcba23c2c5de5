//! What is known of memory: for each word of 8 bytes the last few accesses, and for addresses that synchronise a clock. By pages, which
//! come into being when something on them is touched.
//!
//! Most accesses repeat what is remembered already: those are recognised without a lock. What changes something holds its page's.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::clock::{Clock, Thread};
use super::mark::Mark;
use super::stacks::Stack;
use super::table::Table;
use super::{Conflict, Touch};

/// Bytes of memory that a page is for.
const PAGE: usize = 64 << 10;
const WORDS: usize = PAGE / 8;
/// Accesses that are remembered of a word.
const CELLS: usize = 4;

/// Pages by their numbers, of an address space of 47 bits: the lower 16 bits of a number, and the other 15.
const LOW: usize = 1 << 16;
const HIGH: usize = 1 << 15;

/// An access that is remembered.
#[derive(Clone, Copy)]
pub struct Earlier {
    pub mark: Mark,
    pub stack: Stack,
}

/// What is remembered of 8 bytes.
#[derive(Default)]
struct Word {
    marks: [AtomicU64; CELLS],
    stacks: [AtomicU32; CELLS],
}

type Words = [Word; WORDS];

#[derive(Default)]
struct Page {
    /// Null while no access has been seen. Freed only while nobody looks (`Shadow::forget`).
    words: AtomicPtr<Words>,
    /// Held by who changes words; has the clocks by address.
    clocks: Mutex<FxHashMap<usize, Clock>>,
}

impl Page {
    #[inline]
    fn words(&self) -> &Words {
        // SAFETY: null, or made below; freed by `forget`, beside which nobody looks, and with the page.
        let words = unsafe { self.words.load(Acquire).as_ref() };
        words.unwrap_or_else(|| self.make_words())
    }
    #[cold]
    fn make_words(&self) -> &Words {
        let _held = self.clocks.lock();
        let mut words = self.words.load(Relaxed);
        if words.is_null() {
            // SAFETY: numbers of zero are words of which nothing is remembered.
            let new: Box<Words> = unsafe { Box::new_zeroed().assume_init() };
            words = Box::into_raw(new);
            self.words.store(words, Release);
        }
        // SAFETY: as for `words`.
        unsafe { &*words }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let words = *self.words.get_mut();
        if !words.is_null() {
            // SAFETY: made by `Box::into_raw`, and ours.
            drop(unsafe { Box::from_raw(words) });
        }
    }
}

#[derive(Default)]
pub(super) struct Shadow {
    pages: Table<Table<Page, LOW>, HIGH>,
    /// Of keys that are no addresses.
    elsewhere: Mutex<FxHashMap<usize, Clock>>,
}

impl Shadow {
    /// A page, which is made if there is none. `None`: no address has this number.
    #[inline]
    fn page(&self, number: usize) -> Option<&Page> {
        self.pages.entry(number / LOW)?.entry(number % LOW)
    }
    pub fn with_clock<R>(&self, key: usize, with: impl FnOnce(&mut Clock) -> R) -> R {
        let clocks = match self.page(key / PAGE) {
            Some(page) => &page.clocks,
            None => &self.elsewhere,
        };
        with(clocks.lock().entry(key).or_default())
    }

    #[inline]
    pub fn access(
        &self,
        thread: &Thread,
        address: usize,
        len: usize,
        touch: Touch,
        stack: &mut impl FnMut() -> Stack,
    ) -> Option<Conflict> {
        let mut conflict = None;
        let end = address.checked_add(len)?;
        let mut at = address;
        while at < end {
            let page = self.page(at / PAGE)?;
            let word_end = (at / 8 + 1).saturating_mul(8).min(end);
            let word = &page.words()[at % PAGE / 8];
            let now = thread.mark(touch, bytes_of(at % 8, word_end - at));
            if !word.knows(now) {
                let stack = stack();
                let _held = page.clocks.lock();
                if let (Some(earlier), None) = (word.note(thread, now, stack), &conflict) {
                    conflict = Some(Conflict {
                        address: at,
                        earlier,
                    });
                }
            }
            at = word_end;
        }
        conflict
    }

    /// # Safety
    /// Nobody calls `access` meanwhile.
    pub unsafe fn forget(&self, address: usize, len: usize) {
        let end = address.saturating_add(len);
        let mut at = address;
        while at < end {
            let number = at / PAGE;
            let page_end = (number + 1).saturating_mul(PAGE).min(end);
            let low = self.pages.get(number / LOW);
            if let Some(page) = low.and_then(|low| low.get(number % LOW)) {
                let mut clocks = page.clocks.lock();
                let gone = at..page_end;
                if clocks.len() <= gone.len() {
                    clocks.retain(|key, _| !gone.contains(key));
                } else {
                    gone.for_each(|key| drop(clocks.remove(&key)));
                }
                let words = page.words.load(Relaxed);
                if words.is_null() {
                    // Nothing has been remembered.
                } else if page_end - at == PAGE {
                    page.words.store(std::ptr::null_mut(), Relaxed);
                    // SAFETY: made by `Box::into_raw`; nobody looks at it (the caller's promise), and nobody will.
                    drop(unsafe { Box::from_raw(words) });
                } else {
                    // SAFETY: freed only here, under the lock.
                    let words = unsafe { &*words };
                    for word in &words[at % PAGE / 8..(page_end - number * PAGE).div_ceil(8)] {
                        word.forget();
                    }
                }
            }
            at = page_end;
        }
    }
}

/// `count` bytes of a word from `first` on, a bit for each.
fn bytes_of(first: usize, count: usize) -> u8 {
    (((1u16 << count) - 1) << first) as u8
}

impl Word {
    /// Whether the same goroutine has done as much at the same time before.
    #[inline]
    fn knows(&self, now: Mark) -> bool {
        let known = |mark: &AtomicU64| Mark(mark.load(Relaxed)).repeats(now);
        self.marks.iter().any(known)
    }
    fn forget(&self) {
        for mark in &self.marks {
            mark.store(0, Relaxed);
        }
    }
    /// Notes an access; answers one of another goroutine that it races with. The page's lock is held.
    fn note(&self, thread: &Thread, now: Mark, stack: Stack) -> Option<Earlier> {
        let mut conflict = None;
        // Where it is written: where the same has been done to other bytes, where it says all that is said, where nothing is.
        let (mut joins, mut covers, mut free) = (None, None, None);
        for (i, mark) in self.marks.iter().enumerate() {
            let mark = Mark(mark.load(Relaxed));
            let its_stack = || Stack::from(self.stacks[i].load(Relaxed));
            if mark.bytes() == 0 {
                free = free.or(Some(i));
            } else if mark.is_like(now) && its_stack() == stack {
                joins = Some((i, mark.bytes()));
            } else if mark.bytes() & now.bytes() == 0 {
                // They have nothing to do with each other.
            } else if thread.knows(mark.slot(), mark.time()) {
                if now.covers(mark) {
                    covers = Some(i);
                }
            } else if now.touch().clashes(mark.touch()) && conflict.is_none() {
                let stack = its_stack();
                conflict = Some(Earlier { mark, stack });
            }
        }
        let (place, mark) = match joins {
            Some((place, bytes)) => (place, now.and(bytes)),
            // All are others' and count: one of them is forgotten.
            None => (covers.or(free).unwrap_or(now.time() as usize % CELLS), now),
        };
        self.marks[place].store(mark.0, Relaxed);
        self.stacks[place].store(stack.into(), Relaxed);
        conflict
    }
}
