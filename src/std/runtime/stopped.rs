//! Questions that only a stopped world can answer: the goroutine waits while another moment's M asks them.

use std::sync::{Arc, Mutex};

use crate::sched::{WaitReason, World};
use crate::vm::Machine;
use crate::vm::native::{NativeCx, Outcome, Then};

/// Where the answer is left.
type Place<R> = Mutex<Option<R>>;

/// Has `work` done with the world stopped; then `then`, which gets its result from `answer`. To be returned by a native.
pub fn ask<R: Send + 'static>(
    cx: &mut NativeCx,
    work: impl FnOnce(&Machine, &World<'_>) -> R + Send + 'static,
    then: Then,
) -> Outcome {
    let place: Arc<Place<R>> = Arc::default();
    cx.state[0] = Arc::into_raw(place.clone()) as u64;
    cx.will_park(WaitReason::None, Some(then));
    let g = cx.g();
    let machine = cx.machine() as *const Machine as usize;
    cx.ctx().on().at_stop(Box::new(move |world| {
        // SAFETY: the machine outlives its scheduler's work.
        let result = work(unsafe { &*(machine as *const Machine) }, world);
        if let Ok(mut place) = place.lock() {
            *place = Some(result);
        }
        // SAFETY: this M has stopped the world, holding that processor.
        unsafe { world.sched().on(world.p()) }.ready(g);
    }));
    Outcome::Park
}

/// What the work of `ask` gave, once, in its `then`.
pub fn answer<R>(cx: &mut NativeCx) -> Option<R> {
    // SAFETY: made by `Arc::into_raw` in `ask` for a result of this type; `then` runs once.
    let place = unsafe { Arc::from_raw(cx.state[0] as *const Place<R>) };
    place.lock().unwrap_or_else(|e| e.into_inner()).take()
}
