//! gorun's scheduler, channels, select and semaphores once more, from the same sources, with loom's atomics and locks in
//! place of the real ones (`src/sched/sync`). The models in `tests/` run them. Decision 012 says what is modelled and what is not.

#![cfg(feature = "loom")]
// What the virtual machine uses and the models do not.
#![allow(dead_code, unused_imports)]
// Tiny capacities, and interfaces that are others'.
#![allow(
    clippy::modulo_one,
    clippy::new_without_default,
    clippy::len_without_is_empty
)]

#[path = "../../src/bytecode/mod.rs"]
pub mod bytecode;

#[path = "../../src/race/mod.rs"]
pub mod race;

/// Of the heap only the names that channels and descriptors use.
#[path = "../../src/heap"]
pub mod heap {
    mod shape;
    pub use shape::{Layout, layout_index};
}

#[path = "../../src/sched/mod.rs"]
pub mod sched;

#[path = "../../src/runtime"]
pub mod runtime {
    pub mod chan;
    mod chan_record;
    pub mod leaves;
    pub mod mutex;
    pub mod rwmutex;
    pub mod select;
    pub mod sema;
    pub mod shown;
}
