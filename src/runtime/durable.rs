//! Whether a goroutine of a bubble (testing/synctest) waits for what can only come from the bubble.

use crate::sched::{G, WaitReason};

use super::chan::Chan;

/// Of a goroutine of a bubble that waits and stands still.
pub fn waits(g: &G) -> bool {
    // SAFETY: who waits keeps the channel alive.
    let own = |channel: usize| unsafe { &*(channel as *const Chan) }.is_bubbled();
    match g.reason() {
        WaitReason::ChanReceive | WaitReason::ChanSend => own(g.waiter.on),
        WaitReason::Select => g.cases.iter().all(|case| own(case.on)),
        WaitReason::ChanReceiveNil
        | WaitReason::ChanSendNil
        | WaitReason::SelectNoCases
        | WaitReason::Sleep
        | WaitReason::CondWait
        | WaitReason::BubbleGroupWait
        | WaitReason::SynctestWait => true,
        _ => false,
    }
}
