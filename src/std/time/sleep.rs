//! Sleeping and timers. The Go side's `runtimeTimer` begins with the scheduler's node; while it is pending the collector keeps it
//! alive (`Sched::each_timer`), and with it the function and the zone; one that sends on a channel, as long as that lives.

use crate::runtime::chan::{self, Chan};
use crate::sched::record::{Kind, object_id};
use crate::sched::{On, TimerNode, WaitReason};
use crate::vm::native::{Answer, GoPanic, GoPtr, NativeCx, Outcome};

/// `runtimeTimer` of sleep.go.
#[repr(C)]
pub struct Timer {
    node: TimerNode,
    channel: *mut Chan,
    function: u64,
    loc: u64,
}

/// The bit of `Time.wall` for a monotonic reading; seconds count from 1885 then.
const HAS_MONOTONIC: u64 = 1 << 63;
const SECONDS_1885_TO_1970: i64 = (85 * 365 + 21) * 86400;

pub fn sleep(cx: &mut NativeCx, nanos: i64) -> Answer<()> {
    if nanos <= 0 {
        return Answer::new(Outcome::Return);
    }
    cx.will_park(WaitReason::Sleep, None);
    let (on, g) = (cx.ctx().on(), cx.g());
    on.sleep(g, nanos);
    Answer::new(Outcome::Park)
}

fn timer(cx: &mut NativeCx, p: GoPtr<Timer>) -> Result<*mut Timer, GoPanic> {
    match p.is_null() {
        true => Err(cx.nil_dereference()),
        false => Ok(p.0),
    }
}

/// A moment on the scheduler's clock.
fn moment(on: On<'_>, delay: i64) -> i64 {
    on.sched().now().saturating_add(delay.max(0))
}

pub fn start(cx: &mut NativeCx, p: GoPtr<Timer>, delay: i64, period: i64) -> Result<(), GoPanic> {
    let timer = timer(cx, p)?;
    let on = cx.ctx().on();
    // SAFETY: a live runtimeTimer that nobody else knows yet; kept alive while pending (see the module's comment).
    unsafe {
        (*timer).node.owner = (*timer).channel as u64;
        on.start_timer(&raw mut (*timer).node, moment(on, delay), period, fire);
    }
    Ok(())
}

pub fn stop(cx: &mut NativeCx, p: GoPtr<Timer>) -> Result<bool, GoPanic> {
    let timer = timer(cx, p)?;
    let on = cx.ctx().on();
    let mut unread = false;
    // SAFETY: a live runtimeTimer; `unsent` runs under its shard's lock.
    let pending = unsafe { on.stop_timer(&raw mut (*timer).node, || unread = unsent(on, timer)) };
    Ok(pending || unread)
}

pub fn reset(cx: &mut NativeCx, p: GoPtr<Timer>, delay: i64, period: i64) -> Result<bool, GoPanic> {
    let timer = timer(cx, p)?;
    let on = cx.ctx().on();
    let mut unread = false;
    // SAFETY: as in `start` and `stop`.
    let pending = unsafe {
        let node = &raw mut (*timer).node;
        on.reset_timer(node, moment(on, delay), period, fire, || {
            unread = unsent(on, timer)
        })
    };
    Ok(pending || unread)
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
unsafe fn fire(on: On<'_>, node: *mut TimerNode, _: i64) {
    // SAFETY: see above; a timer without a channel has a function.
    unsafe {
        let timer = node.cast::<Timer>();
        let channel = (*timer).channel;
        if channel.is_null() {
            crate::vm::spawn::spawn_closure(on, (*timer).function);
            return;
        }
        let (seconds, nanos, mono) = super::now();
        let wall = HAS_MONOTONIC | ((seconds + SECONDS_1885_TO_1970) as u64) << 30 | nanos as u64;
        let value = [wall, mono as u64, (*timer).loc];
        // A receiver that is slow gets what was sent first.
        chan::try_send(on, channel, value.as_ptr());
    }
}
