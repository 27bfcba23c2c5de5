//! An M at work: find a goroutine, run it, see why it stopped; sleep when there is nothing.
//!
//! Invariants: between two goroutines the M owns its processor's `Local`. `spinning` is true exactly while the M is counted in
//! `Sched::spinning`. An M without a processor touches none.

use std::sync::Arc;
use std::time::Duration;

use super::g::{G, GRef, Status};
use super::idle::{M, Message};
use super::policy::{Pick, Policy, global, take_next};
use super::proc::{On, P, bump};
use super::record::{Kind, Stopped};
use super::sync::{Ordering, Steal, fence, park, park_timeout, sleep, spin_loop, waited_for_locks};
use super::{Runner, Sched, Stop};

/// Rounds over all victims without finding anything before an M gives up.
const STEAL_ROUNDS: u32 = if cfg!(loom) { 1 } else { 4 };
/// For how many pauses a thief watches in its first round (a microsecond or so); then for twice as many each time.
const FIRST_WATCH: u32 = if cfg!(loom) { 0 } else { 50 };
/// After so many rounds it watches asleep, and for how long.
const WATCHES_AWAKE: u32 = 4;
const LONG_WATCH: Duration = Duration::from_micros(20);
/// After so many rounds in which it left everything where it was it tries what taking one does.
const TRIES_ALL_THE_SAME: u32 = 8;
/// The most goroutines that one theft takes.
const STEAL_MOST: usize = 256;

/// Goroutines that run for less than this on average (nanoseconds) are not worth taking: their memory's way from cache to cache takes as long.
const TINY: i64 = 600;
/// An average is one of at least so many runs.
const ENOUGH_RUNS: u32 = 16;
/// Nor are those with which a thief waits for channels' locks for more than one part in so many of its time: they talk to goroutines that were left
/// behind, and one processor does both faster than two.
const CLASHES: i64 = 8;
/// A thief whose loot was not worth it rests before it takes more, from once to so many times `REST`.
const MOST_RESTS: u32 = 16;
const REST: Duration = Duration::from_micros(50);

/// How long the keeper waits for one who looks at the poller without waiting.
const POLLER_BUSY: Duration = Duration::from_micros(20);

/// How a sleeping M sleeps.
#[derive(Default)]
struct Keep {
    /// Not longer than this (the scheduler's clock).
    until: Option<i64>,
    /// In the poller.
    polls: bool,
}

/// What a thief saw of a processor.
struct Seen {
    /// Goroutines in its queue.
    waiting: usize,
    next: *mut G,
    rounds: u32,
}

impl Default for Seen {
    fn default() -> Seen {
        Seen {
            waiting: 0,
            next: std::ptr::null_mut(),
            rounds: 0,
        }
    }
}

/// When an M last took something.
struct Loot {
    /// By the scheduler's clock.
    since: i64,
    /// Its processor, and that one's rounds by then.
    p: usize,
    rounds: u32,
    /// How long it had waited for locks by then, in nanoseconds.
    waited: u64,
}

pub(super) struct Worker<'a> {
    sched: &'a Sched,
    runner: &'a dyn Runner,
    m: Arc<M>,
    p: &'a P,
    spinning: bool,
    /// Of each processor, while this M looks for work.
    seen: Vec<Seen>,
    loot: Option<Loot>,
    /// How often it rests before it takes something again.
    rests: u32,
}

impl<'a> Worker<'a> {
    /// The whole life of an M.
    pub fn thread(sched: &'a Sched, runner: &'a dyn Runner, id: usize, p: usize, spinning: bool) {
        let m = Arc::new(M::new(id));
        m.started();
        let mut worker = Worker {
            sched,
            runner,
            m,
            p: sched.p(p),
            spinning,
            seen: Vec::new(),
            loot: None,
            rests: 0,
        };
        while let Some((g, inherit)) = worker.find() {
            worker.found();
            worker.execute(g, inherit);
        }
        worker.stop_spinning();
        let mut central = sched.central.lock();
        central.total_ms -= 1;
        drop(central);
        sched.stopped.notify_all();
    }

    #[inline(always)]
    fn on(&self) -> On<'a> {
        On::new(self.sched, self.p)
    }

    fn execute(&mut self, gref: GRef, inherit: bool) {
        let p = self.p;
        if !inherit {
            bump(&p.slices);
        }
        bump(&p.rounds);
        // SAFETY: it came from a run queue, so it is ours now.
        let g = unsafe { &*gref.0 };
        g.owned.used();
        g.set_status(Status::Running);
        p.running.store(gref.0, Ordering::Relaxed);
        if let Some(record) = self.on().recorder() {
            // SAFETY: as above.
            record.start(unsafe { gref.get() }.id);
        }
        let stop = self.runner.run(p.id, gref);
        p.running.store(std::ptr::null_mut(), Ordering::Relaxed);
        if let Some(record) = self.on().recorder() {
            let why = match stop {
                Stop::Parked => None,
                Stop::Ended => Some(Stopped::Ended),
                Stop::Preempted => Some(Stopped::Preempted),
                Stop::Yielded => Some(Stopped::Yielded),
                Stop::Exit(_) => Some(Stopped::Exit),
            };
            if let Some(why) = why {
                record.event(Kind::Stop, why as u8, 0, &[]);
            }
        }
        match stop {
            Stop::Parked => {}
            Stop::Ended => self.on().free_g(gref),
            Stop::Preempted | Stop::Yielded => self.requeue(gref, stop),
            Stop::Exit(code) => self.sched.exit(code),
        }
    }

    /// A goroutine that could go on: it is saved and ours.
    fn requeue(&mut self, gref: GRef, stop: Stop) {
        // SAFETY: it ran here until now.
        let g = unsafe { &*gref.0 };
        g.owned.used();
        g.set_status(Status::Runnable);
        // SAFETY: we hold the processor.
        let local = unsafe { self.p.local() };
        let for_world = local.collect
            || !local.at_stop.is_empty()
            || (stop == Stop::Preempted && self.sched.stopping.load(Ordering::Relaxed));
        if for_world {
            local.kept = Some(gref);
            return;
        }
        if stop == Stop::Preempted {
            self.end_slice();
        }
        self.sched.injector.push(gref);
        self.sched.wake();
    }

    /// The slice is over: what would inherit it goes to the end of the queue.
    fn end_slice(&self) {
        self.p.take_stop();
        if let Some(next) = take_next(self.p) {
            // SAFETY: we hold the processor.
            unsafe { self.p.local() }.worker.push(next);
        }
    }

    /// The next goroutine to run; sleeps until there is one. None: the program ends.
    fn find(&mut self) -> Option<Pick> {
        loop {
            if self.sched.exiting() {
                // Here, where it is seen, and not before: what is counted between a look and the next would be lost.
                if let Some(record) = self.on().recorder() {
                    record.settle();
                }
                return None;
            }
            // Acquire is not needed: the decision is made under the lock.
            if self.sched.stopping.load(Ordering::Relaxed) {
                self.sched.stop_here(self.p.id);
                if self.p.id >= self.sched.procs() && self.leave_p() && !self.sleep() {
                    return None;
                }
                continue;
            }
            self.world_work();
            // SAFETY: we hold the processor.
            if let Some(g) = unsafe { self.p.local() }.kept.take() {
                return Some((g, true));
            }
            if self.p.id >= self.sched.procs() {
                if self.leave_p() && !self.sleep() {
                    return None;
                }
                continue;
            }
            if self.p.stop_requested() {
                self.end_slice();
            }
            let due = self.sched.timers.next_of(self.p.id);
            if due != i64::MAX {
                let now = self.sched.now();
                if due <= now {
                    self.sched.timers.run_shard(self.on(), self.p.id, now);
                }
            }
            if let Some(pick) = Policy::Ordinary.next(self.sched, self.p) {
                return Some(pick);
            }
            // SAFETY: as above.
            if let Some(g) = unsafe { self.p.local() }.behind.pop_front() {
                return Some((g, false));
            }
            if let Some(pick) = self.search() {
                return Some(pick);
            }
            if !self.park() {
                return None;
            }
        }
    }

    /// What was asked for the moment at which this goroutine has stopped.
    fn world_work(&mut self) {
        let (collect, jobs) = {
            // SAFETY: we hold the processor; the reference ends before anything else touches it.
            let local = unsafe { self.p.local() };
            (
                std::mem::take(&mut local.collect),
                std::mem::take(&mut local.at_stop),
            )
        };
        if collect {
            self.runner.collect(self.p.id);
        }
        if !jobs.is_empty() {
            self.sched.stop_world(self.p.id, |world| {
                for job in jobs {
                    job(world);
                }
            });
        }
    }

    /// Work was found: if nobody else looks any more, somebody should, for there may be more.
    fn found(&mut self) {
        if self.spinning {
            self.spinning = false;
            // SeqCst: pairs with the fence in `wake`.
            if self.sched.spinning.fetch_sub(1, Ordering::SeqCst) == 1 {
                self.sched.wake();
            }
        }
    }
    fn stop_spinning(&mut self) {
        if self.spinning {
            self.spinning = false;
            self.sched.spinning.fetch_sub(1, Ordering::SeqCst);
        }
    }

    /// Looks at the other processors' queues and timers, unless enough others do.
    fn search(&mut self) -> Option<Pick> {
        let sched = self.sched;
        let procs = sched.procs();
        if !self.spinning {
            let busy = procs - sched.idle_ps.load(Ordering::Relaxed).min(procs);
            if 2 * sched.spinning.load(Ordering::Relaxed) >= busy {
                return None;
            }
            sched.spinning.fetch_add(1, Ordering::SeqCst);
            self.spinning = true;
        }
        if let Some(pick) = self.poll() {
            return Some(pick);
        }
        self.weigh_loot();
        let (mut round, mut empty) = (0, 0);
        while empty < STEAL_ROUNDS {
            if sched.stopping.load(Ordering::Relaxed) || sched.exiting() {
                return None;
            }
            let due = sched.timers.next();
            if due != i64::MAX && due <= sched.now() {
                sched.timers.run_all(self.on(), sched.now());
                if let Some(pick) = Policy::Ordinary.next(sched, self.p) {
                    return Some(pick);
                }
            }
            if let Some(g) = global(sched, self.p) {
                return Some((g, false));
            }
            if procs == 1 {
                return None;
            }
            let found = self.watch(procs, round);
            if found && !self.rest() {
                return None;
            }
            // SAFETY: we hold the processor.
            let start = unsafe { self.p.local() }.random() as usize % procs;
            let last = empty + 1 == STEAL_ROUNDS;
            for i in 0..procs {
                let at = (start + i) % procs;
                if let Some(g) = self.steal(sched.p(at), &self.seen[at], round, last) {
                    self.loot = Some(Loot {
                        since: sched.now(),
                        p: self.p.id,
                        rounds: self.p.rounds.load(Ordering::Relaxed),
                        waited: waited_for_locks(),
                    });
                    return Some((g, false));
                }
            }
            empty = if found { 0 } else { empty + 1 };
            round += 1;
        }
        None
    }

    /// Nothing is left of what was taken last: was it worth it?
    fn weigh_loot(&mut self) {
        let Some(loot) = self.loot.take().filter(|loot| loot.p == self.p.id) else {
            return;
        };
        let runs = self
            .p
            .rounds
            .load(Ordering::Relaxed)
            .wrapping_sub(loot.rounds);
        let time = self.sched.now() - loot.since;
        let tiny = runs >= ENOUGH_RUNS && time < i64::from(runs) * TINY;
        let clashes = time < CLASHES * (waited_for_locks() - loot.waited) as i64;
        self.rests = if tiny || clashes {
            (2 * self.rests + 1).min(MOST_RESTS)
        } else {
            0
        };
    }

    /// Leaves others their goroutines for a while, if they are not worth taking; false if the world is to stop meanwhile.
    fn rest(&self) -> bool {
        for _ in 0..self.rests {
            if self.sched.stopping.load(Ordering::Relaxed) || self.sched.exiting() {
                return false;
            }
            sleep(REST);
        }
        true
    }

    /// Looks at what the processors have waiting, and then lets some time pass; says whether anything was there.
    fn watch(&mut self, procs: usize, round: u32) -> bool {
        self.seen.clear();
        for i in 0..procs {
            let victim = self.sched.p(i);
            self.seen.push(match i == self.p.id {
                true => Seen::default(),
                false => Seen {
                    waiting: victim.stealer.len(),
                    next: victim.runnext.load(Ordering::Relaxed),
                    rounds: victim.rounds.load(Ordering::Relaxed),
                },
            });
        }
        if round < WATCHES_AWAKE {
            for _ in 0..FIRST_WATCH << round {
                spin_loop();
            }
        } else {
            sleep(LONG_WATCH);
        }
        self.seen.iter().any(|seen| seen.waiting > 0)
    }

    /// What the network has, if somebody waits for it and nobody looks.
    fn poll(&self) -> Option<Pick> {
        let poller = self.sched.poller.get()?;
        if !poller.has_waiters() {
            return None;
        }
        let mut ready = Vec::new();
        poller.wait(self.sched, Some(Duration::ZERO), &mut ready);
        self.sched.ready_polled(Some(self.on()), &ready);
        Policy::Ordinary.next(self.sched, self.p)
    }

    /// Half of a victim's queue; at last also what it means to run next. Only what has waited while we watched: goroutines whose turn
    /// comes sooner are better off where they are, most likely beside those that they talk to.
    fn steal(&self, victim: &P, seen: &Seen, round: u32, and_next: bool) -> Option<GRef> {
        let turns = victim
            .rounds
            .load(Ordering::Relaxed)
            .wrapping_sub(seen.rounds);
        if seen.waiting > 0 {
            let most = match turns as usize <= seen.waiting {
                true => STEAL_MOST,
                // Its queue moves, but perhaps there is more of it than one processor can do.
                false if round % TRIES_ALL_THE_SAME == TRIES_ALL_THE_SAME - 1 => 1,
                false => return None,
            };
            // SAFETY: we hold our processor.
            let worker = &unsafe { self.p.local() }.worker;
            loop {
                match victim.stealer.steal_batch_with_limit_and_pop(worker, most) {
                    Steal::Success(g) => {
                        self.stolen(victim);
                        return Some(g);
                    }
                    Steal::Retry => spin_loop(),
                    Steal::Empty => break,
                }
            }
        }
        if !and_next || turns != 0 || seen.next.is_null() {
            return None;
        }
        // Acquire: pairs with the release in `On::next`.
        let taken = victim.runnext.compare_exchange(
            seen.next,
            std::ptr::null_mut(),
            Ordering::Acquire,
            Ordering::Relaxed,
        );
        let g = taken.ok().map(GRef)?;
        self.stolen(victim);
        Some(g)
    }

    fn stolen(&self, victim: &P) {
        bump(&self.p.steals);
        self.on().event(Kind::Steal, 0, victim.id as u32, &[]);
    }

    /// Gives up a processor that went out of use; false if it is in use again. The M is then among the sleeping ones, but awake.
    fn leave_p(&mut self) -> bool {
        let mut central = self.sched.central.lock();
        if self.p.id < self.sched.procs() {
            return false;
        }
        self.drain_if_gone();
        self.give_up_p(&mut central);
        true
    }
    /// Of a processor that is no longer in use the queue goes to all.
    fn drain_if_gone(&self) {
        if self.p.id >= self.sched.procs() {
            if let Some(g) = take_next(self.p) {
                self.sched.injector.push(g);
            }
            // SAFETY: we hold the processor.
            let local = unsafe { self.p.local() };
            while let Some(g) = local.worker.pop() {
                self.sched.injector.push(g);
            }
        }
    }
    fn give_up_p(&self, central: &mut super::idle::Central) {
        if let Some(record) = self.on().recorder() {
            record.event(Kind::Idle, 0, 0, &[]);
            record.settle();
        }
        self.sched.begin_idle(self.p.id);
        self.p.held.store(false, Ordering::Relaxed);
        if self.p.id < self.sched.procs() {
            central.ps.push(self.p.id);
            self.sched.publish_idle(central);
        }
        central.ms.push(self.m.clone());
    }

    /// Nothing to do: sleeps, unless the world stops or work has come in the meantime. Afterwards the M holds a processor
    /// (perhaps another), or (false) the program ends.
    fn park(&mut self) -> bool {
        {
            let mut central = self.sched.central.lock();
            if central.stopping || self.sched.exiting() || !self.sched.injector.is_empty() {
                return true;
            }
            self.give_up_p(&mut central);
        }
        self.sleep()
    }

    /// The processor is given up and the M is in the list of sleeping ones. As `park`.
    fn sleep(&mut self) -> bool {
        self.stop_spinning();
        // Pairs with the fence in `Sched::wake` (see there).
        fence(Ordering::SeqCst);
        if self.sched.any_work() && self.take_back() {
            return true;
        }
        if self.check_dead() {
            return false;
        }
        loop {
            if self.sched.exiting() {
                return false;
            }
            let keep = self.keep_time();
            match self.m.message() {
                Some(Message::Take { p, spinning }) => {
                    self.p = self.sched.p(p);
                    self.spinning = spinning;
                    return true;
                }
                Some(Message::Recheck) => {
                    self.sched.help_while_asleep();
                    if self.check_dead() {
                        return false;
                    }
                    continue;
                }
                None => {}
            }
            let Keep { until, polls } = keep;
            let wait = until.map(|t| Duration::from_nanos((t - self.sched.now()).max(0) as u64));
            if polls {
                if self.sleep_in_poller(wait) {
                    return true;
                }
            } else {
                match wait {
                    None => park(),
                    Some(wait) if !wait.is_zero() => park_timeout(wait),
                    Some(_) => {}
                }
            }
            if until.is_some() && self.sched.timers.next() <= self.sched.now() && self.take_back() {
                return true;
            }
        }
    }

    /// Sleeps in the poller; true if the M has a processor again, and goroutines to run on it.
    fn sleep_in_poller(&mut self, limit: Option<Duration>) -> bool {
        let Some(poller) = self.sched.poller.get() else {
            return false;
        };
        let mut ready = Vec::new();
        if self.m.begin_poll() && !poller.wait(self.sched, limit, &mut ready) {
            // Somebody who does not wait is looking just now.
            park_timeout(POLLER_BUSY);
        }
        self.m.end_poll();
        if ready.is_empty() {
            return false;
        }
        let back = self.take_back();
        self.sched.ready_polled(back.then(|| self.on()), &ready);
        back
    }

    /// If no other M watches the timers and the poller, and processors are idle, this one does: until when it may sleep.
    fn keep_time(&self) -> Keep {
        let sched = self.sched;
        let mut central = sched.central.lock();
        let mine = central.keeper == Some(self.m.id);
        let listed = central.ms.iter().any(|m| m.id == self.m.id);
        if !listed || (central.keeper.is_some() && !mine) || central.ps.is_empty() {
            if mine {
                central.keeper = None;
            }
            return Keep::default();
        }
        central.keeper = Some(self.m.id);
        drop(central);
        loop {
            let next = sched.timers.next();
            sched.keeper_until.store(next, Ordering::Relaxed);
            // Pairs with the fence in `Sched::timer_added` (see there).
            fence(Ordering::SeqCst);
            if sched.timers.next() >= next {
                return Keep {
                    until: (next != i64::MAX).then_some(next),
                    polls: sched.poller.get().is_some(),
                };
            }
        }
    }

    /// Leaves the list of sleeping Ms with an idle processor, if there is one and nobody has given us one.
    fn take_back(&mut self) -> bool {
        let sched = self.sched;
        let mut central = sched.central.lock();
        if !central.ms.iter().any(|m| m.id == self.m.id) {
            return false;
        }
        let Some(p) = sched.take_idle_p(&mut central) else {
            return false;
        };
        central.remove_m(self.m.id);
        drop(central);
        self.p = sched.p(p);
        self.spinning = true;
        sched.spinning.fetch_add(1, Ordering::SeqCst);
        true
    }

    /// If nothing can happen any more the program ends with a report.
    fn check_dead(&self) -> bool {
        let sched = self.sched;
        let mut central = sched.central.lock();
        // The report takes time: of all the Ms that wake meanwhile and find the same, one makes it.
        let dead = !central.dead && sched.is_dead(&central);
        central.dead |= dead;
        drop(central);
        if !dead {
            return false;
        }
        match self.runner.deadlock() {
            Some(code) => {
                sched.exit(code);
                true
            }
            None => {
                sched.central.lock().dead = false;
                false
            }
        }
    }
}

impl Sched {
    /// Whether any queue holds something or a timer is due. A processor's `runnext` counts only beside other work of that processor:
    /// alone it is most likely run at once where it is.
    fn any_work(&self) -> bool {
        !self.injector.is_empty() || (0..self.procs()).any(|i| !self.p(i).stealer.is_empty()) || {
            let next = self.timers.next();
            next != i64::MAX && next <= self.now()
        }
    }
}
