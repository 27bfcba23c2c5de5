//! The heap as Go's debug.WriteHeapDump writes it (format "go1.7 heap dump"): every object that can be reached, with the
//! places of its pointers, and what leads to it. The world is stopped, and nothing of it is changed.
//!
//! Records begin with a tag; numbers are written as varints, texts with their length. What Go's runtime has and gorun
//! has not (data and bss segments, frames of machine code) is left out; package variables and stacks are roots.

use std::io::Write;

use crate::bytecode::rtype::{RType, WordClass};
use crate::heap::{HeapObject, Mark, Reached};
use crate::sched::Status;

use super::machine::Machine;
use super::roots::MachineRoots;

mod tag {
    pub const END: u64 = 0;
    pub const OBJECT: u64 = 1;
    pub const OTHER_ROOT: u64 = 2;
    pub const GOROUTINE: u64 = 4;
    pub const PARAMS: u64 = 6;
    pub const MEM_STATS: u64 = 10;
}

/// Of a list of fields.
const FIELD_END: u64 = 0;
const FIELD_POINTER: u64 = 1;

/// What the Go side knows.
pub struct About {
    pub architecture: Vec<u8>,
    pub version: Vec<u8>,
    pub processors: u64,
    /// The counts of runtime.MemStats, in Go's order.
    pub stats: Vec<u64>,
}

/// Writes the dump. As in Go, what cannot be written is lost without a word.
pub fn dump(machine: &Machine, about: &About, to: impl Write) {
    let roots = MachineRoots::new(machine);
    let heap = machine.heap();
    let mut reached = Reached::whole();
    let mut out = Dump(to);
    out.bytes(b"go1.7 heap dump\n");
    let (start, end) = heap.bounds();
    out.number(tag::PARAMS);
    out.number(0); // little-endian
    out.number(8);
    out.number(start as u64);
    out.number(end as u64);
    out.text(&about.architecture);
    out.text(&about.version);
    out.number(about.processors);
    let mut list = RootList::default();
    roots.statics(&mut list);
    out.roots("package variable", &mut list);
    let mut all = Vec::new();
    machine.sched().each_g(0, 1, |g| all.push(g));
    for &g in all.iter().filter(|g| g.status() != Status::Dead) {
        // SAFETY: the world is stopped: every goroutine is saved.
        let state = unsafe { g.get() };
        out.number(tag::GOROUTINE);
        let address = state as *const _ as u64;
        // Its address, stack pointer, number, where it was started, and status: Go's numbers.
        let status = match g.status() {
            Status::Waiting => 4,
            Status::Running => 2,
            _ => 1,
        };
        let numbers = [address, 0, state.id, state.created_at as u64, status];
        numbers.iter().for_each(|&n| out.number(n));
        out.number(state.system.into());
        out.number(0); // in the background
        out.number(state.waiting_since);
        match status {
            4 => out.text(state.reason().text().as_bytes()),
            _ => out.text(b""),
        }
        // Closure, M, deferred calls, panics.
        (0..4).for_each(|_| out.number(0));
        roots.of_one(&mut list, g);
        out.roots("stack", &mut list);
    }
    // SAFETY: nobody runs, and the roots name all that keeps objects.
    unsafe {
        heap.reach(&mut reached, |mark| {
            roots.statics(mark);
            all.iter().for_each(|&g| roots.of_one(mark, g));
        });
        heap.reach_pinned(&mut reached);
        heap.each_reached(&reached, |object| out.object(object));
    }
    out.number(tag::MEM_STATS);
    about.stats.iter().for_each(|&n| out.number(n));
    out.number(tag::END);
    let _ = out.0.flush();
}

struct Dump<W>(W);

impl<W: Write> Dump<W> {
    fn bytes(&mut self, bytes: &[u8]) {
        let _ = self.0.write_all(bytes);
    }

    fn number(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.bytes(&[n as u8 | 0x80]);
            n >>= 7;
        }
        self.bytes(&[n as u8]);
    }

    fn text(&mut self, text: &[u8]) {
        self.number(text.len() as u64);
        self.bytes(text);
    }

    fn roots(&mut self, what: &str, list: &mut RootList) {
        for address in list.0.drain(..).filter(|&a| a != 0) {
            self.number(tag::OTHER_ROOT);
            self.text(what.as_bytes());
            self.number(address);
        }
    }

    fn object(&mut self, object: &HeapObject) {
        self.number(tag::OBJECT);
        self.number(object.start as u64);
        self.text(object.bytes);
        for &offset in &object.pointers {
            self.number(FIELD_POINTER);
            self.number(offset as u64);
        }
        self.number(FIELD_END);
    }
}

/// The addresses that roots name.
#[derive(Default)]
struct RootList(Vec<u64>);

impl Mark for RootList {
    fn pointer(&mut self, address: u64) {
        self.0.push(address);
    }
    fn iface(&mut self, type_word: u64, data_word: u64) {
        // SAFETY: a type word is 0 or the address of a descriptor, which lives as long as the program.
        if type_word != 0 && unsafe { (*(type_word as *const RType)).data_is_pointer } {
            self.0.push(data_word);
        }
    }
    fn contents(&mut self, address: u64) {
        self.0.push(address);
    }
    unsafe fn words(&mut self, base: *const u64, classes: &[WordClass]) {
        for (i, class) in classes.iter().enumerate() {
            // SAFETY: the caller's promise; an interface's type word comes before its data word.
            unsafe {
                match class {
                    WordClass::Scalar => {}
                    WordClass::Pointer => self.pointer(*base.add(i)),
                    WordClass::IfaceData => self.iface(*base.add(i - 1), *base.add(i)),
                }
            }
        }
    }
}
