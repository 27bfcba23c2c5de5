//! Why the dispatch loop was left.

/// What a handler answers instead of going on. The goroutine's registers have been saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum StopCode {
    /// The goroutine belongs to a waker now: do not touch it.
    Parked = 1,
    Ended,
    Preempted,
    Yielded,
    /// The code is in `Ctx::exit_code`.
    Exit,
    /// Of a loop that a native runs (`leaf_call`): the function has returned.
    Returned,
    /// It has panicked, which is in `Ctx::leaf_panic`.
    Panicked,
}

impl StopCode {
    #[inline]
    pub fn from_word(word: u64) -> StopCode {
        match word {
            1 => StopCode::Parked,
            2 => StopCode::Ended,
            3 => StopCode::Preempted,
            4 => StopCode::Yielded,
            6 => StopCode::Returned,
            7 => StopCode::Panicked,
            _ => StopCode::Exit,
        }
    }
}
