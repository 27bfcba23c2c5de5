//! What the short forms of events refer to: tables that writer and reader keep alike, each from the words that came before.

/// Entries of the table of objects last waited for, by goroutine and place. The writer keeps what tells sets of them apart, the reader the
/// sets themselves.
pub(super) const SETS: usize = 256;

/// Reader and writer have the same at the same event.
pub(super) struct Context {
    /// The goroutine that runs.
    pub current: u32,
    /// The last value that was one small number.
    pub value: i32,
    /// The last event of one word that had no time, and what came after such a one when it last came, by its hash.
    before: u64,
    follows: [u64; 512],
}

impl Context {
    pub fn new() -> Context {
        Context {
            current: 0,
            value: 0,
            before: 0,
            follows: [0; 512],
        }
    }
    #[inline(always)]
    pub fn set(&self, place: u32) -> usize {
        let at = self.current.wrapping_mul(31) ^ place.wrapping_mul(7);
        at as usize % SETS
    }
    #[inline(always)]
    fn follow(&mut self) -> &mut u64 {
        let hash = self.before.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &mut self.follows[(hash >> 55) as usize]
    }
    /// What is expected next.
    pub fn expected(&mut self) -> u64 {
        *self.follow()
    }
    /// `word` comes next. Says whether it was expected.
    #[inline(always)]
    pub fn comes(&mut self, word: u64) -> bool {
        let expected = std::mem::replace(self.follow(), word);
        self.before = word;
        expected == word
    }
}
