//! A collection cycle: clear the bits, mark, sweep. The world is stopped all the time; the threads that it stopped are lent for the
//! work (`Workers`).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Instant, SystemTime};

use super::mark::Marking;
use super::page::PageKind;
use super::size_class::{PAGE_SHIFT, PAGE_SIZE};
use super::stats::ByClass;
use super::sweep::Live;
use super::{Cache, Heap, Roots};

/// Threads that help.
pub trait Workers {
    fn count(&self) -> usize;
    /// Runs `job(0)`, `job(1)`, up to `count`, each once, and returns when all have ended. They may run one after another.
    fn run(&self, job: &(dyn Fn(usize) + Sync));
}

/// The calling thread.
pub struct Alone;

impl Workers for Alone {
    fn count(&self) -> usize {
        1
    }
    fn run(&self, job: &(dyn Fn(usize) + Sync)) {
        job(0);
    }
}

/// Threads started for the purpose.
pub struct Threads(pub usize);

impl Workers for Threads {
    fn count(&self) -> usize {
        self.0.max(1)
    }
    fn run(&self, job: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for i in 1..self.count() {
                scope.spawn(move || job(i));
            }
            job(0);
        });
    }
}

/// What a collection did.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// From 1.
    pub number: u32,
    pub forced: bool,
    pub workers: usize,
    pub clear_ns: u64,
    pub mark_ns: u64,
    pub sweep_ns: u64,
    /// Bytes in the heap before, and live.
    pub before: u64,
    pub live: u64,
    pub live_objects: u64,
    /// Of the next cycle; and the one that started this.
    pub goal: u64,
    pub old_goal: u64,
    /// Bytes given back to the system.
    pub returned: u64,
}

impl Cycle {
    pub fn pause_ns(&self) -> u64 {
        self.clear_ns + self.mark_ns + self.sweep_ns
    }
}

/// Free memory beyond the goal is kept up to this, so that small programs never pay for giving it back.
const KEEP_FREE: usize = 32 << 20;

/// The tables of fewer pages are walked by one thread (64 MB).
const ALONE_BELOW: usize = 8192;

impl Heap {
    /// Collects. `forced`: asked for by the program (runtime.GC), not by the pacer.
    ///
    /// # Safety
    /// The world is stopped: until this returns nobody allocates, and nobody reads or writes objects but `roots`,
    /// which names all pointers into the heap that are not in the heap, and is right about classes of words.
    pub unsafe fn collect(
        &self,
        caches: &mut [&mut Cache],
        roots: &dyn Roots,
        workers: &dyn Workers,
        forced: bool,
    ) -> Cycle {
        let existing = self.caches.load(Ordering::Relaxed);
        assert_eq!(caches.len(), existing, "a collection needs all caches");
        for cache in caches {
            cache.flush();
        }
        let started = Instant::now();
        let before = self.pacer.heap();
        let old_goal = self.pacer.goal();
        let top = self.page_heap.lock().top();
        // A small heap is marked, and tables of a middling one are walked, faster alone than others are woken.
        let small = before < 2 << 20;
        let workers = if small { &Alone } else { workers };
        let few = top < ALONE_BELOW;
        let walkers = if few { &Alone } else { workers };

        let next = AtomicUsize::new(0);
        // SAFETY: the caller's promise, here and below.
        walkers.run(&|_| unsafe { self.clear_marks(&next, top) });
        let cleared = Instant::now();

        let parts = if workers.count() == 1 {
            1
        } else {
            workers.count() * 4
        };
        let pinned: Vec<u64> = self.handles.lock().iter().collect();
        let marking = Marking::new(&self.pages, parts, workers.count());
        // SAFETY: the caller's promise.
        workers.run(&|_| unsafe { marking.work(roots, &pinned, &self.specials) });
        // SAFETY: as above.
        let live = |address: u64| unsafe { self.is_marked(address) };
        // SAFETY: as above.
        unsafe { marking.follow(|marker| roots.settle(&live, marker)) };
        if self.specials.used() {
            // SAFETY: as above.
            unsafe {
                marking.follow(|marker| self.specials.settle(&live, marker));
                marking.follow(|marker| roots.settle(&live, marker));
            }
        }
        roots.forget(&live);
        let marked = Instant::now();

        let centrals = self.centrals.read();
        centrals.clear();
        let list: Vec<_> = (0..centrals.len() as u32)
            .map(|i| centrals.get(i))
            .collect();
        drop(centrals);
        let list = CentralList(list);
        let next = AtomicUsize::new(0);
        let found = Live::default();
        // SAFETY: the caller's promise.
        walkers.run(&|_| unsafe { self.sweep(&next, top, list.get(), &found) });
        let live_bytes = found.bytes.load(Ordering::Relaxed);
        self.pacer.collected(live_bytes, roots.bytes());
        let returned = {
            let mut pages = self.page_heap.lock();
            let goal = self.pacer.goal();
            // SAFETY: the world is stopped, and the lock is held for both.
            unsafe {
                pages.rebuild(&self.pages);
                let wanted = goal.saturating_add(goal / 8) >> PAGE_SHIFT;
                let spare = wanted.saturating_sub(pages.in_use());
                pages.scavenge(&self.pages, spare.max(KEEP_FREE >> PAGE_SHIFT))
            }
        };
        let ended = Instant::now();

        let nanos = |from: Instant, to: Instant| to.duration_since(from).as_nanos() as u64;
        let mut cycle = Cycle {
            number: 0,
            forced,
            workers: workers.count(),
            clear_ns: nanos(started, cleared),
            mark_ns: nanos(cleared, marked),
            sweep_ns: nanos(marked, ended),
            before: before as u64,
            live: live_bytes as u64,
            live_objects: found.objects.load(Ordering::Relaxed) as u64,
            goal: self.pacer.goal() as u64,
            old_goal: old_goal as u64,
            returned: (returned * PAGE_SIZE) as u64,
        };
        self.record(&mut cycle, &found.by_class.lock());
        cycle
    }

    fn record(&self, cycle: &mut Cycle, live: &ByClass) {
        let mut history = self.history.lock();
        let slot = history.cycles as usize % 256;
        history.cycles += 1;
        history.forced += cycle.forced as u32;
        cycle.number = history.cycles;
        history.pause_total_ns += cycle.pause_ns();
        history.pauses.resize(256, 0);
        history.pause_ends.resize(256, 0);
        history.pauses[slot] = cycle.pause_ns();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        history.pause_ends[slot] = now.map_or(0, |d| d.as_nanos() as u64);
        history.freed_objects = self.totals.objects().saturating_sub(cycle.live_objects);
        history.freed_bytes = self.totals.bytes().saturating_sub(cycle.live);
        let classes = self.totals.by_class().into_iter().zip(live);
        history.freed_by_class = classes
            .map(|(all, live)| all.saturating_sub(*live))
            .collect();
        history.last = Some(cycle.clone());
    }

    /// Gives all free memory back to the system (debug.FreeOSMemory; collect first). Answers the bytes.
    ///
    /// # Safety
    /// The world is stopped.
    pub unsafe fn release_free(&self) -> usize {
        let mut pages = self.page_heap.lock();
        // SAFETY: the world is stopped, and the lock is held for both.
        let returned = unsafe {
            pages.rebuild(&self.pages);
            pages.scavenge(&self.pages, 0)
        };
        returned * PAGE_SIZE
    }

    /// Whether the object that holds `address` has been marked. What is not in the heap is.
    ///
    /// # Safety
    /// The world is stopped.
    unsafe fn is_marked(&self, address: u64) -> bool {
        let Some(page) = self.pages.page_of(address as usize) else {
            return true;
        };
        // SAFETY: tables are usable as far as the arena, and nobody writes them while the world is stopped.
        unsafe {
            let info = *self.pages.info(page);
            debug_assert!(info.kind != PageKind::Free);
            let Some(at) = super::page::locate(&self.pages, &info, address as usize) else {
                return false;
            };
            let word = &*self
                .pages
                .marks(at.head as usize)
                .add(at.index as usize / 64);
            word.load(Ordering::Relaxed) >> (at.index % 64) & 1 != 0
        }
    }
}

/// Addresses of the centrals, which may cross threads.
struct CentralList(Vec<*const super::Central>);

// SAFETY: `Central` is `Sync` and lives as long as the heap.
unsafe impl Sync for CentralList {}

impl CentralList {
    fn get(&self) -> &[*const super::Central] {
        &self.0
    }
}
