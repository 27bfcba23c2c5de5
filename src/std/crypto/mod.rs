//! The packages under crypto that Rust works for; their compression functions are in `internal::digest`.

pub mod rand;
