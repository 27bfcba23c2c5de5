//! The state of one processor (P) while it runs goroutines: what handlers reach through their third argument.
//! One M at a time uses it; only `limit` is touched by others (the scheduler stores 0 there).

use std::sync::atomic::AtomicUsize;

use super::machine::Machine;
use super::native_call::NativeFn;
use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;
use crate::bytecode::program::KnownTypes;
use crate::sched::GRef;

/// A string constant as handlers want it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct StrConst {
    pub ptr: u64,
    pub len: u64,
}

/// Hot fields first: they share the first two cache lines.
#[repr(C, align(64))]
pub struct Ctx {
    /// End of the running goroutine's stack (an address), or 0: stop at the next safepoint.
    pub limit: AtomicUsize,
    /// The closure of the call being made; `Op::Closure` fetches it.
    pub closure: u64,
    /// `Function::entry` of each function.
    pub entries: *const *const Insn,
    pub globals: *mut u8,
    pub strings: *const StrConst,
    /// The static closure objects, one word each (`*const Function`).
    pub closures: *const u64,
    pub natives: *const NativeFn,
    pub functions: *const *const Function,
    /// The goroutine that runs.
    pub g: GRef,
    /// First address of the running goroutine's stack.
    pub stack: *mut u64,
    pub machine: *const Machine,
    /// Index of this P.
    pub p: usize,
    /// The exit code that goes with `StopCode::Exit`.
    pub exit_code: i32,
    /// Collect at every safepoint.
    pub stress: bool,
}

impl Ctx {
    pub fn machine(&self) -> &Machine {
        // SAFETY: the machine owns its contexts, so it outlives them.
        unsafe { &*self.machine }
    }
    pub fn known(&self) -> &KnownTypes {
        &self.machine().program().known
    }
}
