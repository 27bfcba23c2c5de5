//! Package internal/repl: the main goroutine of a session at the desk where entries are handed over (`vm::session`).

use crate::sched::WaitReason;
use crate::vm::native::{Answer, NativeCx, Outcome, put};
use crate::vm::session::{End, Next};

crate::natives! {
    "next" => next,
    "begin" => begin,
    "done" => done,
}

fn next(cx: &mut NativeCx) -> Answer<u64> {
    Answer::new(take(cx))
}

fn take(cx: &mut NativeCx) -> Outcome {
    let g = cx.g();
    // SAFETY: the running goroutine.
    let state = unsafe { g.get() };
    if !std::mem::replace(&mut state.system, true) {
        // It is none of the session's goroutines.
        cx.ctx().on().uncount();
    }
    let machine: *const crate::vm::Machine = cx.machine();
    // SAFETY: the machine outlives what runs on it.
    let machine = unsafe { &*machine };
    // Saved before it can be woken, under the desk's lock.
    match machine.next_order(g, || cx.will_park(WaitReason::Syscall, Some(take))) {
        Next::Wait => Outcome::Park,
        Next::Run(entry, job) => {
            let _ = put(cx, entry);
            cx.ctx().on().at_stop(job);
            Outcome::Yield
        }
        Next::Only(job) => {
            let _ = put(cx, 0u64);
            cx.ctx().on().at_stop(job);
            Outcome::Yield
        }
    }
}

fn begin(cx: &mut NativeCx) {
    let g = cx.g();
    // SAFETY: the running goroutine. Who started it is of no interest to the user.
    let state = unsafe { g.get() };
    (state.parent, state.created_at) = (0, std::ptr::null());
    cx.machine().entry_begins(g);
}

fn done(cx: &mut NativeCx) {
    let g = cx.g();
    cx.machine().goroutine_ended(g, End::Done);
}
