//! A goroutine goes on that was woken with something left to do.

use crate::bytecode::isa::Insn;
use crate::runtime::select::{self, Resumed};

use super::context::Ctx;
use super::dispatch::{Jump, State};
use super::raise;

/// Where the goroutine, just switched to, goes on.
#[cold]
#[inline(never)]
pub fn resume(cx: &mut Ctx, ip: *const Insn, fp: *mut u64) -> Jump {
    // SAFETY: this M is about to run the goroutine.
    match unsafe { select::resume(cx.g) } {
        Resumed::GoOn => Jump::to(ip, fp),
        // Panics at the instruction that it parked in, whose last word stands before.
        Resumed::Closed => {
            // SAFETY: it was saved to go on after an instruction.
            let ip = unsafe { ip.sub(1) };
            raise::plain_error(State { ip, fp, cx }, "send on closed channel")
        }
    }
}
