//! A parking lot: goroutines that wait for a word in memory, found by its address. Semaphores, mutexes and
//! condition variables are made of it; what the word means is theirs.
//!
//! Invariant: a waiter's `on` is the address, and its bucket (under that bucket's lock) the only place that links it.

use super::g::{WaitQueue, Waiter};
use super::sync::{Mutex, MutexGuard};

const BUCKETS: usize = if cfg!(loom) { 1 } else { 256 };

#[repr(align(64))]
struct Bucket(Mutex<Queue>);

struct Queue(WaitQueue);

// SAFETY: waiters in the queue are touched under the bucket's lock only.
unsafe impl Send for Queue {}

pub struct Lot {
    buckets: Box<[Bucket]>,
}

/// The locked bucket of one address.
pub struct Place<'a> {
    queue: MutexGuard<'a, Queue>,
    address: usize,
}

impl Lot {
    pub(super) fn new() -> Lot {
        Lot {
            buckets: (0..BUCKETS)
                .map(|_| Bucket(Mutex::new(Queue(WaitQueue::new()))))
                .collect(),
        }
    }
    pub fn lock(&self, address: usize) -> Place<'_> {
        let hash = (address as u64 >> 3).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56;
        Place {
            queue: self.buckets[hash as usize % BUCKETS].0.lock(),
            address,
        }
    }
}

impl Place<'_> {
    /// Queues a waiter, last or first.
    ///
    /// # Safety
    /// `w` belongs to the caller (its goroutine is about to park), is in no queue, and stays where it is until it is taken out.
    pub unsafe fn push(&mut self, w: *mut Waiter, first: bool) {
        // SAFETY: the caller's promise; we hold the lock.
        unsafe {
            (*w).on = self.address;
            match first {
                true => self.queue.0.push_front(w),
                false => self.queue.0.push_back(w),
            }
        }
    }
    fn find(&self, wanted: impl Fn(&Waiter) -> bool) -> Option<*mut Waiter> {
        let mut w = self.queue.0.first();
        while !w.is_null() {
            // SAFETY: waiters in the queue are alive, and we hold the lock.
            unsafe {
                if (*w).on == self.address && wanted(&*w) {
                    return Some(w);
                }
                w = (*w).next;
            }
        }
        None
    }
    /// The first that waits here, if any.
    pub fn first(&self) -> Option<*mut Waiter> {
        self.find(|_| true)
    }
    /// Takes the first out: the caller owns its goroutine now and has to wake it.
    pub fn pop(&mut self) -> Option<*mut Waiter> {
        let w = self.first()?;
        // SAFETY: it is in this queue.
        unsafe { self.queue.0.remove(w) };
        Some(w)
    }
    /// The same for the one with this number in `case`.
    pub fn pop_case(&mut self, case: u32) -> Option<*mut Waiter> {
        let w = self.find(|w| w.case == case)?;
        // SAFETY: it is in this queue.
        unsafe { self.queue.0.remove(w) };
        Some(w)
    }
}
