//! What the short forms of events refer to: tables that writer and reader keep alike, each from the words that came before.

use super::{Kind, LONG_RUN, STEP_BITS, TINY_BITS};

/// Entries of the table of objects last waited for, by goroutine and place. The writer keeps what tells sets of them apart, the reader the
/// sets themselves.
pub(super) const SETS: usize = 2048;

/// Reader and writer have the same at the same event.
pub(super) struct Context {
    /// The goroutine that runs.
    pub current: u32,
    /// `HALF` less than the last value that was one word, and than the last one sent through each channel that was far from that.
    base: u64,
    near: [u64; 64],
    /// A table of `FOLLOWS`, by the last event of one word: what came after such a one when it last came. Entries point at each other, so it is
    /// held and reached by the raw pointer alone.
    follows: *mut Follow,
    at: *mut Follow,
}

// SAFETY: the table is its own, and `at` points into that.
unsafe impl Send for Context {}

impl Drop for Context {
    fn drop(&mut self) {
        let table = std::ptr::slice_from_raw_parts_mut(self.follows, FOLLOWS);
        // SAFETY: `new` took it from such a box.
        drop(unsafe { Box::from_raw(table) });
    }
}

/// What comes next, and where stands what comes after that; null: the last time something else came, and when that happens again this is forgotten.
#[derive(Clone, Copy)]
struct Follow {
    word: u64,
    next: *mut Follow,
}
const FOLLOWS: usize = 8192;
/// Half of what the step of a value can be.
const HALF: u64 = 1 << (STEP_BITS - 1);

/// How the word of an event of one word finds its slot.
#[derive(Clone, Copy)]
enum Slots {
    /// By all that it says.
    Mixed,
    /// `Switch`: by its goroutine, and what may tell its places apart.
    Goroutine,
    /// By the other goroutine, where it names one: from this of its slots on.
    Other(u64),
}

/// By kind.
const SLOTS: [Slots; 32] = {
    let mut slots = [Slots::Mixed; 32];
    slots[Kind::Switch as usize] = Slots::Goroutine;
    slots[Kind::SendTiny as usize] = Slots::Other(4);
    slots[Kind::SendNear as usize] = Slots::Other(4);
    slots[Kind::TakeTiny as usize] = Slots::Other(6);
    slots[Kind::TakeNear as usize] = Slots::Other(6);
    slots
};

/// Where stands what comes after `word`. Of goroutines by the thousand each has its own eight slots, so that none drives out what is known
/// about another.
fn slot(word: u64) -> usize {
    let high = word >> 32;
    let other = word >> (5 + STEP_BITS) & ((1 << TINY_BITS) - 1);
    let slot = match SLOTS[(word & 31) as usize] {
        Slots::Goroutine => high * 8 + (word >> 8 & 3),
        Slots::Other(first) if other != 0 => other * 8 + first + (high & 1),
        _ => word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51,
    };
    slot as usize % FOLLOWS
}

/// What a place does to where its sets are.
#[inline(always)]
pub(super) fn place_part(place: u32) -> u32 {
    place.wrapping_mul(1315)
}

impl Context {
    pub fn new() -> Context {
        let nothing = Follow {
            word: 0,
            next: std::ptr::null_mut(),
        };
        // Not on the stack on the way.
        let table = vec![nothing; FOLLOWS].into_boxed_slice();
        let follows = Box::into_raw(table).cast::<Follow>();
        Context {
            current: 0,
            base: 0u64.wrapping_sub(HALF),
            near: [0u64.wrapping_sub(HALF); 64],
            at: follows,
            follows,
        }
    }
    /// The step from the last value to this one, if it is one.
    #[inline(always)]
    pub fn step(&self, value: u64) -> Option<u64> {
        let step = value.wrapping_sub(self.base);
        (step < 2 * HALF).then_some(step)
    }
    /// The same from the last value of a channel.
    #[inline(always)]
    pub fn step_near(&self, chan: u32, value: u64) -> Option<u64> {
        let step = value.wrapping_sub(self.near[chan as usize % 64]);
        (step < 2 * HALF).then_some(step)
    }
    /// The values that such steps lead to.
    pub fn after(&self, step: u64) -> u64 {
        self.base.wrapping_add(step)
    }
    pub fn after_near(&self, chan: u32, step: u64) -> u64 {
        self.near[chan as usize % 64].wrapping_add(step)
    }
    /// A value comes, by a step from the last one.
    #[inline(always)]
    pub fn came(&mut self, value: u64) {
        self.base = value.wrapping_sub(HALF);
    }
    /// It comes otherwise.
    #[inline(always)]
    pub fn came_through(&mut self, chan: u32, value: u64) {
        self.base = value.wrapping_sub(HALF);
        self.near[chan as usize % 64] = self.base;
    }
    #[inline(always)]
    pub fn set(&self, place: u32) -> usize {
        self.set_of(place_part(place))
    }
    /// The same by the `place_part`.
    #[inline(always)]
    pub fn set_of(&self, part: u32) -> usize {
        (self.current ^ part) as usize % SETS
    }
    /// What is expected next.
    pub fn expected(&self) -> u64 {
        // SAFETY: `at` points into `follows`.
        unsafe { (*self.at).word }
    }
    /// `word` comes next and was not expected; `run` events before it were. What repeats itself is not forgotten because it ends now and then, and
    /// nothing is at the first time.
    pub fn learn(&mut self, word: u64, run: u64) {
        // SAFETY: a slot is less than `FOLLOWS`, and `at` points into the table too.
        unsafe {
            let next = self.follows.add(slot(word));
            let follow = &mut *self.at;
            if follow.next.is_null() {
                *follow = Follow { word, next };
            } else if run < LONG_RUN || follow.next != self.at {
                follow.next = std::ptr::null_mut();
            }
            self.at = next;
        }
    }
    /// As `goes_on`, also where something else came the last time.
    pub fn goes_on_again(&mut self, word: u64) -> bool {
        // SAFETY: as in `learn`.
        unsafe {
            let follow = &mut *self.at;
            if follow.word == word && follow.next.is_null() {
                follow.next = self.follows.add(slot(word));
            }
        }
        self.goes_on(word)
    }
    /// Whether, `word` having come, it is expected again and again.
    #[inline(always)]
    pub fn loops(&self, word: u64) -> bool {
        // SAFETY: `at` points into `follows`.
        let follow = unsafe { *self.at };
        follow.word == word && follow.next == self.at
    }
    /// How much greater than the last value one is that comes by this step.
    #[inline(always)]
    pub fn greater(step: u64) -> u64 {
        step.wrapping_sub(HALF)
    }
    /// `word` comes next, if it was expected, and came the last time too. Says whether it was.
    #[inline(always)]
    pub fn goes_on(&mut self, word: u64) -> bool {
        // SAFETY: `at` points into `follows`, and so does `next`; 0, as others have, is no event's word.
        let follow = unsafe { *self.at };
        if follow.word != word || follow.next.is_null() {
            return false;
        }
        self.at = follow.next;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Miri looks at the pointers.
    #[test]
    fn what_came_is_expected_again() {
        let word = |i: u64| Kind::Recv as u64 | (1 + i) << 32;
        let mut writer = Context::new();
        let mut seen = Vec::new();
        for i in 0..200 {
            // Once in a while something else comes.
            let word = word(if i % 20 == 19 { i } else { i % 4 });
            let expected = writer.goes_on_again(word);
            if !expected {
                writer.learn(word, 0);
            }
            seen.push((word, expected));
        }
        let surprises = seen.iter().filter(|(_, expected)| !expected).count();
        // Four to learn, and of the ten others each, and what comes after it.
        assert!(surprises <= 4 + 2 * 10, "{surprises}");
        let mut reader = Context::new();
        for (word, expected) in seen {
            if expected {
                assert_eq!(reader.expected(), word);
                assert!(reader.goes_on_again(word));
            } else {
                reader.learn(word, 0);
            }
        }
    }

    #[test]
    fn a_run_is_not_forgotten() {
        let (recv, other) = (Kind::Recv as u64 | 1 << 32, Kind::Steal as u64);
        let mut context = Context::new();
        for _ in 0..4 {
            if !context.goes_on_again(recv) {
                context.learn(recv, 0);
            }
        }
        for _ in 0..4 {
            context.learn(other, LONG_RUN);
            context.learn(recv, LONG_RUN);
            assert!(context.loops(recv));
        }
    }
}
