//! An access in one word, as shadow memory remembers it.

use super::Touch;
use super::threads::Slot;

/// Who (a slot's clock) touched which bytes of a word of memory, when and how. From the lowest bit on: a bit for each of the 8 bytes, one for
/// writing, one for not atomically; the slot from bit 16 on, the time from bit 32 on. Without bytes: nothing is remembered.
#[derive(Clone, Copy)]
pub struct Mark(pub(super) u64);

const WRITE: u64 = 1 << 8;
const PLAIN: u64 = 1 << 9;
/// What was done to which bytes: the more of these bits, the more it clashes with.
const DONE: u64 = PLAIN | WRITE | 0xFF;

impl Mark {
    pub fn new(slot: Slot, time: u32) -> Mark {
        Mark(u64::from(time) << 32 | u64::from(slot as u16) << 16)
    }
    /// The same goroutine at the same time, doing this.
    #[inline]
    pub fn doing(self, touch: Touch, bytes: u8) -> Mark {
        let write = if touch.write { WRITE } else { 0 };
        let plain = if touch.atomic { 0 } else { PLAIN };
        Mark(self.0 & !0xFFFF | write | plain | u64::from(bytes))
    }
    pub fn slot(self) -> Slot {
        Slot::from((self.0 >> 16) as u16)
    }
    /// On the slot's clock.
    pub fn time(self) -> u32 {
        (self.0 >> 32) as u32
    }
    pub fn bytes(self) -> u8 {
        self.0 as u8
    }
    pub fn touch(self) -> Touch {
        Touch {
            write: self.0 & WRITE != 0,
            atomic: self.0 & PLAIN == 0,
        }
    }
    /// Whether whatever races with `other` races with this as well, if both are of one time.
    #[inline]
    pub fn covers(self, other: Mark) -> bool {
        other.0 & !self.0 & DONE == 0
    }
    /// Whether `now` adds nothing: of the same goroutine, at the same time, and covered.
    #[inline]
    pub fn repeats(self, now: Mark) -> bool {
        (self.0 ^ now.0) >> 16 == 0 && self.covers(now)
    }
    /// Whether the same goroutine does the same at the same time, to whichever bytes.
    pub fn is_like(self, other: Mark) -> bool {
        (self.0 ^ other.0) & !0xFF == 0
    }
    /// To these bytes as well.
    pub fn and(self, bytes: u8) -> Mark {
        Mark(self.0 | u64::from(bytes))
    }
}
