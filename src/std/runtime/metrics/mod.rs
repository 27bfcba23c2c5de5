//! Package runtime/metrics: what its Go side cannot ask package runtime for.

use crate::sched::{MIN_SLOTS, Status};
use crate::vm::native::{Answer, GoSlice, NativeCx, put};

use super::stopped::{answer, ask};

crate::natives! {
    "percent" => percent,
    "begun" => begun,
    "clocks" => clocks,
    "states" => states,
    "live" => live,
    "threads" => threads,
    "startingStack" => starting_stack,
}

fn percent(cx: &mut NativeCx) -> i64 {
    cx.machine().heap().gogc()
}

fn begun(cx: &mut NativeCx) -> u64 {
    cx.machine().sched().stats().goroutines
}

/// Nanoseconds: since the program began, and those that the process's threads have computed.
fn clocks(cx: &mut NativeCx) -> (i64, i64) {
    let mut computed = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: a clock that every process has, and a place for what it says.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut computed) };
    let computed = computed.tv_sec.wrapping_mul(1_000_000_000) + computed.tv_nsec;
    (cx.machine().sched().now(), computed)
}

/// Goroutines that could run, run and wait.
fn states(cx: &mut NativeCx) -> Answer<GoSlice<i64>> {
    let outcome = ask(
        cx,
        |_, world| {
            let mut counts = [0i64; 3];
            world.sched().each_g(0, 1, |g| match g.status() {
                Status::Runnable => counts[0] += 1,
                Status::Running => counts[1] += 1,
                Status::Waiting => counts[2] += 1,
                Status::Dead => {}
            });
            // Whoever asks waits for the answer, and runs to everybody else.
            counts[1] += 1;
            counts[2] -= 1;
            counts
        },
        |cx| {
            let counts: [i64; 3] = answer(cx).unwrap_or_default();
            let list = cx.ints(&counts);
            put(cx, list)
        },
    );
    Answer::new(outcome)
}

fn live(cx: &mut NativeCx) -> u64 {
    let last = cx.machine().heap().last_cycle();
    last.map_or(0, |cycle| cycle.live)
}

fn threads(cx: &mut NativeCx) -> u64 {
    cx.machine().sched().threads() as u64
}

fn starting_stack(_: &mut NativeCx) -> u64 {
    u64::from(MIN_SLOTS) * 8
}
