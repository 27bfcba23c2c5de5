//! A processor: the right to run Go code, and what whoever has it needs.
//!
//! `P` itself is shared: thieves take from `stealer` and `runnext`, the monitor reads the counters and asks for stops. `Local` is
//! touched only by the M that holds the P (or whoever has stopped the world, for a P that is stopped or idle).

use std::collections::VecDeque;
use std::marker::PhantomData;
use std::sync::atomic;

use super::bubble::Bubble;
use super::g::{G, GRef, Stack, Status, WaitReason};
use super::gs::GCache;
use super::record::{Kind, Writer};
use super::sync::{
    AtomicBool, AtomicPtr, AtomicU64, AtomicUsize, Ordering, OwnedCell, Stealer, Worker, seed,
};
use super::timers::{Fire, Home, TimerNode};
use super::{Sched, World};

/// Goroutines in a queue beyond which whoever adds more is preempted.
const LONG_QUEUE: usize = 512;

pub(super) type AtStop = Box<dyn FnOnce(&World<'_>) + Send>;

#[repr(align(128))]
pub(super) struct P {
    pub id: usize,
    /// The goroutine that was made runnable last: it runs next, in what is left of the time slice.
    /// Others take it only if it has waited for long (`Worker::steal`).
    pub runnext: AtomicPtr<G>,
    pub stealer: Stealer<GRef>,
    /// A stop has been asked for and not yet been seen.
    stop: AtomicBool,
    limit: AtomicPtr<AtomicUsize>,
    /// Time slices begun.
    pub slices: atomic::AtomicU32,
    /// Goroutines switched to.
    pub rounds: atomic::AtomicU32,
    /// What runs now, for reports; null between goroutines.
    pub running: atomic::AtomicPtr<G>,
    /// Goroutines begun here.
    pub begun: atomic::AtomicU64,
    /// Goroutines started here less those ended here (so it can be negative).
    pub alive: atomic::AtomicI64,
    /// Thefts of which goroutines came.
    pub steals: atomic::AtomicU32,
    /// Nanoseconds that nobody held it, and since when that is so (0: somebody does). Change under the lock of `Sched::central`.
    pub idle: atomic::AtomicU64,
    pub idle_since: atomic::AtomicU64,
    /// Some M holds it. Changes under the lock of `Sched::central`.
    pub held: AtomicBool,
    /// The number of the stop of the world that waits for it; 0: none. Changes under the same lock.
    pub asked: AtomicU64,
    local: OwnedCell<Local>,
}

/// The holder's own.
pub(super) struct Local {
    pub worker: Worker<GRef>,
    pub gs: GCache,
    /// Stopped for the world, goes on afterwards in the same slice.
    pub kept: Option<GRef>,
    /// Run when there is nothing else to do here (`World::step_aside`), the longest waiting first.
    pub behind: VecDeque<GRef>,
    pub collect: bool,
    pub at_stop: Vec<AtStop>,
    /// Where events go, if they are recorded.
    pub record: Option<Box<Writer>>,
    random: u64,
}

impl Local {
    /// xorshift64*; for victims and the order of select.
    pub fn random(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

impl P {
    pub fn new(id: usize, record: Option<Box<Writer>>) -> P {
        let worker = Worker::new_fifo();
        P {
            id,
            runnext: AtomicPtr::new(std::ptr::null_mut()),
            stealer: worker.stealer(),
            stop: AtomicBool::new(false),
            limit: AtomicPtr::new(std::ptr::null_mut()),
            slices: atomic::AtomicU32::new(0),
            rounds: atomic::AtomicU32::new(0),
            running: atomic::AtomicPtr::new(std::ptr::null_mut()),
            begun: atomic::AtomicU64::new(0),
            alive: atomic::AtomicI64::new(0),
            steals: atomic::AtomicU32::new(0),
            idle: atomic::AtomicU64::new(0),
            idle_since: atomic::AtomicU64::new(0),
            held: AtomicBool::new(false),
            asked: AtomicU64::new(0),
            local: OwnedCell::new(Local {
                worker,
                gs: GCache::new(),
                kept: None,
                behind: VecDeque::new(),
                collect: false,
                at_stop: Vec::new(),
                record,
                random: (seed() ^ (id as u64) << 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            }),
        }
    }

    /// # Safety
    /// The caller's M holds this P (or it has stopped the world), and no other reference from here is alive.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn local(&self) -> &mut Local {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.local.get() }
    }

    pub fn set_limit(&self, limit: &AtomicUsize) {
        // Release: pairs with the Acquire in `request_stop`.
        self.limit.store(
            limit as *const AtomicUsize as *mut AtomicUsize,
            Ordering::Release,
        );
    }

    /// Asks what runs here to stop at its next safepoint. May get lost when it meets a switch: whoever needs it asks again.
    pub fn request_stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        // Acquire: pairs with the Release in `set_limit`.
        let limit = self.limit.load(Ordering::Acquire);
        if !limit.is_null() {
            // SAFETY: the runner keeps the word where it is as long as it lives (`Runner::limit`), and it outlives the run; after
            // the run the scheduler's threads keep it alive until each has left.
            unsafe { &*limit }.store(0, Ordering::Relaxed);
        }
    }
    pub fn stop_requested(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
    /// For the holder, between goroutines: whether a stop was asked for.
    pub fn take_stop(&self) -> bool {
        let asked = self.stop.load(Ordering::Relaxed);
        if asked {
            self.stop.store(false, Ordering::Relaxed);
        }
        asked
    }
}

/// A counter that only its owner changes and others read.
pub(super) fn bump(counter: &atomic::AtomicU32) -> u32 {
    let next = counter.load(Ordering::Relaxed).wrapping_add(1);
    counter.store(next, Ordering::Relaxed);
    next
}

/// The scheduler as seen by the M that holds a processor. See `Sched::on`.
#[derive(Clone, Copy)]
pub struct On<'a> {
    sched: &'a Sched,
    p: &'a P,
    /// Not `Send`: it is good on its M only.
    here: PhantomData<*mut ()>,
}

impl<'a> On<'a> {
    #[inline(always)]
    pub(super) fn new(sched: &'a Sched, p: &'a P) -> On<'a> {
        On {
            sched,
            p,
            here: PhantomData,
        }
    }
    pub fn sched(&self) -> &'a Sched {
        self.sched
    }
    pub fn p(&self) -> usize {
        self.p.id
    }
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    fn local(&self) -> &mut Local {
        // SAFETY: an `On` exists only on the M that holds the P (`Sched::on`); each use here ends before another begins.
        unsafe { self.p.local() }
    }

    /// Where this processor's events go, if they are recorded.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn recorder(&self) -> Option<&mut Writer> {
        self.local().record.as_deref_mut()
    }
    /// The goroutine that runs here, for who looks for races; null between goroutines.
    pub fn running(&self) -> *mut G {
        self.p.running.load(Ordering::Relaxed)
    }
    #[inline(always)]
    pub fn event(&self, kind: Kind, aux: u8, id: u32, more: &[u64]) {
        if let Some(record) = self.recorder() {
            record.event(kind, aux, id, more);
        }
    }

    /// The goroutine that runs here is about to wait for the object at `address`.
    #[inline]
    pub fn waits_for(&self, address: usize) {
        if let Some(record) = self.recorder() {
            record.waits_for(address);
        }
    }

    /// A new goroutine in status `Runnable` with a stack of at least `slots` slots. The caller fills in the stack, `saved`, `parent`
    /// and `created_at`, and then calls `spawn`.
    pub fn new_g(&self, slots: u32) -> GRef {
        self.count(1);
        self.sched.gs.make(&mut self.local().gs, slots)
    }
    fn count(&self, change: i64) {
        // Only the holder writes, so load and store need not be one step.
        let alive = &self.p.alive;
        alive.store(alive.load(Ordering::Relaxed) + change, Ordering::Relaxed);
    }
    /// A goroutine of the runtime's own is left out of `Sched::goroutines`.
    pub fn uncount(&self) {
        self.count(-1);
        let begun = &self.p.begun;
        begun.store(
            begun.load(Ordering::Relaxed).wrapping_sub(1),
            Ordering::Relaxed,
        );
    }
    pub(super) fn free_g(&self, g: GRef) {
        // SAFETY: the caller (the worker) has just run it to its end and owns it.
        if !unsafe { g.get() }.system {
            self.count(-1);
        }
        if let Some(race) = self.sched.race() {
            // SAFETY: as above.
            race.ends(unsafe { g.get() }.clock);
        }
        // SAFETY: as above; nobody refers to a goroutine that has ended.
        unsafe { self.sched.gs.free(&mut self.local().gs, g) };
    }
    pub(super) fn enqueue_first(&self, g: GRef) {
        self.p.begun.store(1, Ordering::Relaxed);
        // SAFETY: nobody else has it yet.
        let main = unsafe { g.get() };
        self.event(Kind::New, 0, main.id as u32, &[0, main.saved.pc as u64]);
        self.p.runnext.store(g.0, Ordering::Release);
    }

    /// Queues a new goroutine: it runs next here, unless another M takes it earlier.
    pub fn spawn(&self, g: GRef) {
        let begun = &self.p.begun;
        begun.store(
            begun.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
        if let Some(record) = self.recorder() {
            // SAFETY: nobody else has it yet.
            let new = unsafe { g.get() };
            let created = record.take_place(new.created_at as usize);
            let places = [created as u64, new.saved.pc as u64];
            record.event(Kind::New, 0, new.id as u32, &places);
        }
        self.next(g);
        // Goroutines that wait to begin take up memory that those before them could have left behind: who makes many lets them run.
        if self.local().worker.len() > LONG_QUEUE {
            self.p.request_stop();
        }
        self.sched.wake();
    }

    /// Makes a waiting goroutine runnable: it runs next here. The caller has won the right to wake it and gives it up with this call.
    pub fn ready(&self, g: GRef) {
        if let Some(record) = self.recorder() {
            // SAFETY: the caller owns it.
            record.event(Kind::Ready, 0, unsafe { g.get() }.id as u32, &[]);
        }
        self.ready_unrecorded(g);
    }
    /// The same where an event has said so already.
    pub fn ready_unrecorded(&self, g: GRef) {
        // SAFETY: the caller owns it; the status is atomic.
        unsafe { &*g.0 }.set_status(Status::Runnable);
        if self.next(g) {
            self.sched.wake();
        }
        // Alone in `runnext` it wakes nobody: most often the waker parks at once and it runs here, warm. If not, the
        // monitor notices and wakes a thief.
    }

    /// Makes several waiting goroutines runnable, in the order given.
    pub(super) fn ready_all(&self, gs: &[GRef]) {
        for g in gs {
            // SAFETY: the caller owns them.
            self.event(Kind::Ready, 0, unsafe { g.get() }.id as u32, &[]);
            // SAFETY: as above; the status is atomic.
            unsafe { &*g.0 }.set_status(Status::Runnable);
            self.local().worker.push(*g);
        }
        self.sched.wake();
    }

    /// Puts `g` into `runnext`; what was there goes to the queue. Says whether something did.
    fn next(&self, g: GRef) -> bool {
        // AcqRel: releases the goroutine to a thief (Acquire in `Worker::steal`), acquires the one that comes out.
        let old = self.p.runnext.swap(g.0, Ordering::AcqRel);
        if old.is_null() {
            return false;
        }
        self.local().worker.push(GRef(old));
        true
    }

    /// What this processor would run next: for models that have no Ms.
    #[cfg(loom)]
    pub fn pick(&self) -> Option<GRef> {
        super::policy::Policy::Ordinary
            .next(self.sched, self.p)
            .map(|(g, _)| g)
    }

    /// Marks the running goroutine as waiting. Call before it becomes visible to a waker; it is saved by then.
    ///
    /// # Safety
    /// `g` is the one that runs on this P.
    pub unsafe fn will_park(&self, g: GRef, reason: WaitReason) {
        // SAFETY: the caller's promise.
        unsafe {
            self.mark_waiting(g, reason, |record, saved| record.block(reason, saved));
        }
    }
    /// The same for the object at `address` (see `waits_for`).
    ///
    /// # Safety
    /// As for `will_park`.
    #[inline]
    pub unsafe fn will_park_for(&self, g: GRef, reason: WaitReason, address: usize) {
        // SAFETY: the caller's promise.
        unsafe {
            self.mark_waiting(g, reason, |record, saved| {
                record.block_for(reason, saved, address)
            });
        }
    }
    /// # Safety
    /// As for `will_park`.
    #[inline(always)]
    unsafe fn mark_waiting(
        &self,
        g: GRef,
        reason: WaitReason,
        record_wait: impl FnOnce(&mut Writer, usize),
    ) {
        // SAFETY: the running goroutine belongs to its M.
        let g = unsafe { g.get() };
        g.owned.used();
        g.wait_reason.store(reason as u8, Ordering::Relaxed);
        g.waiting_since = self.sched.coarse_now();
        if let Some(record) = self.recorder() {
            record_wait(record, g.saved.pc as usize);
        }
        g.set_status(Status::Waiting);
    }

    /// As `sleep`, on a bubble's clock.
    pub fn sleep_in(&self, bubble: &Bubble, g: GRef, nanos: i64) {
        let node = Box::into_raw(Box::new(TimerNode::new()));
        let when = bubble.now().saturating_add(nanos);
        // SAFETY: as in `sleep`.
        unsafe {
            (*node).owner = g.0 as u64;
            self.start_timer_in(bubble, node, when, 0, wake_sleeper);
        }
    }

    /// As `start_timer`, on a bubble's clock.
    ///
    /// # Safety
    /// As for `start_timer`.
    pub unsafe fn start_timer_in(
        &self,
        bubble: &Bubble,
        node: *mut TimerNode,
        when: i64,
        period: i64,
        fire: Fire,
    ) {
        let home = Home::Apart(bubble.shard());
        // SAFETY: the caller's promise.
        unsafe { self.sched.timers.start(home, node, when, period, fire) };
    }

    /// Parks `g`, already marked by `will_park`, until `nanos` have passed.
    pub fn sleep(&self, g: GRef, nanos: i64) {
        let node = Box::into_raw(Box::new(TimerNode::new()));
        // SAFETY: fresh; freed when it fires (`wake_sleeper`), which nothing can prevent.
        unsafe {
            (*node).owner = g.0 as u64;
            self.start_timer(
                node,
                self.sched.now().saturating_add(nanos),
                0,
                wake_sleeper,
            );
        }
    }

    /// Starts a timer that is not pending, at `when` of the scheduler's clock and then every `period` if that is not 0.
    ///
    /// # Safety
    /// `node` stays where it is while it is pending, and is kept alive (a collected object: by `Sched::each_timer`;
    /// see `TimerNode::owner`).
    pub unsafe fn start_timer(&self, node: *mut TimerNode, when: i64, period: i64, fire: Fire) {
        // SAFETY: the caller's promise.
        unsafe {
            self.sched
                .timers
                .start(Home::Processor(self.p.id), node, when, period, fire)
        };
        self.sched.timer_added(when);
    }

    /// Ends the current goroutine's way to its next safepoint, where the collector then runs.
    pub fn request_collect(&self) {
        self.local().collect = true;
        self.p.request_stop();
    }
    /// Like `request_collect`, for anything else that needs the world stopped. It runs once the current goroutine has stopped
    /// (`Preempted` or `Yielded`), which goes on after it.
    pub fn at_stop(&self, job: Box<dyn FnOnce(&World<'_>) + Send>) {
        self.local().at_stop.push(job);
        self.p.request_stop();
    }

    pub fn random(&self) -> u64 {
        self.local().random()
    }

    pub fn stack_alloc(&self, slots: u32) -> Stack {
        self.sched
            .gs
            .stacks
            .alloc(&mut self.local().gs.stacks, slots)
    }
    /// Nobody may use the stack any more.
    pub fn stack_free(&self, stack: Stack) {
        self.sched
            .gs
            .stacks
            .free(&mut self.local().gs.stacks, stack);
    }
}

/// SAFETY (of the timer's contract): `node` was boxed by `On::sleep` and is not pending any more.
unsafe fn wake_sleeper(on: On<'_>, node: *mut TimerNode, _: i64) {
    // SAFETY: see above.
    let node = unsafe { Box::from_raw(node) };
    on.ready(GRef(node.owner as *mut G));
}

impl Sched {
    /// A sleeping goroutine's timer is stopped: whoever asked wakes it. False if it does not sleep any more.
    pub fn cancel_sleep(&self, g: GRef) -> bool {
        let mut found = None;
        self.timers.each_of(wake_sleeper, |node| {
            // SAFETY: pending, so alive; boxed by `On::sleep`.
            if unsafe { (*node).owner } == g.0 as u64 {
                found = Some(node);
            }
        });
        // SAFETY: as above; once stopped nobody else knows it.
        found.is_some_and(|node| unsafe {
            let stopped = self.timers.stop(0, node, || {});
            if stopped {
                drop(Box::from_raw(node));
            }
            stopped
        })
    }
}
