//! Goroutines begin and end.

use crate::bytecode::function::Function;
use crate::race::{Stack, UNWATCHED};
use crate::sched::{Bubble, On, WaitReason};

use super::dispatch::{Jump, State};
use super::machine::panics::MainEnds;
use super::stop::StopCode;
use super::stubs::Stub;
use super::{unwind, wait_place};

/// Starts a goroutine in `function` with the `b` argument slots above the outgoing base `a`. The other way out: a limit is reached.
pub fn spawn(s: State, function: &Function, closure: u64) -> Result<(), Jump> {
    let cx = s.ctx();
    if cx.limited
        && let Some(text) = cx.machine().limit_of_goroutines()
    {
        return Err(unwind::fatal(s, &text));
    }
    let on = cx.on();
    let count = s.b();
    // The first instruction is Enter, whose `a` is what the first frame needs.
    let need = (function.code[0].a as usize).max(count + 1);
    let g = on.new_g(need as u32);
    // SAFETY: a new goroutine is its maker's until it is queued; its stack has at least `need` slots.
    unsafe {
        let new = g.get();
        *new.stack.base = Stub::GoEnd.link() as u64;
        std::ptr::copy_nonoverlapping(s.slot(s.a() + 1), new.stack.base.add(1), count);
        new.saved.fp = 0;
        new.saved.pc = function.entry.cast();
        new.saved.closure = closure;
        new.parent = cx.g_mut().id;
        new.bubble = cx.g_mut().bubble;
        new.created_at = s.ip.cast();
        if let Some(race) = cx.machine().race() {
            race.starts(s, new);
        }
    }
    wait_place::starts(s);
    on.spawn(g);
    Ok(())
}

/// Starts a goroutine that calls a closure without arguments, from outside Go code (a timer). `key`: what whoever asked for it has released, where
/// races are looked for.
///
/// # Safety
/// `closure` is a func value of type `func()`, not nil.
pub unsafe fn spawn_closure(on: On<'_>, closure: u64, bubble: *const Bubble, key: usize) {
    // SAFETY: a func value's first word is its function's address; a new goroutine is its maker's until it is queued.
    unsafe {
        let function = &*super::functions::of_closure(closure);
        let g = on.new_g(u32::from(function.code[0].a).max(1));
        let new = g.get();
        *new.stack.base = Stub::GoEnd.link() as u64;
        new.saved.fp = 0;
        new.saved.pc = function.entry.cast();
        new.saved.closure = closure;
        new.parent = 0;
        new.bubble = bubble;
        new.created_at = std::ptr::null();
        if let Some(race) = on.sched().race() {
            new.clock = race.begins(None, new.id, Stack::NONE).unwrap_or(UNWATCHED);
            if let Some(thread) = race.thread(new.clock) {
                race.acquire(thread, key);
            }
        }
        on.spawn(g);
    }
}

/// The program ends, unless a panic elsewhere is about to end it. A session has no such end.
fn main_ended(s: State) -> Jump {
    let cx = s.ctx();
    let ends = match cx.machine().session() {
        Some(_) => MainEnds::Now,
        None => cx.machine().panics().main_ends(),
    };
    if ends == MainEnds::Later {
        cx.save(s.ip, s.fp);
        return Jump::stop(StopCode::Yielded);
    }
    // It has no frames any more.
    cx.g_mut().saved.pc = std::ptr::null();
    if ends == MainEnds::Never {
        // SAFETY: it is the running goroutine, and saved; nobody wakes it.
        unsafe { cx.on().will_park(cx.g, WaitReason::PanicWait) };
        return Jump::stop(StopCode::Parked);
    }
    cx.exit_code = 0;
    Jump::stop(StopCode::Exit)
}

/// The running goroutine's first function has returned.
pub fn ended(s: State) -> Jump {
    let cx = s.ctx();
    if cx.machine().is_main(cx.g) {
        return main_ended(s);
    }
    cx.free_unwind();
    Jump::stop(StopCode::Ended)
}
