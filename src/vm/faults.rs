//! Memory faults that become panics (`debug.SetPanicOnFault`). Memory that a program has mapped may be protected, unmapped, or behind the end
//! of its file when it is touched. Where a fault has happened it is too late: a handler, and what it calls, cannot be left from a signal. So in
//! programs that ask for such panics the instructions that touch memory are watched (`watch`), and a goroutine that has asked has the system
//! look at every page outside gorun's own memory before it is touched. Others must never pay for that.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::bytecode::function::Function;
use crate::bytecode::isa::{Insn, Op};
use crate::bytecode::program::Program;
use crate::bytecode::rtype::TypeRef;
use crate::race::Touch;

use super::dispatch::State;
use super::fuse;
use super::machine::Machine;
use super::race::access::{self, Touched};
use super::race::memory::{self, Memory};

/// What Go's reports say of a fault that became a panic.
#[derive(Clone, Copy)]
pub struct Signal {
    pub name: &'static str,
    pub code: u32,
    pub address: u64,
}

pub const SIGSEGV: &str = "SIGSEGV: segmentation violation";
pub const SIGBUS: &str = "SIGBUS: bus error";

/// `si_code`: nothing is mapped there; it is, but not for this.
const UNMAPPED: u32 = 1;
const DENIED: u32 = 2;

/// Addresses below are a nil pointer's fields to Go.
pub const NIL_PAGE: u64 = 4096;

impl Signal {
    pub const fn nil(address: u64) -> Signal {
        Signal {
            name: SIGSEGV,
            code: UNMAPPED,
            address,
        }
    }
    /// Of an address at which touching memory would fault.
    pub fn at(address: u64, maps: &str) -> Signal {
        let (name, code) = match mapping(address, maps) {
            None => (SIGSEGV, UNMAPPED),
            // What may be touched and cannot lies behind the end of a file.
            Some(rights) if rights.starts_with("rw") => (SIGBUS, DENIED),
            Some(rights) if rights.starts_with('r') && !is_readable(address) => (SIGBUS, DENIED),
            Some(_) => (SIGSEGV, DENIED),
        };
        Signal {
            name,
            code,
            address,
        }
    }
}

/// What may be done with the memory at an address, as /proc/self/maps says it.
fn mapping(address: u64, maps: &str) -> Option<&str> {
    maps.lines().find_map(|line| {
        let mut words = line.split(' ');
        let (from, to) = words.next()?.split_once('-')?;
        let number = |hex| u64::from_str_radix(hex, 16).ok();
        (number(from)?..number(to)?)
            .contains(&address)
            .then(|| words.next())?
    })
}

/// What a machine has whose program may ask for panics.
pub struct Faults {
    /// By native: the memory of the program's that it touches.
    natives: Vec<&'static [Memory]>,
    /// The type of the panics' values: `runtime.errorAddressString`, a type word. 0 until somebody has asked.
    error: AtomicU64,
    /// Bytes of the package variables.
    globals: usize,
}

impl Faults {
    /// None for programs that never ask.
    pub fn new(program: &Program) -> Option<Faults> {
        let asks = |n: &crate::bytecode::program::NativeRef| {
            &*n.package == "runtime/debug" && &*n.name == "setPanicOnFault"
        };
        program.natives.iter().any(asks).then(|| Faults {
            natives: (program.natives.iter())
                .map(|n| match &*n.package {
                    "reflect" => memory::of_reflect(&n.name),
                    "strings" => memory::of_strings(&n.name),
                    package => memory::of_bytes(package, &n.name),
                })
                .collect(),
            error: AtomicU64::new(0),
            globals: program.globals_size,
        })
    }
    /// Has the instructions watched that touch memory.
    pub fn mark(&self, function: &mut Function) {
        let mut pc = 0;
        while let Some(insn) = function.code.get_mut(pc) {
            let Some(op) = insn.opcode() else { return };
            if matches!(op, Op::CallTry | Op::TryPlain) {
                // The function behind it is watched.
                insn.op = Op::Nop as u16;
            } else if access::touches(op) || access::reads_text(op) || self.touches(op, *insn) {
                insn.op += fuse::WATCHED as u16;
            }
            pc += op.len();
        }
    }
    fn memory(&self, op: Op, insn: Insn) -> &'static [Memory] {
        match Insn::is_native_call(op) {
            true => self.natives.get(insn.bc() as usize).copied(),
            false => None,
        }
        .unwrap_or_default()
    }
    fn touches(&self, op: Op, insn: Insn) -> bool {
        !self.memory(op, insn).is_empty()
    }

    /// The running goroutine wants panics from now on; `error` is the type of their values.
    pub fn asked(&self, error: TypeRef) {
        // Relaxed: everybody stores the same.
        self.error.store(error.word(), Ordering::Relaxed);
    }
    /// The type of the panics' values, a struct of a text and the address.
    pub fn error(&self) -> TypeRef {
        // SAFETY: only goroutines that have called `asked` come to panic.
        unsafe { TypeRef::from_word(self.error.load(Ordering::Relaxed)) }
    }

    /// The first address at which the instruction would fault.
    #[cold]
    pub fn find(&self, machine: &Machine, s: State, op: Op, insn: Insn) -> Option<u64> {
        let mut found = None;
        let mut look = |address: u64, len: u64, touch: Touch| {
            if found.is_none() && address != 0 && !self.is_own(machine, address) {
                found = first_fault(address, len, touch.write);
            }
        };
        match access::of(s, op) {
            Touched::One(address, len, touch) => look(address, len, touch),
            Touched::Updated(address, len) => look(address, len, Touch::WRITE),
            Touched::Several => access::each(s, op, &mut look),
            Touched::No => {}
        }
        access::each_text(s, op, &mut look);
        let argument = |i: usize| s.get(s.a() + 1 + i);
        for memory in self.memory(op, insn) {
            memory.each(&argument, &mut look);
        }
        found
    }
    /// Objects and package variables.
    fn is_own(&self, machine: &Machine, address: u64) -> bool {
        machine.heap().contains(address)
            || address.wrapping_sub(machine.globals() as u64) < self.globals as u64
    }
}

fn first_fault(address: u64, len: u64, writes: bool) -> Option<u64> {
    const PAGE: u64 = 4096;
    let end = address.checked_add(len)?;
    let mut at = address;
    while at < end {
        if !(is_readable(at) && (!writes || is_writable(at))) {
            return Some(at);
        }
        at = (at & !(PAGE - 1)).checked_add(PAGE)?;
    }
    None
}

/// Whether the page can be read. The kernel reads a word of it to compare it with another, and answers at once in either case.
#[cfg(target_os = "linux")]
fn is_readable(address: u64) -> bool {
    let now = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let operation = libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG;
    // SAFETY: the kernel itself finds out whether the address is good.
    let result =
        unsafe { libc::syscall(libc::SYS_futex, address & !3, operation, 0, &raw const now) };
    result == 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::EFAULT)
}
/// Whether the page can be written to. The kernel adds 0 to a word of it, atomically.
#[cfg(target_os = "linux")]
fn is_writable(address: u64) -> bool {
    /// FUTEX_OP_ADD of 0, and a comparison that says nothing.
    const ADD_NOTHING: u32 = 1 << 28;
    let nobody = 0u32;
    let operation = libc::FUTEX_WAKE_OP | libc::FUTEX_PRIVATE_FLAG;
    // SAFETY: as above. Nobody waits at either address with this operation's wish to wake none.
    let result = unsafe {
        libc::syscall(
            libc::SYS_futex,
            &raw const nobody,
            operation,
            0,
            0usize,
            address & !3,
            ADD_NOTHING,
        )
    };
    result >= 0 || std::io::Error::last_os_error().raw_os_error() != Some(libc::EFAULT)
}

#[cfg(not(target_os = "linux"))]
fn is_readable(_: u64) -> bool {
    true
}
#[cfg(not(target_os = "linux"))]
fn is_writable(_: u64) -> bool {
    true
}
