//! Running instructions. The handler bodies (`ops`) are written once and expanded twice from the instruction table:
//! as functions that jump to one another (`threaded`, optimised builds), and as one match in a loop (`switch`,
//! debug builds, where nothing guarantees that a call in tail position becomes a jump, and the fallback).
//!
//! Invariants that every handler relies on (named I1 to I4 in their SAFETY comments):
//!
//! * I1: code is verified: `ip` points to an instruction, registers lie in the frame, indices in their tables.
//! * I2: `fp` points to slot 0 of a frame; `Enter` has made sure of all slots that its function names.
//! * I3: `cx` is the context of the P that this M holds; no other thread touches it but for `limit`.
//! * I4: a word of class pointer is 0 or the address of an object that is alive, large enough for the accesses that
//!   the compiler emits for its type.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::bytecode::isa::Insn;

use super::context::Ctx;
use super::stop::StopCode;

#[cfg(any(
    debug_assertions,
    feature = "match-dispatch",
    not(any(target_arch = "x86_64", target_arch = "aarch64"))
))]
#[path = "switch.rs"]
mod chosen;
#[cfg(not(any(
    debug_assertions,
    feature = "match-dispatch",
    not(any(target_arch = "x86_64", target_arch = "aarch64"))
)))]
#[path = "threaded.rs"]
mod chosen;

/// The machine's registers. Made only by the dispatcher, under I1 to I3; its accessors rely on them.
#[derive(Clone, Copy)]
pub struct State {
    pub ip: *const Insn,
    pub fp: *mut u64,
    pub cx: *mut Ctx,
}

/// Where to go on; `ip` null: leave the loop with the `StopCode` in `fp`.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Jump {
    pub ip: *const Insn,
    pub fp: *mut u64,
}

impl Jump {
    #[inline(always)]
    pub fn to(ip: *const Insn, fp: *mut u64) -> Jump {
        Jump { ip, fp }
    }
    pub fn stop(code: StopCode) -> Jump {
        Jump {
            ip: std::ptr::null(),
            fp: code as u64 as *mut u64,
        }
    }
}

/// The part of a handler that may call, allocate, park or panic: an ordinary function, so that the handler itself
/// needs no stack. `x` and `y` are whatever the handler hands on.
pub type SlowFn = fn(ip: *const Insn, fp: *mut u64, cx: *mut Ctx, x: u64, y: u64) -> Jump;

/// Calls the slow part `F`, a function item, which has no size. So that who jumps on needs no memory for a `State`.
fn slow_shim<F: Fn(State, u64, u64) -> Jump>(
    ip: *const Insn,
    fp: *mut u64,
    cx: *mut Ctx,
    x: u64,
    y: u64,
) -> Jump {
    const { assert!(size_of::<F>() == 0) };
    // SAFETY: a value without size, of which `State::slow` has shown that there is one.
    let f = unsafe { std::ptr::NonNull::<F>::dangling().as_ref() };
    f(State { ip, fp, cx }, x, y)
}

#[derive(Clone, Copy)]
pub struct Slow {
    pub s: State,
    pub f: SlowFn,
    pub x: u64,
    pub y: u64,
}

pub type Flow = Result<State, Slow>;

impl State {
    #[inline(always)]
    pub fn a(self) -> usize {
        // SAFETY: I1.
        unsafe { (*self.ip).a as usize }
    }
    #[inline(always)]
    pub fn b(self) -> usize {
        // SAFETY: I1.
        unsafe { (*self.ip).b as usize }
    }
    #[inline(always)]
    pub fn c(self) -> usize {
        // SAFETY: I1.
        unsafe { (*self.ip).c as usize }
    }
    /// b as a signed immediate.
    #[inline(always)]
    pub fn bi(self) -> i64 {
        // SAFETY: I1.
        unsafe { (*self.ip).b as i16 as i64 }
    }
    #[inline(always)]
    pub fn ci(self) -> i64 {
        // SAFETY: I1.
        unsafe { (*self.ip).c as i16 as i64 }
    }
    /// b and c together.
    #[inline(always)]
    pub fn bc(self) -> u32 {
        // SAFETY: I1; `Insn` is `repr(C, align(8))`, so b and c are one aligned 32-bit word at offset 4.
        unsafe { *self.ip.cast::<u32>().add(1) }
    }
    /// Extension word `n`, from 1.
    #[inline(always)]
    pub fn ext(self, n: usize) -> u64 {
        // SAFETY: I1: the table says how many extension words the instruction has.
        unsafe { *self.ip.cast::<u64>().add(n) }
    }
    /// A type descriptor in extension word `n`.
    #[inline(always)]
    pub fn ext_type(self, n: usize) -> crate::bytecode::rtype::TypeRef {
        crate::bytecode::rtype::TypeRef(self.ext(n) as *const _)
    }
    pub fn is_op(self, op: crate::bytecode::isa::Op) -> bool {
        // SAFETY: I1.
        unsafe { (*self.ip).op == op as u16 }
    }
    #[inline(always)]
    pub fn get(self, slot: usize) -> u64 {
        // SAFETY: I1, I2.
        unsafe { *self.fp.add(slot) }
    }
    /// A slot that is read by itself, not with its neighbours at once: these were often written a moment ago by themselves, and a load of sixteen bytes waits until
    /// two stores of eight have reached the cache.
    #[inline(always)]
    pub fn get_alone(self, slot: usize) -> u64 {
        // SAFETY: I1, I2; slots are aligned words that only this thread touches.
        unsafe { AtomicU64::from_ptr(self.fp.add(slot)) }.load(Ordering::Relaxed)
    }
    #[inline(always)]
    pub fn set(self, slot: usize, word: u64) {
        // SAFETY: I1, I2.
        unsafe { *self.fp.add(slot) = word }
    }
    #[inline(always)]
    pub fn slot(self, slot: usize) -> *mut u64 {
        // SAFETY: I1, I2.
        unsafe { self.fp.add(slot) }
    }
    #[inline(always)]
    pub fn ra(self) -> u64 {
        self.get(self.a())
    }
    #[inline(always)]
    pub fn rb(self) -> u64 {
        self.get(self.b())
    }
    #[inline(always)]
    pub fn rc(self) -> u64 {
        self.get(self.c())
    }
    #[inline(always)]
    pub fn fb(self) -> f64 {
        f64::from_bits(self.rb())
    }
    #[inline(always)]
    pub fn fc(self) -> f64 {
        f64::from_bits(self.rc())
    }
    /// Sets register a and goes on after an instruction of one word.
    #[inline(always)]
    pub fn put(self, word: u64) -> Flow {
        self.set(self.a(), word);
        self.next(1)
    }
    #[inline(always)]
    pub fn put_f(self, value: f64) -> Flow {
        self.put(value.to_bits())
    }
    /// Goes on `words` further.
    #[inline(always)]
    pub fn next(self, words: usize) -> Flow {
        // SAFETY: I1: every function ends in an instruction that does not fall through.
        let ip = unsafe { self.ip.add(words) };
        Ok(State { ip, ..self })
    }
    /// Jumps; the offset counts from the next instruction.
    #[inline(always)]
    pub fn jump(self, words: usize, offset: i64) -> Flow {
        // SAFETY: I1: the target is an instruction of the same function.
        let ip = unsafe { self.ip.offset(words as isize + offset as isize) };
        Ok(State { ip, ..self })
    }
    #[inline(always)]
    pub fn after(self, words: usize) -> Jump {
        // SAFETY: as in `next`.
        Jump::to(unsafe { self.ip.add(words) }, self.fp)
    }
    #[inline(always)]
    pub fn at(self, ip: *const Insn, fp: *mut u64) -> Flow {
        Ok(State {
            ip,
            fp,
            cx: self.cx,
        })
    }
    #[inline(always)]
    pub fn slow<F: Fn(State, u64, u64) -> Jump>(self, _: F, x: u64, y: u64) -> Flow {
        Err(Slow {
            s: self,
            f: slow_shim::<F>,
            x,
            y,
        })
    }
    /// The context. The borrow must end before anything else asks for it.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn ctx<'a>(self) -> &'a mut Ctx {
        // SAFETY: I3.
        unsafe { &mut *self.cx }
    }
    #[inline(always)]
    pub fn limit(self) -> usize {
        // SAFETY: I3; the field is atomic.
        unsafe { (*self.cx).limit.load(std::sync::atomic::Ordering::Relaxed) }
    }
}

/// Runs from `ip` until a handler stops.
///
/// # Safety
/// I1 to I4 hold for the three.
#[inline]
pub unsafe fn run(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> StopCode {
    // SAFETY: the caller's promise.
    StopCode::from_word(unsafe { chosen::run(State { ip, fp, cx }) })
}

/// Which expansion this build uses.
pub const KIND: &str = chosen::KIND;
pub use chosen::{FUSES, HANDLERS, Handlers};
