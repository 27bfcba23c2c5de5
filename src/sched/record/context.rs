//! What the short forms of events refer to: tables that writer and reader keep alike, each from the words that came before.

use super::{Kind, STEP_BITS, TINY_BITS};

/// Entries of the table of objects last waited for, by goroutine and place. The writer keeps what tells sets of them apart, the reader the
/// sets themselves.
pub(super) const SETS: usize = 2048;

/// Reader and writer have the same at the same event.
pub(super) struct Context {
    /// The goroutine that runs.
    pub current: u32,
    /// The last value that was one word.
    pub value: u64,
    /// By the last event of one word: what came after such a one when it last came.
    follows: Box<[Follow; FOLLOWS]>,
    at: usize,
}

/// What comes next, and where stands what comes after that.
#[derive(Clone, Copy)]
struct Follow {
    word: u64,
    next: usize,
}
const FOLLOWS: usize = 8192;

/// Where stands what comes after `word`. Of goroutines by the thousand each has its own eight slots, so that none drives out what is known
/// about another.
fn slot(word: u64) -> usize {
    let (kind, high) = (word & 31, word >> 32);
    let other = word >> (5 + STEP_BITS) & ((1 << TINY_BITS) - 1);
    let slot = if kind == Kind::Switch as u64 {
        high * 8 + (word >> 8 & 3)
    } else if other != 0 && kind == Kind::SendTiny as u64 {
        other * 8 + 4 + (high & 1)
    } else if other != 0 && kind == Kind::TakeTiny as u64 {
        other * 8 + 6 + (high & 1)
    } else {
        word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 51
    };
    slot as usize % FOLLOWS
}

impl Context {
    pub fn new() -> Context {
        Context {
            current: 0,
            value: 0,
            follows: vec![Follow { word: 0, next: 0 }; FOLLOWS]
                .try_into()
                .unwrap_or_else(|_| unreachable!()),
            at: 0,
        }
    }
    #[inline(always)]
    pub fn set(&self, place: u32) -> usize {
        let at = self.current.wrapping_mul(31) ^ place.wrapping_mul(7);
        at as usize % SETS
    }
    /// What is expected next.
    pub fn expected(&self) -> u64 {
        self.follows[self.at].word
    }
    /// `word` comes next. Says whether it was expected.
    pub fn comes(&mut self, word: u64) -> bool {
        let expected = self.goes_on(word);
        if !expected {
            let next = slot(word);
            self.follows[self.at] = Follow { word, next };
            self.at = next;
        }
        expected
    }
    /// The same, but nothing happens if `word` was not expected.
    #[inline(always)]
    pub fn goes_on(&mut self, word: u64) -> bool {
        debug_assert!(self.at < FOLLOWS);
        // SAFETY: `at` is 0 or what `slot` said.
        let follow = unsafe { self.follows.get_unchecked(self.at) };
        if follow.word != word {
            return false;
        }
        self.at = follow.next;
        true
    }
}
