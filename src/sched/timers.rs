//! Timers: a heap for each of some shards, each with its own lock; a processor puts its timers into its own shard.
//!
//! Invariants: a node belongs to the shard that it was first started in, for good, and its fields change only
//! under that shard's lock. `next` of a shard is the time of its first timer, `i64::MAX` if it has none. `fire` is called with the lock held, so that
//! once `stop` returns, no call of `fire` is under way; it must therefore not start or stop timers of the same shard.
//!
//! Who looks: a processor at its own shard whenever it switches; an M that finds nothing to do at all of them; one sleeping M (the keeper) wakes for the
//! first of all; the monitor is the last resort.

use std::sync::Arc;

use super::proc::On;
use super::record::Kind;
use super::sync::{AtomicI64, AtomicU32, AtomicUsize, Mutex, Ordering, RwLock};

/// What happens when a timer is due. The last argument is when it was due, on the scheduler's clock.
pub type Fire = unsafe fn(On<'_>, *mut TimerNode, i64);

/// A timer. May stand at the start of a Go object; all zero is a timer that was never started.
#[repr(C)]
pub struct TimerNode {
    when: AtomicI64,
    period: AtomicI64,
    /// Position in the heap and 1; 0: not pending.
    index: AtomicU32,
    /// Number of the shard and 1; 0: none yet.
    shard: AtomicU32,
    /// The starter's: something that has to be alive for anybody to notice that the timer fires. If that is an object of the collected
    /// heap (a channel), the timer is let go with it. 0: it fires for everybody.
    pub owner: u64,
}

impl TimerNode {
    pub fn new() -> TimerNode {
        TimerNode {
            when: AtomicI64::new(0),
            period: AtomicI64::new(0),
            index: AtomicU32::new(0),
            shard: AtomicU32::new(0),
            owner: 0,
        }
    }
}

impl Default for TimerNode {
    fn default() -> TimerNode {
        TimerNode::new()
    }
}

/// The shard that a timer is first started in.
#[derive(Clone, Copy)]
pub(super) enum Home {
    /// That of a processor.
    Processor(usize),
    /// One of `add_apart`.
    Apart(u32),
}

const SHARDS: usize = if cfg!(loom) { 2 } else { 64 };
/// Children of a heap's node.
const ARITY: usize = 4;

#[derive(Clone, Copy)]
struct Entry {
    when: i64,
    /// Of two timers for the same time the one started first fires first.
    seq: u64,
    node: *mut TimerNode,
    fire: Fire,
}

#[derive(Default)]
struct Heap {
    entries: Vec<Entry>,
    seq: u64,
}

// SAFETY: nodes are touched under the shard's lock only.
unsafe impl Send for Heap {}

#[repr(align(128))]
pub(super) struct Shard {
    next: AtomicI64,
    heap: Mutex<Heap>,
}

pub(super) struct Timers {
    shards: Box<[Shard]>,
    /// Shards of bubbles: nobody but their bubble fires what is in them. Their numbers come after those of the others.
    apart: RwLock<Vec<Arc<Shard>>>,
    /// Shards that ever held a timer are below this.
    used: AtomicUsize,
}

impl Heap {
    fn before(a: &Entry, b: &Entry) -> bool {
        (a.when, a.seq) < (b.when, b.seq)
    }
    fn place(&mut self, at: usize, entry: Entry) {
        self.entries[at] = entry;
        // SAFETY: a pending node is alive (`On::start_timer`); we hold its shard's lock.
        unsafe { &*entry.node }
            .index
            .store(at as u32 + 1, Ordering::Relaxed);
    }
    fn up(&mut self, mut at: usize) {
        let entry = self.entries[at];
        while at > 0 {
            let parent = (at - 1) / ARITY;
            if !Self::before(&entry, &self.entries[parent]) {
                break;
            }
            self.place(at, self.entries[parent]);
            at = parent;
        }
        self.place(at, entry);
    }
    fn down(&mut self, mut at: usize) {
        let entry = self.entries[at];
        loop {
            let first = at * ARITY + 1;
            let last = (first + ARITY).min(self.entries.len());
            let Some(least) = (first..last).reduce(|a, b| {
                if Self::before(&self.entries[b], &self.entries[a]) {
                    b
                } else {
                    a
                }
            }) else {
                break;
            };
            if !Self::before(&self.entries[least], &entry) {
                break;
            }
            self.place(at, self.entries[least]);
            at = least;
        }
        self.place(at, entry);
    }
    fn insert(&mut self, node: *mut TimerNode, when: i64, fire: Fire) {
        self.seq += 1;
        let seq = self.seq;
        self.entries.push(Entry {
            when,
            seq,
            node,
            fire,
        });
        self.up(self.entries.len() - 1);
    }
    fn remove(&mut self, at: usize) -> Entry {
        let entry = self.entries.swap_remove(at);
        // SAFETY: as in `place`.
        unsafe { &*entry.node }.index.store(0, Ordering::Relaxed);
        if at < self.entries.len() {
            self.up(at);
            // Wherever it went, what stands here now is in order with its children, or goes down.
            self.down(at);
        }
        entry
    }
}

impl Shard {
    fn new() -> Shard {
        Shard {
            next: AtomicI64::new(i64::MAX),
            heap: Mutex::new(Heap::default()),
        }
    }
    fn publish(&self, heap: &Heap) {
        let next = heap.entries.first().map_or(i64::MAX, |e| e.when);
        // SeqCst: pairs with the loads of the keeper (`Sched::next_timer`).
        self.next.store(next, Ordering::SeqCst);
    }
}

impl Timers {
    pub fn new() -> Timers {
        Timers {
            shards: (0..SHARDS).map(|_| Shard::new()).collect(),
            apart: RwLock::new(Vec::new()),
            used: AtomicUsize::new(0),
        }
    }

    /// The shard that the node belongs to; the one of processor `p` if none yet.
    fn shard_of(&self, home: Home, node: &TimerNode) -> &Shard {
        let mine = match home {
            Home::Processor(p) => (p % SHARDS) as u32 + 1,
            Home::Apart(number) => number,
        };
        // Relaxed: the shard's lock orders everything else.
        let shard = match node
            .shard
            .compare_exchange(0, mine, Ordering::Relaxed, Ordering::Relaxed)
        {
            Ok(_) => {
                // SeqCst: before the timer is published (`Shard::publish`), for whoever sees that.
                if self.used.load(Ordering::Relaxed) < mine as usize && mine as usize <= SHARDS {
                    self.used.fetch_max(mine as usize, Ordering::SeqCst);
                }
                mine
            }
            Err(theirs) => theirs,
        };
        match self.shards.get(shard as usize - 1) {
            Some(shard) => shard,
            None => self.shard_apart(shard),
        }
    }
    fn shard_apart(&self, number: u32) -> &Shard {
        let apart = self.apart.read();
        let shard = Arc::as_ptr(&apart[number as usize - 1 - SHARDS]);
        // SAFETY: it does not move, and is never dropped before the scheduler.
        unsafe { &*shard }
    }
    /// The number of a new shard that is never looked at unless asked for.
    pub fn add_apart(&self) -> u32 {
        let mut apart = self.apart.write();
        apart.push(Arc::new(Shard::new()));
        (SHARDS + apart.len()) as u32
    }
    pub fn next_apart(&self, number: u32) -> i64 {
        self.shard_apart(number).next.load(Ordering::Relaxed)
    }
    pub fn run_apart(&self, on: On<'_>, number: u32, now: i64) {
        run(self.shard_apart(number), on, now);
    }
    /// All shards.
    fn every(&self, mut visit: impl FnMut(&Shard)) {
        self.shards.iter().for_each(&mut visit);
        self.apart.read().iter().for_each(|shard| visit(shard));
    }

    /// # Safety
    /// See `On::start_timer`. A node that is pending is moved to its new time.
    pub unsafe fn start(
        &self,
        home: Home,
        node: *mut TimerNode,
        when: i64,
        period: i64,
        fire: Fire,
    ) {
        // SAFETY: the caller keeps it alive.
        let n = unsafe { &*node };
        let shard = self.shard_of(home, n);
        let mut heap = shard.heap.lock();
        let index = n.index.load(Ordering::Relaxed);
        if index != 0 {
            heap.remove(index as usize - 1);
        }
        n.when.store(when, Ordering::Relaxed);
        n.period.store(period, Ordering::Relaxed);
        heap.insert(node, when, fire);
        shard.publish(&heap);
    }

    /// Takes the timer out, with `then` run under its lock; says whether it was pending. No call of its `fire` is under way or comes after.
    ///
    /// # Safety
    /// The node is alive.
    pub unsafe fn stop(&self, p: usize, node: *mut TimerNode, then: impl FnOnce()) -> bool {
        // SAFETY: the caller keeps it alive.
        let n = unsafe { &*node };
        let shard = self.shard_of(Home::Processor(p), n);
        let mut heap = shard.heap.lock();
        let index = n.index.load(Ordering::Relaxed);
        if index != 0 {
            heap.remove(index as usize - 1);
            shard.publish(&heap);
        }
        then();
        index != 0
    }

    /// Moves the timer to a new time, with `then` run under its lock before; says whether it was pending.
    ///
    /// # Safety
    /// As for `start`.
    pub unsafe fn reset(
        &self,
        p: usize,
        node: *mut TimerNode,
        (when, period): (i64, i64),
        fire: Fire,
        then: impl FnOnce(),
    ) -> bool {
        // SAFETY: the caller keeps it alive.
        let n = unsafe { &*node };
        let shard = self.shard_of(Home::Processor(p), n);
        let mut heap = shard.heap.lock();
        let index = n.index.load(Ordering::Relaxed);
        if index != 0 {
            heap.remove(index as usize - 1);
        }
        then();
        n.when.store(when, Ordering::Relaxed);
        n.period.store(period, Ordering::Relaxed);
        heap.insert(node, when, fire);
        shard.publish(&heap);
        index != 0
    }

    /// When the first timer of processor `p`'s shard is due; `i64::MAX`: none.
    pub fn next_of(&self, p: usize) -> i64 {
        self.shards[p % SHARDS].next.load(Ordering::Relaxed)
    }
    /// When the first of all is due.
    pub fn next(&self) -> i64 {
        // SeqCst: pairs with `publish`.
        self.shards[..self.used.load(Ordering::SeqCst)]
            .iter()
            .map(|s| s.next.load(Ordering::SeqCst))
            .min()
            .unwrap_or(i64::MAX)
    }

    /// Fires what is due in the shard of processor `p`; says whether anything was.
    pub fn run_shard(&self, on: On<'_>, p: usize, now: i64) -> bool {
        run(&self.shards[p % SHARDS], on, now)
    }
    /// Fires what is due anywhere.
    pub fn run_all(&self, on: On<'_>, now: i64) -> bool {
        let mut any = false;
        for shard in 0..self.used.load(Ordering::SeqCst) {
            any |= self.run_shard(on, shard, now);
        }
        any
    }

    /// Pending timers in the shard of processor `p`.
    pub fn len_of(&self, p: usize) -> usize {
        self.shards[p % SHARDS].heap.lock().entries.len()
    }
    /// Pending timers that fire with `fire`.
    pub fn each_of(&self, fire: Fire, mut visit: impl FnMut(*mut TimerNode)) {
        self.every(|shard| {
            let heap = shard.heap.lock();
            let same = |e: &&Entry| std::ptr::fn_addr_eq(e.fire, fire);
            heap.entries.iter().filter(same).for_each(|e| visit(e.node));
        });
    }
    pub fn each(&self, mut visit: impl FnMut(*mut TimerNode, u64)) {
        self.every(|shard| {
            for entry in &shard.heap.lock().entries {
                // SAFETY: pending, so alive.
                visit(entry.node, unsafe { (*entry.node).owner });
            }
        });
    }
    /// Lets go of the timers whose owners are not `live`. Their nodes may be gone already.
    pub fn keep(&self, live: impl Fn(u64) -> bool) {
        self.every(|shard| {
            let mut heap = shard.heap.lock();
            let before = heap.entries.len();
            // SAFETY: the memory of a node is not used for anything else before the collector has asked this.
            heap.entries.retain(|e| match unsafe { (*e.node).owner } {
                0 => true,
                owner => live(owner),
            });
            if heap.entries.len() == before {
                return;
            }
            for at in (0..heap.entries.len()).rev() {
                heap.down(at);
            }
            let room = heap.entries.len() * 2;
            heap.entries.shrink_to(room);
            shard.publish(&heap);
        });
    }
}

/// Fires what is due in a shard; says whether anything was.
fn run(shard: &Shard, on: On<'_>, now: i64) -> bool {
    if shard.next.load(Ordering::Relaxed) > now {
        return false;
    }
    let mut heap = shard.heap.lock();
    let mut any = false;
    while let Some(&first) = heap.entries.first() {
        if first.when > now {
            break;
        }
        any = true;
        // SAFETY: pending, so alive.
        let period = unsafe { &*first.node }.period.load(Ordering::Relaxed);
        if period > 0 {
            let missed = (now - first.when) / period;
            let when = first.when.saturating_add(period.saturating_mul(missed + 1));
            // SAFETY: as above.
            unsafe { &*first.node }.when.store(when, Ordering::Relaxed);
            heap.entries[0].when = when;
            heap.down(0);
        } else {
            heap.remove(0);
        }
        on.event(Kind::Fire, 0, 0, &[]);
        // SAFETY: whoever started the timer gave a `fire` for its node.
        unsafe { (first.fire)(on, first.node, first.when) };
    }
    shard.publish(&heap);
    any
}

impl On<'_> {
    /// Fires what is due: for models that have no Ms.
    #[cfg(loom)]
    pub fn fire_due(&self) -> bool {
        self.sched().timers.run_all(*self, self.sched().now())
    }
    /// See `Timers::stop`.
    ///
    /// # Safety
    /// The node is alive.
    pub unsafe fn stop_timer(&self, node: *mut TimerNode, then: impl FnOnce()) -> bool {
        // SAFETY: the caller's promise.
        unsafe { self.sched().timers.stop(self.p(), node, then) }
    }
    /// See `Timers::reset`.
    ///
    /// # Safety
    /// As for `start_timer`.
    pub unsafe fn reset_timer(
        &self,
        node: *mut TimerNode,
        when: i64,
        period: i64,
        fire: Fire,
        then: impl FnOnce(),
    ) -> bool {
        let sched = self.sched();
        // SAFETY: the caller's promise.
        let was = unsafe {
            sched
                .timers
                .reset(self.p(), node, (when, period), fire, then)
        };
        sched.timer_added(when);
        was
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    unsafe fn nothing(_: On<'_>, _: *mut TimerNode, _: i64) {}

    #[test]
    fn a_heap_gives_timers_in_order() {
        let mut heap = Heap::default();
        let nodes: Vec<*mut TimerNode> = (0..1000)
            .map(|_| Box::into_raw(Box::new(TimerNode::new())))
            .collect();
        for (i, &node) in nodes.iter().enumerate() {
            heap.insert(node, (i as i64 * 7919) % 501, nothing);
        }
        for (i, &node) in nodes.iter().enumerate() {
            if i % 3 == 0 {
                // SAFETY: ours.
                let at = unsafe { &*node }.index.load(Ordering::Relaxed);
                heap.remove(at as usize - 1);
            }
        }
        let mut last = (i64::MIN, 0);
        let mut n = 0;
        while !heap.entries.is_empty() {
            let e = heap.remove(0);
            assert!((e.when, e.seq) > last);
            last = (e.when, e.seq);
            n += 1;
        }
        assert_eq!(n, 666);
        for node in nodes {
            // SAFETY: made above.
            drop(unsafe { Box::from_raw(node) });
        }
    }
}
