//! Reads a log: short forms become long, and events without a time get one.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::context::{Context, SETS};
use super::log::{Chunk, Log};
use super::{DENSE, Event, HERE, Kind, OBJECTS, STEP_BITS};

/// Reads a log.
pub struct Events {
    chunk: *mut Chunk,
    /// Keeps the chunks.
    log: Arc<Log>,
    at: usize,
    /// Of the last event that has one.
    time: u64,
    /// The next event has this time.
    after_time: bool,
    /// Events with their times, in order.
    ready: VecDeque<Event>,
    context: Box<Context>,
    /// Objects last waited for; zeros fill the rest.
    sets: Vec<[u32; OBJECTS]>,
    /// The second event of a `Switch`.
    start: Option<u32>,
    /// How often what is expected comes next, and came before the next word.
    repeats: u64,
    run: u64,
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
    pub(super) fn new(log: Arc<Log>) -> Events {
        Events {
            // Acquire: pairs with the Release of the writer.
            chunk: log.first.load(Ordering::Acquire),
            log,
            at: 0,
            time: 0,
            after_time: false,
            ready: VecDeque::new(),
            context: Box::new(Context::new()),
            sets: vec![[0; OBJECTS]; SETS],
            start: None,
            repeats: 0,
            run: 0,
        }
    }

    /// Up to the next event that has a time of its own: those between then get theirs.
    fn read_on(&mut self) {
        let from = self.time;
        while let Some(event) = self.read() {
            if event.kind == Kind::Time {
                self.time += event.words[0];
                self.after_time = true;
                if !self.ready.is_empty() {
                    let all = self.ready.len();
                    return spread(&mut self.ready, all, from, self.time);
                }
                continue;
            }
            let timed = std::mem::take(&mut self.after_time);
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
            None => self.read_expected()?,
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
                let set = &mut self.sets[context.set(event.low as u32)];
                *set = [0; OBJECTS];
                set[0] = event.id;
            }
            Kind::Block => {
                let objects = &mut self.sets[context.set(event.words[0] as u32)];
                *objects = [0; OBJECTS];
                objects[0] = event.id;
                for (two, word) in objects[1..].chunks_mut(2).zip(&event.words[1..event.count]) {
                    two[0] = *word as u32;
                    two[1] = (word >> 32) as u32;
                }
            }
            Kind::Switch => {
                self.start = Some(event.id);
                event.kind = Kind::Block;
                let objects = &self.sets[context.set(event.low as u32)];
                event.wait(event.low as u32, objects);
            }
            Kind::SendSmall => {
                let value = (event.words[0] as i64 >> 32) as u64;
                context.came_through(event.id, value);
                event.send(0, event.words[0] as u32, value);
            }
            Kind::SendTiny | Kind::TakeTiny | Kind::PutTiny | Kind::SendNear | Kind::TakeNear => {
                let low = (event.low << 3 | u64::from(event.aux)) as u32;
                event.aux = 0;
                let step = u64::from(low & ((1 << STEP_BITS) - 1));
                let value;
                if let Kind::SendNear | Kind::TakeNear = event.kind {
                    value = context.after_near(event.id, step);
                    context.came_through(event.id, value);
                } else {
                    value = context.after(step);
                    context.came(value);
                }
                let (from, to) = match (event.kind, low >> STEP_BITS) {
                    (Kind::TakeTiny | Kind::TakeNear, from) => (from, HERE),
                    (Kind::PutTiny, from) => (from, 0),
                    (_, to) => (0, to),
                };
                event.send(from, to, value);
            }
            // As the writer does.
            Kind::Send if event.count == 2 => context.came_through(event.id, event.words[1]),
            _ => {}
        }
    }

    /// What stands next in the log, or what a `Repeat` says stands there.
    fn read_expected(&mut self) -> Option<Event> {
        loop {
            if self.repeats > 0 {
                self.repeats -= 1;
                let word = self.context.expected();
                self.context.goes_on_again(word);
                return Some(Event::begun_by(word, self.time));
            }
            let (word, mut event) = self.read_word()?;
            if event.kind == Kind::Repeat {
                self.repeats = word >> 8;
                self.run = self.repeats;
                continue;
            }
            let run = std::mem::take(&mut self.run);
            match event.kind {
                Kind::Time => event.words[0] = word >> 8,
                _ if event.count == 0 => self.context.learn(word, run),
                _ => {}
            }
            return Some(event);
        }
    }

    fn read_word(&mut self) -> Option<(u64, Event)> {
        while !self.chunk.is_null() {
            debug_assert!(!self.log.first.load(Ordering::Relaxed).is_null());
            // SAFETY: chunks live as long as the log; what stands before `end` does not change any more, but for the count of a last `Repeat`.
            let words = unsafe {
                let end = (*self.chunk).end.load(Ordering::Acquire);
                let words = Chunk::words(self.chunk);
                let count = end.offset_from(words) as usize;
                std::slice::from_raw_parts(words.cast::<AtomicU64>(), count)
            };
            let mut words = words[self.at..].iter();
            // Relaxed: `end` was the Acquire.
            if let Some(word) = words.next() {
                let first = word.load(Ordering::Relaxed);
                let mut event = Event::begun_by(first, self.time);
                for (to, word) in event.words[..event.count].iter_mut().zip(words) {
                    *to = word.load(Ordering::Relaxed);
                }
                self.at += 1 + event.count;
                return Some((first, event));
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
