//! What the scheduler and Go's channels, selects and semaphores synchronise with: the one door through which `sched` and
//! `runtime::{chan, select, sema}` take atomics, locks, queues, parking, threads and the clock.
//!
//! In gorun these are std's, parking_lot's and crossbeam's own, under the names that those have (`real`). In the package `models`, which
//! compiles the same sources with `--cfg loom`, they are loom's (`modelled`), and loom runs every interleaving and every
//! value that a weak memory may show. Two things exist for the models alone and cost nothing otherwise: `Owned`, with which code says "what I
//! touch now is mine", and the tiny capacities (`if cfg!(loom)`) beside the real ones.
//!
//! Counters that only reports read, or that decide nothing but how long somebody tries, stay std's atomics: a model need not branch on them.
//!
//! Must not grow anything with a behaviour of its own: whatever is here is not under the models. Two things do, and are kept so small that one sees
//! that they are right: the channels' lock and the pair of fences (decision 025). The models have a lock and fences that promise the same.

#[cfg(loom)]
mod modelled;
#[cfg(not(loom))]
mod real;

pub use std::sync::atomic::Ordering;

#[cfg(loom)]
pub use modelled::*;
#[cfg(not(loom))]
pub use real::*;
