//! Who still refers to functions and types of a session: found as a conservative collector would, by looking at every word of the
//! heap, of the stacks, of package variables and of functions made for reflection, because func values and interfaces keep addresses
//! of functions and types in words that the collector has no interest in. What leads from there to others is known to the
//! compiler, which decides while the world is still stopped (`compile/sweep.rs`).

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bytecode::function::Function;
use crate::bytecode::rtype::{TypeRef, WordClass};
use crate::heap::{Cache, Mark};
use crate::sched::{G, World};

use super::context::Ctx;
use super::machine::Machine;
use super::roots::MachineRoots;
use super::unwind::Unwind;
use super::walk::{self, Kind};

/// Slots above the newest frame that may hold what is about to be called.
const ABOVE: usize = 128;

/// Functions by the addresses of what is linked, and types.
#[derive(Default)]
pub struct Found {
    pub functions: Vec<usize>,
    pub types: Vec<TypeRef>,
    /// All types that the running program has made, referred to or not.
    pub made: Vec<TypeRef>,
}

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

enum Candidate {
    Function(usize),
    Type(TypeRef),
}

impl Machine {
    /// Which of `functions` (addresses of what is linked) some goroutine runs or some word refers to, and which of `types`.
    pub(super) fn search(
        &self,
        world: &World<'_>,
        functions: Vec<usize>,
        types: Vec<TypeRef>,
    ) -> Found {
        // What is dead already must not count.
        self.collect_in(world, true);
        let made = self.made_types().all();
        // From a word that refers to a function (its address, or that of its static closure) or type to that.
        let mut words: FxHashMap<u64, Candidate> = FxHashMap::default();
        for &address in &functions {
            words.insert(address as u64, Candidate::Function(address));
            // SAFETY: candidates are linked, so they are alive.
            let function = unsafe { &*(address as *const Function) };
            let closure = self.closure_of(function.id);
            if self.tables().closures.get(function.id as usize) == Some(&(address as u64)) {
                words.insert(closure, Candidate::Function(address));
            }
        }
        for &t in types.iter().chain(&made) {
            words.insert(t.word(), Candidate::Type(t));
        }
        let wanted: FxHashSet<usize> = functions.into_iter().collect();
        let (low, high) = words
            .keys()
            .fold((u64::MAX, 0), |(low, high), &w| (low.min(w), high.max(w)));
        let mut found: FxHashSet<usize> = FxHashSet::default();
        let mut types: FxHashSet<TypeRef> = FxHashSet::default();
        let mut look = |word: u64| {
            if (low..=high).contains(&word) {
                match words.get(&word) {
                    Some(Candidate::Function(address)) => found.insert(*address),
                    Some(Candidate::Type(t)) => types.insert(*t),
                    None => false,
                };
            }
        };
        // SAFETY: the world is stopped.
        unsafe { self.heap().each_live_word(&mut look) };
        MachineRoots::new(self).statics(&mut Words(&mut look));
        self.heap().mark_specials(&mut Words(&mut look));
        self.functions().each_made_word(&mut look);
        self.adapters().each_type(&mut |t| look(t.word()));
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
                for p in &unwind.panics {
                    look(p.value.ty);
                    look(p.value.data);
                }
            }
        });
        found.extend(running.into_iter().filter(|f| wanted.contains(f)));
        Found {
            functions: found.into_iter().collect(),
            types: types.into_iter().collect(),
            made,
        }
    }

    /// These types have gone. Answers the numbers of those that the program had made.
    ///
    /// # Safety
    /// The world has been stopped since `search`, and nothing refers to them but what goes with them.
    pub(super) unsafe fn forget_types(&self, gone: &[TypeRef]) -> Vec<u32> {
        let ids: Vec<u32> = gone.iter().map(|t| t.id).collect();
        for context in self.each_context() {
            // SAFETY: the world is stopped: no M uses its context.
            unsafe { (*context).implements = Default::default() };
        }
        // SAFETY: as above.
        let cache = |context: *mut Ctx| -> &mut Cache { unsafe { &mut (*context).cache } };
        let caches = self.each_context().map(cache);
        // SAFETY: the caller's promise.
        unsafe {
            self.heap().forget_types(caches, &ids);
            self.made_types().forget(&gone.iter().copied().collect())
        }
    }
}
