//! The packages under encoding that Rust works for.

pub mod base64;
pub mod binary;
pub mod csv;
pub mod hex;
pub mod json;
pub mod xml;
