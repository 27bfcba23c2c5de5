//! Writes events, in as few words as it can.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

use rustc_hash::FxBuildHasher;

use super::super::g::WaitReason;
use super::clock::ticks;
use super::context::{Context, SETS};
use super::log::{CHUNK_BYTES, Chunk, FIRST_BYTES, Log};
use super::{
    DENSE, HERE, Kind, LONGEST, LONGEST_STRETCH, LOW_BITS, OBJECTS, STEP_BITS, Shared, TO_HERE,
    VALUE_WORDS, object_id,
};

/// A log's one writer.
pub struct Writer {
    pub(super) log: Arc<Log>,
    shared: Arc<Shared>,
    /// The last chunk, where its next word goes, and where a further event may not fit any more; all null before the first event.
    chunk: *mut Chunk,
    next: *mut u64,
    full: *mut u64,
    /// Time of the last event that has one.
    last: u64,
    /// Events that may still do without a time, and how many that were.
    untimed: u32,
    stretch: u32,
    /// `Shared::tick` when the clock was last read.
    tick: u32,
    /// Where the goroutine that is about to wait stands; 0: where it was saved.
    place: usize,
    /// What it is about to wait for.
    objects: [u32; OBJECTS],
    object_count: usize,
    /// What tells that set of objects from others, and the one last waited for by goroutine and place.
    set: u64,
    sets: [u64; SETS],
    places: Places,
    /// A `Switch` that waits for its goroutine, which nearly always comes next; 0: none. While there is one `full` is null and kept here.
    switch: u64,
    /// How many objects it waits for.
    switch_count: usize,
    kept_full: *mut u64,
    /// Where the last `Repeat` stands: open as long as nothing follows it.
    repeat: *mut u64,
    context: Context,
}

// SAFETY: the chunk belongs to the log that it holds; one thread at a time writes.
unsafe impl Send for Writer {}

/// Places in which goroutines wait, with the reason, get numbers; most often the number is found at the first look.
struct Places {
    numbers: HashMap<u64, u32, FxBuildHasher>,
    recent: [(u64, u32); 64],
}

impl Writer {
    pub(super) fn new(shared: &Arc<Shared>) -> Writer {
        Writer {
            log: Arc::new(Log {
                first: AtomicPtr::default(),
            }),
            shared: shared.clone(),
            chunk: std::ptr::null_mut(),
            next: std::ptr::null_mut(),
            full: std::ptr::null_mut(),
            last: 0,
            untimed: 0,
            stretch: 0,
            tick: 0,
            place: 0,
            objects: [0; OBJECTS],
            object_count: 0,
            set: 0,
            sets: [0; SETS],
            places: Places {
                numbers: HashMap::default(),
                recent: [(0, 0); 64],
            },
            switch: 0,
            switch_count: 0,
            kept_full: std::ptr::null_mut(),
            repeat: std::ptr::null_mut(),
            context: Context::new(),
        }
    }

    /// Where the goroutine that is about to wait stands, if that is not where it was saved.
    #[inline]
    pub fn waits_at(&mut self, place: usize) {
        self.place = place;
    }
    /// The place told by `waits_at`, else `other`.
    pub(in crate::sched) fn take_place(&mut self, other: usize) -> usize {
        match std::mem::take(&mut self.place) {
            0 => other,
            place => place,
        }
    }
    /// What it is about to wait for; a select says so for each of its channels.
    #[inline]
    pub fn waits_for(&mut self, address: usize) {
        if self.switch != 0 {
            self.make_room();
        }
        if let Some(place) = self.objects.get_mut(self.object_count) {
            let id = object_id(address);
            *place = id;
            self.object_count += 1;
            let sum = self.set.rotate_left(23) ^ u64::from(id);
            self.set = sum.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }
    /// It waits from now on.
    #[inline(never)]
    pub(in crate::sched) fn block(&mut self, reason: WaitReason, saved: usize) {
        let place = self.take_place(saved);
        let place = self.place_number(place as u64 | (reason as u64) << 48);
        let count = std::mem::replace(&mut self.object_count, 0);
        let set = std::mem::replace(&mut self.set, 0);
        let known = &mut self.sets[self.context.set(place)];
        let same = std::mem::replace(known, set) == set;
        self.time();
        if same && place >> LOW_BITS == 0 && !self.full.is_null() {
            self.switch = Kind::Switch as u64 | u64::from(place) << 8;
            self.switch_count = count;
            self.kept_full = std::mem::replace(&mut self.full, std::ptr::null_mut());
        } else {
            self.block_now(place, count);
        }
    }
    /// The same in full, for the first of `objects`.
    #[inline(never)]
    fn block_now(&mut self, place: u32, count: usize) {
        let object = if count == 0 { 0 } else { self.objects[0] };
        if count <= 1 && place >> LOW_BITS == 0 {
            return self.write(Kind::BlockNow, 0, place, object, &[]);
        }
        let mut words = [0u64; 1 + OBJECTS / 2];
        words[0] = place.into();
        for (i, &object) in self.objects[..count].iter().enumerate().skip(1) {
            words[1 + (i - 1) / 2] |= u64::from(object) << (32 * ((i - 1) % 2));
        }
        let extra = count.saturating_sub(1).div_ceil(2);
        self.write(Kind::Block, extra as u8, 0, object, &words[..=extra]);
    }
    #[inline]
    fn place_number(&mut self, place: u64) -> u32 {
        let recent = (place >> 3 ^ place >> 48) as usize % 64;
        match self.places.recent[recent] {
            (known, number) if known == place => number,
            _ => self.new_place(place, recent),
        }
    }
    #[cold]
    fn new_place(&mut self, place: u64, recent: usize) -> u32 {
        let next = self.places.numbers.len() as u32;
        let number = *self.places.numbers.entry(place).or_insert(next);
        if number == next {
            self.event(Kind::Place, 0, number, &[place]);
        }
        self.places.recent[recent] = (place, number);
        number
    }
    #[inline(never)]
    pub(in crate::sched) fn start(&mut self, g: u64) {
        let g = g as u32;
        // Relaxed: a hint.
        if self.switch != 0 && self.tick == self.shared.tick.load(Ordering::Relaxed) {
            self.untimed = self.untimed.saturating_sub(1);
            let word = std::mem::take(&mut self.switch) | u64::from(g) << 32;
            self.full = self.kept_full;
            self.short(word);
        } else {
            self.event(Kind::Start, 0, g, &[]);
        }
        self.context.current = g;
    }
    /// A value of one word goes from a goroutine to another or into the ring of a channel.
    #[inline(always)]
    pub fn send(&mut self, chan: usize, from: u32, to: u32, word: u64) {
        if word as i32 as i64 as u64 != word || (from != 0 && to != HERE) {
            return self.send_whole(chan, from, to, &[word]);
        }
        let step = (word as i32).wrapping_sub(self.context.value);
        self.context.value = word as i32;
        let (kind, other) = match from {
            0 => (Kind::SendTiny, if to == HERE { TO_HERE } else { to }),
            _ => (Kind::TakeTiny, from),
        };
        let fits = step << (32 - STEP_BITS) >> (32 - STEP_BITS) == step;
        let named = other < TO_HERE || (from == 0 && to == HERE);
        if fits && named {
            self.time();
            let step = step as u32 & ((1 << STEP_BITS) - 1);
            let low = u64::from(other << STEP_BITS | step) << 5;
            self.short(kind as u64 | low | u64::from(object_id(chan)) << 32);
        } else {
            self.send_small(chan, from, to, word);
        }
    }
    #[inline(never)]
    fn send_small(&mut self, chan: usize, from: u32, to: u32, word: u64) {
        if from != 0 {
            return self.send_whole(chan, from, to, &[word]);
        }
        let more = [u64::from(to) | word << 32];
        self.event(Kind::SendSmall, 0, object_id(chan), &more);
    }
    /// The same of any value that fits.
    #[inline(never)]
    pub fn send_whole(&mut self, chan: usize, from: u32, to: u32, value: &[u64]) {
        let mut words = [0; 1 + VALUE_WORDS];
        words[0] = u64::from(to) | u64::from(from) << 32;
        words[1..=value.len()].copy_from_slice(value);
        let words = &words[..=value.len()];
        self.event(Kind::Send, value.len() as u8, object_id(chan), words);
    }

    #[inline(always)]
    pub fn event(&mut self, kind: Kind, aux: u8, id: u32, more: &[u64]) {
        self.time();
        self.write(kind, aux, 0, id, more);
    }
    /// Says when the next event happens, unless it does without a time of its own: where events follow each other closely, reading the clock
    /// would take up most of the time. It is read anew as soon as the monitor has looked, so that what computes for long is not taken for dense.
    #[inline(always)]
    fn time(&mut self) {
        // Relaxed: a hint.
        if self.untimed > 0 && self.tick == self.shared.tick.load(Ordering::Relaxed) {
            self.untimed -= 1;
        } else {
            self.read_clock();
        }
    }
    #[inline(never)]
    fn read_clock(&mut self) {
        let now = ticks();
        let delta = now.saturating_sub(self.last);
        let events = self.stretch - self.untimed + 1;
        self.stretch = match delta <= DENSE * u64::from(events) {
            true => (self.stretch * 2 + 1).min(LONGEST_STRETCH),
            false => 0,
        };
        self.untimed = self.stretch;
        self.tick = self.shared.tick.load(Ordering::Relaxed);
        self.last = now;
        self.put(Kind::Time as u64 | delta << 8, &[]);
    }
    #[inline(always)]
    fn write(&mut self, kind: Kind, aux: u8, low: u32, id: u32, more: &[u64]) {
        let word = kind as u64 | u64::from(aux) << 5 | u64::from(low) << 8 | u64::from(id) << 32;
        match more.is_empty() {
            true => self.short(word),
            false => {
                self.put(word, more);
            }
        }
    }
    /// An event of one word.
    #[inline(always)]
    fn short(&mut self, word: u64) {
        if self.full.is_null() && !self.make_room() {
            return;
        }
        if !self.context.comes(word) {
            self.put(word, &[]);
            return;
        }
        if self.repeat.wrapping_add(1) == self.next {
            // SAFETY: the last word in the log is ours; readers may see it, as it was or as it is.
            unsafe {
                let repeat = AtomicU64::from_ptr(self.repeat);
                // Relaxed: only this thread writes, and any count is true.
                let word = repeat.load(Ordering::Relaxed) + (1 << 8);
                repeat.store(word, Ordering::Relaxed);
            }
            return;
        }
        if self.put(Kind::Repeat as u64 | 1 << 8, &[]) {
            self.repeat = self.next.wrapping_sub(1);
        }
    }
    #[inline(always)]
    fn put(&mut self, word: u64, more: &[u64]) -> bool {
        debug_assert!(more.len() < LONGEST);
        if self.next >= self.full && !self.make_room() {
            return false;
        }
        // SAFETY: there is room, and nobody else writes; readers stop at `end`.
        unsafe {
            *self.next = word;
            for (i, &word) in more.iter().enumerate() {
                *self.next.add(1 + i) = word;
            }
            self.next = self.next.add(1 + more.len());
            // Release: pairs with the Acquire of readers.
            (*self.chunk).end.store(self.next, Ordering::Release);
        }
        true
    }
    /// For the next event, behind a `Switch` that has not met its goroutine.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self) -> bool {
        if self.switch != 0 {
            let place = (self.switch >> 8) as u32;
            self.switch = 0;
            self.full = self.kept_full;
            self.block_now(place, self.switch_count);
        }
        self.next < self.full || self.next_chunk()
    }
    #[cold]
    #[inline(never)]
    fn next_chunk(&mut self) -> bool {
        // Should there be none, words are left out, and nothing may be counted any more.
        self.repeat = std::ptr::null_mut();
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
