//! Semaphores, mutexes and ticket lists.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize as Plain, Ordering::Relaxed};

use gorun_models::runtime::mutex::{Attempt, Word};
use gorun_models::runtime::sema::{self, Tickets};
use gorun_models::sched::WaitReason;
use gorun_models::sched::sync::{AtomicU32, Owned, advance};

use super::check;
use super::hand::{Hand, Hands, hands};

fn park(cx: &Hand<'_>, reason: WaitReason) {
    cx.save();
    // SAFETY: it runs here.
    unsafe { cx.on.will_park(cx.g, reason) };
}

fn acquire(cx: &Hand<'_>, sema: &AtomicU32) {
    acquire_for(cx, sema, WaitReason::Semacquire);
}

pub fn acquire_for(cx: &Hand<'_>, sema: &AtomicU32, reason: WaitReason) {
    let park = || park(cx, reason);
    // SAFETY: it runs here.
    if unsafe { sema::acquire(cx.on, cx.g, sema, park) } {
        cx.woken();
    }
}

pub fn release(cx: &Hand<'_>, sema: &AtomicU32) {
    sema::release(cx.on, sema);
    cx.pass_on();
}

/// Two take what two give; what is left is what was there.
#[test]
fn who_acquires_is_released() {
    for start in [0, 1] {
        check(2, move || {
            let (hands, sema) = (hands(3), Arc::new(AtomicU32::new(start)));
            let takers = [1, 2].map(|p| {
                let sema = sema.clone();
                hands.go(p, move |cx| acquire(cx, &sema))
            });
            hands.here(0, |cx| {
                release(cx, &sema);
                release(cx, &sema);
            });
            takers.into_iter().for_each(|t| t.join().unwrap());
            assert_eq!(sema.load(Relaxed), start);
        });
    }
}

/// What was written before a release is seen after the acquire that it let through.
#[test]
fn a_release_publishes() {
    check(3, || {
        let (hands, shared) = (hands(2), Arc::new((AtomicU32::new(0), Owned::new())));
        let given = shared.clone();
        let giver = hands.go(1, move |cx| {
            given.1.used();
            release(cx, &given.0);
        });
        hands.here(0, |cx| {
            acquire(cx, &shared.0);
            shared.1.used();
        });
        giver.join().unwrap();
    });
}

/// How often a lock was handed over.
static HANDED: Plain = Plain::new(0);

/// A mutex and what it guards.
struct Guarded {
    mutex: Word,
    value: Owned,
}

fn lock(cx: &Hand<'_>, guarded: &Guarded, impatient: bool) {
    let mut attempt = Attempt {
        since: 0,
        woken: false,
    };
    loop {
        let mut since = 0;
        // SAFETY: it runs here.
        let taken = unsafe {
            guarded.mutex.lock(cx.on, cx.g, attempt, |attempt| {
                since = attempt.since;
                park(cx, WaitReason::MutexLock);
            })
        };
        if taken {
            return;
        }
        cx.woken();
        // SAFETY: it runs here again.
        if unsafe { (*cx.g.0).waiter.success } {
            HANDED.fetch_add(1, Relaxed);
            return;
        }
        if impatient {
            // From here on it is starving, and the lock will be handed over.
            advance(2_000_000);
        }
        attempt = Attempt { since, woken: true };
    }
}

fn unlock(cx: &Hand<'_>, guarded: &Guarded) {
    assert!(guarded.mutex.unlock(cx.on));
    cx.pass_on();
}

fn excludes(goroutines: usize, rounds: usize, impatient: bool, preemptions: usize) {
    check(preemptions, move || {
        let hands: Arc<Hands> = hands(goroutines);
        let guarded = Arc::new(Guarded {
            mutex: Word::new(),
            value: Owned::new(),
        });
        let turn = move |cx: &Hand<'_>, guarded: &Guarded| {
            for _ in 0..rounds {
                lock(cx, guarded, impatient);
                guarded.value.used();
                unlock(cx, guarded);
            }
        };
        let others: Vec<_> = (1..goroutines)
            .map(|p| {
                let guarded = guarded.clone();
                hands.go(p, move |cx| turn(cx, &guarded))
            })
            .collect();
        hands.here(0, |cx| turn(cx, &guarded));
        for other in others {
            other.join().unwrap();
        }
        assert!(guarded.mutex.is_zero(), "the mutex is free and says so");
    });
}

#[test]
fn a_mutex_excludes_two() {
    excludes(2, 2, false, 3);
}

#[test]
fn a_mutex_excludes_three() {
    excludes(3, 1, false, 2);
}

/// The lock is handed over to who has waited long.
#[test]
fn a_mutex_is_handed_over() {
    excludes(2, 2, true, 3);
    excludes(3, 1, true, 2);
    assert_ne!(HANDED.load(Relaxed), 0, "the model shows nothing");
}

/// A signal wakes whoever took a ticket before it, also one that has not yet queued.
#[test]
fn a_signal_is_not_lost() {
    check(3, || {
        let (hands, tickets) = (hands(3), Arc::new(Tickets::new()));
        let waiters = [1, 2].map(|p| {
            let (tickets, ticket) = (tickets.clone(), tickets.take());
            hands.go(p, move |cx| {
                let park = || park(cx, WaitReason::CondWait);
                // SAFETY: it runs here.
                if unsafe { tickets.wait(cx.on, cx.g, ticket, park) } {
                    cx.woken();
                }
            })
        });
        hands.here(0, |cx| {
            assert!(tickets.signal(cx.on, std::ptr::null()).is_ok());
            cx.pass_on();
            assert!(tickets.broadcast(cx.on, std::ptr::null()).is_ok());
            cx.pass_on();
        });
        waiters.into_iter().for_each(|w| w.join().unwrap());
    });
}
