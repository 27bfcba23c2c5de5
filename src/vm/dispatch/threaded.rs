//! Dispatch by handlers that jump to one another: each ends in an indirect jump of its own, which the processor
//! predicts by the path that led there. In optimised builds LLVM turns a call in tail position between functions of the same
//! signature into a jump, provided that nothing needs the caller's stack: handlers therefore own nothing with a
//! destructor, hand out no addresses of locals, and leave all real calls to `slow_entry`, but for those of plain natives
//! (decision 029), whose handlers give their stack back before they jump.
//! A test runs 50 million instructions on a small stack; `xtask handlers` looks whether all of them end in jumps.

use super::{Slow, SlowFn, State};
use crate::bytecode::isa::{Insn, OP_COUNT, Op};
use crate::vm::context::Ctx;
use crate::vm::fuse::WATCHED;
use crate::vm::stop::StopCode;
use crate::vm::{ops, raise, watch};
use crate::{for_each_fusion, for_each_op};

pub const KIND: &str = "sibling calls";

#[cfg(target_arch = "x86_64")]
type Handler = extern "sysv64" fn(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64;
#[cfg(not(target_arch = "x86_64"))]
type Handler = extern "C" fn(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64;

macro_rules! handler_fn {
    ($(#[$attr:meta])* fn $name:ident($($p:ident: $t:ty),*) -> u64 $body:block) => {
        #[cfg(target_arch = "x86_64")]
        $(#[$attr])* pub(super) extern "sysv64" fn $name($($p: $t),*) -> u64 $body
        #[cfg(not(target_arch = "x86_64"))]
        $(#[$attr])* pub(super) extern "C" fn $name($($p: $t),*) -> u64 $body
    };
}

macro_rules! handlers {
    ($(($name:ident, $handler:ident, [$($operand:ident),*], [$($ext:ident),*], $doc:literal),)*) => {
        mod each {
            use super::*;
            $(handler_fn! {
                fn $handler(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64 {
                    match ops::$handler(State { ip, fp, cx }) {
                        Ok(s) => dispatch(s),
                        Err(Slow { s, f, x, y }) => slow_entry(s.ip, s.fp, s.cx, f, x, y),
                    }
                }
            })*
        }
        const SINGLE: [Handler; OP_COUNT] = [$(each::$handler),*];
    };
}
for_each_op!(handlers);

/// Executes the parts one after the other; whichever leaves, leaves.
macro_rules! fused {
    ($([$first_op:ident $first:ident, $($op:ident $handler:ident),*],)*) => {
        const FUSED: &[Handler] = &[
            $({
                handler_fn! {
                    fn fused(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64 {
                        let flow = ops::$first(State { ip, fp, cx });
                        $(let flow = match flow {
                            Ok(s) => ops::$handler(s),
                            left => left,
                        };)*
                        match flow {
                            Ok(s) => dispatch(s),
                            Err(Slow { s, f, x, y }) => slow_entry(s.ip, s.fp, s.cx, f, x, y),
                        }
                    }
                }
                fused
            },)*
        ];
    };
}
for_each_fusion!(fused);

handler_fn! {
    /// Of all watched instructions.
    #[inline(never)]
    fn watched(ip: *const Insn, fp: *mut u64, cx: *mut Ctx) -> u64 {
        let fault = watch::observe(ip, fp, cx);
        if fault != 0 {
            return match (State { ip, fp, cx }).slow(raise::bad_address, fault, 0) {
                Ok(s) => dispatch(s),
                Err(Slow { s, f, x, y }) => slow_entry(s.ip, s.fp, s.cx, f, x, y),
            };
        }
        // SAFETY: I1: a watched instruction's number is `WATCHED` and that of the instruction; I3.
        let handler = unsafe { *(&raw const (*cx).handlers).cast::<Handler>().add((*ip).op as usize - WATCHED) };
        handler(ip, fp, cx)
    }
}

handler_fn! {
    /// In place of `ops::leaf_end`: all there is to do is to leave.
    fn leaf_end(_ip: *const Insn, _fp: *mut u64, _cx: *mut Ctx) -> u64 {
        StopCode::Returned as u64
    }
}

const COUNT: usize = WATCHED + OP_COUNT;

/// By instruction number; fused sequences follow the single instructions, then come the watched ones. Each context has one: a handler reaches it by the register that it has
/// in any case, in the instruction that jumps, while the address of a static would have to be loaded first, by each handler.
pub type Handlers = [Handler; COUNT];

pub const HANDLERS: Handlers = {
    let mut table = [SINGLE[0]; COUNT];
    let mut i = 0;
    while i < COUNT {
        table[i] = if i == Op::LeafEnd as usize {
            leaf_end
        } else if i < OP_COUNT {
            SINGLE[i]
        } else if i < WATCHED {
            FUSED[i - OP_COUNT]
        } else {
            watched
        };
        i += 1;
    }
    table
};

/// Whether programs are to be prepared by `fuse`.
pub const FUSES: bool = true;

#[inline(always)]
fn dispatch(s: State) -> u64 {
    // SAFETY: I1: `ip` points to an instruction, whose number is below `COUNT`; I3.
    let handler = unsafe {
        let handlers = (&raw const (*s.cx).handlers).cast::<Handler>();
        *handlers.add((*s.ip).op as usize)
    };
    handler(s.ip, s.fp, s.cx)
}

handler_fn! {
    // The function pointer never leaves Rust: only the convention of the handler itself matters.
    #[allow(improper_ctypes_definitions)]
    #[inline(never)]
    fn slow_entry(ip: *const Insn, fp: *mut u64, cx: *mut Ctx, f: SlowFn, x: u64, y: u64) -> u64 {
        // SAFETY: I3.
        unsafe { (*cx).at = (ip, fp) };
        let jump = f(ip, fp, cx, x, y);
        if jump.ip.is_null() {
            return jump.fp as u64;
        }
        dispatch(State { ip: jump.ip, fp: jump.fp, cx })
    }
}

/// # Safety
/// As `dispatch::run`.
#[inline(always)]
pub unsafe fn run(s: State) -> u64 {
    dispatch(s)
}
