//! Stacks as numbers: each access that is remembered has one, and most are the same few.

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

/// The number of a stack.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Stack(u32);

impl Stack {
    /// Without frames.
    pub const NONE: Stack = Stack(0);
}

#[derive(Default)]
pub(super) struct Stacks(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// The stack with number n + 1.
    list: Vec<Box<[usize]>>,
    numbers: FxHashMap<Box<[usize]>, u32>,
}

impl Stacks {
    pub fn number(&self, frames: &[usize]) -> Stack {
        if frames.is_empty() {
            return Stack::NONE;
        }
        let mut known = self.0.lock();
        if let Some(&number) = known.numbers.get(frames) {
            return Stack(number);
        }
        known.list.push(frames.into());
        let number = known.list.len() as u32;
        known.numbers.insert(frames.into(), number);
        Stack(number)
    }
    pub fn frames(&self, stack: Stack) -> Vec<usize> {
        let known = self.0.lock();
        let found = (stack.0 as usize)
            .checked_sub(1)
            .and_then(|i| known.list.get(i));
        found.map_or(Vec::new(), |frames| frames.to_vec())
    }
}
