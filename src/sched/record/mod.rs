//! What happened in a run, event by event, for those who watch it (`src/observe`): `gorun run --trace`.
//!
//! Each processor has a log that only its holder writes, without locks; threads that hold none share one. A log is a list of chunks of
//! words; what stands before a chunk's `end` never changes, so anybody may read that at any time. An event is one word and what its
//! kind adds:
//!
//! ```text
//!   bits 0..5 kind | 5..8 aux | 8..32 small things | 32..64 id
//!
//!   Time    -                      bits 8..64: ticks since the log's last `Time`; the next event happens then
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
//! `SendTiny` is one word: bits 5..18 how much greater the value is than the last one sent on this processor, plus 4096, 18..32 `to`; `TakeTiny` and `PutTiny` the same with `from`,
//! `to` being `HERE` or 0; `SendNear` and `TakeNear` count from the last value of that channel that was told in any other way than by the former two; `Switch` is a `Block` and the `Start` of the next goroutine in one word: the objects are those that this goroutine last
//! waited for at this place, or rather those in the table entry of both. And of events of one word without a time, that what usually came after
//! each (`Context::learn`) comes again, n times in a row, is one word: `Repeat`, bits 8.. n. The writer counts these by itself and brings the word up to
//! date when something else comes, when its processor is given up and when the program ends; while one channel's ring is only filled or only emptied it is the operation itself that counts
//! (`run.rs`). Reader and writer keep the tables for this alike (`context.rs`). Objects are addresses, of which an id keeps bits 3 to 34: told
//! apart within a heap of 32 GB. What a value's words mean follows from the type of the channel's element (`runtime::shown`).
//!
//! Off, it costs the look at a pointer that is null. On, the aim is 15% on programs that do nothing but send: decision 012 has the measurements behind clock, short forms and memory.

mod clock;
mod context;
mod event;
mod events;
mod log;
mod run;
#[cfg(test)]
mod tests;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::time::Instant;

use parking_lot::Mutex;

pub use clock::Clock;
pub use event::Event;
pub use events::Events;
pub use run::{NO_RUN, Run};
pub use writer::Writer;

use clock::ticks;
use log::Log;

/// Words of the longest event, and of a `Time` before it.
const LONGEST: usize = 12;
/// Ticks from event to event that count as dense, and how many ticks those may last, as far as can be foreseen, that then do without a time.
const DENSE: u64 = 600;
const BLUR: u64 = 16 * DENSE;
/// At first, as long as the clock was not read that often, at most so many events: who looks at a short run looks at each of them.
const READINGS: u64 = 1000;
const FIRST_STRETCH: u64 = 15;
const LONGEST_STRETCH: u64 = 1 << 20;
/// Words that an event's kind adds, at most.
const MOST_WORDS: usize = 1 + VALUE_WORDS;
/// Objects of one wait that are recorded; an odd number fills its words.
const OBJECTS: usize = 15;
/// Words of a value that an event can keep.
pub const VALUE_WORDS: usize = 7;
const LOW_BITS: u32 = 24;
/// Events in a row that were expected, from which on it is worth expecting more.
const LONG_RUN: u64 = 3;
/// Of a `SendTiny`: bits of the value and of the goroutine's number.
const STEP_BITS: u32 = 13;
const TINY_BITS: u32 = 14;

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
    Repeat,
    SendNear,
    TakeNear,
    PutTiny,
}

const KINDS: [Kind; 27] = [
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
    Kind::Repeat,
    Kind::SendNear,
    Kind::TakeNear,
    Kind::PutTiny,
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

/// Which of a writer's `OWN_PLACES` are for who is saved at `saved`: known is the one learnt last.
#[inline(always)]
pub fn own_place(saved: usize) -> usize {
    saved / 8 % OWN_PLACES
}
pub const OWN_PLACES: usize = 256;

/// Where an object's address goes in an event.
#[inline(always)]
pub fn object_id(address: usize) -> u32 {
    (address >> 3) as u32
}

struct Shared {
    /// Bytes that may still be taken.
    left: AtomicI64,
    /// When an event was left out for the first time (ticks); 0: not yet.
    full_at: AtomicU64,
    /// Moves on with the monitor's looks.
    tick: AtomicU32,
}

/// The record of a run.
pub struct Record {
    shared: Arc<Shared>,
    /// By processor.
    logs: Mutex<Vec<Arc<Log>>>,
    /// Of threads without a processor.
    remote: Mutex<Box<Writer>>,
    remote_log: Arc<Log>,
    started: (u64, Instant),
}

impl Record {
    /// Keeps about so many bytes of events; what comes later is not recorded. Out of line, as `writer`.
    #[inline(never)]
    pub(super) fn new(limit: usize) -> Record {
        let shared = Arc::new(Shared {
            left: AtomicI64::new(limit as i64),
            full_at: AtomicU64::new(0),
            tick: AtomicU32::new(0),
        });
        let remote_log = Arc::new(Log::default());
        let remote = Box::new(Writer::new(&shared, &remote_log));
        Record {
            remote_log,
            remote: Mutex::new(remote),
            shared,
            logs: Mutex::default(),
            started: (ticks(), Instant::now()),
        }
    }
    /// For a new processor. Out of line: a writer is large, and so is a frame that makes one.
    #[inline(never)]
    pub(super) fn writer(&self, p: usize) -> Box<Writer> {
        Box::new(Writer::new(&self.shared, &self.log(p)))
    }
    /// Of a processor, which may be still to come.
    fn log(&self, p: usize) -> Arc<Log> {
        let mut logs = self.logs.lock();
        while logs.len() <= p {
            logs.push(Arc::default());
        }
        logs[p].clone()
    }
    /// The runs of a processor; they live as long as the record.
    pub fn run(&self, p: usize) -> *const Run {
        &raw const self.log(p).run
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
        let logs = self.logs.lock();
        for log in logs.iter().chain([&self.remote_log]) {
            log.limit.store(0, Ordering::Relaxed);
            log.run.stop();
        }
    }
    /// The events of a log in their order, the last of `logs` being that of threads without a processor.
    pub fn events(&self, log: usize) -> Events {
        let logs = self.logs.lock();
        let log = match logs.get(log) {
            Some(log) => log.clone(),
            None => self.remote_log.clone(),
        };
        Events::new(log)
    }
}
