//! Calling natives, and what follows from their outcomes.
//!
//! A native has no frame unless it parks with a continuation, blocks or calls back: then a *native frame* of
//! `FRAME` slots is kept on the goroutine's stack at the place of its arguments. The collector scans it conservatively.

use crate::bytecode::isa::Insn;
use crate::sched::WaitReason;

use super::dispatch::{Jump, State};
use super::leaf_call::LeafPanic;
use super::native_call::{NativeCode, NativeCx, NativeFn, Outcome, STATE_WORDS, Then};
use super::report::Ending;
use super::stop::StopCode;
use super::stubs::Stub;
use super::{stack, unwind};

/// Slots of a native frame: the link, arguments or results, then what follows.
pub const FRAME: usize = 64;
/// Most argument or result slots of a native that may call back or park.
pub const MAX_ARGS: usize = 40;
const STATE: usize = MAX_ARGS + 1;
const THEN: usize = STATE + STATE_WORDS;
/// Nonzero: a callee's results are to be fetched (1), or a job's (the address of a box of 4 words).
const FETCH: usize = THEN + 1;
const _: () = assert!(FETCH < FRAME);
/// Result words of a callee that are handed to `Then`.
const CALLEE_RESULTS: usize = 24;
const _: () = assert!(CALLEE_RESULTS <= MAX_ARGS);

/// Slots that the collector scans conservatively.
pub const SCANNED: std::ops::Range<usize> = 1..THEN;

/// The native that the instruction calls, which is not plain (`plain::settle` has dealt with those).
///
/// # Safety
/// An instruction that names one.
#[inline(always)]
unsafe fn full(s: State) -> NativeFn {
    // SAFETY: I1: the index is one of the program's natives.
    match unsafe { *s.ctx().natives.add(s.bc() as usize) } {
        NativeCode::Full(native) | NativeCode::Either(_, native) => native,
        NativeCode::Plain(_) | NativeCode::Making(_) => {
            unreachable!("a native that nothing follows declines")
        }
    }
}

/// `CallNative`.
pub fn call(s: State, _: u64, _: u64) -> Jump {
    let frame = s.slot(s.a());
    // SAFETY: I1: the index is one of the program's natives; I2: the outgoing area is checked.
    let (native, back) = unsafe {
        let back = s.ip.add(1);
        *frame = back as u64;
        (full(s), back)
    };
    let mut ncx = NativeCx {
        // SAFETY: the outgoing area has the argument slots.
        args: unsafe { frame.add(1) },
        ctx: s.cx,
        state: [0; STATE_WORDS],
        frame,
        back,
        kept: false,
    };
    match native(&mut ncx) {
        // Not `s.fp`: the stack may have moved.
        Outcome::Return => Jump::to(back, ncx.caller()),
        other => finish(ncx, s, other),
    }
}

/// `CallTry`: where the native answers, the `Call` that follows is skipped. Such a native neither parks nor calls back.
pub fn attempt(s: State, _: u64, _: u64) -> Jump {
    let frame = s.slot(s.a());
    // SAFETY: I1: the index is one of the program's natives, and a call with the same base follows; I2: the outgoing
    // area is checked.
    let (native, call) = unsafe {
        let call = s.ip.add(1);
        (full(s), call)
    };
    let mut ncx = NativeCx {
        // SAFETY: the outgoing area has the argument slots.
        args: unsafe { frame.add(1) },
        ctx: s.cx,
        state: [0; STATE_WORDS],
        frame,
        // SAFETY: what follows the call, which does not end a function.
        back: unsafe { call.add(1) },
        kept: false,
    };
    match native(&mut ncx) {
        Outcome::Return => Jump::to(ncx.back, ncx.caller()),
        Outcome::Decline => Jump::to(call, ncx.caller()),
        other => finish(ncx, s, other),
    }
}

/// `Resume`: `fp` is a native frame.
pub fn resume(s: State, _: u64, _: u64) -> Jump {
    let frame = s.fp;
    // SAFETY: a native frame, filled in by `keep_frame`.
    let (then, back, state) = unsafe {
        match *frame.add(FETCH) {
            0 => {}
            1 => std::ptr::copy(frame.add(FRAME + 1), frame.add(1), CALLEE_RESULTS),
            job => {
                let words = Box::from_raw(job as *mut [u64; 4]);
                std::ptr::copy_nonoverlapping(words.as_ptr(), frame.add(STATE), 4);
            }
        }
        *frame.add(FETCH) = 0;
        let then = std::mem::transmute::<u64, Then>(*frame.add(THEN));
        (
            then,
            *frame as *const Insn,
            *frame.add(STATE).cast::<[u64; STATE_WORDS]>(),
        )
    };
    let mut ncx = NativeCx {
        // SAFETY: inside the native frame.
        args: unsafe { frame.add(1) },
        ctx: s.cx,
        state,
        frame,
        back,
        kept: true,
    };
    let outcome = then(&mut ncx);
    finish(ncx, s, outcome)
}

impl NativeCx {
    /// Saves the goroutine as it stands at the call, so that its frames can be walked (`walk::frames`).
    pub fn save_for_walk(&mut self) {
        let (at, caller) = (self.call_site(), self.caller());
        // SAFETY: the P's context belongs to the M that runs this native.
        unsafe { &mut *self.ctx }.save(at, caller);
    }
    /// The frame of the Go function that called.
    fn caller(&self) -> *mut u64 {
        // SAFETY: the word before the return address is the call, whose `a` is the distance.
        unsafe { self.frame.sub((*self.back.sub(1)).a as usize) }
    }
    /// The call instruction, for tracebacks and panics.
    fn call_site(&self) -> *const Insn {
        // SAFETY: as in `caller`.
        unsafe { self.back.sub(1) }
    }
    /// For a `Then` after a call: clears what it was handed, which the collector would look at while this native waits.
    pub fn forget_results(&mut self) {
        // SAFETY: `Resume` runs a `Then` in a native frame, whose arguments' place is as large.
        unsafe { std::ptr::write_bytes(self.args, 0, CALLEE_RESULTS) };
    }
    /// Makes sure of `slots` slots from the native's frame on, which it answers. The stack may move.
    pub(super) fn reserve(&mut self, slots: usize) -> *mut u64 {
        // SAFETY: the P's context belongs to the M that runs this native.
        let cx = unsafe { &mut *self.ctx };
        self.frame = stack::reserve(cx, self.frame, slots);
        // SAFETY: just reserved.
        self.args = unsafe { self.frame.add(1) };
        self.frame
    }
    /// Turns the arguments' place into a native frame that goes on with `then`.
    fn keep_frame(&mut self, then: Then, fetch: u64) {
        // SAFETY: the P's context belongs to the M that runs this native.
        let cx = unsafe { &mut *self.ctx };
        self.frame = stack::reserve(cx, self.frame, FRAME + 1 + CALLEE_RESULTS);
        let first_time = !std::mem::replace(&mut self.kept, true);
        // SAFETY: just reserved.
        unsafe {
            self.args = self.frame.add(1);
            if first_time {
                // What lies behind the arguments is left over from other frames, and the collector looks at it.
                let call = *self.call_site();
                let used = cx.machine().native_slots(call.bc() as usize) as usize;
                if used < MAX_ARGS {
                    std::ptr::write_bytes(self.args.add(used), 0, MAX_ARGS - used);
                }
            }
            std::ptr::copy_nonoverlapping(self.state.as_ptr(), self.frame.add(STATE), STATE_WORDS);
            *self.frame.add(THEN) = then as usize as u64;
            *self.frame.add(FETCH) = fetch;
        }
    }
    /// Saves the goroutine and marks it as waiting. To be called before a waker can see it, and followed by
    /// `Outcome::Park`. See the module `native_call`.
    pub fn will_park(&mut self, reason: WaitReason, then: Option<Then>) {
        self.save_for(then, 0);
        // SAFETY: as above.
        let cx = unsafe { &mut *self.ctx };
        super::wait_place::note(cx);
        // SAFETY: it is the running goroutine.
        unsafe { cx.on().will_park(cx.g, reason) };
    }
    fn save_for(&mut self, then: Option<Then>, fetch: u64) {
        if let Some(then) = then {
            self.keep_frame(then, fetch);
        }
        let caller = self.caller();
        // SAFETY: as in `keep_frame`.
        let cx = unsafe { &mut *self.ctx };
        match then {
            Some(_) => cx.save(Stub::Resume.link(), self.frame),
            None => cx.save(self.back, caller),
        }
    }
}

#[cold]
#[inline(never)]
fn finish(mut ncx: NativeCx, s: State, outcome: Outcome) -> Jump {
    match outcome {
        Outcome::Return => Jump::to(ncx.back, ncx.caller()),
        Outcome::Decline => unreachable!("only what CallTry calls declines"),
        Outcome::Panic(value) => {
            let at = State {
                ip: ncx.call_site(),
                fp: ncx.caller(),
                cx: s.cx,
            };
            unwind::panic(at, value)
        }
        // Saved by `will_park`; somebody else may already be running it.
        Outcome::Park => Jump::stop(StopCode::Parked),
        Outcome::Yield => {
            ncx.save_for(None, 0);
            Jump::stop(StopCode::Yielded)
        }
        Outcome::Call {
            closure,
            args,
            then,
        } => call_back(ncx, s, closure, &args, then),
        Outcome::Block { job, then } => {
            if let Some(text) = s.ctx().machine().thread_is_too_many() {
                let at = State {
                    ip: ncx.call_site(),
                    fp: ncx.caller(),
                    cx: s.cx,
                };
                return unwind::die(at, text.as_bytes(), Ending::Throw);
            }
            let results = Box::into_raw(Box::new([0u64; 4]));
            ncx.save_for(Some(then), results as u64);
            let cx = s.ctx();
            super::wait_place::note(cx);
            let (g, sched) = (cx.g, cx.machine().sched());
            // SAFETY: it is the running goroutine.
            unsafe { cx.on().will_park(g, WaitReason::Syscall) };
            let results = results as usize;
            sched.block(
                g,
                Box::new(move || {
                    // SAFETY: the box is freed by `resume`, which runs after the goroutine was made runnable,
                    // which is after this.
                    unsafe { *(results as *mut [u64; 4]) = job() };
                }),
            );
            Jump::stop(StopCode::Parked)
        }
        Outcome::Broken => broken(ncx),
        Outcome::Goexit => {
            let at = State {
                ip: ncx.call_site(),
                fp: ncx.caller(),
                cx: s.cx,
            };
            unwind::goexit(at)
        }
        Outcome::Exit(code) => {
            // For those who look at all goroutines when the program ends.
            ncx.save_for_walk();
            s.ctx().exit_code = code;
            Jump::stop(StopCode::Exit)
        }
        Outcome::Fatal(_) | Outcome::Dump(_) | Outcome::Throw(_) => {
            let at = State {
                ip: ncx.call_site(),
                fp: ncx.caller(),
                cx: s.cx,
            };
            match outcome {
                Outcome::Dump(text) => unwind::die(at, text.as_bytes(), Ending::Fatal),
                Outcome::Throw(text) => unwind::die(at, text.as_bytes(), Ending::Throw),
                Outcome::Fatal(text) => unwind::fatal(at, &text),
                _ => unreachable!("matched above"),
            }
        }
    }
}

/// A leaf function has panicked, or died.
fn broken(mut ncx: NativeCx) -> Jump {
    let cx = ncx.ctx();
    let Some(LeafPanic {
        at: (ip, fp),
        value,
    }) = cx.leaf_panic.take()
    else {
        return Jump::stop(StopCode::Exit);
    };
    let cx = ncx.ctx;
    // The native has a frame from here on, to which nothing returns: the panic leaves it.
    ncx.keep_frame(never, 0);
    // SAFETY: the function's frame follows (`leaf_call`, which has reserved more than `keep_frame` does).
    unsafe { *ncx.frame.add(FRAME) = Stub::Resume.link() as u64 };
    unwind::panic(State { ip, fp, cx }, value)
}

fn never(_: &mut NativeCx) -> Outcome {
    unreachable!("a panic does not return")
}

fn call_back(mut ncx: NativeCx, s: State, closure: u64, args: &[u64], then: Then) -> Jump {
    ncx.keep_frame(then, 1);
    if closure == 0 {
        let at = State {
            ip: ncx.call_site(),
            fp: ncx.caller(),
            cx: s.cx,
        };
        return super::raise::nil(at, 0, 0);
    }
    let cx = s.ctx();
    let native = stack::reserve(cx, ncx.frame, FRAME + 1 + args.len());
    // SAFETY: just reserved; I4: a func value's first word is its function's address.
    unsafe {
        let frame = native.add(FRAME);
        *frame = Stub::Resume.link() as u64;
        std::ptr::copy_nonoverlapping(args.as_ptr(), frame.add(1), args.len());
        cx.closure = closure;
        let function = super::functions::of_closure(closure);
        Jump::to((*function).entry, frame)
    }
}
