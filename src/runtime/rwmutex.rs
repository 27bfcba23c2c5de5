//! sync.RWMutex. Each processor has *seats* for readers, words in which it alone writes: a reader writes the mutex's address into its processor's seat, and
//! clears it when it leaves. So readers on several processors do not take a cache line from each other at every step, and
//! leaving is a store. Where the seat is taken, a count in the mutex (`readers`) goes up.
//!
//! Who leaves on a processor that does not have it sitting (it has sat down on another, and moved) leaves a *debt* in the seat there: one reader less. The readers that hold a
//! mutex are as many as its count, and the seats with its address, less its debts; the count alone is below zero only if there was no seat for a debt. Who is meant by which is nobody's
//! business.
//!
//! Seats are for mutexes that are read on several processors (`Sharing`). On others the count is right by itself, and is what Go has there.
//!
//! A writer takes `WRITER` from the count, and new readers wait. Then it looks at count and seats until nobody is left:
//!
//! * A reader that has sat down looks whether a writer has come, and stands up again; a writer has come before it looks at the seats: one of them
//!   sees the other.
//! * A writer that has looked for long sets `tell`, makes every processor pass a barrier (`heavy_fence`), looks once more and parks. Who leaves looks at `tell`
//!   afterwards (behind a `light_fence`, which costs nothing), and wakes the writer if nobody is left.
//! * A reader that has to wait counts itself in `waiting` and looks once more; who lets readers in looks at `waiting` afterwards.
//!
//! Invariants: only under the lock of the mutex's place in the lot does `waiting` go down and `tell` change. While a writer is there `readers` goes only down.

use crate::sched::On;
use crate::sched::sync::{
    AtomicBool, AtomicI32, AtomicU32, AtomicUsize,
    Ordering::{Relaxed, Release, SeqCst},
    heavy_fence, in_order, light_fence, spin_loop,
};

const WRITER: i32 = 1 << 30;
/// A count below this has a writer.
const LEAST: i32 = -(WRITER / 2);

const DEBT: usize = 1;
const SEATS: usize = if cfg!(loom) { 1 } else { 8 };
/// How often a writer looks whether readers on other processors are gone, before it parks; and the pauses after its first look. Each later time has twice as
/// many, up to `MOST_PAUSES`: looking takes cache lines from who is about to leave.
const LOOKS: u32 = if cfg!(loom) { 0 } else { 16 };
const FIRST_PAUSES: u32 = 4;
const MOST_PAUSES: u32 = 64;
/// How often a reader looks whether the writer is done, before it parks, and its pauses before each look.
const READER_LOOKS: u32 = if cfg!(loom) { 0 } else { 32 };
const READER_PAUSES: u32 = 25;
/// How often somebody who leaves looks for readers before it is told that there are none. While it looks one may sit down where it has looked
/// and another leave where it has not, but not time after time.
const DOUBTS: u32 = if cfg!(loom) { 2 } else { 64 };

/// Which mutexes are read on several processors, by a hash of their addresses. Only decides where readers go, so two with the same hash do no harm. 0: not
/// known; up to `ON_SEVERAL`: the number of a processor; above: on several, for so many more writers.
pub struct Sharing([AtomicU32; MARKS]);

const MARKS: usize = if cfg!(loom) { 1 } else { 64 };
const ON_SEVERAL: u32 = 1 << 16;
const WRITERS: u32 = 255;

/// What one processor has for readers.
pub struct Desk {
    seats: Seats,
    /// From 1.
    processor: u32,
    /// There is one processor: nobody else takes steps meanwhile.
    alone: AtomicBool,
}

/// The seats of one processor: addresses of mutexes, with `DEBT` or without, or 0. Written only by who holds the processor.
#[repr(align(128))]
struct Seats([AtomicUsize; SEATS]);

/// In memory as Go's.
#[repr(C)]
pub struct RWMutex {
    /// The first word of the writers' mutex; the second has no use there.
    _w: AtomicU32,
    /// Readers that wait for a writer to be done.
    waiting: AtomicU32,
    pub writer_sema: AtomicU32,
    pub reader_sema: AtomicU32,
    readers: AtomicI32,
    /// 1: a writer waits for who leaves last.
    tell: AtomicU32,
}

/// RUnlock without RLock, or Unlock without Lock.
pub struct NotLocked;

/// What became of an RLock.
pub enum Read {
    Done,
    /// The caller is to wait at `reader_sema`, which the writer releases for each that does; `wake`: `writer_sema` is to be released before.
    Wait {
        wake: bool,
    },
}

impl Desk {
    /// Of processor `p`, from 0.
    pub fn new(p: usize) -> Desk {
        Desk {
            seats: Seats(std::array::from_fn(|_| AtomicUsize::new(0))),
            processor: p as u32 + 1,
            alone: AtomicBool::new(false),
        }
    }
    /// The world is stopped.
    pub fn set_alone(&self, alone: bool) {
        self.alone.store(alone, Relaxed);
    }
    #[inline(always)]
    fn seat(&self, mutex: usize) -> &AtomicUsize {
        &self.seats.0[hash(mutex) % SEATS]
    }
    /// Who sits for a mutex that is no more has gone without leaving. The world is stopped.
    pub fn forget(&self, live: &dyn Fn(u64) -> bool) {
        for seat in &self.seats.0 {
            let mutex = seat.load(Relaxed) & !DEBT;
            if mutex != 0 && !live(mutex as u64) {
                seat.store(0, Relaxed);
            }
        }
    }
}

#[inline(always)]
fn hash(mutex: usize) -> usize {
    ((mutex as u64 >> 3).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as usize
}

impl Sharing {
    /// `all`: of all mutexes it is said that they are read on several processors.
    pub fn new(all: bool) -> Sharing {
        let mark = if all { ON_SEVERAL + WRITERS } else { 0 };
        Sharing(std::array::from_fn(|_| AtomicU32::new(mark)))
    }
    /// Whether the mutex is read on other processors too.
    #[inline(always)]
    fn read_on(&self, mutex: usize, processor: u32) -> bool {
        let mark = &self.0[hash(mutex) % MARKS];
        let known = mark.load(Relaxed);
        if known != processor && known <= ON_SEVERAL {
            let now = if known == 0 {
                processor
            } else {
                ON_SEVERAL + WRITERS
            };
            mark.store(now, Relaxed);
        }
        known > ON_SEVERAL
    }
    fn written(&self, mutex: usize) {
        let mark = &self.0[hash(mutex) % MARKS];
        let known = mark.load(Relaxed);
        if known >= ON_SEVERAL {
            // At last 0: not known any more.
            let now = if known == ON_SEVERAL { 0 } else { known - 1 };
            mark.store(now, Relaxed);
        }
    }
}

impl RWMutex {
    /// For models; in Go's objects it is zeroed memory.
    #[cfg(loom)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> RWMutex {
        RWMutex {
            _w: AtomicU32::new(0),
            waiting: AtomicU32::new(0),
            writer_sema: AtomicU32::new(0),
            reader_sema: AtomicU32::new(0),
            readers: AtomicI32::new(0),
            tell: AtomicU32::new(0),
        }
    }

    #[inline(always)]
    fn address(&self) -> usize {
        self as *const RWMutex as usize
    }

    /// What readers hold, apart from what the writer holds.
    pub fn readers_of(&self) -> usize {
        &raw const self.readers as usize
    }

    /// RLock if that needs no waiting; else `read` does it. `desk`: of the caller's processor.
    #[inline(always)]
    pub fn read_at_once(&self, sharing: &Sharing, desk: &Desk) -> bool {
        let me = self.address();
        if desk.alone.load(Relaxed) {
            let n = self.readers.load(Relaxed);
            if n > LEAST {
                self.readers.store(n + 1, Relaxed);
            }
            return n > LEAST;
        }
        let seat = desk.seat(me);
        let before = seat.load(Relaxed);
        let one_more = match before {
            _ if !sharing.read_on(me, desk.processor) => return self.try_read(),
            0 => me,
            _ if before == me | DEBT => 0,
            _ => return self.try_read(),
        };
        seat.swap(one_more, SeqCst);
        in_order();
        if self.readers.load(SeqCst) > LEAST {
            return true;
        }
        // `read` looks whether the writer has seen us and is to be told.
        seat.store(before, Release);
        false
    }

    /// RLock. `all`: the desks of all processors.
    pub fn read<'a>(&self, on: On<'_>, all: impl Iterator<Item = &'a Desk>) -> Read {
        if self.try_read() {
            return Read::Done;
        }
        // Most writers are done sooner than parking takes.
        if on.sched().procs() > 1 {
            for _ in 0..READER_LOOKS {
                (0..READER_PAUSES).for_each(|_| spin_loop());
                if self.try_read() {
                    return Read::Done;
                }
            }
        }
        let _place = on.sched().lot().lock(self.address());
        self.waiting.fetch_add(1, SeqCst);
        in_order();
        if self.try_read() {
            self.waiting.fetch_sub(1, SeqCst);
            return Read::Done;
        }
        in_order();
        Read::Wait {
            wake: self.was_last(all),
        }
    }

    /// TryRLock.
    pub fn try_read(&self) -> bool {
        let more = |n: i32| (n > LEAST).then(|| n + 1);
        self.readers.fetch_update(SeqCst, SeqCst, more).is_ok()
    }

    /// RUnlock if nobody need be told; else `leave` does it.
    #[inline(always)]
    pub fn leave_at_once(&self, desk: &Desk) -> bool {
        let me = self.address();
        let n = self.readers.load(Relaxed);
        if desk.alone.load(Relaxed) {
            if n > 0 {
                self.readers.store(n - 1, Relaxed);
            }
            return n > 0;
        }
        let seat = desk.seat(me);
        if seat.load(Relaxed) == me {
            seat.store(0, Release);
            light_fence();
            if self.tell.load(Relaxed) == 0 {
                return true;
            }
            // As if it had not left. Nothing is read any more: a writer that has come in meanwhile does not mind, nor does one that comes now and waits.
            seat.store(me, Release);
            return false;
        }
        n > 0
            && self
                .readers
                .compare_exchange(n, n - 1, SeqCst, Relaxed)
                .is_ok()
    }

    /// RUnlock: true if `writer_sema` is to be released. `desk`: of the caller's processor; `all`: of all.
    pub fn leave<'a, S: Iterator<Item = &'a Desk>>(
        &self,
        on: On<'_>,
        desk: &Desk,
        all: impl Fn() -> S,
    ) -> Result<bool, NotLocked> {
        let me = self.address();
        let seat = desk.seat(me);
        let _place = on.sched().lot().lock(me);
        if seat.load(Relaxed) == me {
            seat.store(0, SeqCst);
            in_order();
            return Ok(self.was_last(all()));
        }
        if (0..DOUBTS).all(|_| self.held(all()) <= 0) {
            return Err(NotLocked);
        }
        let fewer = |n: i32| (n != 0 && n != -WRITER).then(|| n - 1);
        if self.readers.fetch_update(SeqCst, SeqCst, fewer).is_err() {
            match seat.load(Relaxed) {
                0 => seat.store(me | DEBT, SeqCst),
                _ => drop(self.readers.fetch_sub(1, SeqCst)),
            }
        }
        in_order();
        Ok(self.was_last(all()))
    }

    /// How many readers hold the mutex. While a writer is there never too few: none come, and each that leaves makes one part less, once.
    fn held<'a>(&self, all: impl Iterator<Item = &'a Desk>) -> i32 {
        let me = self.address();
        let counted = self.readers.load(SeqCst);
        let mut held = if counted > LEAST {
            counted
        } else {
            counted + WRITER
        };
        for desk in all {
            let seat = desk.seat(me).load(SeqCst);
            held += (seat == me) as i32 - (seat == me | DEBT) as i32;
        }
        held
    }

    /// Whether a writer is to be told now. The lock of the mutex's place is held.
    fn was_last<'a>(&self, all: impl Iterator<Item = &'a Desk>) -> bool {
        let last = self.tell.load(SeqCst) != 0 && self.held(all) == 0;
        if last {
            self.tell.store(0, SeqCst);
        }
        last
    }

    /// What a writer does that has the writers' mutex: shuts out new readers and waits for those that are there. False: the caller is to wait at `writer_sema`.
    pub fn shut_out<'a, S: Iterator<Item = &'a Desk>>(
        &self,
        on: On<'_>,
        sharing: &Sharing,
        all: impl Fn() -> S,
    ) -> bool {
        sharing.written(self.address());
        self.readers.fetch_sub(WRITER, SeqCst);
        in_order();
        let mut pauses = FIRST_PAUSES;
        for _ in 0..LOOKS {
            if self.held(all()) == 0 {
                return true;
            }
            if on.sched().procs() == 1 {
                break;
            }
            (0..pauses).for_each(|_| spin_loop());
            pauses = (2 * pauses).min(MOST_PAUSES);
        }
        let _place = on.sched().lot().lock(self.address());
        self.tell.store(1, SeqCst);
        heavy_fence();
        self.was_last(all())
    }

    /// TryLock of a writer that has the writers' mutex. If it fails `let_in` is to be called.
    pub fn try_shut_out<'a>(&self, all: impl Iterator<Item = &'a Desk>) -> bool {
        self.readers.fetch_sub(WRITER, SeqCst);
        in_order();
        self.held(all) == 0
    }

    /// The writer is done; answers how many readers it lets in, each of which needs a release of `reader_sema`.
    pub fn let_in(&self, on: On<'_>) -> Result<u32, NotLocked> {
        let more = |n: i32| (n < LEAST).then(|| n + WRITER);
        if self.readers.fetch_update(SeqCst, SeqCst, more).is_err() {
            return Err(NotLocked);
        }
        in_order();
        if self.waiting.load(SeqCst) == 0 {
            return Ok(0);
        }
        let _place = on.sched().lot().lock(self.address());
        let waiting = self.waiting.swap(0, SeqCst);
        self.readers.fetch_add(waiting as i32, SeqCst);
        Ok(waiting)
    }
}

/// `RWMutex::read_at_once` of the mutex at an address.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn read_lock_at(mutex: u64, sharing: &Sharing, desk: &Desk) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*(mutex as *const RWMutex)).read_at_once(sharing, desk) }
}

/// `RWMutex::leave_at_once`, likewise.
///
/// # Safety
/// A mutex is there.
#[inline(always)]
pub unsafe fn read_unlock_at(mutex: u64, desk: &Desk) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*(mutex as *const RWMutex)).leave_at_once(desk) }
}
