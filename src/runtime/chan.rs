//! Channels, after Go's `runtime/chan.go`.
//!
//! A channel is a lock, a ring in the heap (memory form), and two queues of waiters. Invariants, under the lock:
//!
//! * at most one queue is not empty, but for a select that waits on both sides; a closed channel has no waiters;
//! * who waits to receive implies an empty ring, who waits to send a full one;
//! * whoever takes a waiter out of a queue (`take`) has won it, and is its goroutine's waker.
//!
//! A value goes straight from the sender's slots into those of a waiting receiver, or back: the stack of a
//! goroutine that waits does not move, and the slots that a waiter names belong to its waker. A parked goroutine goes on
//! *after* its instruction: the waker has put the value and `ok` where they belong. Only where something is left (a select, a send that met a
//! close) is `G::waiting` not null, and `resume` has to be called before it runs.
//!
//! Values of `in_memory` types: the slot to receive into already holds the address of a fresh zeroed object, which is filled.

use crate::bytecode::rtype::{TypeRef, Width, WordClass};
use crate::heap::{Layout, layout_index};
use crate::sched::record::{Kind, object_id};
use crate::sched::sync::{AtomicBool, AtomicUsize, Ordering, RawLock};
use crate::sched::{Bubble, GRef, On, WaitQueue, WaitReason, Waiter};

use super::chan_record::{
    record_into_ring, record_passed, record_passed_slow, record_taken, record_zero,
};

mod ordered;
mod ring;
mod waiters;
mod words;
use ring::{hand_over, pop, push};
pub use waiters::leave;
pub(super) use waiters::{cancel, enqueue, offset};
use waiters::{number, take, waiting_slot, wake};
pub use words::{put_word, recv_word, send_word, take_word};

/// A channel's heap object.
#[repr(C)]
pub struct Chan {
    ring: *mut u8,
    elem: TypeRef,
    cap: usize,
    /// Values in the ring. Changes under the lock; read without it by `len` and by the first look of operations that do not wait.
    len: AtomicUsize,
    /// Where the next value is taken from.
    head: usize,
    lock: RawLock,
    closed: AtomicBool,
    /// The channel of a timer: it shows neither length nor capacity.
    timer: AtomicBool,
    /// Somebody has looked without the lock and gone on by what it saw (`show`). Changes under the lock.
    shown: AtomicBool,
    /// A value is one word of 64 bits, in the ring as in slots. Never in a bubble's channel: `send_word` and `recv_word` need not ask whose it is.
    of_words: bool,
    /// The mark of the bubble that it was made in, 0 outside: who waits for it there waits for the bubble, and nobody else may use it.
    bubble: u16,
    receivers: WaitQueue,
    senders: WaitQueue,
}

pub static LAYOUT: Layout = Layout {
    index: layout_index::CHAN,
    size: size_of::<Chan>(),
    words: &[WordClass::Pointer],
    name: "chan",
};

/// How an operation on a channel went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    Yes,
    /// It would have to wait (only from the operations that do not).
    No,
    /// The goroutine has been given to its waker: do not touch it.
    Parked,
    /// Panic: "send on closed channel" or "close of closed channel".
    Closed,
    /// Panic: "close of nil channel".
    Nil,
    /// Fatal error: the channel is of a bubble that the goroutine is not in.
    Foreign,
}

/// The largest ring that `make` allows, as Go.
pub const MAX_RING: usize = 1 << 47;

/// The bytes of the ring for `cap` values; `None`: panic "makechan: size out of range".
pub fn ring_bytes(elem: TypeRef, cap: i64) -> Option<usize> {
    let cap = usize::try_from(cap).ok()?;
    elem.size.checked_mul(cap).filter(|&n| n <= MAX_RING)
}

/// Makes a channel of the object that was allocated for it by `LAYOUT`.
///
/// # Safety
/// `object` is fresh and zeroed; `ring` is an array of `cap` zeroed elements (anything if they take up no bytes).
pub unsafe fn init(object: *mut u8, elem: TypeRef, cap: usize, ring: *mut u8) -> *mut Chan {
    let chan = object.cast::<Chan>();
    // SAFETY: the caller's promise.
    unsafe {
        chan.write(Chan {
            ring,
            elem,
            cap,
            len: AtomicUsize::new(0),
            head: 0,
            lock: RawLock::new(),
            closed: AtomicBool::new(false),
            timer: AtomicBool::new(false),
            shown: AtomicBool::new(false),
            of_words: elem.size == 8
                && !elem.in_memory
                && matches!(&elem.leaves[..], [leaf] if leaf.width == Width::W64),
            bubble: 0,
            receivers: WaitQueue::new(),
            senders: WaitQueue::new(),
        });
    }
    chan
}

/// Holds a channel's lock. Not a guard that derefs: the fields are reached through the raw pointer.
pub(super) struct Locked(*mut Chan);

impl Locked {
    /// # Safety
    /// `chan` is a live channel.
    #[inline]
    pub(super) unsafe fn new(chan: *mut Chan) -> Locked {
        // SAFETY: the caller's promise.
        unsafe { (*chan).lock.lock() };
        Locked(chan)
    }
}

impl Drop for Locked {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: we hold the lock; the collector does not run between safepoints, so the channel is alive.
        unsafe {
            match (*self.0).shown.load(Ordering::Relaxed) {
                false => (*self.0).lock.unlock(),
                true => (*self.0).lock.unlock_first(),
            }
        }
    }
}

impl Chan {
    /// len(c).
    ///
    /// # Safety
    /// `chan` is null or a live channel.
    pub unsafe fn len(chan: *const Chan) -> usize {
        // SAFETY: the caller's promise.
        match unsafe { chan.as_ref() } {
            Some(c) if !c.timer.load(Ordering::Relaxed) => {
                c.show();
                c.len.load(Ordering::Relaxed)
            }
            _ => 0,
        }
    }
    /// cap(c).
    ///
    /// # Safety
    /// `chan` is null or a live channel.
    pub unsafe fn cap(chan: *const Chan) -> usize {
        // SAFETY: the caller's promise.
        match unsafe { chan.as_ref() } {
            Some(c) if !c.timer.load(Ordering::Relaxed) => c.cap,
            _ => 0,
        }
    }
    /// The element type.
    pub fn elem(&self) -> TypeRef {
        self.elem
    }
    /// From now on it is a timer's.
    pub fn set_timer(&self) {
        self.timer.store(true, Ordering::Relaxed);
    }

    /// It is made in a bubble.
    ///
    /// # Safety
    /// `chan` has just been made, and nobody else knows it.
    pub unsafe fn set_bubble(chan: *mut Chan, bubble: &Bubble) {
        // SAFETY: the caller's promise.
        unsafe {
            (*chan).bubble = bubble.mark();
            (*chan).of_words = false;
        }
    }
    pub fn is_bubbled(&self) -> bool {
        self.bubble != 0
    }

    /// To be called before somebody goes on by what it saw without the lock (a default case, `len`). Go has all operations on channels and atomics
    /// in one order: of two goroutines that each do something and then look at what the other has done, one sees it. From here on whoever
    /// has changed the channel shows that before anything else that it does, which costs as much again as taking the lock; channels that
    /// nobody looks at so do without.
    #[inline]
    pub fn show(&self) {
        if !self.shown.load(Ordering::Relaxed) {
            self.show_first();
        }
    }
    #[cold]
    fn show_first(&self) {
        self.lock.lock();
        self.shown.store(true, Ordering::Relaxed);
        // SAFETY: we hold it.
        unsafe { self.lock.unlock_first() };
    }

    /// Whether a send that does not wait is sure to be impossible right now.
    pub(super) fn looks_full(&self) -> bool {
        // Acquire: a close is seen before what follows it. The answer may be old at once, as Go's.
        !self.closed.load(Ordering::Acquire)
            && if self.cap == 0 {
                self.receivers.is_empty()
            } else {
                self.len.load(Ordering::Relaxed) == self.cap
            }
    }
    /// The same for a receive.
    pub(super) fn looks_empty(&self) -> bool {
        // The length before the close: a channel seen empty and then open was empty.
        let empty = if self.cap == 0 {
            self.senders.is_empty()
        } else {
            self.len.load(Ordering::Acquire) == 0
        };
        empty && !self.closed.load(Ordering::Acquire)
    }
}

/// An event of a channel operation, if events are recorded. Out of line: most often they are not.
macro_rules! recorded {
    ($on:expr, $event:ident $(::<$arg:literal>)? ($($with:expr),*)) => {
        if let Some(record) = $on.recorder() {
            $event $(::<$arg>)? (record, $($with),*);
        }
    };
}

/// What can be done at once; the lock is held. Wakes with `wake` after letting the lock go.
///
/// # Safety
/// As for `send`.
#[inline]
unsafe fn send_now(on: On<'_>, lock: Locked, value: *const u64) -> Result<Done, Locked> {
    let c = lock.0;
    // SAFETY: the caller's promise; we hold the lock.
    unsafe {
        if (*c).closed.load(Ordering::Relaxed) {
            return Ok(Done::Closed);
        }
        let w = take(&mut (*c).receivers);
        if !w.is_null() {
            let to = waiting_slot(w, (*w).slot);
            if !to.is_null() {
                hand_over((*c).elem, value, to);
            }
            let ok = waiting_slot(w, (*w).ok_slot);
            if !ok.is_null() {
                *ok = 1;
            }
            recorded!(on, record_passed::<false>(c, value, number(w)));
            if let Some(race) = on.sched().race() {
                ordered::handed_over(race, on, c, w);
            }
            drop(lock);
            wake(on, w, true);
            return Ok(Done::Yes);
        }
        if (*c).len.load(Ordering::Relaxed) < (*c).cap {
            recorded!(on, record_into_ring(c, value));
            if let Some(race) = on.sched().race() {
                ordered::through_ring(race, on, c, false);
            }
            push(c, value);
            return Ok(Done::Yes);
        }
    }
    Err(lock)
}

/// As `send_now`.
///
/// # Safety
/// As for `recv`.
#[inline]
unsafe fn recv_now(on: On<'_>, lock: Locked, into: *mut u64, ok: *mut u64) -> Result<Done, Locked> {
    let c = lock.0;
    // SAFETY: the caller's promise; we hold the lock.
    unsafe {
        let mut woken = std::ptr::null_mut();
        if (*c).len.load(Ordering::Relaxed) > 0 {
            recorded!(on, record_taken(c));
            if let Some(race) = on.sched().race() {
                ordered::through_ring(race, on, c, true);
            }
            pop(c, into);
            woken = take(&mut (*c).senders);
            if !woken.is_null() {
                let value = waiting_slot(woken, (*woken).slot);
                recorded!(on, record_passed_slow(c, value, number(woken), 0));
                if let Some(race) = on.sched().race() {
                    ordered::takes_place(race, c, woken);
                }
                push(c, value);
            }
        } else {
            if (*c).cap == 0 {
                woken = take(&mut (*c).senders);
            }
            if !woken.is_null() {
                let value = waiting_slot(woken, (*woken).slot);
                recorded!(on, record_passed::<true>(c, value, number(woken)));
                if let Some(race) = on.sched().race() {
                    ordered::handed_over(race, on, c, woken);
                }
                if !into.is_null() {
                    hand_over((*c).elem, value, into);
                }
            } else if (*c).closed.load(Ordering::Relaxed) {
                let elem = (*c).elem;
                if !into.is_null() && !elem.in_memory {
                    std::ptr::write_bytes(into, 0, elem.leaves.len());
                }
                if !ok.is_null() {
                    *ok = 0;
                }
                recorded!(on, record_zero(c));
                if let Some(race) = on.sched().race() {
                    ordered::sees_close(race, c, on.running());
                }
                return Ok(Done::Yes);
            } else {
                return Err(lock);
            }
        }
        if !ok.is_null() {
            *ok = 1;
        }
        drop(lock);
        if !woken.is_null() {
            wake(on, woken, true);
        }
    }
    Ok(Done::Yes)
}

/// Queues the running goroutine on the channel whose lock is held.
///
/// # Safety
/// As for `send`; `save` has saved the goroutine.
unsafe fn park(on: On<'_>, g: GRef, lock: Locked, w: Waiter, reason: WaitReason) -> Done {
    // SAFETY: the goroutine runs here, so it and its waiter are ours until the lock is let go; then they are the waker's.
    unsafe {
        let c = lock.0;
        let send = w.send;
        let place = &raw mut (*g.0).waiter;
        place.write(w);
        (*place).on = c as usize;
        on.will_park_for(g, reason, c as usize);
        match send {
            true => (*c).senders.push_back(place),
            false => (*c).receivers.push_back(place),
        }
    }
    drop(lock);
    Done::Parked
}

/// Whether the channel is of a bubble that `g` is not in.
///
/// # Safety
/// `chan` is live; `g` runs on the caller's M.
#[inline(always)]
pub unsafe fn is_foreign(chan: *mut Chan, g: GRef) -> bool {
    // SAFETY: the caller's promise; the mark does not change once others know the channel.
    unsafe { (*chan).bubble != 0 && is_of_other_bubble(chan, g) }
}

/// # Safety
/// As for `is_foreign`.
#[cold]
#[inline(never)]
unsafe fn is_of_other_bubble(chan: *mut Chan, g: GRef) -> bool {
    // SAFETY: the caller's promise; bubbles live as long as the scheduler.
    unsafe {
        let own = (*g.0).bubble.as_ref();
        own.is_none_or(|own| own.mark() != (*chan).bubble)
    }
}

/// Sends the value at `value`. `save` saves the goroutine, to go on after the instruction; it is called before it parks.
///
/// # Safety
/// On the M that runs `g`, between safepoints; `chan` is null or live; `value` are slots of its element type in the stack of `g`
/// (anything for an element without slots).
#[inline]
pub unsafe fn send(
    on: On<'_>,
    g: GRef,
    chan: *mut Chan,
    value: *const u64,
    save: impl FnOnce(),
) -> Done {
    if chan.is_null() {
        save();
        // SAFETY: it runs here. Nobody will ever wake it.
        unsafe { on.will_park(g, WaitReason::ChanSendNil) };
        return Done::Parked;
    }
    // SAFETY: the caller's promise.
    unsafe {
        if is_foreign(chan, g) {
            return Done::Foreign;
        }
        match send_now(on, Locked::new(chan), value) {
            Ok(done) => done,
            Err(lock) => {
                save();
                let mut w = Waiter::new();
                w.g = g.0;
                w.send = true;
                w.slot = offset(g, value);
                park(on, g, lock, w, WaitReason::ChanSend)
            }
        }
    }
}

/// Receives into `into` and `ok` (null: nowhere).
///
/// # Safety
/// As for `send`. If the element type is `in_memory` and `into` is not null, `*into` is the address of a fresh zeroed object of it.
#[inline]
pub unsafe fn recv(
    on: On<'_>,
    g: GRef,
    chan: *mut Chan,
    into: *mut u64,
    ok: *mut u64,
    save: impl FnOnce(),
) -> Done {
    if chan.is_null() {
        save();
        // SAFETY: it runs here. Nobody will ever wake it.
        unsafe { on.will_park(g, WaitReason::ChanReceiveNil) };
        return Done::Parked;
    }
    // SAFETY: the caller's promise.
    unsafe {
        if is_foreign(chan, g) {
            return Done::Foreign;
        }
        match recv_now(on, Locked::new(chan), into, ok) {
            Ok(done) => done,
            Err(lock) => {
                save();
                let mut w = Waiter::new();
                w.g = g.0;
                w.slot = offset(g, into);
                w.ok_slot = offset(g, ok);
                park(on, g, lock, w, WaitReason::ChanReceive)
            }
        }
    }
}

/// Sends if that needs no waiting, whoever it is for. `Done::No` decides something only once the channel is shown (`Chan::show`).
///
/// # Safety
/// As for `send`; `value` may be anywhere.
pub unsafe fn try_send(on: On<'_>, chan: *mut Chan, value: *const u64) -> Done {
    // SAFETY: the caller's promise.
    unsafe {
        if chan.is_null() || (*chan).looks_full() {
            return Done::No;
        }
        send_now(on, Locked::new(chan), value).unwrap_or(Done::No)
    }
}

/// Receives if that needs no waiting; `Done::No` as in `try_send`.
///
/// # Safety
/// As for `recv`; `into` and `ok` may be anywhere.
pub unsafe fn try_recv(on: On<'_>, chan: *mut Chan, into: *mut u64, ok: *mut u64) -> Done {
    // SAFETY: the caller's promise.
    unsafe {
        if chan.is_null() || (*chan).looks_empty() {
            return Done::No;
        }
        recv_now(on, Locked::new(chan), into, ok).unwrap_or(Done::No)
    }
}

/// close(c).
///
/// # Safety
/// On the M that runs `g`; `chan` is null or live.
pub unsafe fn close(on: On<'_>, g: GRef, chan: *mut Chan) -> Done {
    if chan.is_null() {
        return Done::Nil;
    }
    // SAFETY: the caller's promise; we hold the lock.
    unsafe {
        if is_foreign(chan, g) {
            return Done::Foreign;
        }
        let lock = Locked::new(chan);
        if (*chan).closed.load(Ordering::Relaxed) {
            return Done::Closed;
        }
        // Release: pairs with the Acquire in `looks_full` and `looks_empty`.
        (*chan).closed.store(true, Ordering::Release);
        on.event(Kind::Close, 0, object_id(chan as usize), &[]);
        let race = on.sched().race();
        if let Some(race) = race {
            ordered::closes(race, on, chan);
        }
        let elem = (*chan).elem;
        let mut won: *mut Waiter = std::ptr::null_mut();
        for receivers in [true, false] {
            loop {
                let queue = match receivers {
                    true => &mut (*chan).receivers,
                    false => &mut (*chan).senders,
                };
                let w = take(queue);
                if w.is_null() {
                    break;
                }
                if receivers {
                    let into = waiting_slot(w, (*w).slot);
                    if !into.is_null() && !elem.in_memory {
                        std::ptr::write_bytes(into, 0, elem.leaves.len());
                    }
                    let ok = waiting_slot(w, (*w).ok_slot);
                    if !ok.is_null() {
                        *ok = 0;
                    }
                }
                if let Some(race) = race {
                    ordered::sees_close(race, chan, (*w).g);
                }
                // A chain of our own, through the links that the queue no longer uses; the last comes first, as in gc: so who waited first runs next.
                (*w).next = won;
                won = w;
            }
        }
        drop(lock);
        while !won.is_null() {
            let next = (*won).next;
            wake(on, won, false);
            won = next;
        }
    }
    Done::Yes
}

/// Empties the ring of a timer's channel; says whether something was in it.
///
/// # Safety
/// `chan` is live.
pub unsafe fn drain(chan: *mut Chan) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let lock = Locked::new(chan);
        let any = (*chan).len.load(Ordering::Relaxed) > 0;
        while (*chan).len.load(Ordering::Relaxed) > 0 {
            pop(chan, std::ptr::null_mut());
        }
        drop(lock);
        any
    }
}

/// For `select`: whether the channel could take (or give) a value now, or is closed. The lock is held.
///
/// # Safety
/// The lock is held by the caller.
pub(super) unsafe fn is_ready(c: *mut Chan, send: bool) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        (*c).closed.load(Ordering::Relaxed)
            || if send {
                !(*c).receivers.is_empty() || (*c).len.load(Ordering::Relaxed) < (*c).cap
            } else {
                !(*c).senders.is_empty() || (*c).len.load(Ordering::Relaxed) > 0
            }
    }
}
