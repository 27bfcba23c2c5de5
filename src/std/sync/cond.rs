//! sync.Cond's tickets.

use super::{answer, object};
use crate::runtime::sema::Tickets;
use crate::sched::WaitReason;
use crate::vm::native::{Answer, GoPtr, NativeCx, Outcome};

pub fn ticket(cx: &mut NativeCx, list: GoPtr<Tickets>) -> Answer<u32> {
    match object(cx, list) {
        Ok(list) => {
            let ticket = list.take();
            Answer::value(cx, ticket)
        }
        Err(outcome) => Answer::new(outcome),
    }
}

pub fn wait_ticket(cx: &mut NativeCx, list: GoPtr<Tickets>, ticket: u32) -> Answer<()> {
    answer(object(cx, list).and_then(|list| {
        let (on, g) = (cx.ctx().on(), cx.g());
        // SAFETY: the goroutine that called runs here.
        let parked =
            unsafe { list.wait(on, g, ticket, || cx.will_park(WaitReason::CondWait, None)) };
        if parked { Err(Outcome::Park) } else { Ok(()) }
    }))
}

pub fn signal(cx: &mut NativeCx, list: GoPtr<Tickets>) -> Answer<()> {
    answer(object(cx, list).map(|list| list.signal(cx.ctx().on())))
}

pub fn broadcast(cx: &mut NativeCx, list: GoPtr<Tickets>) -> Answer<()> {
    answer(object(cx, list).map(|list| list.broadcast(cx.ctx().on())))
}
