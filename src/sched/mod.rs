//! The M:N scheduler: Gs (goroutines), Ms (threads), Ps (processors). It knows the virtual machine through
//! `Runner` alone and Go's objects not at all.
//!
//! An M runs goroutines only while it holds a P; a P is held by one M at a time, or is idle. What belongs to a P (`proc::Local`) is
//! touched only by the M that holds it, without locks. What all share is `Sched`.
//!
//! Work is never lost between "I found nothing" and "I sleep": see `wake`.

pub mod bubble;
pub mod g;
mod gs;
mod idle;
pub mod lot;
mod monitor;
mod policy;
pub mod poller;
mod pool;
mod proc;
mod procs;
pub mod record;
mod stacks;
mod stats;
pub mod sync;
pub mod timers;
mod trace;
mod worker;
mod world;

#[cfg(all(test, not(loom)))]
pub(crate) mod tests;

use std::sync::{Arc, OnceLock, Weak};
use std::time::Instant;

pub use bubble::Bubble;
pub use g::{G, GRef, NO_SLOT, Saved, Stack, Status, WaitQueue, WaitReason, Waiter, WaiterKind};
pub use proc::On;
pub use procs::{cpus, default_procs, procs_from_env};
pub use record::Record;
pub use stacks::MIN_SLOTS;
pub use stats::{ProcStats, Stats};
pub use timers::{Fire, TimerNode};
pub use trace::TraceConfig;
pub use world::World;

use crate::race::Detector;
use idle::Central;
use proc::P;
use sync::{
    AtomicBool, AtomicI64, AtomicPtr, AtomicUsize, Clock, Condvar, Injector, Mutex, Ordering,
    RwLock, fence,
};

/// The most processors there can be.
pub const MAX_PROCS: usize = if cfg!(loom) { 3 } else { 1024 };

/// Why `Runner::run` came back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The goroutine has been published to a waker; do not touch it.
    Parked,
    /// Its first function returned, or Goexit: put it on the free list.
    Ended,
    /// Stopped at a safepoint because the limit was 0 (time slice over, or the world is to stop): it is saved;
    /// queue it at the tail of the global queue (or keep it for after the stop).
    Preempted,
    /// runtime.Gosched: as `Preempted`, at its own wish.
    Yielded,
    /// The program ends with this code: os.Exit, the main goroutine's return, an unrecovered panic (after its report).
    Exit(i32),
}

/// The scheduler's view of the virtual machine.
pub trait Runner: Send + Sync + 'static {
    /// Runs `g` (status `Running`, owned by the caller) on processor `p` until it stops.
    fn run(&self, p: usize, g: GRef) -> Stop;
    /// The limit word of processor `p`: while a goroutine runs, the address of its stack's end. The
    /// scheduler stores 0 to stop it at its next safepoint. `Runner::run` sets it on entry and then
    /// looks at `Sched::stop_requested(p)`, so that a stop asked for in between is not lost. (Were it lost all the same, the scheduler
    /// asks again: relaxed accesses are enough.) The address of the word never changes.
    fn limit(&self, p: usize) -> &AtomicUsize;
    /// Makes room for `n` processors (called with the world stopped).
    fn set_processors(&self, n: usize);
    /// A collection is due (asked with the goroutine that noticed already saved). Runs on the M that noticed;
    /// `Sched::stop_world` stops and restarts the others and lends them for marking.
    fn collect(&self, p: usize);
    /// Called once, by a thread of its own kind, when the program has run for some milliseconds: for what short programs shall not pay for.
    fn settled(&self) {}
    /// Nothing can ever run again: print the deadlock report; the answer is the exit code. No goroutine runs meanwhile.
    /// `None`: the scheduler goes on all the same.
    fn deadlock(&self) -> Option<i32>;
}

#[derive(Clone)]
pub struct Config {
    /// 1 to `MAX_PROCS`.
    pub procs: usize,
    pub trace: Option<TraceConfig>,
    /// Keep a record of events, of about so many bytes at most.
    pub record: Option<usize>,
    /// Who looks for data races, if anybody does.
    pub race: Option<Arc<Detector>>,
}

impl Config {
    /// As `$GOMAXPROCS` and `$GODEBUG` say.
    pub fn from_env() -> Config {
        Config {
            procs: procs_from_env(),
            trace: TraceConfig::from_env(),
            record: None,
            race: None,
        }
    }
}

/// What all threads of one run share.
pub struct Sched {
    me: Weak<Sched>,
    config: Config,
    /// Set while `run` runs.
    runner: RwLock<Option<Arc<dyn Runner>>>,
    /// Filled from the front; a P is never freed before the scheduler.
    table: Box<[AtomicPtr<P>]>,
    /// GOMAXPROCS.
    procs: AtomicUsize,
    /// The global queue.
    injector: Injector<GRef>,
    central: Mutex<Central>,
    /// Whoever stops the world waits here for the others, and for its helpers.
    stopped: Condvar,
    /// Ms that stopped for the world wait here.
    resume: Condvar,
    /// Length of `Central::ps`.
    idle_ps: AtomicUsize,
    /// Ms that look for work and have not found any.
    spinning: AtomicUsize,
    /// Copy of `Central::stopping`.
    stopping: AtomicBool,
    exiting: AtomicBool,
    /// When the program ended (nanoseconds of the clock), for its numbers.
    exited_at: std::sync::atomic::AtomicU64,
    exit: Mutex<Option<i32>>,
    exited: Condvar,
    timers: timers::Timers,
    bubbles: Mutex<Vec<Arc<Bubble>>>,
    /// Until when the M that waits for timers sleeps.
    keeper_until: AtomicI64,
    gs: gs::Gs,
    pool: pool::Pool,
    poller: OnceLock<poller::Poller>,
    /// Jobs handed to the pool and not yet done.
    pool_jobs: AtomicUsize,
    /// Who waits for words in memory.
    lot: lot::Lot,
    /// Goroutines that something outside will wake (the poller, signals).
    outside: AtomicUsize,
    monitor: monitor::Bell,
    record: Option<Record>,
    clock: Clock,
    /// The monitor's last look at the clock.
    coarse: std::sync::atomic::AtomicU64,
}

// SAFETY: `P`s are shared by reference only, apart from their `Local`, which is its holder's (see `proc`).
unsafe impl Send for Sched {}
// SAFETY: as above.
unsafe impl Sync for Sched {}

impl Sched {
    pub fn new(config: Config) -> Arc<Sched> {
        let procs = config.procs.clamp(1, MAX_PROCS);
        Arc::new_cyclic(|me| {
            let sched = Sched {
                me: me.clone(),
                record: config.record.map(Record::new),
                config,
                runner: RwLock::new(None),
                table: (0..MAX_PROCS)
                    .map(|_| AtomicPtr::new(std::ptr::null_mut()))
                    .collect(),
                procs: AtomicUsize::new(procs),
                injector: Injector::new(),
                central: Mutex::new(Central::new()),
                stopped: Condvar::new(),
                resume: Condvar::new(),
                idle_ps: AtomicUsize::new(0),
                spinning: AtomicUsize::new(0),
                stopping: AtomicBool::new(false),
                exiting: AtomicBool::new(false),
                exited_at: std::sync::atomic::AtomicU64::new(0),
                exit: Mutex::new(None),
                exited: Condvar::new(),
                timers: timers::Timers::new(),
                bubbles: Mutex::new(Vec::new()),
                keeper_until: AtomicI64::new(i64::MIN),
                gs: gs::Gs::new(),
                pool: pool::Pool::new(),
                poller: OnceLock::new(),
                pool_jobs: AtomicUsize::new(0),
                lot: lot::Lot::new(),
                outside: AtomicUsize::new(0),
                monitor: monitor::Bell::new(),
                clock: Clock::new(),
                coarse: std::sync::atomic::AtomicU64::new(0),
            };
            sched.make_procs(procs);
            sched
        })
    }

    /// Runs the program whose main goroutine is `main` (from `On::new_g` on processor 0, which nobody holds yet) and
    /// gives its exit code. Goroutines that still run are stopped at their next safepoint; `wind_down` waits for that.
    pub fn run(&self, runner: Arc<dyn Runner>, main: GRef) -> i32 {
        let procs = self.procs();
        runner.set_processors(procs);
        for i in 0..procs {
            self.p(i).set_limit(runner.limit(i));
        }
        *self.runner.write() = Some(runner);
        // SAFETY: no M holds processor 0 yet.
        unsafe { self.on(0) }.enqueue_first(main);
        {
            let mut central = self.central.lock();
            central.ps.extend((1..procs).rev());
            // Relaxed: the Ms start after this.
            self.idle_ps.store(central.ps.len(), Ordering::Relaxed);
            for &p in &central.ps {
                self.begin_idle(p);
            }
            self.p(0).held.store(true, Ordering::Relaxed);
            self.start_m(central, 0, false);
        }
        self.start_monitor();
        let mut exit = self.exit.lock();
        while exit.is_none() {
            self.exited.wait(&mut exit);
        }
        let code = exit.unwrap_or(0);
        drop(exit);
        *self.runner.write() = None;
        code
    }

    /// Ends the program: `run` returns with the first code that is given.
    pub fn exit(&self, code: i32) {
        {
            let mut exit = self.exit.lock();
            if exit.is_none() {
                *exit = Some(code);
                self.exited_at
                    .store(self.now().max(1) as u64, Ordering::Relaxed);
            }
        }
        // Release: pairs with the Acquire in `exiting`.
        self.exiting.store(true, Ordering::Release);
        self.exited.notify_all();
        self.request_stop_all();
        let central = self.central.lock();
        for m in &central.ms {
            m.recheck(self);
        }
        drop(central);
        self.resume.notify_all();
        self.stopped.notify_all();
        self.monitor.ring();
    }

    /// After `run`: waits until all threads that run goroutines have stopped, but not longer than `limit`; says whether they have.
    pub fn wind_down(&self, limit: std::time::Duration) -> bool {
        let until = Instant::now() + limit;
        loop {
            self.request_stop_all();
            let mut central = self.central.lock();
            if central.total_ms == 0 {
                return true;
            }
            if Instant::now() >= until {
                return false;
            }
            self.stopped
                .wait_for(&mut central, std::time::Duration::from_micros(200));
        }
    }

    fn exiting(&self) -> bool {
        // Acquire: pairs with the Release in `exit`.
        self.exiting.load(Ordering::Acquire)
    }

    /// GOMAXPROCS.
    pub fn procs(&self) -> usize {
        // Acquire: pairs with the Release in `make_procs`, so that the P behind each index is seen.
        self.procs.load(Ordering::Acquire)
    }

    /// The view of the M that holds processor `p`.
    ///
    /// # Safety
    /// The caller runs on the M that holds `p` (inside `Runner::run`, `collect`, a timer's `fire`), and keeps the view no longer than that.
    #[inline]
    pub unsafe fn on(&self, p: usize) -> On<'_> {
        On::new(self, self.p(p))
    }

    #[inline]
    fn p(&self, p: usize) -> &P {
        // Acquire: pairs with the Release in `make_procs`.
        let ptr = self.table[p].load(Ordering::Acquire);
        debug_assert!(!ptr.is_null());
        // SAFETY: made by `make_procs` before anyone learns of the index, and freed only with the scheduler.
        unsafe { &*ptr }
    }

    fn make_procs(&self, n: usize) {
        for slot in &self.table[..n] {
            if slot.load(Ordering::Relaxed).is_null() {
                let id = (slot as *const AtomicPtr<P> as usize - self.table.as_ptr() as usize)
                    / size_of::<AtomicPtr<P>>();
                let writer = self.record.as_ref().map(|r| r.writer(id));
                slot.store(
                    Box::into_raw(Box::new(P::new(id, writer))),
                    Ordering::Release,
                );
            }
        }
        self.procs.store(n, Ordering::Release);
    }

    /// Whether processor `p` has been asked to stop what it runs.
    pub fn stop_requested(&self, p: usize) -> bool {
        self.p(p).stop_requested()
    }

    fn request_stop_all(&self) {
        for i in 0..self.procs() {
            self.p(i).request_stop();
        }
    }

    /// Makes a goroutine runnable from a thread that holds no processor (pool, poller, signals).
    pub fn ready_remote(&self, g: GRef) {
        // SAFETY: the caller is the waker, who owns a waiting goroutine; the status is atomic.
        let g_ref = unsafe { &*g.0 };
        if let Some(record) = &self.record {
            record.ready_remote(g_ref.id);
        }
        g_ref.set_status(Status::Runnable);
        self.injector.push(g);
        self.wake();
    }

    /// Called after work was put where another M can find it: starts one if a processor is idle and nobody is looking already.
    ///
    /// No wake-up is lost: the fence stands between the push (before) and the reads here. An M that goes to
    /// sleep first makes its processor idle, gives up spinning, fences (`Worker::park`), and then looks at all queues once more. So either we see its
    /// idle processor, or it sees our work.
    fn wake(&self) {
        fence(Ordering::SeqCst);
        if self.idle_ps.load(Ordering::Relaxed) != 0 && self.spinning.load(Ordering::Relaxed) == 0 {
            self.wake_slow();
        }
    }

    /// Hands a job that may block to the pool. `g` is saved and its status is `Waiting`; it becomes runnable when the job is done.
    pub fn block(&self, g: GRef, job: Box<dyn FnOnce() + Send>) {
        let me = self.me.clone();
        self.background(Box::new(move || {
            job();
            if let Some(sched) = me.upgrade() {
                sched.ready_remote(g);
            }
        }));
    }

    /// The threads of the program, as Go counts them: the main thread waits, the monitor watches.
    fn count_threads(&self, ms: usize) -> usize {
        ms + 2 + self.pool.threads()
    }
    /// Whether `block` would start a thread.
    pub fn needs_thread(&self) -> bool {
        self.pool.is_busy()
    }

    /// Runs a job on the pool; until it is done it counts as something that may still wake goroutines.
    pub fn background(&self, job: Box<dyn FnOnce() + Send>) {
        let me = self.me.clone();
        // SeqCst: pairs with `is_dead`, as does the subtraction after the job has woken whom it wakes.
        self.pool_jobs.fetch_add(1, Ordering::SeqCst);
        self.pool.submit(Box::new(move || {
            job();
            if let Some(sched) = me.upgrade()
                && sched.pool_jobs.fetch_sub(1, Ordering::SeqCst) == 1
            {
                sched.recheck_dead();
            }
        }));
    }

    /// A goroutine begins to wait for something outside (poller, signal) that will call `ready_remote`; keeps the
    /// deadlock detector quiet until `outside_done`.
    pub fn outside_begin(&self) {
        self.outside.fetch_add(1, Ordering::SeqCst);
    }
    /// Call after `ready_remote`.
    pub fn outside_done(&self) {
        self.outside_ended(1);
    }
    fn outside_ended(&self, n: usize) {
        if self.outside.fetch_sub(n, Ordering::SeqCst) == n {
            self.recheck_dead();
        }
    }

    /// What happened so far, if it is recorded.
    /// Who looks for data races.
    #[inline(always)]
    pub fn race(&self) -> Option<&Detector> {
        self.config.race.as_deref()
    }
    pub fn record(&self) -> Option<&Record> {
        self.record.as_ref()
    }
    pub fn lot(&self) -> &lot::Lot {
        &self.lot
    }

    /// Nanoseconds since the scheduler was made.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }
    /// The same, as the monitor last saw it (at most some 10 ms old while something runs).
    pub fn coarse_now(&self) -> u64 {
        self.coarse.load(Ordering::Relaxed)
    }
    /// The instant from which `now` counts.
    pub fn start_instant(&self) -> Instant {
        self.clock.start()
    }

    /// Goroutines that exist, those of the runtime's own left out.
    pub fn goroutines(&self) -> usize {
        let mut n = 0i64;
        for slot in &self.table {
            let p = slot.load(Ordering::Acquire);
            if p.is_null() {
                break;
            }
            // SAFETY: as in `p`.
            n += unsafe { &*p }.alive.load(Ordering::Relaxed);
        }
        n.max(0) as usize
    }
    /// The threads of the program.
    pub fn threads(&self) -> usize {
        let ms = self.central.lock().total_ms;
        self.count_threads(ms)
    }
    /// See `Gs::each_part`: all goroutines that are not dead. Their fields may be read while the world is stopped.
    pub fn each_g(&self, part: usize, parts: usize, visit: impl FnMut(GRef)) {
        self.gs.each_part(part, parts, visit);
    }
    /// Pending timers and their owners (`TimerNode::owner`), for the collector (the world is stopped).
    pub fn each_timer(&self, visit: impl FnMut(*mut TimerNode, u64)) {
        self.timers.each(visit);
    }
    /// Lets go of the timers whose owners are not `live`.
    pub fn keep_timers(&self, live: impl Fn(u64) -> bool) {
        self.timers.keep(live);
    }
    /// Gives memory of stacks back that has not been needed for some calls. The world is stopped.
    pub fn trim_stacks(&self) {
        self.gs.trim();
    }
    /// Bytes of goroutine stacks taken from the system.
    pub fn stack_bytes(&self) -> usize {
        self.gs.stacks.bytes()
    }
}

impl Drop for Sched {
    fn drop(&mut self) {
        for slot in &self.table {
            let p = slot.load(Ordering::Acquire);
            if !p.is_null() {
                // SAFETY: made by `make_procs`; every M held an `Arc` of us, so none is left.
                drop(unsafe { Box::from_raw(p) });
            }
        }
    }
}
