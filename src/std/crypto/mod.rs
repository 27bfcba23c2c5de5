//! The packages under crypto that Rust works for; the compression functions of hashes are in `internal::digest`.

pub mod blocks;
pub mod curves;
pub mod keccak;
pub mod rand;
pub mod tls;
