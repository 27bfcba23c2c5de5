//! What objects have besides their memory: finalizers, cleanups, weak references. A side table; objects without any cost
//! nothing.
//!
//! As in Go: what an object with a finalizer points to counts as reachable, the object itself does not. So
//! finalizers run in the order of dependency, one object of a chain in each collection, and an object that can be
//! reached from itself is never finalized. When such an object is found dead, its weak references are cleared first, then it
//! is kept once more for its finalizer, and its cleanups wait until it dies again. Cleanups of an object do not keep
//! it alive.
//!
//! The table is locked by natives that write to it and by the collector; a native is never stopped with the lock.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;

use super::Mark;

/// A call to be made: a func value and its argument words. The last is the object's address, or there are none.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    pub closure: u64,
    pub args: [u64; 2],
    pub count: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TaskKind {
    Finalizer,
    Cleanup,
}

#[derive(Default)]
struct Special {
    finalizer: Option<Task>,
    /// Number and closure.
    cleanups: Vec<(u64, u64)>,
}

#[derive(Default)]
struct Table {
    /// By the object's start.
    objects: FxHashMap<u64, Special>,
    /// From an address to the cell that stands for it: a word that the collector sets to 0 when the object dies.
    weak: FxHashMap<u64, u64>,
    last_cleanup: u64,
    finalizers: VecDeque<Task>,
    cleanups: VecDeque<Task>,
}

#[derive(Default)]
pub struct Specials {
    table: Mutex<Table>,
    /// The table is not empty, so that collections need not look.
    used: AtomicBool,
}

impl Specials {
    pub(super) fn used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }
    /// False: it has one already.
    pub fn set_finalizer(&self, object: u64, task: Task) -> bool {
        self.used.store(true, Ordering::Relaxed);
        let mut table = self.table.lock();
        let special = table.objects.entry(object).or_default();
        if special.finalizer.is_some() {
            return false;
        }
        special.finalizer = Some(task);
        true
    }
    pub fn remove_finalizer(&self, object: u64) {
        let mut table = self.table.lock();
        if let Some(special) = table.objects.get_mut(&object) {
            special.finalizer = None;
            if special.cleanups.is_empty() {
                table.objects.remove(&object);
            }
        }
    }
    /// Has `closure`, a func value without parameters, called when the object is gone. Answers the cleanup's number, never 0.
    pub fn add_cleanup(&self, object: u64, closure: u64) -> u64 {
        self.used.store(true, Ordering::Relaxed);
        let mut table = self.table.lock();
        table.last_cleanup += 1;
        let id = table.last_cleanup;
        let special = table.objects.entry(object).or_default();
        special.cleanups.push((id, closure));
        id
    }
    pub fn stop_cleanup(&self, object: u64, id: u64) {
        let mut table = self.table.lock();
        if let Some(special) = table.objects.get_mut(&object) {
            special.cleanups.retain(|c| c.0 != id);
            if special.cleanups.is_empty() && special.finalizer.is_none() {
                table.objects.remove(&object);
            }
        }
    }
    /// The cell for an address; `make` gives a new word without pointers, in the heap.
    pub fn weak_cell(&self, address: u64, make: impl FnOnce() -> u64) -> u64 {
        self.used.store(true, Ordering::Relaxed);
        let mut table = self.table.lock();
        *table.weak.entry(address).or_insert_with(make)
    }
    /// The next call that is due.
    pub fn next(&self, kind: TaskKind) -> Option<Task> {
        if !self.used() {
            return None;
        }
        let mut table = self.table.lock();
        match kind {
            TaskKind::Finalizer => table.finalizers.pop_front(),
            TaskKind::Cleanup => table.cleanups.pop_front(),
        }
    }
    pub fn is_due(&self, kind: TaskKind) -> bool {
        if !self.used() {
            return false;
        }
        let table = self.table.lock();
        match kind {
            TaskKind::Finalizer => !table.finalizers.is_empty(),
            TaskKind::Cleanup => !table.cleanups.is_empty(),
        }
    }

    /// Marks what the table keeps alive. The world is stopped.
    pub(super) fn mark(&self, marker: &mut dyn Mark) {
        if !self.used() {
            return;
        }
        let table = self.table.lock();
        let waiting = table.finalizers.iter().chain(&table.cleanups);
        for task in waiting {
            marker.pointer(task.closure);
            // A type word among the arguments is no address in the heap.
            task.args.iter().for_each(|&word| marker.pointer(word));
        }
        for (&object, special) in &table.objects {
            for &(_, closure) in &special.cleanups {
                marker.pointer(closure);
            }
            if let Some(task) = &special.finalizer {
                marker.pointer(task.closure);
                marker.contents(object);
            }
        }
        for &cell in table.weak.values() {
            marker.pointer(cell);
        }
    }

    /// When everything reachable is marked: sorts out what has died. The world is stopped.
    pub(super) fn settle(&self, live: &dyn Fn(u64) -> bool, marker: &mut dyn Mark) {
        let mut guard = self.table.lock();
        let table = &mut *guard;
        table.weak.retain(|&address, &mut cell| {
            let keep = live(address);
            if !keep {
                // SAFETY: a word in the heap, marked by `mark`, that natives read only while the world runs.
                unsafe { *(cell as *mut u64) = 0 };
            }
            keep
        });
        let mut dead: Vec<u64> = table
            .objects
            .keys()
            .copied()
            .filter(|&o| !live(o))
            .collect();
        // Go's order: its sweeper goes up through a span, and finalizers come off their block from the end.
        dead.sort_unstable_by(|a, b| b.cmp(a));
        for &object in &dead {
            let Some(special) = table.objects.get_mut(&object) else {
                continue;
            };
            let finalizer = special.finalizer.take();
            if let Some(task) = finalizer {
                table.finalizers.push_back(task);
                marker.pointer(object);
            }
            if finalizer.is_some() && !special.cleanups.is_empty() {
                continue;
            }
            if let Some(gone) = table.objects.remove(&object) {
                let due = gone.cleanups.into_iter().map(|(_, closure)| Task {
                    closure,
                    args: [0; 2],
                    count: 0,
                });
                table.cleanups.extend(due);
            }
        }
        self.used.store(
            !(table.objects.is_empty()
                && table.weak.is_empty()
                && table.finalizers.is_empty()
                && table.cleanups.is_empty()),
            Ordering::Relaxed,
        );
    }
}
