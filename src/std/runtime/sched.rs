//! Package runtime's view of the scheduler.

use crate::sched::{cpus, default_procs};
use crate::vm::native::{Answer, GoStr, NativeCx, Outcome, put};

pub fn gomaxprocs(cx: &mut NativeCx, n: i64) -> Answer<i64> {
    let old = cx.ctx().on().sched().procs() as i64;
    set_procs(cx, old, n)
}

/// Puts `old` as the result; then, with the world stopped, `n` processors.
fn set_procs(cx: &mut NativeCx, old: i64, n: i64) -> Answer<i64> {
    let outcome = put(cx, old);
    if n < 1 || n == old {
        return Answer::new(outcome);
    }
    let n = (n as usize).min(crate::sched::MAX_PROCS);
    let on = cx.ctx().on();
    on.at_stop(Box::new(move |world| world.set_procs(n)));
    Answer::new(Outcome::Yield)
}

pub fn set_default_gomaxprocs(cx: &mut NativeCx) -> Answer<()> {
    let n = default_procs();
    cx.ctx()
        .on()
        .at_stop(Box::new(move |world| world.set_procs(n)));
    Answer::new(Outcome::Yield)
}

pub fn num_cpu() -> i64 {
    cpus() as i64
}

pub fn num_goroutine(cx: &mut NativeCx) -> i64 {
    cx.ctx().on().sched().goroutines() as i64
}

pub fn lock_thread(cx: &mut NativeCx) {
    let locked = &mut cx.ctx().g_mut().locked;
    *locked = locked.saturating_add(1);
}
pub fn unlock_thread(cx: &mut NativeCx) {
    let locked = &mut cx.ctx().g_mut().locked;
    *locked = locked.saturating_sub(1);
}

pub fn gosched() -> Answer<()> {
    Answer::new(Outcome::Yield)
}

pub fn goexit() -> Answer<()> {
    Answer::new(Outcome::Goexit)
}

pub fn gc(cx: &mut NativeCx) -> Answer<()> {
    let ctx = cx.ctx();
    ctx.machine().request_collection(ctx);
    Answer::new(Outcome::Yield)
}

pub fn goroot(cx: &mut NativeCx) -> GoStr {
    let root = std::env::var_os("GOROOT").unwrap_or_default();
    cx.string(root.as_encoded_bytes())
}

/// As the signal that Go's breakpoint raises when no debugger waits for it.
pub fn breakpoint() -> Answer<()> {
    Answer::new(Outcome::Dump("SIGTRAP: trace trap\n".into()))
}
