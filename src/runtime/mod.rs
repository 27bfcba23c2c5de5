//! Go's objects: strings, slices, maps, interfaces, channels. No instructions, no frames.

pub mod chan;
mod chan_record;
#[cfg(test)]
mod chan_tests;
pub mod durable;
pub mod equal;
pub mod errors;
pub mod fault;
pub mod hash;
pub mod iface;
pub mod leaves;
pub mod made_types;
pub mod map;
mod map_group;
mod map_iter;
mod map_key;
mod map_table;
#[cfg(test)]
mod map_tests;
pub mod mutex;
pub mod rwmutex;
pub mod select;
pub mod sema;
pub mod shown;
pub mod slices;
pub mod strings;
