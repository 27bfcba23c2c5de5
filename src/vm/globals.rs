//! The memory of package-level variables: zeroed, and at the same place as long as the machine lives.

use crate::heap::memory::Reservation;

pub enum Globals {
    Few(Vec<u64>),
    /// Mapped by itself, in low addresses as gc's programs have their variables.
    Many(Reservation),
}

/// From this size on variables get a mapping of their own.
const MANY: usize = 1 << 20;

impl Globals {
    pub fn new(words: usize) -> Globals {
        if words * 8 >= MANY
            && let Some(own) = Reservation::low(words * 8)
        {
            return Globals::Many(own);
        }
        Globals::Few(vec![0; words.max(1)])
    }
    pub fn address(&self) -> *mut u8 {
        match self {
            Globals::Few(words) => words.as_ptr() as *mut u8,
            Globals::Many(own) => own.base() as *mut u8,
        }
    }
}
