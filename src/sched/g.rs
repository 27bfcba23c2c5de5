//! A goroutine. Who may touch it is decided by its status:
//!
//! * `Runnable`: the run queue that holds it; nobody reads or writes the rest.
//! * `Running`: the M that runs it, alone.
//! * `Waiting`: whoever will wake it, under the lock of what it waits for (channel, semaphore, timer, poller), and only
//!   the slots that the wait named. It was saved (`fp`, `pc`) *before* it became visible to a waker: after that the M
//!   that parked it must not touch it again.
//! * `Dead`: the free list that keeps it, stack included, for the next `go`.
//!
//! While the world is stopped the collector reads all of them.

use std::marker::PhantomPinned;

use super::bubble::Bubble;
use crate::race::Slot;

use super::sync::{AtomicPtr, AtomicU8, AtomicU32, Ordering, Owned};

/// Shared handle; the address of a `G`. Never freed while the scheduler lives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct GRef(pub *mut G);

// SAFETY: access follows the status protocol in the module's comment.
unsafe impl Send for GRef {}
// SAFETY: as above.
unsafe impl Sync for GRef {}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Status {
    Runnable,
    Running,
    Waiting,
    Dead,
}

/// Why a goroutine waits, in Go's words (`WaitReason::text`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum WaitReason {
    None,
    ChanReceive,
    ChanSend,
    ChanReceiveNil,
    ChanSendNil,
    Select,
    SelectNoCases,
    Sleep,
    MutexLock,
    RWMutexRLock,
    RWMutexLock,
    WaitGroupWait,
    CondWait,
    Semacquire,
    IoWait,
    Syscall,
    Gc,
    FinalizerWait,
    SynctestWait,
    /// The group is of the goroutine's own bubble.
    BubbleGroupWait,
    /// Main has returned while a panic ends the program.
    PanicWait,
}

const REASONS: [WaitReason; 21] = [
    WaitReason::None,
    WaitReason::ChanReceive,
    WaitReason::ChanSend,
    WaitReason::ChanReceiveNil,
    WaitReason::ChanSendNil,
    WaitReason::Select,
    WaitReason::SelectNoCases,
    WaitReason::Sleep,
    WaitReason::MutexLock,
    WaitReason::RWMutexRLock,
    WaitReason::RWMutexLock,
    WaitReason::WaitGroupWait,
    WaitReason::CondWait,
    WaitReason::Semacquire,
    WaitReason::IoWait,
    WaitReason::Syscall,
    WaitReason::Gc,
    WaitReason::FinalizerWait,
    WaitReason::SynctestWait,
    WaitReason::BubbleGroupWait,
    WaitReason::PanicWait,
];

impl WaitReason {
    pub fn from_number(n: u8) -> WaitReason {
        REASONS.get(n as usize).copied().unwrap_or(WaitReason::None)
    }
    pub fn text(self) -> &'static str {
        match self {
            WaitReason::None => "",
            WaitReason::ChanReceive => "chan receive",
            WaitReason::ChanSend => "chan send",
            WaitReason::ChanReceiveNil => "chan receive (nil chan)",
            WaitReason::ChanSendNil => "chan send (nil chan)",
            WaitReason::Select => "select",
            WaitReason::SelectNoCases => "select (no cases)",
            WaitReason::Sleep => "sleep",
            WaitReason::MutexLock => "sync.Mutex.Lock",
            WaitReason::RWMutexRLock => "sync.RWMutex.RLock",
            WaitReason::RWMutexLock => "sync.RWMutex.Lock",
            WaitReason::WaitGroupWait | WaitReason::BubbleGroupWait => "sync.WaitGroup.Wait",
            WaitReason::CondWait => "sync.Cond.Wait",
            WaitReason::Semacquire => "semacquire",
            WaitReason::IoWait => "IO wait",
            WaitReason::Syscall => "syscall",
            WaitReason::Gc => "GC worker (idle)",
            WaitReason::FinalizerWait => "finalizer wait",
            WaitReason::SynctestWait => "synctest.Wait",
            WaitReason::PanicWait => "panicwait",
        }
    }
}

/// The goroutine's stack: 64-bit slots, growing upwards, outside the collected heap. Nothing points into it, so it
/// grows by copying; positions in it are kept as slot offsets from `base`.
#[derive(Debug)]
pub struct Stack {
    pub base: *mut u64,
    pub slots: u32,
}

/// The virtual machine's saved registers of a goroutine that does not run; the scheduler keeps and never reads them.
#[derive(Debug)]
pub struct Saved {
    /// Slot offset of the current frame from the stack's base.
    pub fp: u32,
    /// Address of the next instruction.
    pub pc: *const (),
    /// The closure register (meaningful only when stopped at the entry of a closure).
    pub closure: u64,
}

/// A place in a queue of waiters: of a channel, a semaphore, a mutex. One lives in each `G` for the common wait on
/// one thing; a select brings its own, one for each case. What the fields mean belongs to the owner of the queue, under
/// whose lock they are read and written once the waiter is queued.
#[repr(C)]
#[derive(Debug)]
pub struct Waiter {
    pub g: *mut G,
    pub next: *mut Waiter,
    pub prev: *mut Waiter,
    /// The address of what is waited for.
    pub on: usize,
    /// First slot of the value to send or of where to put the one received, from the stack's base; `NO_SLOT`: none.
    pub slot: u32,
    /// Slot for the `ok` of a receive, or `NO_SLOT`.
    pub ok_slot: u32,
    /// Index of the select case. (A mutex: 1 if it has waited long and wants the lock handed over.)
    pub case: u32,
    /// It sends (rather than receives).
    pub send: bool,
    pub kind: WaiterKind,
    /// Still in the queue.
    pub queued: bool,
    /// Woken by success (rather than by a close).
    pub success: bool,
}

pub const NO_SLOT: u32 = u32::MAX;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum WaiterKind {
    Channel,
    /// One of a select's; who wakes it has to win `G::claimed` first.
    Select,
    Semaphore,
    /// Tries again when woken (`runtime::sema`).
    Mutex,
}

impl Waiter {
    pub const fn new() -> Waiter {
        Waiter {
            g: std::ptr::null_mut(),
            next: std::ptr::null_mut(),
            prev: std::ptr::null_mut(),
            on: 0,
            slot: NO_SLOT,
            ok_slot: NO_SLOT,
            case: 0,
            send: false,
            kind: WaiterKind::Channel,
            queued: false,
            success: false,
        }
    }
}

/// A queue of waiters, linked through them. Its lock is its owner's.
#[repr(C)]
#[derive(Debug)]
pub struct WaitQueue {
    /// Atomic because others may look whether the queue is empty without its lock.
    first: AtomicPtr<Waiter>,
    last: *mut Waiter,
}

impl WaitQueue {
    pub fn new() -> WaitQueue {
        WaitQueue {
            first: AtomicPtr::new(std::ptr::null_mut()),
            last: std::ptr::null_mut(),
        }
    }
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.first().is_null()
    }
    fn set_first(&self, w: *mut Waiter) {
        self.first.store(w, Ordering::Relaxed);
    }
    #[inline(always)]
    pub fn first(&self) -> *mut Waiter {
        self.first.load(Ordering::Relaxed)
    }
    /// # Safety
    /// `w` is in no queue and stays where it is while it is in this one; the caller holds the queue's lock.
    pub unsafe fn push_back(&mut self, w: *mut Waiter) {
        // SAFETY: waiters in the queue are alive, and ours under the lock.
        unsafe {
            (*w).next = std::ptr::null_mut();
            (*w).prev = self.last;
            (*w).queued = true;
            match self.last.is_null() {
                true => self.set_first(w),
                false => (*self.last).next = w,
            }
        }
        self.last = w;
    }
    /// # Safety
    /// As for `push_back`.
    pub unsafe fn push_front(&mut self, w: *mut Waiter) {
        // SAFETY: as in `push_back`.
        unsafe {
            (*w).prev = std::ptr::null_mut();
            (*w).next = self.first();
            (*w).queued = true;
            match self.first().is_null() {
                true => self.last = w,
                false => (*self.first()).prev = w,
            }
        }
        self.set_first(w);
    }
    /// # Safety
    /// `w` is in this queue, whose lock the caller holds.
    pub unsafe fn remove(&mut self, w: *mut Waiter) {
        // SAFETY: as in `push_back`.
        unsafe {
            let (next, prev) = ((*w).next, (*w).prev);
            match prev.is_null() {
                true => self.set_first(next),
                false => (*prev).next = next,
            }
            match next.is_null() {
                true => self.last = prev,
                false => (*next).prev = prev,
            }
            (*w).queued = false;
        }
    }
    /// # Safety
    /// The caller holds the queue's lock.
    #[inline]
    pub unsafe fn pop(&mut self) -> *mut Waiter {
        let w = self.first();
        if !w.is_null() {
            // SAFETY: it is the first.
            unsafe { self.remove(w) };
        }
        w
    }
}

impl Default for WaitQueue {
    fn default() -> WaitQueue {
        WaitQueue::new()
    }
}

impl Default for Waiter {
    fn default() -> Waiter {
        Waiter::new()
    }
}

#[repr(C)]
pub struct G {
    pub saved: Saved,
    pub stack: Stack,
    pub id: u64,
    pub status: AtomicU8,
    pub wait_reason: AtomicU8,
    /// A goroutine of the runtime's own: not counted, not shown, no part in deadlock detection.
    pub system: bool,
    /// How often it has locked itself to its thread, for reports: that is all it does.
    pub locked: u32,
    /// Set by the waker before it makes the goroutine runnable; meaning belongs to what it waits for
    /// (a channel: whether the operation succeeded rather than met a close).
    pub wake_value: u64,
    /// The goroutine that started this one, and the pc of its `go` statement.
    pub parent: u64,
    pub created_at: *const (),
    /// The bubble of testing/synctest that it is in, or null. Its own, given by whoever starts it.
    pub bubble: *const Bubble,
    /// When it began to wait (nanoseconds of the scheduler's clock), for reports.
    pub waiting_since: u64,
    /// The virtual machine's own state (defers, panics), boxed by it when first needed; null until then.
    pub unwind: *mut (),
    /// Not null while something is left to do when it runs again (`runtime::resume`): the waiter that was woken.
    pub waiting: *mut Waiter,
    /// For a wait on one thing.
    pub waiter: Waiter,
    /// For a select: its waiters, kept for the next one.
    pub cases: Vec<Waiter>,
    /// 1 once somebody has won the right to wake it from its select.
    pub claimed: AtomicU32,
    /// It wants panics where memory faults (`debug.SetPanicOnFault`).
    pub panics_on_fault: bool,
    /// Its clock, where races are looked for (`race::Slot`); 0: it has none.
    pub clock: Slot,
    /// Link of the queue or free list that holds it.
    pub next: *mut G,
    /// Its place in reports: Go lists goroutines as their memory was first used, and memory that is used again keeps its place. 0: never used.
    pub place: u32,
    /// Stands for all of it that is not atomic.
    pub owned: Owned,
    /// Others read the status while the owner has `&mut G`: this keeps the compiler from assuming that they do not.
    shared: PhantomPinned,
}

impl G {
    pub(super) fn new() -> G {
        G {
            saved: Saved {
                fp: 0,
                pc: std::ptr::null(),
                closure: 0,
            },
            stack: Stack {
                base: std::ptr::null_mut(),
                slots: 0,
            },
            id: 0,
            status: AtomicU8::new(Status::Dead as u8),
            wait_reason: AtomicU8::new(0),
            system: false,
            locked: 0,
            wake_value: 0,
            parent: 0,
            created_at: std::ptr::null(),
            bubble: std::ptr::null(),
            waiting_since: 0,
            unwind: std::ptr::null_mut(),
            waiting: std::ptr::null_mut(),
            waiter: Waiter::new(),
            cases: Vec::new(),
            claimed: AtomicU32::new(0),
            panics_on_fault: false,
            clock: 0,
            next: std::ptr::null_mut(),
            place: 0,
            owned: Owned::new(),
            shared: PhantomPinned,
        }
    }
    pub fn set_status(&self, status: Status) {
        // Release: who sees the new status (Acquire in `GRef::status`) sees what was written before.
        self.status.store(status as u8, Ordering::Release);
    }
    pub fn reason(&self) -> WaitReason {
        WaitReason::from_number(self.wait_reason.load(Ordering::Relaxed))
    }
}

impl GRef {
    /// # Safety
    /// The caller owns the goroutine by its status (see the module's comment).
    #[allow(clippy::mut_from_ref)]
    pub unsafe fn get<'a>(self) -> &'a mut G {
        // SAFETY: never freed while the scheduler lives; exclusivity is the caller's.
        unsafe { &mut *self.0 }
    }
    pub fn status(self) -> Status {
        // SAFETY: the field is atomic and the G is never freed while the scheduler lives.
        match unsafe { &(*self.0).status }.load(Ordering::Acquire) {
            0 => Status::Runnable,
            1 => Status::Running,
            2 => Status::Waiting,
            _ => Status::Dead,
        }
    }
}
