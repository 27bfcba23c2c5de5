//! The goroutines that call finalizers and cleanups: started with the first, woken by a collection that has found work.

use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

use crate::heap::TaskKind;
use crate::sched::{G, GRef, World};

use super::machine::Machine;

/// One goroutine.
#[derive(Default)]
struct Caller {
    started: AtomicBool,
    /// The goroutine, once it runs.
    g: AtomicPtr<G>,
    /// The goroutine, while it waits.
    waiting: AtomicPtr<G>,
}

#[derive(Default)]
pub(super) struct Tasks {
    callers: [Caller; 2],
}

impl Machine {
    /// True for the first who asks: it has to start the goroutine.
    pub fn start_tasks(&self, kind: TaskKind) -> bool {
        let started = &self.tasks().callers[kind as usize].started;
        !started.swap(true, Ordering::Relaxed)
    }
    /// `g` makes these calls from now on.
    pub fn makes_calls(&self, kind: TaskKind, g: GRef) {
        // Relaxed: for reports.
        let caller = &self.tasks().callers[kind as usize];
        caller.g.store(g.0, Ordering::Relaxed);
    }
    /// Which calls the goroutine is there for.
    pub(super) fn calls_of(&self, g: GRef) -> Option<TaskKind> {
        let made_by = |kind: &TaskKind| {
            let caller = &self.tasks().callers[*kind as usize];
            caller.g.load(Ordering::Relaxed) == g.0
        };
        [TaskKind::Finalizer, TaskKind::Cleanup]
            .into_iter()
            .find(made_by)
    }
    /// `g`, the one for these calls, has parked.
    pub fn wait_for_task(&self, kind: TaskKind, g: GRef) {
        // Release: a collection that takes it finds it saved. (The world stops in between as well.)
        let waiting = &self.tasks().callers[kind as usize].waiting;
        waiting.store(g.0, Ordering::Release);
    }
    /// After a collection.
    pub(super) fn wake_callers(&self, world: &World<'_>) {
        for kind in [TaskKind::Finalizer, TaskKind::Cleanup] {
            if !self.heap().specials().is_due(kind) {
                continue;
            }
            let waiting = &self.tasks().callers[kind as usize].waiting;
            let g = waiting.swap(std::ptr::null_mut(), Ordering::Acquire);
            if !g.is_null() {
                // SAFETY: this M has stopped the world, holding that processor.
                unsafe { world.sched().on(world.p()) }.ready(GRef(g));
            }
        }
    }
}
