//! When stress mode collects: at every safepoint that follows an allocation, as long as the heap is small. On a large heap that
//! would not end (a million goroutines have millions of safepoints, and each collection looks at all their stacks), so there the
//! collections are spaced: with n MiB of objects and stacks, one for every n³ safepoints. A long program would not end either: after n times
//! `DENSE` collections there is one for every n² safepoints.

use std::sync::atomic::{AtomicU64, Ordering};

const DENSE: u64 = 2000;

#[derive(Default)]
pub struct Stress {
    /// Collections so far.
    done: AtomicU64,
    /// Safepoints to go. Shared between the Ps without order: one more or less does not matter.
    wait: AtomicU64,
}

impl Stress {
    /// At a safepoint that follows an allocation: whether to collect.
    pub fn due(&self) -> bool {
        let wait = self.wait.load(Ordering::Relaxed);
        self.wait.store(wait.saturating_sub(1), Ordering::Relaxed);
        wait == 0
    }

    /// A collection has left so many bytes of objects and stacks.
    pub fn collected(&self, bytes: u64) {
        let mib = bytes >> 20;
        let done = self.done.fetch_add(1, Ordering::Relaxed);
        let wait = mib.saturating_pow(3).max((done / DENSE).pow(2));
        self.wait.store(wait, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_heaps_wait() {
        let stress = Stress::default();
        assert!(stress.due() && stress.due());
        stress.collected(3 << 20);
        let waits = (0..40).position(|_| stress.due());
        assert_eq!(waits, Some(27));
    }

    #[test]
    fn long_programs_wait() {
        let stress = Stress::default();
        for _ in 0..2 * DENSE {
            stress.collected(0);
            assert!(stress.due() || stress.due());
        }
        stress.collected(0);
        assert_eq!((0..9).position(|_| stress.due()), Some(4));
    }
}
