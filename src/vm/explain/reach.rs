//! Who could still wake whom: a goroutine that waits is lost if nothing that it waits for can be reached from what may still run (goroutines
//! that do not wait for others, timers, package variables, what Rust code keeps), nor from a goroutine that could be woken itself. Found like Go's
//! goroutineleak profile: beginning with what may run, those whose object is reached are added, until nothing changes.

use crate::heap::Reached;
use crate::sched::{GRef, Status};
use crate::vm::machine::Machine;
use crate::vm::roots::MachineRoots;

use super::waits::Wait;

/// More goroutines are not looked at one by one.
const MOST: usize = 200;

/// Those of `all` that nobody can wake any more. The world is stopped.
pub fn lost(machine: &Machine, all: &[GRef]) -> Vec<GRef> {
    let roots = MachineRoots::new(machine);
    let heap = machine.heap();
    let mut reached = Reached::default();
    // SAFETY: nobody runs: every goroutine is saved.
    unsafe {
        heap.reach(&mut reached, |mark| {
            roots.statics(mark);
            // A timer that is going to fire wakes who waits for its channel, which the collector would not keep for it.
            machine.sched().each_timer(|node, owner| {
                mark.pointer(node as u64);
                mark.pointer(owner);
            });
        });
        heap.reach_pinned(&mut reached);
    }
    // All of them, the runtime's own too.
    let mut asleep: Vec<(GRef, Wait)> = Vec::new();
    let mut every = Vec::new();
    machine.sched().each_g(0, 1, |g| every.push(g));
    for g in every {
        let wait = (g.status() == Status::Waiting && all.contains(&g))
            .then(|| Wait::of(g))
            .filter(Wait::is_for_others);
        match wait {
            Some(wait) => asleep.push((g, wait)),
            // SAFETY: as above.
            None => unsafe { heap.reach(&mut reached, |mark| roots.of_one(mark, g)) },
        }
    }
    loop {
        let before = asleep.len();
        let mut still = Vec::new();
        for (g, wait) in asleep {
            // SAFETY: as above.
            let woken = wait
                .addresses()
                .any(|a| unsafe { heap.is_reached(&reached, a as u64) });
            match woken {
                // SAFETY: as above.
                true => unsafe { heap.reach(&mut reached, |mark| roots.of_one(mark, g)) },
                false => still.push((g, wait)),
            }
        }
        asleep = still;
        if asleep.len() == before || reached.is_cut() {
            break;
        }
    }
    if reached.is_cut() {
        // Who was not found may be somewhere in what was not looked at.
        return Vec::new();
    }
    let mut lost: Vec<GRef> = asleep.into_iter().map(|(g, _)| g).collect();
    // SAFETY: the number of a goroutine does not change while it lives.
    lost.sort_by_key(|g| unsafe { g.get() }.id);
    lost
}

/// What each of some goroutines can reach, and what package variables can.
pub struct Views {
    each: Vec<(u64, Reached)>,
    statics: Reached,
}

impl Views {
    /// `None`: there are too many.
    pub fn of(machine: &Machine, all: &[GRef]) -> Option<Views> {
        if all.len() > MOST {
            return None;
        }
        let roots = MachineRoots::new(machine);
        let heap = machine.heap();
        let mut statics = Reached::default();
        let mut each = Vec::new();
        // SAFETY: nobody runs: every goroutine is saved.
        unsafe {
            heap.reach(&mut statics, |mark| roots.statics(mark));
            for &g in all {
                let mut reached = Reached::default();
                heap.reach(&mut reached, |mark| roots.of_one(mark, g));
                each.push((g.get().id, reached));
            }
        }
        let cut = statics.is_cut() || each.iter().any(|(_, r)| r.is_cut());
        (!cut).then_some(Views { each, statics })
    }

    /// Goroutines other than `but` that have what lies at an address; whether package variables have it.
    pub fn who_has(&self, machine: &Machine, address: usize, but: u64) -> (Vec<u64>, bool) {
        let heap = machine.heap();
        // SAFETY: nobody runs.
        let has = |r: &Reached| unsafe { heap.is_reached(r, address as u64) };
        let others = self.each.iter().filter(|(id, r)| *id != but && has(r));
        (others.map(|(id, _)| *id).collect(), has(&self.statics))
    }
}
