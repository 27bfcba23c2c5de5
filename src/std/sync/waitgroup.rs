//! sync.WaitGroup: the count and those that wait for it are one 64-bit word.
//!
//! A group that `Add` finds without tasks in a bubble of testing/synctest belongs to that bubble from then on, until nobody waits for it any more or
//! `Wait` finds its count 0: nobody else may add to it, and to wait for it is to wait for the bubble. A group in a package variable belongs to none, as in Go.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};

use super::{acquire, answer, fatal, object, release};
use crate::sched::{Bubble, WaitReason};
use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

/// `WaitGroup` of waitgroup.go. Every step is sequentially consistent, as Go's.
#[repr(C)]
pub struct WaitGroup {
    /// High half: the count; low half: how many wait, and `BUBBLED`.
    state: AtomicU64,
    sema: AtomicU32,
    /// The bubble that it belongs to, 0: none. Padding to Go: what is assigned to the group does not change it.
    bubble: AtomicU32,
}

/// Its tasks are a bubble's.
const BUBBLED: u64 = 1 << 31;

fn count(state: u64) -> i32 {
    (state >> 32) as u32 as i32
}
fn waiters(state: u64) -> u32 {
    (state & (BUBBLED - 1)) as u32
}

/// What `Add` and `Done` do most often: nobody is to be woken, and nothing is wrong. Not called in programs that have bubbles.
fn quick_change(wg: GoPtr<WaitGroup>, delta: i32) -> Option<()> {
    // SAFETY: as in `object`.
    let wg = unsafe { wg.0.as_ref() }?;
    let usual = |old: u64| {
        let new = old.wrapping_add((delta as u64) << 32);
        let nobody_waits = new as u32 == 0 && count(new) >= 0;
        let more_are_to_come = delta < 0 && count(new) > 0;
        (nobody_waits || more_are_to_come).then_some(new)
    };
    wg.state.fetch_update(SeqCst, SeqCst, usual).ok().map(drop)
}
pub fn quick_add(wg: GoPtr<WaitGroup>, delta: i64) -> Option<()> {
    quick_change(wg, delta as i32)
}
pub fn quick_done(wg: GoPtr<WaitGroup>) -> Option<()> {
    quick_change(wg, -1)
}

pub fn add(cx: &mut NativeCx, wg: GoPtr<WaitGroup>, delta: i64) -> Answer<()> {
    answer(change(cx, wg, delta as i32))
}

pub fn done(cx: &mut NativeCx, wg: GoPtr<WaitGroup>) -> Answer<()> {
    answer(change(cx, wg, -1))
}

/// What a group's `bubble` is for one.
fn number(bubble: &Bubble) -> u32 {
    (bubble.id % u64::from(u32::MAX)) as u32 + 1
}

/// Whether the group belongs to this bubble, to which it is given if it belonged to none. Error: it is another one's.
fn join(cx: &NativeCx, wg: &WaitGroup, bubble: &Bubble) -> Result<bool, Outcome> {
    if !cx.machine().heap().contains(&raw const *wg as u64) {
        return Ok(false);
    }
    let own = number(bubble);
    match wg.bubble.compare_exchange(0, own, SeqCst, SeqCst) {
        Err(other) if other != own => Err(fatal(
            "sync: WaitGroup.Add called from multiple synctest bubbles",
        )),
        _ => Ok(true),
    }
}

fn change(cx: &mut NativeCx, wg: GoPtr<WaitGroup>, delta: i32) -> Result<(), Outcome> {
    const MIXED: &str = "sync: WaitGroup.Add called from inside and outside synctest bubble";
    let wg = object(cx, wg)?;
    let joined = cx.bubble().map_or(Ok(false), |b| join(cx, wg, b))?;
    if joined {
        let before = wg.state.fetch_or(BUBBLED, SeqCst);
        if before != 0 && before & BUBBLED == 0 {
            return Err(fatal(MIXED));
        }
    }
    let delta_in_state = (delta as u64) << 32;
    let new = wg
        .state
        .fetch_add(delta_in_state, SeqCst)
        .wrapping_add(delta_in_state);
    if new & BUBBLED != 0 && !joined {
        return Err(fatal(MIXED));
    }
    let waiters = waiters(new);
    if count(new) < 0 {
        return Err(cx.panic_string("sync: negative WaitGroup counter").into());
    }
    if waiters != 0 && delta > 0 && count(new) == delta {
        let text = "sync: WaitGroup misuse: Add called concurrently with Wait";
        return Err(cx.panic_string(text).into());
    }
    if count(new) > 0 || waiters == 0 {
        return Ok(());
    }
    // Nobody may add while somebody waits and the count is zero.
    if wg.state.compare_exchange(new, 0, SeqCst, SeqCst).is_err() {
        let text = "sync: WaitGroup misuse: Add called concurrently with Wait";
        return Err(cx.panic_string(text).into());
    }
    if joined {
        wg.bubble.store(0, SeqCst);
    }
    for _ in 0..waiters {
        release(cx, &wg.sema);
    }
    Ok(())
}

pub fn wait(cx: &mut NativeCx, wg: GoPtr<WaitGroup>) -> Answer<()> {
    answer(object(cx, wg).and_then(|wg| {
        let own = cx.bubble().map(number);
        let is_own = || own == Some(wg.bubble.load(SeqCst));
        let one_more = |s: u64| (count(s) != 0).then(|| s + 1);
        match wg.state.fetch_update(SeqCst, SeqCst, one_more) {
            Err(BUBBLED) => {
                let left = is_own()
                    && wg
                        .state
                        .compare_exchange(BUBBLED, 0, SeqCst, SeqCst)
                        .is_ok();
                if left {
                    wg.bubble.store(0, SeqCst);
                }
                Ok(())
            }
            Err(_) => Ok(()),
            Ok(old) if old & BUBBLED != 0 && is_own() => {
                acquire(cx, &wg.sema, WaitReason::BubbleGroupWait)
            }
            Ok(_) => acquire(cx, &wg.sema, WaitReason::WaitGroupWait),
        }
    }))
}
