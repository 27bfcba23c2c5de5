//! The typed side of the native-call interface: Rust functions with Go values as arguments and results.
//!
//! The raw form (`native_call`) is `fn(&mut NativeCx) -> Outcome` over words. Here typed Rust functions (`value`,
//! `function`) become natives, listed by the packages of `std` with the `natives!` macro. A native never keeps a
//! view of a heap object past its return, and runs no Go code on the Rust stack but leaf functions (`leaf_call`).

pub mod cx;
pub mod function;
pub mod signature;
pub mod value;

pub use super::leaf_call::{Broken, LeafCall};
pub use super::native_call::{NativeCx, Outcome, Then};
pub use cx::{GoPanic, Maker};
pub use function::{Native, NativeFn};
pub use value::{Answer, FromSlots, GoFunc, GoPtr, GoSlice, GoStr, Iface, IntoSlots, put};
