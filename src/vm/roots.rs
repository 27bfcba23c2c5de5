//! What the program's goroutines, globals and unwinding state keep alive. The world is stopped.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::bytecode::function::Function;
use crate::heap::{Mark, Roots};
use crate::sched::{G, GRef};

use super::liveness::{Live, Standing};
use super::machine::Machine;
use super::native_run;
use super::unwind::Unwind;
use super::walk::{self, Frame, Kind};

/// The machine's roots, for one collection.
pub struct MachineRoots<'a> {
    machine: &'a Machine,
    /// Bytes of frames looked at.
    frames: AtomicUsize,
}

impl<'a> MachineRoots<'a> {
    pub fn new(machine: &'a Machine) -> MachineRoots<'a> {
        MachineRoots {
            machine,
            frames: AtomicUsize::new(0),
        }
    }
}

impl Roots for MachineRoots<'_> {
    fn mark(&self, marker: &mut dyn Mark, part: usize, parts: usize) {
        let machine = self.machine;
        if part == 0 {
            self.statics(marker);
        }
        let mut recent = Recent::default();
        let mut slots = 0;
        machine.sched().each_g(part, parts, |g| {
            // SAFETY: the world is stopped.
            slots += unsafe { g.get() }.saved.fp as usize + LEAST_FRAME;
            self.goroutine(marker, g, &mut recent);
        });
        self.frames.fetch_add(slots * 8, Ordering::Relaxed);
    }

    /// A timer that sends on a channel which nobody knows any more is of no use to anybody (Go 1.23).
    fn settle(&self, live: &dyn Fn(u64) -> bool, marker: &mut dyn Mark) {
        self.machine.sched().each_timer(|node, owner| {
            if owner != 0 && live(owner) {
                marker.pointer(node as u64);
            }
        });
    }
    fn forget(&self, live: &dyn Fn(u64) -> bool) {
        self.machine.sched().keep_timers(live);
        for desk in self.machine.desks() {
            desk.forget(live);
        }
    }

    fn bytes(&self) -> usize {
        let globals = self.machine.program().globals_words.iter();
        let words: usize = globals.map(|g| g.words.len()).sum();
        self.frames.load(Ordering::Relaxed) + words * 8
    }
}

/// What the newest frame of a goroutine counts, in slots.
const LEAST_FRAME: usize = 16;

/// The answers of `Machine::live_slots` last asked for.
struct Recent<'a>([Option<(usize, Standing, &'a Live)>; 64]);

impl Default for Recent<'_> {
    fn default() -> Self {
        Recent([None; 64])
    }
}

impl<'a> MachineRoots<'a> {
    /// What is no goroutine's: package variables, timers.
    pub(super) fn statics(&self, marker: &mut dyn Mark) {
        let machine = self.machine;
        let globals = machine.globals() as *const u64;
        for variable in &machine.program().globals_words {
            // SAFETY: the globals' memory has a word for each class.
            unsafe { marker.words(globals.add(variable.at), &variable.words) };
        }
        machine.mark_session(marker);
        machine.sched().each_timer(|node, owner| {
            if owner == 0 {
                marker.pointer(node as u64);
            }
        });
    }

    /// One goroutine's alone.
    pub(super) fn of_one(&self, marker: &mut dyn Mark, gref: GRef) {
        self.goroutine(marker, gref, &mut Recent::default());
    }

    fn goroutine(&self, marker: &mut dyn Mark, gref: GRef, recent: &mut Recent<'a>) {
        // SAFETY: the world is stopped, so every goroutine is saved and nobody touches it.
        let g: &G = unsafe { gref.get() };
        // SAFETY: as above.
        let frames = unsafe { walk::frames(self.machine.functions(), g) };
        for (depth, frame) in frames.enumerate() {
            match frame.kind {
                Kind::Function(function) if frame.at_entry => {
                    // The callee has not yet fetched its closure, and only its parameters are there.
                    marker.pointer(g.saved.closure);
                    let count = (1 + function.params as usize).min(function.slots.len());
                    // SAFETY: the frame has a slot for each class.
                    unsafe { marker.words(frame.fp, &function.slots[..count]) };
                }
                Kind::Function(function) => {
                    let live = self.live(function, &frame, recent);
                    for s in &live.slots {
                        // SAFETY: a slot of the frame, cleared by `Enter` if nothing else has been put there; a type word
                        // comes before a data word.
                        unsafe {
                            let at = frame.fp.add(s.slot as usize);
                            if s.iface {
                                marker.iface(*at.sub(1), *at);
                            } else {
                                marker.pointer(*at);
                            }
                        }
                    }
                    if depth == 0 && frame.standing == Standing::Here {
                        let (first, count) = live.outgoing;
                        for slot in first..first + count {
                            // SAFETY: `Enter` has made sure of the slots for the function's calls.
                            marker.pointer(unsafe { *frame.fp.add(slot as usize) });
                        }
                    }
                }
                Kind::Native => {
                    for slot in native_run::SCANNED {
                        // SAFETY: inside a native frame.
                        marker.pointer(unsafe { *frame.fp.add(slot) });
                    }
                }
            }
        }
        // SAFETY: as in `walk::frames`.
        if let Some(unwind) = unsafe { g.unwind.cast::<Unwind>().as_ref() } {
            for d in &unwind.defers {
                marker.pointer(d.closure);
            }
            for p in &unwind.panics {
                marker.iface(p.value.ty, p.value.data);
            }
        }
    }

    fn live(&self, function: &'a Function, frame: &Frame<'_>, recent: &mut Recent<'a>) -> &'a Live {
        let key = frame.pc as usize;
        let place = &mut recent.0[key / 8 % 64];
        match place {
            Some((pc, standing, live)) if *pc == key && *standing == frame.standing => live,
            _ => {
                let live = self.machine.live_slots(function, frame.pc, frame.standing);
                *place = Some((key, frame.standing, live));
                live
            }
        }
    }
}
