//! The packages below image/.

pub mod png;
