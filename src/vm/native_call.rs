//! What a native function sees and answers, at the lowest level: words. Typed access is in `native`.
//!
//! A native runs on the M of its goroutine, without a frame of its own that the collector would know: its
//! arguments lie in the caller's outgoing slots (`args`), results go to the same place. No collection happens
//! while it runs, so addresses stay good until it answers anything but `Return`.
//!
//! A native that wants to park: `cx.will_park(reason, then)` first (it saves the goroutine), then hand the goroutine to its
//! waker, then answer `Park`. From the hand-over on it must not touch `cx` any more. When the goroutine is made runnable
//! again, `then` is called like a native (`cx.state` is what it was at `will_park`), or, without one, the call
//! returns with the results that stood in `args` at `will_park`.

use crate::bytecode::rtype::TypeRef;
use crate::sched::{Bubble, GRef};

use super::context::Ctx;
use super::machine::Machine;

pub type NativeFn = fn(&mut NativeCx) -> Outcome;

/// A native that needs little but its arguments, which lie where it is to put the results: it neither parks nor panics nor calls back, and
/// the context serves it for making objects only (`native::Maker`). False: it declines (`Outcome::Decline`).
///
/// Calling one is unsafe: the slots must hold its arguments and have room for its results, and the context must be the caller's.
pub type PlainFn = unsafe fn(*mut u64, *mut Ctx) -> bool;

/// What a native's index stands for.
#[derive(Clone, Copy)]
pub enum NativeCode {
    Full(NativeFn),
    Plain(PlainFn),
    /// One that makes objects, which leaf functions must not call (`leaf_call`).
    Making(PlainFn),
    /// The first does what is usual; where it declines, the second is called, which needs a context for the rest (a panic, most often).
    Either(PlainFn, NativeFn),
}

/// Goes on with a native after it parked, called back into Go, or ran a blocking job.
pub type Then = fn(&mut NativeCx) -> Outcome;

/// An interface's two words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub struct Eface {
    pub ty: u64,
    pub data: u64,
}

impl Eface {
    pub const NIL: Eface = Eface { ty: 0, data: 0 };
    pub fn is_nil(self) -> bool {
        self.ty == 0
    }
    pub fn type_ref(self) -> Option<TypeRef> {
        // SAFETY: not nil, and an interface's type word is a descriptor's address.
        (self.ty != 0).then(|| unsafe { TypeRef::from_word(self.ty) })
    }
}

/// What a native did.
pub enum Outcome {
    /// The results are in `args`.
    Return,
    /// Of a native that is tried before a function of the library (`tryF` beside `F`): it has done nothing, the function is to be called.
    Decline,
    /// panic(value).
    Panic(Eface),
    /// Waits (see the module's comment).
    Park,
    /// Back to the run queue, then return (runtime.Gosched).
    Yield,
    /// Calls a Go closure with argument words, then `then`, which finds the closure's result words in
    /// `args` (its first argument's place on) and the state words as they are now.
    Call {
        closure: u64,
        args: Vec<u64>,
        then: Then,
    },
    /// Runs `job` on a pool thread while the goroutine waits ("syscall"), then `then` with the job's words in
    /// `state[0..]`, four at most.
    Block {
        job: Box<dyn FnOnce() -> [u64; 4] + Send>,
        then: Then,
    },
    /// A leaf function that the native called itself has not returned (`leaf_call`).
    Broken,
    /// runtime.Goexit.
    Goexit,
    /// The program ends.
    Exit(i32),
    /// `fatal error: ` and the text, with tracebacks; exit code 2.
    Fatal(String),
    /// The same with the text, lines, as it is.
    Dump(String),
    /// The same for what Go's runtime takes for its own trouble.
    Throw(String),
}

/// Words that survive from a native to its `Then`. Scanned conservatively: addresses in them keep objects alive.
pub const STATE_WORDS: usize = 8;

pub struct NativeCx {
    /// Slot 1 of the native's frame.
    pub args: *mut u64,
    pub ctx: *mut Ctx,
    pub state: [u64; STATE_WORDS],
    /// Slot 0 of the native's frame, and where its caller goes on.
    pub(super) frame: *mut u64,
    pub(super) back: *const crate::bytecode::isa::Insn,
    /// It has a frame (`native_run::keep_frame`).
    pub(super) kept: bool,
}

impl NativeCx {
    /// Argument slot `i`, from 0.
    pub fn arg(&self, i: usize) -> u64 {
        // SAFETY: the compiler reserves a native's argument and result slots in the caller's outgoing area.
        unsafe { *self.args.add(i) }
    }
    /// Result slot `i`, from 0.
    pub fn set(&mut self, i: usize, word: u64) {
        // SAFETY: as in `arg`.
        unsafe { *self.args.add(i) = word }
    }
    pub fn ctx(&mut self) -> &mut Ctx {
        // SAFETY: the P's context belongs to the M that runs this native.
        unsafe { &mut *self.ctx }
    }
    pub fn g(&self) -> GRef {
        // SAFETY: as in `ctx`.
        unsafe { (*self.ctx).g }
    }
    /// The bubble that the goroutine is in.
    pub fn bubble(&self) -> Option<&'static Bubble> {
        // SAFETY: the running goroutine; bubbles live as long as the scheduler, which no native outlives.
        unsafe { (*self.g().0).bubble.as_ref() }
    }
    pub fn machine(&self) -> &Machine {
        // SAFETY: the machine outlives its contexts.
        unsafe { &*(*self.ctx).machine }
    }
}
