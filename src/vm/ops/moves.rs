//! Moves and constants.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::vm::dispatch::{Flow, State};

#[inline(always)]
pub fn nop(s: State) -> Flow {
    s.next(1)
}
#[inline(always)]
pub fn mov(s: State) -> Flow {
    s.put(s.rb())
}
#[inline(always)]
pub fn mov2(s: State) -> Flow {
    let (a, b) = (s.a(), s.b());
    let (x, y) = (s.get_alone(b), s.get_alone(b + 1));
    s.set(a, x);
    s.set(a + 1, y);
    s.next(1)
}
#[inline(always)]
pub fn mov3(s: State) -> Flow {
    let (a, b) = (s.a(), s.b());
    let (x, y, z) = (s.get_alone(b), s.get_alone(b + 1), s.get_alone(b + 2));
    s.set(a, x);
    s.set(a + 1, y);
    s.set(a + 2, z);
    s.next(1)
}
#[inline(always)]
pub fn mov_n(s: State) -> Flow {
    // SAFETY: I1, I2: both ranges lie in the frame's reach.
    unsafe { move_slots(s.slot(s.b()), s.slot(s.a()), s.c()) };
    s.next(1)
}
/// One by one, as `State::get_alone` says. By itself, so that the handler has nothing in memory and still ends in a jump.
///
/// # Safety
/// `n` slots lie at either place; the ranges may overlap.
#[inline(never)]
unsafe fn move_slots(from: *mut u64, to: *mut u64, n: usize) {
    let one = |i: usize| {
        // SAFETY: the caller's promise; slots are aligned words that only this thread touches.
        unsafe { *to.add(i) = AtomicU64::from_ptr(from.add(i)).load(Ordering::Relaxed) }
    };
    match to <= from {
        true => (0..n).for_each(one),
        false => (0..n).rev().for_each(one),
    }
}
#[inline(always)]
pub fn zero(s: State) -> Flow {
    s.put(0)
}
#[inline(always)]
pub fn zero_n(s: State) -> Flow {
    // SAFETY: I1, I2.
    unsafe { std::ptr::write_bytes(s.slot(s.a()), 0, s.b()) };
    s.next(1)
}
#[inline(always)]
pub fn int(s: State) -> Flow {
    s.put(s.bc() as i32 as i64 as u64)
}
#[inline(always)]
pub fn const64(s: State) -> Flow {
    s.set(s.a(), s.ext(1));
    s.next(2)
}
#[inline(always)]
pub fn type_word(s: State) -> Flow {
    s.set(s.a(), s.ext(1));
    s.next(2)
}
#[inline(always)]
pub fn str_const(s: State) -> Flow {
    // SAFETY: I1: the index is one of the program's string constants.
    let text = unsafe { *s.ctx().strings.add(s.bc() as usize) };
    let a = s.a();
    s.set(a, text.ptr);
    s.set(a + 1, text.len);
    s.next(1)
}
#[inline(always)]
pub fn str_box(s: State) -> Flow {
    // SAFETY: I1: the index is one of the program's string constants, whose words in the table are those of a Go string. The table
    // stays where it is, and nobody changes what an interface points to.
    let text = unsafe { s.ctx().strings.add(s.bc() as usize) };
    s.put(text as u64)
}
#[inline(always)]
pub fn func_value(s: State) -> Flow {
    // SAFETY: I1: the index is one of the program's functions, each of which has a static closure.
    let closure = unsafe { s.ctx().closures.add(s.bc() as usize) };
    s.put(closure as u64)
}
