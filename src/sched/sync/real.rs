//! The real ones.

use std::cell::UnsafeCell;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Instant;

use parking_lot::RawMutex;
use parking_lot::lock_api::RawMutex as _;

pub use std::hint::spin_loop;
pub use std::sync::atomic::{
    AtomicBool, AtomicI64, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, fence,
};
pub use std::thread::{Thread, current, park, park_timeout, sleep};

pub use crossbeam_deque::{Injector, Steal, Stealer, Worker};
pub use parking_lot::{Condvar, Mutex, MutexGuard, RwLock};

/// Starts a thread of the scheduler; false if the system has none to give.
pub fn spawn_thread(name: String, body: impl FnOnce() + Send + 'static) -> bool {
    std::thread::Builder::new().name(name).spawn(body).is_ok()
}

/// A lock without a guard, for objects that are reached through raw pointers.
///
/// Who finds it taken steps back for longer each time before looking again. Two processors that go at a lock without pause would take its cache
/// lines from each other at every step; as it is one of them gets through a whole burst of steps meanwhile.
pub struct RawLock(RawMutex);

/// How often to step back before the thread sleeps, and the first time's pauses; each next time has twice as many.
const STEPS_BACK: u32 = 4;
const FIRST_PAUSES: u32 = 30;

impl RawLock {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> RawLock {
        RawLock(RawMutex::INIT)
    }
    #[inline(always)]
    pub fn lock(&self) {
        if !self.0.try_lock() {
            self.lock_later();
        }
    }
    #[cold]
    fn lock_later(&self) {
        for step in 0..STEPS_BACK {
            for _ in 0..FIRST_PAUSES << step {
                spin_loop();
            }
            if self.0.try_lock() {
                return;
            }
        }
        self.0.lock();
    }
    /// # Safety
    /// The caller holds it.
    #[inline(always)]
    pub unsafe fn unlock(&self) {
        // SAFETY: the caller's promise.
        unsafe { self.0.unlock() };
    }
}

/// Something that one thread at a time owns, by a protocol that the compiler does not see.
pub struct OwnedCell<T>(UnsafeCell<T>);

impl<T> OwnedCell<T> {
    pub const fn new(value: T) -> OwnedCell<T> {
        OwnedCell(UnsafeCell::new(value))
    }
    /// Called by the owner, each time it wants to use what is inside.
    #[inline(always)]
    pub fn get(&self) -> *mut T {
        self.0.get()
    }
}

/// Stands for plain memory beside it. Whoever is about to use that memory says so with `used`, and the model checks that
/// all earlier uses happened before. No bytes, no code.
#[derive(Debug, Default)]
pub struct Owned;

impl Owned {
    pub const fn new() -> Owned {
        Owned
    }
    #[inline(always)]
    pub fn used(&self) {}
}

/// Time since the scheduler was made.
pub struct Clock(Instant);

impl Clock {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Clock {
        Clock(Instant::now())
    }
    /// Nanoseconds.
    #[inline]
    pub fn now(&self) -> i64 {
        self.0.elapsed().as_nanos() as i64
    }
    /// The instant from which `now` counts.
    pub fn start(&self) -> Instant {
        self.0
    }
}

/// Something that differs from run to run.
pub fn seed() -> u64 {
    RandomState::new().build_hasher().finish()
}
