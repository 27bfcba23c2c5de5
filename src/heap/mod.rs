//! The collected heap: allocation, marking, sweeping, pacing. Objects never move. It knows type descriptors
//! and nothing of goroutines, frames or Go's objects; roots come to it through `Roots`.

use crate::bytecode::rtype::{TypeRef, WordClass};

/// What keeps objects alive besides other objects. The world is stopped while it is asked.
pub trait Roots: Sync {
    /// Marks the roots of part `part` of `parts` (the parts are asked for in parallel, each once).
    fn mark(&self, marker: &mut dyn Mark, part: usize, parts: usize);
}

pub trait Mark {
    /// An address, interior or not; 0, static and stale addresses are ignored.
    fn pointer(&mut self, address: u64);
    /// An interface's two words.
    fn iface(&mut self, type_word: u64, data_word: u64);
    /// Consecutive words of the given classes.
    ///
    /// # Safety
    /// `base` points to `classes.len()` readable words.
    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]);
}

/// What `alloc` is asked for, once sizes are known: see `Cache`.
pub type Object = *mut u8;

#[doc(hidden)]
pub fn _contract(_: TypeRef) {}
