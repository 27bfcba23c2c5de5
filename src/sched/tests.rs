//! The scheduler under a runner whose goroutines are closures: each call is one stretch between two safepoints.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::*;

/// What a stretch of a goroutine's life ends with.
enum Step {
    End,
    /// The step has published the goroutine to a waker.
    Park,
    Yield,
    Exit(i32),
}

type Body = Box<dyn FnMut(&Cx<'_>) -> Step + Send>;

struct Cx<'a> {
    on: On<'a>,
    g: GRef,
    fake: &'a Fake,
}

impl Cx<'_> {
    fn go(&self, body: impl FnMut(&Cx<'_>) -> Step + Send + 'static) {
        let g = self.on.new_g(8);
        self.fake.bodies.lock().insert(g, Box::new(body));
        self.on.spawn(g);
    }
    fn will_park(&self, reason: WaitReason) {
        // SAFETY: it is the running one.
        unsafe { self.on.will_park(self.g, reason) };
    }
    fn stop_asked(&self) -> bool {
        self.fake.limit(self.on.p()).load(Ordering::Relaxed) == 0
    }
}

struct Fake {
    sched: OnceLock<Arc<Sched>>,
    bodies: Mutex<HashMap<GRef, Body>>,
    limits: Vec<AtomicUsize>,
    collections: AtomicUsize,
}

impl Runner for Fake {
    fn run(&self, p: usize, g: GRef) -> Stop {
        let sched = self.sched.get().unwrap();
        self.limit(p).store(1, Ordering::Relaxed);
        // SAFETY: `run` is called by the M that holds p.
        let on = unsafe { sched.on(p) };
        loop {
            let mut body = self.bodies.lock().remove(&g).unwrap();
            // Taken out while it runs, put back before a waker may see it: a step that parks does that itself through the map's lock,
            // so a second M that runs the goroutine at once must wait for the body.
            let step = body(&Cx { on, g, fake: self });
            match step {
                Step::End => return Stop::Ended,
                Step::Exit(code) => return Stop::Exit(code),
                Step::Park => unreachable!("park through `parking`"),
                Step::Yield => {
                    self.bodies.lock().insert(g, body);
                    return if self.limit(p).load(Ordering::Relaxed) == 0 {
                        Stop::Preempted
                    } else {
                        Stop::Yielded
                    };
                }
            }
        }
    }
    fn limit(&self, p: usize) -> &AtomicUsize {
        &self.limits[p]
    }
    fn set_processors(&self, _: usize) {}
    fn collect(&self, p: usize) {
        self.sched.get().unwrap().stop_world(p, |world| {
            let hits: Vec<AtomicUsize> = (0..50).map(|_| AtomicUsize::new(0)).collect();
            world.parallel(50, &|i| {
                hits[i].fetch_add(1, Ordering::Relaxed);
            });
            assert!(hits.iter().all(|h| h.load(Ordering::Relaxed) == 1));
            self.collections.fetch_add(1, Ordering::Relaxed);
        });
    }
    fn deadlock(&self) -> i32 {
        77
    }
}
