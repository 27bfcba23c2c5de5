//! The state of one processor (P) while it runs goroutines: what handlers reach through their third argument.
//! One M at a time uses it; only `limit` is touched by others (the scheduler stores 0 there), and `desk` (writers look for readers).

use std::marker::PhantomPinned;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::dispatch::Handlers;
use super::faults::Signal;
use super::leaf_call::LeafPanic;
use super::machine::Machine;
use super::native_call::NativeCode;
use crate::bytecode::function::Function;
use crate::bytecode::isa::Insn;
use crate::bytecode::program::KnownTypes;
use crate::heap::Cache;
use crate::runtime::iface::ImplementsCache;
use crate::runtime::rwmutex::{Desk, Sharing};
use crate::sched::record::Run;
use crate::sched::{G, GRef, On};

/// A string constant as handlers want it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct StrConst {
    pub ptr: u64,
    pub len: u64,
}

/// A switch table with its targets as addresses.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct SwitchTargets {
    pub low: i64,
    pub len: u64,
    pub targets: *const *const Insn,
    pub default: *const Insn,
}

/// Hot fields first: they share the first cache lines.
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
    pub natives: *const NativeCode,
    pub functions: *const *const Function,
    pub switches: *const SwitchTargets,
    /// The goroutine that runs.
    pub g: GRef,
    /// First address of the running goroutine's stack.
    pub stack: *mut u64,
    pub machine: *const Machine,
    /// Of the machine.
    pub sharing: *const Sharing,
    /// Of this P; others look at it too.
    pub desk: Box<Desk>,
    /// Index of this P.
    pub p: usize,
    /// Where the instruction stands whose slow part runs: for the report when memory is used up in it. Null between goroutines.
    pub at: (*const Insn, *mut u64),
    /// That the panic which is about to begin would be one to Go because of a signal.
    pub signal: Option<Signal>,
    /// `Config::limits` has one for goroutines or memory.
    pub limited: bool,
    /// The exit code that goes with `StopCode::Exit`.
    pub exit_code: i32,
    /// It ends because of a fault, which has been reported.
    pub reported: bool,
    /// Collect at every safepoint that follows an allocation.
    pub stress: bool,
    /// In stress mode: something was allocated since the last collection.
    pub stress_due: bool,
    /// The allocation cache of this P.
    pub cache: Cache,
    /// Unwinding states for goroutines that defer, kept from ended ones.
    pub unwinds: Vec<Box<super::unwind::Unwind>>,
    /// Events are recorded.
    pub recording: bool,
    /// This P's run of events (`NO_RUN`: they are not recorded).
    pub run: *const Run,
    /// What `wait_place` found out about addresses of code.
    pub wait_places: Vec<(usize, bool)>,
    /// By `own_place`: where goroutines are saved of which the P's record of events knows where they wait. Empty at first.
    pub told_places: Vec<usize>,
    /// Answers to "does this type implement that interface".
    pub implements: ImplementsCache,
    /// Natives may run leaf functions: not in sessions, whose functions change, nor where the race detector has to see what they do.
    pub runs_leaves: bool,
    /// A native runs a leaf function (`leaf_call`).
    pub in_leaf: bool,
    /// The panic that has ended it.
    pub leaf_panic: Option<LeafPanic>,
    /// What instructions jump to.
    pub handlers: Handlers,
    /// Others store into `limit` while the holder has `&mut Ctx`: this keeps the compiler from assuming that they do not.
    pub shared: PhantomPinned,
}

impl Ctx {
    #[inline(always)]
    pub fn machine(&self) -> &'static Machine {
        // SAFETY: the machine owns its contexts, so it outlives them; the borrow is not kept past the call that
        // runs on this P.
        unsafe { &*self.machine }
    }
    pub fn known(&self) -> &'static KnownTypes {
        &self.machine().program().known
    }
    /// The scheduler, as the holder of this P sees it.
    #[inline(always)]
    pub fn on(&self) -> On<'static> {
        // SAFETY: a context is used only by the M that holds its P.
        unsafe { self.machine().sched().on(self.p) }
    }
    /// The goroutine that runs.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn g_mut<'a>(&self) -> &'a mut G {
        // SAFETY: the running goroutine belongs to the M that runs it.
        unsafe { self.g.get() }
    }
    /// Where the running goroutine's stack ends.
    #[inline]
    pub fn stack_end(&self) -> usize {
        let stack = &self.g_mut().stack;
        stack.base as usize + stack.slots as usize * 8
    }
    /// Slot offset of a frame.
    #[inline(always)]
    pub fn offset_of(&self, fp: *mut u64) -> u32 {
        ((fp as usize - self.stack as usize) / 8) as u32
    }
    #[inline(always)]
    pub fn frame_at(&self, offset: u32) -> *mut u64 {
        // SAFETY: offsets are made by `offset_of` for frames of the running goroutine.
        unsafe { self.stack.add(offset as usize) }
    }
    /// Saves the running goroutine's registers.
    #[inline]
    pub fn save(&mut self, ip: *const Insn, fp: *mut u64) {
        let fp = self.offset_of(fp);
        let closure = self.closure;
        let saved = &mut self.g_mut().saved;
        saved.fp = fp;
        saved.pc = ip.cast();
        saved.closure = closure;
    }
    /// Makes `g` the running goroutine: its stack and limit.
    pub fn switch_to(&mut self, g: GRef) {
        self.g = g;
        self.stack = self.g_mut().stack.base;
        self.closure = self.g_mut().saved.closure;
        self.reset_limit();
    }
    /// Sets the limit anew, keeping a request to stop that is still open.
    pub fn reset_limit(&mut self) {
        self.limit.store(self.stack_end(), Ordering::Relaxed);
        if self.machine().sched().stop_requested(self.p) {
            self.limit.store(0, Ordering::Relaxed);
        }
    }
}
