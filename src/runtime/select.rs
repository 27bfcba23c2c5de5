//! Select over several channels, and what is left to do when a goroutine that waited on channels goes on.
//!
//! First each case is tried by itself, in random order: what can go ahead does. Only if none can, and there is no default, all channels are locked
//! in the order of their addresses (so that two selects cannot wait for each other), looked at once more, and the goroutine is queued on all of them.
//! The first waker to set `G::claimed` wins; the other places are left in `resume`.

use crate::bytecode::program::{NO_REG, SelectTable};
use crate::sched::sync::Ordering;
use crate::sched::{GRef, NO_SLOT, On, WaitReason, Waiter, WaiterKind};

use super::chan::{self, Chan, Done, Locked};

/// One case; addresses of slots, null for none.
#[derive(Clone, Copy)]
pub struct Case {
    pub chan: *mut Chan,
    pub send: bool,
    /// The value to send, or where to put the one received.
    pub value: *mut u64,
    pub ok: *mut u64,
}

/// How a select went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selected {
    /// The case with this index went ahead; -1: the default.
    Case(i64),
    /// As `Done::Parked`; the index will be in its slot.
    Parked,
    /// Panic: "send on closed channel".
    Closed,
    /// As `Done::Foreign`.
    Foreign,
}

const FEW: usize = 16;

/// The cases of a table, for the frame at `fp`.
///
/// # Safety
/// `fp` is the frame of the function that the table belongs to.
pub unsafe fn cases(table: &SelectTable, fp: *mut u64) -> impl Iterator<Item = Case> + '_ {
    let at = move |reg: u16| match reg {
        NO_REG => std::ptr::null_mut(),
        // SAFETY: a register of the frame.
        reg => unsafe { fp.add(reg as usize) },
    };
    table.cases.iter().map(move |case| Case {
        // SAFETY: the register holds a channel.
        chan: unsafe { *fp.add(case.chan as usize) } as *mut Chan,
        send: case.send,
        value: at(case.value),
        ok: at(case.ok),
    })
}

/// Runs the select statement of `table` in the frame at `fp`; when it parks, the index of the case that went ahead will be put into `index`.
///
/// # Safety
/// As for `chan::send` and `chan::recv`; the slots to receive `in_memory` values into hold addresses of fresh objects.
pub unsafe fn select(
    on: On<'_>,
    g: GRef,
    table: &SelectTable,
    fp: *mut u64,
    index: *mut u64,
    save: impl FnOnce(),
) -> Selected {
    // SAFETY: the caller's promise.
    unsafe {
        if table.cases.len() <= FEW {
            let mut few = [const {
                Case {
                    chan: std::ptr::null_mut(),
                    send: false,
                    value: std::ptr::null_mut(),
                    ok: std::ptr::null_mut(),
                }
            }; FEW];
            let n = table.cases.len();
            for (place, case) in few.iter_mut().zip(cases(table, fp)) {
                *place = case;
            }
            return select_cases(on, g, &few[..n], table.has_default, index, save);
        }
        let many: Vec<Case> = cases(table, fp).collect();
        select_cases(on, g, &many, table.has_default, index, save)
    }
}

/// The same for any cases.
///
/// # Safety
/// As for `select`. If there is no default, the slots are in the stack of `g`.
pub unsafe fn select_cases(
    on: On<'_>,
    g: GRef,
    cases: &[Case],
    has_default: bool,
    index: *mut u64,
    save: impl FnOnce(),
) -> Selected {
    let n = cases.len();
    let mut few = [0u16; FEW];
    let mut many = Vec::new();
    let order: &mut [u16] = if n <= FEW {
        &mut few[..n]
    } else {
        many.resize(n, 0u16);
        &mut many
    };
    for ((i, place), case) in order.iter_mut().enumerate().zip(cases) {
        *place = i as u16;
        // SAFETY: the caller's promise.
        if !case.chan.is_null() && unsafe { chan::is_foreign(case.chan, g) } {
            return Selected::Foreign;
        }
    }
    if n > 1 {
        let mut random = on.random();
        for i in (1..n).rev() {
            let j = ((random & 0xffff_ffff) * (i as u64 + 1)) >> 32;
            order.swap(i, j as usize);
            random = random.rotate_right(19).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }
    let mut save = Some(save);
    loop {
        for &i in order.iter() {
            let case = &cases[i as usize];
            // SAFETY: the caller's promise.
            let done = unsafe {
                if has_default && let Some(c) = case.chan.as_ref() {
                    c.show();
                }
                match case.send {
                    true => chan::try_send(on, case.chan, case.value),
                    false => chan::try_recv(on, case.chan, case.value, case.ok),
                }
            };
            match done {
                Done::Yes => return Selected::Case(i as i64),
                Done::Closed => return Selected::Closed,
                _ => {}
            }
        }
        if has_default {
            return Selected::Case(-1);
        }
        // SAFETY: the caller's promise.
        if unsafe { park_on_all(on, g, cases, order, index, &mut save) } {
            return Selected::Parked;
        }
    }
}

/// Locks all channels; parks, or answers false because one is ready now.
///
/// # Safety
/// As for `select_cases`.
unsafe fn park_on_all(
    on: On<'_>,
    g: GRef,
    cases: &[Case],
    order: &mut [u16],
    index: *mut u64,
    save: &mut Option<impl FnOnce()>,
) -> bool {
    order.sort_unstable_by_key(|&i| cases[i as usize].chan as usize);
    let mut locks: [Option<Locked>; FEW] = [const { None }; FEW];
    let mut more: Vec<Locked> = Vec::new();
    let mut last = std::ptr::null_mut();
    let mut held = 0;
    for &i in order.iter() {
        let chan = cases[i as usize].chan;
        if chan.is_null() || chan == last {
            continue;
        }
        last = chan;
        // SAFETY: a live channel, locked once.
        let lock = unsafe { Locked::new(chan) };
        match locks.get_mut(held) {
            Some(place) => *place = Some(lock),
            None => more.push(lock),
        }
        held += 1;
    }
    // SAFETY: all channels are locked.
    let ready = cases
        .iter()
        .any(|case| !case.chan.is_null() && unsafe { chan::is_ready(case.chan, case.send) });
    if ready {
        return false;
    }
    if let Some(save) = save.take() {
        save();
    }
    // SAFETY: the goroutine runs here and is ours until the first lock is let go.
    unsafe {
        let g_mut = &mut *g.0;
        g_mut.owned.used();
        g_mut.claimed.store(0, Ordering::Relaxed);
        g_mut.waiter.slot = chan::offset(g, index);
        g_mut.cases.clear();
        g_mut.cases.reserve(cases.len());
        // Not in the source's order: of the cases of one channel whoever comes takes the first in its queue, and that is to be any of them.
        for &i in order.iter() {
            let case = &cases[i as usize];
            if case.chan.is_null() {
                continue;
            }
            g_mut.cases.push(Waiter {
                g: g.0,
                on: case.chan as usize,
                slot: chan::offset(g, case.value),
                ok_slot: chan::offset(g, case.ok),
                case: i.into(),
                send: case.send,
                kind: WaiterKind::Select,
                ..Waiter::new()
            });
        }
        let reason = if cases.is_empty() {
            WaitReason::SelectNoCases
        } else {
            WaitReason::Select
        };
        if let Some(record) = on.recorder() {
            record.waits_for_each(g_mut.cases.iter().map(|case| case.on));
        }
        on.will_park(g, reason);
        for w in &mut g_mut.cases {
            chan::enqueue(w.on as *mut Chan, w);
        }
    }
    true
}

/// How a goroutine goes on that was woken with something left to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Resumed {
    GoOn,
    /// Panic: "send on closed channel", at the instruction that it parked in.
    Closed,
}

/// To be called before `g` runs if `G::waiting` is not null.
///
/// # Safety
/// On the M that is about to run `g`.
pub unsafe fn resume(g: GRef) -> Resumed {
    // SAFETY: the goroutine is ours; the channels are alive because its frame refers to them.
    unsafe {
        let g = g.get();
        g.owned.used();
        let w = std::mem::replace(&mut g.waiting, std::ptr::null_mut());
        let (send, success, case) = ((*w).send, (*w).success, (*w).case);
        if (*w).kind == WaiterKind::Select {
            for other in &mut g.cases {
                // Even the winner's, which is out of its queue: another waker may just be passing over its waiter.
                chan::cancel(other.on as *mut Chan, other);
            }
            g.cases.clear();
            if g.waiter.slot != NO_SLOT {
                *g.stack.base.add(g.waiter.slot as usize) = case as u64;
            }
        }
        match send && !success {
            true => Resumed::Closed,
            false => Resumed::GoOn,
        }
    }
}
