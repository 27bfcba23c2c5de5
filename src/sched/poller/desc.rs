//! One descriptor: who uses it, who waits for it, until when. The protocol is in the module's comment.

use std::os::fd::RawFd;
use std::sync::atomic::{AtomicI32, AtomicU32, AtomicU64, Ordering};

use parking_lot::Mutex;

use super::Poller;
use crate::sched::{GRef, On, Sched, TimerNode, WaitQueue, Waiter, WaiterKind};

/// Names an open descriptor: index in the table (lower half) and generation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ticket(u64);

impl Ticket {
    pub fn from_word(word: u64) -> Ticket {
        Ticket(word)
    }
    /// Never 0.
    pub fn word(self) -> u64 {
        self.0
    }
    pub(super) fn index(self) -> u32 {
        self.0 as u32
    }
    fn generation(self) -> u64 {
        self.0 >> 32
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    Read,
    Write,
}

/// The descriptor was closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Closed;

/// What came of waiting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waited {
    /// The goroutine is in the queue, and perhaps runs again already.
    Parked,
    /// Something happened since the call: try again.
    Retry,
    TimedOut,
    Closed,
}

/// `Desc::state`: generation in the upper half, this bit, and the number of users below it.
const CLOSING: u64 = 1 << 31;
const USERS: u64 = CLOSING - 1;
/// No deadline.
const NEVER: i64 = i64::MAX;

pub(super) struct Desc {
    state: AtomicU64,
    fd: AtomicI32,
    read: Half,
    write: Half,
    /// Held while a deadline and its timer are changed, so that the timers follow the deadlines in order.
    deadlines: Mutex<()>,
}

#[repr(C)]
struct Half {
    /// First, so that `fire` finds the half by the node.
    timer: TimerNode,
    /// Changes under the lock of `queue`.
    events: AtomicU32,
    /// Some deadline was set since the descriptor was opened: the timer may be pending.
    timed: AtomicU32,
    queue: Mutex<Queue>,
}

struct Queue {
    waiters: WaitQueue,
    generation: u64,
    open: bool,
    /// On the scheduler's clock.
    deadline: i64,
    /// It has passed (a later one may be set).
    expired: bool,
}

// SAFETY: waiters in the queue are touched under the side's lock only.
unsafe impl Send for Queue {}

impl Half {
    fn new() -> Half {
        Half {
            timer: TimerNode::new(),
            events: AtomicU32::new(0),
            timed: AtomicU32::new(0),
            queue: Mutex::new(Queue {
                waiters: WaitQueue::new(),
                generation: 0,
                open: false,
                deadline: NEVER,
                expired: false,
            }),
        }
    }
    fn open(&self, generation: u64) {
        let mut queue = self.queue.lock();
        queue.generation = generation;
        queue.open = true;
        queue.deadline = NEVER;
        queue.expired = false;
        self.timed.store(0, Ordering::Relaxed);
    }
    /// Counts an event and takes everybody out.
    fn wake(&self, queue: &mut Queue, ready: &mut Vec<GRef>) {
        // Release: pairs with the Acquire in `Entered::seen`.
        self.events.fetch_add(1, Ordering::Release);
        loop {
            // SAFETY: the queue is locked; the waiter's goroutine is ours once it is out.
            let w = unsafe { queue.waiters.pop() };
            if w.is_null() {
                return;
            }
            // SAFETY: as above.
            ready.push(GRef(unsafe { (*w).g }));
        }
    }
}

impl Desc {
    pub fn new() -> Desc {
        Desc {
            // No users and closing: nobody can enter.
            state: AtomicU64::new(CLOSING),
            fd: AtomicI32::new(-1),
            read: Half::new(),
            write: Half::new(),
            deadlines: Mutex::new(()),
        }
    }
    fn half(&self, side: Side) -> &Half {
        match side {
            Side::Read => &self.read,
            Side::Write => &self.write,
        }
    }
    pub fn fd(&self) -> RawFd {
        self.fd.load(Ordering::Relaxed)
    }
    pub fn is_open(&self) -> bool {
        self.fd() >= 0
    }

    /// For the owner of a vacant place.
    pub fn open(&self, index: u32, fd: RawFd) -> Ticket {
        // Generations begin at 1 and wrap within 31 bits, so that a ticket is never 0 nor the waker's.
        let generation = ((self.state.load(Ordering::Relaxed) >> 32) + 1) & 0x7fff_ffff;
        let generation = generation.max(1);
        self.fd.store(fd, Ordering::Relaxed);
        self.read.open(generation);
        self.write.open(generation);
        // Release: pairs with the Acquire in `enter`.
        self.state.store(generation << 32, Ordering::Release);
        Ticket(generation << 32 | u64::from(index))
    }
    /// Back to vacant; the generation stays for the next `open`.
    pub fn reset(&self) {
        self.fd.store(-1, Ordering::Relaxed);
        self.state.fetch_or(CLOSING, Ordering::Release);
    }

    pub fn enter(&self, ticket: Ticket) -> Result<(), Closed> {
        // Acquire: pairs with the Release in `open`.
        self.state
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, |state| {
                (state >> 32 == ticket.generation() && state & CLOSING == 0).then_some(state + 1)
            })
            .map(|_| ())
            .map_err(|_| Closed)
    }
    /// Whether the caller was the last user of a closed descriptor.
    fn leave(&self) -> bool {
        // AcqRel: the last one sees what the others did.
        let old = self.state.fetch_sub(1, Ordering::AcqRel);
        old & USERS == 1 && old & CLOSING != 0
    }

    /// Something happened on a side: everybody who waits there is put into `ready`.
    pub fn wake(&self, side: Side, ticket: Ticket, ready: &mut Vec<GRef>) {
        let half = self.half(side);
        let mut queue = half.queue.lock();
        if queue.open && queue.generation == ticket.generation() {
            half.wake(&mut queue, ready);
        }
    }

    pub fn stop_timers(&self, sched: &Sched) {
        let _order = self.deadlines.lock();
        for half in [&self.read, &self.write] {
            if half.timed.load(Ordering::Relaxed) != 0 {
                // SAFETY: the node is part of a descriptor, which is never freed before the scheduler. The number of a
                // processor matters only for a node that was never started.
                unsafe {
                    sched
                        .timers
                        .stop(0, (&raw const half.timer).cast_mut(), || {})
                };
            }
        }
    }
}

/// A deadline has passed. SAFETY (of the timer's contract): `node` is the start of a `Half`.
unsafe fn fire(on: On<'_>, node: *mut TimerNode, due: i64) {
    // SAFETY: see above; descriptors are never freed before the scheduler.
    let half = unsafe { &*node.cast::<Half>() };
    let mut ready = Vec::new();
    {
        let mut queue = half.queue.lock();
        // A timer that was moved while this call was on its way finds another deadline.
        if queue.deadline > due {
            return;
        }
        queue.expired = true;
        half.wake(&mut queue, &mut ready);
    }
    on.sched().ready_polled(Some(on), &ready);
}

/// A system call under way: the descriptor stays open while this exists.
pub struct Entered<'a> {
    poller: &'a Poller,
    sched: &'a Sched,
    desc: &'a Desc,
    ticket: Ticket,
}

impl<'a> Entered<'a> {
    pub(super) fn new(
        poller: &'a Poller,
        sched: &'a Sched,
        desc: &'a Desc,
        ticket: Ticket,
    ) -> Entered<'a> {
        Entered {
            poller,
            sched,
            desc,
            ticket,
        }
    }
    pub fn fd(&self) -> RawFd {
        self.desc.fd()
    }
    /// The events counted on a side: to be read before the system call, for `wait`.
    pub fn seen(&self, side: Side) -> u32 {
        // Acquire: pairs with the Release in `Half::wake`.
        self.desc.half(side).events.load(Ordering::Acquire)
    }
    /// Whether the deadline has passed.
    pub fn expired(&self, side: Side) -> bool {
        let half = self.desc.half(side);
        half.timed.load(Ordering::Relaxed) != 0 && half.queue.lock().expired
    }

    /// The call would have blocked: parks the goroutine that `park` saves (and gives), unless something happened since `seen`. When it runs
    /// again it tries the call again.
    pub fn wait(&self, side: Side, seen: u32, park: impl FnOnce() -> GRef) -> Waited {
        let half = self.desc.half(side);
        let mut queue = half.queue.lock();
        if !queue.open || queue.generation != self.ticket.generation() {
            return Waited::Closed;
        }
        if queue.expired {
            return Waited::TimedOut;
        }
        if half.events.load(Ordering::Relaxed) != seen {
            return Waited::Retry;
        }
        let g = park();
        self.poller.parked(self.sched);
        // SAFETY: the goroutine runs here and was saved by `park`; it is ours until the lock is given up.
        unsafe {
            let place: *mut Waiter = &raw mut (*g.0).waiter;
            place.write(Waiter {
                g: g.0,
                kind: WaiterKind::Semaphore,
                ..Waiter::new()
            });
            queue.waiters.push_back(place);
        }
        Waited::Parked
    }

    /// Sets the deadline of a side (on the scheduler's clock; None: none). One that has passed wakes whoever waits.
    pub fn set_deadline(&self, on: On<'_>, side: Side, deadline: Option<i64>) {
        let half = self.desc.half(side);
        let deadline = deadline.unwrap_or(NEVER);
        let _order = self.desc.deadlines.lock();
        let now = self.sched.now();
        let mut ready = Vec::new();
        {
            let mut queue = half.queue.lock();
            queue.deadline = deadline;
            queue.expired = deadline <= now;
            if queue.expired {
                half.wake(&mut queue, &mut ready);
            }
        }
        let had = half.timed.load(Ordering::Relaxed) != 0;
        let node = (&raw const half.timer).cast_mut();
        if deadline != NEVER {
            half.timed.store(1, Ordering::Relaxed);
        }
        // SAFETY: the node is part of a descriptor, which is never freed before the scheduler, and `fire` is made for it.
        unsafe {
            if deadline != NEVER && deadline > now {
                on.reset_timer(node, deadline, 0, fire, || {});
            } else if had {
                on.stop_timer(node, || {});
            }
        }
        self.sched.ready_polled(Some(on), &ready);
    }

    /// Closes the descriptor: no call begins any more, who waits is woken. The number goes back to the system when the
    /// calls under way have ended. False if somebody else has closed it.
    pub fn close(&self, on: On<'_>) -> bool {
        // AcqRel: as in `leave`.
        let old = self.desc.state.fetch_or(CLOSING, Ordering::AcqRel);
        if old & CLOSING != 0 {
            return false;
        }
        let mut ready = Vec::new();
        for half in [&self.desc.read, &self.desc.write] {
            let mut queue = half.queue.lock();
            queue.open = false;
            half.wake(&mut queue, &mut ready);
        }
        self.sched.ready_polled(Some(on), &ready);
        true
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        if self.desc.leave() {
            self.poller
                .give_back(self.sched, self.desc, self.ticket.index());
        }
    }
}
