//! The virtual machine: frames, stacks, handlers (`ops`), dispatch, native calls, unwinding, tracebacks.
//! The scheduler drives it through `sched::Runner`; natives reach it through `NativeCx`.

pub mod alloc;
pub mod config;
pub mod context;
pub mod machine;
pub mod native;
pub mod native_call;
pub mod stop;

pub use config::Config;
pub use context::Ctx;
pub use machine::Machine;
pub use native_call::{Eface, NativeCx, NativeEntry, NativeFn, Outcome, Then};
