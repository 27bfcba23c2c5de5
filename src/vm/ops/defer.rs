//! defer, panic, recover: the instructions; the work is in `unwind`.

use crate::vm::dispatch::{Flow, State};
use crate::vm::{raise, unwind};

#[inline(always)]
pub fn defer(s: State) -> Flow {
    s.slow(unwind::defer, 0, 0)
}
#[inline(always)]
pub fn run_defers(s: State) -> Flow {
    s.slow(unwind::run_defers, 0, 0)
}
#[inline(always)]
pub fn defer_next(s: State) -> Flow {
    s.slow(unwind::defer_next, 0, 0)
}
#[inline(always)]
pub fn recover(s: State) -> Flow {
    s.slow(unwind::recover, 0, 0)
}
#[inline(always)]
pub fn panic(s: State) -> Flow {
    s.slow(unwind::panic_op, 0, 0)
}
#[inline(always)]
pub fn panic_next(s: State) -> Flow {
    s.slow(unwind::panic_next, 0, 0)
}
#[inline(always)]
pub fn panic_text(s: State) -> Flow {
    s.slow(unwind::panic_text, 0, 0)
}
#[inline(always)]
pub fn panic_nil(s: State) -> Flow {
    s.slow(raise::nil, 0, 0)
}
#[inline(always)]
pub fn panic_plain(s: State) -> Flow {
    s.slow(unwind::panic_plain_op, 0, 0)
}
#[inline(always)]
pub fn unreachable(s: State) -> Flow {
    s.slow(unwind::unreachable, 0, 0)
}
