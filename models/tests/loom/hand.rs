//! Goroutines without Ms: each of a model's threads holds a processor by hand and runs one goroutine on it. What one does to
//! another goes through the scheduler's own `ready` into its processor's queue; whoever filled the queue empties it, as its M would at the next
//! switch, and sends each goroutine back to its thread.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use gorun_models::bytecode::rtype::{Kind, Leaf, TypeArena, TypeRef, Width, WordClass};
use gorun_models::runtime::chan::{self, Chan};
use gorun_models::runtime::select::{self, Resumed};
use gorun_models::sched::sync::{self, Thread};
use gorun_models::sched::{Config, GRef, On, Sched, Status};
use loom::thread;

/// A scheduler whose processors are held by hand.
pub struct Hands {
    pub sched: Arc<Sched>,
    /// Of each goroutine.
    threads: Mutex<HashMap<GRef, Thread>>,
}

pub fn hands(procs: usize) -> Arc<Hands> {
    Arc::new(Hands {
        sched: Sched::new(Config {
            procs,
            trace: None,
            record: None,
            race: None,
        }),
        threads: Mutex::default(),
    })
}

/// A goroutine that runs on the processor of its thread.
pub struct Hand<'a> {
    pub on: On<'a>,
    pub g: GRef,
    hands: &'a Hands,
}

impl Hands {
    /// Runs `body` as the goroutine of processor `p` on a thread of its own.
    pub fn go<R: Send + 'static>(
        self: &Arc<Self>,
        p: usize,
        body: impl FnOnce(&Hand<'_>) -> R + Send + 'static,
    ) -> thread::JoinHandle<R> {
        let hands = self.clone();
        thread::spawn(move || hands.here(p, body))
    }

    /// The same on the calling thread.
    pub fn here<R>(&self, p: usize, body: impl FnOnce(&Hand<'_>) -> R) -> R {
        // SAFETY: nobody else has this processor.
        let on = unsafe { self.sched.on(p) };
        let g = on.new_g(16);
        // SAFETY: new, so ours.
        unsafe { g.get() }.set_status(Status::Running);
        self.threads.lock().unwrap().insert(g, sync::current());
        let hand = Hand { on, g, hands: self };
        let result = body(&hand);
        hand.pass_on();
        result
    }
}

impl Hand<'_> {
    /// A slot of the goroutine's stack.
    pub fn slot(&self, i: usize) -> *mut u64 {
        // SAFETY: the goroutine runs here; stacks have at least 16 slots.
        unsafe { (*self.g.0).stack.base.add(i) }
    }
    pub fn read(&self, i: usize) -> u64 {
        self.owned();
        // SAFETY: as above.
        unsafe { *self.slot(i) }
    }
    pub fn write(&self, i: usize, value: u64) {
        self.owned();
        // SAFETY: as above.
        unsafe { *self.slot(i) = value };
    }
    /// What saving the goroutine does: it is written to.
    pub fn save(&self) {
        self.owned();
        // SAFETY: it runs here.
        unsafe { self.g.get() }.saved.fp += 1;
    }
    fn owned(&self) {
        // SAFETY: the field is shared by design.
        unsafe { &*self.g.0 }.owned.used();
    }
    /// What was made runnable here goes back to its threads.
    pub fn pass_on(&self) {
        while let Some(g) = self.on.pick() {
            let thread = self.hands.threads.lock().unwrap()[&g].clone();
            thread.unpark();
        }
    }
    /// After parking: until the goroutine runs again; then what was left to do.
    pub fn woken(&self) -> Resumed {
        self.pass_on();
        while self.g.status() != Status::Runnable {
            sync::park();
        }
        self.owned();
        // SAFETY: it is runnable and only we run it.
        unsafe {
            self.g.get().set_status(Status::Running);
            match (*self.g.0).waiting.is_null() {
                true => Resumed::GoOn,
                false => select::resume(self.g),
            }
        }
    }
}

/// int64.
pub fn int() -> TypeRef {
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

/// A channel of int64, alive until the model's run is over.
#[derive(Clone)]
pub struct Ch(Arc<Held>);

struct Held {
    chan: *mut Chan,
    ring: *mut [u64],
}

// SAFETY: channels are made to be shared.
unsafe impl Send for Held {}
// SAFETY: as above.
unsafe impl Sync for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        // SAFETY: made by `make`; the last user is gone.
        unsafe {
            drop(Box::from_raw(self.chan));
            drop(Box::from_raw(self.ring));
        }
    }
}

pub fn make(cap: usize) -> Ch {
    std::thread_local!(static INT: TypeRef = int());
    let ring = Box::into_raw(vec![0u64; cap.max(1)].into_boxed_slice());
    let object = Box::into_raw(Box::<Chan>::new_uninit()).cast::<u8>();
    // SAFETY: as large and aligned as a channel; `init` writes all of it.
    let chan = unsafe { chan::init(object, INT.with(|t| *t), cap, ring.cast()) };
    Ch(Arc::new(Held { chan, ring }))
}

/// Two, the one with the lower address first: a select locks them in that order, and loom wants the same steps in every run.
pub fn make_two(cap: usize) -> (Ch, Ch) {
    let (a, b) = (make(cap), make(cap));
    match a.raw() < b.raw() {
        true => (a, b),
        false => (b, a),
    }
}

impl Ch {
    pub fn raw(&self) -> *mut Chan {
        self.0.chan
    }
}
