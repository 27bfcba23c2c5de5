//! Package internal/synctest: bubbles are begun, entered and looked at (decision 022).

use std::sync::atomic::Ordering;

use crate::runtime::durable;
use crate::sched::{Bubble, Status, WaitReason, World};
use crate::vm::native::{Answer, GoPanic, NativeCx, Outcome, put};

/// What `look` finds, as the Go side numbers it.
mod found {
    pub const BUSY: u8 = 0;
    pub const MOVED_ON: u8 = 1;
    pub const OVER: u8 = 2;
    pub const DEADLOCK: u8 = 3;
    pub const LEFT_OVER: u8 = 4;
}

fn begin(cx: &mut NativeCx) -> u64 {
    let bubble: *const Bubble = cx.ctx().on().sched().new_bubble();
    bubble as u64
}

/// The bubble of a handle from `begin`.
fn bubble<'a>(handle: u64) -> &'a Bubble {
    // SAFETY: only `Run` has handles; bubbles live as long as the scheduler.
    unsafe { &*(handle as *const Bubble) }
}

fn enter(cx: &mut NativeCx, handle: u64) {
    // SAFETY: the running goroutine.
    unsafe { cx.g().get() }.bubble = handle as *const Bubble;
}

fn ended(handle: u64) {
    bubble(handle).set_done();
}

fn is_in_bubble(cx: &mut NativeCx) -> bool {
    cx.bubble().is_some()
}

fn found(handle: u64) -> i64 {
    // Relaxed: the job ran before the asker went on.
    i64::from(bubble(handle).found.load(Ordering::Relaxed))
}

fn look(cx: &mut NativeCx, handle: u64) -> Answer<()> {
    let on = cx.ctx().on();
    on.at_stop(Box::new(move |world| {
        let bubble = bubble(handle);
        bubble
            .found
            .store(look_at(world, bubble), Ordering::Relaxed);
    }));
    Answer::new(Outcome::Yield)
}

fn look_at(world: &World<'_>, bubble: &Bubble) -> u8 {
    let (mut inside, mut all_wait) = (0, true);
    world.sched().each_g(0, 1, |g| {
        let status = g.status();
        // SAFETY: the world stands still.
        let state = unsafe { &*g.0 };
        if std::ptr::eq(state.bubble, bubble) && status != Status::Dead {
            inside += 1;
            all_wait &= status == Status::Waiting && durable::waits(state);
        }
    });
    if !all_wait {
        world.step_aside(false);
        return found::BUSY;
    }
    // SAFETY: we run on the M that has stopped the others.
    let on = unsafe { world.sched().on(world.p()) };
    if bubble.wake_waiter(on) || !bubble.is_done() && bubble.advance(on) {
        world.step_aside(true);
        return found::MOVED_ON;
    }
    match (inside, bubble.is_done()) {
        (0, _) => found::OVER,
        (_, true) => found::LEFT_OVER,
        (_, false) => found::DEADLOCK,
    }
}

fn wait(cx: &mut NativeCx) -> Result<Answer<bool>, GoPanic> {
    let Some(bubble) = cx.bubble() else {
        return Err(cx.panic_string("goroutine is not in a bubble"));
    };
    if !bubble.set_waiter(cx.g()) {
        return Ok(Answer::new(put(cx, false)));
    }
    _ = put(cx, true);
    cx.will_park(WaitReason::SynctestWait, None);
    Ok(Answer::new(Outcome::Park))
}

crate::natives! {
    "begin" => begin,
    "enter" => enter,
    "ended" => ended,
    "look" => look,
    "found" => found,
    "IsInBubble" => is_in_bubble,
    "wait" => wait,
}
