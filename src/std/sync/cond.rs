//! sync.Cond's tickets.

use super::{answer, object};
use crate::runtime::sema::Tickets;
use crate::sched::{Bubble, On, WaitReason};
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
    notify(cx, list, Tickets::signal)
}

pub fn broadcast(cx: &mut NativeCx, list: GoPtr<Tickets>) -> Answer<()> {
    notify(cx, list, Tickets::broadcast)
}

type Notify = fn(&Tickets, On<'_>, *const Bubble) -> Result<(), u64>;

fn notify(cx: &mut NativeCx, list: GoPtr<Tickets>, how: Notify) -> Answer<()> {
    answer(object(cx, list).and_then(|list| {
        let by = cx.bubble().map_or(std::ptr::null(), std::ptr::from_ref);
        how(list, cx.ctx().on(), by).map_err(|g| {
            let whom = "semaphore wake of synctest goroutine";
            Outcome::Dump(format!(
                "{whom} {g} from outside bubble\nfatal error: {whom} from outside bubble\n"
            ))
        })
    }))
}
