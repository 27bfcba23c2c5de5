//! What the program's goroutines, globals and unwinding state keep alive. The world is stopped.

use crate::heap::{Mark, Roots};
use crate::sched::{G, GRef};

use super::machine::Machine;
use super::native_run;
use super::unwind::Unwind;
use super::walk::{self, Kind};

/// The machine's roots, for one collection.
pub struct MachineRoots<'a>(pub &'a Machine);

impl Roots for MachineRoots<'_> {
    fn mark(&self, marker: &mut dyn Mark, part: usize, parts: usize) {
        let machine = self.0;
        if part == 0 {
            let words = &machine.program().globals_words;
            // SAFETY: the globals' memory has a word for each class.
            unsafe { marker.words(machine.globals() as *const u64, words) };
            machine
                .sched()
                .each_timer(|node| marker.pointer(node as u64));
        }
        machine
            .sched()
            .each_g(part, parts, |g| self.goroutine(marker, g));
    }
}

impl MachineRoots<'_> {
    fn goroutine(&self, marker: &mut dyn Mark, gref: GRef) {
        // SAFETY: the world is stopped, so every goroutine is saved and nobody touches it.
        let g: &G = unsafe { gref.get() };
        marker.pointer(g.saved.closure);
        // SAFETY: as above.
        for frame in unsafe { walk::frames(self.0.functions(), g) } {
            match frame.kind {
                Kind::Function(function) => {
                    let count = if frame.at_entry {
                        (1 + function.params as usize).min(function.slots.len())
                    } else {
                        function.slots.len()
                    };
                    // SAFETY: the frame has a slot for each class; parameters are there from the start, the rest
                    // since `Enter`.
                    unsafe { marker.words(frame.fp, &function.slots[..count]) };
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
}
