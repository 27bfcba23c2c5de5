//! When to collect: when the heap has grown by GOGC percent of what was live after the last collection and of the roots that were
//! looked at (and to 4 MB at least), or comes near to GOMEMLIMIT or the hard limit. Before a large array it may be sooner, as Go's collector, which works
//! while the program runs, begins before the goal is reached.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};

use super::{HeapConfig, Outgrown};

/// The smallest goal with GOGC=100; in proportion for other values.
const MIN_GOAL: usize = 4 << 20;

/// The heap of a small program. One that has outgrown it is told again each time it has become so many times as large.
const SMALL: usize = 1 << 20;
const LARGER: usize = 3;

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
    /// More than so many bytes, and `outgrown` is called the next time.
    outgrown_at: AtomicUsize,
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
            outgrown_at: AtomicUsize::new(SMALL),
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
        let at = self.outgrown_at.load(Ordering::Relaxed);
        if heap > at {
            self.outgrow(heap, at);
        }
    }

    #[cold]
    fn outgrow(&self, heap: usize, at: usize) {
        let mut next = at;
        while next < heap {
            next = next.saturating_mul(LARGER);
        }
        // Of several who come here at once one tells.
        let relaxed = Ordering::Relaxed;
        let mine = self
            .outgrown_at
            .compare_exchange(at, next, relaxed, relaxed);
        if mine.is_ok()
            && let Some(call) = &self.outgrown
        {
            call();
        }
    }

    /// Whether an object of so many bytes would take up the last quarter of what may be allocated until the next collection, and half of it
    /// is used: not before, so that a heap whose only object grows is not collected each time. A small heap may be as large as it likes.
    pub fn comes_before(&self, bytes: usize) -> bool {
        let (heap, goal) = (self.heap(), self.goal());
        let live = self.live.load(Ordering::Relaxed);
        let growth = goal.saturating_sub(live);
        heap >= MIN_GOAL
            && heap.saturating_add(bytes) > goal - growth / 4
            && heap.saturating_sub(live) >= growth / 2
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn arrays_wait_for_collections() {
        const MB: usize = 1 << 20;
        let pacer = Pacer::new(&HeapConfig::default());
        pacer.allocated(3 * MB);
        assert!(!pacer.comes_before(100 * MB), "a small heap");
        pacer.collected(10 * MB, 0);
        assert!(!pacer.comes_before(100 * MB), "nothing would be freed");
        pacer.allocated(6 * MB);
        assert!(!pacer.comes_before(MB), "there is room");
        assert!(pacer.comes_before(2 * MB));
        pacer.set_gogc(-1);
        assert!(!pacer.comes_before(100 * MB), "no collections at all");
    }

    #[test]
    fn it_tells_how_large_the_heap_has_become() {
        let calls = Arc::new(AtomicUsize::new(0));
        let count = calls.clone();
        let config = HeapConfig {
            outgrown: Some(Arc::new(move || {
                count.fetch_add(1, Ordering::Relaxed);
            })),
            ..HeapConfig::default()
        };
        let pacer = Pacer::new(&config);
        for (more, told) in [
            (1 << 20, 0),
            (1, 1),
            (1 << 20, 1),
            (1 << 20, 2),
            (90 << 20, 3),
        ] {
            pacer.allocated(more);
            assert_eq!(calls.load(Ordering::Relaxed), told);
        }
    }
}
