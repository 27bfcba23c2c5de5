//! RWMutex: readers on seats, readers who are counted, and writers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize as Plain, Ordering::Relaxed};

use gorun_models::runtime::rwmutex::{Desk, RWMutex, Read, Sharing};
use gorun_models::sched::WaitReason;
use gorun_models::sched::sync::AtomicU32;
use loom::cell::UnsafeCell;

use super::check;
use super::hand::{Hand, Hands, hands};
use super::sema::{acquire_for, release};

/// How often a writer parked, and how often a debt was left.
static PARKED: Plain = Plain::new(0);
static ELSEWHERE: Plain = Plain::new(0);

struct Guarded {
    rw: RWMutex,
    sharing: Sharing,
    desks: [Desk; 3],
    value: UnsafeCell<()>,
}

// SAFETY: loom itself checks the uses of the value.
unsafe impl Sync for Guarded {}
// SAFETY: as above.
unsafe impl Send for Guarded {}

impl Guarded {
    fn new() -> Arc<Guarded> {
        Arc::new(Guarded {
            rw: RWMutex::new(),
            sharing: Sharing::new(true),
            desks: std::array::from_fn(Desk::new),
            value: UnsafeCell::new(()),
        })
    }

    fn read_lock(&self, cx: &Hand<'_>, p: usize) {
        if self.rw.read_at_once(&self.sharing, &self.desks[p]) {
            return;
        }
        if let Read::Wait { wake } = self.rw.read(cx.on, self.desks.iter()) {
            if wake {
                release(cx, &self.rw.writer_sema);
            }
            acquire_for(cx, &self.rw.reader_sema, WaitReason::RWMutexRLock);
        }
    }

    fn look(&self) {
        self.value.with(|_| ());
    }

    fn read_unlock(&self, cx: &Hand<'_>, p: usize) {
        if self.rw.leave_at_once(&self.desks[p]) {
            return;
        }
        let wake = self
            .rw
            .leave(cx.on, &self.desks[p], || self.desks.iter())
            .unwrap_or_else(|_| panic!("it is held"));
        if wake {
            release(cx, &self.rw.writer_sema);
        }
    }

    fn write(&self, cx: &Hand<'_>) {
        if !self.rw.shut_out(cx.on, &self.sharing, || self.desks.iter()) {
            PARKED.fetch_add(1, Relaxed);
            acquire_for(cx, &self.rw.writer_sema, WaitReason::RWMutexLock);
        }
        self.value.with_mut(|_| ());
        let readers = self
            .rw
            .let_in(cx.on)
            .unwrap_or_else(|_| panic!("it is held"));
        for _ in 0..readers {
            release(cx, &self.rw.reader_sema);
        }
    }

    fn read(&self, cx: &Hand<'_>, p: usize) {
        self.read_lock(cx, p);
        self.look();
        self.read_unlock(cx, p);
    }
}

#[test]
fn a_writer_excludes_a_reader() {
    check(3, || {
        let (hands, guarded): (Arc<Hands>, _) = (hands(2), Guarded::new());
        let there = guarded.clone();
        let reader = hands.go(1, move |cx| {
            there.read(cx, 1);
            there.read(cx, 1);
        });
        hands.here(0, |cx| {
            guarded.write(cx);
            guarded.write(cx);
        });
        reader.join().unwrap();
    });
    assert_ne!(PARKED.load(Relaxed), 0, "the model shows nothing");
}

#[test]
fn a_writer_excludes_two_readers() {
    check(2, || {
        let (hands, guarded) = (hands(3), Guarded::new());
        let readers = [1, 2].map(|p| {
            let guarded = guarded.clone();
            hands.go(p, move |cx| guarded.read(cx, p))
        });
        hands.here(0, |cx| guarded.write(cx));
        readers.into_iter().for_each(|r| r.join().unwrap());
    });
}

/// Two readers on one processor: one sits, the other is counted.
#[test]
fn who_has_no_seat_is_counted() {
    check(2, || {
        let (hands, guarded) = (hands(2), Guarded::new());
        let there = guarded.clone();
        let readers = hands.go(1, move |cx| {
            there.read_lock(cx, 1);
            if there.rw.try_read() {
                there.look();
                there.read_unlock(cx, 1);
            }
            there.look();
            there.read_unlock(cx, 1);
        });
        hands.here(0, |cx| guarded.write(cx));
        readers.join().unwrap();
    });
}

/// Who sits on one processor leaves on another, while a writer comes on a third.
#[test]
fn a_reader_leaves_elsewhere() {
    check(2, || {
        let (hands, guarded) = (hands(3), Guarded::new());
        let moved = Arc::new(AtomicU32::new(0));
        let (there, to) = (guarded.clone(), moved.clone());
        let first = hands.go(1, move |cx| {
            there.read_lock(cx, 1);
            there.look();
            release(cx, &to);
            there.read(cx, 1);
        });
        let there = guarded.clone();
        let second = hands.go(2, move |cx| {
            acquire_for(cx, &moved, WaitReason::Semacquire);
            there.look();
            ELSEWHERE.fetch_add(1, Relaxed);
            there.read_unlock(cx, 2);
        });
        hands.here(0, |cx| guarded.write(cx));
        first.join().unwrap();
        second.join().unwrap();
    });
    assert_ne!(ELSEWHERE.load(Relaxed), 0, "the model shows nothing");
}
