//! When stress mode collects: at every safepoint that follows an allocation, as long as the heap is small. On a large heap that
//! would not end (a million goroutines have millions of safepoints, and each collection looks at all their stacks), so there the
//! collections are spaced: with n MiB of objects and stacks, one for every n³ safepoints.

use std::sync::atomic::{AtomicU64, Ordering};

#[derive(Default)]
pub struct Stress {
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
        self.wait.store(mib.saturating_pow(3), Ordering::Relaxed);
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
}
