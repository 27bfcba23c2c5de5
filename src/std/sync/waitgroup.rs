//! sync.WaitGroup: the count and those that wait for it are one 64-bit word.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::SeqCst};

use super::{acquire, answer, object, release};
use crate::sched::WaitReason;
use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

/// `WaitGroup` of waitgroup.go. Every step is sequentially consistent, as Go's.
#[repr(C)]
pub struct WaitGroup {
    /// High half: the count; low half: how many wait.
    state: AtomicU64,
    sema: AtomicU32,
}

fn count(state: u64) -> i32 {
    (state >> 32) as u32 as i32
}

/// What `Add` and `Done` do most often: nobody is to be woken, and nothing is wrong.
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

fn change(cx: &mut NativeCx, wg: GoPtr<WaitGroup>, delta: i32) -> Result<(), Outcome> {
    let wg = object(cx, wg)?;
    let add = |s: u64| s.wrapping_add((delta as u64) << 32);
    let mut old = wg.state.load(SeqCst);
    while let Err(now) = wg
        .state
        .compare_exchange_weak(old, add(old), SeqCst, SeqCst)
    {
        old = now;
    }
    let new = add(old);
    let waiters = new as u32;
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
    for _ in 0..waiters {
        release(cx, &wg.sema);
    }
    Ok(())
}

pub fn wait(cx: &mut NativeCx, wg: GoPtr<WaitGroup>) -> Answer<()> {
    answer(object(cx, wg).and_then(|wg| {
        let one_more = |s: u64| (count(s) != 0).then(|| s + 1);
        match wg.state.fetch_update(SeqCst, SeqCst, one_more) {
            Err(_) => Ok(()),
            Ok(_) => acquire(cx, &wg.sema, WaitReason::WaitGroupWait),
        }
    }))
}
