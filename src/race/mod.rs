//! Data races: of two accesses to the same memory, did one happen before the other (the Go memory model)? Vector clocks say so, in the manner of
//! ThreadSanitizer (decision 039): each goroutine has a clock with an entry for every goroutine, which operations that synchronise hand on; of each word of memory
//! the last accesses are known with the time on the clock of who made them. An access that the accessing goroutine's clock has not heard of is a race.
//!
//! Knows addresses, goroutines by numbers and stacks as lists of words; never the virtual machine. What runs without `-race` has no detector.

mod clock;
mod mark;
mod shadow;
mod stacks;
mod table;
mod threads;

use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashSet;

pub use clock::Thread;
pub use shadow::Earlier;
use shadow::Shadow;
pub use stacks::Stack;
use stacks::Stacks;
use threads::Threads;
pub use threads::{MOST, Owner, Slot, UNWATCHED};

/// The detector of one program.
pub struct Detector {
    threads: Threads,
    shadow: Shadow,
    stacks: Stacks,
    told: Mutex<Told>,
    found: AtomicUsize,
}

/// What has been reported: no address and no pair of places twice.
#[derive(Default)]
struct Told {
    words: FxHashSet<usize>,
    places: FxHashSet<(Stack, Stack)>,
}

/// How memory is touched. Atomic accesses race only with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Touch {
    pub write: bool,
    pub atomic: bool,
}

impl Touch {
    pub const READ: Touch = Touch {
        write: false,
        atomic: false,
    };
    pub const WRITE: Touch = Touch {
        write: true,
        atomic: false,
    };
    /// Whether two goroutines may not do both without an order.
    fn clashes(self, other: Touch) -> bool {
        (self.write || other.write) && !(self.atomic && other.atomic)
    }
}

/// Another goroutine's access that did not happen before this one.
pub struct Conflict {
    pub address: usize,
    pub earlier: Earlier,
}

impl Detector {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Detector {
        Detector {
            threads: Threads::new(),
            shadow: Shadow::default(),
            stacks: Stacks::default(),
            told: Mutex::default(),
            found: AtomicUsize::new(0),
        }
    }

    /// A goroutine begins, which another one starts (`None`: nobody). What that did until now has happened before. `None`: there are `MOST` already.
    ///
    /// # Safety
    /// As for `thread`, of the parent.
    pub unsafe fn begins(&self, parent: Option<Slot>, goroutine: u64, made: Stack) -> Option<Slot> {
        // SAFETY: the caller's promise.
        let parent = parent.and_then(|slot| unsafe { self.thread(slot) });
        let slot = self.threads.take(goroutine, made)?;
        // SAFETY: nobody else knows the new one yet.
        if let (Some(parent), Some(new)) = (parent, unsafe { self.thread(slot) }) {
            self.settle(parent);
            new.learn(parent);
            parent.tick();
        }
        Some(slot)
    }
    /// A goroutine has ended.
    pub fn ends(&self, slot: Slot) {
        self.threads.give_back(slot);
    }
    /// A goroutine's clock. `None`: it is not watched.
    ///
    /// # Safety
    /// The caller owns the goroutine (it runs on its M, or it waits and has been won), and no other reference to its clock is alive.
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn thread(&self, slot: Slot) -> Option<&mut Thread> {
        // SAFETY: the caller's promise.
        unsafe { self.threads.get(slot) }
    }

    /// What the goroutine did until now happens before whatever follows an `acquire` with the same key: an address of the object that
    /// synchronises.
    pub fn release(&self, thread: &mut Thread, key: usize) {
        self.settle(thread);
        self.shadow
            .with_clock(key, |clock| clock.join(thread.clock()));
        thread.tick();
    }
    pub fn acquire(&self, thread: &mut Thread, key: usize) {
        self.settle(thread);
        self.shadow.with_clock(key, |clock| thread.join(clock));
    }
    /// Both at once.
    pub fn pass(&self, thread: &mut Thread, key: usize) {
        self.settle(thread);
        self.shadow.with_clock(key, |clock| {
            thread.join(clock);
            clock.join(thread.clock());
        });
        thread.tick();
    }
    /// An `acquire` once the operation that begins now is over: before the goroutine does anything else that counts.
    pub fn acquire_later(&self, thread: &mut Thread, key: usize) {
        thread.later.push(key);
    }
    /// A value goes from one goroutine to another without a place between: each learns what the other did.
    pub fn meet(&self, one: &mut Thread, other: &mut Thread) {
        self.settle(one);
        self.settle(other);
        one.learn(other);
        other.learn(one);
        one.tick();
        other.tick();
    }
    /// What has been released with one key is so with another as well.
    pub fn forward(&self, from: usize, to: usize) {
        let mut passed = clock::Clock::default();
        self.shadow.with_clock(from, |clock| passed.join(clock));
        self.shadow.with_clock(to, |clock| clock.join(&passed));
    }
    /// What all goroutines did until now happens before whatever follows an `acquire` with this key.
    ///
    /// # Safety
    /// No goroutine runs meanwhile.
    pub unsafe fn all_release(&self, key: usize) {
        for slot in 1..=MOST as Slot {
            // SAFETY: the caller's promise.
            match unsafe { self.thread(slot) } {
                // What it waits for has not come yet: nothing is settled.
                Some(thread) => {
                    self.shadow
                        .with_clock(key, |clock| clock.join(thread.clock()));
                    thread.tick();
                }
                None => return,
            }
        }
    }
    /// Acquires what was to be acquired later.
    #[inline]
    pub fn settle(&self, thread: &mut Thread) {
        if !thread.later.is_empty() {
            self.acquire_now(thread);
        }
    }
    #[cold]
    fn acquire_now(&self, thread: &mut Thread) {
        while let Some(key) = thread.later.pop() {
            self.shadow.with_clock(key, |clock| thread.join(clock));
        }
    }

    /// The goroutine touches `len` bytes; what it is to acquire before has been settled. `stack` says where it stands, if that is to be kept.
    #[inline]
    pub fn access(
        &self,
        thread: &Thread,
        address: usize,
        len: usize,
        touch: Touch,
        stack: &mut impl FnMut() -> Stack,
    ) -> Option<Conflict> {
        self.shadow.access(thread, address, len, touch, stack)
    }
    /// What lay there is gone, and the memory may become something else.
    ///
    /// # Safety
    /// No goroutine runs meanwhile.
    pub unsafe fn forget(&self, address: usize, len: usize) {
        // SAFETY: the caller's promise.
        unsafe { self.shadow.forget(address, len) };
        if self.found() > 0 {
            let words = address / 8..(address + len).div_ceil(8);
            self.told.lock().words.retain(|w| !words.contains(w));
        }
    }

    /// The number of a stack: addresses of code, the innermost first.
    pub fn stack(&self, frames: &[usize]) -> Stack {
        self.stacks.number(frames)
    }
    pub fn frames(&self, stack: Stack) -> Vec<usize> {
        self.stacks.frames(stack)
    }
    /// Who made an access.
    pub fn owner(&self, earlier: &Earlier) -> Owner {
        self.threads.owner(earlier.mark.slot(), earlier.mark.time())
    }
    pub fn owner_of(&self, thread: &Thread) -> Owner {
        self.threads.owner(thread.slot(), thread.time())
    }

    /// Whether this race is to be reported; counts it then. Not where one at the same address (`once_a_word`), or one between the same places
    /// (`once_a_place`), has been.
    pub fn is_news(
        &self,
        conflict: &Conflict,
        here: Stack,
        once_a_word: bool,
        once_a_place: bool,
    ) -> bool {
        let mut told = self.told.lock();
        let places = (here, conflict.earlier.stack);
        let word = told.words.insert(conflict.address / 8) || !once_a_word;
        let place = told.places.insert(places) || !once_a_place;
        let news = word && place;
        if news {
            self.found.fetch_add(1, Ordering::Relaxed);
        }
        news
    }
    /// Races reported until now.
    pub fn found(&self) -> usize {
        self.found.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests;
