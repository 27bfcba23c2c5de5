//! What is known of memory: for each word of 8 bytes the last few accesses, and for addresses that synchronise a clock. By pages, which
//! come into being when something on them is touched.

use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;

use super::clock::{Clock, Thread};
use super::stacks::Stack;
use super::threads::Slot;
use super::{Conflict, Touch};

/// Bytes of memory that a page is for.
const PAGE: usize = 4096;
const WORDS: usize = PAGE / 8;
/// Accesses that are remembered of a word.
const CELLS: usize = 4;
const SHARDS: usize = 64;

/// An access that is remembered.
#[derive(Clone, Copy, Default)]
pub struct Earlier {
    /// When, on its goroutine's clock.
    time: u32,
    stack: Stack,
    slot: u16,
    /// Which bytes of the word. 0: nothing is remembered here.
    bytes: u8,
    touch: Touch,
}

impl Earlier {
    pub fn slot(&self) -> Slot {
        self.slot as Slot
    }
    pub fn time(&self) -> u32 {
        self.time
    }
    pub fn stack(&self) -> Stack {
        self.stack
    }
    pub fn touch(&self) -> Touch {
        self.touch
    }
}

pub struct Page(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    /// By word; empty while no access has been seen.
    words: Vec<[Earlier; CELLS]>,
    /// By address.
    clocks: FxHashMap<usize, Clock>,
}

#[derive(Default)]
struct Shard(RwLock<FxHashMap<usize, Box<Page>>>);

pub(super) struct Shadow {
    shards: Vec<Shard>,
}

impl Default for Shadow {
    fn default() -> Shadow {
        Shadow {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
        }
    }
}

impl Shadow {
    fn shard(&self, number: usize) -> &Shard {
        &self.shards[number % SHARDS]
    }
    /// Calls `with` for the page of an address, which is made if there is none.
    fn with_page<R>(&self, number: usize, with: impl FnOnce(*const Page) -> R) -> R {
        let shard = self.shard(number);
        if let Some(page) = shard.0.read().get(&number) {
            return with(&raw const **page);
        }
        let mut pages = shard.0.write();
        let page = pages
            .entry(number)
            .or_insert_with(|| Box::new(Page(Mutex::default())));
        with(&raw const **page)
    }
    pub fn with_clock<R>(&self, key: usize, with: impl FnOnce(&mut Clock) -> R) -> R {
        self.with_page(key / PAGE, |page| {
            // SAFETY: pages are never freed while the shadow lives.
            let mut inside = unsafe { &*page }.0.lock();
            with(inside.clocks.entry(key).or_default())
        })
    }

    pub fn access(
        &self,
        thread: &mut Thread,
        address: usize,
        len: usize,
        touch: Touch,
        stack: &mut dyn FnMut() -> Stack,
    ) -> Option<Conflict> {
        let mut conflict = None;
        let end = address.checked_add(len)?;
        let mut at = address;
        while at < end {
            let number = at / PAGE;
            let page_end = (number + 1).saturating_mul(PAGE).min(end);
            if thread.recent.0 != number {
                thread.recent = (number, self.with_page(number, |page| page));
            }
            // SAFETY: pages are never freed while the shadow lives.
            let mut inside = unsafe { &*thread.recent.1 }.0.lock();
            if inside.words.is_empty() {
                inside.words = vec![[Earlier::default(); CELLS]; WORDS];
            }
            while at < page_end {
                let word_end = (at / 8 + 1).saturating_mul(8).min(page_end);
                let cells = &mut inside.words[at % PAGE / 8];
                let bytes = bytes_of(at % 8, word_end - at);
                let earlier = note(cells, thread, bytes, touch, stack);
                if let (Some(earlier), None) = (earlier, &conflict) {
                    conflict = Some(Conflict {
                        address: at,
                        earlier,
                    });
                }
                at = word_end;
            }
        }
        conflict
    }

    pub fn forget(&self, address: usize, len: usize) {
        let end = address.saturating_add(len);
        let mut at = address;
        while at < end {
            let number = at / PAGE;
            let page_end = (number + 1).saturating_mul(PAGE).min(end);
            if let Some(page) = self.shard(number).0.read().get(&number) {
                let mut inside = page.0.lock();
                match page_end - at {
                    PAGE => *inside = Inside::default(),
                    _ => {
                        if !inside.words.is_empty() {
                            let words = at % PAGE / 8..(page_end - number * PAGE).div_ceil(8);
                            inside.words[words].fill(Default::default());
                        }
                        inside.clocks.retain(|key, _| !(at..page_end).contains(key));
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

/// Notes an access to a word; answers one of another goroutine that it races with.
fn note(
    cells: &mut [Earlier; CELLS],
    thread: &Thread,
    bytes: u8,
    now: Touch,
    stack: &mut dyn FnMut() -> Stack,
) -> Option<Earlier> {
    let (slot, time) = (thread.slot() as u16, thread.time());
    let mut conflict = None;
    let mut place = None;
    for (i, cell) in cells.iter().enumerate() {
        if cell.bytes == 0 {
            place = place.or(Some(i));
            continue;
        }
        if cell.bytes & bytes == 0 {
            continue;
        }
        // What it says this access says as well.
        let covered = cell.bytes & !bytes == 0 && now.covers(cell.touch);
        if thread.is_own(cell.slot(), cell.time) {
            if cell.time == time && bytes & !cell.bytes == 0 && cell.touch.covers(now) {
                return None;
            }
            if covered {
                place = Some(i);
            }
            continue;
        }
        let before = thread.knows(cell.slot(), cell.time);
        if !before && now.clashes(cell.touch) {
            conflict = conflict.or(Some(*cell));
        } else if before && covered {
            place = Some(i);
        }
    }
    // All are others' and count: one of them is forgotten.
    let place = place.unwrap_or(time as usize % CELLS);
    cells[place] = Earlier {
        time,
        stack: stack(),
        slot,
        bytes,
        touch: now,
    };
    conflict
}
