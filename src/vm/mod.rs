//! The virtual machine: frames, stacks, handlers (`ops`), dispatch, native calls, unwinding, tracebacks.
//! The scheduler drives it through `sched::Runner`; natives reach it through `NativeCx`.

pub mod adapters;
pub mod again;
pub mod alloc;
pub mod config;
pub mod context;
pub mod dispatch;
pub mod explain;
mod faults;
pub mod functions;
mod fuse;
mod globals;
pub mod heap_dump;
mod inlined;
mod interrupt;
pub mod leaf_call;
mod limits;
mod liveness;
pub mod machine;
pub mod native;
pub mod native_call;
mod native_run;
mod ops;
mod own_limits;
mod park;
mod plain;
pub mod race;
mod raise;
pub mod report;
mod roots;
pub mod runtime_frames;
mod safepoint;
pub mod search;
pub mod session;
pub mod signal;
pub mod spawn;
mod stack;
pub mod stop;
mod stress;
mod stubs;
mod table;
mod tasks;
mod traceback;
mod unwind;
pub mod wait_place;
pub mod walk;
mod watch;

pub use config::{Config, Positions, traceback_level};
pub use context::Ctx;
pub use machine::{Machine, run_program};
pub use native_call::{Eface, NativeCode, NativeCx, NativeFn, Outcome, Then};

#[cfg(test)]
mod tests;
