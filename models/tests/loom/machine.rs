//! Goroutines on the scheduler's own Ms: threads, parking, stealing and stops as they are, under a runner whose goroutines are
//! written as steps. What a goroutine remembers lies in the goroutine (`Saved::fp` counts its steps), as in the virtual machine, so that loom
//! sees whether it was handed over properly.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize as Plain, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock};

use gorun_models::sched::sync::AtomicUsize;
use gorun_models::sched::{Config, GRef, MAX_PROCS, On, Runner, Sched, Stop, WaitReason};

/// The code of a goroutine: called with the number of the step, from 0.
pub type Body = Arc<dyn Fn(&Cx<'_>, u32) -> Stop + Send + Sync>;

pub struct Cx<'a> {
    pub on: On<'a>,
    pub g: GRef,
    machine: &'a Machine,
}

pub struct Machine {
    sched: OnceLock<Arc<Sched>>,
    limits: Vec<AtomicUsize>,
    /// std's: what a goroutine runs is known before it is.
    bodies: Mutex<HashMap<GRef, Body>>,
    /// Goroutines that run at this moment.
    pub running: Plain,
    pub collections: Plain,
    pub deadlocks: Plain,
}

/// The exit code of a deadlock.
pub const DEADLOCK: i32 = 77;

impl Runner for Machine {
    fn run(&self, p: usize, g: GRef) -> Stop {
        let sched = self.sched();
        self.limits[p].store(1, Relaxed);
        if sched.stop_requested(p) {
            self.limits[p].store(0, Relaxed);
        }
        self.running.fetch_add(1, Relaxed);
        let body = self.bodies.lock().unwrap()[&g].clone();
        // SAFETY: the goroutine is ours while it runs.
        let step = unsafe { (*g.0).saved.fp };
        // SAFETY: `run` is called by the M that holds `p`.
        let on = unsafe { sched.on(p) };
        let cx = Cx {
            on,
            g,
            machine: self,
        };
        let stop = body(&cx, step);
        self.running.fetch_sub(1, Relaxed);
        stop
    }
    fn limit(&self, p: usize) -> &AtomicUsize {
        &self.limits[p]
    }
    fn set_processors(&self, _: usize) {}
    fn collect(&self, p: usize) {
        let sched = self.sched();
        sched.stop_world(p, |world| {
            self.all_stand_still(world.sched());
            self.collections.fetch_add(1, Relaxed);
        });
    }
    fn deadlock(&self) -> Option<i32> {
        self.deadlocks.fetch_add(1, Relaxed);
        Some(DEADLOCK)
    }
}

impl Machine {
    pub fn sched(&self) -> &Arc<Sched> {
        self.sched.get().unwrap()
    }
    /// In a stopped world nobody runs, and every goroutine may be read.
    pub fn all_stand_still(&self, sched: &Sched) {
        assert_eq!(self.running.load(Relaxed), 0, "the world stands still");
        sched.each_g(0, 1, |g| {
            // SAFETY: the field is shared by design.
            unsafe { &*g.0 }.owned.used();
        });
    }
    fn insert(&self, g: GRef, body: Body) {
        self.bodies.lock().unwrap().insert(g, body);
    }
}

impl Cx<'_> {
    pub fn machine(&self) -> &Machine {
        self.machine
    }
    /// The `go` statement.
    pub fn go(&self, body: impl Fn(&Cx<'_>, u32) -> Stop + Send + Sync + 'static) -> GRef {
        let g = self.on.new_g(8);
        // SAFETY: new, so ours; a goroutine that is used again has another's count.
        unsafe { g.get() }.saved.fp = 0;
        self.machine.insert(g, Arc::new(body));
        self.on.spawn(g);
        g
    }
    /// Saves the goroutine, to go on with the next step. Before anything that lets others have it.
    pub fn save(&self) {
        // SAFETY: it runs here.
        let g = unsafe { self.g.get() };
        g.owned.used();
        g.saved.fp += 1;
    }
    /// Saves it and marks it as waiting.
    pub fn will_park(&self, reason: WaitReason) {
        self.save();
        // SAFETY: it runs here.
        unsafe { self.on.will_park(self.g, reason) };
    }
    pub fn stop_asked(&self) -> bool {
        self.machine.limits[self.on.p()].load(Relaxed) == 0
    }
}

/// A scheduler and a machine, with the goroutine that runs first.
pub fn machine(
    procs: usize,
    main: impl Fn(&Cx<'_>, u32) -> Stop + Send + Sync + 'static,
) -> (Arc<Machine>, GRef) {
    let sched = Sched::new(Config {
        procs,
        trace: None,
        record: None,
        race: None,
    });
    let machine = Arc::new(Machine {
        sched: OnceLock::new(),
        limits: (0..MAX_PROCS).map(|_| AtomicUsize::new(0)).collect(),
        bodies: Mutex::default(),
        running: Plain::new(0),
        collections: Plain::new(0),
        deadlocks: Plain::new(0),
    });
    // SAFETY: nobody holds processor 0 before the run.
    let g = unsafe { sched.on(0) }.new_g(8);
    machine.insert(g, Arc::new(main));
    let _ = machine.sched.set(sched);
    (machine, g)
}

/// Runs it to its end: the exit code. All Ms have left when loom goes on to the next interleaving, or it reports a deadlock.
pub fn run(
    procs: usize,
    main: impl Fn(&Cx<'_>, u32) -> Stop + Send + Sync + 'static,
) -> (i32, Arc<Machine>) {
    let (machine, g) = machine(procs, main);
    let code = machine.sched().run(machine.clone(), g);
    (code, machine)
}
