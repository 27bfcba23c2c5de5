//! Stopping the world: every processor but one stands still at a safepoint, idle ones included; the stopped Ms can be lent.
//!
//! Invariants: `Central::stopping` is set by one stopper at a time, which holds a processor. Every other processor is idle (nobody
//! takes it while `stopping` is set) or its M waits in `stop_here`; `P::asked` marks those that are counted in `Central::to_stop`. An M
//! whose processor went out of use (beyond GOMAXPROCS) runs nothing until it has given that up. A request to stop that got lost in a switch is sent again.

use std::time::Duration;

use super::g::GRef;
use super::idle::Central;
use super::proc::{On, P};
use super::record::{Kind, WorldStep};
use super::sync::{AtomicBool, AtomicUsize, MutexGuard, Ordering};
use super::{MAX_PROCS, Sched};

/// How long the stopper waits before it asks again.
const ASK_AGAIN: Duration = Duration::from_micros(100);

/// Work that several Ms do together: `f(0)` to `f(parts - 1)`, each once.
#[derive(Clone, Copy)]
pub(super) struct Job {
    f: *const (dyn Fn(usize) + Sync),
    next: *const AtomicUsize,
    parts: usize,
}

// SAFETY: both pointers are good until `World::parallel` returns, which is after the last helper has left.
unsafe impl Send for Job {}

impl Job {
    fn help(self) {
        // SAFETY: see above.
        let (f, next) = unsafe { (&*self.f, &*self.next) };
        loop {
            // Relaxed: only that each part is taken once matters; the lock of `central` orders the rest.
            let part = next.fetch_add(1, Ordering::Relaxed);
            if part >= self.parts {
                return;
            }
            f(part);
        }
    }
}

/// The world stands still while this exists.
pub struct World<'a> {
    sched: &'a Sched,
    p: usize,
    /// What became runnable is for this processor alone.
    quiet: AtomicBool,
}

impl World<'_> {
    pub fn sched(&self) -> &Sched {
        self.sched
    }
    /// The processor of the M that stopped the others.
    pub fn p(&self) -> usize {
        self.p
    }

    /// The goroutine for which the world was stopped goes on when this processor has nothing else to do. `quiet`: no other processor
    /// is woken for the one that has become runnable here meanwhile: the two take turns.
    pub fn step_aside(&self, quiet: bool) {
        // SAFETY: we run on the M that has stopped the others.
        let local = unsafe { self.sched.p(self.p).local() };
        local.behind.extend(local.kept.take());
        let quiet = quiet && local.worker.is_empty();
        self.quiet.store(quiet, Ordering::Relaxed);
    }

    /// Calls `f(0)` to `f(parts - 1)`, each once, on this M and those that stand still or sleep, as many as there are processors.
    /// Parts may also run one after the other: none may wait for another to begin.
    pub fn parallel(&self, parts: usize, f: &(dyn Fn(usize) + Sync)) {
        let next = AtomicUsize::new(0);
        // SAFETY: only the lifetime changes; this function returns after the last use (below).
        let f: &'static (dyn Fn(usize) + Sync) = unsafe { std::mem::transmute(f) };
        let job = Job {
            f,
            next: &next,
            parts,
        };
        let sched = self.sched;
        if parts > 1 {
            let mut central = sched.central.lock();
            central.jobs += 1;
            central.job = Some((central.jobs, job));
            let sleepers = (parts - 1).min(sched.procs() - 1).min(central.ms.len());
            for m in &central.ms[central.ms.len() - sleepers..] {
                m.recheck(sched);
            }
            drop(central);
            sched.resume.notify_all();
        }
        job.help();
        if parts > 1 {
            let mut central = sched.central.lock();
            central.job = None;
            while central.helpers > 0 {
                sched.stopped.wait(&mut central);
            }
        }
    }

    /// GOMAXPROCS = `n`.
    pub fn set_procs(&self, n: usize) {
        let sched = self.sched;
        let n = n.clamp(1, MAX_PROCS);
        let old = sched.procs();
        if n == old {
            return;
        }
        let runner = sched.runner.read().clone();
        let Some(runner) = runner else { return };
        runner.set_processors(n.max(old));
        // Under the lock: an M whose processor went out of use before may be giving it up just now.
        let mut central = sched.central.lock();
        sched.make_procs(n);
        for i in old..n {
            sched.p(i).set_limit(runner.limit(i));
        }
        central.ps.retain(|&p| p < n);
        for i in old..n {
            // The M of a processor that went out of use may still hold it, and keeps it now.
            if !sched.p(i).held.load(Ordering::Relaxed) {
                central.ps.insert(0, i);
            }
        }
        sched.publish_idle(&central);
        drop(central);
        for i in n..old {
            drain(sched, sched.p(i));
        }
    }
}

/// A processor that is no longer in use gives its queue to all.
fn drain(sched: &Sched, p: &P) {
    if let Some(g) = super::policy::take_next(p) {
        sched.injector.push(g);
    }
    // SAFETY: the world stands still, and we have stopped it.
    let local = unsafe { p.local() };
    while let Some(g) = local.worker.pop() {
        sched.injector.push(g);
    }
    for g in local.kept.take().into_iter().chain(local.behind.drain(..)) {
        sched.injector.push(g);
    }
}

impl Sched {
    /// Stops the world, calls `f`, and lets it go on. For the M that holds processor `p`, between goroutines. Not called, and `None`, if
    /// the program ends meanwhile.
    pub fn stop_world<R>(&self, p: usize, f: impl FnOnce(&World<'_>) -> R) -> Option<R> {
        let mut central = self.central.lock();
        while central.stopping && !self.exiting() {
            central = self.wait_for_world(central, p);
        }
        if self.exiting() {
            return None;
        }
        self.world_event(p, WorldStep::Asked);
        central.stopping = true;
        central.stops += 1;
        self.stopping.store(true, Ordering::Relaxed);
        central.to_stop = 0;
        for i in (0..self.procs()).filter(|&i| i != p) {
            let p = self.p(i);
            if p.held.load(Ordering::Relaxed) {
                p.asked.store(central.stops, Ordering::Relaxed);
                central.to_stop += 1;
            }
        }
        while central.to_stop > 0 {
            MutexGuard::unlocked(&mut central, || {
                for i in (0..self.procs()).filter(|&i| i != p) {
                    self.p(i).request_stop();
                }
            });
            if central.to_stop > 0 {
                self.stopped.wait_for(&mut central, ASK_AGAIN);
            }
            if self.exiting() {
                return None;
            }
        }
        drop(central);
        self.world_event(p, WorldStep::Stopped);
        let world = World {
            sched: self,
            p,
            quiet: AtomicBool::new(false),
        };
        let result = f(&world);
        self.world_event(p, WorldStep::Started);
        let mut central = self.central.lock();
        central.stopping = false;
        self.stopping.store(false, Ordering::Relaxed);
        drop(central);
        self.resume.notify_all();
        // What became runnable while nobody took processors.
        if !world.quiet.load(Ordering::Relaxed) || !self.injector.is_empty() {
            self.wake();
        }
        Some(result)
    }

    /// Stops the world for good: `exit` is all that can follow. For a thread that is not an M, or for an M that holds processor `own` and has
    /// saved its goroutine. True if everything else stands within `patience`, false if something still runs; `None`: the program ends by itself.
    pub fn halt(&self, own: Option<usize>, patience: Duration) -> Option<bool> {
        let until = std::time::Instant::now() + patience;
        let mut central = self.central.lock();
        while central.stopping && !self.exiting() {
            match own {
                Some(p) => central = self.wait_for_world(central, p),
                None => drop(self.stopped.wait_for(&mut central, ASK_AGAIN)),
            }
        }
        if self.exiting() {
            return None;
        }
        central.stopping = true;
        central.stops += 1;
        self.stopping.store(true, Ordering::Relaxed);
        central.to_stop = 0;
        for p in (0..self.procs())
            .filter(|&i| Some(i) != own)
            .map(|i| self.p(i))
        {
            if p.held.load(Ordering::Relaxed) {
                p.asked.store(central.stops, Ordering::Relaxed);
                central.to_stop += 1;
            }
        }
        while central.to_stop > 0 && !self.exiting() && std::time::Instant::now() < until {
            MutexGuard::unlocked(&mut central, || {
                for i in (0..self.procs()).filter(|&i| Some(i) != own) {
                    self.p(i).request_stop();
                }
            });
            if central.to_stop > 0 {
                self.stopped.wait_for(&mut central, ASK_AGAIN);
            }
        }
        (!self.exiting()).then_some(central.to_stop == 0)
    }

    /// The goroutines that ran when `halt` was called and stand now, by processor.
    pub fn interrupted(&self) -> Vec<(usize, GRef)> {
        let _central = self.central.lock();
        let stands = |p: &P| p.asked.load(Ordering::Relaxed) == 0;
        (0..self.procs())
            .filter(|&i| stands(self.p(i)))
            // SAFETY: its M has come to a stop, or there is none; none goes on before the program ends.
            .filter_map(|i| Some((i, unsafe { self.p(i).local() }.kept?)))
            .collect()
    }

    fn world_event(&self, p: usize, step: WorldStep) {
        On::new(self, self.p(p)).event(Kind::World, step as u8, 0, &[]);
    }

    /// For an M that holds a processor and sees that the world is to stop.
    pub(super) fn stop_here(&self, p: usize) {
        let central = self.central.lock();
        if central.stopping {
            drop(self.wait_for_world(central, p));
        }
    }

    /// Counts the caller's processor as stopped and waits until the world goes on (if only until somebody stops it again).
    fn wait_for_world<'a>(
        &self,
        mut central: MutexGuard<'a, Central>,
        p: usize,
    ) -> MutexGuard<'a, Central> {
        // Not counted: one that was beyond GOMAXPROCS when the stop began, or that has been counted already.
        let asked = &self.p(p).asked;
        if asked.load(Ordering::Relaxed) == central.stops {
            asked.store(0, Ordering::Relaxed);
            central.to_stop -= 1;
            if central.to_stop == 0 {
                self.stopped.notify_all();
            }
        }
        let this = central.stops;
        let mut seen = 0;
        while central.stopping && central.stops == this && !self.exiting() {
            if !self.help_once(&mut central, &mut seen) {
                self.resume.wait(&mut central);
            }
        }
        central
    }

    /// Helps with the job that stands, if it is another one than `seen`.
    fn help_once(&self, central: &mut MutexGuard<'_, Central>, seen: &mut u64) -> bool {
        match central.job {
            Some((number, job)) if number != *seen => {
                *seen = number;
                central.helpers += 1;
                MutexGuard::unlocked(central, || job.help());
                central.helpers -= 1;
                if central.helpers == 0 {
                    self.stopped.notify_all();
                }
                true
            }
            _ => false,
        }
    }

    /// For an M that sleeps without a processor and was asked to look.
    pub(super) fn help_while_asleep(&self) {
        let mut central = self.central.lock();
        let mut seen = 0;
        while self.help_once(&mut central, &mut seen) {}
    }
}
