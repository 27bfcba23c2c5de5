//! What happened in a run, event by event, for those who watch it (`src/observe`): `gorun run --trace`.
//!
//! Each processor has a log that only its holder writes, without locks; threads that hold none share one. A log is a list of chunks of
//! words; what stands before a chunk's `end` never changes, so anybody may read that at any time. An event is one word and what its
//! kind adds:
//!
//! ```text
//!   bits 0..5 kind | 5..8 aux | 8..32 ticks since the log's last event | 32..64 id
//!
//!   Time    -                      the next word is the time in ticks, in full
//!   Place   id: its number         next word: pc | reason << 48, where and why goroutines wait
//!   Start   id: goroutine          runs here from now on
//!   Stop    aux: `Stopped`         what ran stops, without waiting for anything
//!   Block   id: object             what ran waits; next word: number of the place; then aux words, two more objects in each
//!   Ready   id: goroutine          is made runnable, by what runs here
//!   New     id: goroutine          begins to exist; two words: pc of its `go`, pc of its function
//!   Send    id: channel            a value is sent; next word: to | from << 32 (goroutines; to 0: the ring, from 0 or to `HERE`: what runs
//!                                  here); whichever of the two is named was waiting and is made runnable; then aux words of value
//!   Recv    id: channel            the oldest value is taken from the ring; aux 1: the zero value of a closed channel
//!   Close   id: channel
//!   Make    id: channel            three words: type of the element, capacity, pc
//!   Drain   id: channel            its ring is emptied (a timer that was stopped)
//!   Idle    -                      the processor is given up; Busy: and taken again
//!   Steal   id: processor          goroutines are taken over from there
//!   Fire    -                      what is sent or made runnable next is a timer's doing
//!   World   aux: `WorldStep`
//!   Gc      -                      three words: number of the collection, bytes before, bytes after; the pause ends here
//! ```
//!
//! Memory is what recording costs most, so the most frequent events have short forms. `BlockNow` and `SendSmall` are `Block` and `Send` in fewer words;
//! `SendTiny` is one word: bits 5..18 how much greater the value is than the last one sent on this processor, 18..32 `to`; `TakeTiny` the same with `from`,
//! `to` being `HERE`; `Switch` is a `Block` and the
//! `Start` of the next goroutine in one word: the object is the one that this goroutine last waited for at this place, or rather the one in
//! the table entry of both. Reader and writer keep that table alike. Objects are addresses, of which an id keeps bits 3 to 34: told
//! apart within a heap of 32 GB. What a value's words mean follows from the type of the channel's element (`runtime::shown`).
//!
//! Off, it costs the look at a pointer that is null. On, the aim is 15% on programs that do nothing but send, three nanoseconds for an
//! event: decision 012 has the measurements behind clock, short forms and memory.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicPtr, AtomicU32, AtomicU64, Ordering};
use std::time::Instant;

use parking_lot::Mutex;
use rustc_hash::FxBuildHasher;

use super::g::WaitReason;

/// Bytes of a log's first chunk, so that a short run does not wait for memory that it does not use; and of the others: a big page.
const FIRST_BYTES: usize = 64 << 10;
const CHUNK_BYTES: usize = 2 << 20;
/// Words of the longest event, and of a `Time` before it.
const LONGEST: usize = 12;
/// Ticks from event to event that count as dense, and the most events in a row that then do without a time.
const DENSE: u64 = 600;
const LONGEST_STRETCH: u32 = 15;
/// Words that an event's kind adds, at most.
const MOST_WORDS: usize = 1 + VALUE_WORDS;
/// Objects of one wait that are recorded; an odd number fills its words.
const OBJECTS: usize = 15;
/// Words of a value that an event can keep.
pub const VALUE_WORDS: usize = 7;
const DELTA_BITS: u32 = 24;
/// Of a `SendTiny`: bits of the value, and what stands for `HERE`; greater numbers of goroutines do not fit.
const STEP_BITS: u32 = 13;
const TO_HERE: u32 = (1 << 14) - 1;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    Time,
    Place,
    Start,
    Stop,
    Block,
    BlockNow,
    Ready,
    New,
    Send,
    SendSmall,
    Recv,
    Close,
    Make,
    Drain,
    Idle,
    Busy,
    Steal,
    Fire,
    World,
    Gc,
    SendTiny,
    TakeTiny,
    Switch,
}

const KINDS: [Kind; 23] = [
    Kind::Time,
    Kind::Place,
    Kind::Start,
    Kind::Stop,
    Kind::Block,
    Kind::BlockNow,
    Kind::Ready,
    Kind::New,
    Kind::Send,
    Kind::SendSmall,
    Kind::Recv,
    Kind::Close,
    Kind::Make,
    Kind::Drain,
    Kind::Idle,
    Kind::Busy,
    Kind::Steal,
    Kind::Fire,
    Kind::World,
    Kind::Gc,
    Kind::SendTiny,
    Kind::TakeTiny,
    Kind::Switch,
];

/// Why a goroutine stopped that waits for nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Stopped {
    Preempted,
    Yielded,
    Ended,
    /// The program ends.
    Exit,
}

/// The steps of stopping the world, seen by the processor that stops it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum WorldStep {
    Asked,
    Stopped,
    Started,
}

/// The goroutine that runs here, where a `Send` names two.
pub const HERE: u32 = u32::MAX;

/// Where an object's address goes in an event.
pub fn object_id(address: usize) -> u32 {
    (address >> 3) as u32
}

/// The head of a chunk, which its words follow.
#[repr(C)]
struct Chunk {
    /// Where what is written ends. Release by the writer, Acquire by readers.
    end: AtomicPtr<u64>,
    next: AtomicPtr<Chunk>,
    bytes: usize,
}

impl Chunk {
    /// Fresh from the system, a big one as one big page where there are such: a page fault for each small one would cost more than
    /// the events in it. Null: no memory.
    fn map(bytes: usize) -> *mut Chunk {
        let align = if bytes == CHUNK_BYTES { bytes } else { 0 };
        let mapped = bytes + align;
        // SAFETY: asks for new memory of our own, and gives back what lies before and behind an aligned part of it.
        unsafe {
            let at = libc::mmap(
                std::ptr::null_mut(),
                mapped,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                -1,
                0,
            );
            if at == libc::MAP_FAILED {
                return std::ptr::null_mut();
            }
            let mut chunk = at;
            if align > 0 {
                let before = at.align_offset(align);
                chunk = at.add(before);
                if before > 0 {
                    libc::munmap(at, before);
                }
                if mapped > before + bytes {
                    libc::munmap(chunk.add(bytes), mapped - before - bytes);
                }
                fetch_in_one_go(chunk);
            }
            // All zero is an empty chunk.
            let chunk = chunk.cast::<Chunk>();
            (*chunk).bytes = bytes;
            *(*chunk).end.get_mut() = Chunk::words(chunk);
            chunk
        }
    }
    /// The first word of a chunk.
    fn words(chunk: *mut Chunk) -> *mut u64 {
        // SAFETY: the words follow the head.
        unsafe { chunk.add(1).cast() }
    }
}

/// Advice, and no harm if it is not taken.
#[cfg(target_os = "linux")]
fn fetch_in_one_go(chunk: *mut libc::c_void) {
    // SAFETY: our own mapping of that size.
    unsafe {
        libc::madvise(chunk, CHUNK_BYTES, libc::MADV_HUGEPAGE);
        libc::madvise(chunk, CHUNK_BYTES, libc::MADV_POPULATE_WRITE);
    }
}
#[cfg(not(target_os = "linux"))]
fn fetch_in_one_go(_: *mut libc::c_void) {}

/// A processor's events, for readers.
struct Log {
    first: AtomicPtr<Chunk>,
}

impl Drop for Log {
    fn drop(&mut self) {
        let mut chunk = *self.first.get_mut();
        while !chunk.is_null() {
            // SAFETY: mapped by `Chunk::map`; writer and readers hold the log, so none is left.
            unsafe {
                let next = *(*chunk).next.get_mut();
                libc::munmap(chunk.cast(), (*chunk).bytes);
                chunk = next;
            }
        }
    }
}

/// A log's one writer.
pub struct Writer {
    log: Arc<Log>,
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
    places: Places,
    /// A `Switch` that waits for its goroutine, which nearly always comes next; 0: none. While there is one `full` is null and kept here.
    switch: u64,
    kept_full: *mut u64,
    context: Context,
}

/// What short forms refer to; reader and writer have the same at the same event.
struct Context {
    /// The goroutine that runs.
    current: u32,
    /// The last value that was one small number.
    value: i32,
    /// Objects last waited for, by goroutine and place.
    objects: [u32; 256],
}

impl Context {
    fn new() -> Context {
        Context {
            current: 0,
            value: 0,
            objects: [0; 256],
        }
    }
    #[inline(always)]
    fn object(&mut self, place: u32) -> &mut u32 {
        let at = self.current.wrapping_mul(31) ^ place.wrapping_mul(7);
        &mut self.objects[at as usize % 256]
    }
}

// SAFETY: the chunk belongs to the log that it holds; one thread at a time writes.
unsafe impl Send for Writer {}

/// Places in which goroutines wait, with the reason, get numbers; most often the number is found at the first look.
struct Places {
    numbers: HashMap<u64, u32, FxBuildHasher>,
    recent: [(u64, u32); 64],
}

struct Shared {
    /// Bytes that may still be taken.
    left: AtomicI64,
    /// When an event was left out for the first time (ticks); 0: not yet.
    full_at: AtomicU64,
    /// Moves on with the monitor's looks.
    tick: AtomicU32,
}

impl Writer {
    fn new(shared: &Arc<Shared>) -> Writer {
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
            places: Places {
                numbers: HashMap::default(),
                recent: [(0, 0); 64],
            },
            switch: 0,
            kept_full: std::ptr::null_mut(),
            context: Context::new(),
        }
    }

    /// Where the goroutine that is about to wait stands, if that is not where it was saved.
    #[inline]
    pub fn waits_at(&mut self, place: usize) {
        self.place = place;
    }
    /// The place told by `waits_at`, else `other`.
    pub(super) fn take_place(&mut self, other: usize) -> usize {
        match std::mem::take(&mut self.place) {
            0 => other,
            place => place,
        }
    }
    /// What it is about to wait for; a select says so for each of its channels.
    #[inline]
    pub fn waits_for(&mut self, address: usize) {
        if let Some(place) = self.objects.get_mut(self.object_count) {
            *place = object_id(address);
            self.object_count += 1;
        }
    }
    /// It waits from now on.
    #[inline(never)]
    pub(super) fn block(&mut self, reason: WaitReason, saved: usize) {
        let place = self.take_place(saved);
        let place = self.place_number(place as u64 | (reason as u64) << 48);
        let count = std::mem::replace(&mut self.object_count, 0);
        if count <= 1 {
            let object = if count == 0 { 0 } else { self.objects[0] };
            let last = self.context.object(place);
            let same = std::mem::replace(last, object) == object;
            if place >> DELTA_BITS != 0 || !self.skips_time() {
                self.timed(Kind::Block, 0, object, &[u64::from(place)]);
            } else if same && self.switch == 0 && !self.full.is_null() {
                self.switch = Kind::Switch as u64 | u64::from(place) << 8;
                self.kept_full = std::mem::replace(&mut self.full, std::ptr::null_mut());
            } else {
                self.write(Kind::BlockNow, 0, u64::from(place), object, &[]);
            }
            return;
        }
        let mut words = [0u64; 1 + OBJECTS / 2];
        words[0] = place.into();
        for (i, &object) in self.objects[..count].iter().enumerate().skip(1) {
            words[1 + (i - 1) / 2] |= u64::from(object) << (32 * ((i - 1) % 2));
        }
        let extra = (count - 1).div_ceil(2);
        let words = &words[..=extra];
        self.timed(Kind::Block, extra as u8, self.objects[0], words);
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
            self.timed(Kind::Place, 0, number, &[place]);
        }
        self.places.recent[recent] = (place, number);
        number
    }
    #[inline(never)]
    pub(super) fn start(&mut self, g: u64) {
        let g = g as u32;
        if self.switch != 0 && self.skips_time() {
            let word = std::mem::take(&mut self.switch) | u64::from(g) << 32;
            self.full = self.kept_full;
            self.put(word, &[]);
        } else {
            self.event(Kind::Start, 0, g, &[]);
        }
        self.context.current = g;
    }
    /// A value goes from a goroutine to another or into the ring of a channel. `small`: its one word.
    #[inline(always)]
    pub fn send(&mut self, chan: usize, from: u32, to: u32, value: &[u64]) {
        let chan = object_id(chan);
        if let &[word] = value
            && word as i32 as i64 as u64 == word
            && (from == 0 || to == HERE)
        {
            let step = (word as i32).wrapping_sub(self.context.value);
            self.context.value = word as i32;
            let (kind, other) = match from {
                0 => (Kind::SendTiny, if to == HERE { TO_HERE } else { to }),
                _ => (Kind::TakeTiny, from),
            };
            let fits = step << (32 - STEP_BITS) >> (32 - STEP_BITS) == step;
            let named = other < TO_HERE || (from == 0 && to == HERE);
            if fits && named && self.skips_time() {
                let step = step as u32 & ((1 << STEP_BITS) - 1);
                let low = u64::from(other << STEP_BITS | step) << 5;
                self.put(kind as u64 | low | u64::from(chan) << 32, &[]);
                return;
            }
            if from == 0 {
                let more = [u64::from(to) | word << 32];
                return self.event(Kind::SendSmall, 0, chan, &more);
            }
        }
        let mut words = [0; 1 + VALUE_WORDS];
        words[0] = u64::from(to) | u64::from(from) << 32;
        words[1..=value.len()].copy_from_slice(value);
        let words = &words[..=value.len()];
        self.event(Kind::Send, value.len() as u8, chan, words);
    }

    #[inline(always)]
    pub fn event(&mut self, kind: Kind, aux: u8, id: u32, more: &[u64]) {
        match self.skips_time() {
            true => self.write(kind, aux, 0, id, more),
            false => self.timed(kind, aux, id, more),
        }
    }
    /// Whether the next event does without a time of its own: where events follow each other closely, reading the clock would take up most of
    /// the time. It is read anew as soon as the monitor has looked, so that what computes for long is not taken for dense.
    #[inline(always)]
    fn skips_time(&mut self) -> bool {
        let skips = self.untimed > 0 && self.tick == self.shared.tick.load(Ordering::Relaxed);
        if skips {
            self.untimed -= 1;
        }
        skips
    }
    #[inline(never)]
    fn timed(&mut self, kind: Kind, aux: u8, id: u32, more: &[u64]) {
        let now = ticks();
        let mut delta = now.saturating_sub(self.last);
        let events = self.stretch - self.untimed + 1;
        self.stretch = match delta <= DENSE * u64::from(events) {
            true => (self.stretch * 2 + 1).min(LONGEST_STRETCH),
            false => 0,
        };
        self.untimed = self.stretch;
        self.tick = self.shared.tick.load(Ordering::Relaxed);
        if delta >> DELTA_BITS != 0 {
            self.write(Kind::Time, 0, 0, 0, &[now]);
            delta = 0;
            self.last = now;
        }
        self.last += delta;
        self.write(kind, aux, delta, id, more);
    }
    #[inline(always)]
    fn write(&mut self, kind: Kind, aux: u8, delta: u64, id: u32, more: &[u64]) {
        let word = kind as u64 | u64::from(aux) << 5 | delta << 8 | u64::from(id) << 32;
        self.put(word, more);
    }
    #[inline(always)]
    fn put(&mut self, word: u64, more: &[u64]) {
        debug_assert!(more.len() < LONGEST);
        if self.next >= self.full && !self.make_room() {
            return;
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
    }
    /// For the next event, behind a `Switch` that has not met its goroutine.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self) -> bool {
        if self.switch != 0 {
            let place = (self.switch >> 8) as u32;
            self.switch = 0;
            self.full = self.kept_full;
            let object = *self.context.object(place);
            self.write(Kind::BlockNow, 0, u64::from(place), object, &[]);
        }
        self.next < self.full || self.next_chunk()
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

/// The clock of events: a counter of the processor that runs evenly and alike on all cores, or nanoseconds.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn ticks() -> u64 {
    // SAFETY: reads a counter; user programs may, on every system that gorun runs on.
    unsafe { std::arch::x86_64::_rdtsc() }
}
#[cfg(target_arch = "aarch64")]
#[inline(always)]
fn ticks() -> u64 {
    let ticks: u64;
    // SAFETY: reads a counter that user programs may read.
    unsafe { std::arch::asm!("mrs {}, cntvct_el0", out(reg) ticks, options(nomem, nostack)) };
    ticks
}
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn ticks() -> u64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}

/// The record of a run.
pub struct Record {
    shared: Arc<Shared>,
    /// By processor.
    logs: Mutex<Vec<Arc<Log>>>,
    /// Of threads without a processor.
    remote: Mutex<Writer>,
    started: (u64, Instant),
}

impl Record {
    /// Keeps about so many bytes of events; what comes later is not recorded.
    pub(super) fn new(limit: usize) -> Record {
        let shared = Arc::new(Shared {
            left: AtomicI64::new(limit as i64),
            full_at: AtomicU64::new(0),
            tick: AtomicU32::new(0),
        });
        Record {
            remote: Mutex::new(Writer::new(&shared)),
            shared,
            logs: Mutex::default(),
            started: (ticks(), Instant::now()),
        }
    }
    /// For a new processor, in order.
    pub(super) fn writer(&self) -> Box<Writer> {
        let writer = Writer::new(&self.shared);
        self.logs.lock().push(writer.log.clone());
        Box::new(writer)
    }
    pub(super) fn ready_remote(&self, g: u64) {
        self.remote.lock().event(Kind::Ready, 0, g as u32, &[]);
    }
    /// When the limit was reached, if it was: from then on something is missing.
    pub fn full_at(&self) -> Option<u64> {
        Some(self.shared.full_at.load(Ordering::Relaxed)).filter(|&at| at != 0)
    }
    /// The clock, as it was at the beginning and is now.
    pub fn clock(&self) -> Clock {
        let (ticks, nanos) = (ticks(), self.started.1.elapsed().as_nanos() as f64);
        let passed = ticks.saturating_sub(self.started.0).max(1) as f64;
        Clock {
            first: self.started.0,
            nanos_per_tick: nanos / passed,
        }
    }
    /// How many logs there are: one for each processor that there ever was, and the common one.
    pub fn logs(&self) -> usize {
        self.logs.lock().len() + 1
    }
    /// The monitor has looked.
    pub(super) fn tick(&self) {
        let tick = &self.shared.tick;
        // Relaxed: only that it changes matters, and only the monitor changes it.
        tick.store(
            tick.load(Ordering::Relaxed).wrapping_add(1),
            Ordering::Relaxed,
        );
    }
    /// The events of a log in their order, the last of `logs` being that of threads without a processor.
    pub fn events(&self, log: usize) -> Events {
        let logs = self.logs.lock();
        let log = match logs.get(log) {
            Some(log) => log.clone(),
            None => self.remote.lock().log.clone(),
        };
        Events {
            // Acquire: pairs with the Release of the writer.
            chunk: log.first.load(Ordering::Acquire),
            log,
            at: 0,
            time: 0,
            after_time: false,
            ready: VecDeque::new(),
            context: Box::new(Context::new()),
            start: None,
        }
    }
}

/// Reads a log.
pub struct Events {
    chunk: *mut Chunk,
    /// Keeps the chunks.
    log: Arc<Log>,
    at: usize,
    /// Of the last event that has one.
    time: u64,
    /// The next event happened when the `Time` before it says.
    after_time: bool,
    /// Events with their times, in order.
    ready: VecDeque<Event>,
    context: Box<Context>,
    /// The second event of a `Switch`.
    start: Option<u32>,
}

impl Iterator for Events {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if self.ready.is_empty() {
            self.read_on();
        }
        self.ready.pop_front()
    }
}

impl Events {
    /// Up to the next event that has a time of its own: those between then get theirs.
    fn read_on(&mut self) {
        let from = self.time;
        while let Some(event) = self.read() {
            if event.kind == Kind::Time {
                self.time = event.words[0];
                self.after_time = true;
                if !self.ready.is_empty() {
                    let all = self.ready.len();
                    return spread(&mut self.ready, all, from, self.time);
                }
                continue;
            }
            let timed = event.time != self.time || std::mem::take(&mut self.after_time);
            self.time = event.time;
            self.ready.push_back(event);
            if timed {
                let between = self.ready.len() - 1;
                return spread(&mut self.ready, between, from, self.time);
            }
        }
    }

    fn read(&mut self) -> Option<Event> {
        let mut event = match self.start.take() {
            Some(g) => Event::of(Kind::Start, g, self.time),
            None => self.read_word()?,
        };
        self.expand(&mut event);
        Some(event)
    }

    /// Short forms become long.
    fn expand(&mut self, event: &mut Event) {
        let context = &mut *self.context;
        match event.kind {
            Kind::Start => context.current = event.id,
            Kind::BlockNow => {
                event.kind = Kind::Block;
                event.words[0] = event.low;
                event.count = 1;
                *context.object(event.low as u32) = event.id;
            }
            Kind::Block if event.count == 1 => {
                *context.object(event.words[0] as u32) = event.id;
            }
            Kind::Switch => {
                self.start = Some(event.id);
                event.kind = Kind::Block;
                event.words[0] = event.low;
                event.count = 1;
                event.id = *context.object(event.low as u32);
            }
            Kind::SendSmall => {
                context.value = (event.words[0] as i64 >> 32) as i32;
                event.send(0, event.words[0] as u32, context.value);
            }
            Kind::SendTiny | Kind::TakeTiny => {
                let low = (event.low << 3 | u64::from(event.aux)) as u32;
                event.aux = 0;
                let step = (low << (32 - STEP_BITS)) as i32 >> (32 - STEP_BITS);
                context.value = context.value.wrapping_add(step);
                let (from, to) = match (event.kind, low >> STEP_BITS) {
                    (Kind::TakeTiny, from) => (from, HERE),
                    (_, TO_HERE) => (0, HERE),
                    (_, to) => (0, to),
                };
                event.send(from, to, context.value);
            }
            Kind::Send if event.count == 2 => {
                // As the writer: only what could have been short counts.
                let (to, from) = (event.words[0] as u32, (event.words[0] >> 32) as u32);
                let word = event.words[1];
                if word as i32 as i64 as u64 == word && (from == 0 || to == HERE) {
                    context.value = word as i32;
                }
            }
            _ => {}
        }
    }

    fn read_word(&mut self) -> Option<Event> {
        while !self.chunk.is_null() {
            debug_assert!(!self.log.first.load(Ordering::Relaxed).is_null());
            // SAFETY: chunks live as long as the log; what stands before `end` does not change any more.
            let words = unsafe {
                let end = (*self.chunk).end.load(Ordering::Acquire);
                let words = Chunk::words(self.chunk);
                std::slice::from_raw_parts(words, end.offset_from(words) as usize)
            };
            if let Some((event, length)) = Event::read(&words[self.at..], self.time) {
                self.at += length;
                return Some(event);
            }
            self.at = 0;
            // SAFETY: as above.
            self.chunk = unsafe { (*self.chunk).next.load(Ordering::Acquire) };
        }
        None
    }
}

/// Gives the first `between` events, which lie between two moments, times: evenly, or, where something took long (most likely what came last),
/// closely after the first.
fn spread(events: &mut VecDeque<Event>, between: usize, from: u64, to: u64) {
    let step = (to.saturating_sub(from) / (between as u64 + 1)).min(DENSE);
    for (event, i) in events.iter_mut().take(between).zip(1..) {
        event.time = from + i * step;
    }
}

/// From ticks to nanoseconds since the beginning.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    first: u64,
    nanos_per_tick: f64,
}

impl Clock {
    pub fn nanos(self, ticks: u64) -> u64 {
        (ticks.saturating_sub(self.first) as f64 * self.nanos_per_tick) as u64
    }
}

/// See the module's comment. Short forms are read as the long ones.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub kind: Kind,
    pub aux: u8,
    pub id: u32,
    /// Ticks.
    pub time: u64,
    words: [u64; MOST_WORDS],
    count: usize,
    /// Bits 8 to 31 of its word.
    low: u64,
}

impl Event {
    /// What the kind adds.
    pub fn more(&self) -> &[u64] {
        &self.words[..self.count]
    }
    fn of(kind: Kind, id: u32, time: u64) -> Event {
        Event {
            kind,
            aux: 0,
            id,
            time,
            words: [0; MOST_WORDS],
            count: 0,
            low: 0,
        }
    }
    /// Makes it a `Send` of one small number.
    fn send(&mut self, from: u32, to: u32, value: i32) {
        self.kind = Kind::Send;
        self.words[0] = u64::from(to) | u64::from(from) << 32;
        self.words[1] = i64::from(value) as u64;
        self.count = 2;
    }
    /// The event at the start of `words` and its length, if there is one.
    fn read(words: &[u64], last: u64) -> Option<(Event, usize)> {
        let &word = words.first()?;
        let kind = KINDS[(word & 31) as usize];
        let aux = (word >> 5 & 7) as u8;
        let low = word >> 8 & ((1 << DELTA_BITS) - 1);
        let count = match kind {
            Kind::Time | Kind::Place | Kind::SendSmall => 1,
            Kind::New => 2,
            Kind::Make | Kind::Gc => 3,
            Kind::Send | Kind::Block => 1 + aux as usize,
            _ => 0,
        };
        // These have no time, and something else where it would stand.
        let timeless = matches!(
            kind,
            Kind::BlockNow | Kind::Switch | Kind::SendTiny | Kind::TakeTiny
        );
        let mut event = Event {
            kind,
            aux,
            id: (word >> 32) as u32,
            time: if timeless { last } else { last + low },
            words: [0; MOST_WORDS],
            count,
            low,
        };
        event.words[..count].copy_from_slice(&words[1..=count]);
        Some((event, 1 + count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_back_in_order_with_their_times() {
        let record = Record::new(64 << 20);
        let mut writer = record.writer();
        let n = CHUNK_BYTES as u32 / 4;
        for i in 0..n {
            writer.waits_for(i as usize * 8);
            writer.waits_at(8 + i as usize % 100);
            writer.block(WaitReason::Select, 0);
            writer.start(u64::from(i) + 1);
            writer.send(i as usize * 8, 0, 7, &[-i64::from(i) as u64]);
            writer.send(i as usize * 8, 3, 0, &[1 << 40, 2]);
            if i % 1000 == 0 {
                record.tick();
            }
        }
        let (mut next, mut last) = (0u32, 0);
        let mut places = Vec::new();
        for e in record.events(0) {
            assert!(e.time >= last);
            last = e.time;
            match e.kind {
                Kind::Place => {
                    assert_eq!(e.id as usize, places.len());
                    places.push(e.more()[0]);
                }
                Kind::Block => {
                    assert_eq!(e.id, next);
                    let pc = 8 + u64::from(next) % 100;
                    let place = pc | ((WaitReason::Select as u64) << 48);
                    assert_eq!(places[e.more()[0] as usize], place);
                }
                Kind::Send if e.more()[0] == 7 => {
                    assert_eq!((e.id, e.more()[1] as i64), (next - 1, 1 - i64::from(next)));
                }
                Kind::Send => assert_eq!(e.more(), &[3 << 32, 1 << 40, 2]),
                kind => {
                    next += 1;
                    assert_eq!((kind, e.id), (Kind::Start, next));
                }
            }
        }
        assert_eq!((next, places.len()), (n, 100));
        assert!(record.full_at().is_none());
    }

    #[test]
    fn short_forms_come_back_as_they_were() {
        let record = Record::new(64 << 20);
        let mut writer = record.writer();
        // As read: kind, id, first two words.
        let mut wanted = Vec::new();
        let mut random = 1u32;
        for i in 0..100_000u32 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (here, next) = (i % 5, (i + 1) % 5);
            let value = match random >> 28 {
                0 => random as i32,
                1 => -5000,
                n => i as i32 + n as i32,
            };
            let word = i64::from(value) as u64;
            let (from, to) = match random >> 20 & 3 {
                0 => (0, 7),
                1 => (9, HERE),
                2 => (0, HERE),
                _ => (20_000, HERE),
            };
            writer.send(80, from, to, &[word]);
            let both = u64::from(to) | u64::from(from) << 32;
            wanted.push((Kind::Send, 10, both, word));
            // Mostly the same object for each goroutine.
            let object = if random >> 24 & 7 == 0 {
                1000 + i
            } else {
                here
            };
            writer.waits_for(object as usize * 8);
            writer.waits_at(64 + here as usize % 2 * 8);
            writer.block(WaitReason::ChanReceive, 0);
            wanted.push((Kind::Block, object, 0, 0));
            if random >> 16 & 7 == 0 {
                writer.event(Kind::Steal, 0, i, &[]);
                wanted.push((Kind::Steal, i, 0, 0));
            }
            writer.start(u64::from(next));
            wanted.push((Kind::Start, next, 0, 0));
            if i % 1000 == 0 {
                record.tick();
            }
        }
        let found = record.events(0).filter(|e| e.kind != Kind::Place);
        let shown = found.map(|e| match e.kind {
            Kind::Send => (e.kind, e.id, e.more()[0], e.more()[1]),
            kind => (kind, e.id, 0, 0),
        });
        for (i, (found, wanted)) in shown.zip(&wanted).enumerate() {
            assert_eq!(found, *wanted, "event {i}");
        }
        let count = record.events(0).filter(|e| e.kind != Kind::Place).count();
        assert!(wanted.len() - count <= 1, "{count} of {}", wanted.len());
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        let record = Record::new(FIRST_BYTES + 1);
        let mut writer = record.writer();
        for i in 0..CHUNK_BYTES as u32 {
            writer.event(Kind::Ready, 0, i, &[]);
        }
        assert!(record.full_at().is_some());
        let count = record.events(0).count();
        assert!(count > CHUNK_BYTES / 16 && count < CHUNK_BYTES / 4);
    }
}
