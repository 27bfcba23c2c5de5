//! Loom's, with the interfaces of the real ones.

use std::cell::Cell;
use std::collections::VecDeque;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::{Duration, Instant};

use loom::cell::UnsafeCell;
use loom::thread;

use super::Ordering;

pub use loom::hint::spin_loop;
pub use loom::sync::atomic::{
    AtomicBool, AtomicI32, AtomicI64, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, fence,
};

/// Loom's own `park` forgets a token when the thread waits for a lock before it parks; this one does not.
#[derive(Clone)]
pub struct Thread(Arc<(Mutex<bool>, Condvar)>);

loom::thread_local! {
    static TOKEN: Thread = Thread(Arc::new((Mutex::new(false), Condvar::new())));
}

pub fn current() -> Thread {
    TOKEN.with(Thread::clone)
}

impl Thread {
    pub fn unpark(&self) {
        *self.0.0.lock() = true;
        self.0.1.notify_all();
    }
}

pub fn park() {
    let this = current();
    let mut token = this.0.0.lock();
    while !*token {
        this.0.1.wait(&mut token);
    }
    *token = false;
}

std::thread_local! {
    /// A model's threads are coroutines of one real thread.
    static NOW: Cell<i64> = const { Cell::new(0) };
}

/// A wait that ends by itself may end at any moment: here at once, after others had their turn. That is how time goes on.
pub fn park_timeout(limit: Duration) {
    thread::yield_now();
    advance(limit.as_nanos() as i64);
}

/// As `park_timeout`.
pub fn sleep(time: Duration) {
    park_timeout(time);
}

/// Lets time go on.
pub fn advance(nanos: i64) {
    NOW.set(NOW.get() + nanos);
}

pub fn spawn_thread(_: String, body: impl FnOnce() + Send + 'static) -> bool {
    thread::spawn(body);
    true
}

pub struct Mutex<T>(loom::sync::Mutex<T>);

pub struct MutexGuard<'a, T> {
    lock: &'a Mutex<T>,
    /// None only while the lock is given up within a call.
    held: Option<loom::sync::MutexGuard<'a, T>>,
}

impl<T> Mutex<T> {
    pub fn new(value: T) -> Mutex<T> {
        Mutex(loom::sync::Mutex::new(value))
    }
    pub fn lock(&self) -> MutexGuard<'_, T> {
        MutexGuard {
            lock: self,
            held: Some(self.0.lock().unwrap()),
        }
    }
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        let held = self.0.try_lock().ok()?;
        Some(MutexGuard {
            lock: self,
            held: Some(held),
        })
    }
    pub fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap()
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> MutexGuard<'_, T> {
    pub fn unlocked<R>(guard: &mut Self, f: impl FnOnce() -> R) -> R {
        guard.held = None;
        let result = f();
        guard.held = Some(guard.lock.0.lock().unwrap());
        result
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.held.as_ref().unwrap()
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        self.held.as_mut().unwrap()
    }
}

pub struct Condvar(loom::sync::Condvar);

impl Condvar {
    pub fn new() -> Condvar {
        Condvar(loom::sync::Condvar::new())
    }
    pub fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
        let held = guard.held.take().unwrap();
        guard.held = Some(self.0.wait(held).unwrap());
    }
    /// As `park_timeout`.
    pub fn wait_for<T>(&self, guard: &mut MutexGuard<'_, T>, _: Duration) {
        MutexGuard::unlocked(guard, thread::yield_now);
    }
    pub fn notify_all(&self) {
        self.0.notify_all();
    }
}

pub struct RwLock<T>(loom::sync::RwLock<T>);

impl<T> RwLock<T> {
    pub fn new(value: T) -> RwLock<T> {
        RwLock(loom::sync::RwLock::new(value))
    }
    pub fn read(&self) -> loom::sync::RwLockReadGuard<'_, T> {
        self.0.read().unwrap()
    }
    pub fn write(&self) -> loom::sync::RwLockWriteGuard<'_, T> {
        self.0.write().unwrap()
    }
}

pub struct RawLock {
    lock: Mutex<()>,
    held: UnsafeCell<Option<MutexGuard<'static, ()>>>,
}

impl RawLock {
    pub fn new() -> RawLock {
        RawLock {
            lock: Mutex::new(()),
            held: UnsafeCell::new(None),
        }
    }
    pub fn lock(&self) {
        let guard = self.lock.lock();
        // SAFETY: only the lifetime changes; the guard does not outlive `self`, which holds it.
        let guard: MutexGuard<'static, ()> = unsafe { std::mem::transmute(guard) };
        // SAFETY: we hold the lock, which guards the cell.
        self.held.with_mut(|held| unsafe { *held = Some(guard) });
    }
    /// May wait, as nobody can tell.
    pub fn try_lock(&self) -> bool {
        self.lock();
        true
    }
    /// # Safety
    /// The caller holds it.
    pub unsafe fn unlock(&self) {
        // SAFETY: as in `lock`. The guard is dropped outside of the cell, which the next holder uses at once.
        drop(self.held.with_mut(|held| unsafe { (*held).take() }));
    }
    /// # Safety
    /// The caller holds it.
    pub unsafe fn unlock_first(&self) {
        // SAFETY: the caller's promise.
        unsafe { self.unlock() };
        fence(Ordering::SeqCst);
    }
}

/// Decides nothing but how long a thief rests.
pub fn waited_for_locks() -> u64 {
    0
}

/// Loom takes sequentially consistent steps for acquiring and releasing ones.
pub fn in_order() {
    fence(Ordering::SeqCst);
}

/// Loom has no barrier of the system's, and needs none: a fence orders as much.
pub fn light_fence() {
    fence(Ordering::SeqCst);
}

pub fn heavy_fence() {
    fence(Ordering::SeqCst);
}

pub struct OwnedCell<T>(UnsafeCell<T>);

impl<T> OwnedCell<T> {
    pub fn new(value: T) -> OwnedCell<T> {
        OwnedCell(UnsafeCell::new(value))
    }
    /// Checks that all earlier uses happened before this one.
    pub fn get(&self) -> *mut T {
        self.0.with_mut(|at| at)
    }
}

#[derive(Debug)]
pub struct Owned(UnsafeCell<()>);

// SAFETY: loom itself checks the uses.
unsafe impl Sync for Owned {}

impl Owned {
    pub fn new() -> Owned {
        Owned(UnsafeCell::new(()))
    }
    pub fn used(&self) {
        self.0.with_mut(|_| ());
    }
}

/// Time goes on only by waits and when the model says so.
pub struct Clock(Instant);

impl Clock {
    pub fn new() -> Clock {
        NOW.set(0);
        Clock(Instant::now())
    }
    pub fn now(&self) -> i64 {
        NOW.get()
    }
    pub fn start(&self) -> Instant {
        self.0
    }
}

/// The same in every run: loom goes back to where it was.
pub fn seed() -> u64 {
    1
}

/// crossbeam's queues are not modelled but replaced: what they promise and no more. A push is seen (Acquire) by whoever sees
/// the length that it stored (Release). The items are under a lock, but `is_empty` and `len` take none, so nothing that they say orders anything.
struct Items<T> {
    len: AtomicUsize,
    items: Mutex<VecDeque<T>>,
}

pub enum Steal<T> {
    Empty,
    Success(T),
    #[allow(dead_code)]
    Retry,
}

impl<T> Items<T> {
    fn new() -> Items<T> {
        Items {
            len: AtomicUsize::new(0),
            items: Mutex::new(VecDeque::new()),
        }
    }
    fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }
    fn push(&self, item: T) {
        let mut items = self.items.lock();
        items.push_back(item);
        self.len.store(items.len(), Ordering::Release);
    }
    fn pop(&self) -> Option<T> {
        let mut items = self.items.lock();
        let item = items.pop_front()?;
        self.len.store(items.len(), Ordering::Release);
        Some(item)
    }
    /// At most half of what is here, as crossbeam; one for the thief, the rest for its queue.
    fn steal(&self, into: &Items<T>, limit: usize) -> Steal<T> {
        let mut items = self.items.lock();
        let batch = items.len().div_ceil(2).min(limit);
        let Some(first) = items.pop_front() else {
            return Steal::Empty;
        };
        let rest: Vec<T> = items.drain(..batch - 1).collect();
        self.len.store(items.len(), Ordering::Release);
        drop(items);
        for item in rest {
            into.push(item);
        }
        Steal::Success(first)
    }
}

pub struct Injector<T>(Items<T>);

impl<T> Injector<T> {
    pub fn new() -> Injector<T> {
        Injector(Items::new())
    }
    pub fn push(&self, item: T) {
        self.0.push(item);
    }
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn steal_batch_with_limit_and_pop(&self, into: &Worker<T>, limit: usize) -> Steal<T> {
        self.0.steal(&into.0, limit)
    }
}

pub struct Worker<T>(Arc<Items<T>>);

impl<T> Worker<T> {
    pub fn new_fifo() -> Worker<T> {
        Worker(Arc::new(Items::new()))
    }
    pub fn stealer(&self) -> Stealer<T> {
        Stealer(self.0.clone())
    }
    pub fn push(&self, item: T) {
        self.0.push(item);
    }
    pub fn pop(&self) -> Option<T> {
        self.0.pop()
    }
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

pub struct Stealer<T>(Arc<Items<T>>);

impl<T> Stealer<T> {
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }
    pub fn len(&self) -> usize {
        self.0.len()
    }
    pub fn steal_batch_with_limit_and_pop(&self, into: &Worker<T>, limit: usize) -> Steal<T> {
        self.0.steal(&into.0, limit)
    }
}
