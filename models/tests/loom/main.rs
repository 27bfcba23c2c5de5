//! The models. Each says what must hold; loom looks for an interleaving in which it does not, or in which nobody can go on.
//!
//! `cargo test --profile quick -p gorun-models --features loom`; one of them: add its name. `LOOM_MAX_PREEMPTIONS` raises
//! the bound of all models (each names its own, chosen for seconds), `LOOM_LOG=trace LOOM_LOCATION=1` show what a failing one did.

mod chan;
mod hand;
mod machine;
mod rwmutex;
mod sched;
mod select;
mod sema;
mod timer;
mod world;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Runs a model with at most `preemptions` switches of a thread that could go on (waits come on top).
#[track_caller]
fn check(preemptions: usize, model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound.get_or_insert(preemptions);
    builder.max_branches = builder.max_branches.max(20_000);
    let place = std::panic::Location::caller();
    let (start, runs) = (Instant::now(), Arc::new(AtomicUsize::new(0)));
    let counter = runs.clone();
    builder.check(move || {
        counter.fetch_add(1, Ordering::Relaxed);
        model();
    });
    // For `--nocapture`: how much a model costs.
    println!(
        "{}:{}: {} interleavings, {:.1?}",
        place.file(),
        place.line(),
        runs.load(Ordering::Relaxed),
        start.elapsed()
    );
}
