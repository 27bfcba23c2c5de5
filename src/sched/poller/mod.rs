//! Waiting for descriptors: a goroutine that finds a socket not ready parks here, never a thread. `mio` (epoll, kqueue) tells what
//! became ready.
//!
//! # State machine
//!
//! Each open descriptor has a `Desc`. It is named by a `Ticket` (index and generation), so that a stale ticket or a stale event meets a
//! descriptor that was closed and not whoever got its place. Each `Desc` has two sides, reading and writing; each side counts its events:
//!
//! ```text
//!   seen = events          the goroutine looks at the count, then tries the system call
//!   would block            wait(seen): under the lock of the side
//!        closed?             -> Closed
//!        deadline passed?    -> TimedOut
//!        events != seen?     -> Retry     (something happened since it looked)
//!        else                -> parked: saved, queued, the lock given up
//!   event | deadline | close   under the lock: events += 1, everybody out of the queue; then they are made runnable and try again
//! ```
//!
//! Invariants:
//! * **No wake-up is lost.** Events are edges (the system reports each change once), so an edge between the failed call and the parking
//!   must be seen. It is: the count is read before the call, and compared under the lock that the edge is counted under. Nothing is ever
//!   reset, so of several readers none can take the edge that another needs.
//! * **A descriptor is closed by the last who uses it.** `Desc::state` counts system calls under way; `close` refuses new ones and wakes the
//!   sleepers, and the number goes back to the system only when the count is 0. A call never meets a number that was given anew.
//! * A goroutine in a queue is counted in `Sched::outside`, so nobody takes a program that waits for the network for deadlocked.
//! * Lock order: `Desc::deadlines`, then a timer shard, then a side. `fire` runs under the shard's lock and takes only the side's.
//!
//! # Who looks
//!
//! An M that finds no goroutine looks without waiting (`Worker::search`). The one sleeping M that keeps the time (the keeper) sleeps in the
//! poller, so an idle program is one thread in one system call. While all are busy the monitor looks once in a while. One looks at a time:
//! `Poller::poll` is a lock that the others only try.

mod desc;

use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicUsize, Ordering};
use std::time::Duration;

use mio::unix::SourceFd;
use mio::{Events, Interest, Poll, Registry, Token, Waker};
use parking_lot::Mutex;

use super::{GRef, On, Sched};
use desc::Desc;
pub use desc::{Closed, Entered, Side, Ticket, Waited};

/// Descriptors in a block of the table.
const BLOCK: usize = 256;
/// Blocks: room for four million descriptors, more than the system gives.
const BLOCKS: usize = 1 << 14;
/// Events fetched at once.
const BATCH: usize = 256;
/// The waker's token; no ticket has it (the index does not exist).
const WAKER: Token = Token(usize::MAX);
/// How long the network may go without a look while every processor is busy.
const NEGLECT: i64 = 10_000_000;

pub struct Poller {
    poll: Mutex<Waiting>,
    registry: Registry,
    waker: Waker,
    blocks: Box<[AtomicPtr<Desc>]>,
    free: Mutex<Free>,
    /// When somebody looked last, on the scheduler's clock.
    looked: AtomicI64,
    /// Goroutines that wait here.
    waiting: AtomicUsize,
}

struct Waiting {
    poll: Poll,
    events: Events,
}

struct Free {
    list: Vec<u32>,
    /// Descriptors ever made.
    made: u32,
}

impl Poller {
    pub(super) fn new() -> io::Result<Poller> {
        let poll = Poll::new()?;
        let registry = poll.registry().try_clone()?;
        let waker = Waker::new(&registry, WAKER)?;
        Ok(Poller {
            poll: Mutex::new(Waiting {
                poll,
                events: Events::with_capacity(BATCH),
            }),
            registry,
            waker,
            blocks: (0..BLOCKS)
                .map(|_| AtomicPtr::new(std::ptr::null_mut()))
                .collect(),
            free: Mutex::new(Free {
                list: Vec::new(),
                made: 0,
            }),
            looked: AtomicI64::new(0),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Takes over a descriptor that does not block, and watches it.
    pub fn open(&self, fd: OwnedFd) -> io::Result<Ticket> {
        let index = self
            .vacant()
            .ok_or_else(|| io::Error::from_raw_os_error(libc::EMFILE))?;
        let Some(desc) = self.desc(index) else {
            return Err(io::Error::from_raw_os_error(libc::EMFILE));
        };
        let raw = fd.as_raw_fd();
        let ticket = desc.open(index, raw);
        let registered = self.registry.register(
            &mut SourceFd(&raw),
            Token(ticket.word() as usize),
            Interest::READABLE | Interest::WRITABLE,
        );
        match registered {
            Ok(()) => {
                // From here on the last user closes it (`give_back`).
                std::mem::forget(fd);
                Ok(ticket)
            }
            Err(error) => {
                desc.reset();
                self.free.lock().list.push(index);
                Err(error)
            }
        }
    }

    fn vacant(&self) -> Option<u32> {
        let mut free = self.free.lock();
        if let Some(index) = free.list.pop() {
            return Some(index);
        }
        let index = free.made;
        let block = self.blocks.get(index as usize / BLOCK)?;
        if (index as usize).is_multiple_of(BLOCK) {
            let fresh: Box<[Desc]> = (0..BLOCK).map(|_| Desc::new()).collect();
            // Release: pairs with the Acquire in `desc`.
            block.store(Box::into_raw(fresh).cast::<Desc>(), Ordering::Release);
        }
        free.made += 1;
        Some(index)
    }

    fn desc(&self, index: u32) -> Option<&Desc> {
        // Acquire: pairs with the Release in `vacant`.
        let block = self
            .blocks
            .get(index as usize / BLOCK)?
            .load(Ordering::Acquire);
        if block.is_null() {
            return None;
        }
        // SAFETY: a block has `BLOCK` descriptors and is freed only with the poller.
        Some(unsafe { &*block.add(index as usize % BLOCK) })
    }

    /// Begins a system call on a descriptor; it stays open until the answer is dropped.
    pub fn enter<'a>(&'a self, sched: &'a Sched, ticket: Ticket) -> Result<Entered<'a>, Closed> {
        let desc = self.desc(ticket.index()).ok_or(Closed)?;
        desc.enter(ticket)?;
        Ok(Entered::new(self, sched, desc, ticket))
    }

    /// The last user has left a closed descriptor.
    fn give_back(&self, sched: &Sched, desc: &Desc, index: u32) {
        desc.stop_timers(sched);
        let raw: RawFd = desc.fd();
        // Explicitly: a duplicate of the descriptor elsewhere would keep it registered.
        let _ = self.registry.deregister(&mut SourceFd(&raw));
        // SAFETY: `open` took the descriptor over, and nobody uses it any more (`Desc::leave`).
        drop(unsafe { OwnedFd::from_raw_fd(raw) });
        desc.reset();
        self.free.lock().list.push(index);
    }

    /// Lets whoever sleeps in `wait` look around.
    pub(super) fn interrupt(&self) {
        // Fails only if the counter is full, and then a wake-up is on its way.
        let _ = self.waker.wake();
    }

    /// Fetches what is ready, waiting at most `limit` (None: until something comes): the goroutines to make runnable go to `ready`. False if
    /// somebody else is looking.
    pub(super) fn wait(
        &self,
        sched: &Sched,
        limit: Option<Duration>,
        ready: &mut Vec<GRef>,
    ) -> bool {
        let Some(mut waiting) = self.poll.try_lock() else {
            return false;
        };
        let Waiting { poll, events } = &mut *waiting;
        let limit = match limit {
            Some(limit) if !limit.is_zero() => fine_wait(poll, limit),
            other => other,
        };
        // An interruption by a signal is a look that found nothing.
        if poll.poll(events, limit).is_err() {
            return true;
        }
        self.looked.store(sched.now(), Ordering::Relaxed);
        for event in events.iter().filter(|e| e.token() != WAKER) {
            let ticket = Ticket::from_word(event.token().0 as u64);
            let Some(desc) = self.desc(ticket.index()) else {
                continue;
            };
            let failed = event.is_error();
            if failed || event.is_readable() || event.is_read_closed() {
                desc.wake(Side::Read, ticket, ready);
            }
            if failed || event.is_writable() || event.is_write_closed() {
                desc.wake(Side::Write, ticket, ready);
            }
        }
        true
    }

    /// Whether a look could wake somebody.
    pub(super) fn has_waiters(&self) -> bool {
        // Relaxed: who has just parked looks itself before it sleeps.
        self.waiting.load(Ordering::Relaxed) != 0
    }
    pub(super) fn is_neglected(&self, now: i64) -> bool {
        self.has_waiters() && now - self.looked.load(Ordering::Relaxed) > NEGLECT
    }

    fn parked(&self, sched: &Sched) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        sched.outside_begin();
    }
    /// After the goroutines were made runnable.
    fn woken(&self, sched: &Sched, n: usize) {
        self.waiting.fetch_sub(n, Ordering::Relaxed);
        sched.outside_ended(n);
    }
}

impl Drop for Poller {
    fn drop(&mut self) {
        let made = self.free.get_mut().made;
        for index in 0..made {
            if let Some(desc) = self.desc(index)
                && desc.is_open()
            {
                // SAFETY: the poller's own, and the scheduler with all its goroutines is gone.
                drop(unsafe { OwnedFd::from_raw_fd(desc.fd()) });
            }
        }
        for block in &self.blocks {
            let block = block.load(Ordering::Acquire);
            if !block.is_null() {
                // SAFETY: made by `vacant` as a boxed slice of that length.
                drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(block, BLOCK)) });
            }
        }
    }
}

/// The system's wait counts in milliseconds, timers do not: waits until something is ready or the time is over, and leaves a limit of zero to fetch it.
fn fine_wait(poll: &Poll, limit: Duration) -> Option<Duration> {
    // Far ahead a millisecond does not matter, and the caller looks at the clock again.
    if limit > Duration::from_millis(50) {
        return Some(limit - Duration::from_millis(2));
    }
    let time = libc::timespec {
        tv_sec: limit.as_secs() as libc::time_t,
        tv_nsec: limit.subsec_nanos() as _,
    };
    let mut record = libc::pollfd {
        fd: poll.as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one valid descriptor record, a time, no signal mask.
    unsafe { libc::ppoll(&mut record, 1, &time, std::ptr::null()) };
    Some(Duration::ZERO)
}

impl Sched {
    /// The poller, made when it is first needed.
    pub fn poller(&self) -> io::Result<&Poller> {
        if let Some(poller) = self.poller.get() {
            return Ok(poller);
        }
        let poller = Poller::new()?;
        let _ = self.poller.set(poller);
        // The keeper sleeps elsewhere until now.
        let central = self.central.lock();
        if let Some(m) = central.ms.iter().find(|m| central.keeper == Some(m.id)) {
            m.recheck(self);
        }
        drop(central);
        self.poller
            .get()
            .ok_or_else(|| io::Error::from(io::ErrorKind::Other))
    }

    /// Makes what is ready runnable, without waiting and without a processor.
    pub(super) fn poll_from_outside(&self) {
        let Some(poller) = self.poller.get() else {
            return;
        };
        let mut ready = Vec::new();
        poller.wait(self, Some(Duration::ZERO), &mut ready);
        self.ready_polled(None, &ready);
    }

    /// Makes goroutines that the poller gave runnable: in the queue of the caller's processor, if it has one.
    pub(super) fn ready_polled(&self, on: Option<On<'_>>, ready: &[GRef]) {
        if ready.is_empty() {
            return;
        }
        match on {
            Some(on) => on.ready_all(ready),
            None => ready.iter().for_each(|&g| self.ready_remote(g)),
        }
        if let Some(poller) = self.poller.get() {
            poller.woken(self, ready.len());
        }
    }
}
