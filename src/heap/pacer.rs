//! When to collect: when the heap has grown by GOGC percent of what was live after the last collection and of the roots that were
//! looked at (and to 4 MB at least), or comes near to GOMEMLIMIT or the hard limit.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};

use super::{HeapConfig, Outgrown};

/// The smallest goal with GOGC=100; in proportion for other values.
const MIN_GOAL: usize = 4 << 20;

/// The heap of a small program.
const SMALL: usize = 1 << 20;

pub struct Pacer {
    /// Bytes live after the last collection and allocated since. Relaxed: it only decides about timing.
    heap: AtomicUsize,
    goal: AtomicUsize,
    wanted: AtomicBool,
    gogc: AtomicI64,
    memory_limit: AtomicUsize,
    hard_limit: AtomicUsize,
    /// Live after the last collection.
    live: AtomicUsize,
    /// Bytes of roots that the last collection looked at.
    roots: AtomicUsize,
    outgrown: Option<Outgrown>,
    is_outgrown: AtomicBool,
}

impl Pacer {
    pub fn new(config: &HeapConfig) -> Pacer {
        let pacer = Pacer {
            heap: AtomicUsize::new(0),
            goal: AtomicUsize::new(0),
            wanted: AtomicBool::new(false),
            gogc: AtomicI64::new(config.gogc),
            memory_limit: AtomicUsize::new(config.memory_limit),
            hard_limit: AtomicUsize::new(config.hard_limit),
            live: AtomicUsize::new(0),
            roots: AtomicUsize::new(0),
            outgrown: config.outgrown.clone(),
            is_outgrown: AtomicBool::new(false),
        };
        pacer.set_goal();
        pacer
    }

    #[inline(always)]
    pub fn wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed)
    }

    pub fn request(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }

    /// Bytes of memory that objects are about to be put in.
    pub fn allocated(&self, bytes: usize) {
        let heap = self.heap.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if heap >= self.goal.load(Ordering::Relaxed) {
            self.request();
        }
        if heap > SMALL
            && !self.is_outgrown.load(Ordering::Relaxed)
            && !self.is_outgrown.swap(true, Ordering::Relaxed)
            && let Some(call) = &self.outgrown
        {
            call();
        }
    }

    pub fn heap(&self) -> usize {
        self.heap.load(Ordering::Relaxed)
    }

    pub fn goal(&self) -> usize {
        self.goal.load(Ordering::Relaxed)
    }

    pub fn gogc(&self) -> i64 {
        self.gogc.load(Ordering::Relaxed)
    }

    pub fn set_gogc(&self, percent: i64) -> i64 {
        let old = self.gogc.swap(percent.max(-1), Ordering::Relaxed);
        self.set_goal();
        old
    }

    pub fn memory_limit(&self) -> usize {
        self.memory_limit.load(Ordering::Relaxed)
    }

    pub fn set_memory_limit(&self, bytes: usize) -> usize {
        let old = self.memory_limit.swap(bytes, Ordering::Relaxed);
        self.set_goal();
        old
    }

    pub fn set_hard_limit(&self, bytes: usize) {
        self.hard_limit.store(bytes, Ordering::Relaxed);
        self.set_goal();
    }

    /// A collection has ended with `live` bytes marked from `roots` bytes of roots.
    pub fn collected(&self, live: usize, roots: usize) {
        self.live.store(live, Ordering::Relaxed);
        self.roots.store(roots, Ordering::Relaxed);
        self.heap.store(live, Ordering::Relaxed);
        self.wanted.store(false, Ordering::Relaxed);
        self.set_goal();
    }

    fn set_goal(&self) {
        let live = self.live.load(Ordering::Relaxed);
        let goal = match usize::try_from(self.gogc()) {
            Ok(percent) => {
                let looked_at = live as u128 + self.roots.load(Ordering::Relaxed) as u128;
                let growth = (looked_at * percent as u128 / 100) as usize;
                let least = MIN_GOAL.saturating_mul(percent) / 100;
                live.saturating_add(growth).max(least)
            }
            Err(_) => usize::MAX,
        };
        // Near a limit a collection has to free something before the next is worth while.
        let step = (live / 16).max(1 << 20);
        let hard = self.hard_limit.load(Ordering::Relaxed);
        let limit = self.memory_limit().min(hard - hard / 8);
        let limit = limit.max(live.saturating_add(step));
        self.goal.store(goal.min(limit), Ordering::Relaxed);
        if self.heap() >= self.goal() {
            self.request();
        }
    }
}
