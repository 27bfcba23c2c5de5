//! Writes events, in as few words as it can.

mod waits;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::clock::ticks;
use super::context::{Context, SETS};
use super::log::{CHUNK_BYTES, Chunk, FIRST_BYTES, Log};
use super::{
    BLUR, DENSE, FIRST_STRETCH, HERE, Kind, LONGEST, LONGEST_STRETCH, OBJECTS, OWN_PLACES,
    READINGS, STEP_BITS, Shared, TINY_BITS, VALUE_WORDS, object_id,
};
use waits::{NOWHERE, Places};

/// A log's one writer. What an event that was expected looks at stands first.
#[repr(C)]
pub struct Writer {
    /// Events that were counted, and not yet in the log's last `Repeat`. May go up to `Log::limit`. With `PENDING` while a `Switch` waits for its
    /// goroutine, which nearly always comes next: so nothing else is just counted meanwhile.
    counted: u32,
    /// With the run whose events are counted in `Log::run`: there `run_limit` was what `Log::limit` will be again.
    pub(super) log: Arc<Log>,
    run_limit: u32,
    /// That `Switch`, the first object that it waits for, and how many these are.
    switch: u64,
    switch_first: u32,
    switch_count: u32,
    /// Where the goroutine that is about to wait stands; 0: where it was saved.
    place: usize,
    /// What tells the set of objects that it is about to wait for from others.
    set: u64,
    object_count: usize,
    objects: [u32; OBJECTS],
    context: Context,
    /// The sets last waited for by goroutine and place.
    sets: [u64; SETS],
    places: Places,
    shared: Arc<Shared>,
    /// Events that may still do without a time, not counting `counted`, and how many that were.
    untimed: u32,
    stretch: u32,
    /// How often the clock was read.
    readings: u64,
    /// `Shared::tick` when the clock was last read.
    tick: u32,
    /// The last `Repeat`, if nothing follows it yet: it may still count. As long as it has not, readers do not see it.
    repeat: *mut u64,
    /// The last chunk, where its next word goes, and where a further event may not fit any more; all null before the first event.
    chunk: *mut Chunk,
    next: *mut u64,
    full: *mut u64,
    /// Time of the last event that has one.
    last: u64,
}

/// In `Writer::counted`; above all limits.
const PENDING: u32 = 1 << 31;

// SAFETY: the chunk belongs to the log that it holds; one thread at a time writes.
unsafe impl Send for Writer {}

/// The word of a `SendTiny` or `TakeTiny`, or (`near`) `SendNear` or `TakeNear`.
#[inline(always)]
fn tiny(near: bool, taken: bool, chan: usize, other: u32, step: u64) -> u64 {
    let kind = match (near, taken) {
        (false, false) => Kind::SendTiny,
        (false, true) => Kind::TakeTiny,
        (true, false) => Kind::SendNear,
        (true, true) => Kind::TakeNear,
    };
    let low = u64::from(other) << STEP_BITS | step;
    kind as u64 | low << 5 | u64::from(object_id(chan)) << 32
}

impl Writer {
    pub(super) fn new(shared: &Arc<Shared>, log: &Arc<Log>) -> Writer {
        Writer {
            counted: 0,
            log: log.clone(),
            run_limit: 0,
            switch: 0,
            switch_first: 0,
            switch_count: 0,
            place: 0,
            set: 0,
            object_count: 0,
            objects: [0; OBJECTS],
            context: Context::new(),
            sets: [0; SETS],
            places: Places {
                numbers: HashMap::default(),
                recent: [(0, 0); 64],
                own: [NOWHERE; OWN_PLACES],
            },
            shared: shared.clone(),
            untimed: 0,
            stretch: 0,
            readings: 0,
            tick: 0,
            repeat: std::ptr::null_mut(),
            chunk: std::ptr::null_mut(),
            next: std::ptr::null_mut(),
            full: std::ptr::null_mut(),
            last: 0,
        }
    }

    /// As `passes` where that is what is expected. Else nothing happens.
    #[inline(always)]
    pub fn passes_on(&mut self, taken: bool, chan: usize, other: u32, value: u64) -> bool {
        let Some(step) = self.context.step(value) else {
            return false;
        };
        let on = other < 1 << TINY_BITS && self.counts(tiny(false, taken, chan, other, step));
        if on {
            self.context.came(value);
        }
        on
    }
    /// As `send` of one word, from what runs here to a goroutine that waits (0: into the ring), or (`taken`) to what runs here from one that
    /// waits, in one word. If there is no such word nothing happens and the answer is no.
    pub fn passes(&mut self, taken: bool, chan: usize, other: u32, value: u64) -> bool {
        self.end_run();
        if other >= 1 << TINY_BITS {
            return false;
        }
        let Some(step) = self.context.step(value) else {
            return self.passes_near(taken, chan, other, value);
        };
        self.context.came(value);
        self.one_word(tiny(false, taken, chan, other, step));
        true
    }
    #[inline(never)]
    fn passes_near(&mut self, taken: bool, chan: usize, other: u32, value: u64) -> bool {
        let Some(step) = self.context.step_near(object_id(chan), value) else {
            return false;
        };
        self.context.came_through(object_id(chan), value);
        self.one_word(tiny(true, taken, chan, other, step));
        true
    }
    /// As `passes` into the ring of `chan`, whose elements are numbers, if that is what happens again and again: the same step
    /// from value to value. Else nothing happens.
    #[inline(always)]
    pub fn fills_on(&mut self, chan: usize, value: impl FnOnce() -> u64) -> bool {
        let run = &self.log.run;
        // SAFETY: we are the processor's holder.
        unsafe {
            let on = run.fills_on(chan, value);
            if on {
                run.filled();
            }
            on
        }
    }
    /// As `passes` into the ring.
    pub fn fills(&mut self, chan: usize, value: u64) -> bool {
        self.end_run();
        let step = self.context.step(value);
        let done = self.passes(false, chan, 0, value);
        if let Some(step) = step {
            let word = tiny(false, false, chan, 0, step);
            self.may_run(word, chan, Some((value, Context::greater(step))));
        }
        done
    }
    /// The oldest value is taken from the ring of a channel, as `takes` says, if that is what happens again and again. Else nothing happens.
    #[inline(always)]
    pub fn takes_on(&mut self, chan: usize) -> bool {
        let run = &self.log.run;
        // SAFETY: we are the processor's holder.
        unsafe {
            let on = run.takes_on(chan);
            if on {
                run.taken();
            }
            on
        }
    }
    #[inline(never)]
    pub fn takes(&mut self, chan: usize) {
        let word = Kind::Recv as u64 | u64::from(object_id(chan)) << 32;
        self.one_word(word);
        self.may_run(word, chan, None);
    }
    /// `word` has come. If it is expected again and again its events are counted in a run from now on.
    #[inline(always)]
    fn may_run(&mut self, word: u64, chan: usize, fill: Option<(u64, u64)>) {
        let limit = self.limit();
        if self.context.loops(word) && self.counted < limit {
            self.run_limit = limit;
            // SAFETY: we are the processor's holder, and who counts has ended the last one.
            unsafe { self.log.run.open(chan, fill, limit - self.counted) };
            self.set_limit(0);
        }
    }
    /// Takes over what a run has counted, and what else may be counted is so again. Before anything else happens, at the latest in `settle`. Says
    /// whether there was one.
    #[inline(always)]
    fn end_run(&mut self) -> bool {
        // SAFETY: we are the processor's holder.
        let open = unsafe { self.log.run.is_open() };
        if open {
            self.end_open_run();
        }
        open
    }
    #[inline(never)]
    fn end_open_run(&mut self) {
        // SAFETY: as above.
        let ended = unsafe { self.log.run.close() };
        self.counted += ended.counted;
        if let Some(last) = ended.last {
            self.context.came(last);
        }
        if ended.goes_on {
            self.set_limit(self.run_limit);
        }
    }
    /// A value of one word goes from a goroutine to another or into the ring of a channel.
    #[inline(never)]
    pub fn send(&mut self, chan: usize, from: u32, to: u32, word: u64) {
        self.end_run();
        let taken = from != 0;
        let other = if taken { from } else { to };
        let step = self.context.step(word);
        if other >= 1 << TINY_BITS || taken && to != HERE && to != 0 {
            self.send_small(chan, from, to, word);
        } else if let (true, 0, Some(step)) = (taken, to, step) {
            self.context.came(word);
            let tiny = tiny(false, true, chan, other, step);
            self.one_word(tiny - Kind::TakeTiny as u64 + Kind::PutTiny as u64);
        } else if taken && to == 0 || !self.passes(taken, chan, other, word) {
            self.send_small(chan, from, to, word);
        }
    }
    #[inline(never)]
    fn send_small(&mut self, chan: usize, from: u32, to: u32, word: u64) {
        let small = word as i32 as i64 as u64 == word;
        if from != 0 || !small {
            return self.send_whole(chan, from, to, &[word]);
        }
        self.context.came_through(object_id(chan), word);
        let more = [u64::from(to) | word << 32];
        self.event(Kind::SendSmall, 0, object_id(chan), &more);
    }
    /// The same of any value that fits.
    #[inline(never)]
    pub fn send_whole(&mut self, chan: usize, from: u32, to: u32, value: &[u64]) {
        self.end_run();
        if let [word] = value {
            self.context.came_through(object_id(chan), *word);
        }
        let mut words = [0; 1 + VALUE_WORDS];
        words[0] = u64::from(to) | u64::from(from) << 32;
        words[1..=value.len()].copy_from_slice(value);
        let words = &words[..=value.len()];
        self.event(Kind::Send, value.len() as u8, object_id(chan), words);
    }

    #[inline(always)]
    pub fn event(&mut self, kind: Kind, aux: u8, id: u32, more: &[u64]) {
        let word = kind as u64 | u64::from(aux) << 5 | u64::from(id) << 32;
        if more.is_empty() {
            self.one_word(word);
        } else {
            self.long(word, more);
        }
    }
    #[inline(never)]
    fn long(&mut self, word: u64, more: &[u64]) {
        self.time();
        self.put(word, more);
    }
    #[inline(always)]
    fn one_word(&mut self, word: u64) {
        if !self.counts(word) {
            self.short_slow(word);
        }
    }
    /// An event of one word that was expected is only counted, if it may be.
    #[inline(always)]
    fn counts(&mut self, word: u64) -> bool {
        let counts = self.counted < self.limit() && self.context.goes_on(word);
        if counts {
            self.counted += 1;
        }
        counts
    }
    // Relaxed, both: how soon the monitor's 0 is seen, and whether it is lost now and then, does not matter.
    #[inline(always)]
    fn limit(&self) -> u32 {
        self.log.limit.load(Ordering::Relaxed)
    }
    #[inline(always)]
    fn set_limit(&self, limit: u32) {
        self.log.limit.store(limit, Ordering::Relaxed);
    }
    /// Writes down what was counted. Before anything else is written: so `repeat` is one as long as `limit` allows to count.
    #[inline(always)]
    pub(in crate::sched) fn settle(&mut self) {
        self.end_run();
        self.set_limit(0);
        if self.counted & !PENDING != 0 {
            self.settle_counted();
        }
    }
    #[inline(never)]
    fn settle_counted(&mut self) {
        let counted = self.counted & !PENDING;
        self.counted &= PENDING;
        self.untimed = self.untimed.saturating_sub(counted);
        debug_assert!(!self.repeat.is_null());
        // SAFETY: while something is counted the last word is that `Repeat`, and ours; readers may see it, as it was or as it is.
        unsafe {
            let repeat = AtomicU64::from_ptr(self.repeat);
            // Relaxed: only this thread writes, and any count is true.
            let word = repeat.load(Ordering::Relaxed) + (u64::from(counted) << 8);
            repeat.store(word, Ordering::Relaxed);
        }
        self.publish();
    }
    /// What is written may be read.
    #[inline(always)]
    fn publish(&mut self) {
        // SAFETY: the chunk lives as long as the log. Release: pairs with the Acquire of readers.
        unsafe { (*self.chunk).end.store(self.next, Ordering::Release) };
    }
    #[inline(never)]
    fn short_slow(&mut self, word: u64) {
        if self.end_run() && self.counts(word) {
            return;
        }
        self.time();
        self.short(word);
    }
    /// Whether the monitor has looked since the clock was read.
    #[inline(always)]
    fn looked(&self) -> bool {
        // Relaxed: a hint.
        self.tick != self.shared.tick.load(Ordering::Relaxed)
    }
    /// Says when the next event happens, unless it does without a time of its own. It does where events follow each other closely: reading the
    /// clock would take up most of the time. The clock is read anew as soon as the monitor has looked, so that what computes for long is not
    /// taken for dense.
    #[inline(always)]
    fn time(&mut self) {
        self.settle();
        if !self.pending() && self.untimed > 0 && !self.looked() {
            self.untimed -= 1;
        } else {
            self.read_clock();
        }
    }
    #[inline(never)]
    fn read_clock(&mut self) {
        if self.pending() {
            self.write_switch();
            self.settle();
        }
        let now = ticks();
        let delta = now.saturating_sub(self.last);
        let events = self.stretch - self.untimed + 1;
        let longest = match self.readings < READINGS {
            true => FIRST_STRETCH,
            false => BLUR * u64::from(events) / (delta + 1),
        };
        self.readings += 1;
        self.stretch = match delta <= DENSE * u64::from(events) {
            true => (self.stretch * 2 + 1).min(longest.min(LONGEST_STRETCH) as u32),
            false => 0,
        };
        self.untimed = self.stretch;
        self.tick = self.shared.tick.load(Ordering::Relaxed);
        self.last = now;
        self.put(Kind::Time as u64 | delta << 8, &[]);
    }
    /// An event of one word, after `settle`. What follows may be counted.
    #[inline(always)]
    fn short(&mut self, word: u64) {
        if self.context.goes_on_again(word) {
            if self.repeat.is_null() && !self.open_repeat() {
                return;
            }
            self.counted = 1;
            self.untimed += 1;
        } else {
            self.context.learn(word, self.run());
            if !self.put(word, &[]) || !self.open_repeat() {
                return;
            }
        }
        self.set_limit(self.untimed);
    }
    #[inline(always)]
    fn open_repeat(&mut self) -> bool {
        if self.next >= self.full && !self.next_chunk() {
            return false;
        }
        self.repeat = self.next;
        // SAFETY: there is room, and nobody else writes.
        unsafe {
            *self.next = Kind::Repeat as u64;
            self.next = self.next.add(1);
        }
        true
    }
    /// How long the `Repeat` is that ends here.
    #[inline(always)]
    fn run(&self) -> u64 {
        if self.repeat.is_null() {
            return 0;
        }
        // SAFETY: the last word, ours.
        unsafe { *self.repeat >> 8 }
    }
    #[inline(always)]
    fn put(&mut self, word: u64, more: &[u64]) -> bool {
        debug_assert!(more.len() < LONGEST && self.counted == 0);
        self.set_limit(0);
        if !self.repeat.is_null() {
            if self.run() == 0 {
                self.next = self.repeat;
            }
            self.repeat = std::ptr::null_mut();
        }
        if self.next >= self.full && !self.next_chunk() {
            return false;
        }
        // SAFETY: there is room, and nobody else writes; readers stop at `end`.
        unsafe {
            *self.next = word;
            for (i, &word) in more.iter().enumerate() {
                *self.next.add(1 + i) = word;
            }
            self.next = self.next.add(1 + more.len());
        }
        self.publish();
        true
    }
    #[cold]
    #[inline(never)]
    fn next_chunk(&mut self) -> bool {
        let first = self.chunk.is_null();
        let bytes = if first { FIRST_BYTES } else { CHUNK_BYTES };
        // Relaxed: a count and a note, nothing hangs on their order.
        let full = &self.shared.full_at;
        if full.load(Ordering::Relaxed) != 0 {
            return false;
        }
        let left = self.shared.left.fetch_sub(bytes as i64, Ordering::Relaxed);
        let new = match left > 0 {
            true => Chunk::map(bytes),
            false => std::ptr::null_mut(),
        };
        if new.is_null() {
            let now = ticks().max(1);
            // Whoever was first has said when.
            let _ = full.compare_exchange(0, now, Ordering::Relaxed, Ordering::Relaxed);
            return false;
        }
        let link = match first {
            true => &self.log.first,
            // SAFETY: chunks live as long as the log.
            false => unsafe { &(*self.chunk).next },
        };
        self.next = Chunk::words(new);
        // SAFETY: the chunk has so many bytes.
        self.full = unsafe { new.cast::<u64>().add(bytes / 8 - LONGEST) };
        self.chunk = new;
        // Release: pairs with the Acquire of readers.
        link.store(new, Ordering::Release);
        true
    }
}
