//! The scheduler under a runner whose goroutines are closures: each call is one stretch between two safepoints.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use super::*;

/// What a stretch of a goroutine's life ends with.
pub(crate) enum Step {
    End,
    /// The step has published the goroutine to a waker.
    Park,
    Yield,
    Exit(i32),
}

pub(crate) type Body = Box<dyn FnMut(&Cx<'_>) -> Step + Send>;

pub(crate) struct Cx<'a> {
    pub on: On<'a>,
    pub g: GRef,
    fake: &'a Fake,
}

impl Cx<'_> {
    pub fn go(&self, body: impl FnMut(&Cx<'_>) -> Step + Send + 'static) {
        let g = self.on.new_g(8);
        self.fake.insert(g, Box::new(body));
        self.on.spawn(g);
    }
    pub fn will_park(&self, reason: WaitReason) {
        // SAFETY: it is the running one.
        unsafe { self.on.will_park(self.g, reason) };
    }
    pub fn stop_asked(&self) -> bool {
        self.fake.limit(self.on.p()).load(Ordering::Relaxed) == 0
    }
}

pub(crate) struct Fake {
    sched: OnceLock<Arc<Sched>>,
    bodies: Mutex<HashMap<GRef, Arc<Mutex<Body>>>>,
    limits: Vec<AtomicUsize>,
    collections: AtomicUsize,
}

impl Runner for Fake {
    fn run(&self, p: usize, g: GRef) -> Stop {
        let sched = self.sched.get().unwrap();
        self.limit(p).store(1, Ordering::Relaxed);
        if sched.stop_requested(p) {
            self.limit(p).store(0, Ordering::Relaxed);
        }
        // SAFETY: `run` is called by the M that holds p.
        let on = unsafe { sched.on(p) };
        let body = self.bodies.lock().get(&g).unwrap().clone();
        // Woken before the step that parked it is over, the goroutine waits here for that.
        let mut body = body.lock();
        let cx = Cx { on, g, fake: self };
        match body(&cx) {
            Step::End => Stop::Ended,
            Step::Exit(code) => Stop::Exit(code),
            Step::Park => Stop::Parked,
            Step::Yield if cx.stop_asked() => Stop::Preempted,
            Step::Yield => Stop::Yielded,
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
    fn deadlock(&self) -> Option<i32> {
        Some(77)
    }
}

impl Fake {
    fn insert(&self, g: GRef, body: Body) {
        self.bodies.lock().insert(g, Arc::new(Mutex::new(body)));
    }
}

pub(crate) fn run(
    procs: usize,
    main: impl FnMut(&Cx<'_>) -> Step + Send + 'static,
) -> (i32, Arc<Fake>) {
    let sched = Sched::new(Config {
        procs,
        trace: None,
        record: None,
        race: None,
    });
    let fake = Arc::new(Fake {
        sched: OnceLock::new(),
        bodies: Mutex::default(),
        limits: (0..MAX_PROCS).map(|_| AtomicUsize::new(0)).collect(),
        collections: AtomicUsize::new(0),
    });
    let _ = fake.sched.set(sched.clone());
    // SAFETY: nobody holds processor 0 before the run.
    let g = unsafe { sched.on(0) }.new_g(8);
    fake.insert(g, Box::new(main));
    let code = sched.run(fake.clone(), g);
    assert!(
        sched.wind_down(Duration::from_secs(10)),
        "an M does not stop"
    );
    (code, fake)
}

/// A place where goroutines wait until it is open.
#[derive(Default)]
pub(crate) struct Gate(Mutex<(bool, Vec<GRef>)>);

impl Gate {
    /// True: go on; false: the goroutine was parked and comes again.
    pub fn pass(&self, cx: &Cx<'_>) -> bool {
        let mut gate = self.0.lock();
        if !gate.0 {
            cx.will_park(WaitReason::Semacquire);
            gate.1.push(cx.g);
        }
        gate.0
    }
    pub fn open(&self, cx: &Cx<'_>) {
        let waiting = {
            let mut gate = self.0.lock();
            gate.0 = true;
            std::mem::take(&mut gate.1)
        };
        for g in waiting {
            cx.on.ready(g);
        }
    }
}

pub(crate) fn each_width(test: impl Fn(usize)) {
    for procs in [1, 2, 8] {
        test(procs);
    }
}

#[test]
fn exit_code() {
    each_width(|procs| assert_eq!(run(procs, |_| Step::Exit(3)).0, 3));
}

#[test]
fn many_start_and_finish() {
    each_width(|procs| {
        let (done, gate) = (Arc::new(AtomicU64::new(0)), Arc::new(Gate::default()));
        let mut started = false;
        let total = Arc::clone(&done);
        let (code, _) = run(procs, move |cx| {
            if !started {
                started = true;
                for i in 1..=20_000u64 {
                    let (done, gate) = (done.clone(), gate.clone());
                    cx.go(move |cx| {
                        done.fetch_add(i, Ordering::Relaxed);
                        if done.load(Ordering::Relaxed) == 20_000 * 20_001 / 2 {
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
        assert_eq!(
            (code, total.load(Ordering::Relaxed)),
            (0, 20_000 * 20_001 / 2)
        );
    });
}

/// Two goroutines hand a turn to each other.
#[test]
fn ping_pong() {
    each_width(|procs| {
        #[derive(Default)]
        struct Table {
            turn: u64,
            waits: Option<GRef>,
        }
        let table = Arc::new(Mutex::new(Table::default()));
        let play = |me: u64, table: Arc<Mutex<Table>>| {
            move |cx: &Cx<'_>| {
                let mut t = table.lock();
                if t.turn >= 100_000 {
                    return Step::Exit(0);
                }
                if t.turn % 2 == me {
                    t.turn += 1;
                    if let Some(other) = t.waits.take() {
                        cx.on.ready(other);
                    }
                }
                cx.will_park(WaitReason::ChanReceive);
                t.waits = Some(cx.g);
                Step::Park
            }
        };
        let (one, mut other) = (play(0, table.clone()), Some(play(1, table)));
        let (code, _) = run(procs, move |cx| {
            if let Some(other) = other.take() {
                cx.go(other);
            }
            one(cx)
        });
        assert_eq!(code, 0);
    });
}

#[test]
fn nothing_left_to_run() {
    each_width(|procs| {
        for _ in 0..20 {
            let gate = Gate::default();
            let mut n = 0;
            let (code, _) = run(procs, move |cx| {
                n += 1;
                if n == 1 {
                    for _ in 0..10 {
                        cx.go(|_| Step::End);
                    }
                    return Step::Yield;
                }
                assert!(!gate.pass(cx));
                Step::Park
            });
            assert_eq!(code, 77);
        }
    });
}

#[test]
fn sleepers_wake_in_order() {
    each_width(|procs| {
        let order = Arc::new(Mutex::new(Vec::new()));
        let start = Instant::now();
        let mut started = false;
        let main_order = order.clone();
        run(procs, move |cx| {
            if !started {
                started = true;
                for ms in [30i64, 10, 20] {
                    let order = order.clone();
                    let mut slept = false;
                    cx.go(move |cx| {
                        if slept {
                            order.lock().push(ms);
                            return Step::End;
                        }
                        slept = true;
                        cx.will_park(WaitReason::Sleep);
                        cx.on.sleep(cx.g, ms * 1_000_000);
                        Step::Park
                    });
                }
            }
            if order.lock().len() == 3 {
                return Step::Exit(0);
            }
            cx.will_park(WaitReason::Sleep);
            cx.on.sleep(cx.g, 1_000_000);
            Step::Park
        });
        assert_eq!(*main_order.lock(), [10, 20, 30]);
        assert!(start.elapsed() >= Duration::from_millis(30));
    });
}

/// A goroutine that never stops by itself does not keep another from running.
#[test]
fn slices_end() {
    each_width(|procs| {
        let stop = Arc::new(AtomicBool::new(false));
        let mut main_rounds = 0;
        let (code, _) = run(procs, move |cx| {
            main_rounds += 1;
            if main_rounds == 1 {
                for _ in 0..procs {
                    let stop = stop.clone();
                    cx.go(move |cx| {
                        while !cx.stop_asked() {
                            if stop.load(Ordering::Relaxed) {
                                return Step::End;
                            }
                            std::hint::spin_loop();
                        }
                        Step::Yield
                    });
                }
            }
            if main_rounds < 5 {
                return Step::Yield;
            }
            stop.store(true, Ordering::Relaxed);
            Step::Exit(0)
        });
        assert_eq!(code, 0);
    });
}

#[test]
fn jobs_that_block() {
    each_width(|procs| {
        let done = Arc::new(AtomicUsize::new(0));
        let mut started = 0;
        let (code, _) = run(procs, move |cx| {
            started += 1;
            if started > 50 {
                return Step::Exit(done.load(Ordering::Relaxed) as i32);
            }
            let done = done.clone();
            cx.will_park(WaitReason::Syscall);
            cx.on.sched().block(
                cx.g,
                Box::new(move || {
                    std::thread::sleep(Duration::from_micros(300));
                    done.fetch_add(1, Ordering::Relaxed);
                }),
            );
            Step::Park
        });
        assert_eq!(code, 50);
    });
}

#[test]
fn the_world_stops_while_all_run() {
    each_width(|procs| {
        let mut rounds = 0;
        let stop = Arc::new(AtomicBool::new(false));
        let (code, fake) = run(procs, move |cx| {
            rounds += 1;
            if rounds == 1 {
                for _ in 0..2 * procs {
                    let stop = stop.clone();
                    cx.go(move |cx| {
                        while !cx.stop_asked() {
                            if stop.load(Ordering::Relaxed) {
                                return Step::End;
                            }
                        }
                        if cx.on.random().is_multiple_of(4) {
                            cx.on.request_collect();
                        }
                        Step::Yield
                    });
                }
            }
            if rounds == 200 {
                stop.store(true, Ordering::Relaxed);
                return Step::Exit(0);
            }
            cx.on.request_collect();
            Step::Yield
        });
        assert_eq!(code, 0);
        assert!(fake.collections.load(Ordering::Relaxed) >= 199);
    });
}

#[test]
fn gomaxprocs_changes() {
    let stop = Arc::new(AtomicBool::new(false));
    let live = Arc::new(AtomicUsize::new(0));
    let mut rounds = 0usize;
    let (code, _) = run(3, move |cx| {
        rounds += 1;
        if rounds == 1 {
            for _ in 0..12 {
                let (stop, live) = (stop.clone(), live.clone());
                live.fetch_add(1, Ordering::Relaxed);
                cx.go(move |cx| {
                    if stop.load(Ordering::Relaxed) {
                        live.fetch_sub(1, Ordering::Relaxed);
                        return Step::End;
                    }
                    if cx.on.random().is_multiple_of(50) {
                        let n = 1 + cx.on.random() as usize % 9;
                        cx.on.at_stop(Box::new(move |world| world.set_procs(n)));
                    }
                    Step::Yield
                });
            }
        }
        if rounds < 300 {
            let n = 1 + rounds % 9;
            cx.on.at_stop(Box::new(move |world| {
                world.set_procs(n);
                assert_eq!(world.sched().procs(), n);
            }));
            return Step::Yield;
        }
        stop.store(true, Ordering::Relaxed);
        if live.load(Ordering::Relaxed) == 0 {
            return Step::Exit(0);
        }
        Step::Yield
    });
    assert_eq!(code, 0);
}
