//! Looking for data races while a program runs (`-race`, decision 039). What decides is the detector (`crate::race`); here is what the
//! machine tells it: which memory an instruction touches (`access`), which natives synchronise (`order`), who starts whom, and what a report says (`report`).
//!
//! Instructions that it wants to know of are watched (`super::watch`); without `-race` none is for its sake.

pub(super) mod access;
pub(super) mod memory;
mod order;
mod report;
mod stack;

use std::sync::Arc;

use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::Program;
use crate::race::{Detector, Slot, Stack, Thread, Touch, UNWATCHED};
use crate::sched::G;

use super::context::Ctx;
use super::dispatch::State;
use super::machine::Machine;
use super::{fuse, report::write_error};
use access::Touched;
use order::Order;
pub use report::Reporting;

/// What a machine has where races are looked for.
pub struct Watch {
    detector: Arc<Detector>,
    /// By native.
    orders: Vec<Order>,
    /// By native: its package is looked at.
    looked_at: Vec<bool>,
    reporting: Reporting,
    /// Bytes of the package variables.
    globals: usize,
}

impl Watch {
    pub fn new(detector: Arc<Detector>, program: &Program, reporting: Reporting) -> Watch {
        Watch {
            detector,
            orders: program.natives.iter().map(Order::of).collect(),
            looked_at: (program.natives.iter())
                .map(|native| LOOKED_AT.contains(&&*native.package))
                .collect(),
            reporting,
            globals: program.globals_size,
        }
    }

    /// Has the instructions watched that count. `accesses`: those that touch memory, too; of the library's functions only what synchronises is of interest, since how
    /// they use memory is our doing and not the program's.
    pub fn mark(&self, function: &mut Function, accesses: bool) {
        let mut pc = 0;
        while let Some(insn) = function.code.get_mut(pc) {
            let Some(op) = insn.opcode() else { return };
            // The function behind it says what is touched.
            if self.tries(op, *insn) {
                insn.op = Op::Nop as u16;
            } else if (accesses && access::touches(op)) || self.order(op, *insn).is_some() {
                insn.op += fuse::WATCHED as u16;
            }
            pc += op.len();
        }
    }
    /// Whether a native is tried instead of a function that is looked at.
    fn tries(&self, op: Op, insn: Insn) -> bool {
        let looked_at = self.looked_at.get(insn.bc() as usize);
        matches!(op, Op::CallTry | Op::TryPlain) && looked_at == Some(&true)
    }
    fn order(&self, op: Op, insn: Insn) -> Option<&Order> {
        let calls = Insn::is_native_call(op) || matches!(op, Op::CallTry | Op::TryPlain);
        let order = calls.then(|| self.orders.get(insn.bc() as usize))??;
        (!order.is_none()).then_some(order)
    }

    fn detector(&self) -> &Detector {
        &self.detector
    }
    /// The races reported until now.
    pub fn found(&self) -> usize {
        self.detector.found()
    }
    /// Whether others could use the memory at an address: objects and package variables.
    fn is_shared(&self, machine: &Machine, address: u64) -> bool {
        machine.heap().contains(address)
            || address.wrapping_sub(machine.globals() as u64) < self.globals as u64
    }

    /// The clock of the goroutine that runs on a processor.
    #[allow(clippy::mut_from_ref)]
    fn thread(&self, cx: &Ctx) -> Option<&mut Thread> {
        let g = cx.g_mut();
        if !g.bubble.is_null() {
            // How a bubble orders its goroutines (they wait until all others do) is not known here.
            return None;
        }
        if g.clock == 0 {
            g.clock = match cx.machine().is_main(cx.g) {
                true => self.begins(None, g.id, Stack::NONE),
                false => UNWATCHED,
            };
        }
        // SAFETY: it runs here.
        unsafe { self.detector.thread(g.clock) }
    }
    fn begins(&self, parent: Option<Slot>, goroutine: u64, made: Stack) -> Slot {
        // SAFETY: the parent, if there is one, runs here.
        let slot = unsafe { self.detector.begins(parent, goroutine, made) };
        slot.unwrap_or_else(|| {
            write_error(&format!(
                "race: limit on {} simultaneously alive goroutines is exceeded, dying\n",
                crate::race::MOST
            ));
            std::process::exit(self.reporting.exit_code)
        })
    }

    /// The running goroutine starts another one by the instruction at `s`.
    pub fn starts(&self, s: State, new: &mut G) {
        let cx = s.ctx();
        let parent = self.thread(cx).map(|thread| thread.slot());
        new.clock = match parent {
            Some(parent) => self.begins(Some(parent), new.id, stack::of(self, s)),
            None => UNWATCHED,
        };
    }
    /// The running goroutine makes the calls that a collection has found.
    pub fn calls(&self, cx: &Ctx) {
        if let Some(thread) = self.thread(cx) {
            self.detector.acquire(thread, order::COLLECTIONS);
        }
    }
    /// A collection is about to find out what is to be finalized.
    ///
    /// # Safety
    /// The world is stopped.
    pub unsafe fn collects(&self) {
        // SAFETY: the caller's promise.
        unsafe { self.detector.all_release(order::COLLECTIONS) };
    }

    /// The machine is about to execute a watched instruction.
    pub fn observe(&self, s: State, op: Op, insn: Insn) {
        let cx = s.ctx();
        let Some(thread) = self.thread(cx) else {
            return;
        };
        let mut step = Step {
            watch: self,
            machine: cx.machine(),
            thread,
            s,
            over: false,
            stack: None,
        };
        match access::of(s, op) {
            Touched::One(address, len, touch) => step.touches(address, len, touch),
            Touched::Updated(address, len) => {
                step.touches(address, len, Touch::READ);
                step.touches(address, len, Touch::WRITE);
            }
            Touched::Several => {
                access::each(s, op, &mut |a, len, touch| step.touches(a, len, touch));
            }
            Touched::No => {
                if let Some(order) = self.order(op, insn) {
                    step.synchronises(order);
                }
            }
        }
    }

    /// The program ends by itself with this exit code; the one that it is to end with.
    pub fn ends(&self, code: i32) -> i32 {
        let found = self.found();
        if code != 0 || found == 0 {
            return code;
        }
        self.reporting
            .write(&format!("Found {found} data race(s)\n"));
        self.reporting.exit_code
    }
}

/// Packages of the library whose objects programs share by mistake most often, and that are written in Go: how they use memory is looked at like the program's
/// own.
const LOOKED_AT: &[&str] = &[
    "bufio",
    "bytes",
    "container/heap",
    "container/list",
    "container/ring",
    "maps",
    "math/rand",
    "math/rand/v2",
    "reflect",
    "slices",
    "sort",
    "strings",
];

/// Whether a function of the library is of one of these packages.
pub fn is_looked_at(function: &str) -> bool {
    LOOKED_AT.iter().any(|package| {
        let inside = function.strip_prefix(package);
        inside.is_some_and(|rest| rest.starts_with('.'))
    })
}

/// An instruction that a goroutine is about to execute.
struct Step<'a> {
    watch: &'a Watch,
    machine: &'a Machine,
    thread: &'a mut Thread,
    s: State,
    /// It only tells of what has been done, before what is still to be acquired.
    over: bool,
    /// Where the goroutine stands, once somebody has asked.
    stack: Option<Stack>,
}

impl Step<'_> {
    #[inline]
    fn touches(&mut self, address: u64, len: u64, touch: Touch) {
        if address == 0 || len == 0 || !self.watch.is_shared(self.machine, address) {
            return;
        }
        let (watch, s) = (self.watch, self.s);
        let stack = &mut self.stack;
        let mut here = || *stack.get_or_insert_with(|| stack::of(watch, s));
        let (address, len) = (address as usize, len as usize);
        let detector = watch.detector();
        if !self.over {
            detector.settle(self.thread);
        }
        let conflict = detector.access(self.thread, address, len, touch, &mut here);
        if let Some(conflict) = conflict {
            let here = here();
            report::tell(watch, self.machine, self.thread, &conflict, touch, here);
        }
    }
    fn synchronises(&mut self, order: &Order) {
        let s = self.s;
        self.over = order.tells;
        let argument = |i: usize| s.get(s.a() + 1 + i);
        order.each(&argument, &mut |a, len, touch| self.touches(a, len, touch));
        let detector = self.watch.detector();
        order.apply(detector, self.thread, argument(0), argument(1));
    }
}
