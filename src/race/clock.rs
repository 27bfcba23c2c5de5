//! Vector clocks.

use super::Touch;
use super::mark::Mark;
use super::threads::Slot;

/// For each slot of a goroutine the last time on its own clock that is known here; 0 where nothing is.
#[derive(Default)]
pub struct Clock(Vec<u32>);

impl Clock {
    pub fn at(&self, slot: Slot) -> u32 {
        self.0.get(slot as usize).copied().unwrap_or(0)
    }
    pub fn join(&mut self, other: &Clock) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, &theirs) in self.0.iter_mut().zip(&other.0) {
            *mine = (*mine).max(theirs);
        }
    }
    pub fn set(&mut self, slot: Slot, time: u32) {
        let at = slot as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] = time;
    }
}

/// A goroutine as the detector knows it.
pub struct Thread {
    clock: Clock,
    /// Its slot and time, doing nothing: as the clock has it.
    now: Mark,
    /// Its first time; what the slot's clock shows before was of who had the slot earlier.
    since: u32,
    /// Up to when it knows of those.
    of_earlier: u32,
    /// What it is to acquire before it goes on (`Detector::acquire_later`).
    pub(super) later: Vec<usize>,
}

impl Thread {
    /// Its slot's clock goes on where that of who had the slot before ended.
    pub(super) fn new(slot: Slot, time: u32) -> Thread {
        let mut clock = Clock::default();
        clock.set(slot, time);
        Thread {
            clock,
            now: Mark::new(slot, time),
            since: time,
            of_earlier: 0,
            later: Vec::new(),
        }
    }
    pub fn slot(&self) -> Slot {
        self.now.slot()
    }
    pub fn time(&self) -> u32 {
        self.now.time()
    }
    /// What it does now.
    #[inline]
    pub(super) fn mark(&self, touch: Touch, bytes: u8) -> Mark {
        self.now.doing(touch, bytes)
    }
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }
    pub(super) fn join(&mut self, clock: &Clock) {
        let own = clock.at(self.slot());
        if own < self.since {
            self.of_earlier = self.of_earlier.max(own);
        }
        self.clock.join(clock);
    }
    pub(super) fn learn(&mut self, other: &Thread) {
        self.join(&other.clock);
    }
    /// Whether what happened at that time of a slot's clock was its own doing, or is known to have happened before.
    pub(super) fn knows(&self, slot: Slot, time: u32) -> bool {
        match slot == self.slot() {
            true => time >= self.since || time <= self.of_earlier,
            false => time <= self.clock.at(slot),
        }
    }
    /// Begins a new span of time: what it does from now on nobody knows of yet.
    pub(super) fn tick(&mut self) {
        let time = self.time().saturating_add(1);
        self.now = Mark::new(self.slot(), time);
        self.clock.set(self.slot(), time);
    }
}
