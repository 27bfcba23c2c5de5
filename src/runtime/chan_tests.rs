//! Channels, select and mutexes under the scheduler's test runner: goroutines are state machines whose values lie in their stacks.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use crate::bytecode::rtype::{Kind, Leaf, TypeArena, TypeRef, Width, WordClass};
use crate::sched::WaitReason;
use crate::sched::tests::{Cx, Gate, Step, each_width, run};

use super::chan::{self, Chan, Done};
use super::mutex::{Attempt, Word};
use super::select::{self, Case, Resumed, Selected};

/// int64, in an arena that lives as long as the tests.
fn int() -> TypeRef {
    let arena = Box::leak(Box::new(TypeArena::default()));
    let ty = arena.reserve();
    arena.edit(ty, |t| {
        t.size = 8;
        t.align = 8;
        t.kind = Kind::Int64;
        t.leaves = Box::new([Leaf {
            offset: 0,
            width: Width::W64,
            class: WordClass::Scalar,
        }]);
    });
    ty
}

#[derive(Clone, Copy)]
struct Ch(*mut Chan);
// SAFETY: channels are made to be shared; these are leaked.
unsafe impl Send for Ch {}
// SAFETY: as above.
unsafe impl Sync for Ch {}

fn make(cap: usize) -> Ch {
    let object = Box::leak(vec![0u64; size_of::<Chan>() / 8].into_boxed_slice());
    let ring = Box::leak(vec![0u64; cap.max(1)].into_boxed_slice());
    // SAFETY: fresh, zeroed, large enough.
    Ch(unsafe {
        chan::init(
            object.as_mut_ptr().cast(),
            int(),
            cap,
            ring.as_mut_ptr().cast(),
        )
    })
}

/// A slot of the goroutine's stack.
fn slot(cx: &Cx<'_>, i: usize) -> *mut u64 {
    // SAFETY: the goroutine runs here; test stacks have 32 slots.
    unsafe { (*cx.g.0).stack.base.add(i) }
}

fn resumed(cx: &Cx<'_>) -> Resumed {
    // SAFETY: the goroutine runs here.
    unsafe {
        match (*cx.g.0).waiting.is_null() {
            true => Resumed::GoOn,
            false => select::resume(cx.g),
        }
    }
}

/// Sends `from..to`; then `done`.
fn sender(
    ch: Ch,
    from: i64,
    to: i64,
    done: impl Fn(&Cx<'_>) + Send + 'static,
) -> impl FnMut(&Cx<'_>) -> Step + Send {
    let mut next = from;
    move |cx| {
        let ch = ch;
        assert_eq!(resumed(cx), Resumed::GoOn);
        while next < to {
            // SAFETY: slot 1 is ours.
            unsafe { *slot(cx, 1) = next as u64 };
            next += 1;
            // SAFETY: a live channel; the goroutine runs here.
            if unsafe { chan::send_word(ch.0, slot(cx, 1)) } {
                continue;
            }
            // SAFETY: as above.
            match unsafe { chan::send(cx.on, cx.g, ch.0, slot(cx, 1), || {}) } {
                Done::Yes => {}
                Done::Parked => return Step::Park,
                other => panic!("{other:?}"),
            }
        }
        done(cx);
        Step::End
    }
}

/// Adds up what it receives until the channel is closed; then `done`.
fn receiver(
    ch: Ch,
    sum: Arc<AtomicI64>,
    done: impl Fn(&Cx<'_>) + Send + 'static,
) -> impl FnMut(&Cx<'_>) -> Step + Send {
    let mut waiting = false;
    move |cx| {
        let ch = ch;
        assert_eq!(resumed(cx), Resumed::GoOn);
        loop {
            if waiting {
                // SAFETY: slots 1 and 2 are ours and were written by the waker.
                let (value, ok) = unsafe { (*slot(cx, 1), *slot(cx, 2)) };
                if ok == 0 {
                    assert_eq!(value, 0);
                    done(cx);
                    return Step::End;
                }
                sum.fetch_add(value as i64, Ordering::Relaxed);
            }
            waiting = true;
            // SAFETY: as in `sender`.
            unsafe {
                *slot(cx, 1) = 77;
                if chan::recv_word(ch.0, slot(cx, 1), slot(cx, 2)) {
                    continue;
                }
                match chan::recv(cx.on, cx.g, ch.0, slot(cx, 1), slot(cx, 2), || {}) {
                    Done::Yes => {}
                    Done::Parked => return Step::Park,
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}

/// The same through a select over several channels; a closed one is left out.
fn selector(
    chs: Vec<Ch>,
    sum: Arc<AtomicI64>,
    done: impl Fn(&Cx<'_>) + Send + 'static,
) -> impl FnMut(&Cx<'_>) -> Step + Send {
    let mut waiting = false;
    let mut chs = chs;
    move |cx| {
        assert_eq!(resumed(cx), Resumed::GoOn);
        loop {
            if waiting {
                // SAFETY: slot 0 holds the case, then two slots for each.
                unsafe {
                    let i = *slot(cx, 0) as usize;
                    if *slot(cx, 2 + 2 * i) == 0 {
                        chs[i] = Ch(std::ptr::null_mut());
                        if chs.iter().all(|c| c.0.is_null()) {
                            done(cx);
                            return Step::End;
                        }
                    } else {
                        sum.fetch_add(*slot(cx, 1 + 2 * i) as i64, Ordering::Relaxed);
                    }
                }
            }
            waiting = true;
            let cases: Vec<Case> = chs
                .iter()
                .enumerate()
                .map(|(i, c)| Case {
                    chan: c.0,
                    send: false,
                    value: slot(cx, 1 + 2 * i),
                    ok: slot(cx, 2 + 2 * i),
                })
                .collect();
            // SAFETY: live channels; the goroutine runs here.
            match unsafe { select::select_cases(cx.on, cx.g, &cases, false, slot(cx, 0), || {}) } {
                // SAFETY: slot 0 is ours.
                Selected::Case(i) => unsafe { *slot(cx, 0) = i as u64 },
                Selected::Parked => return Step::Park,
                Selected::Closed | Selected::Foreign => panic!("a receive cannot panic"),
            }
        }
    }
}

const EACH: i64 = 2000;

#[test]
fn senders_and_receivers() {
    for cap in [0, 1, 7] {
        each_width(|procs| {
            let ch = make(cap);
            let (sum, gate) = (Arc::new(AtomicI64::new(0)), Arc::new(Gate::default()));
            let total = sum.clone();
            let mut started = false;
            let (code, _) = run(procs, move |cx| {
                if !started {
                    started = true;
                    let left = Arc::new(AtomicI64::new(4));
                    let ended = Arc::new(AtomicI64::new(3));
                    for _ in 0..3 {
                        let (gate, ended) = (gate.clone(), ended.clone());
                        cx.go(receiver(ch, sum.clone(), move |cx| {
                            if ended.fetch_sub(1, Ordering::AcqRel) == 1 {
                                gate.open(cx);
                            }
                        }));
                    }
                    for i in 0..4 {
                        let left = left.clone();
                        cx.go(sender(ch, i * EACH, (i + 1) * EACH, move |cx| {
                            if left.fetch_sub(1, Ordering::AcqRel) == 1 {
                                let ch = ch;
                                // SAFETY: a live channel.
                                assert_eq!(unsafe { chan::close(cx.on, cx.g, ch.0) }, Done::Yes);
                            }
                        }));
                    }
                }
                if gate.pass(cx) {
                    Step::Exit(0)
                } else {
                    Step::Park
                }
            });
            let n = 4 * EACH;
            assert_eq!((code, total.load(Ordering::Relaxed)), (0, n * (n - 1) / 2));
        });
    }
}

/// On one processor those whom a close wakes run as in gc: who waited first, then from the last on.
#[test]
fn woken_by_close() {
    let ch = make(0);
    let order = Arc::new(Mutex::new(Vec::new()));
    let seen = order.clone();
    let mut steps = 0;
    let (code, _) = run(1, move |cx| {
        steps += 1;
        match steps {
            1 => {
                for i in 0..5 {
                    let (order, gone) = (order.clone(), Arc::new(AtomicI64::new(0)));
                    cx.go(receiver(ch, gone, move |_| order.lock().unwrap().push(i)));
                }
            }
            2 => {
                let ch = ch;
                // SAFETY: a live channel.
                assert_eq!(unsafe { chan::close(cx.on, cx.g, ch.0) }, Done::Yes);
            }
            _ => {}
        }
        match order.lock().unwrap().len() {
            5 => Step::Exit(0),
            _ => Step::Yield,
        }
    });
    // As this runner starts them.
    let waited: Vec<i64> = vec![4, 3, 2, 1, 0];
    let mut woken = vec![waited[0]];
    woken.extend(waited[1..].iter().rev());
    assert_eq!((code, &*seen.lock().unwrap()), (0, &woken));
}

#[test]
fn select_from_many() {
    for cap in [0, 2] {
        each_width(|procs| {
            let chs: Vec<Ch> = (0..4).map(|_| make(cap)).collect();
            let (sum, gate) = (Arc::new(AtomicI64::new(0)), Arc::new(Gate::default()));
            let total = sum.clone();
            let mut started = false;
            let (code, _) = run(procs, move |cx| {
                if !started {
                    started = true;
                    let ended = Arc::new(AtomicI64::new(3));
                    for _ in 0..3 {
                        let (gate, ended) = (gate.clone(), ended.clone());
                        cx.go(selector(chs.clone(), sum.clone(), move |cx| {
                            if ended.fetch_sub(1, Ordering::AcqRel) == 1 {
                                gate.open(cx);
                            }
                        }));
                    }
                    for (i, &ch) in (0..).zip(&chs) {
                        cx.go(sender(ch, i * EACH, (i + 1) * EACH, move |cx| {
                            let ch = ch;
                            // SAFETY: a live channel.
                            assert_eq!(unsafe { chan::close(cx.on, cx.g, ch.0) }, Done::Yes);
                        }));
                    }
                }
                if gate.pass(cx) {
                    Step::Exit(0)
                } else {
                    Step::Park
                }
            });
            let n = 4 * EACH;
            assert_eq!((code, total.load(Ordering::Relaxed)), (0, n * (n - 1) / 2));
        });
    }
}

#[test]
fn a_mutex_excludes() {
    each_width(|procs| {
        let gate = Arc::new(Gate::default());
        // The counter is changed in two steps, so that two holders at once would show.
        let shared = Arc::new((Word::new(), AtomicU64::new(0), AtomicI64::new(6)));
        let result = shared.clone();
        let mut started = false;
        let (code, _) = run(procs, move |cx| {
            if !started {
                started = true;
                for _ in 0..6 {
                    let (shared, gate) = (shared.clone(), gate.clone());
                    let (mut left, mut parked, mut since) = (3000, false, 0);
                    cx.go(move |cx| {
                        let (mutex, counter, ended) = &*shared;
                        while left > 0 {
                            // SAFETY: the goroutine runs here.
                            let handed = parked && unsafe { (*cx.g.0).waiter.success };
                            let attempt = Attempt {
                                since: if parked { since } else { 0 },
                                woken: parked,
                            };
                            // SAFETY: as above.
                            let taken = handed
                                || unsafe {
                                    mutex.lock(cx.on, cx.g, attempt, |a| {
                                        since = a.since;
                                        cx.will_park(WaitReason::MutexLock);
                                    })
                                };
                            if !taken {
                                parked = true;
                                return Step::Park;
                            }
                            parked = false;
                            let n = counter.load(Ordering::Relaxed);
                            std::hint::spin_loop();
                            counter.store(n + 1, Ordering::Relaxed);
                            left -= 1;
                            assert!(mutex.unlock(cx.on));
                            if left % 64 == 0 && left > 0 {
                                return Step::Yield;
                            }
                        }
                        if ended.fetch_sub(1, Ordering::AcqRel) == 1 {
                            gate.open(cx);
                        }
                        Step::End
                    });
                }
            }
            if gate.pass(cx) {
                Step::Exit(0)
            } else {
                Step::Park
            }
        });
        assert_eq!((code, result.1.load(Ordering::Relaxed)), (0, 18_000));
        assert!(result.0.is_zero());
    });
}
