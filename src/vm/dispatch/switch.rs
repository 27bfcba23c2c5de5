//! Dispatch by a match in a loop. Needs no guarantee of the compiler, so it serves debug builds.

use super::{Slow, State};
use crate::bytecode::isa::{OP_COUNT, Op};
use crate::for_each_op;
use crate::vm::fuse::WATCHED;
use crate::vm::{ops, raise, watch};

pub const KIND: &str = "match loop";

/// Whether programs are to be prepared by `fuse`.
pub const FUSES: bool = false;

/// The match needs no table.
pub type Handlers = ();

pub const HANDLERS: Handlers = ();

macro_rules! step {
    ($(($name:ident, $handler:ident, [$($operand:ident),*], [$($ext:ident),*], $doc:literal),)*) => {
        #[inline(always)]
        fn step(op: Op, s: State) -> super::Flow {
            match op {
                $(Op::$name => ops::$handler(s),)*
            }
        }
    };
}
for_each_op!(step);

/// # Safety
/// As `dispatch::run`.
pub unsafe fn run(mut s: State) -> u64 {
    loop {
        // For a memory fault: here no registers hold the place (`vm::signal`).
        // SAFETY: I3.
        unsafe { (*s.cx).at = (s.ip, s.fp) };
        // SAFETY: I1.
        let mut number = unsafe { (*s.ip).op };
        if number as usize >= OP_COUNT {
            let fault = watch::observe(s.ip, s.fp, s.cx);
            if fault != 0 {
                let jump = raise::bad_address(s, fault, 0);
                if jump.ip.is_null() {
                    return jump.fp as u64;
                }
                s = State {
                    ip: jump.ip,
                    fp: jump.fp,
                    cx: s.cx,
                };
                continue;
            }
            number -= WATCHED as u16;
        }
        // SAFETY: I1: `ip` points to an instruction, whose number, watched or not, is one of `Op`.
        let op = unsafe { std::mem::transmute::<u16, Op>(number) };
        match step(op, s) {
            Ok(next) => s = next,
            Err(Slow { s: at, f, x, y }) => {
                // A handler of several steps may have gone on from where it began.
                // SAFETY: I3.
                unsafe { (*at.cx).at = (at.ip, at.fp) };
                let jump = f(at.ip, at.fp, at.cx, x, y);
                if jump.ip.is_null() {
                    return jump.fp as u64;
                }
                s = State {
                    ip: jump.ip,
                    fp: jump.fp,
                    cx: at.cx,
                };
            }
        }
    }
}
