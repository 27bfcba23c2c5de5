//! Who still refers to functions of a session: found as a conservative collector would, by looking at every word of the
//! heap, of the stacks and of package variables, because func values keep the addresses of functions in words that the collector has no interest in. Done
//! only when much code has become superfluous (`repl`), with the world stopped.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::function::Function;
use crate::bytecode::rtype::WordClass;
use crate::heap::Mark;
use crate::sched::{G, World};

use super::machine::Machine;
use super::roots::MachineRoots;
use super::unwind::Unwind;
use super::walk::{self, Kind};

/// Slots above the newest frame that may hold what is about to be called.
const ABOVE: usize = 128;

/// Looks at every word that roots name.
struct Words<'a>(&'a mut dyn FnMut(u64));

impl Mark for Words<'_> {
    fn pointer(&mut self, address: u64) {
        (self.0)(address);
    }
    fn iface(&mut self, type_word: u64, data_word: u64) {
        (self.0)(type_word);
        (self.0)(data_word);
    }
    fn contents(&mut self, _: u64) {}
    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]) {
        for i in 0..classes.len() {
            // SAFETY: the caller's promise.
            (self.0)(unsafe { *base.add(i) });
        }
    }
}

impl Machine {
    /// Which of `candidates` (addresses of functions that are linked) some goroutine runs or some word refers to.
    pub(super) fn search(&self, world: &World<'_>, candidates: Vec<usize>) -> Vec<usize> {
        // What is dead already must not count.
        self.collect_in(world, true);
        // From a word that refers to a function (its address, or that of its static closure) to the function.
        let mut words: FxHashMap<u64, usize> = FxHashMap::default();
        for &address in &candidates {
            words.insert(address as u64, address);
            // SAFETY: candidates are linked, so they are alive.
            let function = unsafe { &*(address as *const Function) };
            let closure = self.closure_of(function.id);
            if self.tables().closures.get(function.id as usize) == Some(&(address as u64)) {
                words.insert(closure, address);
            }
        }
        let wanted: FxHashSet<usize> = candidates.into_iter().collect();
        let (low, high) = words
            .keys()
            .fold((u64::MAX, 0), |(low, high), &w| (low.min(w), high.max(w)));
        let mut found: FxHashSet<usize> = FxHashSet::default();
        let mut look = |word: u64| {
            if (low..=high).contains(&word)
                && let Some(&address) = words.get(&word)
            {
                found.insert(address);
            }
        };
        // SAFETY: the world is stopped.
        unsafe { self.heap().each_live_word(&mut look) };
        MachineRoots::new(self).statics(&mut Words(&mut look));
        let mut running = Vec::new();
        self.sched().each_g(0, 1, |gref| {
            // SAFETY: the world is stopped, so every goroutine is saved.
            let g: &G = unsafe { gref.get() };
            if g.stack.base.is_null() {
                return;
            }
            let top = g.saved.fp as usize + ABOVE;
            for slot in 0..top.min(g.stack.slots as usize) {
                // SAFETY: inside the stack.
                look(unsafe { *g.stack.base.add(slot) });
            }
            look(g.saved.closure);
            // SAFETY: as above.
            for frame in unsafe { walk::frames(self.functions(), g) } {
                if let Kind::Function(f) = frame.kind {
                    running.push(f as *const Function as usize);
                }
            }
            if let Some(f) = self.functions().find(g.created_at.cast()) {
                running.push(f as *const Function as usize);
            }
            // SAFETY: as in `walk::frames`.
            if let Some(unwind) = unsafe { g.unwind.cast::<Unwind>().as_ref() } {
                for d in &unwind.defers {
                    look(d.closure);
                    if let Some(f) = self.functions().find(d.pc) {
                        running.push(f as *const Function as usize);
                    }
                }
            }
        });
        found.extend(running.into_iter().filter(|f| wanted.contains(f)));
        found.into_iter().collect()
    }
}
