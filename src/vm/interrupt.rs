//! Ends a goroutine from outside, as if it had called runtime.Goexit where it stands. The world is stopped.

use crate::bytecode::isa::Insn;
use crate::runtime::chan;
use crate::sched::{GRef, WaitReason, Waiter, WaiterKind, World};

use super::context::Ctx;
use super::dispatch::{Jump, State};
use super::machine::Machine;
use super::stubs::Stub;
use super::{fuse, unwind};

/// What `G::waiting` is when the goroutine is to end as soon as it runs.
struct Mark(Waiter);
// SAFETY: nobody looks into it: its address is what counts.
unsafe impl Sync for Mark {}
static MARK: Mark = Mark(Waiter::new());

fn mark() -> *mut Waiter {
    (&raw const MARK.0).cast_mut()
}

/// Whether a goroutine that is about to run is to end instead.
pub fn is_marked(waiting: *mut Waiter) -> bool {
    waiting == mark()
}

/// A goroutine that is runnable or was stopped while it ran. False if it cannot be ended now.
///
/// # Safety
/// The world is stopped.
pub unsafe fn ready(g: GRef) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        if Stub::of(g.get().saved.pc.cast()).is_some() {
            // A native of its is about to go on, and has things to put in order.
            return false;
        }
        if !g.get().waiting.is_null() && !is_marked(g.get().waiting) {
            crate::runtime::select::resume(g);
        }
        g.get().waiting = mark();
    }
    true
}

/// A goroutine that waits. False: it waits for something that cannot be undone.
///
/// # Safety
/// The world is stopped.
pub unsafe fn waiting(machine: &Machine, world: &World<'_>, g: GRef) -> bool {
    // SAFETY: the caller's promise: it is saved, and so is everybody who might wake it.
    unsafe {
        let state = g.get();
        match state.reason() {
            WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {}
            WaitReason::ChanReceive | WaitReason::ChanSend
                if state.waiter.kind == WaiterKind::Channel && state.waiter.queued =>
            {
                chan::leave(&raw mut state.waiter);
            }
            WaitReason::Select => {
                for w in &mut state.cases {
                    chan::leave(w);
                }
                state.cases.clear();
            }
            WaitReason::Sleep if machine.sched().cancel_sleep(g) => {}
            // It takes what it is given when it is woken, and ends then.
            WaitReason::WaitGroupWait | WaitReason::BubbleGroupWait
                if Stub::of(state.saved.pc.cast()).is_none() =>
            {
                state.waiting = mark();
                return false;
            }
            _ => return false,
        }
        state.waiting = mark();
        machine.sched().on(world.p()).ready(g);
    }
    true
}

/// The goroutine, just switched to, is marked: it ends.
pub fn end(cx: &mut Ctx, ip: *const Insn, fp: *mut u64) -> Jump {
    cx.g_mut().waiting = std::ptr::null_mut();
    // SAFETY: a saved goroutine's registers: `ip` is an instruction of a function, or follows the one that it waited in.
    unsafe {
        if !fuse::is_enter((*ip).op) {
            let inside = cx.machine().functions().find(ip.sub(1)).is_some();
            let ip = if inside { ip.sub(1) } else { ip };
            return unwind::goexit(State { ip, fp, cx });
        }
        // Before its first instruction a function has no frame: the call is where it happens.
        let link = *fp as *const Insn;
        if Stub::of(link).is_none() {
            let call = link.sub(1);
            let fp = fp.sub((*call).a as usize);
            return unwind::goexit(State { ip: call, fp, cx });
        }
        let function = cx.machine().functions().of_pc(ip);
        let fp = super::stack::reserve(cx, fp, function.frame_size as usize);
        for slot in 1 + function.params as usize..function.frame_size as usize {
            *fp.add(slot) = 0;
        }
        unwind::goexit(State { ip, fp, cx })
    }
}
