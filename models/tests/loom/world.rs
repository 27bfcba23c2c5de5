//! Stopping the world: while it stands still nobody runs, everything may be read, and afterwards all go on. Three of these take four minutes with two
//! preemptions: whoever changes `sched/world.rs` or how threads park runs them with `LOOM_MAX_PREEMPTIONS=2` once.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use gorun_models::runtime::sema;
use gorun_models::sched::sync::AtomicU32;
use gorun_models::sched::{Stop, WaitReason};
use loom::thread;

use super::check;
use super::machine::{Cx, machine, run};

/// Ends in the way of a goroutine that came to a safepoint: it is saved and goes on later.
fn safepoint(cx: &Cx<'_>) -> Stop {
    cx.save();
    match cx.stop_asked() {
        true => Stop::Preempted,
        false => Stop::Yielded,
    }
}

/// One collects while another comes to its safepoints, ends, or has not begun.
#[test]
fn while_another_runs() {
    check(1, || {
        let (code, machine) = run(2, move |cx, step| match step {
            0 => {
                cx.go(|cx, step| match step {
                    0 => safepoint(cx),
                    _ => Stop::Ended,
                });
                cx.on.request_collect();
                safepoint(cx)
            }
            _ => Stop::Exit(0),
        });
        assert_eq!((code, machine.collections.load(Relaxed)), (0, 1));
    });
}

/// Two want to stop it at once: one after the other does.
#[test]
fn two_at_once() {
    check(1, || {
        let done = Arc::new(AtomicU32::new(0));
        let (code, machine) = run(2, move |cx, step| match step {
            0 => {
                let released = done.clone();
                cx.go(move |cx, step| match step {
                    0 => {
                        cx.on.request_collect();
                        safepoint(cx)
                    }
                    _ => {
                        sema::release(cx.on, &released);
                        Stop::Ended
                    }
                });
                cx.on.request_collect();
                safepoint(cx)
            }
            // SAFETY: it runs here.
            1 => match unsafe {
                sema::acquire(cx.on, cx.g, &done, || {
                    cx.will_park(WaitReason::Semacquire);
                })
            } {
                true => Stop::Parked,
                false => Stop::Exit(0),
            },
            _ => Stop::Exit(0),
        });
        assert_eq!((code, machine.collections.load(Relaxed)), (0, 2));
    });
}

/// A goroutine comes back from a blocking call (of the pool, the poller) while the world is being stopped, stands still, or goes on: it
/// does not run before, and it does run after.
#[test]
fn while_one_comes_back() {
    check(1, || {
        let (machine, g) = machine(2, |cx, step| match step {
            0 => {
                let sched = cx.machine().sched().clone();
                cx.go(move |cx, step| match step {
                    0 => {
                        let (sched, g) = (sched.clone(), cx.g);
                        sched.outside_begin();
                        cx.will_park(WaitReason::Syscall);
                        thread::spawn(move || {
                            sched.ready_remote(g);
                            sched.outside_done();
                        });
                        Stop::Parked
                    }
                    _ => Stop::Exit(0),
                });
                cx.on.request_collect();
                safepoint(cx)
            }
            _ => {
                cx.will_park(WaitReason::ChanReceive);
                Stop::Parked
            }
        });
        let code = machine.sched().run(machine.clone(), g);
        assert_eq!((code, machine.deadlocks.load(Relaxed)), (0, 0));
    });
}

/// The stopped and sleeping Ms do parts of a job: each part once, all done when `parallel` returns.
#[test]
fn lent_for_work() {
    check(2, || {
        let (code, _) = run(2, move |cx, step| match step {
            0 => {
                cx.go(|_, _| Stop::Ended);
                cx.on.at_stop(Box::new(|world| {
                    let parts = [const { std::sync::atomic::AtomicU32::new(0) }; 3];
                    world.parallel(3, &|i| {
                        parts[i].fetch_add(1, Relaxed);
                    });
                    assert!(parts.iter().all(|part| part.load(Relaxed) == 1));
                }));
                safepoint(cx)
            }
            _ => Stop::Exit(0),
        });
        assert_eq!(code, 0);
    });
}

/// GOMAXPROCS goes down and up while there is work in the queues: none of it is lost.
#[test]
fn gomaxprocs_changes() {
    check(2, || {
        let done = Arc::new(AtomicU32::new(0));
        let (code, machine) = run(2, move |cx, step| match step {
            0 => {
                let released = done.clone();
                cx.go(move |cx, _| {
                    sema::release(cx.on, &released);
                    Stop::Ended
                });
                cx.on.at_stop(Box::new(|world| world.set_procs(1)));
                safepoint(cx)
            }
            1 => {
                cx.on.at_stop(Box::new(|world| world.set_procs(2)));
                safepoint(cx)
            }
            // SAFETY: it runs here.
            2 => match unsafe {
                sema::acquire(cx.on, cx.g, &done, || {
                    cx.will_park(WaitReason::Semacquire);
                })
            } {
                true => Stop::Parked,
                false => Stop::Exit(0),
            },
            _ => Stop::Exit(0),
        });
        assert_eq!((code, machine.deadlocks.load(Relaxed)), (0, 0));
    });
}
