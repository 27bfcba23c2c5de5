//! The real ones.

use std::cell::{Cell, UnsafeCell};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Instant;

use super::Ordering;

pub use std::hint::spin_loop;
pub use std::sync::atomic::{
    AtomicBool, AtomicI32, AtomicI64, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, fence,
};
pub use std::thread::{Thread, current, park, park_timeout, sleep};

pub use crossbeam_deque::{Injector, Steal, Stealer, Worker};
pub use parking_lot::{Condvar, Mutex, MutexGuard, RwLock};

/// Starts a thread of the scheduler; false if the system has none to give.
pub fn spawn_thread(name: String, body: impl FnOnce() + Send + 'static) -> bool {
    std::thread::Builder::new().name(name).spawn(body).is_ok()
}

/// A lock without a guard, for objects that are reached through raw pointers and are held for moments.
///
/// Who finds it taken steps back for longer each time before looking again. Two processors that go at a lock without pause would take its cache
/// lines from each other at every step; as it is one of them gets through a whole burst of steps meanwhile. Nobody is ever woken: the holder
/// of a lock that stays taken for longer has lost its core, and who naps sees by itself when it has it back. So giving the lock back
/// is a store, and needs no look at who waits.
pub struct RawLock(AtomicBool);

thread_local! {
    static WAITED: Cell<u64> = const { Cell::new(0) };
}

/// For how long this thread has waited for such locks so far, in nanoseconds.
pub fn waited_for_locks() -> u64 {
    WAITED.get()
}

/// How often to step back before the thread gives its core away, and the first time's pauses; each next time has twice as many.
const STEPS_BACK: u32 = 4;
const FIRST_PAUSES: u32 = 30;
/// Microseconds of the first nap and of the longest; before them the core is given away as often as it was stepped back.
const FIRST_NAP: u64 = 50;
const LONGEST_NAP: u64 = 1000;

impl RawLock {
    #[allow(clippy::new_without_default)]
    pub const fn new() -> RawLock {
        RawLock(AtomicBool::new(false))
    }
    #[inline(always)]
    pub fn lock(&self) {
        if !self.try_lock() {
            self.lock_later();
        }
    }
    #[inline(always)]
    pub fn try_lock(&self) -> bool {
        // Acquire: pairs with the Release in `unlock`.
        self.0
            .compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
    }
    fn try_again(&self) -> bool {
        !self.0.load(Ordering::Relaxed) && self.try_lock()
    }
    #[cold]
    fn lock_later(&self) {
        let since = Instant::now();
        self.wait();
        let waited = since.elapsed().as_nanos() as u64;
        WAITED.set(WAITED.get() + waited);
    }
    fn wait(&self) {
        for step in 0..STEPS_BACK {
            for _ in 0..FIRST_PAUSES << step {
                spin_loop();
            }
            if self.try_again() {
                return;
            }
        }
        for _ in 0..STEPS_BACK {
            std::thread::yield_now();
            if self.try_again() {
                return;
            }
        }
        let mut nap = FIRST_NAP;
        while !self.try_again() {
            sleep(std::time::Duration::from_micros(nap));
            nap = (2 * nap).min(LONGEST_NAP);
        }
    }
    /// Gives it back. What this thread reads next may be read before others see that: enough for all who take the lock to look.
    ///
    /// # Safety
    /// The caller holds it.
    #[inline(always)]
    pub unsafe fn unlock(&self) {
        self.0.store(false, Ordering::Release);
    }
    /// Gives it back before anything that this thread does next: for those who look without the lock.
    ///
    /// # Safety
    /// The caller holds it.
    #[inline(always)]
    pub unsafe fn unlock_first(&self) {
        self.0.swap(false, Ordering::SeqCst);
    }
}

/// Whether the system can make all our threads pass a barrier: then the side of a pair of fences that is often passed costs nothing. Set before
/// there is a second thread.
static BARRIERS: AtomicBool = AtomicBool::new(false);

/// Asks the system for barriers. To be called while the process has one thread: later it takes milliseconds.
pub fn ask_for_barriers() {
    #[cfg(all(target_os = "linux", not(miri)))]
    {
        // SAFETY: takes no pointers.
        let done = unsafe {
            libc::syscall(
                libc::SYS_membarrier,
                libc::MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED,
                0,
                0,
            )
        };
        BARRIERS.store(done == 0, Ordering::Relaxed);
    }
}

/// Between two sequentially consistent steps. Loom takes those for acquiring and releasing ones, and has a fence here.
#[inline(always)]
pub fn in_order() {}

/// One side of a pair of fences: what this thread has written is seen by whoever passes `heavy_fence` later, or this thread sees, from here on,
/// what was written before that one.
#[inline(always)]
pub fn light_fence() {
    match BARRIERS.load(Ordering::Relaxed) {
        true => std::sync::atomic::compiler_fence(Ordering::SeqCst),
        false => fence(Ordering::SeqCst),
    }
}

/// The other side, which takes microseconds.
pub fn heavy_fence() {
    fence(Ordering::SeqCst);
    #[cfg(all(target_os = "linux", not(miri)))]
    if BARRIERS.load(Ordering::Relaxed) {
        // SAFETY: takes no pointers.
        let done = unsafe {
            libc::syscall(
                libc::SYS_membarrier,
                libc::MEMBARRIER_CMD_PRIVATE_EXPEDITED,
                0,
                0,
            )
        };
        assert_eq!(
            done, 0,
            "the system gave barriers and does not give them now"
        );
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
