//! Limits that the program sets itself (`debug.SetMaxStack`, `debug.SetMaxThreads`), in Go's units.

use std::sync::atomic::{AtomicI64, Ordering};

use super::machine::Machine;

/// Go's limit of a goroutine's stack, and the one beyond which no setting goes.
const STACK: i64 = 1_000_000_000;
const HIGHEST_STACK: i64 = 2 * STACK;
const THREADS: i64 = 10_000;

pub struct OwnLimits {
    stack: AtomicI64,
    threads: AtomicI64,
}

impl Default for OwnLimits {
    fn default() -> OwnLimits {
        OwnLimits {
            stack: AtomicI64::new(STACK),
            threads: AtomicI64::new(THREADS),
        }
    }
}

impl OwnLimits {
    /// Sets the limit of stacks in bytes and gives the old one. Relaxed, here and below: nothing else hangs on it.
    pub fn set_stack(&self, bytes: i64) -> i64 {
        self.stack.swap(bytes, Ordering::Relaxed)
    }
    pub fn set_threads(&self, threads: i64) -> i64 {
        self.threads.swap(threads, Ordering::Relaxed)
    }

    /// The limit of stacks as the report names it. A negative one is none, as Go has it.
    pub(super) fn shown_stack(&self) -> i64 {
        match self.stack.load(Ordering::Relaxed) {
            set @ 0..HIGHEST_STACK => set,
            _ => HIGHEST_STACK,
        }
    }

    /// The same in bytes of our stacks, where Go's own limit is `whole`. Go's stacks double in size: what they may have is a power of two.
    pub(super) fn stack_bytes(&self, whole: usize) -> usize {
        match self.shown_stack() {
            STACK => whole,
            set @ 0..STACK => whole.min((set as usize + 1).next_power_of_two() / 2),
            more => (whole as u128 * more as u128 / STACK as u128) as usize,
        }
    }
}

impl Machine {
    /// Go's report if there are more threads than the program allowed, or would be with `more`.
    pub fn too_many_threads(&self, more: usize) -> Option<String> {
        let limit = self.own_limits().threads.load(Ordering::Relaxed);
        let threads = (self.sched().threads() + more) as i64;
        (threads > limit).then(|| {
            format!(
                "runtime: program exceeds {limit}-thread limit\nfatal error: thread exhaustion\n"
            )
        })
    }

    /// The same for a thread that a native is about to take, if there is none without work.
    pub(super) fn thread_is_too_many(&self) -> Option<String> {
        // Most programs never come near.
        let few = self.own_limits().threads.load(Ordering::Relaxed) >= THREADS;
        match few || !self.sched().needs_thread() {
            true => None,
            false => self.too_many_threads(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_are_powers_of_two_up_to_gos_limit() {
        let limits = OwnLimits::default();
        let bytes = |set: i64| {
            limits.set_stack(set);
            limits.stack_bytes(256 << 20)
        };
        let all = [0, 1, 1 << 20, (2 << 20) - 1, STACK, 2 * STACK, i64::MAX, -1].map(bytes);
        let (whole, twice) = (256 << 20, 512 << 20);
        assert_eq!(all, [0, 1, 1 << 20, 1 << 20, whole, twice, twice, twice]);
    }
}
