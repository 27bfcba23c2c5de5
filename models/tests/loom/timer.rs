//! Timers: they fire once, whoever waits for them sleeps no longer than that, and a stopped one does not fire.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use gorun_models::sched::sync::Owned;
use gorun_models::sched::{On, Stop, TimerNode, WaitReason};

use super::check;
use super::hand::hands;
use super::machine::run;

/// The only goroutine sleeps: the M that keeps the time wakes it.
#[test]
fn a_sleeper_wakes() {
    check(2, || {
        let (code, machine) = run(2, |cx, step| match step {
            0 => {
                cx.will_park(WaitReason::Sleep);
                cx.on.sleep(cx.g, 1_000_000);
                Stop::Parked
            }
            _ => Stop::Exit(0),
        });
        assert_eq!((code, machine.deadlocks.load(Relaxed)), (0, 0));
    });
}

/// While one M sleeps until a late timer another puts in an early one: it does not oversleep.
#[test]
fn an_earlier_timer_is_not_missed() {
    check(1, || {
        let (code, machine) = run(2, |cx, step| match step {
            0 => {
                cx.go(|cx, step| match step {
                    0 => {
                        cx.will_park(WaitReason::Sleep);
                        cx.on.sleep(cx.g, 1_000_000);
                        Stop::Parked
                    }
                    _ => Stop::Exit(0),
                });
                cx.will_park(WaitReason::Sleep);
                cx.on.sleep(cx.g, 100_000_000_000);
                Stop::Parked
            }
            _ => Stop::Exit(1),
        });
        // How late the first is does not show here: time goes on by leaps, and both may be due.
        assert!(code == 0 || code == 1);
        assert_eq!(machine.deadlocks.load(Relaxed), 0);
    });
}

#[repr(C)]
struct Fired {
    node: TimerNode,
    times: AtomicU32,
    /// What `fire` uses and its stopper takes back.
    owned: Owned,
}

/// SAFETY (of the timer's contract): the node is the first field.
unsafe fn fire(_: On<'_>, node: *mut TimerNode, _: i64) {
    // SAFETY: see above; the model keeps it alive.
    let fired = unsafe { &*node.cast::<Fired>() };
    fired.owned.used();
    fired.times.fetch_add(1, Relaxed);
}

/// One stops a timer while another processor fires what is due: either it fired before or it never does.
#[test]
fn stopped_or_fired() {
    check(3, || {
        let hands = hands(2);
        let fired = Arc::new(Fired {
            node: TimerNode::new(),
            times: AtomicU32::new(0),
            owned: Owned::new(),
        });
        let node = (&raw const fired.node).cast_mut();
        // SAFETY: it stays where it is; nobody holds the processor.
        unsafe { hands.sched.on(0).start_timer(node, 0, 0, fire) };
        let looker = hands.go(1, move |cx| cx.on.fire_due());
        let stopped = hands.here(0, |cx| {
            // SAFETY: the node is alive.
            let pending = unsafe { cx.on.stop_timer((&raw const fired.node).cast_mut(), || {}) };
            // Nobody fires it any more.
            fired.owned.used();
            pending
        });
        assert_eq!(fired.times.load(Relaxed), u32::from(!stopped));
        looker.join().unwrap();
    });
}
