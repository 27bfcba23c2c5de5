//! Run queues, idle processors and sleeping Ms: no goroutine is left lying while an M sleeps, and a program that nothing
//! can wake any more ends with a report, once.

use std::sync::Arc;

use gorun_models::runtime::sema;
use gorun_models::sched::sync::AtomicU32;
use gorun_models::sched::{Stop, WaitReason};
use loom::thread;

use super::check;
use super::machine::{Cx, DEADLOCK, machine, run};

/// Acquires; true: at once.
fn acquire(cx: &Cx<'_>, sema: &AtomicU32) -> bool {
    // SAFETY: it runs here.
    !unsafe { sema::acquire(cx.on, cx.g, sema, || cx.will_park(WaitReason::Semacquire)) }
}

#[test]
fn exit() {
    check(2, || {
        let (code, _) = run(2, |_, _| Stop::Exit(3));
        assert_eq!(code, 3);
    });
}

/// The main goroutine waits for one that it started, which may run on either processor.
#[test]
fn start_and_wait() {
    check(3, || {
        let done = Arc::new(AtomicU32::new(0));
        let (code, machine) = run(2, move |cx, step| {
            if step == 0 {
                let released = done.clone();
                cx.go(move |cx, _| {
                    sema::release(cx.on, &released);
                    Stop::Ended
                });
                if !acquire(cx, &done) {
                    return Stop::Parked;
                }
            }
            Stop::Exit(0)
        });
        assert_eq!(
            (
                code,
                machine.deadlocks.load(std::sync::atomic::Ordering::Relaxed)
            ),
            (0, 0)
        );
    });
}

/// Somebody outside (the poller, the pool, a signal) makes the only goroutine runnable while the last M goes to sleep.
#[test]
fn woken_from_outside() {
    check(2, || {
        let (machine, g) = machine(2, |cx, step| {
            if step == 1 {
                return Stop::Exit(0);
            }
            let sched = cx.machine().sched().clone();
            let g = cx.g;
            sched.outside_begin();
            cx.will_park(WaitReason::IoWait);
            thread::spawn(move || {
                sched.ready_remote(g);
                sched.outside_done();
            });
            Stop::Parked
        });
        let code = machine.sched().run(machine.clone(), g);
        let deadlocks = machine.deadlocks.load(std::sync::atomic::Ordering::Relaxed);
        assert_eq!((code, deadlocks), (0, 0));
    });
}

/// All goroutines wait for each other: reported by one M, once.
#[test]
fn deadlock() {
    check(3, || {
        let (code, machine) = run(2, |cx, _| {
            cx.go(|_, _| Stop::Ended);
            cx.will_park(WaitReason::ChanReceive);
            Stop::Parked
        });
        let deadlocks = machine.deadlocks.load(std::sync::atomic::Ordering::Relaxed);
        assert_eq!((code, deadlocks), (DEADLOCK, 1));
    });
}
