//! Sleeping and timers. The Go side's `runtimeTimer` begins with the scheduler's node; while it is pending the collector keeps it
//! alive (`Sched::each_timer`), and with it the function and the zone; one that sends on a channel, as long as that lives.

use crate::runtime::chan::{self, Chan};
use crate::sched::record::{Kind, object_id};
use crate::sched::{Bubble, On, TimerNode, WaitReason};
use crate::vm::native::{Answer, GoPanic, GoPtr, NativeCx, Outcome};

/// `runtimeTimer` of sleep.go.
#[repr(C)]
pub struct Timer {
    node: TimerNode,
    channel: *mut Chan,
    function: u64,
    loc: u64,
    /// The bubble on whose clock it runs, or null.
    bubble: *const Bubble,
}

/// The bit of `Time.wall` for a monotonic reading; seconds count from 1885 then.
const HAS_MONOTONIC: u64 = 1 << 63;
/// Without one, seconds count from year 1.
const SECONDS_1_TO_1970: i64 = 62_135_596_800;
const SECOND: i64 = 1_000_000_000;
const SECONDS_1885_TO_1970: i64 = (85 * 365 + 20) * 86400;

pub fn sleep(cx: &mut NativeCx, nanos: i64) -> Answer<()> {
    if nanos <= 0 {
        return Answer::new(Outcome::Return);
    }
    let bubble = cx.bubble();
    cx.will_park(WaitReason::Sleep, None);
    let (on, g) = (cx.ctx().on(), cx.g());
    match bubble {
        Some(bubble) => on.sleep_in(bubble, g, nanos),
        None => on.sleep(g, nanos),
    }
    Answer::new(Outcome::Park)
}

fn timer(cx: &mut NativeCx, p: GoPtr<Timer>) -> Result<*mut Timer, GoPanic> {
    match p.is_null() {
        true => Err(cx.nil_dereference()),
        false => Ok(p.0),
    }
}

/// A moment on the scheduler's clock, or on the bubble's.
fn moment(on: On<'_>, bubble: Option<&Bubble>, delay: i64) -> i64 {
    let now = bubble.map_or_else(|| on.sched().now(), Bubble::now);
    now.saturating_add(delay.max(0))
}

/// The bubble that the timer was started in.
fn bubble_of<'a>(timer: *mut Timer) -> Option<&'a Bubble> {
    // SAFETY: a live runtimeTimer; bubbles live as long as the scheduler.
    unsafe { (*timer).bubble.as_ref() }
}

/// A timer of a bubble is the bubble's business alone.
fn own(cx: &mut NativeCx, p: GoPtr<Timer>, what: &str) -> Result<*mut Timer, Outcome> {
    let timer = timer(cx, p)?;
    match bubble_of(timer).is_some() && cx.bubble().is_none() {
        true => Err(Outcome::Fatal(format!(
            "{what} of synctest timer from outside bubble"
        ))),
        false => Ok(timer),
    }
}

fn answer(cx: &mut NativeCx, result: Result<bool, Outcome>) -> Answer<bool> {
    match result {
        Ok(was_pending) => Answer::value(cx, was_pending),
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn start(cx: &mut NativeCx, p: GoPtr<Timer>, delay: i64, period: i64) -> Result<(), GoPanic> {
    let timer = timer(cx, p)?;
    let bubble = cx.bubble();
    let on = cx.ctx().on();
    let when = moment(on, bubble, delay);
    // SAFETY: a live runtimeTimer that nobody else knows yet; kept alive while pending (see the module's comment).
    unsafe {
        (*timer).node.owner = (*timer).channel as u64;
        let node = &raw mut (*timer).node;
        match bubble {
            Some(bubble) => {
                (*timer).bubble = bubble;
                on.start_timer_in(bubble, node, when, period, fire);
            }
            None => on.start_timer(node, when, period, fire),
        }
    }
    Ok(())
}

pub fn stop(cx: &mut NativeCx, p: GoPtr<Timer>) -> Answer<bool> {
    let stopped = own(cx, p, "stop").map(|timer| stop_own(cx, timer));
    answer(cx, stopped)
}

fn stop_own(cx: &mut NativeCx, timer: *mut Timer) -> bool {
    let on = cx.ctx().on();
    let mut unread = false;
    // SAFETY: a live runtimeTimer; `unsent` runs under its shard's lock.
    let pending = unsafe { on.stop_timer(&raw mut (*timer).node, || unread = unsent(on, timer)) };
    pending || unread
}

pub fn reset(cx: &mut NativeCx, p: GoPtr<Timer>, delay: i64, period: i64) -> Answer<bool> {
    let was_pending = own(cx, p, "reset").map(|timer| reset_own(cx, timer, delay, period));
    answer(cx, was_pending)
}

fn reset_own(cx: &mut NativeCx, timer: *mut Timer, delay: i64, period: i64) -> bool {
    let on = cx.ctx().on();
    let when = moment(on, bubble_of(timer), delay);
    let mut unread = false;
    // SAFETY: as in `start` and `stop`.
    let pending = unsafe {
        let node = &raw mut (*timer).node;
        on.reset_timer(node, when, period, fire, || unread = unsent(on, timer))
    };
    pending || unread
}

/// Takes back what was sent and not received: as if it had not fired yet.
fn unsent(on: On<'_>, timer: *mut Timer) -> bool {
    // SAFETY: a live runtimeTimer, whose channel it keeps alive.
    unsafe {
        let channel = (*timer).channel;
        let unread = !channel.is_null() && chan::drain(channel);
        if unread {
            on.event(Kind::Drain, 0, object_id(channel as usize), &[]);
        }
        unread
    }
}

pub fn as_timer(channel: GoPtr<Chan>) {
    // SAFETY: a live channel.
    if let Some(channel) = unsafe { channel.0.as_ref() } {
        channel.set_timer();
    }
}

/// SAFETY (of the timer's contract): `node` is the start of a live runtimeTimer.
unsafe fn fire(on: On<'_>, node: *mut TimerNode, due: i64) {
    // SAFETY: see above; a timer without a channel has a function.
    unsafe {
        let timer = node.cast::<Timer>();
        let channel = (*timer).channel;
        if channel.is_null() {
            let key = timer as usize;
            crate::vm::spawn::spawn_closure(on, (*timer).function, (*timer).bubble, key);
            return;
        }
        if let Some(race) = on.sched().race() {
            race.forward(timer as usize, channel as usize);
        }
        let (wall, ext) = match bubble_of(timer) {
            Some(bubble) => {
                let now = bubble.now();
                let seconds = now / SECOND + SECONDS_1_TO_1970;
                ((now % SECOND) as u64, seconds as u64)
            }
            None => {
                // What is sent is when it was due, not when somebody came to it.
                let late = on.sched().now().saturating_sub(due).max(0);
                let (seconds, nanos, mono) = super::now();
                let wall = (seconds + SECONDS_1885_TO_1970) * SECOND + i64::from(nanos) - late;
                let (seconds, nanos) = (wall / SECOND, wall % SECOND);
                let mono = (mono - late).max(1);
                (
                    HAS_MONOTONIC | (seconds as u64) << 30 | nanos as u64,
                    mono as u64,
                )
            }
        };
        let value = [wall, ext, (*timer).loc];
        // A receiver that is slow gets what was sent first.
        chan::try_send(on, channel, value.as_ptr());
    }
}
