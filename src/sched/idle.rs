//! Idle processors and sleeping Ms: who sleeps, who is woken, and how an M gets a processor.
//!
//! Invariants, all under `Sched::central`'s lock: an idle processor is in `Central::ps` and nobody holds it; a sleeping M is in
//! `Central::ms`, and whoever takes it out sends it a `Message`. While the world is being stopped nobody takes an idle processor.

use std::sync::Arc;

use super::Sched;
use super::sync::{
    AtomicBool, AtomicUsize, Mutex, MutexGuard, Ordering, Thread, current, fence, spawn_thread,
};
use super::worker::Worker;
use super::world::Job;

/// A thread that runs goroutines.
pub(super) struct M {
    pub id: usize,
    thread: Mutex<Option<Thread>>,
    /// 0: nothing; otherwise an encoded `Message`.
    message: AtomicUsize,
    /// It sleeps in the poller, or is about to.
    polls: AtomicBool,
}

/// What a sleeping M is woken for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Message {
    /// Look around: the world needs helpers, the program ends, the first timer has changed.
    Recheck,
    /// It has been given a processor and counts as spinning or not.
    Take { p: usize, spinning: bool },
}

impl M {
    pub fn new(id: usize) -> M {
        M {
            id,
            thread: Mutex::new(None),
            message: AtomicUsize::new(0),
            polls: AtomicBool::new(false),
        }
    }
    /// The M's own thread calls this first.
    pub fn started(&self) {
        *self.thread.lock() = Some(current());
    }
    fn unpark(&self, sched: &Sched) {
        // Pairs with the fence in `begin_poll`: either the M sees the message, or we see where it sleeps.
        fence(Ordering::SeqCst);
        if self.polls.load(Ordering::Relaxed)
            && let Some(poller) = sched.poller.get()
        {
            poller.interrupt();
        }
        if let Some(thread) = &*self.thread.lock() {
            thread.unpark();
        }
    }
    /// For the M itself: from here on a message interrupts the poller. False if one is there already.
    pub fn begin_poll(&self) -> bool {
        self.polls.store(true, Ordering::Relaxed);
        // Pairs with the fence in `unpark`.
        fence(Ordering::SeqCst);
        self.message.load(Ordering::Relaxed) == 0
    }
    pub fn end_poll(&self) {
        self.polls.store(false, Ordering::Relaxed);
    }
    pub fn recheck(&self, sched: &Sched) {
        // A `Take` that is on its way says more than this. AcqRel: as in `take`.
        let _ = self
            .message
            .compare_exchange(0, 1, Ordering::AcqRel, Ordering::Relaxed);
        self.unpark(sched);
    }
    fn give(&self, sched: &Sched, p: usize, spinning: bool) {
        // AcqRel: pairs with that in `message`; the new holder sees what the last one did to the processor (the lock of `central` says the same).
        // A swap where a store would do: loom lets a store and the swap in `message` come in either order.
        self.message
            .swap((p + 1) << 2 | (spinning as usize) << 1, Ordering::AcqRel);
        self.unpark(sched);
    }
    pub fn message(&self) -> Option<Message> {
        // AcqRel: pairs with that in `give`.
        match self.message.swap(0, Ordering::AcqRel) {
            0 => None,
            1 => Some(Message::Recheck),
            m => Some(Message::Take {
                p: (m >> 2) - 1,
                spinning: m & 2 != 0,
            }),
        }
    }
}

pub(super) struct Central {
    /// Idle processors.
    pub ps: Vec<usize>,
    /// Sleeping Ms.
    pub ms: Vec<Arc<M>>,
    /// All Ms, those being started included.
    pub total_ms: usize,
    pub next_m: usize,
    /// The sleeping M that wakes for the first timer and for what the poller finds.
    pub keeper: Option<usize>,
    /// The world is being stopped or is stopped.
    pub stopping: bool,
    /// How often the world was stopped.
    pub stops: u64,
    /// Processors that have not stopped yet.
    pub to_stop: usize,
    /// What the stopped Ms help with, numbered.
    pub job: Option<(u64, Job)>,
    pub jobs: u64,
    /// Ms at work on it.
    pub helpers: usize,
    /// An M has found that nothing can happen any more and reports it.
    pub dead: bool,
}

impl Central {
    pub fn new() -> Central {
        Central {
            ps: Vec::new(),
            ms: Vec::new(),
            total_ms: 0,
            next_m: 0,
            keeper: None,
            stopping: false,
            stops: 0,
            to_stop: 0,
            job: None,
            jobs: 0,
            helpers: 0,
            dead: false,
        }
    }
    /// A sleeping M, the keeper last.
    fn pop_m(&mut self) -> Option<Arc<M>> {
        let last = self.ms.len().checked_sub(1)?;
        let at = if last > 0 && self.keeper == Some(self.ms[last].id) {
            last - 1
        } else {
            last
        };
        let m = self.ms.remove(at);
        self.forget_keeper(m.id);
        Some(m)
    }
    pub fn forget_keeper(&mut self, id: usize) {
        if self.keeper == Some(id) {
            self.keeper = None;
        }
    }
    /// Takes a certain M out; false if somebody else has.
    pub fn remove_m(&mut self, id: usize) -> bool {
        self.forget_keeper(id);
        match self.ms.iter().position(|m| m.id == id) {
            Some(at) => {
                self.ms.remove(at);
                true
            }
            None => false,
        }
    }
}

impl Sched {
    /// Takes an idle processor, unless the world is to stand still.
    pub(super) fn take_idle_p(&self, central: &mut Central) -> Option<usize> {
        if central.stopping || self.exiting() {
            return None;
        }
        let p = central.ps.pop()?;
        self.p(p).held.store(true, Ordering::Relaxed);
        self.end_idle(p);
        self.publish_idle(central);
        self.monitor.ring_if_asleep();
        Some(p)
    }
    pub(super) fn publish_idle(&self, central: &Central) {
        // SeqCst: pairs with the fence and load in `Sched::wake`.
        self.idle_ps.store(central.ps.len(), Ordering::SeqCst);
    }

    #[cold]
    pub(super) fn wake_slow(&self) {
        // One at a time: a spinning M wakes the next one when it finds work. AcqRel: pairs with the subtraction when spinning ends.
        if self
            .spinning
            .compare_exchange(0, 1, Ordering::AcqRel, Ordering::Relaxed)
            .is_err()
        {
            return;
        }
        let mut central = self.central.lock();
        match self.take_idle_p(&mut central) {
            Some(p) => self.start_m(central, p, true),
            None => {
                drop(central);
                self.spinning.fetch_sub(1, Ordering::SeqCst);
            }
        }
    }

    /// Sets an M to work on processor `p`: a sleeping one, else a new one.
    pub(super) fn start_m(&self, mut central: MutexGuard<'_, Central>, p: usize, spinning: bool) {
        if let Some(m) = central.pop_m() {
            drop(central);
            m.give(self, p, spinning);
            return;
        }
        self.new_m(central, p, spinning);
    }

    /// Sees to it that there are `n` Ms, for work in a stopped world (`World::parallel`), as far as there are idle processors for them to begin with. They find nothing
    /// to do and sleep.
    pub fn have_ms(&self, n: usize) {
        loop {
            let mut central = self.central.lock();
            if central.total_ms >= n {
                return;
            }
            match self.take_idle_p(&mut central) {
                Some(p) => self.new_m(central, p, false),
                None => return,
            }
        }
    }

    fn new_m(&self, mut central: MutexGuard<'_, Central>, p: usize, spinning: bool) {
        central.total_ms += 1;
        central.next_m += 1;
        let id = central.next_m;
        drop(central);
        let runner = self.runner.read().clone();
        let (Some(sched), Some(runner)) = (self.me.upgrade(), runner) else {
            // The run is over: nobody needs this M.
            let mut central = self.central.lock();
            central.total_ms -= 1;
            return;
        };
        let started = spawn_thread(format!("gorun-m{id}"), move || {
            Worker::thread(&sched, &*runner, id, p, spinning);
        });
        if !started {
            // No thread to be had. The processor goes back; the running Ms serve its queue.
            let mut central = self.central.lock();
            central.total_ms -= 1;
            central.ps.push(p);
            self.begin_idle(p);
            self.p(p).held.store(false, Ordering::Relaxed);
            self.publish_idle(&central);
            drop(central);
            if spinning {
                self.spinning.fetch_sub(1, Ordering::SeqCst);
            }
        }
    }

    /// A timer was put in: the keeper must not oversleep.
    pub(super) fn timer_added(&self, when: i64) {
        // Pairs with the fence in `Worker::sleep`: either the keeper sees the timer, or we see until when it means to sleep.
        fence(Ordering::SeqCst);
        if when < self.keeper_until.load(Ordering::Relaxed) {
            let central = self.central.lock();
            if let Some(m) = central.ms.iter().find(|m| central.keeper == Some(m.id)) {
                m.recheck(self);
            }
        }
    }

    /// Something that counted as able to wake goroutines is over: if nothing else is left, some M has to notice.
    pub(super) fn recheck_dead(&self) {
        let central = self.central.lock();
        if self.is_dead(&central)
            && let Some(m) = central.ms.last()
        {
            m.recheck(self);
        }
    }

    /// Whether nothing can ever happen again: every M sleeps, and nothing that is not an M will wake one.
    pub(super) fn is_dead(&self, central: &Central) -> bool {
        central.ms.len() == central.total_ms
            && !central.stopping
            && !self.exiting()
            // SeqCst: a job makes its goroutine runnable and wakes an M before it stops counting.
            && self.pool_jobs.load(Ordering::SeqCst) == 0
            && self.outside.load(Ordering::SeqCst) == 0
            && self.timers.next() == i64::MAX
            && self.injector.is_empty()
    }
}
