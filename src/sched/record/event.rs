//! One event, as it is read.

use super::{KINDS, Kind, LOW_BITS, MOST_WORDS, OBJECTS};

/// See the module's comment. Short forms are read as the long ones.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub kind: Kind,
    pub aux: u8,
    pub id: u32,
    /// Ticks.
    pub time: u64,
    pub(super) words: [u64; MOST_WORDS],
    pub(super) count: usize,
    /// Bits 8 to 31 of its word.
    pub(super) low: u64,
}

impl Event {
    /// What the kind adds.
    pub fn more(&self) -> &[u64] {
        &self.words[..self.count]
    }
    pub(super) fn of(kind: Kind, id: u32, time: u64) -> Event {
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
    /// Makes it a `Send` of one word.
    pub(super) fn send(&mut self, from: u32, to: u32, value: u64) {
        self.kind = Kind::Send;
        self.words[0] = u64::from(to) | u64::from(from) << 32;
        self.words[1] = value;
        self.count = 2;
    }
    /// Makes it a `Block` at a place, for the objects before the zeros.
    pub(super) fn wait(&mut self, place: u32, objects: &[u32; OBJECTS]) {
        self.kind = Kind::Block;
        self.id = objects[0];
        self.words[0] = place.into();
        self.count = 1;
        for two in objects[1..].chunks(2).take_while(|two| two[0] != 0) {
            self.words[self.count] = u64::from(two[0]) | u64::from(two[1]) << 32;
            self.count += 1;
        }
        self.aux = self.count as u8 - 1;
    }
    /// The event that `word` begins; its other words are still to come.
    pub(super) fn begun_by(word: u64, time: u64) -> Event {
        let kind = KINDS[(word & 31) as usize];
        let aux = (word >> 5 & 7) as u8;
        let low = word >> 8 & ((1 << LOW_BITS) - 1);
        let count = match kind {
            Kind::Place | Kind::SendSmall => 1,
            Kind::New => 2,
            Kind::Make | Kind::Gc => 3,
            Kind::Send | Kind::Block => 1 + aux as usize,
            _ => 0,
        };
        Event {
            kind,
            aux,
            id: (word >> 32) as u32,
            time,
            words: [0; MOST_WORDS],
            count,
            low,
        }
    }
}
