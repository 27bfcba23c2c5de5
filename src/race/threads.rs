//! The goroutines that are alive, by slots: few numbers, used again, so that clocks stay short.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicPtr, Ordering};

use parking_lot::Mutex;

use super::clock::Thread;
use super::stacks::Stack;

/// The number of a goroutine's clock. 0: it has none yet.
pub type Slot = u32;

/// The slot of goroutines that are not watched: the runtime's own.
pub const UNWATCHED: Slot = Slot::MAX;

/// How many goroutines may be alive at one time: Go's number.
pub const MOST: usize = 8128;

/// Slots that stay free before one of them is used again.
const RESTING: usize = 32;

/// Who had a slot before is known for so many of them.
const REMEMBERED: usize = 64;

pub(super) struct Threads {
    /// By slot. A place that is taken is its goroutine's.
    table: Box<[AtomicPtr<Thread>]>,
    slots: Mutex<Slots>,
}

#[derive(Default)]
struct Slots {
    /// Those that were given back first are taken first: what who had one did is best known while it is free.
    free: VecDeque<Slot>,
    /// By slot: who had it, the last one last.
    had: Vec<VecDeque<Tenant>>,
}

#[derive(Clone, Copy)]
struct Tenant {
    goroutine: u64,
    made: Stack,
    /// Its first time on the slot's clock.
    since: u32,
    ended: bool,
}

/// The goroutine that made an access.
pub struct Owner {
    /// 0: that is not known any more.
    pub goroutine: u64,
    /// Where it was started.
    pub made: Stack,
    pub ended: bool,
}

impl Threads {
    pub fn new() -> Threads {
        Threads {
            table: (0..=MOST).map(|_| AtomicPtr::default()).collect(),
            slots: Mutex::new(Slots {
                free: VecDeque::new(),
                // Slot 0 is nobody's.
                had: vec![VecDeque::new()],
            }),
        }
    }
    pub fn take(&self, goroutine: u64, made: Stack) -> Option<Slot> {
        let mut slots = self.slots.lock();
        let enough = slots.free.len() > RESTING || slots.had.len() > MOST;
        let slot = match enough.then(|| slots.free.pop_front()).flatten() {
            Some(slot) => slot,
            None if slots.had.len() > MOST => return None,
            None => {
                slots.had.push(VecDeque::new());
                slots.had.len() as Slot - 1
            }
        };
        let place = &self.table[slot as usize];
        let old = place.load(Ordering::Relaxed);
        let since = match old.is_null() {
            true => 1,
            // SAFETY: made below by `Box::into_raw`; its goroutine has ended, and the slot is ours.
            false => unsafe { Box::from_raw(old) }.time().saturating_add(1),
        };
        let new = Box::into_raw(Box::new(Thread::new(slot, since)));
        place.store(new, Ordering::Release);
        let had = &mut slots.had[slot as usize];
        if had.len() == REMEMBERED {
            had.pop_front();
        }
        had.push_back(Tenant {
            goroutine,
            made,
            since,
            ended: false,
        });
        Some(slot)
    }
    pub fn give_back(&self, slot: Slot) {
        let mut slots = self.slots.lock();
        if let Some(last) = slots
            .had
            .get_mut(slot as usize)
            .and_then(VecDeque::back_mut)
        {
            last.ended = true;
            slots.free.push_back(slot);
        }
    }
    /// # Safety
    /// As for `Detector::thread`.
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn get(&self, slot: Slot) -> Option<&mut Thread> {
        let place = self.table.get(slot as usize)?;
        // SAFETY: null, or a clock that lives as long as its goroutine; exclusive by the caller's promise.
        unsafe { place.load(Ordering::Acquire).as_mut() }
    }
    pub fn owner(&self, slot: Slot, time: u32) -> Owner {
        let slots = self.slots.lock();
        let had = slots.had.get(slot as usize);
        let found = had.and_then(|had| had.iter().rev().find(|t| t.since <= time).copied());
        found.map_or(
            Owner {
                goroutine: 0,
                made: Stack::NONE,
                ended: true,
            },
            |t| Owner {
                goroutine: t.goroutine,
                made: t.made,
                ended: t.ended,
            },
        )
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        for place in &self.table {
            let thread = place.load(Ordering::Relaxed);
            if !thread.is_null() {
                // SAFETY: made by `Box::into_raw`, and nobody runs any more.
                drop(unsafe { Box::from_raw(thread) });
            }
        }
    }
}
