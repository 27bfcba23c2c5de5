//! The packages below image/.

pub mod jpeg;
pub mod png;
