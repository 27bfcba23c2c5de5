//! What each instruction does, one function each, named as in the instruction table. They know nothing of how
//! they are dispatched. A body is the fast path; whatever calls, allocates, parks or panics is handed on as `Slow`.
//! All rely on the invariants I1 to I4 of `dispatch`.

mod branch;
mod bytes_order;
mod call;
mod chan;
mod compare;
mod compound;
mod convert;
mod defer;
mod float;
mod iface;
mod int;
mod map;
mod memory;
mod moves;
mod slice;
mod string;

pub use branch::*;
pub use bytes_order::*;
pub use call::*;
pub use chan::*;
pub use compare::*;
pub use compound::*;
pub use convert::*;
pub use defer::*;
pub use float::*;
pub use iface::*;
pub use int::*;
pub use map::*;
pub use memory::*;
pub use moves::*;
pub use slice::*;
pub use string::*;
