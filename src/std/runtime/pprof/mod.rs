//! Package runtime/pprof: goroutines that nobody can wake (decision 019).

use super::frames::{leaked_stacks, traceback_leaked};

crate::natives! {
    "leakedStacks" => leaked_stacks,
    "leakedText" => traceback_leaked,
}
