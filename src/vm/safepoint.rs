//! What happens at a safepoint whose limit was exceeded: the stack grows, or the goroutine stops for the scheduler or the collector.

use std::sync::atomic::Ordering;

use super::dispatch::{Jump, State};
use super::stop::StopCode;
use super::{leaf_call, stack, unwind};

/// At `Enter`: `s.a()` slots are needed.
#[cold]
pub fn at_entry(s: State, _: u64, _: u64) -> Jump {
    let cx = s.ctx();
    if cx.in_leaf {
        return leaf_call::enter(s);
    }
    let end = s.fp as usize + s.a() * 8;
    let mut fp = s.fp;
    if end > cx.stack_end() {
        let need = cx.offset_of(s.fp) as usize + s.a();
        let machine = cx.machine();
        let whole = machine.config().stack_limit;
        if need * 8 > machine.own_limits().stack_bytes(whole) {
            return unwind::stack_overflow(s);
        }
        if cx.limited && cx.machine().stacks_exceed_memory(need) {
            return unwind::fatal(s, &cx.machine().memory_is_used_up());
        }
        let offset = cx.offset_of(fp);
        stack::grow(cx, need);
        fp = cx.frame_at(offset);
    }
    stop_or_go_on(State { fp, ..s })
}

/// At an instruction that closes a loop.
#[cold]
pub fn at_loop(s: State, _: u64, _: u64) -> Jump {
    stop_or_go_on(s)
}

/// At an instruction that is about to make an array of `bytes` bytes and has changed nothing yet: what it answers is to be done first, and then the
/// instruction again. A collection that the array would make due comes before it, so that the array can have the memory of its
/// predecessors, and never exists beside all of them.
#[inline]
pub fn before_array(s: State, bytes: usize) -> Option<Jump> {
    let cx = s.ctx();
    if bytes < LARGE && !cx.stress_due {
        return None;
    }
    let first = match cx.stress_due {
        true => bytes >= LARGE_IN_STRESS && cx.machine().stress_due(),
        false => cx.cache.heap().collects_before(bytes),
    };
    first.then(|| {
        cx.stress_due = false;
        cx.on().request_collect();
        cx.save(s.ip, s.fp);
        Jump::stop(StopCode::Preempted)
    })
}

/// Smaller arrays (bytes) are nobody's concern.
const LARGE: usize = 256 << 10;
const LARGE_IN_STRESS: usize = 512;

/// The instruction runs (again) either now or when the goroutine goes on.
fn stop_or_go_on(s: State) -> Jump {
    let cx = s.ctx();
    if cx.limit.load(Ordering::Relaxed) == 0 {
        let sched = cx.machine().sched();
        let stressed = cx.stress_due && cx.machine().stress_due();
        if stressed || cx.cache.heap().wants_collection() {
            cx.stress_due = false;
            cx.on().request_collect();
        }
        if sched.stop_requested(cx.p) {
            cx.save(s.ip, s.fp);
            return Jump::stop(StopCode::Preempted);
        }
        cx.reset_limit();
    }
    Jump::to(s.ip, s.fp)
}
