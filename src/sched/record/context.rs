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
    /// By the last event of one word: what came after such a one when it last came.
    follows: Box<[Follow; FOLLOWS]>,
    at: *mut Follow,
    /// For the writer alone: the channel of which the same is expected again and again, that values come into the ring by this step, or
    /// (| 1) that they are taken from it; 0: none. `at` does not move meanwhile.
    pub looped: usize,
    pub looped_step: u64,
}

// SAFETY: `at` points into what it owns.
unsafe impl Send for Context {}

/// What comes next, and where stands what comes after that.
#[derive(Clone, Copy)]
struct Follow {
    word: u64,
    next: *mut Follow,
}
const FOLLOWS: usize = 8192;
/// Half of what the step of a value can be.
const HALF: u64 = 1 << (STEP_BITS - 1);

/// Where stands what comes after `word`. Of goroutines by the thousand each has its own eight slots, so that none drives out what is known
/// about another.
fn slot(word: u64) -> usize {
    let (kind, high) = (word & 31, word >> 32);
    let other = word >> (5 + STEP_BITS) & ((1 << TINY_BITS) - 1);
    let slot = if kind == Kind::Switch as u64 {
        high * 8 + (word >> 8 & 3)
    } else if other != 0 && (kind == Kind::SendTiny as u64 || kind == Kind::SendNear as u64) {
        other * 8 + 4 + (high & 1)
    } else if other != 0 && (kind == Kind::TakeTiny as u64 || kind == Kind::TakeNear as u64) {
        other * 8 + 6 + (high & 1)
    } else {
        word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51
    };
    slot as usize % FOLLOWS
}

impl Context {
    pub fn new() -> Context {
        let nothing = Follow {
            word: 0,
            next: std::ptr::null_mut(),
        };
        // Not on the stack on the way.
        let follows = vec![nothing; FOLLOWS].try_into();
        let mut follows: Box<[Follow; FOLLOWS]> = follows.unwrap_or_else(|_| unreachable!());
        Context {
            current: 0,
            base: 0u64.wrapping_sub(HALF),
            near: [0u64.wrapping_sub(HALF); 64],
            at: follows.as_mut_ptr(),
            follows,
            looped: 0,
            looped_step: 0,
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
        let at = self.current.wrapping_mul(31) ^ place.wrapping_mul(7);
        at as usize % SETS
    }
    /// What is expected next.
    pub fn expected(&self) -> u64 {
        // SAFETY: `at` points into `follows`.
        unsafe { (*self.at).word }
    }
    /// `word` comes next and was not expected; `run` events before it were. What repeats itself is not forgotten because it ends now and then.
    pub fn learn(&mut self, word: u64, run: u64) {
        let next = &raw mut self.follows[slot(word)];
        // SAFETY: `at` points into `follows`, of which there is no reference.
        unsafe {
            if run < LONG_RUN || (*self.at).next != self.at {
                *self.at = Follow { word, next };
            }
        }
        self.at = next;
        self.looped = 0;
    }
    /// Whether `word` is expected, and again after it.
    #[inline(always)]
    pub fn expects_again(&self, word: u64) -> bool {
        // SAFETY: `at` points into `follows`.
        let follow = unsafe { *self.at };
        follow.word == word && follow.next == self.at
    }
    /// `word` comes next, if it was expected. Says whether it was.
    #[inline(always)]
    pub fn goes_on(&mut self, word: u64) -> bool {
        // SAFETY: `at` points into `follows`, and so does `next` of an entry that was written; 0, as others have, is no event's word.
        let follow = unsafe { *self.at };
        if follow.word != word {
            return false;
        }
        debug_assert!(!follow.next.is_null());
        self.at = follow.next;
        self.looped = 0;
        true
    }
}
