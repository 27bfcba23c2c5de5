//! Stacks as numbers: each access that is remembered has one, and most are the same few. Those asked for a moment ago are found without a lock.

use std::hash::Hasher;
use std::sync::atomic::AtomicPtr;
use std::sync::atomic::Ordering::{Acquire, Release};

use parking_lot::Mutex;
use rustc_hash::{FxHashMap, FxHasher};

/// The number of a stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Stack(u32);

impl Stack {
    /// Without frames.
    pub const NONE: Stack = Stack(0);
}

impl From<u32> for Stack {
    fn from(number: u32) -> Stack {
        Stack(number)
    }
}

impl From<Stack> for u32 {
    fn from(stack: Stack) -> u32 {
        stack.0
    }
}

/// Stacks that are found without a lock.
const RECENT: usize = 4096;

pub(super) struct Stacks {
    /// By a hash of the frames.
    recent: Box<[AtomicPtr<Known>]>,
    all: Mutex<All>,
}

struct Known {
    number: Stack,
    frames: Box<[usize]>,
}

#[derive(Default)]
struct All {
    /// The stack with number n + 1: made by `Box::into_raw`, and there until the end.
    list: Vec<*mut Known>,
    numbers: FxHashMap<Box<[usize]>, Stack>,
}

// SAFETY: what is known of a stack is not changed any more.
unsafe impl Send for All {}

impl Default for Stacks {
    fn default() -> Stacks {
        Stacks {
            recent: (0..RECENT).map(|_| AtomicPtr::default()).collect(),
            all: Mutex::default(),
        }
    }
}

impl Stacks {
    pub fn number(&self, frames: &[usize]) -> Stack {
        if frames.is_empty() {
            return Stack::NONE;
        }
        let mut hasher = FxHasher::default();
        for &frame in frames {
            hasher.write_usize(frame);
        }
        let place = &self.recent[hasher.finish() as usize % RECENT];
        // SAFETY: null, or of `All::list`.
        match unsafe { place.load(Acquire).as_ref() } {
            Some(known) if *known.frames == *frames => return known.number,
            _ => {}
        }
        let mut all = self.all.lock();
        let known = match all.numbers.get(frames) {
            Some(number) => all.list[number.0 as usize - 1],
            None => {
                let number = Stack(all.list.len() as u32 + 1);
                let frames: Box<[usize]> = frames.into();
                all.numbers.insert(frames.clone(), number);
                all.list
                    .push(Box::into_raw(Box::new(Known { number, frames })));
                all.list[number.0 as usize - 1]
            }
        };
        place.store(known, Release);
        // SAFETY: of the list.
        unsafe { (*known).number }
    }
    pub fn frames(&self, stack: Stack) -> Vec<usize> {
        let all = self.all.lock();
        let found = (stack.0 as usize).checked_sub(1);
        let found = found.and_then(|i| all.list.get(i));
        // SAFETY: of the list.
        found.map_or(Vec::new(), |&known| unsafe { (*known).frames.to_vec() })
    }
}

impl Drop for All {
    fn drop(&mut self) {
        for &known in &self.list {
            // SAFETY: made by `Box::into_raw`; the detector ends, and nobody asks any more.
            drop(unsafe { Box::from_raw(known) });
        }
    }
}
