//! Go's objects: strings, slices, maps, interfaces, channels. No instructions, no frames.

pub mod chan;
pub mod leaves;
pub mod select;
